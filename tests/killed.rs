//! Whatever kills the program, and whatever becomes of its folder: every line that the screen has
//! accepted is in a file that loads.

mod held;
mod scripted_meeting;

use held::held_after;
use reflect::model::file_text::{EndMark, read_session};
use scripted_meeting::MEETING;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

struct Room {
    folder: tempfile::TempDir,
}

struct Running {
    child: Child,
    typing: ChildStdin,
    screen: BufReader<ChildStdout>,
}

impl Room {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a room"),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Running {
        let mut child = Command::new(env!("CARGO_BIN_EXE_reflect"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOME", self.folder.path())
            .env("REFLECT_TODAY", "2026-11-21")
            .env("REFLECT_SESSIONS", "sessions")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the program");
        let typing = child.stdin.take().expect("standard input");
        let screen = BufReader::new(child.stdout.take().expect("standard output"));
        Running {
            child,
            typing,
            screen,
        }
    }

    /// A meeting in which one point has been accepted.
    fn at_the_first_point(&self) -> Running {
        let mut running = self.run(&["start", "child-ac"]);
        for (typed, _) in &MEETING[..9] {
            running.type_line(typed);
        }
        running.wait_for("Saved: The first point.");
        running
    }

    /// The one session that was left, with what its end mark says.
    fn left(&self, folder: &Path) -> (String, EndMark) {
        let mut files: Vec<PathBuf> = fs::read_dir(folder)
            .expect("the sessions folder")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| {
                let name = path.file_name().expect("a name").to_string_lossy();
                name.ends_with(".toml") && !name.starts_with(['.', '~'])
            })
            .collect();
        let file = files.pop().expect("a session");
        assert!(files.is_empty(), "more than one session: {files:?}");
        let text = fs::read_to_string(file).expect("its text");
        let (_, end_mark) = read_session(&text).expect("a session");
        (text, end_mark)
    }
}

impl Running {
    fn type_line(&mut self, line: &str) {
        writeln!(self.typing, "{line}").expect("a line typed");
    }

    /// Reads the screen up to a line that holds these words.
    fn wait_for(&mut self, words: &str) -> String {
        let mut seen = String::new();
        loop {
            let before = seen.len();
            let read = self.screen.read_line(&mut seen).expect("the screen");
            assert!(read > 0, "“{words}” did not come:\n{seen}");
            if seen[before..].contains(words) {
                return seen;
            }
        }
    }

    fn kill(mut self) {
        self.child.kill().expect("a kill");
        self.child.wait().expect("an end");
    }
}

#[test]
fn a_kill_after_any_accepted_line_loses_none() {
    let accepted: Vec<usize> = (0..MEETING.len())
        .filter(|at| MEETING[*at].1.is_some())
        .collect();
    assert_eq!(accepted.len(), 19);
    for last in accepted {
        let room = Room::new();
        let mut running = room.run(&["start", "child-ac"]);
        for (typed, acknowledged) in &MEETING[..=last] {
            running.type_line(typed);
            if let Some(words) = acknowledged {
                running.wait_for(words);
            }
        }
        running.kill();
        let (text, end_mark) = room.left(&room.path("sessions"));
        assert_eq!(end_mark, EndMark::Right, "after line {last}");
        for words in held_after(last + 1) {
            assert!(
                text.contains(words),
                "“{words}” is lost after line {last}:\n{text}"
            );
        }
        if last + 1 < MEETING.len() {
            let mut again = room.run(&["resume"]);
            again.type_line("/pause");
            again.wait_for("Paused. Everything is kept");
            again.child.wait().expect("an end");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_signal_in_plain_mode_ends_with_its_own_status_and_keeps_every_line() {
    use std::os::unix::process::ExitStatusExt;
    for (signal, status) in [("-INT", 130), ("-TERM", 143), ("-HUP", 129)] {
        let room = Room::new();
        let mut running = room.at_the_first_point();
        let id = running.child.id().to_string();
        assert!(
            Command::new("kill")
                .args([signal, &id])
                .status()
                .expect("kill")
                .success()
        );
        let ended = running.child.wait().expect("an end");
        assert_eq!(
            (ended.code(), ended.signal()),
            (Some(status), None),
            "{signal}"
        );
        let (text, end_mark) = room.left(&room.path("sessions"));
        assert_eq!(end_mark, EndMark::Right);
        assert!(text.contains("The first point."));
    }
}

// Windows does not let go of a folder while a file in it is open.
#[cfg(unix)]
#[test]
fn a_folder_that_goes_away_in_the_meeting_loses_nothing_and_says_so_once() {
    let room = Room::new();
    let (sessions, aside) = (
        room.path("sessions"),
        room.path(".local/state/reflect/recovery"),
    );
    let mut running = room.at_the_first_point();

    fs::remove_dir_all(&sessions).expect("a folder removed");
    running.type_line("The second point.");
    running.wait_for("cannot be written: it is not there. Everything you say is kept in");
    running.wait_for("Saved: The second point.");
    running.type_line("The third point.");
    let between = running.wait_for("Saved: The third point.");
    assert!(
        !between.contains("cannot be written"),
        "said twice:\n{between}"
    );
    let (text, end_mark) = room.left(&aside);
    assert_eq!(end_mark, EndMark::Right);
    for words in ["The first point.", "The second point.", "The third point."] {
        assert!(text.contains(words), "{words}");
    }

    fs::create_dir(&sessions).expect("the folder again");
    running.type_line("The fourth point.");
    running.wait_for("It has been written again, whole.");
    running.wait_for("Saved: The fourth point.");
    let (text, _) = room.left(&sessions);
    assert!(text.contains("The first point.") && text.contains("The fourth point."));
    assert_eq!(fs::read_dir(&aside).expect("the folder").count(), 0);
    running.kill();
}

// Windows does not let go of a folder while a file in it is open.
#[cfg(unix)]
#[test]
fn a_meeting_that_went_on_in_another_folder_is_not_carried_on_with_in_the_first() {
    let room = Room::new();
    let (sessions, away) = (room.path("sessions"), room.path("away"));
    let mut running = room.at_the_first_point();
    fs::rename(&sessions, &away).expect("another name");
    running.type_line("The second point.");
    running.wait_for("Saved: The second point.");
    running.type_line("/folder ~/stick");
    running.wait_for("stays behind: do not carry on from it.");
    running.type_line("The third point.");
    running.wait_for("Saved: The third point.");
    running.kill();
    assert_eq!(points_in(&room, "stick"), 3);

    fs::rename(&away, &sessions).expect("the folder again");
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_reflect"))
            .args(arguments)
            .current_dir(room.folder.path())
            .env_clear()
            .env("HOME", room.folder.path())
            .env("REFLECT_SESSIONS", "sessions")
            .env("REFLECT_TODAY", "2026-11-21")
            .stdin(Stdio::null())
            .output()
            .expect("the program");
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        (output.status.code(), said)
    };
    let (status, said) = run(&["resume"]);
    assert_eq!(status, Some(1));
    let there = room
        .path("stick")
        .join("2026-11-21-child-ac-duty-team.toml");
    assert_eq!(
        said,
        format!(
            "This meeting went on in {there}, when its folder could not be written.\nTo carry on there: reflect resume \"{there}\"\n",
            there = there.display()
        )
    );
    assert_eq!(points_in(&room, "sessions"), 1);
    let (status, said) = run(&["show", "last"]);
    assert_eq!(status, Some(0));
    assert!(
        said.ends_with("What is shown here is the version that stayed behind.\n"),
        "{said}"
    );
    let went_on = there.display().to_string();
    let (_, said) = run(&["show", &went_on]);
    assert_eq!(said, "");
}

/// How many points the one session of a folder holds.
fn points_in(room: &Room, folder: &str) -> usize {
    let (text, _) = room.left(&room.path(folder));
    let (session, _) = read_session(&text).expect("a session");
    session.answers("q1").len()
}

// Windows does not let go of a folder while a file in it is open.
#[cfg(unix)]
#[test]
fn a_meeting_that_was_kept_aside_is_carried_on_with() {
    let room = Room::new();
    let sessions = room.path("sessions");
    let mut running = room.at_the_first_point();
    fs::remove_dir_all(&sessions).expect("a folder removed");
    running.type_line("The second point.");
    running.wait_for("Saved: The second point.");
    running.kill();

    let mut again = room.run(&["resume"]);
    again.type_line("The third point.");
    again.wait_for("Carrying on with Child AC, Duty Team");
    again.wait_for("Saved: The third point.");
    again.kill();
    let (text, end_mark) = room.left(&sessions);
    assert_eq!(end_mark, EndMark::Right);
    for words in ["The first point.", "The second point.", "The third point."] {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn a_file_that_somebody_else_changes_in_the_meeting_is_kept_beside() {
    let room = Room::new();
    let sessions = room.path("sessions");
    let mut running = room.at_the_first_point();
    let file = sessions.join("2026-11-21-child-ac-duty-team.toml");
    let theirs = fs::read_to_string(&file)
        .expect("the file")
        .replace("The first point.", "Somebody else's point.");
    fs::write(&file, &theirs).expect("their change");
    running.type_line("The second point.");
    running.wait_for(
        "Their version is kept beside it as 2026-11-21-child-ac-duty-team.conflict-1.toml",
    );
    running.wait_for("Saved: The second point.");
    running.kill();
    let ours = fs::read_to_string(&file).expect("our file");
    assert!(ours.contains("The first point.") && ours.contains("The second point."));
    let beside = sessions.join("2026-11-21-child-ac-duty-team.conflict-1.toml");
    assert_eq!(fs::read_to_string(beside).expect("their file"), theirs);
}

#[test]
fn a_session_that_is_open_elsewhere_is_not_opened_twice() {
    let room = Room::new();
    let running = room.at_the_first_point();
    let second = Command::new(env!("CARGO_BIN_EXE_reflect"))
        .args(["resume", "--sessions"])
        .arg(room.path("sessions"))
        .env_clear()
        .env("HOME", room.folder.path())
        .stdin(Stdio::null())
        .output()
        .expect("the program");
    assert_eq!(second.status.code(), Some(1));
    let said = String::from_utf8(second.stderr).expect("UTF-8");
    assert!(
        said.contains("is open in another window or on another computer"),
        "{said}"
    );
    running.kill();
}

#[cfg(unix)]
#[test]
fn what_is_written_can_be_read_by_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let room = Room::new();
    let running = room.at_the_first_point();
    let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    assert_eq!(mode(&room.path("sessions")), 0o700);
    let mut files = 0;
    for entry in fs::read_dir(room.path("sessions")).expect("the folder") {
        assert_eq!(mode(&entry.expect("an entry").path()), 0o600);
        files += 1;
    }
    assert_eq!(files, 2, "the session and its lock");
    running.kill();
}

/// A meeting of one point that is closed at once, from a folder that is or is not there.
#[cfg(unix)]
const SHORT: &str = "Duty Team\n\n\n\n\n\n\n/skip\nTHE POINT\n/goto close\n\n\n\n\n\nclose\n";

impl Room {
    fn run_through(&self, arguments: &[&str], typed: &str) -> String {
        let mut running = self.run(arguments);
        running.typing.write_all(typed.as_bytes()).expect("typed");
        drop(running.typing);
        let mut seen = String::new();
        std::io::Read::read_to_string(&mut running.screen, &mut seen).expect("the screen");
        running.child.wait().expect("an end");
        seen
    }

    fn texts(&self, folder: &str) -> Vec<(String, String)> {
        let Ok(entries) = fs::read_dir(self.path(folder)) else {
            return Vec::new();
        };
        let mut texts: Vec<(String, String)> = entries
            .map(|entry| entry.expect("an entry"))
            .map(|entry| {
                let name = entry.file_name().into_string().expect("a name");
                (name, fs::read_to_string(entry.path()).expect("a text"))
            })
            .collect();
        texts.sort();
        texts
    }
}

const ASIDE: &str = ".local/state/reflect/recovery";

// On Windows nothing but the user's own profile says where the recovery folder is.
#[cfg(unix)]
#[test]
fn a_meeting_whose_folder_was_gone_from_the_start_never_takes_the_place_of_another() {
    let room = Room::new();
    let morning = SHORT.replace("THE POINT", "said in the morning");
    let said = room.run_through(&["start", "child-ac"], &morning);
    assert!(
        said.contains("The session is sealed and kept in sessions/"),
        "{said}"
    );
    let before = room.texts("sessions");
    assert_eq!(before.len(), 1);

    // The share goes away after the meeting has begun and before anything is said: a file in its place.
    for point in ["said at noon", "said in the evening"] {
        let mut running = room.run(&["start", "child-ac"]);
        for (typed, _) in &MEETING[..8] {
            running.type_line(typed);
        }
        running.wait_for("[1/6] Question 1");
        fs::rename(room.path("sessions"), room.path("away")).expect("the share away");
        fs::write(room.path("sessions"), "").expect("a file in its place");
        running.type_line(point);
        running.wait_for("Everything you say is kept in");
        running.wait_for(&format!("Saved: {point}"));
        running.type_line("/goto close");
        for _ in 0..5 {
            running.type_line("");
        }
        running.type_line("close");
        let said = running.wait_for("because the sessions folder could not be written");
        assert!(!said.contains("sealed and kept in"), "{said}");
        running.child.wait().expect("an end");
        fs::remove_file(room.path("sessions")).expect("the file away");
        fs::rename(room.path("away"), room.path("sessions")).expect("the share back");
    }
    // The first came home when the second began.
    assert_eq!(room.texts(ASIDE).len(), 1);

    room.run_through(&["resume"], "");
    let after = room.texts("sessions");
    assert_eq!(room.texts(ASIDE), []);
    assert_eq!(after.len(), 3, "{after:?}");
    assert!(
        after.contains(&before[0]),
        "the morning's file is as it was"
    );
    for point in ["said at noon", "said in the evening"] {
        let (_, text) = after
            .iter()
            .find(|(_, text)| text.contains(point))
            .expect(point);
        let (session, end_mark) = read_session(text).expect("a session");
        assert_eq!(end_mark, EndMark::Right);
        let seal = session.seal.clone().expect("a seal");
        assert_eq!(
            reflect::model::seal::session_digest(&session).as_ref(),
            Ok(&seal.digest)
        );
    }
}

#[test]
fn what_was_kept_aside_does_not_undo_what_was_done_since() {
    let room = Room::new();
    let mut running = room.at_the_first_point();
    fs::rename(room.path("sessions"), room.path("away")).expect("the share away");
    fs::write(room.path("sessions"), "").expect("a file in its place");
    running.type_line("Said while the share was away.");
    running.wait_for("Saved: Said while the share was away.");
    running.kill();
    fs::remove_file(room.path("sessions")).expect("the file away");
    fs::rename(room.path("away"), room.path("sessions")).expect("the share back");

    // Somebody carries on from another computer, which knows nothing of what was kept aside.
    let file = room
        .path("sessions")
        .join("2026-11-21-child-ac-duty-team.toml");
    let text = fs::read_to_string(&file).expect("the session");
    let theirs = text.replace("The first point.", "The first point, said elsewhere since.");
    fs::write(&file, &theirs).expect("their version");

    let said = room.run_through(&["resume"], "");
    assert!(said.contains("[1/6] Question 1"), "{said}");
    let after = room.texts("sessions");
    let holds = |words: &str| {
        after
            .iter()
            .filter(|(_, text)| text.contains(words))
            .count()
    };
    assert_eq!(holds("The first point, said elsewhere since."), 1);
    assert_eq!(holds("Said while the share was away."), 1);
    assert!(
        after
            .iter()
            .any(|(name, _)| name.ends_with(".conflict-1.toml")),
        "{after:?}"
    );
    assert_eq!(room.texts(ASIDE), []);
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_the_lock_makes_nobody_wait() {
    let room = Room::new();
    let typed = format!(
        "{}\n/pause\n",
        &SHORT[..SHORT.find("/goto").expect("a place")]
    );
    room.run_through(&["start", "child-ac"], &typed);
    let lock = room
        .path("sessions")
        .join("~$2026-11-21-child-ac-duty-team.toml");
    assert!(
        Command::new("mkfifo")
            .arg(&lock)
            .status()
            .expect("mkfifo")
            .success()
    );
    let said = room.run_through(&["resume"], "One more point.\n");
    assert!(said.contains("knows no locks"), "{said}");
    assert!(said.contains("Saved: One more point."), "{said}");
}

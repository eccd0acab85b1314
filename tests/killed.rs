//! Whatever kills the program, and whatever becomes of its folder: every line that the screen has
//! accepted is in a file that loads.

use reflect::model::file_text::{EndMark, read_session};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// A whole meeting: what is typed, and what the screen says once that is on disk.
const MEETING: [(&str, Option<&str>); 36] = [
    ("Duty Team", None),
    ("Team manager", None),
    ("2 social workers", None),
    ("", None),
    ("", None),
    ("team only", None),
    ("", None),
    ("/skip", None),
    ("The first point.", Some("Saved: The first point.")),
    ("The second point.", Some("Saved: The second point.")),
    (
        "/action The first action",
        Some("Saved: A1: The first action"),
    ),
    ("The first owner", Some("Saved: Owner: The first owner")),
    ("in 6 weeks", Some("Saved: Due: Saturday 2 January 2027")),
    (
        "The first measure",
        Some("Saved: How we will know: The first measure"),
    ),
    ("", None),
    (
        "/park the first reason",
        Some("Done: Parked. It comes back at the close."),
    ),
    ("/skip", Some("Done: Skipped.")),
    ("the second reason", Some("Saved: the second reason")),
    (
        "A point on the fourth.",
        Some("Saved: A point on the fourth."),
    ),
    (
        "/edit 1 A better point on the fourth.",
        Some("Saved: A better point on the fourth."),
    ),
    ("", None),
    ("/goto s1", None),
    ("1", Some("Done: In place")),
    ("The first evidence.", Some("Saved: The first evidence.")),
    ("", None),
    ("3", Some("Done: Needs others")),
    ("The first helper.", Some("Saved: The first helper.")),
    ("/goto close", None),
    ("", None),
    ("", None),
    ("The learning.", Some("Saved: The learning.")),
    ("yes", Some("Done: Everyone was asked.")),
    (
        "in 8 weeks",
        Some("Saved: Next meeting: Saturday 16 January 2027"),
    ),
    ("/back", None),
    ("", None),
    ("", Some("Done: The session is sealed")),
];

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

/// What the file must hold once the screen has said this.
fn kept(accepted: &str) -> Option<&str> {
    let words = accepted.strip_prefix("Saved: ")?;
    let words = ["A1: ", "Owner: ", "How we will know: "]
        .iter()
        .find_map(|label| words.strip_prefix(label))
        .unwrap_or(words);
    Some(match words {
        "Due: Saturday 2 January 2027" => "due = 2027-01-02",
        "Next meeting: Saturday 16 January 2027" => "next_meeting = 2027-01-16",
        words => words,
    })
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
        let mut must_hold = Vec::new();
        for (typed, acknowledged) in &MEETING[..=last] {
            running.type_line(typed);
            if let Some(words) = acknowledged {
                running.wait_for(words);
                must_hold.extend(kept(words));
            }
            // A point that was edited stands there in its new words only.
            if typed.starts_with("/edit") {
                must_hold.retain(|held| *held != "A point on the fourth.");
            }
        }
        running.kill();
        let (text, end_mark) = room.left(&room.path("sessions"));
        assert_eq!(end_mark, EndMark::Right, "after line {last}");
        for words in must_hold {
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
        let mut running = room.run(&["start", "child-ac"]);
        for (typed, _) in &MEETING[..9] {
            running.type_line(typed);
        }
        running.wait_for("Saved: The first point.");
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

#[test]
fn a_folder_that_goes_away_in_the_meeting_loses_nothing_and_says_so_once() {
    let room = Room::new();
    let (sessions, aside) = (
        room.path("sessions"),
        room.path(".local/state/reflect/recovery"),
    );
    let mut running = room.run(&["start", "child-ac"]);
    for (typed, _) in &MEETING[..9] {
        running.type_line(typed);
    }
    running.wait_for("Saved: The first point.");

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

#[test]
fn a_meeting_that_was_kept_aside_is_carried_on_with() {
    let room = Room::new();
    let sessions = room.path("sessions");
    let mut running = room.run(&["start", "child-ac"]);
    for (typed, _) in &MEETING[..9] {
        running.type_line(typed);
    }
    running.wait_for("Saved: The first point.");
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
    let mut running = room.run(&["start", "child-ac"]);
    for (typed, _) in &MEETING[..9] {
        running.type_line(typed);
    }
    running.wait_for("Saved: The first point.");
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
    let mut running = room.run(&["start", "child-ac"]);
    for (typed, _) in &MEETING[..9] {
        running.type_line(typed);
    }
    running.wait_for("Saved: The first point.");
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
    let mut running = room.run(&["start", "child-ac"]);
    for (typed, _) in &MEETING[..9] {
        running.type_line(typed);
    }
    running.wait_for("Saved: The first point.");
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

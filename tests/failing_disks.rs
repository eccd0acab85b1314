//! Disks that fail under a whole meeting, for real: a full disk, a failing write, flush, rename or open, a
//! folder that became read-only, a limit on the size of files. The old file is whole, the screen says
//! so, and every word that the screen has accepted is in a file that loads.
//!
//! The tests that make calls fail with strace, or mount disks, are run with `--ignored`, as `.ci/run` does.
//! `REFLECT_LONG=1` lets every call fail with every error instead of a spread of them.
#![cfg(target_os = "linux")]

use reflect::model::file_text::{EndMark, read_session};
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A whole meeting as it is typed. What is to be kept begins with “Kept”.
const MEETING: &str = "Duty Team
Team manager
2 social workers


team only

/skip
Kept: the first point.
Kept: the second point.
/action Kept: the first action
Kept: the owner
in 6 weeks
Kept: the measure

/park Kept: the first reason
/skip
Kept: the second reason
Kept: a point on the fourth.

/goto s1
1
Kept: the first evidence.

3
Kept: the first helper.
/goto close


Kept: the learning.
yes
in 8 weeks


close
";

const SESSIONS: &str = "sessions";
const ASIDE: &str = ".local/state/reflect/recovery";

/// The room of one meeting.
struct Room {
    folder: tempfile::TempDir,
    /// What is typed.
    typed: String,
}

impl Room {
    fn new() -> Self {
        Self::typing(MEETING.to_owned())
    }

    /// A meeting that says so much that its file grows to 14 KiB.
    fn long() -> Self {
        let long: String = (1..=12)
            .map(|number| {
                format!(
                    "Kept: {}{}\n",
                    "word after word ".repeat(50),
                    "and on".repeat(number)
                )
            })
            .collect();
        Self::typing(MEETING.replacen("Kept: a point on", &format!("{long}Kept: a point on"), 1))
    }

    fn typing(typed: String) -> Self {
        let folder = tempfile::tempdir().expect("a room");
        fs::write(folder.path().join("meeting.txt"), &typed).expect("the meeting");
        Self { folder, typed }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A program in this room, as a user's shell would run it.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.path())
            .env_clear()
            .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
            .env("HOME", self.path())
            .env("REFLECT", env!("CARGO_BIN_EXE_reflect"))
            .env("REFLECT_TODAY", "2026-11-21")
            .env("REFLECT_SESSIONS", SESSIONS);
        command
    }

    /// What a command shows on its standard output, and on its standard error.
    fn shows(&self, command: &mut Command) -> (String, String) {
        let typed = fs::File::open(self.path().join("meeting.txt")).expect("the meeting");
        let output = command.stdin(typed).output().expect("the program");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (text(output.stdout), text(output.stderr))
    }

    /// Every session in a folder; each must be whole.
    fn texts(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path().join(folder)).into_iter().flatten();
        let paths = entries.map(|entry| entry.expect("an entry").path());
        let is_session = |path: &PathBuf| {
            let name = path.file_name().expect("a name").to_string_lossy();
            name.ends_with(".toml") && !name.starts_with(['.', '~'])
        };
        let texts = paths.filter(is_session).map(|path| {
            let text = fs::read_to_string(&path).expect("a text");
            let (_, end_mark) = read_session(&text).expect("a whole session");
            assert_eq!(end_mark, EndMark::Right, "{}", path.display());
            text
        });
        texts.collect()
    }

    /// What became of a meeting whose screen was this.
    fn outcome(&self, screen: &str, errors: &str, what: &str) -> Outcome {
        let here = self.texts(SESSIONS).concat();
        let aside = self.texts(ASIDE).concat();
        outcome(&self.typed, screen, errors, &here, &aside, what)
    }
}

/// How a meeting ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// As if nothing had failed.
    Whole,
    /// The screen said that the folder failed, and everything is somewhere.
    Told,
    /// The screen said that some of it is on no disk.
    SaidLost,
    /// It never began, with a sentence.
    Refused,
}

/// Zero lost: what the screen called saved is in a file. Zero silent: what is not in the folder was spoken of.
fn outcome(
    typed: &str,
    screen: &str,
    errors: &str,
    here: &str,
    aside: &str,
    what: &str,
) -> Outcome {
    let told = screen.contains(" cannot be written: ");
    let lost = screen.contains("This is not saved.");
    if !screen.contains("[1/6] Question 1") {
        assert!(
            errors.contains("cannot be ") && !screen.contains("Saved: "),
            "{what}: no meeting and no word\n{screen}{errors}"
        );
        return Outcome::Refused;
    }
    let mut accepted = 0;
    for line in screen.lines() {
        // An action, an owner, a measure and a reason have a word before them.
        let Some(words) = line.strip_prefix("Saved: ") else {
            continue;
        };
        let Some(at) = words.find("Kept: ") else {
            continue;
        };
        let words = &words[at..];
        accepted += 1;
        assert!(
            here.contains(words) || aside.contains(words),
            "{what}: “{words}” is lost\n{screen}"
        );
        assert!(
            here.contains(words) || told,
            "{what}: “{words}” is not in the folder, in silence\n{screen}"
        );
    }
    let typed = typed.lines().filter(|line| line.contains("Kept: "));
    let in_files = typed.clone().filter(|line| {
        let words = &line[line.find("Kept: ").expect("the words")..];
        here.contains(words) || aside.contains(words)
    });
    assert!(
        lost || in_files.count() == typed.count(),
        "{what}: a line is on no disk, in silence\n{screen}"
    );
    assert!(
        lost || accepted >= 9,
        "{what}: {accepted} lines accepted\n{screen}"
    );
    match (told, lost) {
        (_, true) => Outcome::SaidLost,
        (true, false) => Outcome::Told,
        (false, false) => Outcome::Whole,
    }
}

#[test]
fn the_meeting_itself_is_whole() {
    let room = Room::new();
    let (screen, errors) = room.shows(
        room.command(env!("CARGO_BIN_EXE_reflect"))
            .args(["start", "child-ac"]),
    );
    assert_eq!(room.outcome(&screen, &errors, "no fault"), Outcome::Whole);
    assert!(screen.contains("The session is sealed and kept in sessions/"));
    assert_eq!(errors, "");
}

/// What must be noticed, is: a screen that calls saved what no file holds, or keeps quiet about a file
/// that is elsewhere.
#[test]
fn a_lost_or_silent_word_is_convicted() {
    let screen = "[1/6] Question 1\nSaved: Kept: the first point.\n";
    for (here, aside, expected) in [
        ("", "", "is lost"),
        (
            "",
            "Kept: the first point.",
            "is not in the folder, in silence",
        ),
        (
            "Kept: the first point.",
            "",
            "a line is on no disk, in silence",
        ),
    ] {
        let convicted =
            std::panic::catch_unwind(|| outcome(MEETING, screen, "", here, aside, "bad"));
        let why = convicted.expect_err("a conviction");
        let why = why.downcast_ref::<String>().expect("words");
        assert!(why.contains(expected), "{why}");
    }
    let nothing = std::panic::catch_unwind(|| outcome(MEETING, "", "", "", "", "bad"));
    assert!(nothing.is_err());
}

/// The file grows over the limit in the middle of the meeting.
#[test]
fn a_limit_on_the_size_of_files_loses_nothing_and_is_told() {
    let mut told = 0;
    for kilobytes in (6..=20).step_by(2) {
        let room = Room::long();
        let limited = format!("ulimit -f {kilobytes}; exec \"$REFLECT\" start child-ac");
        let (screen, errors) = room.shows(room.command("bash").args(["-c", &limited]));
        let what = format!("a limit of {kilobytes} KiB");
        match room.outcome(&screen, &errors, &what) {
            Outcome::Whole => {}
            // The recovery file has the same limit and two lines more.
            Outcome::Told | Outcome::SaidLost | Outcome::Refused => {
                assert!(
                    screen.contains("files may not grow that long here"),
                    "{what}:\n{screen}{errors}"
                );
                told += 1;
            }
        }
    }
    assert!(told >= 3, "only {told} limits were met");
}

/// What strace shows of a clean meeting: the number of each call, counted by its kind, that is on a file of
/// the sessions folder.
fn numbers(room: &Room, call: &str) -> Vec<usize> {
    let mut strace = room.command("strace");
    strace
        .args([
            "-y",
            "-s",
            "0",
            "-o",
            "trace.txt",
            "-e",
            &format!("trace={call}"),
        ])
        .args([env!("CARGO_BIN_EXE_reflect"), "start", "child-ac"]);
    let (screen, errors) = room.shows(&mut strace);
    assert_eq!(
        room.outcome(&screen, &errors, "a clean trace"),
        Outcome::Whole
    );
    let trace = fs::read_to_string(room.path().join("trace.txt")).expect("a trace");
    trace
        .lines()
        .filter(|line| line.starts_with(&format!("{call}(")))
        .enumerate()
        .filter(|(_, line)| line.contains("sessions") && !line.contains("~$"))
        .map(|(at, _)| at + 1)
        .collect()
}

/// The meeting with one call failing, or with it and all that follow.
fn with_fault(call: &str, error: &str, number: usize, on: bool) -> Outcome {
    let room = Room::new();
    let when = format!("{number}{}", if on { "+" } else { "" });
    let fault = format!("inject={call}:error={error}:when={when}");
    let mut strace = room.command("strace");
    strace
        .args([
            "-o",
            "/dev/null",
            "-e",
            &format!("trace={call}"),
            "-e",
            &fault,
        ])
        .args([env!("CARGO_BIN_EXE_reflect"), "start", "child-ac"]);
    let (screen, errors) = room.shows(&mut strace);
    let outcome = room.outcome(&screen, &errors, &fault);
    // What went wrong is over: whatever was kept aside comes home.
    if !room.texts(ASIDE).is_empty() {
        let mut again = room.command(env!("CARGO_BIN_EXE_reflect"));
        let again = again.arg("resume").stdin(Stdio::null()).output();
        again.expect("the program");
        assert_eq!(room.texts(ASIDE), Vec::<String>::new(), "{fault}");
        let here = room.texts(SESSIONS).concat();
        for words in MEETING.lines().filter(|line| line.starts_with("Kept: ")) {
            assert!(
                here.contains(words) || outcome == Outcome::SaidLost,
                "{fault}: “{words}” did not come home"
            );
        }
    }
    outcome
}

#[test]
#[ignore = "needs strace: apt-get install strace"]
fn a_call_that_fails_loses_nothing_and_is_told() {
    let strace = Command::new("strace").arg("-V").output();
    assert!(
        strace.is_ok_and(|output| output.status.success()),
        "strace is not here. Install it: apt-get install strace"
    );
    let long = std::env::var_os("REFLECT_LONG").is_some();
    // Whether all that follow can fail too: without standard output there is no screen, and a program
    // that can open nothing does not start.
    let calls = [
        ("fsync", true),
        ("renameat2", true),
        ("write", false),
        ("openat", false),
        ("unlink", true),
    ];
    let errors = ["ENOSPC", "EIO", "EROFS", "EDQUOT"];
    let mut counts = [0; 4];
    let (mut tried, mut table) = (0, String::new());
    for (call, can_go_on) in calls {
        let numbers = numbers(&Room::new(), call);
        assert!(numbers.len() > 10, "only {} of {call}", numbers.len());
        let step = if long { 1 } else { numbers.len().div_ceil(5) };
        let mut of_call = [0; 4];
        for (at, number) in numbers.iter().enumerate().step_by(step) {
            let kinds = if long {
                &errors[..]
            } else {
                &errors[at % errors.len()..][..1]
            };
            for error in kinds {
                for on in [false, true] {
                    if on && !can_go_on {
                        continue;
                    }
                    of_call[with_fault(call, error, *number, on) as usize] += 1;
                    tried += 1;
                }
            }
        }
        writeln!(table, "{call}: {of_call:?}").expect("a line");
        for (count, of_call) in counts.iter_mut().zip(of_call) {
            *count += of_call;
        }
    }
    println!("{table}{tried} faults: whole, told, said to be lost, refused: {counts:?}");
    assert!(counts[Outcome::Told as usize] * 3 > tried, "{table}");
}

/// Runs a script in a place where it may mount, with a recovery folder on another disk.
fn mounting(room: &Room, script: &str) -> (String, String) {
    let mut unshare = room.command("unshare");
    // Root may mount; everybody else is root in a world of their own.
    let is_root = nix_is_root();
    let world: &[&str] = if is_root {
        &["--mount"]
    } else {
        &["--user", "--map-root-user", "--mount"]
    };
    unshare.args(world).args(["bash", "-euc", script]);
    let (screen, errors) = room.shows(&mut unshare);
    assert!(
        !errors.contains("unshare") && !errors.contains("mount:"),
        "A disk could not be mounted here: run this as root, or allow user namespaces.\n{errors}"
    );
    (screen, errors)
}

fn nix_is_root() -> bool {
    let id = Command::new("id").arg("-u").output().expect("id");
    id.stdout == b"0\n"
}

#[test]
#[ignore = "needs to mount: root, or user namespaces"]
fn a_full_disk_loses_nothing_and_is_told() {
    let (mut told, mut counts) = (0, [0; 4]);
    for kilobytes in (8..=40).step_by(4) {
        let room = Room::long();
        // What the small disk holds is copied out before it goes away with its world.
        let script = format!(
            "mkdir {SESSIONS}; mount -t tmpfs -o size={kilobytes}k,mode=700 none {SESSIONS}
             \"$REFLECT\" start child-ac || true
             mkdir after; cp {SESSIONS}/*.toml after/ 2>/dev/null || true"
        );
        let (screen, errors) = mounting(&room, &script);
        let what = format!("a disk of {kilobytes} KiB");
        let here = room.texts("after").concat();
        let aside = room.texts(ASIDE).concat();
        let outcome = outcome(&room.typed, &screen, &errors, &here, &aside, &what);
        assert_ne!(outcome, Outcome::SaidLost, "{what}:\n{screen}");
        if outcome != Outcome::Whole {
            let words = format!("{screen}{errors}");
            assert!(words.contains("the disk is full"), "{what}:\n{words}");
            told += 1;
        }
        counts[outcome as usize] += 1;
    }
    println!("whole, told, said to be lost, refused: {counts:?}");
    assert!(told >= 2, "only {told} disks were full");
}

#[test]
#[ignore = "needs to mount: root, or user namespaces"]
fn a_folder_that_becomes_read_only_in_the_meeting_loses_nothing_and_is_told() {
    let saves = MEETING
        .lines()
        .filter(|line| line.starts_with("Kept: "))
        .count();
    for after in 1..saves {
        let room = Room::new();
        // The rest is typed once the screen has accepted so many lines. The mount lies above the folder,
        // which has a lock open for writing and could not be made read-only itself.
        let script = format!(
            "mkdir {SESSIONS}; : > screen.txt
             {{
               count=0
               while IFS= read -r line; do
                 printf '%s\\n' \"$line\"
                 case $line in Kept:*)
                   count=$((count + 1))
                   if [ $count = {after} ]; then
                     until grep -q -- \"Saved: .*$line\" screen.txt; do sleep 0.01; done
                     mount --bind {SESSIONS} {SESSIONS}
                     mount -o remount,ro,bind {SESSIONS}
                   fi;;
                 esac
               done
             }} | \"$REFLECT\" start child-ac | tee screen.txt"
        );
        let (screen, errors) = mounting(&room, &script);
        let what = format!("read-only after {after}");
        assert_eq!(
            room.outcome(&screen, &errors, &what),
            Outcome::Told,
            "{screen}"
        );
        assert!(screen.contains("the disk can only be read"), "{screen}");
        assert_eq!(screen.matches("cannot be written").count(), 1, "{screen}");
        assert_eq!(
            screen
                .matches("/folder alone keeps the session in ")
                .count(),
            1,
            "{screen}"
        );
    }
}

/// The other place that is offered takes the session, and the meeting is carried on with from there.
#[test]
fn another_folder_is_offered_and_takes_the_meeting() {
    let room = Room::new();
    let mut child = room
        .command(env!("CARGO_BIN_EXE_reflect"))
        .args(["start", "child-ac"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut typing = child.stdin.take().expect("standard input");
    let mut screen = BufReader::new(child.stdout.take().expect("standard output"));
    let mut wait_for = |words: &str| {
        let mut seen = String::new();
        while !seen.contains(words) {
            let read = screen.read_line(&mut seen).expect("the screen");
            assert!(read > 0, "“{words}” did not come:\n{seen}");
        }
        seen
    };
    for line in MEETING.lines().take(9) {
        writeln!(typing, "{line}").expect("a line typed");
    }
    wait_for("Saved: Kept: the first point.");
    let sessions = room.path().join(SESSIONS);
    fs::rename(&sessions, room.path().join("away")).expect("the share away");
    fs::write(&sessions, "").expect("a file in its place");
    writeln!(typing, "Kept: the second point.").expect("a line typed");
    let own = room.path().join(".local/share/reflect/sessions");
    let offered = format!(
        "/folder alone keeps the session in {} from now on",
        own.display()
    );
    wait_for(&offered);
    wait_for("Saved: Kept: the second point.");
    assert_eq!(room.texts(ASIDE).len(), 1);

    writeln!(typing, "/folder").expect("a line typed");
    let said = wait_for("stays behind: do not carry on from it.");
    assert!(said.contains("Everything is saved in "), "{said}");
    assert_eq!(room.texts(ASIDE), Vec::<String>::new());
    writeln!(typing, "Kept: the third point.").expect("a line typed");
    wait_for("Saved: Kept: the third point.");
    writeln!(typing, "/pause").expect("a line typed");
    let file = own.join("2026-11-21-child-ac-duty-team.toml");
    let resume = format!("resume \"{}\"", file.display());
    let said = wait_for("To carry on: ");
    assert!(said.contains(&resume), "{said}");
    child.wait().expect("an end");
    let text = fs::read_to_string(&file).expect("the session");
    for point in ["first", "second", "third"] {
        assert!(text.contains(&format!("Kept: the {point} point.")));
    }
    let again = room
        .command(env!("CARGO_BIN_EXE_reflect"))
        .arg("resume")
        .arg(&file)
        .stdin(Stdio::null())
        .output()
        .expect("the program");
    let said = String::from_utf8(again.stdout.clone()).expect("UTF-8");
    assert!(said.contains("Carrying on with Child AC"), "{again:?}");
}

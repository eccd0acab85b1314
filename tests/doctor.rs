//! `reflect doctor`: what is said of a folder that holds its promises, of one that cannot, and of what
//! lies about; and that a trial leaves nothing behind.
#![cfg(target_os = "linux")]

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn doctor(room: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_reflect"))
        .arg("doctor")
        .args(arguments)
        .current_dir(room)
        .env_clear()
        .env("HOME", room)
        .stdin(Stdio::null())
        .output()
        .expect("the program")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// What was found of one thing: whether it holds, and the words.
fn found<'a>(screen: &'a str, what: &str) -> (&'a str, &'a str) {
    screen
        .lines()
        .find_map(|line| line.strip_prefix(&format!("{what}\t"))?.split_once('\t'))
        .unwrap_or_else(|| panic!("nothing on {what}:\n{screen}"))
}

/// Everything below a folder.
fn below(folder: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            names.extend(below(&path));
        }
        names.insert(path.display().to_string());
    }
    names
}

fn room() -> tempfile::TempDir {
    let room = tempfile::tempdir().expect("a room");
    let sessions = room.path().join("sessions");
    fs::create_dir(&sessions).expect("a folder");
    fs::set_permissions(&sessions, fs::Permissions::from_mode(0o700)).expect("its mode");
    room
}

#[test]
fn a_folder_that_promises_everything() {
    let room = room();
    let before = below(room.path());
    let output = doctor(room.path(), &[]);
    let screen = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{screen}");
    assert_eq!(below(room.path()), before);
    let (holds, saves) = found(&screen, "saves");
    assert_eq!(holds, "yes");
    assert!(saves.starts_with("50 saves took ") && saves.contains(" ms at the median"));
    let home = room.path().display().to_string();
    let said: Vec<String> = screen
        .lines()
        .filter(|line| !line.starts_with("saves\t"))
        .map(|line| line.replace(&home, "~"))
        .collect();
    let expected = [
        "what\tholds\twhat was found",
        "write\tyes\ta new file is written and flushed to the disk",
        "owner-only\tyes\ta new file can be read by you alone, and nobody else can open the folder",
        "lock\tyes\ta second program on this computer is kept out while a session is open",
        "rename\tyes\ta new version takes the place of a file that somebody has open",
        "exchange\tyes\ttwo files take each other's name in one step, so that a change in the very moment of a save is seen",
        "flush\tyes\tthe folder is flushed too, so that a save outlives a power cut",
        "conflict\tyes\ta file that was changed between two saves is noticed, and both versions are kept",
        "one computer\tyes\tnothing in the folder's path says that it is copied between computers",
        "recovery\tyes\tshould the folder fail in a meeting, every word is kept aside",
        "sessions\tthere\t~/sessions",
        "reviews\tnot yet\t~/.local/share/reflect/reviews",
        "configuration\tnot yet\t~/.config/reflect/config.toml",
        "known words\tnot yet\t~/.local/share/reflect/known-words.txt",
        "recovery files\tnot yet\t~/.local/state/reflect/recovery",
    ];
    assert_eq!(said, expected);
    assert_eq!(
        text(&output.stderr),
        "Everything that was tried holds in sessions.\n"
    );
}

#[test]
fn a_folder_that_is_copied_between_computers_promises_less() {
    let room = tempfile::tempdir().expect("a room");
    let folder = "OneDrive - Council/reflect sessions";
    fs::create_dir_all(room.path().join(folder)).expect("a folder");
    let output = doctor(room.path(), &["--sessions", folder]);
    let screen = text(&output.stdout);
    assert_eq!(output.status.code(), Some(3), "{screen}");
    let (holds, words) = found(&screen, "one computer");
    assert_eq!(holds, "no");
    assert!(words.contains("OneDrive"), "{words}");
    assert_eq!(
        text(&output.stderr),
        format!("1 thing cannot be promised in {folder}. Everything else holds.\n")
    );
    // The same to another program.
    let output = doctor(room.path(), &["--sessions", folder, "--format", "json"]);
    assert_eq!(output.status.code(), Some(3));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json["findings"][8]["tried"], "one computer");
    assert_eq!(json["findings"][8]["holds"], "no");
    assert_eq!(json["places"][0]["is_there"], true);
}

#[test]
fn a_folder_that_others_can_write_into_is_not_the_users_own() {
    let room = room();
    let sessions = room.path().join("sessions");
    fs::set_permissions(&sessions, fs::Permissions::from_mode(0o777)).expect("its mode");
    let output = doctor(room.path(), &[]);
    assert_eq!(output.status.code(), Some(3));
    let screen = text(&output.stdout);
    assert_eq!(found(&screen, "owner-only").0, "no");
}

#[test]
fn a_folder_that_cannot_be_used() {
    let room = tempfile::tempdir().expect("a room");
    fs::write(room.path().join("taken"), "").expect("a file");
    for (folder, why) in [
        (
            "taken",
            "Sessions cannot be kept in taken: it is not a folder.",
        ),
        ("nowhere", "The sessions folder nowhere is not there."),
        (
            "/proc",
            "Sessions cannot be kept in /proc: it is not there.",
        ),
    ] {
        let output = doctor(room.path(), &["--sessions", folder]);
        assert_eq!(output.status.code(), Some(1), "{folder}");
        let said = text(&output.stderr);
        assert!(said.starts_with(why), "{said}");
        assert!(said.contains("--sessions DIR"), "{said}");
    }
    assert_eq!(below(room.path()).len(), 1);
}

/// A limit on the size of files lets the first writes pass and stops the saves.
#[test]
fn a_trial_that_fails_half_way_leaves_nothing() {
    let room = room();
    let before = below(room.path());
    let output = Command::new("bash")
        .args(["-c", "ulimit -f 4; exec \"$0\" doctor"])
        .arg(env!("CARGO_BIN_EXE_reflect"))
        .current_dir(room.path())
        .env_clear()
        .env("HOME", room.path())
        .env("PATH", "/usr/bin:/bin")
        .output()
        .expect("bash");
    let screen = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let (holds, words) = found(&screen, "saves");
    assert_eq!(holds, "no");
    assert!(words.starts_with("save 1 of 50 failed: "), "{words}");
    assert_eq!(below(room.path()), before);
}

#[test]
fn what_lies_about_is_named_and_left_as_it_is() {
    let room = room();
    let sessions = room.path().join("sessions");
    let recovery = room.path().join(".local/state/reflect/recovery");
    fs::create_dir_all(&recovery).expect("a folder");
    for name in [
        ".2026-11-21-child-l-duty.toml.0123456789abcdef.tmp",
        "~$2026-11-21-child-l-duty.toml",
        "2026-11-21-child-l-duty.conflict-1.toml",
        "2026-11-21-child-l-duty (PC's conflicted copy).toml",
        "2026-11-21-child-l-duty.toml",
        "~$minutes.docx",
    ] {
        fs::write(sessions.join(name), "x").expect("a file");
    }
    fs::write(recovery.join("half.toml"), "x").expect("a file");
    let before = below(room.path());
    let output = doctor(room.path(), &[]);
    assert_eq!(output.status.code(), Some(0));
    let screen = text(&output.stdout);
    let lying: Vec<&str> = screen
        .lines()
        .filter(|line| line.contains("\tlies about\t"))
        .collect();
    let expected = [
        "temporary file\tlies about\tsessions/.2026-11-21-child-l-duty.toml.0123456789abcdef.tmp: ",
        "other version\tlies about\tsessions/2026-11-21-child-l-duty (PC's conflicted copy).toml: ",
        "other version\tlies about\tsessions/2026-11-21-child-l-duty.conflict-1.toml: ",
        "lock\tlies about\tsessions/~$2026-11-21-child-l-duty.toml: nobody holds it",
    ];
    assert_eq!(lying.len(), expected.len() + 1, "{screen}");
    for (line, expected) in lying.iter().zip(expected) {
        assert!(line.starts_with(expected), "{line}");
    }
    assert!(
        lying[4].starts_with("recovery file\tlies about\t"),
        "{screen}"
    );
    assert_eq!(below(room.path()), before);
}

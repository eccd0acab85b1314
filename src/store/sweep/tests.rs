//! What is swept up, and what stays: whatever is young, is not this program's own, or holds words.

use super::*;
use std::path::PathBuf;
use tempfile::TempDir;

const SESSION: &str = include_str!("../../../sessions/2026-09-02-child-i-example-team.toml");

fn file(room: &TempDir, name: &str, text: &str, age: Duration) -> PathBuf {
    let path = room.path().join(name);
    fs::write(&path, text).expect("a file");
    let file = fs::File::options().write(true).open(&path).expect("a file");
    file.set_modified(SystemTime::now() - age).expect("a time");
    path
}

fn names(room: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(room.path()).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name())
        .map(|name| name.into_string().expect("a name"))
        .collect();
    names.sort();
    names
}

#[test]
fn what_a_save_or_a_trial_left_is_known_by_its_name() {
    for name in [
        ".a.toml.0-0-0.tmp",
        ".a.toml.new.tmp",
        ".reflect-trial-12",
        "~$.reflect-trial-12.toml",
        "..reflect-trial-12.toml.0-0-0.tmp",
        ".~$reflect-trial-12",
    ] {
        assert!(is_temporary(name), "{name}");
    }
    for name in [
        "a.toml",
        "~$a.toml",
        ".a.toml",
        ".a.tmp",
        "a.toml.0-0-0.tmp",
        ".a.toml.0-0-0",
        "my .reflect-trial-12",
    ] {
        assert!(!is_temporary(name), "{name}");
    }
}

#[test]
fn what_is_older_than_an_hour_was_left() {
    let now = SystemTime::now();
    assert!(!is_stale(now, now));
    assert!(!is_stale(now - STALE, now));
    assert!(is_stale(now - STALE - Duration::from_nanos(1), now));
    assert!(!is_stale(now + STALE * 2, now));
}

#[test]
fn only_old_files_of_our_own_are_swept_up() {
    let room = tempfile::tempdir().expect("a room");
    let (old, young) = (STALE + Duration::from_secs(60), STALE / 2);
    let ours = ".a.toml.0-0-0.tmp";
    file(&room, ours, "half a sess", old);
    file(&room, ".b.toml.0-0-0.tmp", "half a sess", young);
    file(&room, ".reflect-trial-1", "x", old);
    file(&room, "c.toml", SESSION, old);
    file(&room, "letter.tmp", "theirs", old);
    fs::create_dir(room.path().join(".d.toml.0-0-0.tmp")).expect("a folder");
    sweep(room.path());
    assert_eq!(
        names(&room),
        [
            ".b.toml.0-0-0.tmp",
            ".d.toml.0-0-0.tmp",
            "c.toml",
            "letter.tmp"
        ]
    );
    sweep(&room.path().join("missing"));
}

#[test]
fn somebody_elses_session_is_given_a_name_and_our_own_goes() {
    let room = tempfile::tempdir().expect("a room");
    let old = STALE + Duration::from_secs(60);
    // The marks are those of two other texts, so the session is neither of the two.
    let theirs = ".a.toml.0000000000000000-1111111111111111-2222222222222222.tmp";
    file(&room, theirs, SESSION, old);
    let mark = crate::model::seal::digest(SESSION.as_bytes());
    let mark: String = mark.chars().skip("sha256:".len()).take(16).collect();
    let ours = format!(".b.toml.{mark}-1111111111111111-2222222222222222.tmp");
    file(&room, &ours, SESSION, old);
    sweep(room.path());
    assert_eq!(names(&room), ["a.conflict-1.toml"]);
    let kept = fs::read_to_string(room.path().join("a.conflict-1.toml"));
    assert_eq!(kept.expect("a text"), SESSION);
}

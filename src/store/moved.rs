//! Where a meeting went on when its folder could not be written. The earlier version stays behind in that
//! folder, where a plain `reflect resume` finds it: a note beside the recovery files says that there is more.

use super::folder::{Found, load, read_text};
use super::recovery::Recovery;
use crate::model::seal::digest;
use std::io;
use std::path::{Path, PathBuf};

/// What the names of such notes end with.
pub const ENDING: &str = ".moved";

/// Writes down that the session of one file, which holds this text, goes on in another.
///
/// # Errors
/// When this disk cannot be written.
pub fn note_move(recovery: &Recovery, from: &Path, text: &str, to: &Path) -> io::Result<()> {
    let left = digest(text.as_bytes());
    recovery.put(&name_of(from), &format!("{left}\n{}\n", row(to)))
}

/// The file in which a session went on, while its first file holds what it held then, and no more.
pub fn went_on_in(recovery: &Recovery, found: &Found) -> Option<PathBuf> {
    let text = read_text(&note_of(recovery, &found.path)).ok()?;
    let (left, to) = text.trim_end().split_once('\n')?;
    let to = PathBuf::from(to);
    let says_the_same = load(&to).is_ok_and(|there| there.session == found.session);
    (left == digest(found.text.as_bytes()) && !says_the_same).then_some(to)
}

/// What is said of that.
pub fn said(there: &Path) -> String {
    format!(
        "This meeting went on in {}, when its folder could not be written.",
        there.display()
    )
}

/// Takes the note away: the room carries on from what stayed behind.
pub fn forget_move(recovery: &Recovery, from: &Path) {
    let _ = std::fs::remove_file(note_of(recovery, from));
}

fn note_of(recovery: &Recovery, from: &Path) -> PathBuf {
    recovery.folder().join(name_of(from))
}

/// A name for each path: a session is called the same in every folder.
fn name_of(from: &Path) -> String {
    let digest = digest(row(from).as_bytes());
    format!("{}{ENDING}", digest.trim_start_matches("sha256:"))
}

/// A path from the root, in one row.
fn row(path: &Path) -> String {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    absolute.to_string_lossy().replace(['\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const SESSION: &str = include_str!("../../sessions/2026-09-02-child-i-example-team.toml");

    #[test]
    fn a_session_that_went_on_elsewhere_is_known_until_both_say_the_same() {
        let room = tempfile::tempdir().expect("a room");
        let recovery = Recovery::in_folder(room.path().join("recovery"));
        let (from, to) = (room.path().join("a.toml"), room.path().join("stick.toml"));
        fs::write(&from, SESSION).expect("a file");
        let found = load(&from).expect("a session");
        assert_eq!(went_on_in(&recovery, &found), None);

        note_move(&recovery, &from, SESSION, &to).expect("a note");
        // Another session that moved has a note of its own.
        let elsewhere = room.path().join("other").join("a.toml");
        note_move(&recovery, &elsewhere, "another text", &elsewhere).expect("a note");
        // The stick may not be in.
        assert_eq!(went_on_in(&recovery, &found), Some(to.clone()));
        fs::write(&to, SESSION.replace("Example Team", "Another Team")).expect("a file");
        assert_eq!(went_on_in(&recovery, &found), Some(to.clone()));
        fs::write(&to, SESSION).expect("a file");
        assert_eq!(went_on_in(&recovery, &found), None);

        // Of a file of that name in another folder it says nothing.
        fs::remove_file(&to).expect("a file");
        let other = room.path().join("other").join("a.toml");
        let beside = Found {
            path: other,
            ..found.clone()
        };
        assert_eq!(went_on_in(&recovery, &beside), None);
        // What stayed behind has been written since: the room has decided.
        let changed = SESSION.replace("Example Team", "Another Team");
        fs::write(&from, changed).expect("a file");
        let changed = load(&from).expect("a session");
        assert_eq!(went_on_in(&recovery, &changed), None);
        assert_eq!(went_on_in(&recovery, &found), Some(to));
        forget_move(&recovery, &from);
        forget_move(&recovery, &elsewhere);
        assert_eq!(went_on_in(&recovery, &found), None);
        assert_eq!(
            fs::read_dir(recovery.folder()).expect("a folder").count(),
            0
        );
    }
}

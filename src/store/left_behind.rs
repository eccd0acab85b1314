//! What lies about in a folder of sessions and beside it: temporary files, locks, other versions of a
//! session, and what was kept aside.

use super::lock::is_held;
use super::moved;
use super::recovery::Recovery;
use super::sweep::is_temporary;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// One thing that lies about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftBehind {
    /// What it is.
    pub what: &'static str,
    /// Where it is.
    pub path: String,
    /// What is to be known of it, in a clause.
    pub found: String,
}

/// Everything that lies about. Nothing is changed.
pub fn left_behind(folder: &Path, recovery: &Recovery) -> Vec<LeftBehind> {
    let mut left: Vec<LeftBehind> = files(folder)
        .into_iter()
        .filter_map(|(name, path)| in_folder(folder, &name, &path))
        .collect();
    let asides = recovery.asides();
    left.extend(files(recovery.folder()).into_iter().map(|(_, path)| {
        let aside = asides.iter().find(|aside| aside.path == path);
        let is_note = path.to_string_lossy().ends_with(moved::ENDING);
        let found = match aside {
            None if is_note => "it says in which folder a meeting went on".into(),
            Some(aside) => format!(
                "it belongs in {}, and goes there with the next start or resume",
                aside.belongs.display()
            ),
            None => "it cannot be read as a session that was kept aside".into(),
        };
        LeftBehind {
            what: "recovery file",
            path: path.display().to_string(),
            found,
        }
    }));
    left
}

fn in_folder(folder: &Path, name: &str, path: &Path) -> Option<LeftBehind> {
    let (what, found) = if is_temporary(name) {
        let found = "a save that was cut short left it; a start after an hour takes it away, or names it if it is somebody else's";
        ("temporary file", found)
    } else if let Some(session) = name.strip_prefix("~$").filter(|_| name.ends_with(".toml")) {
        let found = if is_held(folder, session) {
            "its session is open now"
        } else {
            "nobody holds it, and it keeps nobody out"
        };
        ("lock", found)
    } else if is_other_version(name) {
        let found = "another version of a session: look at both, and take one away";
        ("other version", found)
    } else {
        return None;
    };
    Some(LeftBehind {
        what,
        path: path.display().to_string(),
        found: found.into(),
    })
}

/// As this program and synchronising clients call the other version of a file.
fn is_other_version(name: &str) -> bool {
    let marks = [
        ".conflict-",
        "conflicted copy",
        ".sync-conflict-",
        "-safebackup-",
    ];
    let name = name.to_lowercase();
    name.ends_with(".toml") && marks.iter().any(|mark| name.contains(mark))
}

/// The regular files of a folder by name; none where it cannot be read.
fn files(folder: &Path) -> Vec<(String, PathBuf)> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<(String, PathBuf)> = entries
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .filter_map(|entry| Some((entry.file_name().into_string().ok()?, entry.path())))
        .collect();
    files.sort();
    files
}

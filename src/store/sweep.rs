//! Sweeps up what a killed save or trial of this program left, and never somebody else's words.

use super::folder::read_text;
use super::save::{TEMPORARY, displaced_from, keep_beside};
use super::system_disk::SystemDisk;
use crate::model::file_text::read_session;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// A temporary file older than this was left by a killed save.
const STALE: Duration = Duration::from_secs(60 * 60);

/// How the name of a file begins with which a folder is tried.
pub(super) const TRIAL: &str = ".reflect-trial-";

/// Whether a file is one that a save or a trial of this program left when it was killed.
pub fn is_temporary(name: &str) -> bool {
    let of_a_save = name.starts_with('.') && name.ends_with(TEMPORARY) && name.contains(".toml.");
    // A save in the course of a trial puts a dot of its own before it.
    of_a_save
        || name
            .trim_start_matches(['~', '$', '.'])
            .starts_with(TRIAL.trim_start_matches('.'))
}

/// Removes temporary files that a killed save left in a folder an hour ago or longer.
pub fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(is_temporary);
        let stale = entry
            .metadata()
            .ok()
            .filter(fs::Metadata::is_file)
            .and_then(|data| data.modified().ok())
            .is_some_and(|modified| is_stale(modified, SystemTime::now()));
        if ours && stale && name.to_str().is_none_or(|name| !rescued(folder, name)) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_stale(modified: SystemTime, now: SystemTime) -> bool {
    let age = now.duration_since(modified);
    age.is_ok_and(|age| age > STALE)
}

/// Gives somebody else's session, which a killed save had displaced, a name under which it is found.
fn rescued(folder: &Path, temporary: &str) -> bool {
    let Ok(text) = read_text(&folder.join(temporary)) else {
        return false;
    };
    let Some(name) = displaced_from(temporary, text.as_bytes()) else {
        return false;
    };
    // Half of this program's own new version is no session, and was never acknowledged.
    let is_session = read_session(&text).is_ok();
    is_session
        && SystemDisk::open(folder).is_ok_and(|disk| {
            // Where it cannot be given one, it stays: it may be the only copy.
            let _ = keep_beside(&disk, temporary, name);
            true
        })
}

#[cfg(test)]
mod tests;

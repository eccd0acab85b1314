//! What was kept aside goes into the folder it belongs in, as soon as that can be written again.

use super::disk::Disk;
use super::folder::{Found, read_text};
use super::keeper::Keeper;
use super::recovery::{Aside, Recovery};
use super::save::conflict_name;
use super::sweep::sweep;
use super::system_disk::SystemDisk;
use crate::model::file_text::{EndMark, read_session};
use crate::model::id::is_id;
use crate::model::seal::digest;
use std::io::ErrorKind;
use std::path::Path;

/// Puts everything that was kept aside for a folder into it, and says so. What cannot be put there
/// stays where it is. What a killed program left half written there long ago is taken away.
pub fn bring_home(folder: &Path, recovery: &Recovery) -> Vec<String> {
    sweep(recovery.folder());
    let Ok(here) = std::path::absolute(folder) else {
        return Vec::new();
    };
    recovery
        .asides()
        .into_iter()
        .filter(|aside| aside.belongs.parent() == Some(here.as_path()) && is_id(&aside.session.id))
        .filter_map(|aside| bring(folder, recovery, &aside))
        .collect()
}

/// What became of one; nothing where it stays, or stands in the folder already.
fn bring(folder: &Path, recovery: &Recovery, aside: &Aside) -> Option<String> {
    let name = aside.belongs.file_name()?.to_str()?;
    let standing = read_text(&folder.join(name)).ok();
    let text = standing.clone().unwrap_or_default();
    if read_session(&text).is_ok_and(|(session, _)| session == aside.session) {
        // It had been taken, and only the recovery file could not be removed.
        let _ = std::fs::remove_file(&aside.path);
        return None;
    }
    let keeper = match (&standing, &aside.ahead_of) {
        (Some(text), Some(ahead_of)) if digest(text.as_bytes()) == *ahead_of => {
            let found = Found {
                path: folder.join(name),
                text: text.clone(),
                session: aside.session.clone(),
                end_mark: EndMark::Right,
            };
            Keeper::of_found(&found, recovery.clone()).ok()?
        }
        (None, _) | (Some(_), None) => Keeper::of_new(folder.to_owned(), recovery.clone()),
        // The folder has gone another way since: both versions are kept.
        (Some(_), Some(_)) => return beside(folder, name, aside),
    };
    let mut session = aside.session.clone();
    let kept = keeper.keep_in_folder_only(&mut session);
    keeper.let_go();
    kept.ok()?;
    let _ = std::fs::remove_file(&aside.path);
    Some(format!(
        "What was kept aside of {} is in {} now.",
        session.id,
        folder.display()
    ))
}

fn beside(folder: &Path, name: &str, aside: &Aside) -> Option<String> {
    let text = read_text(&aside.path).ok()?;
    let disk = SystemDisk::open(folder).ok()?;
    for number in 1..=u32::MAX {
        let kept = conflict_name(name, number);
        match disk.create(&kept, text.as_bytes()) {
            Ok(()) => {
                disk.flush().ok()?;
                let _ = std::fs::remove_file(&aside.path);
                return Some(format!(
                    "{name} has been changed since a part of it was kept aside. That part is beside it now, as {kept}."
                ));
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(_) => {
                let _ = disk.remove(&kept);
                return None;
            }
        }
    }
    None
}

#[cfg(test)]
mod tests;

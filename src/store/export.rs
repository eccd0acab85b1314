//! A file for somebody else: written all or nothing, for its owner alone, over no other file unasked.

use super::disk::Disk;
use super::folder::reason;
use super::save::TEMPORARY;
use super::system_disk::SystemDisk;
use crate::trouble::Trouble;
use std::io::ErrorKind;
use std::path::Path;

/// Writes a file.
///
/// # Errors
/// When the folder is not there, the file is (and `over_another` is not set), or the disk refuses.
pub fn export(path: &Path, bytes: &[u8], over_another: bool) -> Result<(), Trouble> {
    let refused =
        |why: String| Trouble::refused(format!("{} cannot be written: {why}.", path.display()));
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let name = path
        .file_name()
        .and_then(|name| name.to_str())
        .ok_or_else(|| refused("that is not the name of a file".into()))?;
    let disk = SystemDisk::open(folder).map_err(|error| {
        refused(format!(
            "the folder {}: {}",
            folder.display(),
            reason(&error)
        ))
        .hint("Make the folder first, or name another.")
    })?;
    if over_another && let Some(program) = held_open_by(folder, name) {
        return Err(refused(format!("it is open in {program}"))
            .hint("Close it there first, or name another file."));
    }
    let new = format!(".{name}.{}{TEMPORARY}", std::process::id());
    let written = disk.create(&new, bytes).and_then(|()| {
        if over_another {
            disk.rename_over(&new, name)
        } else {
            disk.rename_to_free(&new, name)
        }
    });
    if let Err(error) = written {
        let _ = disk.remove(&new);
        return Err(match error.kind() {
            ErrorKind::AlreadyExists => refused("a file of that name is there already".into())
                .hint("Name another file, or add --force to write over it."),
            _ => refused(reason(&error)),
        });
    }
    disk.flush().map_err(|error| refused(reason(&error)))
}

/// The program that has a file open, by the file that it leaves beside it meanwhile: its next save would
/// undo what is written now.
fn held_open_by(folder: &Path, name: &str) -> Option<&'static str> {
    // Word leaves out the first two letters of a long name.
    let without_two: String = name.chars().skip(2).collect();
    let beside = [
        (format!("~${name}"), "Word"),
        (format!("~${without_two}"), "Word"),
        (format!(".~lock.{name}#"), "LibreOffice"),
    ];
    let found = beside
        .into_iter()
        .find(|(name, _)| folder.join(name).symlink_metadata().is_ok());
    found.map(|(_, program)| program)
}

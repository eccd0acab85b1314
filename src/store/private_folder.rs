//! A folder that its owner alone can open: made where it is missing, and tried before a meeting begins.

use super::disk::Disk;
use super::folder::reason;
use super::sweep::TRIAL;
use super::system_disk::SystemDisk;
use crate::trouble::Trouble;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Makes a folder, and those above it, that their owner alone can open, and flushes their names: what is
/// kept in a folder whose name is lost in a power cut is lost with it.
///
/// # Errors
/// Whatever the system says.
pub fn make_private(folder: &Path) -> io::Result<()> {
    let made = missing(folder);
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| match error.kind() {
        // Something stands in its place. Said of a folder, "exists" would be good news.
        ErrorKind::AlreadyExists => ErrorKind::NotADirectory.into(),
        _ => error,
    })?;
    let flushed = made.iter().try_for_each(|made| flush_name_of(made));
    if flushed.is_err() {
        // The next try makes and flushes them again.
        for made in made {
            let _ = fs::remove_dir(made);
        }
    }
    flushed
}

/// The folder and those above it that are not there, the deepest first.
fn missing(folder: &Path) -> Vec<&Path> {
    let is_missing = |folder: &&Path| {
        !folder.as_os_str().is_empty()
            && matches!(folder.symlink_metadata(), Err(error) if error.kind() == ErrorKind::NotFound)
    };
    folder.ancestors().take_while(is_missing).collect()
}

/// The same, with the trouble in a sentence.
///
/// # Errors
/// When the folder cannot be made.
pub fn make_private_or_say(folder: &Path) -> Result<(), Trouble> {
    make_private(folder).map_err(|error| {
        Trouble::refused(format!(
            "The folder {} cannot be made: {}.",
            folder.display(),
            reason(&error)
        ))
    })
}

fn flush_name_of(folder: &Path) -> io::Result<()> {
    let above = match folder.parent() {
        Some(above) if !above.as_os_str().is_empty() => above,
        _ => Path::new("."),
    };
    flush_what_opens(SystemDisk::open(above))
}

/// A folder that may be written and not read cannot be flushed.
fn flush_what_opens(folder: io::Result<SystemDisk>) -> io::Result<()> {
    match folder {
        Ok(folder) => folder.flush(),
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Ok(()),
        Err(error) => Err(error),
    }
}

/// Whether sessions can be written into a folder, made or not yet made. Leaves nothing behind.
///
/// # Errors
/// Why not, in a clause.
pub fn can_be_written(folder: &Path) -> Result<(), String> {
    let is_missing =
        |error: &io::Error| matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory);
    // Of a relative path nothing may be there; it is made in the folder that the program stands in.
    let nearest = folder
        .ancestors()
        .find(|path| !path.metadata().is_err_and(|error| is_missing(&error)))
        .unwrap_or(Path::new("."));
    let disk = SystemDisk::open(nearest).map_err(|error| match error.kind() {
        ErrorKind::NotADirectory if nearest != folder => {
            format!("{} is not a folder", nearest.display())
        }
        _ => reason(&error),
    })?;
    let trial = format!("{TRIAL}{}", std::process::id());
    let tried = disk.create(&trial, b"x");
    let _ = disk.remove(&trial);
    tried.map_err(|error| reason(&error))
}

#[cfg(test)]
mod tests;

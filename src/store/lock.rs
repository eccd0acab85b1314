//! A lock on a session, held while a meeting runs, in a file of its own beside the session.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

/// A lock that is held. Dropping it lets others in and removes its file.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    file: File,
}

/// Why there is no lock.
#[derive(Debug)]
pub enum NotLocked {
    /// Another program holds it.
    HeldElsewhere,
    /// This folder knows no locks, or the file could not be made.
    Unsupported,
}

impl Lock {
    /// Takes the lock of a file. The lock is never on the file itself: each save replaces it, and a
    /// second program would lock what the first has already thrown away.
    ///
    /// # Errors
    /// When it is held elsewhere, or the folder knows no locks.
    pub fn take(folder: &Path, name: &str) -> Result<Self, NotLocked> {
        let path = beside(folder, name);
        // A lock that is let go is removed; whoever waited for the removed file tries the new one.
        for _ in 0..8 {
            let file = open(&path, true).map_err(|_| NotLocked::Unsupported)?;
            match file.try_lock() {
                Ok(()) if is_still(&path, &file) => return Ok(Self { path, file }),
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(NotLocked::HeldElsewhere),
                Err(TryLockError::Error(_)) => return Err(NotLocked::Unsupported),
            }
        }
        Err(NotLocked::HeldElsewhere)
    }
}

/// Whether somebody holds the lock of a file. Nothing is made or changed.
pub fn is_held(folder: &Path, name: &str) -> bool {
    let file = open(&beside(folder, name), false);
    file.is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
}

fn beside(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("~${name}"))
}

fn open(path: &Path, make: bool) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(make).truncate(false);
    #[cfg(unix)]
    {
        use nix::fcntl::OFlag;
        use std::os::unix::fs::OpenOptionsExt;
        // A link or a pipe in its place must lead nowhere and make nobody wait.
        let flags = OFlag::O_NOFOLLOW | OFlag::O_NONBLOCK;
        options.mode(0o600).custom_flags(flags.bits());
    }
    options.open(path)
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed before it is let go, so that nobody locks a file that is about to vanish. Windows
        // removes an open file only where it may; the file that stays behind is empty.
        let _ = std::fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

#[cfg(unix)]
fn is_still(path: &Path, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (path.symlink_metadata(), file.metadata()) {
        (Ok(there), Ok(here)) => there.ino() == here.ino() && there.dev() == here.dev(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_still(_: &Path, _: &File) -> bool {
    true
}

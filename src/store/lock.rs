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
            if let Some(file) = locked(&path, file)? {
                return Ok(Self { path, file });
            }
        }
        Err(NotLocked::HeldElsewhere)
    }
}

/// The file with its lock; nothing where it was removed meanwhile, and its lock keeps nobody out.
fn locked(path: &Path, file: File) -> Result<Option<File>, NotLocked> {
    match file.try_lock() {
        Ok(()) => Ok(is_still(path, &file).then_some(file)),
        Err(TryLockError::WouldBlock) => Err(NotLocked::HeldElsewhere),
        Err(TryLockError::Error(_)) => Err(NotLocked::Unsupported),
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

    const NAME: &str = "one.toml";

    #[test]
    fn a_lock_keeps_others_out_until_it_is_dropped() {
        let room = tempfile::tempdir().expect("a room");
        let lock = Lock::take(room.path(), NAME).expect("a lock");
        assert!(is_held(room.path(), NAME));
        assert!(matches!(
            Lock::take(room.path(), NAME),
            Err(NotLocked::HeldElsewhere)
        ));
        assert!(Lock::take(room.path(), "another.toml").is_ok());
        drop(lock);
        assert!(!is_held(room.path(), NAME));
        assert_eq!(fs::read_dir(room.path()).expect("a folder").count(), 0);
        assert!(Lock::take(room.path(), NAME).is_ok());
    }

    #[test]
    fn what_a_dead_program_left_is_taken_over() {
        let room = tempfile::tempdir().expect("a room");
        fs::write(beside(room.path(), NAME), "").expect("a file");
        assert!(!is_held(room.path(), NAME));
        assert!(Lock::take(room.path(), NAME).is_ok());
    }

    #[test]
    fn a_folder_that_is_not_there_has_no_locks() {
        let room = tempfile::tempdir().expect("a room");
        let folder = room.path().join("missing");
        assert!(matches!(
            Lock::take(&folder, NAME),
            Err(NotLocked::Unsupported)
        ));
        assert!(!is_held(&folder, NAME));
        assert!(!folder.exists());
    }

    /// One opens the file, the holder removes it and lets go, a third makes it anew: the first must not
    /// believe that it holds anything. The case is rare, so many try.
    #[test]
    fn two_never_hold_it_at_once() {
        let room = tempfile::tempdir().expect("a room");
        let (is_in, taken) = (AtomicBool::new(false), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..5_000 {
                        let Ok(lock) = Lock::take(room.path(), NAME) else {
                            continue;
                        };
                        assert!(!is_in.swap(true, Ordering::SeqCst), "two hold the lock");
                        taken.fetch_add(1, Ordering::SeqCst);
                        is_in.store(false, Ordering::SeqCst);
                        drop(lock);
                    }
                });
            }
        });
        assert!(taken.into_inner() > 0);
    }

    #[cfg(unix)]
    #[test]
    fn the_file_of_a_lock_is_its_owners_and_no_link_is_followed() {
        use std::os::unix::fs::PermissionsExt;
        let room = tempfile::tempdir().expect("a room");
        let path = beside(room.path(), NAME);
        let lock = Lock::take(room.path(), NAME).expect("a lock");
        let mode = fs::metadata(&path).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        drop(lock);

        let elsewhere = room.path().join("elsewhere");
        fs::write(&elsewhere, "theirs").expect("a file");
        std::os::unix::fs::symlink(&elsewhere, &path).expect("a link");
        assert!(matches!(
            Lock::take(room.path(), NAME),
            Err(NotLocked::Unsupported)
        ));
        assert_eq!(fs::read_to_string(&elsewhere).expect("a text"), "theirs");
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_in_its_place_makes_nobody_wait() {
        let room = tempfile::tempdir().expect("a room");
        let mode = nix::sys::stat::Mode::S_IRWXU;
        nix::unistd::mkfifo(&beside(room.path(), NAME), mode).expect("a pipe");
        assert!(matches!(
            Lock::take(room.path(), NAME),
            Err(NotLocked::Unsupported)
        ));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_was_made_anew_is_another() {
        let room = tempfile::tempdir().expect("a room");
        let path = beside(room.path(), NAME);
        let file = open(&path, true).expect("a file");
        assert!(is_still(&path, &file));
        let file = locked(&path, file).expect("a lock").expect("its file");
        fs::remove_file(&path).expect("no file");
        assert!(!is_still(&path, &file));
        let _again = open(&path, true).expect("a file");
        assert!(!is_still(&path, &file));
        assert!(matches!(locked(&path, file), Ok(None)));
    }
}

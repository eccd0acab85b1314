//! A folder of the operating system, behind the seam of [`Disk`].

use super::disk::Disk;
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// A folder that exists.
#[derive(Debug)]
pub struct SystemDisk {
    path: PathBuf,
    /// Who may read and write the files that are made.
    #[cfg(unix)]
    mode: u32,
    /// Kept open for flushing; a system that cannot open folders flushes none.
    #[cfg(unix)]
    folder: File,
}

impl SystemDisk {
    /// Opens a folder.
    ///
    /// # Errors
    /// When there is none.
    pub fn open(path: &Path) -> io::Result<Self> {
        if !path.metadata()?.is_dir() {
            return Err(ErrorKind::NotADirectory.into());
        }
        Ok(Self {
            path: path.to_owned(),
            #[cfg(unix)]
            mode: 0o600,
            #[cfg(unix)]
            folder: File::open(path)?,
        })
    }

    /// Makes files that those may read who may read this one: somebody has decided that.
    #[must_use]
    #[cfg(unix)]
    pub fn with_mode_of(self, name: &str) -> Self {
        use std::os::unix::fs::PermissionsExt;
        let mode = self
            .at(name)
            .symlink_metadata()
            .map(|data| data.permissions().mode());
        Self {
            mode: mode.map_or(self.mode, |mode| mode & 0o777),
            ..self
        }
    }

    /// Where files have no such thing, they are made as the folder says.
    #[must_use]
    #[cfg(not(unix))]
    pub fn with_mode_of(self, _: &str) -> Self {
        self
    }

    /// Flushes the folder itself.
    ///
    /// # Errors
    /// `Unsupported` where folders cannot be flushed, and whatever else the system says.
    #[cfg(unix)]
    pub fn flush_itself(&self) -> io::Result<()> {
        match self.folder.sync_all() {
            Err(error) if error.kind() == ErrorKind::InvalidInput => {
                Err(ErrorKind::Unsupported.into())
            }
            result => result,
        }
    }

    /// Where the system flushes no folders, that is said.
    ///
    /// # Errors
    /// `Unsupported`.
    #[cfg(not(unix))]
    pub fn flush_itself(&self) -> io::Result<()> {
        Err(ErrorKind::Unsupported.into())
    }

    fn at(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }
}

impl Disk for SystemDisk {
    fn create(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, self.mode);
        let mut file = options.open(self.at(name))?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn holds(&self, name: &str, bytes: &[u8]) -> io::Result<bool> {
        let mut file = open_for_reading(&self.at(name))?;
        let mut found = vec![0; bytes.len() + 1];
        let mut length = 0;
        while let Some(room) = found.get_mut(length..).filter(|room| !room.is_empty()) {
            let read = file.read(room)?;
            length += read;
            // A regular file gives less than was asked for only at its end; asking once more would
            // be one system call too many for every answer.
            if read == 0 || length == bytes.len() {
                break;
            }
        }
        Ok(found.get(..length) == Some(bytes))
    }

    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    fn exchange(&self, one: &str, other: &str) -> io::Result<()> {
        linux_rename(
            &self.at(one),
            &self.at(other),
            nix::fcntl::RenameFlags::RENAME_EXCHANGE,
        )
    }

    #[cfg(not(all(target_os = "linux", target_env = "gnu")))]
    fn exchange(&self, _: &str, _: &str) -> io::Result<()> {
        Err(ErrorKind::Unsupported.into())
    }

    fn rename_to_free(&self, from: &str, to: &str) -> io::Result<()> {
        #[cfg(all(target_os = "linux", target_env = "gnu"))]
        match linux_rename(
            &self.at(from),
            &self.at(to),
            nix::fcntl::RenameFlags::RENAME_NOREPLACE,
        ) {
            Err(error) if error.kind() == ErrorKind::Unsupported => {}
            result => return result,
        }
        if self.at(to).symlink_metadata().is_ok() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        self.rename_over(from, to)
    }

    #[cfg(not(windows))]
    fn rename_over(&self, from: &str, to: &str) -> io::Result<()> {
        std::fs::rename(self.at(from), self.at(to))
    }

    /// A virus scanner or a synchronising client may hold the file for a moment: access denied (5),
    /// sharing violation (32), lock violation (33) and user-mapped section (1224) are tried again.
    #[cfg(windows)]
    fn rename_over(&self, from: &str, to: &str) -> io::Result<()> {
        let mut wait = std::time::Duration::from_millis(20);
        loop {
            match std::fs::rename(self.at(from), self.at(to)) {
                Err(error)
                    if matches!(error.raw_os_error(), Some(5 | 32 | 33 | 1224))
                        && wait < std::time::Duration::from_secs(6) =>
                {
                    std::thread::sleep(wait);
                    wait *= 2;
                }
                result => return result,
            }
        }
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        std::fs::remove_file(self.at(name))
    }

    fn flush(&self) -> io::Result<()> {
        match self.flush_itself() {
            Err(error) if error.kind() == ErrorKind::Unsupported => Ok(()),
            result => result,
        }
    }
}

/// Opens a file for reading; a link is an error, and a pipe does not make the program wait.
pub fn open_for_reading(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use nix::fcntl::OFlag;
        let flags = OFlag::O_NOFOLLOW | OFlag::O_NONBLOCK;
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, flags.bits());
    }
    options.open(path)
}

/// The first number for "not here" that a file system may give for a renaming flag it does not know
/// is `EINVAL` (rename(2)).
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn linux_rename(from: &Path, to: &Path, flags: nix::fcntl::RenameFlags) -> io::Result<()> {
    use nix::errno::Errno;
    use nix::fcntl::{AT_FDCWD, renameat2};
    match renameat2(AT_FDCWD, from, AT_FDCWD, to, flags) {
        Ok(()) => Ok(()),
        Err(Errno::EINVAL | Errno::ENOSYS | Errno::ENOTSUP) => Err(ErrorKind::Unsupported.into()),
        Err(errno) => Err(errno.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn room() -> (tempfile::TempDir, SystemDisk) {
        let room = tempfile::tempdir().expect("a room");
        let disk = SystemDisk::open(room.path()).expect("a folder");
        (room, disk)
    }

    fn kind<T>(result: io::Result<T>) -> Option<ErrorKind> {
        result.err().map(|error| error.kind())
    }

    #[test]
    fn only_a_folder_that_is_there_is_opened() {
        let (room, disk) = room();
        disk.create("file", b"").expect("a file");
        let open = |name: &str| kind(SystemDisk::open(&room.path().join(name)));
        assert_eq!(open("file"), Some(ErrorKind::NotADirectory));
        assert_eq!(open("missing"), Some(ErrorKind::NotFound));
    }

    #[test]
    fn a_file_is_made_once_and_never_over_another() {
        let (room, disk) = room();
        disk.create("a", b"one").expect("a file");
        assert_eq!(
            kind(disk.create("a", b"two")),
            Some(ErrorKind::AlreadyExists)
        );
        assert_eq!(fs::read(room.path().join("a")).expect("bytes"), b"one");
        disk.remove("a").expect("no file");
        assert_eq!(kind(disk.remove("a")), Some(ErrorKind::NotFound));
    }

    #[test]
    fn a_file_holds_these_bytes_or_others() {
        let (_room, disk) = room();
        disk.create("a", b"one").expect("a file");
        disk.create("empty", b"").expect("a file");
        let holds = |name: &str, bytes: &[u8]| disk.holds(name, bytes).expect("a file");
        assert!(holds("a", b"one"));
        assert!(holds("empty", b""));
        for other in [&b"onf"[..], b"on", b"ones", b""] {
            assert!(!holds("a", other), "{other:?}");
        }
        assert_eq!(kind(disk.holds("missing", b"")), Some(ErrorKind::NotFound));
        let large = vec![b'x'; 1 << 20];
        disk.create("large", &large).expect("a file");
        assert!(holds("large", &large));
    }

    #[test]
    fn a_file_takes_the_place_of_another_or_only_a_free_one() {
        let (room, disk) = room();
        let text = |name: &str| fs::read_to_string(room.path().join(name)).ok();
        disk.create("a", b"one").expect("a file");
        disk.create("b", b"two").expect("a file");
        assert_eq!(
            kind(disk.rename_to_free("a", "b")),
            Some(ErrorKind::AlreadyExists)
        );
        assert_eq!(
            (text("a"), text("b")),
            (Some("one".into()), Some("two".into()))
        );
        disk.rename_to_free("a", "c").expect("a new name");
        assert_eq!((text("a"), text("c")), (None, Some("one".into())));
        disk.rename_over("c", "b").expect("another name");
        assert_eq!((text("c"), text("b")), (None, Some("one".into())));
        assert_eq!(kind(disk.rename_over("c", "b")), Some(ErrorKind::NotFound));
        disk.flush().expect("a flush");
    }

    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    #[test]
    fn two_files_take_each_others_names() {
        let (room, disk) = room();
        let text = |name: &str| fs::read_to_string(room.path().join(name)).ok();
        disk.create("a", b"one").expect("a file");
        disk.create("b", b"two").expect("a file");
        match disk.exchange("a", "b") {
            // Some file systems know no such step, and say so.
            Err(error) => assert_eq!(error.kind(), ErrorKind::Unsupported),
            Ok(()) => {
                assert_eq!(
                    (text("a"), text("b")),
                    (Some("two".into()), Some("one".into()))
                );
                assert_eq!(
                    kind(disk.exchange("a", "missing")),
                    Some(ErrorKind::NotFound)
                );
            }
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_folder_that_knows_no_flush_is_told_from_one_that_fails() {
        use std::os::unix::fs::OpenOptionsExt;
        let without = SystemDisk::open(Path::new("/proc")).expect("a folder");
        assert_eq!(kind(without.flush_itself()), Some(ErrorKind::Unsupported));
        assert_eq!(kind(without.flush()), None);

        let (room, disk) = room();
        assert_eq!(kind(disk.flush_itself()), None);
        // A handle that only names the folder is none to flush.
        let named = OpenOptions::new()
            .read(true)
            .custom_flags(nix::fcntl::OFlag::O_PATH.bits())
            .open(room.path())
            .expect("a handle");
        let failing = SystemDisk {
            folder: named,
            ..disk
        };
        for result in [failing.flush_itself(), failing.flush()] {
            let number = result.err().and_then(|error| error.raw_os_error());
            assert_eq!(number, Some(nix::errno::Errno::EBADF as i32));
        }
    }

    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    #[test]
    fn where_the_system_has_no_such_step_it_is_looked_first_and_renamed_then() {
        let (room, disk) = room();
        fs::create_dir(room.path().join("folder")).expect("a folder");
        fs::write(room.path().join("folder/file"), "").expect("a file");
        // Of a folder put into itself the system says what it says of a step that it does not know.
        assert_eq!(
            kind(disk.exchange("folder", "folder/file")),
            Some(ErrorKind::Unsupported)
        );
        assert_eq!(
            kind(disk.rename_to_free("folder", "folder/free")),
            Some(ErrorKind::InvalidInput)
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_file_is_its_owners_alone_unless_somebody_decided_otherwise() {
        use std::os::unix::fs::PermissionsExt;
        let (room, disk) = room();
        let mode = |name: &str| {
            let data = fs::metadata(room.path().join(name)).expect("a file");
            data.permissions().mode() & 0o777
        };
        disk.create("a", b"").expect("a file");
        assert_eq!(mode("a"), 0o600);
        fs::set_permissions(room.path().join("a"), fs::Permissions::from_mode(0o400))
            .expect("a mode");
        let disk = disk.with_mode_of("a");
        disk.create("b", b"").expect("a file");
        assert_eq!(mode("b"), 0o400);
        let disk = disk.with_mode_of("missing");
        disk.create("c", b"").expect("a file");
        assert_eq!(mode("c"), 0o400);
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed() {
        let (room, disk) = room();
        let elsewhere = tempfile::tempdir().expect("a room");
        let theirs = elsewhere.path().join("theirs");
        fs::write(&theirs, "theirs").expect("a file");
        std::os::unix::fs::symlink(&theirs, room.path().join("link")).expect("a link");
        assert!(disk.holds("link", b"theirs").is_err());
        assert_eq!(
            kind(disk.create("link", b"ours")),
            Some(ErrorKind::AlreadyExists)
        );
        disk.create("a", b"ours").expect("a file");
        assert_eq!(
            kind(disk.rename_to_free("a", "link")),
            Some(ErrorKind::AlreadyExists)
        );
        disk.rename_over("a", "link").expect("another name");
        assert_eq!(fs::read_to_string(theirs).expect("a text"), "theirs");
        assert!(disk.holds("link", b"ours").expect("a file"));
    }
}

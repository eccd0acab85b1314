//! The seam under every save: the few things that are asked of a folder, so that each can be made to fail.

use std::fmt::Debug;
use std::io;

/// One folder on a disk. Names are file names within it.
pub trait Disk: Debug {
    /// Makes a new file that its owner alone can read, writes the bytes and flushes them. An
    /// existing file or link of that name is an error, and so is a flush that fails: a second
    /// flush of the same file would lie (after a failure Linux marks the pages clean).
    ///
    /// # Errors
    /// Whatever the system says. Part of the file may be there all the same.
    fn create(&self, name: &str, bytes: &[u8]) -> io::Result<()>;

    /// Whether a file holds exactly these bytes. Follows no link.
    ///
    /// # Errors
    /// When it cannot be read, or is no regular file.
    fn holds(&self, name: &str, bytes: &[u8]) -> io::Result<bool>;

    /// Lets two files take each other's name in one step.
    ///
    /// # Errors
    /// `Unsupported` where the system has no such step, `NotFound` where one is missing.
    fn exchange(&self, one: &str, other: &str) -> io::Result<()>;

    /// Renames a file to a name that is free.
    ///
    /// # Errors
    /// `AlreadyExists` where the name is taken.
    fn rename_to_free(&self, from: &str, to: &str) -> io::Result<()>;

    /// Renames a file over another.
    ///
    /// # Errors
    /// Whatever the system says; the other file is whole then.
    fn rename_over(&self, from: &str, to: &str) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// Whatever the system says.
    fn remove(&self, name: &str) -> io::Result<()>;

    /// Flushes the folder itself, so that a new name outlives a power cut.
    ///
    /// # Errors
    /// Whatever the system says; a system that has no such thing says nothing.
    fn flush(&self) -> io::Result<()>;
}

impl<D: Disk> Disk for &D {
    fn create(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        (**self).create(name, bytes)
    }

    fn holds(&self, name: &str, bytes: &[u8]) -> io::Result<bool> {
        (**self).holds(name, bytes)
    }

    fn exchange(&self, one: &str, other: &str) -> io::Result<()> {
        (**self).exchange(one, other)
    }

    fn rename_to_free(&self, from: &str, to: &str) -> io::Result<()> {
        (**self).rename_to_free(from, to)
    }

    fn rename_over(&self, from: &str, to: &str) -> io::Result<()> {
        (**self).rename_over(from, to)
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        (**self).remove(name)
    }

    fn flush(&self) -> io::Result<()> {
        (**self).flush()
    }
}

impl<D: Disk + ?Sized> Disk for Box<D> {
    fn create(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        (**self).create(name, bytes)
    }

    fn holds(&self, name: &str, bytes: &[u8]) -> io::Result<bool> {
        (**self).holds(name, bytes)
    }

    fn exchange(&self, one: &str, other: &str) -> io::Result<()> {
        (**self).exchange(one, other)
    }

    fn rename_to_free(&self, from: &str, to: &str) -> io::Result<()> {
        (**self).rename_to_free(from, to)
    }

    fn rename_over(&self, from: &str, to: &str) -> io::Result<()> {
        (**self).rename_over(from, to)
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        (**self).remove(name)
    }

    fn flush(&self) -> io::Result<()> {
        (**self).flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A disk whose every call fails and says which it was.
    #[derive(Debug)]
    struct Failing;

    impl Disk for Failing {
        fn create(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
            Err(io::Error::other(format!("create {name} {bytes:?}")))
        }
        fn holds(&self, name: &str, bytes: &[u8]) -> io::Result<bool> {
            Err(io::Error::other(format!("holds {name} {bytes:?}")))
        }
        fn exchange(&self, one: &str, other: &str) -> io::Result<()> {
            Err(io::Error::other(format!("exchange {one} {other}")))
        }
        fn rename_to_free(&self, from: &str, to: &str) -> io::Result<()> {
            Err(io::Error::other(format!("free {from} {to}")))
        }
        fn rename_over(&self, from: &str, to: &str) -> io::Result<()> {
            Err(io::Error::other(format!("over {from} {to}")))
        }
        fn remove(&self, name: &str) -> io::Result<()> {
            Err(io::Error::other(format!("remove {name}")))
        }
        fn flush(&self) -> io::Result<()> {
            Err(io::Error::other("flush"))
        }
    }

    fn said(disk: impl Disk) -> [String; 7] {
        [
            disk.create("a", b"x"),
            disk.holds("a", b"x").map(|_| ()),
            disk.exchange("a", "b"),
            disk.rename_to_free("a", "b"),
            disk.rename_over("a", "b"),
            disk.remove("a"),
            disk.flush(),
        ]
        .map(|result| result.expect_err("a failing disk").to_string())
    }

    #[test]
    fn a_disk_that_is_lent_or_boxed_is_asked_itself() {
        let itself = said(Failing);
        assert_eq!(said(&Failing), itself);
        assert_eq!(said(Box::new(Failing) as Box<dyn Disk>), itself);
    }
}

//! The save: all or nothing, on disk before it is acknowledged, and never over somebody else's words.
//!
//! On Linux ten system calls, two of them flushes: open, write, flush and close a new file; exchange
//! it with the old one; open, read and close what was displaced; remove it; flush the folder.

use super::disk::Disk;
use crate::model::seal::digest;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, ErrorKind};

/// One file in one folder, with what it held when this program last read or wrote it.
#[derive(Debug)]
pub struct Saver<D> {
    disk: D,
    name: String,
    known: Option<Vec<u8>>,
    /// What was displaced and could not be looked at, with what it should hold.
    unseen: Option<(String, Vec<u8>)>,
    /// The names under which somebody else's versions were kept, and which have yet to be told.
    untold: Vec<String>,
}

/// What came of a save that succeeded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// The file holds the new text.
    Quietly,
    /// Somebody else had changed the file. Their version is kept under this name.
    BesideAnother(String),
    /// The file had been removed; it has been written again.
    Again,
}

/// Why nothing was saved. The old file is whole.
#[derive(Debug)]
pub enum NotSaved {
    /// A file of that name has appeared where there was none.
    NameTaken,
    /// Something that is no regular file stands in the file's place.
    NotAFile,
    /// The system refused.
    Refused(io::Error),
}

impl From<io::Error> for NotSaved {
    fn from(error: io::Error) -> Self {
        Self::Refused(error)
    }
}

impl<D: Disk> Saver<D> {
    /// A saver of a file in a folder. `known` is what the file held when it was read; nothing where
    /// there is no file yet.
    pub fn new(disk: D, name: &str, known: Option<Vec<u8>>) -> Self {
        Self {
            disk,
            name: name.to_owned(),
            known,
            unseen: None,
            untold: Vec::new(),
        }
    }

    /// What the file held when this program last read or wrote it.
    pub fn known(&self) -> Option<&[u8]> {
        self.known.as_deref()
    }

    /// Saves.
    ///
    /// # Errors
    /// When the new text is not safely on disk. Where only the last flush failed, the file may hold
    /// it already.
    pub fn save(&mut self, text: &str) -> Result<Saved, NotSaved> {
        self.look_again()?;
        if !self.untold.is_empty() {
            // Or a disk might do the renaming that comes now and not the one that put theirs aside.
            self.disk.flush()?;
        }
        let new = temporary_name(&self.name, self.known(), text.as_bytes());
        if let Err(error) = self.disk.create(&new, text.as_bytes()) {
            let _ = self.disk.remove(&new);
            return Err(error.into());
        }
        let saved = self.publish(&new, text)?;
        self.known = Some(text.as_bytes().to_vec());
        if let Saved::BesideAnother(kept) = &saved {
            self.untold.push(kept.clone());
        }
        self.disk.flush()?;
        // What was found out in a save that failed afterwards is told with the next.
        match std::mem::take(&mut self.untold).join(" and ") {
            none if none.is_empty() => Ok(saved),
            kept => Ok(Saved::BesideAnother(kept)),
        }
    }

    /// Gives the new file its name. Where that fails, the new file is gone and the old one is whole.
    fn publish(&mut self, new: &str, text: &str) -> Result<Saved, NotSaved> {
        let Some(known) = &self.known else {
            return self.put(new, Saved::Quietly);
        };
        match self.disk.exchange(new, &self.name) {
            Ok(()) => {
                let known = known.clone();
                self.put_away_displaced(new, known, text)
            }
            Err(error) if error.kind() == ErrorKind::NotFound => self.put(new, Saved::Again),
            Err(error) if error.kind() == ErrorKind::Unsupported => {
                let known = known.clone();
                self.replace(new, &known)
            }
            Err(error) => Err(self.without(new, error.into())),
        }
    }

    /// Looks at what was displaced when it could not be looked at.
    fn look_again(&mut self) -> Result<(), NotSaved> {
        let Some((displaced, known)) = &self.unseen else {
            return Ok(());
        };
        match self.disk.holds(displaced, known) {
            Ok(true) => {
                let _ = self.disk.remove(displaced);
            }
            Ok(false) => {
                let kept = self.keep_other(displaced)?;
                self.untold.push(kept);
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error.into()),
        }
        self.unseen = None;
        Ok(())
    }

    /// Gives the new file a name that is free.
    fn put(&self, new: &str, saved: Saved) -> Result<Saved, NotSaved> {
        match self.disk.rename_to_free(new, &self.name) {
            Ok(()) => Ok(saved),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                Err(self.without(new, NotSaved::NameTaken))
            }
            Err(error) => Err(self.without(new, error.into())),
        }
    }

    /// The new file has the name now, and the old one the temporary name. What was displaced is
    /// looked at only now: between a look before and a rename there is time for somebody else.
    fn put_away_displaced(
        &mut self,
        displaced: &str,
        known: Vec<u8>,
        text: &str,
    ) -> Result<Saved, NotSaved> {
        let why = match self.disk.holds(displaced, &known) {
            // Left behind, it is swept up another day; the save has succeeded.
            Ok(true) => {
                let _ = self.disk.remove(displaced);
                return Ok(Saved::Quietly);
            }
            Ok(false) => match self.keep_other(displaced) {
                Ok(kept) => return Ok(Saved::BesideAnother(kept)),
                Err(why) => why,
            },
            Err(error) if is_no_file(&error) => NotSaved::NotAFile,
            Err(error) => error.into(),
        };
        // The other version gets its name back, and only what is this program's own is removed: not before
        // it is sure that the other has its name. What stays is swept up another day.
        match self.disk.exchange(displaced, &self.name) {
            Ok(()) if self.disk.flush().is_ok() => Err(self.without(displaced, why)),
            Ok(()) => Err(why),
            Err(_) => {
                self.unseen = Some((displaced.to_owned(), known));
                self.known = Some(text.as_bytes().to_vec());
                Err(why)
            }
        }
    }

    /// Where files cannot be exchanged: look, then rename. Somebody else's save in between is lost;
    /// the lock keeps this program's own away.
    fn replace(&mut self, new: &str, known: &[u8]) -> Result<Saved, NotSaved> {
        let saved = match self.disk.holds(&self.name, known) {
            Ok(true) => Saved::Quietly,
            Ok(false) => match self.keep_other(&self.name) {
                Ok(kept) => Saved::BesideAnother(kept),
                Err(why) => return Err(self.without(new, why)),
            },
            Err(error) if error.kind() == ErrorKind::NotFound => Saved::Again,
            Err(error) if is_no_file(&error) => {
                return Err(self.without(new, NotSaved::NotAFile));
            }
            Err(error) => return Err(self.without(new, error.into())),
        };
        // Of two renamings that wait for a flush a disk may do the second alone, which would lose theirs.
        let apart = match saved {
            Saved::BesideAnother(_) => self.disk.flush(),
            _ => Ok(()),
        };
        let renamed = apart.and_then(|()| self.disk.rename_over(new, &self.name));
        if let (Err(_), Saved::BesideAnother(kept)) = (&renamed, &saved)
            && self.disk.rename_to_free(kept, &self.name).is_err()
        {
            self.untold.push(kept.clone());
        }
        match renamed {
            Ok(()) => Ok(saved),
            Err(error) => Err(self.without(new, error.into())),
        }
    }

    fn without(&self, new: &str, why: NotSaved) -> NotSaved {
        let _ = self.disk.remove(new);
        why
    }

    /// Gives somebody else's version a name of its own.
    fn keep_other(&self, from: &str) -> Result<String, NotSaved> {
        Ok(keep_beside(&self.disk, from, &self.name)?)
    }
}

/// Gives another version of a file a name of its own, and says which.
///
/// # Errors
/// Whatever the system says; the version has its old name then.
pub fn keep_beside(disk: &impl Disk, from: &str, name: &str) -> io::Result<String> {
    for number in 1..=u32::MAX {
        let kept = conflict_name(name, number);
        match disk.rename_to_free(from, &kept) {
            Ok(()) => return Ok(kept),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// Whether something else stands in a file's place: a link or a folder.
fn is_no_file(error: &io::Error) -> bool {
    error.kind() == ErrorKind::IsADirectory || is_link(error)
}

#[cfg(unix)]
fn is_link(error: &io::Error) -> bool {
    error.raw_os_error() == Some(nix::errno::Errno::ELOOP as i32)
}

#[cfg(not(unix))]
fn is_link(_: &io::Error) -> bool {
    false
}

/// The name for another version of a file.
pub fn conflict_name(name: &str, number: u32) -> String {
    format!("{}.conflict-{number}.toml", name.trim_end_matches(".toml"))
}

/// A name that nobody else uses, hidden, and of a kind that OneDrive leaves alone. It says which two texts
/// of this program's own such a file holds: the new one, and the old one once they have changed places.
fn temporary_name(name: &str, known: Option<&[u8]>, new: &[u8]) -> String {
    let random = RandomState::new().hash_one(name);
    let (known, new) = (mark(known.unwrap_or_default()), mark(new));
    format!(".{name}.{known}-{new}-{random:016x}{TEMPORARY}")
}

/// The beginning of a text's digest.
fn mark(text: &[u8]) -> String {
    let digest = digest(text);
    let bare = digest.rsplit(':').next().unwrap_or_default();
    bare.chars().take(16).collect()
}

/// The session's file that a temporary file belongs to, where it holds neither of the two texts that its
/// name speaks of: a save was killed after it had displaced somebody else's version.
pub fn displaced_from<'a>(temporary: &'a str, text: &[u8]) -> Option<&'a str> {
    let (name, marks) = temporary
        .strip_prefix('.')?
        .strip_suffix(TEMPORARY)?
        .rsplit_once('.')?;
    let mut marks = marks.split('-');
    let (known, new) = (marks.next()?, marks.next()?);
    let found = mark(text);
    (found != known && found != new).then_some(name)
}

/// The ending of temporary files.
pub const TEMPORARY: &str = ".tmp";

#[cfg(test)]
mod tests;

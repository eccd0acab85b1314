//! The save: all or nothing, on disk before it is acknowledged, and never over somebody else's words.
//!
//! On Linux ten system calls, two of them flushes: open, write, flush and close a new file; exchange
//! it with the old one; open, read and close what was displaced; remove it; flush the folder.

use super::disk::Disk;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, ErrorKind};

/// One file in one folder, with what it held when this program last read or wrote it.
#[derive(Debug)]
pub struct Saver<D> {
    disk: D,
    name: String,
    known: Option<Vec<u8>>,
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
        }
    }

    /// Saves.
    ///
    /// # Errors
    /// When the new text is not safely on disk. Where only the last flush failed, the file may hold
    /// it already.
    pub fn save(&mut self, text: &str) -> Result<Saved, NotSaved> {
        let new = temporary_name(&self.name);
        if let Err(error) = self.disk.create(&new, text.as_bytes()) {
            let _ = self.disk.remove(&new);
            return Err(error.into());
        }
        let published = self.publish(&new);
        if published.is_err() {
            let _ = self.disk.remove(&new);
        }
        let saved = published?;
        self.known = Some(text.as_bytes().to_vec());
        self.disk.flush()?;
        Ok(saved)
    }

    fn publish(&self, new: &str) -> Result<Saved, NotSaved> {
        let Some(known) = &self.known else {
            return match self.disk.rename_to_free(new, &self.name) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(NotSaved::NameTaken),
                Err(error) => Err(error.into()),
                Ok(()) => Ok(Saved::Quietly),
            };
        };
        match self.disk.exchange(new, &self.name) {
            Ok(()) => self.put_away_displaced(new, known),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                self.disk.rename_to_free(new, &self.name)?;
                Ok(Saved::Again)
            }
            Err(error) if error.kind() == ErrorKind::Unsupported => self.replace(new, known),
            Err(error) => Err(error.into()),
        }
    }

    /// The new file has the name now, and the old one the temporary name. What was displaced is
    /// looked at only now: between a look before and a rename there is time for somebody else.
    fn put_away_displaced(&self, displaced: &str, known: &[u8]) -> Result<Saved, NotSaved> {
        match self.disk.holds(displaced, known) {
            // Left behind, it is swept up another day; the save has succeeded.
            Ok(true) => {
                let _ = self.disk.remove(displaced);
                Ok(Saved::Quietly)
            }
            Ok(false) => Ok(Saved::BesideAnother(self.keep_other(displaced)?)),
            Err(_) => {
                self.disk.exchange(displaced, &self.name)?;
                Err(NotSaved::NotAFile)
            }
        }
    }

    /// Where files cannot be exchanged: look, then rename. Somebody else's save in between is lost;
    /// the lock keeps this program's own away.
    fn replace(&self, new: &str, known: &[u8]) -> Result<Saved, NotSaved> {
        let saved = match self.disk.holds(&self.name, known) {
            Ok(true) => Saved::Quietly,
            Ok(false) => Saved::BesideAnother(self.keep_other(&self.name)?),
            Err(error) if error.kind() == ErrorKind::NotFound => Saved::Again,
            Err(_) => return Err(NotSaved::NotAFile),
        };
        self.disk.rename_over(new, &self.name)?;
        Ok(saved)
    }

    /// Gives somebody else's version a name of its own.
    fn keep_other(&self, from: &str) -> Result<String, NotSaved> {
        let stem = self.name.trim_end_matches(".toml");
        for number in 1..=u32::MAX {
            let kept = format!("{stem}.conflict-{number}.toml");
            match self.disk.rename_to_free(from, &kept) {
                Ok(()) => return Ok(kept),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(NotSaved::NameTaken)
    }
}

/// A name that nobody else uses, hidden, and of a kind that OneDrive leaves alone.
fn temporary_name(name: &str) -> String {
    let random = RandomState::new().hash_one(std::process::id());
    format!(".{name}.{random:016x}{TEMPORARY}")
}

/// The ending of temporary files.
pub const TEMPORARY: &str = ".tmp";

//! Where a session goes while its own folder cannot be written: a private file of this user.

use super::disk::Disk;
use super::folder::read_text;
use super::system_disk::SystemDisk;
use crate::model::file_text::read_session;
use crate::model::session::Session;
use std::io;
use std::path::{Path, PathBuf};

/// The folder of recovery files.
#[derive(Debug, Clone)]
pub struct Recovery {
    folder: PathBuf,
}

impl Recovery {
    /// Recovery files in this folder, which need not exist yet.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Keeps a session's text, flushed, and says where.
    ///
    /// # Errors
    /// When this disk cannot be written either.
    pub fn keep(&self, id: &str, text: &str) -> io::Result<PathBuf> {
        super::folder::make_private(&self.folder)?;
        let disk = SystemDisk::open(&self.folder)?;
        let name = format!("{id}.toml");
        let new = format!(".{name}.new");
        let _ = disk.remove(&new);
        disk.create(&new, text.as_bytes())?;
        disk.rename_over(&new, &name)?;
        disk.flush()?;
        Ok(self.folder.join(name))
    }

    /// Removes the file of a session that its own folder has taken.
    pub fn discard(&self, id: &str) {
        // What cannot be removed is offered again at the next start, and compared then.
        let _ = std::fs::remove_file(self.folder.join(format!("{id}.toml")));
    }

    /// Every session that is kept here: its file, the session and its text.
    pub fn sessions(&self) -> Vec<(PathBuf, Session)> {
        let Ok(entries) = std::fs::read_dir(&self.folder) else {
            return Vec::new();
        };
        entries
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
            .filter_map(|path| {
                let text = read_text(&path).ok()?;
                let (session, _) = read_session(&text).ok()?;
                Some((path, session))
            })
            .collect()
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

//! Where a session goes while its own folder cannot be written: a private file of this user, which says
//! on top where it belongs and what it is ahead of.

use super::disk::Disk;
use super::folder::{make_private, read_text};
use super::system_disk::SystemDisk;
use crate::model::file_text::{read_session, split_end_mark, with_end_mark};
use crate::model::session::Session;
use std::io;
use std::path::{Path, PathBuf};

const BELONGS: &str = "# Kept aside for: ";
const AHEAD: &str = "# Ahead of: ";
const NOTHING: &str = "nothing";

/// The folder of recovery files.
#[derive(Debug, Clone)]
pub struct Recovery {
    folder: PathBuf,
}

/// A session that was kept aside.
#[derive(Debug, Clone)]
pub struct Aside {
    /// The recovery file.
    pub path: PathBuf,
    /// The session.
    pub session: Session,
    /// The file that it belongs in.
    pub belongs: PathBuf,
    /// The digest of what that file held when it was last written; nothing where there was no file.
    pub ahead_of: Option<String>,
}

impl Recovery {
    /// Recovery files in this folder, which need not exist yet.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Keeps a session's text, flushed, in the file of this name, and says where that is.
    ///
    /// # Errors
    /// When this disk cannot be written either.
    pub fn keep(
        &self,
        name: &str,
        text: &str,
        belongs: &Path,
        ahead_of: Option<&str>,
    ) -> io::Result<PathBuf> {
        make_private(&self.folder)?;
        let disk = SystemDisk::open(&self.folder)?;
        let (body, _) = split_end_mark(text);
        let belongs = belongs.to_string_lossy().replace(['\n', '\r'], " ");
        let ahead_of = ahead_of.unwrap_or(NOTHING);
        let whole = with_end_mark(&format!("{BELONGS}{belongs}\n{AHEAD}{ahead_of}\n{body}"));
        let new = format!(".{name}.new");
        let _ = disk.remove(&new);
        disk.create(&new, whole.as_bytes())?;
        disk.rename_over(&new, name)?;
        disk.flush()?;
        Ok(self.folder.join(name))
    }

    /// Every session that is kept here.
    pub fn asides(&self) -> Vec<Aside> {
        let Ok(entries) = std::fs::read_dir(&self.folder) else {
            return Vec::new();
        };
        let paths = entries.flatten().map(|entry| entry.path());
        let mut asides: Vec<Aside> = paths
            .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
            .filter_map(|path| read(&path))
            .collect();
        asides.sort_by(|one, other| one.path.cmp(&other.path));
        asides
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

fn read(path: &Path) -> Option<Aside> {
    let text = read_text(path).ok()?;
    let (session, _) = read_session(&text).ok()?;
    let mut lines = text.lines();
    let belongs = lines.next()?.strip_prefix(BELONGS)?;
    let ahead_of = lines.next()?.strip_prefix(AHEAD)?;
    Some(Aside {
        path: path.to_owned(),
        session,
        belongs: PathBuf::from(belongs),
        ahead_of: (ahead_of != NOTHING).then(|| ahead_of.to_owned()),
    })
}

//! Where a session goes while its own folder cannot be written: a private file of this user, which says
//! on top where it belongs and what it is ahead of.

use super::disk::Disk;
use super::folder::read_text;
use super::private_folder::make_private;
use super::save::TEMPORARY;
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
        let (body, _) = split_end_mark(text);
        let belongs = belongs.to_string_lossy().replace(['\n', '\r'], " ");
        let ahead_of = ahead_of.unwrap_or(NOTHING);
        let whole = with_end_mark(&format!("{BELONGS}{belongs}\n{AHEAD}{ahead_of}\n{body}"));
        self.put(name, &whole)?;
        Ok(self.folder.join(name))
    }

    /// Puts a text into the file of this name, flushed: the whole of it, or the earlier file stays.
    ///
    /// # Errors
    /// When this disk cannot be written.
    pub(super) fn put(&self, name: &str, text: &str) -> io::Result<()> {
        make_private(&self.folder)?;
        let disk = SystemDisk::open(&self.folder)?;
        let new = format!(".{name}.new{TEMPORARY}");
        let _ = disk.remove(&new);
        disk.create(&new, text.as_bytes())?;
        disk.rename_over(&new, name)?;
        disk.flush()
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const SESSION: &str = include_str!("../../sessions/2026-09-02-child-i-example-team.toml");

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<String> = names.map(|name| name.display().to_string()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_is_kept_says_where_it_belongs_and_reads_back() {
        let room = tempfile::tempdir().expect("a room");
        let folder = room.path().join("state").join("recovery");
        let recovery = Recovery::in_folder(folder.clone());
        assert!(recovery.asides().is_empty());
        assert_eq!(recovery.folder(), folder);

        let belongs = Path::new("/share/sessions/b.toml");
        let second = recovery.keep("b.toml", SESSION, belongs, Some("sha256:1"));
        let first = recovery.keep("a.toml", SESSION, Path::new("/one\r\ntwo.toml"), None);
        assert_eq!(second.expect("a file"), folder.join("b.toml"));
        let text = fs::read_to_string(first.expect("a file")).expect("a text");
        let (body, _) = split_end_mark(SESSION);
        let whole = format!("# Kept aside for: /one  two.toml\n# Ahead of: nothing\n{body}");
        assert_eq!(text, with_end_mark(&whole));

        let found: Vec<_> = recovery
            .asides()
            .into_iter()
            .map(|aside| (aside.path, aside.belongs, aside.ahead_of, aside.session.id))
            .collect();
        let id = "2026-09-02-child-i-example-team".to_owned();
        assert_eq!(
            found,
            [
                (
                    folder.join("a.toml"),
                    PathBuf::from("/one  two.toml"),
                    None,
                    id.clone()
                ),
                (
                    folder.join("b.toml"),
                    belongs.into(),
                    Some("sha256:1".into()),
                    id
                ),
            ]
        );
    }

    #[test]
    fn the_latest_takes_the_place_of_the_one_before_and_of_half_a_file() {
        let room = tempfile::tempdir().expect("a room");
        let recovery = Recovery::in_folder(room.path().to_owned());
        fs::write(room.path().join(".a.toml.new.tmp"), "half").expect("a file");
        let keep = |ahead| recovery.keep("a.toml", SESSION, Path::new("a.toml"), Some(ahead));
        keep("sha256:1").expect("a file");
        keep("sha256:2").expect("a file");
        assert_eq!(names(room.path()), ["a.toml"]);
        let asides = recovery.asides();
        assert_eq!(asides[0].ahead_of.as_deref(), Some("sha256:2"));
    }

    #[test]
    fn what_is_no_recovery_file_is_passed_over() {
        let room = tempfile::tempdir().expect("a room");
        let recovery = Recovery::in_folder(room.path().to_owned());
        recovery
            .keep("a.txt", SESSION, Path::new("a.toml"), None)
            .expect("a file");
        fs::write(room.path().join("plain.toml"), SESSION).expect("a file");
        fs::write(room.path().join("broken.toml"), "# Kept aside for: x\n").expect("a file");
        assert!(recovery.asides().is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn it_is_its_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let room = tempfile::tempdir().expect("a room");
        let folder = room.path().join("recovery");
        let recovery = Recovery::in_folder(folder.clone());
        let kept = recovery.keep("a.toml", SESSION, Path::new("a.toml"), None);
        let mode = |path: &Path| {
            let data = fs::metadata(path).expect("a file");
            data.permissions().mode() & 0o777
        };
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&kept.expect("a file")), 0o600);
    }
}

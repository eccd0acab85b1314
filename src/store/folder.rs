//! A folder of sessions: what is in it, what could not be read, and which one a name means.

use super::LARGEST;
use super::reading::{OfSession, read_each};
use super::save::{TEMPORARY, displaced_from, keep_beside};
use super::system_disk::{SystemDisk, open_for_reading};
use crate::model::file_text::{EndMark, Unreadable, read_session};
use crate::model::session::{Progress, Session};
use crate::trouble::Trouble;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// A temporary file older than this was left by a killed save.
const STALE: Duration = Duration::from_secs(60 * 60);

/// How the name of a file begins with which a folder is tried.
pub(super) const TRIAL: &str = ".reflect-trial-";

/// A session that was read, with its file.
#[derive(Debug, Clone)]
pub struct Found {
    /// Where it stands.
    pub path: PathBuf,
    /// The text of the file.
    pub text: String,
    /// The session.
    pub session: Session,
    /// What its end mark says.
    pub end_mark: EndMark,
}

impl Found {
    /// How it is offered to be carried on with.
    pub fn described(&self) -> String {
        let session = &self.session;
        format!(
            "{}, {}, {}",
            session.review.title,
            session.meeting.team,
            session.meeting.date.spoken()
        )
    }
}

/// Everything in a folder, newest first, and what was wrong.
#[derive(Debug, Default)]
pub struct Listing {
    /// The sessions.
    pub found: Vec<Found>,
    /// One sentence for each file that could not be read or is not as it should be.
    pub troubles: Vec<Trouble>,
    /// How many files could not be read.
    pub unreadable: usize,
    /// How many files hold a session that another file holds too.
    pub copies: usize,
}

/// Reads every session in a folder whole. A folder that is not there holds none.
///
/// # Errors
/// When the folder is there and cannot be read.
pub fn list(folder: &Path) -> Result<Listing, Trouble> {
    let reading = read_each(folder, |path, text| {
        read_session(text).map(|(session, end_mark)| {
            let found = Found {
                path: path.to_owned(),
                text: text.to_owned(),
                session,
                end_mark,
            };
            (found, end_mark)
        })
    })?;
    let mut found = reading.rows;
    found.sort_by(|one, other| newest_first(&one.session, &other.session));
    Ok(Listing {
        found,
        unreadable: reading.unreadable,
        copies: reading.doubtful.copies.len(),
        troubles: reading.troubles,
    })
}

impl OfSession for Found {
    fn id(&self) -> &str {
        &self.session.id
    }
}

impl Listing {
    /// What is said of files of which nothing is in the listing; a missing end mark hides nothing.
    pub fn hidden(&self) -> &[Trouble] {
        let hidden = self.unreadable + self.copies;
        self.troubles.get(..hidden).unwrap_or(&self.troubles)
    }

    /// The meetings that can be carried on with, newest first.
    pub fn unfinished(&self) -> Vec<Found> {
        let in_progress = |found: &&Found| found.session.status == Progress::InProgress;
        self.found.iter().filter(in_progress).cloned().collect()
    }
}

fn newest_first(one: &Session, other: &Session) -> std::cmp::Ordering {
    let key = |session: &Session| (session.meeting.date, session.meeting.started);
    key(other)
        .cmp(&key(one))
        .then_with(|| other.id.cmp(&one.id))
}

/// Reads one session file.
///
/// # Errors
/// When it cannot be read, is no session, is too large, or is of a newer format.
pub fn load(path: &Path) -> Result<Found, Trouble> {
    let text = read_text(path).map_err(|why| cannot_be_read(path, &why))?;
    let (session, end_mark) = read_session(&text).map_err(|error| is_no_session(path, &error))?;
    Ok(Found {
        path: path.to_owned(),
        text,
        session,
        end_mark,
    })
}

pub(super) fn cannot_be_read(path: &Path, why: &str) -> Trouble {
    Trouble::refused(format!("{} cannot be read: {why}.", path.display()))
}

pub(super) fn is_no_session(path: &Path, error: &Unreadable) -> Trouble {
    let hint = match error {
        Unreadable::Newer(_) => {
            "Use the newer version of reflect to open it. Nothing has been changed."
        }
        Unreadable::Empty => "Bring back an older copy, or take the file away.",
        Unreadable::Shape { .. } => {
            "Mend that line in a text editor, or bring back an older copy. Nothing has been changed."
        }
    };
    Trouble::refused(format!("{} is not a session: {error}.", path.display())).hint(hint)
}

/// A word about a file that reads well and is still not as it was written.
pub fn remark(found: &Found) -> Option<Trouble> {
    about_end_mark(&found.path, found.end_mark)
}

pub(super) fn about_end_mark(path: &Path, end_mark: EndMark) -> Option<Trouble> {
    let words = match end_mark {
        EndMark::Right => return None,
        EndMark::Missing => "has no end mark: it was cut short, or written by hand",
        EndMark::Wrong => "was changed outside reflect since it was last saved",
    };
    Some(
        Trouble::refused(format!("{} {words}.", path.display()))
            .hint("It is read as it stands. If that surprises you, look at the end of the file."),
    )
}

/// The text of a file of this program.
///
/// # Errors
/// One clause that says why not.
pub fn read_text(path: &Path) -> Result<String, String> {
    let file = open_for_reading(path).map_err(|error| reason(&error))?;
    let data = file.metadata().map_err(|error| reason(&error))?;
    if !data.is_file() {
        return Err("it is not a file".into());
    }
    if data.len() > LARGEST {
        return Err(format!(
            "it is {} KB long, and no session or review is longer than {} KB",
            data.len() / 1024,
            LARGEST / 1024
        ));
    }
    // One read and not many: a list reads hundreds of files.
    let mut bytes = Vec::with_capacity(usize::try_from(data.len()).unwrap_or(0) + 1);
    file.take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| reason(&error))?;
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".into())
}

/// What the system says, in words.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "it is not there".into(),
        ErrorKind::PermissionDenied => "you may not do that there".into(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full".into(),
        ErrorKind::FileTooLarge => "files may not grow that long here".into(),
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read".into(),
        ErrorKind::IsADirectory => "it is a folder".into(),
        ErrorKind::NotADirectory => "it is not a folder".into(),
        _ => {
            #[cfg(unix)]
            if error.raw_os_error() == Some(nix::errno::Errno::ELOOP as i32) {
                return "it is a link to somewhere else, and links are not followed".into();
            }
            error.to_string()
        }
    }
}

/// Makes a folder, and those above it, that their owner alone can open, and flushes their names: what is
/// kept in a folder whose name is lost in a power cut is lost with it.
///
/// # Errors
/// Whatever the system says.
pub fn make_private(folder: &Path) -> io::Result<()> {
    let missing = |folder: &&Path| {
        !folder.as_os_str().is_empty()
            && matches!(folder.symlink_metadata(), Err(error) if error.kind() == ErrorKind::NotFound)
    };
    let made: Vec<&Path> = folder.ancestors().take_while(missing).collect();
    let mut builder = std::fs::DirBuilder::new();
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
            let _ = std::fs::remove_dir(made);
        }
    }
    flushed
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
    use super::disk::Disk;
    let above = match folder.parent() {
        Some(above) if !above.as_os_str().is_empty() => above,
        _ => Path::new("."),
    };
    match super::SystemDisk::open(above) {
        Ok(above) => above.flush(),
        // A folder that may be written and not read cannot be flushed.
        Err(error) if error.kind() == ErrorKind::PermissionDenied => Ok(()),
        Err(error) => Err(error),
    }
}

/// Whether sessions can be written into a folder, made or not yet made. Leaves nothing behind.
///
/// # Errors
/// Why not, in a clause.
pub fn can_be_written(folder: &Path) -> Result<(), String> {
    let mut nearest = folder;
    loop {
        match nearest.metadata() {
            Ok(data) if data.is_dir() => break,
            Ok(_) if nearest == folder => return Err("it is not a folder".into()),
            Ok(_) => return Err(format!("{} is not a folder", nearest.display())),
            Err(error) if error.kind() == ErrorKind::NotFound => match nearest.parent() {
                Some(parent) if parent.as_os_str().is_empty() => {
                    nearest = Path::new(".");
                }
                Some(parent) => nearest = parent,
                None => return Err(reason(&error)),
            },
            Err(error) => return Err(reason(&error)),
        }
    }
    use super::disk::Disk;
    let disk = super::SystemDisk::open(nearest).map_err(|error| reason(&error))?;
    let trial = format!("{TRIAL}{}", std::process::id());
    let tried = disk.create(&trial, b"x");
    let _ = disk.remove(&trial);
    tried.map_err(|error| reason(&error))
}

/// Whether a file is one that a save or a trial of this program left when it was killed.
pub fn is_temporary(name: &str) -> bool {
    let of_a_save = name.starts_with('.') && name.ends_with(TEMPORARY) && name.contains(".toml.");
    // A save in the course of a trial puts a dot of its own before it.
    of_a_save
        || name
            .trim_start_matches(['~', '$', '.'])
            .starts_with(TRIAL.trim_start_matches('.'))
}

/// Removes temporary files that a killed save left in a folder an hour ago or longer.
pub fn sweep(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(is_temporary);
        let stale = entry
            .metadata()
            .ok()
            .filter(std::fs::Metadata::is_file)
            .and_then(|data| data.modified().ok())
            .and_then(|modified| SystemTime::now().duration_since(modified).ok())
            .is_some_and(|age| age > STALE);
        if ours && stale && name.to_str().is_none_or(|name| !rescued(folder, name)) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Gives somebody else's session, which a killed save had displaced, a name under which it is found.
fn rescued(folder: &Path, temporary: &str) -> bool {
    let Ok(text) = read_text(&folder.join(temporary)) else {
        return false;
    };
    let Some(name) = displaced_from(temporary, text.as_bytes()) else {
        return false;
    };
    // Half of this program's own new version is no session, and was never acknowledged.
    let is_session = read_session(&text).is_ok();
    is_session
        && SystemDisk::open(folder).is_ok_and(|disk| {
            // Where it cannot be given one, it stays: it may be the only copy.
            let _ = keep_beside(&disk, temporary, name);
            true
        })
}

/// What is said where a folder holds no session at all.
pub fn none_saved(folder: &Path) -> Trouble {
    Trouble::refused(format!("No session is saved in {}.", folder.display()))
        .hint("reflect start begins one. --sessions DIR looks in another folder.")
}

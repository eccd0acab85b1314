//! A folder of sessions: what is in it, what could not be read, and which one a name means.

use super::LARGEST;
use super::save::TEMPORARY;
use super::system_disk::open_for_reading;
use crate::model::file_text::{EndMark, Unreadable, read_session};
use crate::model::glance::{Glance, glance};
use crate::model::session::{Progress, Session};
use crate::trouble::Trouble;
use std::collections::HashSet;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// A temporary file older than this was left by a killed save.
const STALE: Duration = Duration::from_secs(60 * 60);

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

    /// Whether the file is named after the session. A second file with the same session is a copy
    /// that a synchronising client or a save beside another has left.
    pub fn is_named_after_its_session(&self) -> bool {
        self.path
            .file_stem()
            .is_some_and(|stem| stem == self.session.id.as_str())
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
}

/// Reads every session in a folder. A folder that is not there holds none.
///
/// # Errors
/// When the folder is there and cannot be read.
pub fn list(folder: &Path) -> Result<Listing, Trouble> {
    let mut listing = Listing::default();
    for path in paths(folder)? {
        match load(&path) {
            Ok(found) => {
                listing.troubles.extend(remark(&found));
                listing.found.push(found);
            }
            Err(trouble) => {
                listing.troubles.push(trouble);
                listing.unreadable += 1;
            }
        }
    }
    listing.set_copies_aside();
    listing.found.sort_by(|one, other| {
        newest_first(&Glance::from(&one.session), &Glance::from(&other.session))
    });
    Ok(listing)
}

/// Every session in a folder at a glance, newest first, and what was wrong.
///
/// # Errors
/// When the folder is there and cannot be read.
pub fn glances(folder: &Path) -> Result<(Vec<Glance>, Vec<Trouble>), Trouble> {
    let (mut glances, mut troubles, mut unmarked) = (Vec::new(), Vec::new(), Vec::new());
    let mut ids = HashSet::new();
    for path in paths(folder)? {
        let read = read_text(&path).map_err(|why| cannot_be_read(&path, &why));
        match read.and_then(|text| glance(&text).map_err(|error| is_no_session(&path, &error))) {
            Ok((glance, end_mark)) => {
                // Two files with one session: the whole reading knows which one counts.
                if !ids.insert(glance.id.clone()) {
                    let listing = list(folder)?;
                    let sessions = listing.found.iter().map(|found| &found.session);
                    return Ok((sessions.map(Glance::from).collect(), listing.troubles));
                }
                unmarked.extend(about_end_mark(&path, end_mark).map(|trouble| (path, trouble)));
                glances.push(glance);
            }
            Err(trouble) => troubles.push(trouble),
        }
    }
    glances.sort_by(newest_first);
    troubles.extend(together(unmarked));
    Ok((glances, troubles))
}

/// What is to be said of many files in the same words is said once.
fn together(unmarked: Vec<(PathBuf, Trouble)>) -> Vec<Trouble> {
    const ONE_BY_ONE: usize = 3;
    if unmarked.len() <= ONE_BY_ONE {
        return unmarked.into_iter().map(|(_, trouble)| trouble).collect();
    }
    let first = unmarked.iter().take(ONE_BY_ONE);
    let first: Vec<String> = first.map(|(path, _)| path.display().to_string()).collect();
    vec![
        Trouble::refused(format!(
            "{} files have no end mark, or were changed outside reflect since they were last saved: {} and {} more.",
            unmarked.len(),
            first.join(", "),
            unmarked.len() - ONE_BY_ONE
        ))
        .hint("They are read as they stand. reflect show SESSION says which of the two it is."),
    ]
}

/// The files of a folder that can be sessions, by name.
fn paths(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => {
            return Err(Trouble::refused(format!(
                "The sessions folder {} cannot be read: {}.",
                folder.display(),
                reason(&error)
            )));
        }
    };
    let mut paths: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .map(|entry| entry.path())
        .filter(|path| is_session_name(path))
        .collect();
    paths.sort();
    Ok(paths)
}

impl Listing {
    /// The meetings that can be carried on with, newest first.
    pub fn unfinished(&self) -> Vec<Found> {
        let in_progress = |found: &&Found| found.session.status == Progress::InProgress;
        self.found.iter().filter(in_progress).cloned().collect()
    }

    /// Two files with one session: the same content counts once, different content is a conflict, and
    /// the file that is named after the session speaks for it.
    fn set_copies_aside(&mut self) {
        let found = std::mem::take(&mut self.found);
        for one in found {
            let Some(at) = self
                .found
                .iter()
                .position(|known| known.session.id == one.session.id)
            else {
                self.found.push(one);
                continue;
            };
            let Some(known) = self.found.get_mut(at) else {
                continue;
            };
            let differ = known.session != one.session;
            let copy = if one.is_named_after_its_session() {
                std::mem::replace(known, one)
            } else {
                one
            };
            let words = if differ {
                "hold the same session with different content"
            } else {
                "hold the same session"
            };
            self.troubles.push(
                Trouble::refused(format!(
                    "{} and {} {words}. Only the first is counted.",
                    known.path.display(),
                    copy.path.display()
                ))
                .hint("Compare the two, copy over what is missing, and remove the one that is not needed."),
            );
        }
    }
}

fn newest_first(one: &Glance, other: &Glance) -> std::cmp::Ordering {
    let key = |session: &Glance| (session.date, session.started);
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

fn cannot_be_read(path: &Path, why: &str) -> Trouble {
    Trouble::refused(format!("{} cannot be read: {why}.", path.display()))
}

fn is_no_session(path: &Path, error: &Unreadable) -> Trouble {
    let hint = match error {
        Unreadable::Newer(_) => {
            "Use the newer version of reflect to open it. Nothing has been changed."
        }
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

fn about_end_mark(path: &Path, end_mark: EndMark) -> Option<Trouble> {
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

/// Makes a folder, and those above it, that their owner alone can open.
///
/// # Errors
/// Whatever the system says.
pub fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
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
    let trial = format!(".reflect-trial-{}{TEMPORARY}", std::process::id());
    let tried = disk.create(&trial, b"x");
    let _ = disk.remove(&trial);
    tried.map_err(|error| reason(&error))
}

/// Removes temporary files that a killed save left in a folder an hour ago or longer.
pub fn sweep(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|name| {
            name.starts_with('.') && name.ends_with(TEMPORARY) && name.contains(".toml.")
        });
        let stale = entry
            .metadata()
            .ok()
            .filter(std::fs::Metadata::is_file)
            .and_then(|data| data.modified().ok())
            .and_then(|modified| SystemTime::now().duration_since(modified).ok())
            .is_some_and(|age| age > STALE);
        if ours && stale {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

fn is_session_name(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| {
        name.ends_with(".toml") && !name.starts_with('.') && !name.starts_with("~$")
    })
}

/// The session that a name means: `last`, an id, the start of one id, or a path.
///
/// # Errors
/// When it means none, or more than one; the candidates are named.
pub fn find(folder: &Path, name: &str) -> Result<Found, Trouble> {
    let path = Path::new(name);
    let looks_like_a_path = path.components().count() > 1 || name.ends_with(".toml");
    if looks_like_a_path {
        return load(path);
    }
    let direct = folder.join(format!("{name}.toml"));
    if crate::model::id::is_id(name) && direct.symlink_metadata().is_ok() {
        return load(&direct);
    }
    let mut listing = list(folder)?;
    if listing.found.is_empty() {
        return Err(none_saved(folder));
    }
    if name == "last" {
        return Ok(listing.found.swap_remove(0));
    }
    let exact = listing
        .found
        .iter()
        .position(|found| found.session.id == name);
    let fits: Vec<usize> = match exact {
        Some(at) => vec![at],
        None => (0..listing.found.len())
            .filter(|at| {
                listing
                    .found
                    .get(*at)
                    .is_some_and(|found| found.session.id.starts_with(name))
            })
            .collect(),
    };
    match fits.as_slice() {
        [at] => Ok(listing.found.swap_remove(*at)),
        [] => Err(
            Trouble::refused(format!("There is no session called “{name}”."))
                .hint(candidates(listing.found.iter())),
        ),
        several => Err(Trouble::refused(format!(
            "“{name}” is the start of {} sessions.",
            several.len()
        ))
        .hint(candidates(
            several.iter().filter_map(|at| listing.found.get(*at)),
        ))),
    }
}

/// What is said where a folder holds no session at all.
pub fn none_saved(folder: &Path) -> Trouble {
    Trouble::refused(format!("No session is saved in {}.", folder.display()))
        .hint("reflect start begins one. --sessions DIR looks in another folder.")
}

fn candidates<'a>(found: impl Iterator<Item = &'a Found>) -> String {
    const SHOWN: usize = 10;
    let ids: Vec<&str> = found.map(|found| found.session.id.as_str()).collect();
    let more = ids.len().saturating_sub(SHOWN);
    let mut text = String::from("Did you mean one of these?");
    for id in ids.iter().take(SHOWN) {
        text.push_str("\n  ");
        text.push_str(id);
    }
    if more > 0 {
        text.push_str(&format!("\n  and {more} more: reflect sessions lists them"));
    }
    text
}

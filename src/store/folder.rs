//! A folder of sessions: what is in it, what could not be read, and which one a name means.

use super::LARGEST;
use super::reading::sentences::in_brief;
use super::reading::{OfSession, read_each};
use super::system_disk::open_for_reading;
use crate::model::doubtful_files::DoubtfulFiles;
use crate::model::file_text::{EndMark, Unreadable, read_session, split_end_mark};
use crate::model::session::{Progress, Session};
use crate::trouble::Trouble;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

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
    /// The files that each kind of trouble is about.
    pub doubtful: DoubtfulFiles,
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
        troubles: reading.troubles,
        doubtful: reading.doubtful,
    })
}

impl OfSession for Found {
    fn id(&self) -> &str {
        &self.session.id
    }
}

impl Listing {
    /// The troubles in one sentence, for a meeting that is about to begin.
    pub fn in_brief(&self) -> Vec<Trouble> {
        in_brief(&self.doubtful, &self.troubles)
    }

    /// The same of files of which nothing is in the listing; a missing end mark hides nothing.
    pub fn hidden(&self) -> Vec<Trouble> {
        let files = DoubtfulFiles {
            unmarked: Vec::new(),
            ..self.doubtful.clone()
        };
        let hidden = files.unreadable.len() + files.copies.len() + files.same_id.len();
        in_brief(
            &files,
            self.troubles.get(..hidden).unwrap_or(&self.troubles),
        )
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
    let (session, end_mark) =
        read_session(&text).map_err(|error| is_no_session(path, &text, &error))?;
    Ok(Found {
        path: path.to_owned(),
        text,
        session,
        end_mark,
    })
}

/// A path as it is said: a line feed in a name would begin a sentence of its own.
pub(super) fn said(path: &Path) -> String {
    path.display().to_string().replace('\n', "<U+000A>")
}

pub(super) fn cannot_be_read(path: &Path, why: &str) -> Trouble {
    Trouble::refused(format!("{} cannot be read: {why}.", said(path)))
}

pub(super) fn is_no_session(path: &Path, text: &str, error: &Unreadable) -> Trouble {
    let has_no_end = split_end_mark(text).1 == EndMark::Missing;
    let hint = match error {
        Unreadable::Newer(_) => {
            "Use the newer version of reflect to open it. Nothing has been changed."
        }
        Unreadable::Empty => "Bring back an older copy, or take the file away.",
        // Mended where it breaks off, it would be a shorter meeting.
        Unreadable::Shape { line: Some(_), .. } if has_no_end => {
            "It has no end mark. If it was cut short, bring back a whole copy; if it was written by hand, mend that line in a text editor. Nothing has been changed."
        }
        Unreadable::Shape { .. } => {
            "Mend that line in a text editor, or bring back an older copy. Nothing has been changed."
        }
    };
    Trouble::refused(format!("{} is not a session: {error}.", said(path))).hint(hint)
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
    Some(Trouble::refused(format!("{} {words}.", said(path))).hint(
        "Such a file is read as it stands. If that surprises you, compare it with an older copy.",
    ))
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
    let mut bytes = Vec::with_capacity(usize::try_from(data.len()).unwrap_or(0));
    file.take(LARGEST)
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

/// What is said where a folder holds no session at all.
pub fn none_saved(folder: &Path) -> Trouble {
    Trouble::refused(format!("No session is saved in {}.", folder.display()))
        .hint("reflect start begins one. --sessions DIR looks in another folder.")
}

#[cfg(test)]
mod tests;

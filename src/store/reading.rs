//! Reads every session of a folder, with a few workers where there are many, and tells what was wrong.
//! The only place that knows simdutf8.

pub(super) mod sentences;

use self::sentences::{
    About, Kind, NAMES_EACH, about_copy, about_no_file, about_unmarked, in_brief, in_short,
    may_be_cut_from, names,
};
use super::LARGEST;
use super::folder::{cannot_be_read, is_no_session, load, read_text, reason};
use super::system_disk::open_for_reading;
use crate::model::doubtful_files::DoubtfulFiles;
use crate::model::file_text::{EndMark, Unreadable};
use crate::model::id::is_id;
use crate::trouble::Trouble;
use std::collections::{HashMap, HashSet};
use std::fs::{DirEntry, FileType};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Fewer files than this are read by one worker: starting another costs more than it saves.
const FEW: usize = 200;

/// How many names a worker takes at a time.
const BATCH: usize = 64;

/// More workers than this wait for the same disk.
const MOST_WORKERS: usize = 8;

/// What is read of a session, whatever is wanted of it.
pub trait OfSession: Send {
    /// The session's id.
    fn id(&self) -> &str;

    /// Whether there is anything in it. What is empty is dropped as it is read, unless it may be the
    /// copy of another session, or another the copy of it.
    fn is_empty(&self) -> bool {
        false
    }
}

impl OfSession for crate::model::glance::Glance {
    fn id(&self) -> &str {
        &self.id
    }
}

impl OfSession for crate::model::commitments::Packed {
    fn id(&self) -> &str {
        self.session()
    }
}

impl OfSession for crate::model::walked::Walked {
    fn id(&self) -> &str {
        &self.session
    }
}

impl OfSession for crate::model::tally::Tally {
    fn id(&self) -> &str {
        self.id()
    }
}

/// What was read in a folder, and what was wrong.
#[derive(Debug)]
pub struct Reading<T> {
    /// What was wanted of each session, in no order. A session that stands in two files is here once.
    pub rows: Vec<T>,
    /// A sentence for each file that could not be read or is not as it should be, first those of which
    /// nothing is in the rows.
    pub troubles: Vec<Trouble>,
    /// The same for a list: of many files with the same trouble one sentence speaks.
    pub in_short: Vec<Trouble>,
    /// The files that each kind of trouble is about.
    pub doubtful: DoubtfulFiles,
}

impl<T> Reading<T> {
    /// What a list says of the files. On a screen, where the list itself is to be seen, more than a few sentences become
    /// one that counts them and says what names them.
    pub fn beside_a_list(&self, on_screen: bool) -> Vec<Trouble> {
        const FEW_SENTENCES: usize = 3;
        if on_screen && self.in_short.len() > FEW_SENTENCES {
            in_brief(&self.doubtful, &self.troubles)
        } else {
            self.in_short.clone()
        }
    }
}

/// Reads every session of a folder. A folder that is not there holds none.
///
/// # Errors
/// When the folder is there and cannot be read.
pub fn read_each<T: OfSession>(
    folder: &Path,
    read: impl Fn(&Path, &str) -> Result<(T, EndMark), Unreadable> + Sync,
) -> Result<Reading<T>, Trouble> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Ok(Found::default().reading());
        }
        Err(error) => {
            return Err(Trouble::refused(format!(
                "The sessions folder {} cannot be read: {}.",
                folder.display(),
                reason(&error)
            )));
        }
    };
    // The rest of a folder that cannot be read to its end is said to be missing, and not left out in silence.
    let broken_off = Mutex::new(None);
    let entries = entries.map_while(|entry| {
        entry
            .map_err(|error| {
                *broken_off.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
            })
            .ok()
    });
    let no_files = Mutex::new(Vec::new());
    let mut names = entries.filter(|entry| match kind_of(entry) {
        Some(kind) if !kind.is_file() => {
            let path = entry.path();
            let trouble = about_no_file(&path, kind);
            let mut no_files = no_files.lock().unwrap_or_else(PoisonError::into_inner);
            no_files.push((path, trouble));
            false
        }
        kind => kind.is_some(),
    });
    let first: Vec<_> = names.by_ref().take(FEW).collect();
    let workers = if first.len() < FEW {
        1
    } else {
        std::thread::available_parallelism().map_or(1, |cores| cores.get().min(MOST_WORKERS))
    };
    let names = Mutex::new(first.into_iter().chain(names));
    let work = || {
        let (mut found, mut buffer) = (Found::default(), Vec::new());
        loop {
            let batch: Vec<_> = {
                let mut names = names.lock().unwrap_or_else(PoisonError::into_inner);
                names.by_ref().take(BATCH).collect()
            };
            if batch.is_empty() {
                return found;
            }
            for entry in batch {
                found.take(entry.path(), &mut buffer, &read);
            }
        }
    };
    let mut found = Found::default();
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(work)).collect();
        found.join(work());
        for other in others {
            match other.join() {
                Ok(more) => found.join(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    if let Some(error) = broken_off
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner)
    {
        return Err(Trouble::refused(format!(
            "The sessions folder {} cannot be read to its end: {}.",
            folder.display(),
            reason(&error)
        )));
    }
    let no_files = no_files.into_inner();
    found
        .troubles
        .extend(no_files.unwrap_or_else(PoisonError::into_inner));
    Ok(found.reading())
}

/// What one worker has read.
struct Found<T> {
    rows: Vec<T>,
    /// The files that are not named after their session, by where their row stands.
    elsewhere: HashMap<usize, PathBuf>,
    troubles: Vec<(PathBuf, Trouble)>,
    unmarked: Vec<(PathBuf, EndMark)>,
}

impl<T> Default for Found<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            elsewhere: HashMap::new(),
            troubles: Vec::new(),
            unmarked: Vec::new(),
        }
    }
}

impl<T: OfSession> Found<T> {
    fn take(
        &mut self,
        path: PathBuf,
        buffer: &mut Vec<u8>,
        read: impl Fn(&Path, &str) -> Result<(T, EndMark), Unreadable>,
    ) {
        let quickly = read_into(&path, buffer).map(|text| read(&path, text));
        let found = match quickly {
            Some(Ok((row, EndMark::Right))) => Ok((row, EndMark::Right)),
            // Whatever is in doubt is read once more, with patience.
            _ => match read_text(&path) {
                Ok(text) => read(&path, &text).map_err(|error| is_no_session(&path, &text, &error)),
                Err(why) => {
                    let trouble = cannot_be_read(&path, &why);
                    self.troubles.push((path, trouble));
                    return;
                }
            },
        };
        match found {
            Ok((row, end_mark)) => {
                if end_mark != EndMark::Right {
                    self.unmarked.push((path.clone(), end_mark));
                }
                if path.file_stem().is_none_or(|stem| stem != row.id()) {
                    self.elsewhere.insert(self.rows.len(), path);
                } else if row.is_empty() && end_mark != EndMark::Missing {
                    // One that was cut short stays until it is known whether a whole one stands beside it.
                    return;
                }
                self.rows.push(row);
            }
            Err(trouble) => self.troubles.push((path, trouble)),
        }
    }

    fn join(&mut self, other: Self) {
        let offset = self.rows.len();
        let elsewhere = other.elsewhere.into_iter();
        self.elsewhere
            .extend(elsewhere.map(|(at, path)| (at + offset, path)));
        self.rows.extend(other.rows);
        self.troubles.extend(other.troubles);
        self.unmarked.extend(other.unmarked);
    }

    fn reading(mut self) -> Reading<T> {
        let [mut copies, mut same_id] = self.set_copies_aside();
        self.rows.retain(|row| !row.is_empty());
        let mut unreadable = self.troubles;
        self.unmarked.sort_by(|one, other| one.0.cmp(&other.0));
        for troubles in [&mut unreadable, &mut copies, &mut same_id] {
            troubles.sort_by(|one, other| one.0.cmp(&other.0));
        }
        let doubtful = DoubtfulFiles {
            unreadable: names(&unreadable),
            copies: names(&copies),
            same_id: names(&same_id),
            unmarked: names(&self.unmarked),
        };
        let kinds = [
            (Kind::Unreadable, unreadable),
            (Kind::Copies, copies),
            (Kind::SameId, same_id),
            (Kind::Unmarked, about_unmarked(&self.unmarked)),
        ];
        let of_kind = |(kind, troubles): &(Kind, Vec<About>)| in_short(*kind, troubles);
        let mut in_short: Vec<Trouble> = kinds.iter().flat_map(of_kind).collect();
        // Those that speak of many files have one hint, which is said once where they stand together.
        in_short.sort_by_key(|trouble| trouble.hint.as_deref() == Some(NAMES_EACH));
        let troubles = kinds.into_iter().flat_map(|(_, troubles)| troubles);
        Reading {
            rows: self.rows,
            troubles: troubles.map(|(_, trouble)| trouble).collect(),
            in_short,
            doubtful,
        }
    }

    /// What is said of those with the session of another, and of those with another meeting under one id.
    ///
    /// Two files with one session: the file that is named after the session speaks for it, whatever
    /// the copy is called that a synchronising client or a save beside another has left. But one that may have been
    /// cut short does not speak where another of the same meeting is whole and says more.
    fn set_copies_aside(&mut self) -> [Vec<About>; 2] {
        if self.elsewhere.is_empty() {
            // Every file is named after its session, and a folder holds a name once.
            return [Vec::new(), Vec::new()];
        }
        let mut of_id: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, row) in self.rows.iter().enumerate() {
            of_id.entry(row.id()).or_default().push(at);
        }
        let cut = self.unmarked.iter();
        let cut = cut.filter(|(_, end_mark)| *end_mark == EndMark::Missing);
        let cut: HashSet<&Path> = cut.map(|(path, _)| path.as_path()).collect();
        let elsewhere = &self.elsewhere;
        let mut copies = Vec::new();
        for (id, mut places) in of_id {
            let folder = places.iter().find_map(|at| elsewhere.get(at)?.parent());
            let Some(folder) = folder else { continue };
            let named = folder.join(format!("{id}.toml"));
            let path = |at: &usize| elsewhere.get(at).unwrap_or(&named);
            places.sort_by_key(|at| (elsewhere.contains_key(at), path(at)));
            let is_cut = |at: &usize| cut.contains(path(at).as_path());
            if let Some(first) = places.first().filter(|first| is_cut(first))
                && let Some(whole) = places
                    .iter()
                    .position(|other| !is_cut(other) && may_be_cut_from(path(first), path(other)))
            {
                let whole = places.remove(whole);
                places.insert(0, whole);
            }
            // The file that is named after the session may be empty, and dropped.
            let is_dropped = places.iter().all(|at| elsewhere.contains_key(at))
                && is_id(id)
                && load(&named).is_ok_and(|found| found.session.id == id);
            let mut places = places.iter();
            let known = if is_dropped { None } else { places.next() };
            let known = known.map_or(&named, path);
            for copy in places {
                let about = about_copy(known, path(copy));
                copies.push((*copy, path(copy).clone(), about));
            }
        }
        copies.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
        for (at, ..) in &copies {
            self.rows.swap_remove(*at);
        }
        let aside: HashSet<&Path> = copies.iter().map(|(_, path, _)| path.as_path()).collect();
        self.unmarked
            .retain(|(unmarked, _)| !aside.contains(unmarked.as_path()));
        let mut about = [Vec::new(), Vec::new()];
        let [of_copies, of_same_id] = &mut about;
        for (_, path, (kind, trouble)) in copies {
            let of_kind = if kind == Kind::SameId {
                &mut *of_same_id
            } else {
                &mut *of_copies
            };
            of_kind.push((path, trouble));
        }
        about
    }
}

/// The text of a file, read into a buffer that is used again. Nothing where anything is in doubt.
fn read_into<'b>(path: &Path, buffer: &'b mut Vec<u8>) -> Option<&'b str> {
    // A session takes half of it.
    const ROOM: usize = 16 * 1024;
    let mut file = open_for_reading(path).ok()?;
    if buffer.is_empty() {
        // What no file reaches of it is never touched.
        *buffer = vec![0; ROOM];
    }
    let mut length = 0;
    loop {
        let room = buffer.get_mut(length..)?;
        let asked = room.len();
        let read = file.read(room).ok()?;
        length += read;
        if u64::try_from(length).ok()? > LARGEST {
            return None;
        }
        // A regular file gives less than was asked for only at its end, and asking once more would be
        // one call more for each of thousands of files. Where that was not so, the end mark is missing.
        if read < asked {
            break;
        }
        buffer.resize(buffer.len() * 2, 0);
    }
    simdutf8::basic::from_utf8(buffer.get(..length)?).ok()
}

/// What a thing in a folder is, if it is named like a session file.
pub(super) fn kind_of(entry: &DirEntry) -> Option<FileType> {
    let name = entry.file_name();
    let is_named = name.to_str().is_some_and(|name| {
        name.ends_with(".toml") && !name.starts_with('.') && !name.starts_with("~$")
    });
    entry.file_type().ok().filter(|_| is_named)
}

#[cfg(test)]
mod tests;

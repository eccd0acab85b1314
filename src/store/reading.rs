//! Reads every session of a folder, with a few workers where there are many, and tells what was wrong.
//! The only place that knows simdutf8.

use super::LARGEST;
use super::folder::{about_end_mark, cannot_be_read, is_no_session, load, read_text, reason};
use super::system_disk::open_for_reading;
use crate::model::doubtful_files::DoubtfulFiles;
use crate::model::file_text::{EndMark, Unreadable};
use crate::model::id::is_id;
use crate::trouble::Trouble;
use std::collections::HashMap;
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
    /// How many files could not be read.
    pub unreadable: usize,
    /// A sentence for each file that could not be read or is not as it should be.
    pub troubles: Vec<Trouble>,
    /// The same for a list: where many files could not be read, one sentence says so of all of them.
    pub in_short: Vec<Trouble>,
    /// The files that each kind of trouble is about.
    pub doubtful: DoubtfulFiles,
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
    let mut names = entries.filter(is_session_file);
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
                Ok(text) => read(&path, &text),
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
                } else if row.is_empty() {
                    return;
                }
                self.rows.push(row);
            }
            Err(error) => {
                let trouble = is_no_session(&path, &error);
                self.troubles.push((path, trouble));
            }
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
        let unreadable = self.troubles.len();
        self.set_copies_aside();
        let (broken, copies) = self.troubles.split_at(unreadable);
        let doubtful = DoubtfulFiles {
            unreadable: names(broken),
            copies: names(copies),
            unmarked: names(&self.unmarked),
        };
        let broken: Vec<PathBuf> = broken.iter().map(|(path, _)| path.clone()).collect();
        self.troubles.sort_by(|one, other| one.0.cmp(&other.0));
        self.unmarked.sort_by(|one, other| one.0.cmp(&other.0));
        let unmarked = about_unmarked(&self.unmarked);
        let mut in_short = in_short(&self.troubles, broken);
        in_short.extend(unmarked.iter().cloned());
        let mut troubles: Vec<Trouble> = self.troubles.into_iter().map(|(_, t)| t).collect();
        troubles.extend(unmarked);
        Reading {
            rows: self.rows,
            unreadable,
            troubles,
            in_short,
            doubtful,
        }
    }

    /// Two files with one session: the file that is named after the session speaks for it, whatever
    /// the copy is called that a synchronising client or a save beside another has left.
    fn set_copies_aside(&mut self) {
        if self.elsewhere.is_empty() {
            // Every file is named after its session, and a folder holds a name once.
            return;
        }
        let mut of_id: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, row) in self.rows.iter().enumerate() {
            of_id.entry(row.id()).or_default().push(at);
        }
        let elsewhere = &self.elsewhere;
        let mut copies = Vec::new();
        for (id, mut places) in of_id {
            let folder = places.iter().find_map(|at| elsewhere.get(at)?.parent());
            let Some(folder) = folder else { continue };
            let named = folder.join(format!("{id}.toml"));
            let path = |at: &usize| elsewhere.get(at).unwrap_or(&named);
            places.sort_by_key(|at| (elsewhere.contains_key(at), path(at)));
            // The file that is named after the session may be empty, and dropped.
            let is_dropped = places.iter().all(|at| elsewhere.contains_key(at))
                && is_id(id)
                && load(&named).is_ok_and(|found| found.session.id == id);
            let mut places = places.iter();
            let known = if is_dropped { None } else { places.next() };
            let known = known.map_or(&named, path);
            for copy in places {
                let trouble = about_copy(known, path(copy));
                copies.push((*copy, path(copy).clone(), trouble));
            }
        }
        copies.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
        for (at, path, trouble) in copies {
            self.rows.swap_remove(at);
            self.unmarked.retain(|(unmarked, _)| *unmarked != path);
            self.troubles.push((path, trouble));
        }
        self.rows.retain(|row| !row.is_empty());
    }
}

/// The text of a file, read into a buffer that is used again. Nothing where anything is in doubt.
fn read_into<'b>(path: &Path, buffer: &'b mut Vec<u8>) -> Option<&'b str> {
    const ROOM: usize = 64 * 1024;
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

/// Whether a file of a folder is one that lists read.
pub(super) fn is_session_file(entry: &std::fs::DirEntry) -> bool {
    let name = entry.file_name();
    let is_named = name.to_str().is_some_and(|name| {
        name.ends_with(".toml") && !name.starts_with('.') && !name.starts_with("~$")
    });
    is_named && entry.file_type().is_ok_and(|kind| kind.is_file())
}

fn names<T>(files: &[(PathBuf, T)]) -> Vec<String> {
    let names = files.iter().filter_map(|(path, _)| path.file_name());
    let mut names: Vec<String> = names
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

/// More files than this are not spoken of one by one.
const ONE_BY_ONE: usize = 3;

/// The first of many files by name, and how many more there are.
fn some_of<'a>(paths: impl ExactSizeIterator<Item = &'a PathBuf>) -> String {
    let more = paths.len().saturating_sub(ONE_BY_ONE);
    let first = paths.take(ONE_BY_ONE);
    let first: Vec<String> = first.map(|path| path.display().to_string()).collect();
    format!("{} and {more} more", first.join(", "))
}

/// What is said of each file, but of those that could not be read in one sentence where they are many.
pub(super) fn in_short(troubles: &[(PathBuf, Trouble)], mut broken: Vec<PathBuf>) -> Vec<Trouble> {
    let one_by_one = |(_, trouble): &(PathBuf, Trouble)| trouble.clone();
    if broken.len() <= ONE_BY_ONE {
        return troubles.iter().map(one_by_one).collect();
    }
    broken.sort();
    let all = Trouble::refused(format!(
        "{} files could not be read: {}.",
        broken.len(),
        some_of(broken.iter())
    ))
    .hint("They are left out. reflect verify says of each what is wrong with it.");
    let others = troubles
        .iter()
        .filter(|(path, _)| broken.binary_search(path).is_err());
    std::iter::once(all).chain(others.map(one_by_one)).collect()
}

/// What is said of many files in the same words is said once.
fn about_unmarked(unmarked: &[(PathBuf, EndMark)]) -> Vec<Trouble> {
    if unmarked.len() <= ONE_BY_ONE {
        let one_by_one = unmarked.iter();
        return one_by_one
            .filter_map(|(path, end_mark)| about_end_mark(path, *end_mark))
            .collect();
    }
    vec![
        Trouble::refused(format!(
            "{} files have no end mark, or were changed outside reflect since they were last saved: {}.",
            unmarked.len(),
            some_of(unmarked.iter().map(|(path, _)| path))
        ))
        .hint("They are read as they stand. reflect show SESSION says which of the two it is."),
    ]
}

fn about_copy(known: &Path, copy: &Path) -> Trouble {
    let files = [load(known), load(copy)];
    let same = match &files {
        [Ok(one), Ok(other)] => one.session == other.session,
        _ => false,
    };
    let (words, hint) = if same {
        (
            "hold the same session",
            "They say the same, so one of the two can be removed.",
        )
    } else {
        (
            "hold the same session with different content",
            "Compare the two, copy over what is missing, and remove the one that is not needed.",
        )
    };
    let mut said = format!(
        "{} and {} {words}. Only the first is counted.",
        known.display(),
        copy.display()
    );
    if let [_, Ok(found)] = &files
        && let Some(remark) = about_end_mark(copy, found.end_mark)
    {
        said.push(' ');
        said.push_str(&remark.said);
    }
    Trouble::refused(said).hint(hint)
}

#[cfg(test)]
mod tests;

//! What every session of a folder says about actions.

use super::folder::load;
use super::reading::{Reading, read_each};
use crate::model::commitments::{Commitments, Packed, Which, called_open_elsewhere, commitments};
use crate::model::date::Day;
use crate::model::file_text::EndMark;
use crate::trouble::Trouble;
use std::collections::{BTreeSet, HashSet};
use std::path::Path;

/// Everything that every session says about actions.
///
/// # Errors
/// When the folder is there and cannot be read.
pub fn all(folder: &Path) -> Result<Reading<Packed>, Trouble> {
    read_each(folder, |_, text| commitments(text, Which::All))
}

/// What sessions say about every action that may be open on a day, and about others where a file holds them.
/// Most actions of many years are finished, and their words need not be kept in memory.
///
/// # Errors
/// When the folder is there and cannot be read.
pub fn that_may_be_open(folder: &Path, on: Day) -> Result<Reading<Packed>, Trouble> {
    let mut reading = read_each(folder, |_, text| commitments(text, Which::OpenThere(on)))?;
    for id in sessions_to_ask(&reading.rows) {
        // Which of the two words is the later one only the whole file can tell.
        let whole = load(&folder.join(format!("{id}.toml"))).ok();
        // Where it is not whole, a copy may speak for it.
        let whole =
            whole.filter(|found| found.session.id == id && found.end_mark != EndMark::Missing);
        let row = reading.rows.iter_mut().find(|row| row.session() == id);
        match (whole, row) {
            (Some(found), Some(row)) => {
                *row = Packed::from(&Commitments::from(&found.session));
            }
            _ => return all(folder),
        }
    }
    Ok(reading)
}

/// The sessions with an action that is finished where it was agreed, and was called open in a meeting.
fn sessions_to_ask(sessions: &[Packed]) -> BTreeSet<String> {
    let actions = called_open_elsewhere(sessions);
    if actions.is_empty() {
        return BTreeSet::new();
    }
    let known: HashSet<&str> = sessions.iter().map(Packed::session).collect();
    // An id that a person has given may have a slash in it.
    let sessions = actions.iter().flat_map(|reference| {
        let slashes = reference.match_indices('/');
        slashes.filter_map(|(at, _)| reference.get(..at))
    });
    sessions
        .filter(|session| known.contains(session))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests;

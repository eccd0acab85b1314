//! What every session of a folder says about actions.

use super::folder::load;
use super::reading::{Reading, read_each};
use crate::model::action::Status;
use crate::model::commitments::{Commitments, Held, Packed, Which, commitments};
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
pub fn that_may_be_open(folder: &Path, on: Day) -> Result<MayBeOpen, Trouble> {
    let mut reading = read_each(folder, |_, text| commitments(text, Which::OpenThere(on)))?;
    let elsewhere = called_open_elsewhere(&reading.rows);
    let all_held = elsewhere.is_empty();
    for id in sessions_of(&elsewhere, &reading.rows) {
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
            _ => {
                let reading = all(folder)?;
                return Ok(MayBeOpen { reading, all_held });
            }
        }
    }
    Ok(MayBeOpen { reading, all_held })
}

/// What sessions say about actions that may be open.
pub struct MayBeOpen {
    /// The sessions, and what was wrong.
    pub reading: Reading<Packed>,
    /// Whether every action that a meeting called open is open where it was agreed.
    pub all_held: bool,
}

/// The actions that were called open in a meeting, and are not open where they were agreed.
fn called_open_elsewhere(sessions: &[Packed]) -> Vec<String> {
    let held = Held::by(sessions);
    let looked_at = sessions.iter().flat_map(Packed::looked_at);
    let called_open = looked_at.filter(|looked_at| looked_at.word.status == Status::Open);
    let elsewhere = called_open.map(|looked_at| looked_at.action);
    let elsewhere = elsewhere.filter(|action| !held.holds(action));
    elsewhere.map(str::to_owned).collect()
}

/// Those of some sessions that may have agreed these actions.
fn sessions_of(actions: &[String], sessions: &[Packed]) -> BTreeSet<String> {
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

//! What a trial of the sessions folder found, what lies about, and where things are kept, as one list.

use super::table::{Layout, lay_out};
use crate::store::left_behind::LeftBehind;
use crate::store::trial::{Finding, Holds};
use serde::Serialize;
use std::path::Path;

/// Everything that was found.
#[derive(Debug, Serialize)]
pub struct Diagnosis {
    /// The sessions folder, named from the root.
    pub folder: String,
    /// One for each thing that was tried.
    pub findings: Vec<Finding>,
    /// What lies about.
    pub left_behind: Vec<LeftBehind>,
    /// Where things are kept.
    pub places: Vec<Kept>,
}

/// Where one kind of thing is kept.
#[derive(Debug, Serialize)]
pub struct Kept {
    /// What is kept there.
    pub what: &'static str,
    /// Where.
    pub path: String,
    /// Whether it is there.
    pub is_there: bool,
}

impl Kept {
    /// A place, looked at now.
    pub fn at(what: &'static str, path: &Path) -> Self {
        Self {
            what,
            path: from_the_root(path),
            is_there: path.exists(),
        }
    }
}

/// A path as it is found from anywhere.
pub fn from_the_root(path: &Path) -> String {
    let absolute = std::path::absolute(path);
    absolute.as_deref().unwrap_or(path).display().to_string()
}

/// One line a finding.
pub fn list(diagnosis: &Diagnosis, layout: Layout) -> String {
    let tried = diagnosis.findings.iter().map(|finding| {
        [
            finding.tried.to_owned(),
            word(finding.holds).to_owned(),
            finding.found.clone(),
        ]
    });
    let left = diagnosis.left_behind.iter().map(|left| {
        [
            left.what.to_owned(),
            "lies about".into(),
            format!("{}: {}", left.path, left.found),
        ]
    });
    let places = diagnosis.places.iter().map(|kept| {
        let there = if kept.is_there { "there" } else { "not yet" };
        [kept.what.to_owned(), there.into(), kept.path.clone()]
    });
    let rows: Vec<Vec<String>> = tried.chain(left).chain(places).map(Vec::from).collect();
    lay_out(&["What", "Holds", "What was found"], &rows, layout)
}

fn word(holds: Holds) -> &'static str {
    match holds {
        Holds::Yes => "yes",
        Holds::No => "no",
        Holds::CannotTell => "cannot tell",
    }
}

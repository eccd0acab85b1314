//! The sessions of a report by number, so that a line can name fifty of them.

use crate::query::report::Source;
use std::collections::{BTreeMap, BTreeSet};

/// The number of each session in the list at the end of the report.
pub struct SourceNumbers<'a>(BTreeMap<&'a str, usize>);

impl<'a> SourceNumbers<'a> {
    /// Numbered from 1, in the order of the list.
    pub fn of(sources: &'a [Source]) -> Self {
        let numbered = sources.iter().zip(1..);
        Self(
            numbered
                .map(|(source, number)| (source.id.as_str(), number))
                .collect(),
        )
    }

    /// "1 to 4, 7, 9".
    pub fn say(&self, sessions: &BTreeSet<String>) -> String {
        let mut numbers: Vec<usize> = sessions
            .iter()
            .filter_map(|id| self.0.get(id.as_str()).copied())
            .collect();
        numbers.sort_unstable();
        let runs: Vec<String> = numbers
            .chunk_by(|one, next| one + 1 == *next)
            .filter_map(|run| Some((*run.first()?, *run.last()?)))
            .map(|(first, last)| match last - first {
                0 => first.to_string(),
                1 => format!("{first}, {last}"),
                _ => format!("{first} to {last}"),
            })
            .collect();
        runs.join(", ")
    }
}

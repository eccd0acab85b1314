//! What is not decided yet about lines that were typed.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What may not be kept, and what is not decided yet; shared with whoever keeps an unfinished line when
/// the program is told to end.
#[derive(Debug, Clone, Default)]
pub struct Undecided(Arc<Mutex<Lines>>);

/// The lines at hand.
#[derive(Debug, Default)]
pub struct Lines {
    /// The line that the room is being asked about, with whatever was typed since.
    pub asked: Option<String>,
    /// Details that the room did not want to be kept.
    pub rejected: Vec<String>,
    /// Lines that were typed where a choice was asked for, and are still to be taken.
    pub waiting: VecDeque<String>,
    /// Whether one line after another is asked for, each of which stands by itself.
    pub many: bool,
}

impl Undecided {
    /// The lines at hand, for whoever changes them.
    pub fn lines(&self) -> MutexGuard<'_, Lines> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What may be kept of an unfinished line: the whole line that is being asked about, what is still to be
    /// taken, and nothing that was rejected.
    pub fn of(&self, typed: Option<String>) -> Option<String> {
        let lines = self.lines();
        let unfinished = lines.asked.clone().or(typed);
        let unfinished: Vec<String> = unfinished
            .into_iter()
            .chain(lines.waiting.clone())
            .collect();
        (!unfinished.is_empty()).then(|| lines.without_rejected(&unfinished))
    }
}

impl Lines {
    /// Some lines as one text, without those in which something was rejected.
    pub fn without_rejected(&self, lines: &[String]) -> String {
        let may_be_kept = |line: &&String| {
            let mut rejected = self.rejected.iter();
            !rejected.any(|detail| line.contains(detail.as_str()))
        };
        let kept: Vec<&str> = lines
            .iter()
            .filter(may_be_kept)
            .map(String::as_str)
            .collect();
        kept.join(self.between())
    }

    /// What parts several lines that are not decided.
    pub fn between(&self) -> &'static str {
        if self.many { "\n" } else { " " }
    }
}

//! Words that are typed where none are taken down: they are said back, and stand ready where words are taken next.

use super::beside::in_one_line;
use super::walk::Walk;
use crate::model::place::{Asks, Place};

impl Walk<'_> {
    /// Says that words are not recorded here, and how it goes on.
    pub(super) fn not_here(&mut self, words: &str, how: &str) {
        // A word alone is a slip. A file that is fed in cannot empty a line that it did not expect.
        if !self.before.live || !is_sentence(words) {
            self.notice(not_recorded(words, how));
            return;
        }
        self.notice(format!(
            "“{}” is not recorded yet. It will stand on the next line that takes words. {how}",
            in_one_line(words)
        ));
        let early = self.early.take();
        let lines = early.into_iter().chain([words.to_owned()]);
        self.early = Some(lines.collect::<Vec<_>>().join("\n"));
    }

    /// Whether such words may stand on the line here: it takes a thought, and nothing stands on it.
    pub(super) fn takes_early(&self, place: &Place) -> bool {
        let closing = self.session.closing.as_ref();
        let action = place.action.as_ref();
        !place.resting
            && match place.asks_here() {
                Asks::Answers => true,
                Asks::What => action.is_some_and(|at| self.session.action(&at.id).is_none()),
                Asks::Learning => closing.is_none_or(|closing| closing.learning.is_none()),
                _ => false,
            }
    }
}

/// Says words back that were not recorded, and how it goes on.
pub(super) fn not_recorded(words: &str, how: &str) -> String {
    format!("“{}” was not recorded. {how}", in_one_line(words))
}

pub(super) fn is_sentence(words: &str) -> bool {
    words.split_whitespace().count() > 1
}

#[cfg(test)]
mod tests;

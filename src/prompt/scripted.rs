//! A prompt for tests: a script of what the room types, and everything it was shown.

use super::passage::Marks;
use super::{Ask, Passage, Prompt, Stop};
use std::collections::VecDeque;

/// One thing that happens at a prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happens {
    /// A line is typed, or several are pasted.
    Typed(String),
    /// Something stops the input.
    Stops(Stop),
}

/// Answers from a script; the end of the script is the end of the input.
#[derive(Debug, Default)]
pub struct Scripted {
    script: VecDeque<Happens>,
    /// Every row that was shown, every question that was asked and every line that was typed.
    pub seen: Vec<String>,
    /// Every question that was asked.
    pub asked: Vec<Ask>,
}

impl Scripted {
    /// A script of typed lines.
    pub fn typing<'a>(lines: impl IntoIterator<Item = &'a str>) -> Self {
        Self::of(
            lines
                .into_iter()
                .map(|line| Happens::Typed(line.to_owned())),
        )
    }

    /// A script of anything.
    pub fn of(script: impl IntoIterator<Item = Happens>) -> Self {
        Self {
            script: script.into_iter().collect(),
            ..Self::default()
        }
    }

    /// Everything that was seen, as one text.
    pub fn transcript(&self) -> String {
        self.seen.join("\n")
    }
}

impl Prompt for Scripted {
    fn say(&mut self, passage: &Passage) {
        let rows = passage
            .0
            .iter()
            .flat_map(|line| line.rows(None, Marks::UNICODE));
        self.seen.extend(rows);
    }

    fn keep_in_sight(&mut self, passage: Passage) {
        self.say(&passage);
    }

    fn ask(&mut self, ask: &Ask) -> Result<String, Stop> {
        self.asked.push(ask.clone());
        match self.script.pop_front() {
            Some(Happens::Typed(line)) => {
                self.seen.push(format!("{}: {line}", ask.label));
                Ok(line)
            }
            Some(Happens::Stops(stop)) => Err(stop),
            None => Err(Stop::End(None)),
        }
    }

    fn columns(&self) -> Option<usize> {
        None
    }

    fn rows(&self) -> Option<usize> {
        None
    }
}

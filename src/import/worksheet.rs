//! A worksheet that was filled in: what stands on it, word for word, and on which line.

mod labels;
mod lines;
mod marks;
mod printed;
mod tables;
#[cfg(test)]
mod tests;

use crate::model::review::Review;

/// Words on the sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The line on which they begin, counted from 1.
    pub line: usize,
    /// The words.
    pub words: String,
}

/// Everything on the sheet. What was left empty is not there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Worksheet {
    /// The review's id.
    pub review: Option<Said>,
    /// The team.
    pub team: Option<Said>,
    /// The day of the meeting.
    pub date: Option<Said>,
    /// Who led it.
    pub facilitator: Option<Said>,
    /// Who was there, a role each.
    pub present: Vec<Said>,
    /// Who sent apologies, a role each.
    pub apologies: Vec<Said>,
    /// Minutes planned.
    pub minutes: Option<Said>,
    /// Who reads the record.
    pub audience: Option<Said>,
    /// Whether everyone was asked how they are.
    pub wellbeing: Option<Said>,
    /// The line of learning.
    pub learning: Option<Said>,
    /// The next meeting.
    pub next_meeting: Option<Said>,
    /// What stands under questions.
    pub questions: Vec<OfQuestion>,
    /// What stands under steps.
    pub steps: Vec<OfStep>,
    /// The actions.
    pub actions: Vec<OfAction>,
    /// What has no place, in the order in which it stands.
    pub passed_over: Vec<Said>,
    /// What looks odd and was taken all the same, a sentence each.
    pub remarks: Vec<String>,
}

/// What stands under a question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfQuestion {
    /// The question's id.
    pub id: String,
    /// What became of it, where that is said.
    pub outcome: Option<Said>,
    /// Why.
    pub reason: Option<Said>,
    /// The points.
    pub answers: Vec<Said>,
}

/// What stands under a step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfStep {
    /// The step's id.
    pub id: String,
    /// What became of it.
    pub disposition: Option<Said>,
    /// The points.
    pub answers: Vec<Said>,
}

/// An action.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfAction {
    /// What will be done.
    pub what: Option<Said>,
    /// Who sees to it.
    pub owner: Option<Said>,
    /// By when.
    pub due: Option<Said>,
    /// How it will be known.
    pub know: Option<Said>,
    /// The question or step it comes from.
    pub from: Option<Said>,
}

impl OfAction {
    /// Where it begins, where anything stands in it.
    pub fn first(&self) -> Option<&Said> {
        let parts = [&self.what, &self.owner, &self.due, &self.know, &self.from];
        let parts = parts.into_iter().flatten();
        parts.min_by_key(|said| said.line)
    }
}

/// How the sheet is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As it was printed, in Markdown or plain text.
    Lines,
    /// As tables, in TOML.
    Tables,
}

impl Form {
    /// The form of a file, by the ending of its name.
    pub fn of_name(name: &str) -> Self {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending);
        match ending {
            Some(ending) if ending.eq_ignore_ascii_case("toml") => Self::Tables,
            _ => Self::Lines,
        }
    }

    /// The review that the sheet names.
    ///
    /// # Errors
    /// One clause that says why the sheet cannot be read.
    pub fn review_named(self, text: &str) -> Result<Option<Said>, String> {
        match self {
            Self::Lines => Ok(lines::review_named(text)),
            Self::Tables => tables::review_named(text),
        }
    }

    /// Everything that stands on the sheet of a review.
    ///
    /// # Errors
    /// One clause that says why the sheet cannot be read.
    pub fn read(self, text: &str, review: &Review) -> Result<Worksheet, String> {
        match self {
            Self::Lines => Ok(lines::read(text, review)),
            Self::Tables => tables::read(text),
        }
    }
}

//! A question in a session: its words, what became of it, and what the team said.

use super::review::Question;
use serde::{Deserialize, Serialize};

/// What became of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Outcome {
    /// The team made at least one point.
    #[serde(rename = "discussed")]
    Discussed,
    /// Left for another time.
    #[serde(rename = "parked")]
    Parked,
    /// Passed over on purpose.
    #[serde(rename = "skipped")]
    Skipped,
    /// The meeting did not get to it.
    #[default]
    #[serde(rename = "not reached")]
    NotReached,
}

impl Outcome {
    /// The words that stand in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Discussed => "discussed",
            Self::Parked => "parked",
            Self::Skipped => "skipped",
            Self::NotReached => "not reached",
        }
    }
}

/// A question as it was worded, with the team's answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuestionRecord {
    /// The question's id in the review.
    pub id: String,
    /// The question as it was worded that day.
    pub text: String,
    /// What became of it.
    #[serde(default)]
    pub outcome: Outcome,
    /// Why it was parked or skipped, if that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The team's points, in the order they were made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<String>,
    /// Where the team answered a question like this before, `<session id>/<question id>`, where it
    /// said what has moved since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<String>,
    /// What the team said has moved since then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved: Option<String>,
    /// Whole minutes spent on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub other: toml::Table,
}

impl QuestionRecord {
    /// A question that the meeting has not got to.
    pub fn of(question: &Question) -> Self {
        Self {
            id: question.id.clone(),
            text: question.text.clone(),
            outcome: Outcome::NotReached,
            reason: None,
            answers: Vec::new(),
            then: None,
            moved: None,
            minutes: None,
            other: toml::Table::new(),
        }
    }
}

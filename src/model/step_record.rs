//! A step in a session: its words, its disposition, and what the team said.

use super::review::Step;
use serde::{Deserialize, Serialize};

/// What became of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Disposition {
    /// The team does it already, and can say how that shows.
    #[serde(rename = "in place")]
    InPlace,
    /// The team agreed an action.
    #[serde(rename = "action agreed")]
    ActionAgreed,
    /// Somebody outside the team is needed.
    #[serde(rename = "needs others")]
    NeedsOthers,
    /// It does not apply to this team.
    #[serde(rename = "not for us")]
    NotForUs,
    /// The meeting did not get to it.
    #[default]
    #[serde(rename = "not reached")]
    NotReached,
}

impl Disposition {
    /// Every disposition, in the order in which it is offered.
    pub const ALL: [Self; 5] = [
        Self::InPlace,
        Self::ActionAgreed,
        Self::NeedsOthers,
        Self::NotForUs,
        Self::NotReached,
    ];

    /// The words that stand in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::InPlace => "in place",
            Self::ActionAgreed => "action agreed",
            Self::NeedsOthers => "needs others",
            Self::NotForUs => "not for us",
            Self::NotReached => "not reached",
        }
    }
}

/// A step as it was worded, with its disposition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepRecord {
    /// The step's id in the review.
    pub id: String,
    /// The step as it was worded that day.
    pub text: String,
    /// What became of it.
    #[serde(default)]
    pub disposition: Disposition,
    /// The evidence, or why not, or who is needed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub other: toml::Table,
}

impl StepRecord {
    /// A step that the meeting has not got to.
    pub fn of(step: &Step) -> Self {
        Self {
            id: step.id.clone(),
            text: step.text.clone(),
            disposition: Disposition::NotReached,
            answers: Vec::new(),
            other: toml::Table::new(),
        }
    }
}

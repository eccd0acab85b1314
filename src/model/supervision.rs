//! What is added beside a sealed session: the team's amendments and a supervisor's sign-offs.

use super::date::Day;
use serde::{Deserialize, Serialize};

/// Something the team added after the session was sealed, with its reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Amendment {
    /// The day it was added.
    pub on: Day,
    /// Why it was added.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The question it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The step it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// The points that were added.
    #[serde(default)]
    pub answers: Vec<String>,
    /// The digest of the record as it stood that day, where it was no longer as it had been sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saw: Option<String>,
    /// The digest that chains it to what stands before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub other: toml::Table,
}

impl Amendment {
    /// The id of the question or step that it belongs to, if to any.
    pub fn about(&self) -> Option<&str> {
        self.question.as_deref().or(self.step.as_deref())
    }
}

/// What a supervisor made of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SignOffOutcome {
    /// Read.
    #[serde(rename = "seen")]
    Seen,
    /// Read, and a question goes back to the team.
    #[serde(rename = "seen with a question")]
    SeenWithAQuestion,
    /// The supervisor wants to follow something up.
    #[serde(rename = "follow-up wanted")]
    FollowUpWanted,
}

impl SignOffOutcome {
    /// Every outcome, in the order in which it is offered.
    pub const ALL: [Self; 3] = [Self::Seen, Self::SeenWithAQuestion, Self::FollowUpWanted];

    /// The words that stand in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::SeenWithAQuestion => "seen with a question",
            Self::FollowUpWanted => "follow-up wanted",
        }
    }
}

/// A supervisor's dated remark on a sealed session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignOff {
    /// The supervisor's role.
    pub by: String,
    /// The day of the remark.
    pub on: Day,
    /// What the supervisor made of it.
    pub outcome: SignOffOutcome,
    /// The remark itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// The question the remark is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The digest of the record that was seen, where it was no longer as it had been sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saw: Option<String>,
    /// The digest that chains it to what stands before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub other: toml::Table,
}

impl SignOff {
    /// The question that it puts back to the team, if it does.
    pub fn question_back(&self) -> Option<&String> {
        let asks = self.outcome == SignOffOutcome::SeenWithAQuestion;
        self.remark.as_ref().filter(|_| asks)
    }
}

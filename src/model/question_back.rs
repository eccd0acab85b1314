//! A question that a supervisor put back to the team, with what the team answered in its next session.

use serde::{Deserialize, Serialize};

/// The name of the question back that a sign-off of a session asks, counted from 1.
pub fn item_of(session: &str, sign_off: usize) -> String {
    format!("{session}/sign-off-{sign_off}")
}

/// A question back, as it was asked, with the team's answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuestionBack {
    /// The id of the session that was signed off.
    pub session: String,
    /// Which of its sign-offs asked, from 1.
    pub sign_off: usize,
    /// The supervisor's role.
    pub by: String,
    /// The question, in the supervisor's words.
    pub asked: String,
    /// The id of the review question it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// The team's points, in the order they were made; none where it was left for another time.
    #[serde(default)]
    pub answers: Vec<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub other: toml::Table,
}

impl QuestionBack {
    /// The id by which a place of the walk names it.
    pub fn item(&self) -> String {
        item_of(&self.session, self.sign_off)
    }

    /// Whether two records are of the same question.
    pub fn is_same(&self, other: &Self) -> bool {
        self.session == other.session && self.sign_off == other.sign_off
    }

    /// What it is about, as it is said: "question 2". Bundled and imported reviews count their
    /// questions so; any other id is said as it is.
    pub fn about_spoken(&self) -> Option<String> {
        let id = self.about.as_deref()?;
        let number = id.strip_prefix('q').filter(|n| n.parse::<usize>().is_ok());
        Some(number.map_or_else(|| id.to_owned(), |number| format!("question {number}")))
    }
}

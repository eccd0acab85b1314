//! An action: something the team agreed to do, and what became of it.

use super::date::{Day, Moment};
use serde::{Deserialize, Serialize};

/// What became of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Status {
    /// Agreed and not yet finished.
    #[default]
    #[serde(rename = "open")]
    Open,
    /// Finished. Whether it made a difference is another question.
    #[serde(rename = "done")]
    Done,
    /// Something else has made it unnecessary.
    #[serde(rename = "overtaken")]
    Overtaken,
    /// It turned out that it could not be done.
    #[serde(rename = "not possible")]
    NotPossible,
}

impl Status {
    /// Every status, in the order in which it is offered at matters arising.
    pub const ALL: [Self; 4] = [Self::Done, Self::Open, Self::Overtaken, Self::NotPossible];

    /// What is said of it in a meeting.
    pub fn spoken(self) -> &'static str {
        match self {
            Self::Open => "still open",
            Self::Overtaken => "overtaken by something else",
            other => other.word(),
        }
    }

    /// The word that stands in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Overtaken => "overtaken",
            Self::NotPossible => "not possible",
        }
    }
}

/// Something agreed locally: what, owner, due, how we will know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Action {
    /// `A1`, `A2` …, unique within the session.
    pub id: String,
    /// The id of the question or step it came from; absent if it came from neither.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What will be done, in the team's words.
    pub what: String,
    /// A role, never a name; absent means that no owner has been agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The day by which it is to be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// How the team will know that it made a difference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub know: Option<String>,
    /// As it stood when the session was sealed; later updates stand beside it.
    #[serde(default)]
    pub status: Status,
    /// What was added later, oldest first; outside the seal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub updates: Vec<Update>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub other: toml::Table,
}

/// A dated remark on an action, appended and never edited.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Update {
    /// The day of the update.
    pub on: Day,
    /// When it was said, where that is known: it orders the words of one day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
    /// What the action's status became.
    pub status: Status,
    /// The role that owns it from then on, where another one was agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// The day by which it is to be done from then on, where another one was agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// What was said about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What was seen since of the difference it made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<String>,
    /// The day before which it is to be left alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_before: Option<Day>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub other: toml::Table,
}

impl Update {
    /// A word that says no more than what has become of an action.
    pub fn on(day: Day, status: Status) -> Self {
        Self {
            on: day,
            at: None,
            status,
            owner: None,
            due: None,
            note: None,
            seen: None,
            not_before: None,
            other: toml::Table::new(),
        }
    }
}

/// A text that says something. A person may have left a key without words in a file.
pub fn said(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.trim().is_empty())
}

impl Action {
    /// An open action with nothing but what will be done.
    pub fn agreed(id: String, from: Option<String>, what: String) -> Self {
        Self {
            id,
            from,
            what,
            owner: None,
            due: None,
            know: None,
            status: Status::Open,
            updates: Vec::new(),
            other: toml::Table::new(),
        }
    }
}

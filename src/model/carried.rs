//! An action from an earlier session, as a later one looked at it.

use super::action::{Status, said};
use super::date::Day;
use serde::{Deserialize, Serialize};

/// An action from an earlier session, looked at again in this one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Carried {
    /// `<session id>/<action id>`.
    pub action: String,
    /// The action as it stood.
    pub what: String,
    /// What the team said has become of it.
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

impl Carried {
    /// The owner that was agreed now, where one was.
    pub fn owner_now(&self) -> Option<&str> {
        said(self.owner.as_deref())
    }

    /// A word that says no more than what has become of an action, `<session id>/<action id>`.
    pub fn of(action: String, what: String, status: Status) -> Self {
        Self {
            action,
            what,
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

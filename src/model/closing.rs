//! How a session ended: what the team will do differently, and when it meets again.

use super::date::Day;
use serde::{Deserialize, Serialize};

/// The close of a session.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Closing {
    /// One line: what the team will do differently.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learning: Option<String>,
    /// The day of the next meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_meeting: Option<Day>,
    /// How many open actions of earlier sessions came up and were left for the next one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_looked_at: Option<u32>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub other: toml::Table,
}

//! What is asked of actions: which are listed, how, and what is said of one.

use super::words;
use crate::model::action::Status;
use crate::query::action_counts::By;
use crate::query::wanted::Missing;
use clap::{Subcommand, ValueEnum};
use std::path::{Path, PathBuf};

// What can be done with an action.
#[derive(Debug, Subcommand)]
pub enum ActionsVerb {
    /// Say what has become of an action; dated, and beside the words that were agreed
    Update(ActionUpdate),
}

// An action, and what is said of it. Where nothing is said here, it is asked for.
#[derive(Debug, clap::Args)]
pub struct ActionUpdate {
    /// The action, by its session and its number, such as last/A1
    pub action: Option<String>,
    /// What has become of it
    #[arg(long, value_enum)]
    pub status: Option<ActionStatus>,
    /// What there is to say about it
    #[arg(long)]
    pub note: Option<String>,
    /// What was seen of the difference it made
    #[arg(long)]
    pub seen: Option<String>,
    /// Who owns it from now on, as a role
    #[arg(long, value_name = "ROLE")]
    pub owner: Option<String>,
    /// By when it is to be done from now on
    #[arg(long, value_name = "DATE")]
    pub due: Option<String>,
    /// Leave it alone until this day
    #[arg(long, value_name = "DATE")]
    pub not_before: Option<String>,
}

// Which actions are listed, and how.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct ActionsWanted {
    /// Only those that are open
    #[arg(long)]
    pub open: bool,
    /// Only those that are open and whose day has passed
    #[arg(long)]
    pub overdue: bool,
    /// Only those with this status
    #[arg(long, value_enum)]
    pub status: Option<ActionStatus>,
    /// Only those of this team; may be given more than once
    #[arg(long, value_parser = words)]
    pub team: Vec<String>,
    /// Only those with this role, or a part of it, as their owner
    #[arg(long, value_name = "ROLE", value_parser = words)]
    pub owner: Option<String>,
    /// Only those from this review
    #[arg(long, value_parser = words)]
    pub review: Option<String>,
    /// Only those about this theme, such as "information sharing"
    #[arg(long, value_parser = words)]
    pub theme: Option<String>,
    /// Only those due before this day: 2026-12-01, next Friday
    #[arg(long, value_name = "DATE")]
    pub due_before: Option<String>,
    /// Only those in which this is missing; may be given more than once
    #[arg(long, value_enum, value_name = "WHAT")]
    pub without: Vec<MissingWanted>,
    /// Count them instead, by this; an action with several themes counts under each
    #[arg(long, value_enum, value_name = "WHAT")]
    pub by: Option<ActionsBy>,
    /// How the list is written; where it is left out, as the ending of --output says
    #[arg(long, value_enum)]
    pub format: Option<ActionsFormat>,
    /// Write it into a file instead
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write over a file that is there already
    #[arg(long, requires = "output")]
    pub force: bool,
}

/// By what actions are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ActionsBy {
    /// The team that agreed them
    Team,
    /// The role that owns them
    Owner,
    /// The review they came from
    Review,
    /// The themes of the questions they came from
    Theme,
}

impl From<ActionsBy> for By {
    fn from(by: ActionsBy) -> Self {
        match by {
            ActionsBy::Team => Self::Team,
            ActionsBy::Owner => Self::Owner,
            ActionsBy::Review => Self::Review,
            ActionsBy::Theme => Self::Theme,
        }
    }
}

/// What an action may not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MissingWanted {
    /// Its owner
    Owner,
    /// Its date
    Date,
    /// How the team will know
    Measure,
}

impl From<MissingWanted> for Missing {
    fn from(wanted: MissingWanted) -> Self {
        match wanted {
            MissingWanted::Owner => Self::Owner,
            MissingWanted::Date => Self::Date,
            MissingWanted::Measure => Self::Measure,
        }
    }
}

/// How a list of actions is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ActionsFormat {
    /// A table on a terminal, tab-separated in a pipe
    Table,
    /// For a spreadsheet or a database, with commas
    Csv,
    /// For Excel, with dates, a filter and a list of statuses
    Xlsx,
    /// For Outlook: the dates of open actions
    Ics,
    /// For other programs, with the field names of the files
    Json,
}

impl ActionsFormat {
    /// The format that the ending of a file's name asks for.
    pub fn of_ending(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_lowercase().as_str() {
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            "ics" => Some(Self::Ics),
            "json" => Some(Self::Json),
            "txt" | "tsv" => Some(Self::Table),
            _ => None,
        }
    }
}

/// What can have become of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ActionStatus {
    /// Agreed and not yet finished
    Open,
    /// Finished
    Done,
    /// Something else has made it unnecessary
    Overtaken,
    /// It could not be done
    NotPossible,
}

impl From<ActionStatus> for Status {
    fn from(status: ActionStatus) -> Self {
        match status {
            ActionStatus::Open => Self::Open,
            ActionStatus::Done => Self::Done,
            ActionStatus::Overtaken => Self::Overtaken,
            ActionStatus::NotPossible => Self::NotPossible,
        }
    }
}

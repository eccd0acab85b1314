//! What is asked of many sessions: which, and how they are listed.

use super::pages::AsPage;
use super::words;
use clap::ValueEnum;

// Which sessions are listed, and how.
#[derive(Debug, Clone, clap::Args)]
pub struct SessionsWanted {
    /// Only those of this team; may be given more than once
    #[arg(long, value_parser = words)]
    pub team: Vec<String>,
    /// Only those about this review
    #[arg(long, value_parser = words)]
    pub review: Option<String>,
    /// Only those held on this day or later: 2026-09-01, 1 September
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Only those in this state
    #[arg(long, value_enum)]
    pub status: Option<StatusWanted>,
    /// Only those that wait for this once they are sealed
    #[arg(long, value_enum, value_name = "WHAT")]
    pub waits_for: Option<WaitsForWanted>,
    /// How the list is written; tab-separated in a pipe
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

// What is looked for, and in which sessions.
#[derive(Debug, Clone, clap::Args)]
pub struct SearchWanted {
    /// The words
    #[arg(required = true)]
    pub words: Vec<String>,
    /// Take them as one pattern, a regular expression
    #[arg(long)]
    pub regex: bool,
    /// Only in sessions of this team; may be given more than once
    #[arg(long, value_parser = words)]
    pub team: Vec<String>,
    /// Only in sessions about this review
    #[arg(long, value_parser = words)]
    pub review: Option<String>,
    /// Only in sessions held on this day or later: 2026-09-01, 1 September
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// How what is found is written; tab-separated in a pipe
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

// Which review is compared, and how much of it.
#[derive(Debug, Clone, clap::Args)]
pub struct CompareWanted {
    /// The review, by its id or the start of it
    pub review: Option<String>,
    /// Only this question, by its number or its id: 3, q3
    #[arg(long, value_name = "QUESTION")]
    pub question: Option<String>,
    /// Only this team; may be given more than once
    #[arg(long, value_parser = words)]
    pub team: Vec<String>,
    /// Only sessions held on this day or later: 2026-09-01, 1 September
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// How it is written, and where it goes
    #[command(flatten)]
    pub page: AsPage,
}

// Which teams are listed, beside what, and how.
#[derive(Debug, Clone, clap::Args)]
pub struct CoverageWanted {
    /// Beside what the teams are set
    #[arg(long, value_enum, default_value_t = CoverageBy::Review)]
    pub by: CoverageBy,
    /// Only this review: its id, or the start of it
    #[arg(long, value_parser = words)]
    pub review: Option<String>,
    /// Only this team; may be given more than once
    #[arg(long, value_parser = words)]
    pub team: Vec<String>,
    /// Only meetings held on this day or later: 2026-09-01, 1 September
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// How the list is written; tab-separated in a pipe
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub format: ListFormat,
}

/// What the teams are set beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CoverageBy {
    /// The reviews
    Review,
    /// The themes of the questions that were discussed
    Theme,
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// A table on a terminal, tab-separated in a pipe
    Table,
    /// For other programs, with the field names of the files
    Json,
}

/// The states that a session can be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StatusWanted {
    /// Not finished
    InProgress,
    /// Finished, not sealed
    Complete,
    /// Finished and sealed
    Sealed,
}

/// What a session can wait for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WaitsForWanted {
    /// A supervisor's sign-off
    SignOff,
    /// The team's answer to a question back
    Answer,
    /// A supervisor's reading: the team has answered a question back
    Reading,
    /// A follow-up that a supervisor wants
    FollowUp,
}

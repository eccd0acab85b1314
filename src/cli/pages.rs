//! What is asked of a page: whose, how it is written, and where it goes; and what comes back from paper.

use clap::ValueEnum;
use std::path::{Path, PathBuf};

// A worksheet that was filled in.
#[derive(Debug, clap::Args)]
pub struct Record {
    /// The worksheet: .md or .txt as it was printed, or .toml
    pub file: PathBuf,
    /// The review, instead of the one that the worksheet names
    #[arg(long, value_name = "ID")]
    pub review: Option<String>,
    /// Show what is understood, and keep nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Keep it without asking
    #[arg(long, conflicts_with = "dry_run")]
    pub yes: bool,
}

/// How a page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// For a terminal or a plain file
    Text,
    /// For a page that understands Markdown
    Markdown,
    /// For a browser, for paper, and for pasting into Outlook or Word
    Html,
    /// For Word, on the organisation's letterhead where one is configured
    Docx,
    /// For other programs
    Json,
}

impl PageFormat {
    /// The format that the ending of a file's name says.
    pub fn of_ending(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "txt" => Some(Self::Text),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" => Some(Self::Html),
            "docx" => Some(Self::Docx),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

// How a page is written, and where it goes.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct AsPage {
    /// How it is written; where it is left out, as the ending of --output says, or as text
    #[arg(long, value_enum)]
    pub format: Option<PageFormat>,
    /// Write it into a file instead
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write over a file that is there already
    #[arg(long, requires = "output")]
    pub force: bool,
}

// To what a team is invited, and how that is written.
#[derive(Debug, clap::Args)]
pub struct InvitationWanted {
    /// The session after which the team meets again
    pub session: Option<String>,
    /// The review that will be walked
    #[arg(long)]
    pub review: Option<String>,
    /// Another day than the agreed one: 15 January, next Friday
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// How it is written, and where it goes
    #[command(flatten)]
    pub page: AsPage,
}

// Whose minutes, and how they are written.
#[derive(Debug, Default, clap::Args)]
pub struct MinutesWanted {
    /// The session
    pub session: Option<String>,
    /// Fill in a template of your own, which ends in .md, .html or .txt [default: that of the configuration]
    #[arg(long, value_name = "FILE", conflicts_with = "format")]
    pub template: Option<PathBuf>,
    /// How they are written, and where they go
    #[command(flatten)]
    pub page: AsPage,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For a browser and for paper, with charts
    Html,
    /// For a page that understands Markdown
    Markdown,
    /// For a terminal or a plain file
    Text,
    /// For other programs
    Json,
}

/// How one thing is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReadFormat {
    /// For reading
    Text,
    /// For other programs, with the field names of the file
    Json,
}

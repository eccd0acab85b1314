//! What is asked of reviews, and of a published briefing.

use super::lists::ListFormat;
use super::pages::{AsPage, ReadFormat};
use clap::Subcommand;
use std::path::PathBuf;

// What can be done with reviews.
#[derive(Debug, Subcommand)]
pub enum ReviewsVerb {
    /// List them
    List {
        /// How the list is written; tab-separated in a pipe
        #[arg(long, value_enum, default_value_t = ListFormat::Table)]
        format: ListFormat,
    },
    /// Read one in full
    Show {
        /// The review, by its id or the start of it
        id: String,
        /// As text or JSON the review itself; else a worksheet to send before the meeting
        #[command(flatten)]
        page: AsPage,
        /// The whole meeting as a script to read aloud, away from the keyboard
        #[arg(long)]
        script: bool,
    },
    /// Turn a published briefing into a review, word for word
    Import(Import),
    /// Say what is wrong with a review file; exit status 3 where something is
    Check {
        /// The file
        file: PathBuf,
    },
}

// A published briefing, and what is to be made of it.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// The document: .txt, .md, .html, .docx or .pdf
    pub file: PathBuf,
    /// Show what is found, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Write without asking
    #[arg(long, conflicts_with = "dry_run")]
    pub yes: bool,
    /// Put it in the place of a review that has this id already
    #[arg(long)]
    pub replace: bool,
    /// The id to give it, instead of one made from its title
    #[arg(long)]
    pub id: Option<String>,
    /// The title, instead of the one that is found
    #[arg(long)]
    pub title: Option<String>,
    /// The publisher, instead of the one that is found
    #[arg(long)]
    pub publisher: Option<String>,
    /// Which case, where the document holds several
    #[arg(long, value_name = "NAME")]
    pub case: Option<String>,
    /// How what was found is shown
    #[arg(long, value_enum, default_value_t = ReadFormat::Text)]
    pub format: ReadFormat,
}

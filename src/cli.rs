//! The whole command line at a glance.

use crate::model::action::Status;
use crate::query::wanted::Missing;
use clap::{Parser, Subcommand, ValueEnum};
use std::path::{Path, PathBuf};

/// Options that every command takes stand apart from its own.
const GENERAL: &str = "General options";

/// Walks a team through a safeguarding practice review, and keeps what it said and agreed.
///
/// Start with: reflect start
#[derive(Debug, Parser)]
#[command(name = "reflect", version, max_term_width = 100)]
#[command(after_help = "\
Examples:
  reflect start child-ac       hold a meeting about Child AC
  reflect resume               carry on with the meeting that was paused
  reflect minutes last         the minutes of the newest meeting

A session is named by its id, by the start of its id, by `last`, or by its file.")]
pub struct Cli {
    /// The folder of sessions [default: $REFLECT_SESSIONS, the configuration, ./sessions, your data folder]
    #[arg(long, global = true, value_name = "DIR", help_heading = GENERAL)]
    pub sessions: Option<PathBuf>,

    /// The folder of your own reviews, in addition to the bundled ones [default: $REFLECT_REVIEWS, the configuration, ./reviews, your data folder]
    #[arg(long, global = true, value_name = "DIR", help_heading = GENERAL)]
    pub reviews: Option<PathBuf>,

    /// Typed and linear: no colour, no arrow keys, nothing redrawn [also: REFLECT_PLAIN=1]
    #[arg(long, global = true, help_heading = GENERAL)]
    pub plain: bool,

    /// What to do; in a terminal, a short menu where nothing is named.
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// What a list is narrowed by. Nothing at all, as an unset variable of a script gives, would fit everything.
fn words(typed: &str) -> Result<String, &'static str> {
    if typed.trim().is_empty() {
        return Err("nothing is named; leave the option out for all of them");
    }
    Ok(typed.to_owned())
}

// What stands over the options of a verb below is a plain comment: clap would show a doc comment in the place of
// what the verb itself says.

/// What can be done. The options of a verb are built only where it is named: to build them all is a sixth of a start.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Verb {
    /// Hold a meeting about a review
    Start {
        /// The review, by its id or the start of it
        review: Option<String>,
        /// The same walk, and nothing is written
        #[arg(long)]
        rehearse: bool,
    },
    /// Carry on with a meeting that was paused
    Resume {
        /// The session
        session: Option<String>,
    },
    /// Keep a meeting that was held on paper: the worksheet, filled in, becomes a session
    ///
    /// What was understood is shown first, and nothing is kept before that is agreed to. An empty worksheet
    /// comes from: reflect reviews show child-ac --format markdown
    Record(Record),
    /// Add to a sealed session: dated, with a reason, beside what was sealed
    ///
    /// The points are asked for, one a line, and can come from a pipe.
    Amend {
        /// The session
        session: Option<String>,
        /// Why it is added [default: asked for]
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        /// The question it belongs to: 2 or q2 [default: asked for]
        #[arg(long, value_name = "N", conflicts_with = "step")]
        question: Option<String>,
        /// The step it belongs to: 1 or s1
        #[arg(long, value_name = "N")]
        step: Option<String>,
    },
    /// Print the minutes of a session
    #[command(visible_alias = "summary")]
    Minutes(MinutesWanted),
    /// Print an invitation to a team's next meeting, with its agenda
    ///
    /// The day is the one that was agreed at the close of the session.
    Invitation(InvitationWanted),
    /// List saved sessions, newest first, with what they wait for
    Sessions {
        /// Which of them, and how the list is written
        #[command(flatten)]
        wanted: SessionsWanted,
    },
    /// List the actions of every session, oldest first, with what became of them
    #[command(args_conflicts_with_subcommands = true)]
    Actions {
        /// What to do with one of them
        #[command(subcommand)]
        verb: Option<ActionsVerb>,
        /// Which of them, and how the list is written
        #[command(flatten)]
        wanted: ActionsWanted,
    },
    /// Find words in answers, actions and remarks, newest first
    ///
    /// A word is found at the beginning of words, whatever its case: audit finds Audits. Several words
    /// are found where all of them stand in the same text; "case summaries", in quotes, is a phrase.
    Search {
        /// What is looked for, and where
        #[command(flatten)]
        wanted: SearchWanted,
    },
    /// Put what every team said about a review beside each other, question by question
    Compare {
        /// Which of it, and how it is written
        #[command(flatten)]
        wanted: CompareWanted,
    },
    /// Say which team has held which review, and how many questions it left
    Coverage {
        /// Which of it, and how it is written
        #[command(flatten)]
        wanted: CoverageWanted,
    },
    /// Write the evidence of a period: how much, how well, what difference
    Report {
        /// The first day of the period: 2026-04-01, 1 April [default: a year before its last day]
        #[arg(long, value_name = "DATE")]
        since: Option<String>,
        /// The last day of the period [default: today]
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
        /// Only this team; can be given more than once
        #[arg(long = "team", value_name = "TEAM", value_parser = words)]
        teams: Vec<String>,
        /// How it is written [default: what the file's name says, else text]
        #[arg(long, value_enum)]
        format: Option<ReportFormat>,
        /// Write it into a file instead: report.html opens in a browser and prints well
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Write over a file that is there already
        #[arg(long, requires = "output")]
        force: bool,
    },
    /// Read one session in full
    Show {
        /// The session
        session: Option<String>,
        /// How it is written
        #[arg(long, value_enum, default_value_t = ReadFormat::Text)]
        format: ReadFormat,
    },
    /// Sign off a sealed session: a supervisor's dated remark, or a question back to the team
    ///
    /// What is not given is asked for, and can come from a pipe. A question back stands at the opening of
    /// the team's next meeting, which answers it.
    SignOff {
        /// The session
        session: Option<String>,
        /// The role you sign as, never a name
        #[arg(long, value_name = "ROLE")]
        by: Option<String>,
        /// What you made of it
        #[arg(long, value_enum)]
        outcome: Option<SignOffWanted>,
        /// The remark, or the question back
        #[arg(long, value_name = "TEXT")]
        remark: Option<String>,
        /// The question it is about: 2 or q2
        #[arg(long, value_name = "N")]
        question: Option<String>,
    },
    /// Say which sealed sessions have changed since; exit status 3 where something is found
    Verify {
        /// The session; all of them where none is named
        session: Option<String>,
        /// How the list is written; tab-separated in a pipe
        #[arg(long, value_enum, default_value_t = ListFormat::Table)]
        format: ListFormat,
    },
    /// Try the sessions folder, and say what can be promised there; exit status 3 where something cannot
    ///
    /// The files it tries with are taken away again. It also says what lies about, and where things are kept.
    Doctor {
        /// How it is written; tab-separated in a pipe
        #[arg(long, value_enum, default_value_t = ListFormat::Table)]
        format: ListFormat,
    },
    /// List the reviews, or show one
    Reviews {
        /// What to do with them
        #[command(subcommand)]
        verb: Option<ReviewsVerb>,
        /// How the list is written; tab-separated in a pipe
        #[arg(long, value_enum, default_value_t = ListFormat::Table)]
        format: ListFormat,
    },
    /// Write the completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual page
    Man,
}

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

// Which sessions are listed, and how.
#[derive(Debug, Clone, clap::Args)]
pub struct SessionsWanted {
    /// Only those of this team
    #[arg(long, value_parser = words)]
    pub team: Option<String>,
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
    /// Only those of this team
    #[arg(long, value_parser = words)]
    pub team: Option<String>,
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

// What is looked for, and in which sessions.
#[derive(Debug, Clone, clap::Args)]
pub struct SearchWanted {
    /// The words
    #[arg(required = true)]
    pub words: Vec<String>,
    /// Take them as one pattern, a regular expression
    #[arg(long)]
    pub regex: bool,
    /// Only in sessions of this team
    #[arg(long, value_parser = words)]
    pub team: Option<String>,
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
}

/// What a supervisor makes of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SignOffWanted {
    /// Read
    Seen,
    /// Read, and the remark is a question to the team
    SeenWithAQuestion,
    /// Read, and something is to be followed up
    FollowUpWanted,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn what_a_verb_says_of_itself_stands_once_its_options_are_built() {
        let mut whole = Cli::command();
        whole.build();
        for verb in Cli::command().get_subcommands() {
            let built = whole.find_subcommand(verb.get_name()).expect("the verb");
            let said = |verb: &clap::Command| {
                let of = |text: Option<&clap::builder::StyledStr>| text.map(ToString::to_string);
                (of(verb.get_about()), of(verb.get_long_about()))
            };
            assert_eq!(said(built), said(verb), "{}", verb.get_name());
        }
    }
}

//! The whole command line at a glance.

mod actions;
mod lists;
mod pages;
mod reviews;

pub use actions::{
    ActionStatus, ActionUpdate, ActionsFormat, ActionsVerb, ActionsWanted, MissingWanted,
};
pub use lists::{
    CompareWanted, CoverageBy, CoverageWanted, ListFormat, SearchWanted, SessionsWanted,
    StatusWanted, WaitsForWanted,
};
pub use pages::{
    AsPage, InvitationWanted, MinutesWanted, PageFormat, ReadFormat, Record, ReportFormat,
};
pub use reviews::{Import, ReviewsVerb};

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

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

//! One verb, one file: open, do, save or print.

mod actions;
mod actions_update;
mod amend;
mod beside;
mod choosing;
mod clock;
mod compare;
mod completions;
mod coverage;
pub mod crash;
mod details;
mod doctor;
mod due_dates;
mod front_door;
mod import;
mod invitation;
mod man;
mod meet;
mod minutes;
pub mod out;
mod paper;
#[cfg(windows)]
pub mod read_document;
mod record;
mod report;
mod resume;
mod reviews;
mod search;
mod sessions;
mod show;
mod sign_off;
mod start;
mod talk;
mod unknown;
mod verify;

use crate::cli::{ActionsVerb, Cli, Verb};
use crate::meeting::Clock;
use crate::model::date::Day;
use crate::model::date_phrase::{Edge, full_date, parse_date_phrase, parse_day_gone_by};
use crate::render::table::Layout;
use crate::store::find::find;
use crate::store::folder::Found;
use crate::store::keeper::Whereabouts;
use crate::store::places::Places;
use crate::store::recovery::{Aside, Recovery};
use crate::trouble::Trouble;
use clock::SystemClock;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// What every verb works with: the folders, the day, and what kind of place the output is.
pub struct Context {
    places: Places,
    clock: SystemClock,
    /// Whether prompts may redraw, colour and listen to single keys.
    rich: bool,
    /// Whether everything is to be typed and linear.
    plain: bool,
    /// How this program was called, and with which folder, so that a hint can be typed as it stands.
    called: (String, Option<PathBuf>),
}

/// Does what was asked for and gives the exit status.
///
/// # Errors
/// Whatever stands in the way, in a sentence.
pub fn run(cli: Cli) -> Result<u8, Trouble> {
    crate::store::size_limit::survive();
    // These need no folder, no day and no terminal.
    let verb = match cli.verb {
        Some(Verb::Completions { shell }) => return completions::run(shell),
        Some(Verb::Man) => return man::run(),
        verb => verb,
    };
    let called = (program(), cli.sessions.clone());
    let places = Places::find(cli.sessions, cli.reviews)?;
    let asked_for_plain =
        cli.plain || places.plain || std::env::var("REFLECT_PLAIN").is_ok_and(|v| v == "1");
    let context = Context {
        rich: !asked_for_plain && out::is_capable_terminal(),
        plain: asked_for_plain,
        clock: SystemClock::from_environment()?,
        places,
        called,
    };
    match verb {
        None => front_door::run(&context),
        Some(verb) => {
            if reads_sessions(&verb) {
                context.folder_is_there()?;
            }
            run_verb(&context, verb)
        }
    }
}

/// Whether a verb only reads what is saved, so that a folder that is not there is a mistake.
fn reads_sessions(verb: &Verb) -> bool {
    !matches!(
        verb,
        Verb::Start { .. }
            | Verb::Resume { .. }
            | Verb::Record(_)
            | Verb::Reviews { .. }
            | Verb::Completions { .. }
            | Verb::Man
    )
}

fn run_verb(context: &Context, verb: Verb) -> Result<u8, Trouble> {
    match verb {
        Verb::Start { review, rehearse } => start::run(context, review.as_deref(), rehearse),
        Verb::Resume { session } => resume::run(context, session.as_deref()),
        Verb::Record(asked) => record::run(context, &asked),
        Verb::Amend {
            session,
            reason,
            question,
            step,
        } => amend::run(
            context,
            session.as_deref(),
            reason,
            question.as_deref(),
            step.as_deref(),
        ),
        Verb::SignOff {
            session,
            by,
            outcome,
            remark,
            question,
        } => sign_off::run(
            context,
            session.as_deref(),
            by,
            outcome,
            remark,
            question.as_deref(),
        ),
        Verb::Verify { session, format } => verify::run(context, session.as_deref(), format),
        Verb::Doctor { format } => doctor::run(context, format),
        Verb::Minutes(wanted) => minutes::run(context, &wanted),
        Verb::Invitation(wanted) => invitation::run(context, &wanted),
        Verb::Sessions { wanted } => sessions::run(context, wanted),
        Verb::Actions { verb, wanted } => match verb {
            Some(ActionsVerb::Update(asked)) => actions_update::run(context, asked),
            None => actions::run(context, wanted),
        },
        Verb::Search { wanted } => search::run(context, wanted),
        Verb::Compare { wanted } => compare::run(context, wanted),
        Verb::Coverage { wanted } => coverage::run(context, wanted),
        Verb::Report {
            since,
            until,
            teams,
            format,
            output,
            force,
        } => {
            let period = (since.as_deref(), until.as_deref());
            report::run(context, period, teams, format, output.as_deref(), force)
        }
        Verb::Show { session, format } => show::run(context, session.as_deref(), format),
        Verb::Reviews { verb, format } => reviews::run(context, verb, format),
        Verb::Completions { shell } => completions::run(shell),
        Verb::Man => man::run(),
    }
}

/// The name by which the program can be called again from here.
fn program() -> String {
    let called = std::env::args_os().next().map(PathBuf::from);
    let from_here = |path: &PathBuf| !path.has_root() && path.components().count() > 1;
    match called.filter(from_here) {
        Some(path) => path.display().to_string(),
        None => "reflect".into(),
    }
}

impl Context {
    /// A verb as it can be typed to reach the same folder again.
    fn command(&self, verb: &str) -> String {
        let (program, sessions) = &self.called;
        match sessions {
            Some(folder) => {
                let folder = folder.display().to_string();
                // A folder such as "OneDrive - Council" is one word to a shell only in quotes.
                let quotes = if folder.contains(char::is_whitespace) {
                    "\""
                } else {
                    ""
                };
                format!("{program} {verb} --sessions {quotes}{folder}{quotes}")
            }
            None => format!("{program} {verb}"),
        }
    }

    /// How a session is named: by its file, where its id would be looked for in another folder.
    fn named(&self, id: &str, file: &Path) -> String {
        if is_in(file, &self.places.sessions) {
            id.to_owned()
        } else {
            format!("\"{}\"", file.display())
        }
    }

    /// How a session is carried on with: by its file, where a plain resume would look in another folder.
    fn resume(&self, kept: &Whereabouts) -> String {
        resume_of(&self.command("resume"), &self.places.sessions, kept)
    }

    /// Refuses a named sessions folder that is not there: an empty answer would look like good news.
    /// The user's own folder is made with the first session.
    fn folder_is_there(&self) -> Result<(), Trouble> {
        let folder = &self.places.sessions;
        if *folder == self.places.own_sessions || folder.exists() {
            return Ok(());
        }
        Err(Trouble::refused(format!(
            "The sessions folder {} is not there.",
            folder.display()
        ))
        .hint("Name another with --sessions DIR. reflect start makes it with the first session."))
    }

    /// The session that a name means; what may have hidden the one that was meant is said.
    fn find(&self, name: &str) -> Result<Found, Trouble> {
        let sought = find(&self.places.sessions, name, Day(self.clock.today()))?;
        out::warn_each(&sought.troubles);
        self.warn_of_what_is_aside(Some(&sought.found));
        Ok(sought.found)
    }

    /// Where a session goes while its folder cannot be written.
    fn recovery(&self) -> Recovery {
        Recovery::in_folder(self.places.recovery.clone())
    }

    /// Says that there is more of a session than its file holds, or of which sessions of this folder there is:
    /// whoever reads on would miss it.
    fn warn_of_what_is_aside(&self, of: Option<&Found>) {
        let asides = self.recovery().asides();
        let is_more = |aside: &&Aside| match of {
            None => is_in(&aside.belongs, &self.places.sessions),
            Some(found) => {
                let file = std::path::absolute(&found.path);
                file.is_ok_and(|file| file == aside.belongs) && found.session != aside.session
            }
        };
        for aside in asides.iter().filter(is_more) {
            out::warn(&format!(
                "More of {} is kept aside in {}, since its folder could not be written. {} puts it into the folder once that can be written.",
                aside.session.id,
                aside.path.display(),
                self.command("resume")
            ));
        }
    }

    /// The day that was typed on the command line.
    fn day(&self, typed: &str) -> Result<Day, Trouble> {
        parse_date_phrase(typed, self.clock.today())
            .map(Day)
            .map_err(|error| Trouble::usage(error.to_string()))
    }

    /// The day that was typed, looking back; what was understood is answered, if it can be doubted.
    fn day_gone_by(&self, typed: Option<&str>, edge: Edge) -> Result<Option<Day>, Trouble> {
        let Some(typed) = typed else { return Ok(None) };
        let day = parse_day_gone_by(typed, self.clock.today(), edge)
            .map_err(|error| Trouble::usage(error.to_string()))?;
        let word = match edge {
            Edge::First => "From",
            Edge::Last => "Until",
        };
        answer_back(word, typed, Day(day));
        Ok(Some(Day(day)))
    }

    /// The day before which something is due, answered in the same way.
    fn day_before(&self, typed: &str) -> Result<Day, Trouble> {
        let day = self.day(typed)?;
        answer_back("Due before", typed, day);
        Ok(day)
    }

    /// How a page or a list is laid out on this output.
    fn page_layout(&self) -> Layout {
        if self.plain {
            Layout::Facts(out::columns())
        } else {
            Layout::Table(out::columns().unwrap_or(out::USUAL_COLUMNS))
        }
    }

    /// How a list is laid out: tab-separated in a pipe.
    fn list_layout(&self) -> Layout {
        if std::io::stdout().is_terminal() {
            self.page_layout()
        } else {
            Layout::Tabs
        }
    }
}

/// The command that carries on with a session, where `resume` alone looks in this folder.
fn resume_of(resume: &str, folder: &Path, kept: &Whereabouts) -> String {
    match kept {
        Whereabouts::InFolder(file) if !is_in(file, folder) => {
            format!("{resume} \"{}\"", file.display())
        }
        _ => resume.to_owned(),
    }
}

fn is_in(file: &Path, folder: &Path) -> bool {
    let absolute = |path: &Path| std::path::absolute(path).ok();
    file.parent().and_then(absolute) == absolute(folder)
}

/// Says which day was understood, where it was not typed as files have it.
fn answer_back(word: &str, typed: &str, day: Day) {
    if typed.trim() != day.to_string() {
        out::warn(&format!("{word} {}.", full_date(day.0)));
    }
}

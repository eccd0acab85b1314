//! `reflect actions`: what was agreed in every saved session, and what became of it.

use super::details::warn_before_passing_on;
use super::unknown::Names;
use super::{Context, out};
use crate::cli::{ActionsFormat, ActionsWanted};
use crate::meeting::Clock;
use crate::model::action::Status;
use crate::model::date::{Day, Moment};
use crate::model::meeting::is_wanted;
use crate::query::action_counts::{ActionCount, By, action_counts};
use crate::query::actions::lost::{Lost, lost};
use crate::query::actions::{TeamAction, Told};
use crate::query::doubts::{Doubts, from_the_future};
use crate::query::wanted::{Missing, WantedActions};
use crate::render::action_counts::action_counts as count_list;
use crate::render::actions::{ListedAction, actions as list, pieces};
use crate::render::csv::csv;
use crate::render::ics::ics;
use crate::render::json::json_list;
use crate::render::table::Layout;
use crate::render::wrap::counted;
use crate::render::xlsx::xlsx;
use crate::store::commitments;
use crate::store::export::export;
use crate::store::folder;
use crate::store::reviews::shelf;
use crate::trouble::Trouble;
use std::io::{IsTerminal, stdout};
use std::path::PathBuf;

/// As many actions are told at a time where a list is printed piece by piece.
const PIECE: usize = 128;

pub fn run(context: &Context, asked: ActionsWanted) -> Result<u8, Trouble> {
    let today = Day(context.clock.today());
    let into = Into {
        format: asked.format,
        output: asked.output.clone(),
        force: asked.force,
    };
    let by = asked.by.map(By::from);
    let wanted = wanted(context, asked)?;
    let only_open = wanted.open || wanted.overdue || wanted.status == Some(Status::Open);
    let reading = if only_open {
        commitments::that_may_be_open(&context.places.sessions, today)?
    } else {
        commitments::all(&context.places.sessions)?
    };
    out::warn_of_files(&reading);
    let rows = reading.rows;
    let later = rows.iter().filter(|row| row.date() > today);
    let later = later.filter(|row| is_wanted(&wanted.teams, row.commitments().team));
    let later = from_the_future(later.map(|row| (row.session(), row.date())), today);
    let is_empty = rows.is_empty();
    // Only a theme asks what the reviews say.
    let asks_themes = wanted.theme.is_some() || by == Some(By::Theme);
    let shelf = asks_themes.then(|| shelf(&context.places.reviews));
    let reviews = shelf.iter().flat_map(|shelf| &shelf.reviews);
    let reviews: Vec<_> = reviews.map(|shelved| &shelved.review).collect();
    let told = Told::on(rows.as_slice(), today);
    let mut doubts = Doubts::default();
    let listed = told.rows(|action| {
        let is_wanted = wanted.includes(action, &reviews, today);
        if is_wanted {
            doubts.take(action);
        }
        is_wanted
    });
    out::warn_of_the_future_left_out(&later);
    if wanted.status.is_none_or(|status| status == Status::Open) {
        let mut lost = lost(&rows, today);
        lost.retain(|lost| is_wanted(&wanted.teams, lost.team));
        warn_of_lost(&lost);
    }
    warn_of_doubts(doubts.in_order(), &wanted.without);
    if listed.is_empty() {
        let names = Names {
            teams: &wanted.teams,
            review: wanted.review.as_deref(),
            theme: wanted.theme.as_deref(),
            owner: wanted.owner.as_deref(),
        };
        if let Some(unknown) = context.unknown(names) {
            return Err(unknown);
        }
        let nothing = if is_empty {
            folder::none_saved(&context.places.sessions)
        } else if wanted == WantedActions::default() {
            Trouble::refused("No action has been agreed in these sessions.")
        } else {
            Trouble::refused("No action fits what was asked for.")
                .hint("reflect actions alone lists them all.")
        };
        out::warn(&nothing.to_string());
    }
    let format = into.format()?;
    if let Some(by) = by {
        let counts = action_counts(&told.at(&listed), by, &reviews, today);
        return into.write_counts(context, format, &counts, by);
    }
    if format == ActionsFormat::Table
        && into.output.is_none()
        && context.list_layout() == Layout::Tabs
    {
        if listed.is_empty() {
            return Ok(0);
        }
        let rows = listed.chunks(PIECE).map(|piece| told.at(piece));
        out::print_each(pieces(rows, today))?;
        return Ok(0);
    }
    let actions = told.at(&listed);
    warn_before_passing_on(context, into.output.as_deref(), || words(&actions));
    into.write(context, format, &actions, today)?;
    Ok(0)
}

/// What cannot be listed, since only a later meeting speaks of it.
fn warn_of_lost(lost: &[Lost]) {
    const SHOWN: usize = 3;
    let Some(first) = lost.first() else { return };
    let mut names: Vec<&str> = lost.iter().map(|lost| lost.action).take(SHOWN).collect();
    let more = lost.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| format!("{more} more"));
    names.extend(more.as_deref());
    let trouble = Trouble::refused(format!(
        "Not listed: {} that a later meeting left open, and that no session here agreed: {}.",
        counted(lost.len(), "action"),
        names.join(", ")
    ))
    .hint(format!(
        "What was agreed may stand in another folder, in a file that cannot be read, or under another name. The later meeting has the words of {}: reflect show {}.",
        first.action, first.said_in
    ));
    out::warn(&trouble.to_string());
}

/// What was said of actions.
fn words<'a>(actions: &[TeamAction<'a>]) -> impl Iterator<Item = &'a str> {
    actions.iter().flat_map(|action| {
        let others = [action.owner, action.know, action.note, action.seen];
        let others = others.into_iter().flatten();
        std::iter::once(action.what).chain(others)
    })
}

/// Where a list goes, and how it is written.
struct Into {
    format: Option<ActionsFormat>,
    output: Option<PathBuf>,
    force: bool,
}

impl Into {
    /// How it is written: as was asked for, or else as the name of the file says.
    fn format(&self) -> Result<ActionsFormat, Trouble> {
        let of_ending = |path: &PathBuf| {
            ActionsFormat::of_ending(path).ok_or_else(|| {
                Trouble::usage(format!(
                    "What kind of file {} is to be is not known.",
                    path.display()
                ))
                .hint("End its name with .csv, .xlsx, .ics, .json or .txt, or add --format.")
            })
        };
        match (self.format, &self.output) {
            (Some(format), _) => Ok(format),
            (None, Some(path)) => of_ending(path),
            (None, None) => Ok(ActionsFormat::Table),
        }
    }

    fn write(
        self,
        context: &Context,
        format: ActionsFormat,
        actions: &[TeamAction],
        today: Day,
    ) -> Result<(), Trouble> {
        let layout = match self.output {
            Some(_) => Layout::Tabs,
            None => context.list_layout(),
        };
        let bytes = match format {
            ActionsFormat::Table if actions.is_empty() && self.output.is_none() => return Ok(()),
            ActionsFormat::Table => list(actions, today, layout).into_bytes(),
            ActionsFormat::Csv => csv(actions, today).into_bytes(),
            ActionsFormat::Xlsx => xlsx(actions, today).map_err(not_written)?,
            ActionsFormat::Ics => calendar(context, actions, today)?.into_bytes(),
            ActionsFormat::Json => {
                let listed = actions.iter().map(|action| ListedAction::on(action, today));
                json_list(&listed.collect::<Vec<_>>())
                    .map_err(Trouble::refused)?
                    .into_bytes()
            }
        };
        self.put(format, &bytes)
    }

    fn write_counts(
        self,
        context: &Context,
        format: ActionsFormat,
        counts: &[ActionCount],
        by: By,
    ) -> Result<u8, Trouble> {
        let layout = match self.output {
            Some(_) => Layout::Tabs,
            None => context.list_layout(),
        };
        let names = counts.iter().filter_map(|count| count.name.as_deref());
        warn_before_passing_on(context, self.output.as_deref(), || names);
        let page = match format {
            ActionsFormat::Table if counts.is_empty() && self.output.is_none() => return Ok(0),
            ActionsFormat::Table => count_list(counts, by, layout),
            ActionsFormat::Json => json_list(counts).map_err(Trouble::refused)?,
            ActionsFormat::Csv | ActionsFormat::Xlsx | ActionsFormat::Ics => {
                return Err(Trouble::usage("Counts are written as a table or as JSON.")
                    .hint("Leave --by out for a list of the actions themselves."));
            }
        };
        self.put(format, page.as_bytes())?;
        Ok(0)
    }

    fn put(self, format: ActionsFormat, bytes: &[u8]) -> Result<(), Trouble> {
        match self.output {
            Some(path) => {
                export(&path, bytes, self.force)?;
                out::warn(&format!("The list is in {}.", path.display()));
                Ok(())
            }
            None if format == ActionsFormat::Xlsx && stdout().is_terminal() => {
                Err(Trouble::usage("A workbook cannot be shown on a terminal.")
                    .hint("Name a file for it, such as --output actions.xlsx."))
            }
            None => out::print_bytes(bytes),
        }
    }
}

/// The dates of the open actions; how many have none is said.
fn calendar(context: &Context, actions: &[TeamAction], today: Day) -> Result<String, Trouble> {
    let midnight = || today.0.and_time(chrono::NaiveTime::MIN).and_utc();
    let stamp = Moment::to_the_second(context.clock.now().unwrap_or_else(midnight));
    let diary = ics(actions, stamp).map_err(not_written)?;
    if diary.undated > 0 {
        out::warn(&format!(
            "Left out, since no date is agreed: {}.",
            counted(diary.undated, "open action")
        ));
    }
    Ok(diary.text)
}

fn not_written(why: String) -> Trouble {
    Trouble::refused(format!("Nothing was written: {why}."))
}

fn wanted(context: &Context, asked: ActionsWanted) -> Result<WantedActions, Trouble> {
    let due_before = asked
        .due_before
        .map(|typed| context.day_before(&typed))
        .transpose()?;
    // What is no longer on the shelf can still be asked for by its whole name.
    let review = asked.review.map(|name| {
        let shelf = shelf(&context.places.reviews);
        shelf.find(&name).map_or(name, |review| review.id.clone())
    });
    Ok(WantedActions {
        open: asked.open,
        overdue: asked.overdue,
        status: asked.status.map(Status::from),
        teams: asked.team,
        owner: asked.owner,
        review,
        theme: asked.theme.map(|theme| theme.trim().to_lowercase()),
        due_before,
        without: asked.without.into_iter().map(Missing::from).collect(),
    })
}

/// Says what is missing or cannot be, but for what was asked for.
fn warn_of_doubts(doubts: Doubts, asked_for: &[Missing]) {
    let missing = [
        (Missing::Owner, "an owner", "owner", doubts.without_owner),
        (Missing::Date, "a date", "date", doubts.without_date),
    ];
    let missing = missing.into_iter();
    for (_, what, option, references) in missing.filter(|(kind, ..)| !asked_for.contains(kind)) {
        if let Some(names) = out::some_of(&references) {
            out::warn(&format!("Without {what}: {names}."));
            if references.len() > out::SHOWN {
                out::warn(&format!(
                    "reflect actions --open --without {option} lists all of them."
                ));
            }
        }
    }
    for (what, references) in [
        (
            "Spoken of before they were agreed",
            doubts.spoken_of_too_early,
        ),
        (
            "With an update that is dated after today, and not counted",
            doubts.with_word_to_come,
        ),
    ] {
        if let Some(names) = out::some_of(&references) {
            out::warn(&format!("{what}, so one of two clocks is wrong: {names}."));
        }
    }
}

//! `reflect actions`: what was agreed in every saved session, and what became of it.

use super::{Context, out};
use crate::cli::{ActionsFormat, ActionsWanted};
use crate::meeting::Clock;
use crate::model::action::Status;
use crate::model::commitments::{Commitments, commitments};
use crate::model::date::Day;
use crate::query::actions::{TeamAction, actions};
use crate::query::doubts::{about_actions, from_the_future};
use crate::query::wanted::WantedActions;
use crate::render::actions::{ListedAction, actions as list};
use crate::render::json::json_list;
use crate::store::folder;
use crate::store::reading::{Reading, read_each};
use crate::store::reviews::shelf;
use crate::trouble::Trouble;

pub fn run(context: &Context, asked: ActionsWanted) -> Result<u8, Trouble> {
    let today = Day(context.clock.today());
    let (format, wanted) = (asked.format, wanted(context, asked)?);
    let Reading { rows, troubles, .. } = read(context)?;
    out::warn_each(&troubles);
    let later = from_the_future(&rows, today);
    let nothing = if rows.is_empty() {
        folder::none_saved(&context.places.sessions)
    } else {
        Trouble::refused("No action fits what was asked for.")
            .hint("reflect actions alone lists them all.")
    };
    // Only a theme asks what the reviews say.
    let shelf = wanted
        .theme
        .as_ref()
        .map(|_| shelf(&context.places.reviews));
    let reviews = shelf.iter().flat_map(|shelf| &shelf.reviews);
    let reviews: Vec<_> = reviews.map(|shelved| &shelved.review).collect();
    let mut actions: Vec<TeamAction> = actions(rows);
    actions.retain(|action| wanted.includes(action, &reviews, today));
    warn_of_the_future(&later);
    warn_of_doubts(&actions);
    match format {
        ActionsFormat::Json => {
            let listed = actions.iter().map(|action| ListedAction::on(action, today));
            out::print(&json_list(&listed.collect::<Vec<_>>()).map_err(Trouble::refused)?)?;
        }
        ActionsFormat::Table if actions.is_empty() => out::warn(&nothing.to_string()),
        ActionsFormat::Table => out::print(&list(&actions, today, context.list_layout()))?,
    }
    Ok(0)
}

/// What every saved session says about actions.
pub fn read(context: &Context) -> Result<Reading<Commitments>, Trouble> {
    read_each(&context.places.sessions, |_, text| commitments(text))
}

fn wanted(context: &Context, asked: ActionsWanted) -> Result<WantedActions, Trouble> {
    let due_before = asked
        .due_before
        .map(|typed| context.day(&typed))
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
        team: asked.team,
        owner: asked.owner,
        review,
        theme: asked.theme.map(|theme| theme.trim().to_lowercase()),
        due_before,
    })
}

fn warn_of_the_future(sessions: &[String]) {
    if let Some(names) = some_of(sessions) {
        out::warn(&format!(
            "Dated after today, so one of two clocks is wrong: {names}."
        ));
    }
}

fn warn_of_doubts(actions: &[TeamAction]) {
    let doubts = about_actions(actions);
    for (what, references) in [
        ("Without an owner", doubts.without_owner),
        ("Without a date", doubts.without_date),
        (
            "Spoken of before they were agreed, so one of two clocks is wrong",
            doubts.spoken_of_too_early,
        ),
    ] {
        if let Some(names) = some_of(&references) {
            out::warn(&format!("{what}: {names}."));
        }
    }
}

/// A few of many names, and how many more there are; nothing where there are none.
fn some_of(names: &[String]) -> Option<String> {
    const SHOWN: usize = 3;
    let first = names.iter().take(SHOWN).cloned().collect::<Vec<_>>();
    match names.len().saturating_sub(SHOWN) {
        _ if first.is_empty() => None,
        0 => Some(first.join(", ")),
        more => Some(format!("{} and {more} more", first.join(", "))),
    }
}

//! `reflect sessions`: the saved sessions, newest first.

use super::unknown::Names;
use super::{Context, out};
use crate::cli::{ListFormat, SessionsWanted, StatusWanted, WaitsForWanted};
use crate::meeting::Clock;
use crate::model::date::Day;
use crate::model::date_phrase::Edge;
use crate::model::glance::{Glance, glance};
use crate::model::meeting::is_wanted;
use crate::model::session::Progress;
use crate::query::doubts::from_the_future;
use crate::query::sessions::{Awaited, Wanted, newest_first, rows};
use crate::render::json::json_list;
use crate::render::lists::{self, Listed};
use crate::store::folder;
use crate::store::reading::read_each;
use crate::store::reviews::shelf;
use crate::trouble::Trouble;

pub fn run(context: &Context, asked: SessionsWanted) -> Result<u8, Trouble> {
    let today = Day(context.clock.today());
    let since = context.day_gone_by(asked.since.as_deref(), Edge::First)?;
    // A review that is no longer on the shelf can still be asked for by its whole id.
    let review = asked.review.map(|name| {
        let shelf = shelf(&context.places.reviews);
        shelf.find(&name).map_or(name, |review| review.id.clone())
    });
    let wanted = Wanted {
        teams: asked.team,
        review,
        since,
        status: asked.status.map(|status| match status {
            StatusWanted::InProgress => Progress::InProgress,
            StatusWanted::Complete => Progress::Complete,
            StatusWanted::Sealed => Progress::Sealed,
        }),
        waits_for: asked.waits_for.map(|waits_for| match waits_for {
            WaitsForWanted::SignOff => Awaited::SignOff,
            WaitsForWanted::Answer => Awaited::Answer,
            WaitsForWanted::Reading => Awaited::Reading,
            WaitsForWanted::FollowUp => Awaited::FollowUp,
        }),
    };
    let reading = read_each(&context.places.sessions, |_, text| glance(text, today))?;
    out::warn_of_files(&reading);
    context.warn_of_what_is_aside(None);
    let of_teams = reading.rows.iter();
    let of_teams = of_teams.filter(|row| is_wanted(&wanted.teams, &row.team));
    let dates = of_teams.clone().map(|row| (row.id.as_str(), row.date));
    out::warn_of_the_future(&from_the_future(dates, today));
    let those = |fits: fn(&Glance) -> bool| {
        let fitting = of_teams.clone().filter(|row| fits(row));
        let mut ids: Vec<String> = fitting.map(|row| row.id.clone()).collect();
        ids.sort();
        ids
    };
    out::warn_of_additions_to_come(&those(|row| row.has_addition_to_come));
    out::warn_of_clocks_that_disagree(&those(|row| row.clocks_disagree));
    let is_empty = reading.rows.is_empty();
    let mut rows = rows(reading.rows);
    rows.retain(|row| wanted.includes(row));
    rows.sort_by(newest_first);
    if asked.format == ListFormat::Json {
        let listed: Vec<Listed<'_>> = rows.iter().map(Listed::from).collect();
        out::print(&json_list(&listed).map_err(Trouble::refused)?)?;
        return Ok(0);
    }
    if rows.is_empty() {
        let names = Names {
            teams: &wanted.teams,
            review: wanted.review.as_deref(),
            ..Names::default()
        };
        if let Some(unknown) = context.unknown(names) {
            return Err(unknown);
        }
        let nothing = if is_empty {
            folder::none_saved(&context.places.sessions)
        } else {
            Trouble::refused("No session fits what was asked for.")
                .hint("reflect sessions alone lists them all.")
        };
        out::warn(&nothing.to_string());
        return Ok(0);
    }
    out::print(&lists::sessions(&rows, context.list_layout()))?;
    Ok(0)
}

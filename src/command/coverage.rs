//! `reflect coverage`: which team has held which review, or talked about which theme.

use super::unknown::Names;
use super::{Context, out};
use crate::cli::{CoverageBy, CoverageWanted, ListFormat};
use crate::meeting::Clock;
use crate::model::date::Day;
use crate::model::date_phrase::Edge;
use crate::model::review::Review;
use crate::model::walked::walked;
use crate::query::coverage::{Wanted, coverage};
use crate::query::doubts::from_the_future;
use crate::query::theme_coverage::theme_coverage;
use crate::render::coverage::{listed_reviews, reviews};
use crate::render::json::json_list;
use crate::render::theme_coverage::{listed_themes, themes};
use crate::store::folder;
use crate::store::reading::read_each;
use crate::store::reviews::shelf;
use crate::trouble::Trouble;

pub fn run(context: &Context, asked: CoverageWanted) -> Result<u8, Trouble> {
    let today = Day(context.clock.today());
    let shelf = shelf(&context.places.reviews);
    // A review that is no longer on the shelf can still be asked for by its whole id.
    let review = asked.review.map(|name| {
        let found = shelf.find(&name).map(|review| review.id.clone());
        found.unwrap_or(name)
    });
    let wanted = Wanted {
        teams: asked.team,
        review,
        since: context.day_gone_by(asked.since.as_deref(), Edge::First)?,
    };
    let reading = read_each(&context.places.sessions, |_, text| walked(text, today))?;
    out::warn_each(&shelf.troubles);
    out::warn_of_files(&reading);
    let on_shelf: Vec<&Review> = shelf.reviews.iter().map(|one| &one.review).collect();
    let of_teams = reading.rows.iter();
    let of_teams = of_teams.filter(|row| wanted.includes(&row.team));
    let dates = of_teams.clone().map(|row| (row.session.as_str(), row.date));
    out::warn_of_the_future_left_out(&from_the_future(dates, today));
    let to_come = of_teams.filter(|row| row.has_amendment_to_come);
    out::warn_of_additions_to_come(&to_come.map(|row| row.session.clone()).collect::<Vec<_>>());
    // What has yet to be has not been held.
    let mut rows = reading.rows;
    rows.retain(|row| row.date <= today);
    let sessions = rows.as_slice();
    let is_known = |id: &String| {
        on_shelf.iter().any(|review| review.id == *id)
            || sessions.iter().any(|session| session.review == *id)
    };
    let is_review_known = wanted.review.as_ref().is_none_or(is_known);
    if !is_review_known || !sessions.iter().any(|one| wanted.includes(&one.team)) {
        let nothing = if sessions.is_empty() {
            folder::none_saved(&context.places.sessions)
        } else if !is_review_known {
            Trouble::refused("No meeting about such a review has been held yet.")
                .hint("reflect coverage alone lists every review.")
        } else {
            Trouble::refused("No session of such a team is saved.")
                .hint("reflect coverage alone lists every team.")
        };
        let names = Names {
            teams: &wanted.teams,
            review: wanted.review.as_deref(),
            ..Names::default()
        };
        if let Some(unknown) = context.unknown(names) {
            return Err(unknown);
        }
        out::warn(&nothing.to_string());
        if asked.format == ListFormat::Table {
            return Ok(0);
        }
    }
    let layout = context.list_layout();
    let page = match (asked.by, asked.format) {
        (CoverageBy::Review, format) => {
            let coverage = coverage(sessions, &on_shelf, &wanted);
            match format {
                ListFormat::Table => reviews(&coverage, today, layout),
                ListFormat::Json => {
                    json_list(&listed_reviews(&coverage)).map_err(Trouble::refused)?
                }
            }
        }
        (CoverageBy::Theme, format) => {
            // The themes of one review are talked about in the meetings about it.
            let mut on_shelf = on_shelf;
            on_shelf.retain(|review| wanted.review.as_ref().is_none_or(|id| *id == review.id));
            let teams = theme_coverage(&rows, &on_shelf, &wanted);
            match format {
                ListFormat::Table => themes(&teams, wanted.since, today, layout),
                ListFormat::Json => json_list(&listed_themes(&teams)).map_err(Trouble::refused)?,
            }
        }
    };
    out::print(&page)?;
    Ok(0)
}

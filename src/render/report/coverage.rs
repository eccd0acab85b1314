//! Which team has held which review: as lists for the terminal, as a grid for a browser.

use super::sheaf::Sheaf;
use super::source_numbers::SourceNumbers;
use crate::query::report::coverage::{Coverage, Covered, CoveredTeam, Standing};
use serde::Serialize;

/// A grid with more reviews than this does not fit on paper, and is given in parts.
const WIDEST: usize = 5;

const NOTE: &str = "Held: in the period, with the latest day. Held earlier: before the period. In progress: begun and not finished, where it was not held before. Not yet: none of these by the end of the period.";

/// The reviews of each team, by how they stand: as many reviews as there are fit into a narrow page.
pub fn lists(coverage: &Coverage, numbers: &SourceNumbers<'_>) -> Sheaf {
    let named = |team: &CoveredTeam, standing: Covered| {
        let cells = coverage.reviews.iter().zip(&team.reviews);
        let named = cells.filter(|(_, cell)| cell.standing == standing);
        let named: Vec<String> = named
            .map(
                |(review, cell)| match (cell.date, numbers.say(&cell.sessions)) {
                    (Some(day), sessions) => format!(
                        "{} ({}; {})",
                        review.title,
                        day.short(),
                        in_words(&sessions)
                    ),
                    (None, _) => review.title.clone(),
                },
            )
            .collect();
        named.join("; ")
    };
    Sheaf {
        name: "coverage",
        title: "Which team has held which review".to_owned(),
        note: Some(NOTE.to_owned()),
        headers: vec!["Team", "Held", "In progress", "Held earlier", "Not yet"],
        numbers: Vec::new(),
        said_by_id: Vec::new(),
        total_first: false,
        rows: coverage
            .teams
            .iter()
            .map(|team| {
                let standings = Covered::ALL.into_iter().map(|s| named(team, s));
                std::iter::once(team.team.clone())
                    .chain(standings)
                    .collect()
            })
            .collect(),
    }
}

/// A part of the grid that fits on a page: some of the reviews, and every team.
#[derive(Debug, Serialize)]
pub struct Grid {
    /// What tells it from the other parts, where there are any.
    part: String,
    reviews: Vec<String>,
    rows: Vec<GridRow>,
    /// For each review, how many of the teams have held it in the period.
    held: Vec<String>,
}

#[derive(Debug, Serialize)]
struct GridRow {
    team: String,
    cells: Vec<GridCell>,
}

#[derive(Debug, Serialize)]
struct GridCell {
    /// The name of the mark that is drawn.
    mark: &'static str,
    word: &'static str,
    date: String,
    sessions: String,
}

/// The grid, in as many parts as it takes.
pub fn grids(coverage: &Coverage, numbers: &SourceNumbers<'_>) -> Vec<Grid> {
    let count = coverage.reviews.len();
    let parts = count.div_ceil(WIDEST).max(1);
    let size = count.div_ceil(parts).max(1);
    let places: Vec<usize> = (0..count).collect();
    places
        .chunks(size)
        .zip(1..)
        .map(|(places, part)| Grid {
            part: if parts > 1 {
                format!("part {part} of {parts}")
            } else {
                String::new()
            },
            reviews: places
                .iter()
                .filter_map(|at| Some(coverage.reviews.get(*at)?.title.clone()))
                .collect(),
            rows: coverage
                .teams
                .iter()
                .map(|t| row(t, places, numbers))
                .collect(),
            held: places
                .iter()
                .map(|at| {
                    format!(
                        "{} of {}",
                        coverage.count(*at, Covered::Held),
                        coverage.teams.len()
                    )
                })
                .collect(),
        })
        .collect()
}

fn row(team: &CoveredTeam, places: &[usize], numbers: &SourceNumbers<'_>) -> GridRow {
    let cell = |standing: &Standing| GridCell {
        mark: match standing.standing {
            Covered::Held => "held",
            Covered::InProgress => "in-progress",
            Covered::HeldEarlier => "held-earlier",
            Covered::NotYet => "not-yet",
        },
        word: standing.standing.word(),
        date: standing.date.map(|day| day.short()).unwrap_or_default(),
        sessions: match numbers.say(&standing.sessions) {
            numbers if numbers.is_empty() => numbers,
            numbers => in_words(&numbers),
        },
    };
    let cells = places
        .iter()
        .filter_map(|at| team.reviews.get(*at))
        .map(cell);
    GridRow {
        team: team.team.clone(),
        cells: cells.collect(),
    }
}

/// "session 4", "sessions 4, 7".
fn in_words(numbers: &str) -> String {
    let several = numbers.contains([',', ' ']);
    format!("session{} {numbers}", if several { "s" } else { "" })
}

//! Which team has held which review, or talked about which theme: as rows and as JSON.

use super::table::{Layout, lay_out};
use crate::model::date::Day;
use crate::query::coverage::{Coverage, Covered, Standing};
use crate::query::named::Named;
use crate::query::theme_coverage::Theme;
use chrono::Datelike;
use serde::Serialize;

/// What stands in place of a theme that is not known.
const NOT_KNOWN: &str = "(themes not known)";

/// Teams beside reviews. On a screen each review has a column; in a pipe each pair has a line.
pub fn reviews(coverage: &Coverage, today: Day, layout: Layout) -> String {
    if layout == Layout::Tabs {
        let headers = [
            "Team",
            "Review",
            "Standing",
            "Date",
            "Left",
            "Questions",
            "Which",
            "Session",
        ];
        let pairs = coverage.teams.iter().flat_map(|(_, covered)| covered);
        let rows = pairs.map(|pair| {
            // What was never put to a team is not none left.
            let count = |count: usize| match pair.questions {
                0 => String::new(),
                _ => count.to_string(),
            };
            vec![
                pair.team.clone(),
                pair.review.clone(),
                match pair.again {
                    true => format!("{}, again in progress", pair.standing.word()),
                    false => pair.standing.word().to_owned(),
                },
                pair.date.map(|day| day.to_string()).unwrap_or_default(),
                count(pair.left.len()),
                count(pair.questions),
                pair.left.join(" "),
                pair.latest.clone().unwrap_or_default(),
            ]
        });
        return lay_out(&headers, &rows.collect::<Vec<_>>(), layout);
    }
    let days = Days::of(today, layout);
    let titles: Vec<String> = coverage
        .reviews
        .iter()
        .map(|review| heading(review, &coverage.reviews))
        .collect();
    let headers: Vec<&str> = std::iter::once("Team")
        .chain(titles.iter().map(String::as_str))
        .collect();
    let rows = coverage.teams.iter().map(|(team, covered)| {
        let cells = covered.iter().map(|pair| cell(pair, &days));
        std::iter::once(team.clone()).chain(cells).collect()
    });
    lay_out(&headers, &rows.collect::<Vec<_>>(), layout)
}

/// A review's title, with its id where another has the same title.
fn heading(review: &Named, all: &[Named]) -> String {
    let namesakes = all.iter().filter(|other| other.title == review.title);
    if namesakes.count() > 1 {
        format!("{} ({})", review.title, review.id)
    } else {
        review.title.clone()
    }
}

/// "2 Sep, 1 left".
fn cell(pair: &Covered, days: &Days) -> String {
    let left = match pair.left.len() {
        0 => String::new(),
        left => format!(", {left}{}left", days.space),
    };
    let again = if pair.again {
        "; again in progress"
    } else {
        ""
    };
    match (pair.standing, pair.date) {
        (Standing::Held, Some(day)) => format!("{}{left}{again}", days.shown(day)),
        (standing, _) => format!("{}{left}", standing.word()),
    }
}

/// How days are shown in narrow cells.
struct Days {
    this_year: i32,
    /// What stands in a day: in the cell of a table a line is not to end there.
    space: char,
}

impl Days {
    fn of(today: Day, layout: Layout) -> Self {
        let in_cells = matches!(layout, Layout::Table(_));
        Self {
            this_year: today.0.year(),
            space: if in_cells { '\u{a0}' } else { ' ' },
        }
    }

    /// "2 Sep", with its year where that is not this one.
    fn shown(&self, day: Day) -> String {
        let (date, space) = (day.0.format("%-d"), self.space);
        let month = day.0.format("%b");
        if day.0.year() == self.this_year {
            format!("{date}{space}{month}")
        } else {
            format!("{date}{space}{month} {}", day.0.year())
        }
    }
}

/// Teams beside themes. There are too many themes for a column each: on a screen a team has one cell
/// for those it has discussed and one for the others.
pub fn themes(teams: &[(String, Vec<Theme>)], today: Day, layout: Layout) -> String {
    let name = |row: &Theme| row.theme.clone().unwrap_or_else(|| NOT_KNOWN.to_owned());
    if layout == Layout::Tabs {
        let headers = ["Team", "Theme", "Standing", "Date"];
        let rows = teams.iter().flat_map(|(team, themes)| {
            themes.iter().map(move |row| {
                vec![
                    team.clone(),
                    name(row),
                    row.standing.word().to_owned(),
                    row.date.map(|day| day.to_string()).unwrap_or_default(),
                ]
            })
        });
        return lay_out(&headers, &rows.collect::<Vec<_>>(), layout);
    }
    let days = Days::of(today, layout);
    let since = teams.iter().flat_map(|(_, themes)| themes);
    let since = since
        .map(|row| row.standing)
        .any(|s| s == Standing::NotSince);
    let headers = [
        "Team",
        "Discussed",
        if since { "Not since" } else { "Not yet" },
    ];
    let mut headers = headers.to_vec();
    if since {
        headers.push("Not yet");
    }
    let rows = teams.iter().map(|(team, themes)| {
        let with = |standing: Standing| {
            let rows = themes.iter().filter(|row| row.standing == standing);
            let names = rows.map(|row| match row.date {
                Some(day) => format!("{} ({})", name(row), days.shown(day)),
                None => name(row),
            });
            names.collect::<Vec<_>>().join(", ")
        };
        let mut cells = vec![team.clone(), with(Standing::Held)];
        if since {
            cells.push(with(Standing::NotSince));
        }
        cells.push(with(Standing::NotYet));
        cells
    });
    lay_out(&headers, &rows.collect::<Vec<_>>(), layout)
}

/// A team and a review, with the field names of the files.
#[derive(Debug, Serialize)]
pub struct ListedReview<'a> {
    standing: Standing,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Day>,
    again_in_progress: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    questions: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<&'a [String]>,
    sessions: &'a [String],
    review: &'a Named,
    meeting: ListedMeeting<'a>,
}

/// A team and a theme. A theme that is not known is absent.
#[derive(Debug, Serialize)]
pub struct ListedTheme<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    theme: Option<&'a str>,
    standing: Standing,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Day>,
    sessions: &'a [String],
    meeting: ListedMeeting<'a>,
}

#[derive(Debug, Serialize)]
struct ListedMeeting<'a> {
    team: &'a str,
}

/// Every team and review, for JSON.
pub fn listed_reviews(coverage: &Coverage) -> Vec<ListedReview<'_>> {
    let rows = coverage.teams.iter().flat_map(|(team, covered)| {
        let pairs = covered.iter().zip(&coverage.reviews);
        pairs.map(move |(pair, review)| ListedReview {
            standing: pair.standing,
            date: pair.date,
            again_in_progress: pair.again,
            questions: (pair.questions > 0).then_some(pair.questions),
            left: (pair.questions > 0).then_some(pair.left.as_slice()),
            sessions: &pair.sessions,
            review,
            meeting: ListedMeeting { team },
        })
    });
    rows.collect()
}

/// Every team and theme, for JSON.
pub fn listed_themes(teams: &[(String, Vec<Theme>)]) -> Vec<ListedTheme<'_>> {
    let rows = teams.iter().flat_map(|(team, themes)| {
        themes.iter().map(move |row| ListedTheme {
            theme: row.theme.as_deref(),
            standing: row.standing,
            date: row.date,
            sessions: &row.sessions,
            meeting: ListedMeeting { team },
        })
    });
    rows.collect()
}

//! Which team has held which review: as rows and as JSON.

use super::table::{Layout, lay_out};
use super::wrap::{counted, wrap};
use crate::model::date::Day;
use crate::query::coverage::{Coverage, Covered, Standing};
use crate::query::named::Named;
use chrono::Datelike;
use serde::Serialize;

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
    let table = lay_out(&headers, &rows.collect::<Vec<_>>(), layout);
    table + &in_words(coverage, layout)
}

/// Who has held each review and who has not, below a table whose first lines may have gone by.
fn in_words(coverage: &Coverage, layout: Layout) -> String {
    let since = coverage.since.map(Day::spoken);
    let mut lines = Vec::new();
    if let Some(day) = &since {
        lines.push(format!("Only meetings on {day} or later are counted."));
    }
    lines.push(
        "The day is that of the latest finished meeting. Left are the questions that the team's \
         finished meetings about the review have not discussed; where its only meeting is in \
         progress, those that this one has not."
            .to_owned(),
    );
    let not_since = format!("not since {}", since.unwrap_or_default());
    for (at, review) in coverage.reviews.iter().enumerate() {
        let with = |standing: Standing| {
            let mut teams = Vec::new();
            for (team, covered) in &coverage.teams {
                if covered
                    .get(at)
                    .is_some_and(|pair| pair.standing == standing)
                {
                    teams.push(team.as_str());
                }
            }
            teams
        };
        let held = with(Standing::Held).len();
        let of = coverage.teams.len();
        let mut line = format!(
            "{}: held by {held} of {}",
            heading(review, &coverage.reviews),
            counted(of, "team")
        );
        for (words, standing) in [
            ("in progress", Standing::InProgress),
            (not_since.as_str(), Standing::NotSince),
            ("not yet", Standing::NotYet),
        ] {
            let teams = with(standing);
            if !teams.is_empty() {
                line.push_str(&format!("; {words}: {}", teams.join(", ")));
            }
        }
        lines.push(line + ".");
    }
    let rows = lines
        .iter()
        .flat_map(|line| wrap(line, layout.columns(), "", "  "));
    format!("\n{}\n", rows.collect::<Vec<_>>().join("\n"))
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
pub(super) struct Days {
    this_year: i32,
    /// What stands in a day: in the cell of a table a line is not to end there.
    pub(super) space: char,
}

impl Days {
    pub(super) fn of(today: Day, layout: Layout) -> Self {
        let in_cells = matches!(layout, Layout::Table(_));
        Self {
            this_year: today.0.year(),
            space: if in_cells { '\u{a0}' } else { ' ' },
        }
    }

    /// "2 Sep", with its year where that is not this one.
    pub(super) fn shown(&self, day: Day) -> String {
        let (date, space) = (day.0.format("%-d"), self.space);
        let month = day.0.format("%b");
        if day.0.year() == self.this_year {
            format!("{date}{space}{month}")
        } else {
            format!("{date}{space}{month} {}", day.0.year())
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn below_the_table_stands_who_has_held_a_review_and_who_has_not() {
        let day = |day| Day(NaiveDate::from_ymd_opt(2026, 10, day).expect("a date"));
        let of = |team: &str, standing, date| {
            let covered = Covered {
                team: team.to_owned(),
                review: "child-aj".to_owned(),
                standing,
                date,
                again: false,
                questions: 5,
                left: vec!["q3".to_owned()],
                latest: None,
                sessions: Vec::new(),
            };
            (team.to_owned(), vec![covered])
        };
        let coverage = Coverage {
            reviews: vec![Named {
                id: "child-aj".to_owned(),
                title: "Child AJ".to_owned(),
            }],
            since: None,
            teams: vec![
                of("Duty Team", Standing::Held, Some(day(2))),
                of("Night Team", Standing::InProgress, Some(day(3))),
                of("Ward 3", Standing::NotYet, None),
                of("Ward 4", Standing::NotYet, None),
            ],
        };
        let text = reviews(&coverage, day(9), Layout::Facts(None));
        assert_eq!(
            text,
            "Team: Duty Team\nChild AJ: 2 Oct, 1 left\n\n\
             Team: Night Team\nChild AJ: in progress, 1 left\n\n\
             Team: Ward 3\nChild AJ: not yet, 1 left\n\n\
             Team: Ward 4\nChild AJ: not yet, 1 left\n\n\
             The day is that of the latest finished meeting. Left are the questions that the team's \
             finished meetings about the review have not discussed; where its only meeting is in \
             progress, those that this one has not.\n\
             Child AJ: held by 1 of 4 teams; in progress: Night Team; not yet: Ward 3, Ward 4.\n"
        );
        assert!(!reviews(&coverage, day(9), Layout::Tabs).contains("held by"));
    }
}

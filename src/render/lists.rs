//! Lists of sessions and reviews.

use super::shown::shown_in_a_row;
use super::table::{Layout, lay_out, lay_out_or, tab_header, tab_lines};
use super::wrap::{counted, wrap};
use crate::model::date::{Day, Moment};
use crate::model::glance::Glance;
use crate::model::review::Review;
use crate::model::session::Progress;
use crate::query::sessions::{Awaited, SessionRow};
use serde::Serialize;

/// A list of sessions. On a screen the id says the date and the review as well; in a pipe each has a
/// column of its own. On a screen the last line counts them: the first may have gone by.
pub fn sessions(rows: &[SessionRow], layout: Layout) -> String {
    let answered = |row: &SessionRow| {
        let session = &row.session;
        format!("{} of {}", session.discussed, session.questions)
    };
    if layout == Layout::Tabs {
        let headers = [
            "Date",
            "Team",
            "Review",
            "Status",
            "Waits for",
            "Questions",
            "Actions",
            "Session",
        ];
        let cells = rows.iter().map(|row| {
            let session = &row.session;
            vec![
                session.date.to_string(),
                session.team.clone(),
                session.title.clone(),
                status(session).to_owned(),
                words(&row.waits_for),
                answered(row),
                session.actions.to_string(),
                session.id.clone(),
            ]
        });
        return tab_header(&headers) + &tab_lines(cells);
    }
    let headers = ["Session", "Team", "Status", "Questions", "Actions"];
    let cells = rows.iter().map(|row| {
        vec![
            row.session.id.clone(),
            row.session.team.clone(),
            standing(row),
            answered(row),
            row.session.actions.to_string(),
        ]
    });
    let cells: Vec<Vec<String>> = cells.collect();
    let list = lay_out_or(&headers, &cells, layout, |columns| {
        let each = rows.iter().map(|row| in_two_lines(row, columns));
        each.collect()
    });
    let how = if rows.len() > FEW {
        ", newest first; --since, --team, --review or --status shows fewer"
    } else {
        ""
    };
    format!("{list}\n{}{how}.\n", counted(rows.len(), "session"))
}

/// A session where there is no room for columns: its id, and under it how it stands.
fn in_two_lines(row: &SessionRow, columns: usize) -> String {
    let session = &row.session;
    let stands = format!(
        "{}; {} of {} questions, {}",
        standing(row),
        session.discussed,
        session.questions,
        counted(session.actions, "action")
    );
    let id = wrap(&shown_in_a_row(&session.id), Some(columns), "", "  ");
    let stands = wrap(&stands, Some(columns), "  ", "  ");
    let lines = id.into_iter().chain(stands);
    lines.map(|line| line + "\n").collect()
}

/// One whose seal was taken out is called sealed in its file, and cannot be signed off.
fn status(session: &Glance) -> &'static str {
    match session.status {
        Progress::Sealed if !session.has_seal => "seal missing",
        status => status.word(),
    }
}

/// So many rows stand on most screens.
const FEW: usize = 20;

/// How far a session has come and what it waits for, in few words.
fn standing(row: &SessionRow) -> String {
    let waits_for = row.waits_for.iter().map(|awaited| match awaited {
        Awaited::SignOff => ", to sign off".to_owned(),
        Awaited::Answer => ", to answer".to_owned(),
        Awaited::Reading => to_read(row),
        Awaited::FollowUp => ", to follow up".to_owned(),
    });
    let waits_for: String = waits_for.collect();
    format!("{}{waits_for}", status(&row.session))
}

fn to_read(row: &SessionRow) -> String {
    let added = row.session.added_since_signed.then_some("what was added");
    let answered =
        (!row.answered_in.is_empty()).then(|| format!("in {}", row.answered_in.join(", ")));
    let each = added.map(str::to_owned).into_iter().chain(answered);
    format!(", to read {}", each.collect::<Vec<_>>().join(" and "))
}

fn words(waits_for: &[Awaited]) -> String {
    let words: Vec<&str> = waits_for.iter().map(|awaited| awaited.word()).collect();
    words.join(", ")
}

/// A session of a list with the field names of its file, and what is counted in it.
#[derive(Debug, Serialize)]
pub struct Listed<'a> {
    id: &'a str,
    status: Progress,
    /// Whether the status is "sealed" and there is no seal.
    seal_missing: bool,
    waits_for: &'a [Awaited],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    answered_in: &'a [String],
    added_since_signed: bool,
    discussed: usize,
    settled: usize,
    questions: usize,
    steps: usize,
    actions: usize,
    review: ListedReview<'a>,
    meeting: ListedMeeting<'a>,
}

#[derive(Debug, Serialize)]
struct ListedReview<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Debug, Serialize)]
struct ListedMeeting<'a> {
    team: &'a str,
    date: Day,
    #[serde(skip_serializing_if = "Option::is_none")]
    started: Option<Moment>,
}

impl<'a> From<&'a SessionRow> for Listed<'a> {
    fn from(row: &'a SessionRow) -> Self {
        let glance = &row.session;
        Self {
            id: &glance.id,
            status: glance.status,
            seal_missing: glance.status == Progress::Sealed && !glance.has_seal,
            waits_for: &row.waits_for,
            answered_in: &row.answered_in,
            added_since_signed: glance.added_since_signed,
            discussed: glance.discussed,
            settled: glance.settled,
            questions: glance.questions,
            steps: glance.steps,
            actions: glance.actions,
            review: ListedReview {
                id: &glance.review,
                title: &glance.title,
            },
            meeting: ListedMeeting {
                team: &glance.team,
                date: glance.date,
                started: glance.started,
            },
        }
    }
}

/// A list of reviews.
pub fn reviews(reviews: &[&Review], layout: Layout) -> String {
    let cells: Vec<Vec<String>> = reviews
        .iter()
        .map(|review| {
            vec![
                review.id.clone(),
                review.title.clone(),
                review.questions.len().to_string(),
                review.steps.len().to_string(),
                review.wording.word().to_owned(),
            ]
        })
        .collect();
    let headers = ["Review", "Title", "Questions", "Steps", "Wording"];
    let list = lay_out(&headers, &cells, layout);
    match layout {
        Layout::Table(_) => {
            format!("{list}\nreflect reviews show REVIEW says what one is about.\n")
        }
        Layout::Tabs | Layout::Facts(_) => list,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_a_screen_the_status_says_what_is_waited_for() {
        let text = include_str!("../../sessions/2026-09-02-child-i-example-team.toml");
        let (session, _) = crate::model::file_text::read_session(text).expect("a session");
        let row = |waits_for: &[Awaited]| SessionRow {
            session: Glance::of(&session, Day(chrono::NaiveDate::MAX)),
            waits_for: waits_for.to_vec(),
            answered_in: vec!["later".into()],
        };
        let rows: [&[Awaited]; 4] = [
            &[],
            &[Awaited::SignOff],
            &[Awaited::Answer],
            &[Awaited::FollowUp, Awaited::Reading],
        ];
        let rows = rows.map(row);
        let table = sessions(&rows, Layout::Table(100));
        for words in [
            "┆ sealed ",
            "┆ sealed, to sign off ",
            "┆ sealed, to answer ",
        ] {
            assert!(table.contains(words), "{table}");
        }
        let facts = sessions(&rows, Layout::Facts(None));
        for words in [
            "Status: sealed, to answer\n",
            "Status: sealed, to follow up, to read in later\n",
        ] {
            assert!(facts.contains(words), "{facts}");
        }
    }
}

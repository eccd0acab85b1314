//! Lists of sessions and reviews.

use super::table::{Layout, lay_out, tabs};
use crate::model::date::{Day, Moment};
use crate::model::glance::Glance;
use crate::model::review::Review;
use crate::model::session::Progress;
use serde::Serialize;

/// A list of sessions. On a screen the id says the date and the review as well; in a pipe each has a
/// column of its own.
pub fn sessions(rows: &[Glance], layout: Layout) -> String {
    let answered = |row: &Glance| format!("{} of {}", row.discussed, row.questions);
    if layout == Layout::Tabs {
        let headers = [
            "Date",
            "Team",
            "Review",
            "Status",
            "Questions",
            "Actions",
            "Session",
        ];
        let cells = rows.iter().map(|row| {
            vec![
                row.date.to_string(),
                row.team.clone(),
                row.title.clone(),
                row.status.word().to_owned(),
                answered(row),
                row.actions.to_string(),
                row.id.clone(),
            ]
        });
        return tabs(&headers, cells);
    }
    let headers = ["Session", "Team", "Status", "Questions", "Actions"];
    let cells = rows.iter().map(|row| {
        vec![
            row.id.clone(),
            row.team.clone(),
            row.status.word().to_owned(),
            answered(row),
            row.actions.to_string(),
        ]
    });
    lay_out(&headers, &cells.collect::<Vec<_>>(), layout)
}

/// A session of a list with the field names of its file, and what is counted in it.
#[derive(Debug, Serialize)]
pub struct Listed<'a> {
    id: &'a str,
    status: Progress,
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

impl<'a> From<&'a Glance> for Listed<'a> {
    fn from(glance: &'a Glance) -> Self {
        Self {
            id: &glance.id,
            status: glance.status,
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
    lay_out(&headers, &cells, layout)
}

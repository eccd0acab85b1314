//! Lists of sessions and reviews.

use super::table::{Layout, lay_out};
use crate::model::glance::Glance;
use crate::model::review::Review;

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
        return lay_out(&headers, &cells.collect::<Vec<_>>(), layout);
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

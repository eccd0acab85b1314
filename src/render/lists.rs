//! Lists of sessions and reviews.

use super::table::{Layout, lay_out};
use crate::model::glance::Glance;
use crate::model::review::Review;

/// A list of sessions.
pub fn sessions(rows: &[Glance], layout: Layout) -> String {
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| {
            vec![
                row.date.to_string(),
                row.team.clone(),
                row.title.clone(),
                row.status.word().to_owned(),
                format!("{} of {}", row.discussed, row.questions),
                row.actions.to_string(),
                row.id.clone(),
            ]
        })
        .collect();
    let headers = [
        "Date",
        "Team",
        "Review",
        "Status",
        "Questions",
        "Actions",
        "Session",
    ];
    lay_out(&headers, &cells, layout)
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

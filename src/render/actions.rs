//! A list of actions, as rows and as JSON.

use super::table::{Layout, lay_out, tabs};
use super::wrap::counted;
use crate::model::action::Status;
use crate::model::date::Day;
use crate::query::actions::TeamAction;
use serde::Serialize;

/// A list of actions. On a screen the action's name says its session, and so its date, review and
/// team; in a pipe each has a column of its own.
pub fn actions(rows: &[TeamAction], today: Day, layout: Layout) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    if layout == Layout::Tabs {
        let headers = [
            "Action",
            "Team",
            "What",
            "Owner",
            "Due",
            "Status",
            "Overdue",
            "Agreed",
            "Review",
            "Carried",
            "Spoken of",
            "Note",
            "Know",
            "Seen",
            "Not before",
        ];
        let date = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let cells = rows.iter().map(|action| {
            vec![
                action.reference.clone(),
                action.team.clone(),
                action.what.clone(),
                text(&action.owner),
                date(action.due),
                action.status.word().to_owned(),
                if action.is_overdue(today) {
                    "overdue"
                } else {
                    ""
                }
                .to_owned(),
                action.agreed.to_string(),
                action.review.clone(),
                action.times_carried.to_string(),
                date(action.spoken_of),
                text(&action.note),
                text(&action.know),
                text(&action.seen),
                date(action.not_before),
            ]
        });
        return tabs(&headers, cells);
    }
    let headers = ["Action", "What", "Owner", "Due", "Status"];
    let cells = rows.iter().map(|action| {
        vec![
            action.reference.clone(),
            action.what.clone(),
            action.owner.clone().unwrap_or_else(|| "none yet".into()),
            action.due.map_or("no date".into(), Day::short),
            standing(action, today),
        ]
    });
    lay_out(&headers, &cells.collect::<Vec<_>>(), layout)
}

/// What has become of an action, in a few words: "open, overdue, carried twice".
pub fn standing(action: &TeamAction, today: Day) -> String {
    let mut words = action.status.word().to_owned();
    if action.is_overdue(today) {
        words.push_str(", overdue");
    }
    if action.status == Status::Open {
        match action.times_carried {
            0 => {}
            1 => words.push_str(", carried once"),
            2 => words.push_str(", carried twice"),
            more => words.push_str(&format!(", carried {}", counted(more, "time"))),
        }
        if let Some(day) = action.not_before.filter(|day| *day > today) {
            words.push_str(&format!(", not before {}", day.short()));
        }
    } else if action.seen.is_some() {
        words.push_str(", difference seen");
    }
    words
}

/// An action of a list with the field names of its file, and what is known of it besides.
#[derive(Debug, Serialize)]
pub struct ListedAction<'a> {
    action: &'a str,
    session: &'a str,
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'a str>,
    what: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    know: Option<&'a str>,
    status: Status,
    overdue: bool,
    agreed: Day,
    carried: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    spoken_of: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    not_before: Option<Day>,
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
}

impl<'a> ListedAction<'a> {
    /// The action as it stands on a day.
    pub fn on(action: &'a TeamAction, today: Day) -> Self {
        let id = action.reference.rsplit_once('/').map_or("", |(_, id)| id);
        Self {
            action: &action.reference,
            session: action.session(),
            id,
            from: action.from.as_deref(),
            what: &action.what,
            owner: action.owner.as_deref(),
            due: action.due,
            know: action.know.as_deref(),
            status: action.status,
            overdue: action.is_overdue(today),
            agreed: action.agreed,
            carried: action.times_carried,
            spoken_of: action.spoken_of,
            note: action.note.as_deref(),
            seen: action.seen.as_deref(),
            not_before: action.not_before,
            review: ListedReview {
                id: &action.review_id,
                title: &action.review,
            },
            meeting: ListedMeeting { team: &action.team },
        }
    }
}

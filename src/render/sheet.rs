//! A list of actions as a sheet: its columns and cells, before CSV or Excel decide how they look.

use super::shown::shown;
use super::source::source;
use crate::model::date::Day;
use crate::query::actions::TeamAction;

/// How many columns there are.
pub const COLUMNS: usize = 19;

/// What stands above each column.
pub const HEADINGS: [&str; COLUMNS] = [
    "Action",
    "Team",
    "What",
    "Owner",
    "Due",
    "Status",
    "Overdue",
    "Agreed",
    "Review",
    "From",
    "How we will know",
    "Note",
    "Note on",
    "Seen",
    "Times carried",
    "Not before",
    "Due at first",
    "Spoken of",
    "Said in",
];

/// What stands in one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words, with nothing in them that a terminal would obey but line feeds.
    Words(String),
    /// A day.
    Day(Option<Day>),
    /// A number of times.
    Count(u32),
}

/// The cells of one action.
pub fn cells(action: &TeamAction, today: Day) -> [Cell; COLUMNS] {
    [
        words(&action.reference()),
        words(action.team),
        words(action.what),
        words(action.owner.unwrap_or("not yet agreed")),
        Cell::Day(action.due),
        words(action.status.word()),
        words(if action.is_overdue(today) { "yes" } else { "" }),
        Cell::Day(Some(action.agreed)),
        words(action.review),
        words(action.from.map(source).unwrap_or_default()),
        words(action.know.unwrap_or_default()),
        words(action.note.unwrap_or_default()),
        Cell::Day(action.note_on),
        words(action.seen.unwrap_or_default()),
        Cell::Count(action.times_carried),
        Cell::Day(action.not_before),
        Cell::Day(action.moved_from()),
        Cell::Day(action.spoken_of),
        words(action.said_in.unwrap_or_default()),
    ]
}

fn words(text: &str) -> Cell {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    Cell::Words(shown(&text.replace('\t', " ")).into_owned())
}

#[cfg(test)]
pub mod sample {
    //! Actions for the tests of the renderers.

    use super::*;
    use crate::model::action::Status;
    use crate::query::actions::AtFirst;
    use chrono::NaiveDate;

    /// A day of 2026.
    pub fn day(month: u32, day: u32) -> Day {
        Day(NaiveDate::from_ymd_opt(2026, month, day).expect("a date"))
    }

    /// An open action of which everything is known, due on 2 October.
    pub fn action(what: &str) -> TeamAction<'_> {
        TeamAction {
            session: "2026-09-02-child-i-duty-team",
            id: "A2",
            team: "Duty Team",
            what,
            owner: Some("Team manager"),
            due: Some(day(10, 2)),
            at_first: AtFirst {
                has_owner: true,
                due: Some(day(10, 2)),
                status: Status::Open,
            },
            know: Some("No visit is missed"),
            agreed: day(9, 2),
            review: "Child I",
            review_id: "child-i",
            from: Some("q1"),
            status: Status::Open,
            spoken_of: Some(day(9, 20)),
            said_in: Some("2026-09-20-child-l-duty-team"),
            note: Some("Half of them"),
            note_on: Some(day(9, 20)),
            note_in: Some("2026-09-20-child-l-duty-team"),
            spoken_of_too_early: false,
            has_word_to_come: false,
            settled: None,
            settled_in: None,
            seen: None,
            seen_in: None,
            not_before: None,
            due_in: None,
            times_carried: 1,
        }
    }

    /// An action of which nothing is known but what it is.
    pub fn bare(what: &str) -> TeamAction<'_> {
        TeamAction {
            owner: None,
            due: None,
            at_first: AtFirst {
                has_owner: false,
                due: None,
                status: Status::Open,
            },
            know: None,
            spoken_of: None,
            said_in: None,
            note: None,
            note_on: None,
            note_in: None,
            times_carried: 0,
            ..action(what)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_is_a_row_of_cells() {
        let cells = cells(&sample::bare("one\r\ntwo\tthree\u{1b}"), sample::day(10, 3));
        assert_eq!(cells[2], Cell::Words("one\ntwo three<U+001B>".into()));
        assert_eq!(cells[3], Cell::Words("not yet agreed".into()));
        assert_eq!(cells[4], Cell::Day(None));
        assert_eq!(cells[6], Cell::Words(String::new()));
    }
}

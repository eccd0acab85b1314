//! The tables of what difference it made.

use super::sheaf::Sheaf;
use super::source_numbers::SourceNumbers;
use crate::model::date::Day;
use crate::query::report::Figure;
use crate::query::report::over_time::Stretch;
use crate::query::report::overdue::{Age, OverdueAction};
use crate::query::report::what_difference::WhatDifference;
use chrono::{Datelike, Days};

/// Which sessions a line about actions names.
const SESSIONS: &str = "The sessions are where they were agreed, and where it was said last what has become of them, what was seen, and by when.";

pub fn what_difference(
    difference: &WhatDifference,
    today: Day,
    numbers: &SourceNumbers<'_>,
) -> Vec<Sheaf> {
    let (agreed, closed, open) = (&difference.agreed, &difference.closed, &difference.open);
    let today = today.spoken();
    vec![
        Sheaf::of_shares(
            "agreed",
            "What became of the actions agreed in the period",
            ["How they stand", "Actions"],
            ("All actions agreed in the period", &agreed.all),
            [
                ("Done", &agreed.done),
                ("Done, and it says what was seen", &agreed.done_and_seen),
                ("Still open", &agreed.open),
                ("Still open, and overdue", &agreed.overdue),
                ("Overtaken by something else", &agreed.overtaken),
                ("Not possible", &agreed.not_possible),
            ],
            numbers,
        )
        .note(&format!(
            "As they stand on {today}. {SESSIONS}"
        )),
        Sheaf::of_lines(
            "closed",
            "Actions closed in the period",
            ["How they ended", "Actions"],
            [
                ("All actions closed in the period", &closed.all),
                ("Agreed before the period", &closed.agreed_earlier),
                ("Done", &closed.done),
                ("Done, and it says what was seen", &closed.done_and_seen),
                ("Overtaken by something else", &closed.overtaken),
                ("Not possible", &closed.not_possible),
            ],
            numbers,
        )
        .total_first()
        .note(&format!(
            "Whenever they were agreed. One that was opened again and closed again counts on the day it was closed last; one that is open again today is not counted. Where what became of it was put differently later, it counts once, on the day it was closed first, under the later word. {SESSIONS}"
        )),
        over_time(&difference.over_time, numbers),
        Sheaf::of_lines(
            "open",
            "Actions that are open",
            ["How they stand", "Actions"],
            [
                ("All open actions", &open.all),
                ("Agreed before the period", &open.agreed_earlier),
                ("Not due yet", &open.not_yet_due),
                ("Without a date", &open.without_date),
                ("Overdue", &open.overdue),
                (
                    "Overdue, and left alone until a day to come",
                    &open.overdue_and_left_alone,
                ),
                ("Left alone until a day to come", &open.left_alone),
                ("With another day than at first", &open.moved),
            ],
            numbers,
        )
        .total_first()
        .note(&format!(
            "On {today}, whenever they were agreed up to the end of the period. The day that was agreed last counts. {SESSIONS}"
        )),
        by_age(&difference.overdue_by_age, &today, numbers),
        overdue(&difference.overdue),
    ]
}

fn over_time(stretches: &[Stretch], numbers: &SourceNumbers<'_>) -> Sheaf {
    let rows = stretches.iter().map(|stretch| {
        vec![
            spoken_stretch(stretch.from, stretch.to),
            stretch.opened.to_string(),
            stretch.closed.to_string(),
            stretch.open_at_the_end.to_string(),
            numbers.say(&stretch.sessions),
        ]
    });
    Sheaf {
        name: "over-time",
        title: "Actions opened and closed over time".to_owned(),
        note: Some(
            "Opened: agreed then, or opened again. Closed: said then to be done, overtaken or not \
             possible, whenever it was agreed. The sessions are where they were agreed, and where \
             that was said."
                .to_owned(),
        ),
        headers: vec!["When", "Opened", "Closed", "Open at the end", "Sessions"],
        numbers: vec![1, 2, 3],
        said_by_id: Vec::new(),
        total_first: false,
        rows: rows.collect(),
    }
}

fn by_age(ages: &[Age], today: &str, numbers: &SourceNumbers<'_>) -> Sheaf {
    let words: Vec<(String, &Figure)> = ages
        .iter()
        .map(|age| (spoken_age(age), &age.figure))
        .collect();
    let lines = words
        .iter()
        .map(|(words, figure)| (words.as_str(), *figure));
    let headers = ["Overdue for", "Actions"];
    Sheaf::of_lines("by-age", "Overdue actions by age", headers, lines, numbers).note(&format!(
        "On {today}, whenever they were agreed up to the end of the period. The day that was agreed last counts. {SESSIONS}"
    ))
}

fn overdue(overdue: &[OverdueAction]) -> Sheaf {
    let rows = overdue.iter().map(|action| {
        vec![
            action.action.clone(),
            action.team.clone(),
            match action.due_at_first {
                Some(first) => format!("{} (at first {})", action.due.short(), first.short()),
                None => action.due.short(),
            },
            action.days.to_string(),
        ]
    });
    Sheaf {
        name: "overdue",
        title: "Each overdue action".to_owned(),
        note: Some(
            "The longest overdue first. An action is named by its session and its number there."
                .to_owned(),
        ),
        headers: vec!["Action", "Team", "Due", "Days overdue"],
        numbers: vec![3],
        said_by_id: vec![1],
        total_first: false,
        rows: rows.collect(),
    }
}

/// "November 2025", "January to March 2026", "2026", or the days themselves where the end of the
/// period cuts it short.
pub fn spoken_stretch(from: Day, to: Day) -> String {
    let next = to.0.checked_add_days(Days::new(1));
    let whole_months = from.0.day() == 1 && next.is_some_and(|next| next.day() == 1);
    let (first, last) = ((from.0.year(), from.0.month()), (to.0.year(), to.0.month()));
    let whole_years = whole_months && first.1 == 1 && last.1 == 12;
    match (whole_months, first.0 == last.0) {
        (_, true) if whole_years => first.0.to_string(),
        (_, false) if whole_years => format!("{} to {}", first.0, last.0),
        (true, _) if first == last => from.0.format("%B %Y").to_string(),
        (true, true) => format!("{} to {}", from.0.format("%B"), to.0.format("%B %Y")),
        _ if from == to => from.spoken(),
        _ if first == last => format!("{} to {}", from.0.day(), to.spoken()),
        (_, true) => format!("{} to {}", from.0.format("%-d %B"), to.spoken()),
        _ => format!("{} to {}", from.spoken(), to.spoken()),
    }
}

/// "31 to 90 days", "more than 365 days".
pub fn spoken_age(age: &Age) -> String {
    match age.to_days {
        Some(to) => format!("{} to {to} days", age.from_days),
        None => format!("More than {} days", age.from_days - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn a_part_of_the_period_is_said_as_people_say_it() {
        let day = |y, m, d| Day(NaiveDate::from_ymd_opt(y, m, d).expect("a date"));
        for (from, to, said) in [
            (day(2026, 2, 1), day(2026, 2, 28), "February 2026"),
            (
                day(2025, 11, 22),
                day(2025, 11, 30),
                "22 to 30 November 2025",
            ),
            (day(2026, 1, 1), day(2026, 3, 31), "January to March 2026"),
            (day(2026, 1, 1), day(2026, 12, 31), "2026"),
            (day(2020, 1, 1), day(2024, 12, 31), "2020 to 2024"),
            (
                day(2026, 1, 5),
                day(2026, 3, 31),
                "5 January to 31 March 2026",
            ),
            (day(2026, 1, 5), day(2026, 1, 5), "5 January 2026"),
            (
                day(2025, 6, 1),
                day(2026, 5, 31),
                "1 June 2025 to 31 May 2026",
            ),
        ] {
            assert_eq!(spoken_stretch(from, to), said);
        }
    }
}

//! Actions opened and closed in each part of a period: months, or longer where the period is long.

use super::Asked;
use crate::model::date::Day;
use crate::query::actions::histories::History;
use chrono::{Datelike, Months, NaiveDate};
use serde::Serialize;
use std::collections::BTreeSet;

/// More parts than this are not read.
const MOST: usize = 24;

/// How many months a part may have: a month, a quarter, a year, and so on.
const LENGTHS: [u32; 6] = [1, 3, 12, 60, 120, 1200];

/// A part of the period. The first and the last may be cut short by its ends.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stretch {
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub to: Day,
    /// How often in it an action was agreed, or opened again.
    pub opened: usize,
    /// How often in it an action was closed, whenever it was agreed.
    pub closed: usize,
    /// Actions open at the end of its last day.
    pub open_at_the_end: usize,
    /// The sessions in which what was opened or closed was agreed, and those that said so.
    pub sessions: BTreeSet<String>,
}

/// Each part of the period, with what was opened and closed in it. What happens later to an action changes none
/// of it.
pub fn over_time(agreed: &[History], asked: &Asked) -> Vec<Stretch> {
    let stretches = stretches(asked.since, asked.until);
    let of_stretch = stretches.into_iter().map(|(from, to)| {
        let mut stretch = Stretch {
            from,
            to,
            opened: 0,
            closed: 0,
            open_at_the_end: 0,
            sessions: BTreeSet::new(),
        };
        for history in agreed {
            let until = history.turns.iter().take_while(|turn| turn.on <= to);
            let within = until.clone().filter(|turn| turn.on >= from);
            let opened = within.clone().filter(|turn| turn.is_open).count();
            let closed = within.clone().count() - opened;
            stretch.opened += opened;
            stretch.closed += closed;
            stretch.open_at_the_end += usize::from(until.last().is_some_and(|turn| turn.is_open));
            for turn in within {
                let sessions = [Some(history.action.session), turn.said_in];
                let sessions = sessions.into_iter().flatten();
                stretch.sessions.extend(sessions.map(str::to_owned));
            }
        }
        stretch
    });
    of_stretch.collect()
}

/// The period in parts of one length, which begin where the calendar does.
fn stretches(since: Day, until: Day) -> Vec<(Day, Day)> {
    let mut parts = Vec::new();
    for months in LENGTHS {
        parts.clear();
        let mut from = Some(since.0);
        while let Some(first) = from.filter(|first| *first <= until.0 && parts.len() <= MOST) {
            let next =
                beginning(first, months).and_then(|b| b.checked_add_months(Months::new(months)));
            let last = next.and_then(|next| next.pred_opt()).unwrap_or(until.0);
            parts.push((Day(first), Day(last.min(until.0))));
            from = next;
        }
        if parts.len() <= MOST {
            break;
        }
    }
    parts
}

/// The first day of the part of the calendar that a day lies in.
fn beginning(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    let months = i32::try_from(months).ok()?;
    let since_year_nought = day.year() * 12 + i32::try_from(day.month0()).ok()?;
    let first = since_year_nought - since_year_nought.rem_euclid(months);
    let month = u32::try_from(first.rem_euclid(12)).ok()? + 1;
    NaiveDate::from_ymd_opt(first.div_euclid(12), month, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(since: (i32, u32, u32), until: (i32, u32, u32)) -> Vec<String> {
        let day = |(y, m, d)| Day(NaiveDate::from_ymd_opt(y, m, d).expect("a date"));
        let parts = stretches(day(since), day(until));
        parts
            .iter()
            .map(|(from, to)| format!("{from}/{to}"))
            .collect()
    }

    #[test]
    fn the_first_and_the_last_are_cut_short_by_the_period() {
        assert_eq!(
            parts((2025, 12, 22), (2026, 2, 21)),
            [
                "2025-12-22/2025-12-31",
                "2026-01-01/2026-01-31",
                "2026-02-01/2026-02-21"
            ]
        );
        assert_eq!(parts((2026, 2, 1), (2026, 2, 1)), ["2026-02-01/2026-02-01"]);
    }

    #[test]
    fn a_long_period_has_longer_parts() {
        assert_eq!(parts((2025, 1, 1), (2026, 12, 31)).len(), 24);
        let quarters = parts((2024, 11, 15), (2026, 12, 31));
        assert_eq!(quarters.len(), 9);
        assert_eq!(quarters[1], "2025-01-01/2025-03-31");
        assert_eq!(parts((2012, 6, 1), (2026, 12, 31)).len(), 15);
        assert!(parts((1, 1, 1), (9999, 12, 31)).len() > 24);
    }
}

//! Reads a day that has been, the way people look back: `last Monday`, `6 weeks ago`, `since March`.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::calendar::{DayOfMonth, calendar_day, coming_day, month_numbered};
use super::words::{Unit, Word};
use super::{Attempt, DatePhraseError, Problem, day_of_week_named, read_phrase, read_typed};

/// Which day of a week, month or year is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// Its first: "since March".
    First,
    /// Its last: "until March".
    Last,
}

/// Reads what someone typed as a day that has been, seen from `today`.
///
/// All that [`super::parse_date_phrase`] reads is read here too, but what may have been is taken to
/// have been: `Monday` and `1 September` are the latest that is not after today. What can only be
/// ahead, such as `tomorrow`, stays there. A week begins on Monday.
///
/// # Errors
///
/// Refuses what [`super::parse_date_phrase`] refuses.
pub fn parse_day_gone_by(
    typed: &str,
    today: NaiveDate,
    edge: Edge,
) -> Result<NaiveDate, DatePhraseError> {
    read_typed(typed, |words| read_gone_by(words, today, edge))
}

fn read_gone_by(words: &[Word], today: NaiveDate, edge: Edge) -> Attempt<NaiveDate> {
    use Word::{Count, DayName, Long, MonthName, Ordinal, Plain, Short, Span};

    match words {
        [DayName(day)] => earlier(today, today.weekday().days_since(*day), Unit::Days),
        [Plain("last"), DayName(day)] => {
            let yesterday = earlier(today, 1, Unit::Days)?;
            earlier(yesterday, yesterday.weekday().days_since(*day), Unit::Days)
        }
        [Plain("this"), Span(unit)] => edge_of(*unit, today, edge),
        [Plain("last"), Span(unit)] => edge_of(*unit, earlier(today, 1, *unit)?, edge),
        [Plain("start" | "beginning"), Plain("last"), Span(unit)] => {
            edge_of(*unit, earlier(today, 1, *unit)?, Edge::First)
        }
        [Plain("end"), Plain("last"), Span(unit)] => {
            edge_of(*unit, earlier(today, 1, *unit)?, Edge::Last)
        }
        [
            Count(count) | Short(count) | Long(count),
            Span(unit),
            Plain("ago"),
        ] => earlier(today, *count, *unit),
        [Span(unit), Plain("ago")] => earlier(today, 1, *unit),
        [Plain("last"), month @ MonthName(_)] => {
            // "Last November", said in November, is not this one.
            let before = today.with_day(1).and_then(|first| first.pred_opt());
            read_gone_by(&[*month], before.ok_or(Problem::OutOfRange)?, edge)
        }
        [MonthName(_)] | [MonthName(_), Long(_)] => {
            let first = latest(&[&[Plain("start")], words].concat(), today)?;
            edge_of(Unit::Months, first, edge)
        }
        [Ordinal(day)] => {
            let months = (0..=2).filter_map(|back| earlier(today, back, Unit::Months).ok());
            let mut days = months.filter_map(|month| month.with_day(*day));
            match days.find(|day| *day <= today) {
                Some(day) => Ok(day),
                None => coming_day(DayOfMonth::Nth(*day), today)?.resolve(today),
            }
        }
        _ if let Some((_, date)) = day_of_week_named(words) => read_gone_by(date, today, edge),
        [_, .., Span(Unit::Months)] => this_month_or_before(words, today)
            .or_else(|_| latest(words, today))
            .or_else(|_| read_phrase(words, today)),
        [DayName(named), date @ ..] if !date.is_empty() => on_weekday(*named, date, today)
            .or_else(|problem| read_phrase(words, today).map_err(|_| problem)),
        _ => latest(words, today).or_else(|_| read_phrase(words, today)),
    }
}

/// "The end of the month", "first Monday of the month": the latest that is not after today.
fn this_month_or_before(words: &[Word], today: NaiveDate) -> Attempt<NaiveDate> {
    // "This" and "next" say which month themselves.
    if words
        .iter()
        .any(|word| matches!(word, Word::Plain("this" | "next")))
    {
        return Err(Problem::NotUnderstood);
    }
    let firsts = (0..=2).filter_map(|back| earlier(today, back, Unit::Months).ok()?.with_day(1));
    let days = firsts.filter_map(|first| calendar_day(words, first).ok()?.resolve(first).ok());
    let mut gone_by = days.filter(|day| *day <= today);
    gone_by.next().ok_or(Problem::NotUnderstood)
}

/// The day of a calendar that is written so; the latest that is not after today, where no year is.
fn latest(words: &[Word], today: NaiveDate) -> Attempt<NaiveDate> {
    let written = calendar_day(words, today)?;
    if written.year.is_some() {
        return written.resolve(today);
    }
    let years = (today.year() - 8..=today.year()).rev();
    let mut days = years.filter_map(|year| written.in_year(year));
    match days.find(|day| *day <= today) {
        Some(day) => Ok(day),
        None => written.resolve(today),
    }
}

/// "Thursday 19 November": the latest such day has to be that weekday.
fn on_weekday(named: Weekday, date: &[Word], today: NaiveDate) -> Attempt<NaiveDate> {
    let day = latest(date, today)?;
    if day.weekday() == named {
        return Ok(day);
    }
    let (date, is) = (day.format("%-d %B %Y"), day.format("%A"));
    let named = earlier(day, day.weekday().days_since(named), Unit::Days)?;
    Err(Problem::Impossible(format!(
        "{date} was a {is}, not a {}",
        named.format("%A")
    )))
}

fn earlier(from: NaiveDate, count: u32, unit: Unit) -> Attempt<NaiveDate> {
    let days = |each: u64| from.checked_sub_days(Days::new(u64::from(count) * each));
    let months = |each: u32| from.checked_sub_months(Months::new(count.checked_mul(each)?));
    let date = match unit {
        Unit::Days => days(1),
        Unit::Weeks => days(7),
        Unit::Fortnights => days(14),
        Unit::Months => months(1),
        Unit::Years => months(12),
    };
    date.ok_or(Problem::OutOfRange)
}

/// The first or the last day of the week, month or year in which a day stands.
fn edge_of(unit: Unit, day: NaiveDate, edge: Edge) -> Attempt<NaiveDate> {
    let first = match unit {
        Unit::Days => Some(day),
        Unit::Weeks => {
            let since_monday = day.weekday().num_days_from_monday();
            day.checked_sub_days(Days::new(since_monday.into()))
        }
        Unit::Fortnights => None,
        Unit::Months => day.with_day(1),
        Unit::Years => month_numbered(1).and_then(|january| {
            NaiveDate::from_ymd_opt(day.year(), january.number_from_month(), 1)
        }),
    };
    let first = first.ok_or(Problem::NotUnderstood)?;
    match edge {
        Edge::First => Ok(first),
        Edge::Last => super::later(first, 1, unit)?
            .pred_opt()
            .ok_or(Problem::OutOfRange),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Read on Saturday 21 November 2026.
    #[track_caller]
    fn assert_reads(edge: Edge, cases: &[(&str, &str)]) {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        for (typed, expected) in cases {
            let read = parse_day_gone_by(typed, today, edge);
            let read = read.map(|day| day.to_string());
            assert_eq!(read.as_deref(), Ok(*expected), "{typed:?}");
        }
    }

    #[test]
    fn what_may_have_been_has_been() {
        assert_reads(
            Edge::First,
            &[
                ("today", "2026-11-21"),
                ("yesterday", "2026-11-20"),
                ("Monday", "2026-11-16"),
                ("Saturday", "2026-11-21"),
                ("last Saturday", "2026-11-14"),
                ("last Monday", "2026-11-16"),
                ("1 September", "2026-09-01"),
                ("1 December", "2025-12-01"),
                ("21/11", "2026-11-21"),
                ("22/11", "2025-11-22"),
                ("1 March 2024", "2024-03-01"),
                ("Thursday 19 November", "2026-11-19"),
                ("Friday 28 November", "2025-11-28"),
                ("Saturday 28 November", "2026-11-28"),
                ("29 February", "2024-02-29"),
                ("the 15th", "2026-11-15"),
                ("the 22nd", "2026-10-22"),
                ("the 31st", "2026-10-31"),
                ("6 weeks ago", "2026-10-10"),
                ("a month ago", "2026-10-21"),
                ("a fortnight ago", "2026-11-07"),
                ("fortnight ago", "2026-11-07"),
                ("w/c 1 June", "2026-06-01"),
                ("w/c 5 October", "2026-10-05"),
                ("w/c Monday", "2026-11-16"),
                ("week ending Friday", "2026-11-20"),
                ("first Monday of the month", "2026-11-02"),
                ("last Friday of the month", "2026-10-30"),
                ("start of the month", "2026-11-01"),
                ("start of last month", "2026-10-01"),
                ("the end of last month", "2026-10-31"),
                ("Christmas", "2025-12-25"),
                ("last Friday in March", "2026-03-27"),
            ],
        );
    }

    #[test]
    fn a_week_month_or_year_has_a_first_day_and_a_last() {
        let cases = [
            ("this week", "2026-11-16", "2026-11-22"),
            ("last week", "2026-11-09", "2026-11-15"),
            ("this month", "2026-11-01", "2026-11-30"),
            ("last month", "2026-10-01", "2026-10-31"),
            ("this year", "2026-01-01", "2026-12-31"),
            ("last year", "2025-01-01", "2025-12-31"),
            ("March", "2026-03-01", "2026-03-31"),
            ("last March", "2026-03-01", "2026-03-31"),
            ("November", "2026-11-01", "2026-11-30"),
            ("last November", "2025-11-01", "2025-11-30"),
            ("December", "2025-12-01", "2025-12-31"),
            ("February 2024", "2024-02-01", "2024-02-29"),
        ];
        assert_reads(Edge::First, &cases.map(|(typed, first, _)| (typed, first)));
        assert_reads(Edge::Last, &cases.map(|(typed, _, last)| (typed, last)));
    }

    #[test]
    fn what_can_only_be_ahead_stays_there() {
        assert_reads(
            Edge::First,
            &[
                ("tomorrow", "2026-11-22"),
                ("in 6 weeks", "2027-01-02"),
                ("in 2 months", "2027-01-21"),
                ("next Monday", "2026-11-23"),
                ("next week", "2026-11-27"),
                ("1 March 2027", "2027-03-01"),
            ],
        );
    }

    #[test]
    fn what_is_no_day_is_refused() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        for typed in [
            "",
            "last",
            "ago",
            "last soon",
            "this fortnight",
            "99 ago",
            "9999999999 years ago",
        ] {
            assert!(
                parse_day_gone_by(typed, today, Edge::First).is_err(),
                "{typed:?}"
            );
        }
    }
}

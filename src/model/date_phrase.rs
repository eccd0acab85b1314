//! Reads a due date the way people in Britain say it, such as `3/4`, `next Friday` or `in 6 weeks`.

mod calendar;
mod gone_by;
#[cfg(test)]
mod tests;
mod words;

use std::error::Error;
use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use calendar::{DayOfMonth, calendar_day};
use words::{Unit, Word, words_of};

pub use gone_by::{Edge, parse_day_gone_by};

const LONGEST_PHRASE: usize = 100;
const LONGEST_QUOTE: usize = 40;

/// Times that differ from place to place.
const MOVING: [&str; 3] = ["half term", "half-term", "of term"];

/// Days that are said by their names; one that holds another comes before it.
const NAMED_DAYS: [(&str, &str); 10] = [
    ("christmas eve", "24 december"),
    ("christmas day", "25 december"),
    ("christmas", "25 december"),
    ("boxing day", "26 december"),
    ("new year's eve", "31 december"),
    ("new year's day", "1 january"),
    ("the new year", "1 january"),
    ("new year", "1 january"),
    ("end of the financial year", "end of march"),
    ("end of financial year", "end of march"),
];

/// Why a typed date was refused.
///
/// Its `Display` text is meant for the person who typed the date: it says what is wrong in plain
/// words and ends with examples that work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatePhraseError {
    typed: String,
    problem: Problem,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Problem {
    Empty,
    TooLong,
    NotUnderstood,
    MonthMissing,
    OutOfRange,
    /// A time that is not the same everywhere, such as half term.
    NotEverywhere,
    /// A date that was understood but cannot be, with the words that say why.
    Impossible(String),
    /// A day that has just gone, and the next that is written alike.
    JustGone(NaiveDate, NaiveDate),
}

type Attempt<T> = Result<T, Problem>;

impl fmt::Display for DatePhraseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let typed = &self.typed;
        match &self.problem {
            Problem::Empty => write!(f, "No date was typed."),
            Problem::TooLong => write!(f, "“{typed}...” is too long to be a date."),
            Problem::NotUnderstood => write!(f, "“{typed}” was not understood as a date."),
            Problem::MonthMissing => write!(f, "“{typed}” does not say which month."),
            Problem::NotEverywhere => write!(
                f,
                "“{typed}” is not the same day everywhere: type the date that is meant."
            ),
            Problem::OutOfRange => write!(f, "“{typed}” is outside the years 1900 to 2200."),
            Problem::Impossible(reason) => write!(f, "{reason}."),
            Problem::JustGone(gone, coming) => {
                let (gone, coming) = (gone.format("%-d %B %Y"), coming.format("%-d %B %Y"));
                return write!(
                    f,
                    "{gone} has gone by. Type the year as well: {gone} or {coming}."
                );
            }
        }?;
        f.write_str(" Try a date such as 15 January, 3/4, next Friday or in 6 weeks.")
    }
}

impl Error for DatePhraseError {}

/// Writes a date in full, such as `Friday 15 January 2027`.
pub fn full_date(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}

/// Reads what someone typed as a date, seen from `today`.
///
/// Capitals, extra spaces, commas, a closing full stop and words such as "by" or "the" make no
/// difference. Where British usage leaves room for doubt, these rules hold:
///
/// - `Friday` and `this Friday` are the first Friday after today; `next Friday` is the one in the
///   next calendar week, Monday to Sunday; `Friday week` and `a week on Friday` are seven days
///   after the first Friday after today.
/// - `next week` is its Friday. `this week` is its Friday or, once that has passed, its Sunday.
///   `end of the week` is the coming Friday, or today if today is a Friday.
/// - `March`, `this month` and `next month` are the last day of the month, `start of March` is
///   the 1st, `early March` the 7th, `mid March` the 15th and `late March` its last day. The weeks of
///   a month, as in `second week of March`, end on the 7th, 14th, 21st and 28th.
/// - Working days are Monday to Friday: where bank holidays fall is not known here.
/// - `before Friday`, `before 3 April`, `before March` and `before next week` are the day before;
///   `before the end of March` is its end.
/// - Counting in months or years keeps the day of the month, or takes the last day of a shorter
///   month: one month after 31 January is 28 or 29 February.
/// - Numbers put the day first, except in `2027-01-15`, and two-digit years are in this century.
/// - A date without a year is the coming one, and today counts as coming. One that was within the last
///   thirteen weeks is refused: it may be meant, or be a slip.
/// - `Christmas` is 25 December and `the new year` 1 January.
/// - `w/c 5 October` and `week ending 9 October` are the day that they name.
/// - `the 15th` is the coming 15th, but a bare `15` is refused.
///
/// Dates in the past are read like any other; the caller decides whether they make sense.
///
/// # Errors
///
/// Refuses text that is empty, not understood, or longer than 100 characters; a date that does
/// not exist; a weekday that contradicts its date; and any date outside the years 1900 to 2200.
pub fn parse_date_phrase(typed: &str, today: NaiveDate) -> Result<NaiveDate, DatePhraseError> {
    read_typed(typed, |words| read_phrase(words, today))
}

/// Reads what was typed by its words, and refuses what no rule below could be about.
fn read_typed(
    typed: &str,
    read: impl Fn(&[Word]) -> Attempt<NaiveDate>,
) -> Result<NaiveDate, DatePhraseError> {
    let refuse = |quote: &str, problem| DatePhraseError {
        typed: tidied(quote),
        problem,
    };
    if typed.chars().count() > LONGEST_PHRASE {
        let opening: String = typed.trim().chars().take(LONGEST_QUOTE).collect();
        return Err(refuse(&opening, Problem::TooLong));
    }
    // A telephone or a word processor curls the apostrophe of "6 weeks' time".
    let text = tidied(typed).replace('’', "'").to_ascii_lowercase();
    if text.is_empty() {
        return Err(refuse(typed, Problem::Empty));
    }
    if !text.is_ascii() {
        return Err(refuse(typed, Problem::NotUnderstood));
    }
    // "3 / 4" means "3/4", whereas "3 - 4" with spaces is more likely a range.
    let text = text.split('/').map(str::trim).collect::<Vec<_>>().join("/");
    let by_name = |text: String, (name, date): &(&str, &str)| text.replace(name, date);
    let text = NAMED_DAYS.iter().fold(text, by_name);

    match read(&words_of(&text)) {
        Ok(date) if (1900..=2200).contains(&date.year()) => Ok(date),
        Ok(_) => Err(refuse(typed, Problem::OutOfRange)),
        Err(Problem::NotUnderstood) if MOVING.iter().any(|word| text.contains(word)) => {
            Err(refuse(typed, Problem::NotEverywhere))
        }
        Err(problem) => Err(refuse(typed, problem)),
    }
}

/// Leaves out control characters too, so that nothing pasted can garble the error sentence.
fn tidied(typed: &str) -> String {
    let words: Vec<&str> = typed.split_whitespace().collect();
    words.join(" ").replace(char::is_control, "")
}

fn read_phrase(words: &[Word], today: NaiveDate) -> Attempt<NaiveDate> {
    use Unit::{Days, Fortnights, Weeks};
    use Weekday::{Fri, Mon, Sat, Sun};
    use Word::{Count, DayName, Long, Plain, Short, Span};

    // Counting from tomorrow leaves today out, which is what a bare weekday means.
    let tomorrow = later(today, 1, Days)?;
    let next_monday = weekday_from(tomorrow, Mon)?;

    match words {
        [Plain("today" | "tonight")] => Ok(today),
        [Plain("tomorrow")] => Ok(tomorrow),
        [Span(Days), Plain("after"), Plain("tomorrow")] => later(today, 2, Days),
        [Plain("yesterday")] => today.pred_opt().ok_or(Problem::OutOfRange),

        [DayName(day)] | [Plain("this"), DayName(day)] => weekday_from(tomorrow, *day),
        [Plain("next"), DayName(day)] | [DayName(day), Plain("next"), Span(Weeks)] => {
            weekday_from(next_monday, *day)
        }
        [Plain("next"), Span(Weeks)] | [Plain("end"), Plain("next"), Span(Weeks)] => {
            weekday_from(next_monday, Fri)
        }
        [Plain("this"), Span(Weeks)] | [Plain("end"), Plain("this"), Span(Weeks)] => {
            let weekend = matches!(today.weekday(), Sat | Sun);
            weekday_from(today, if weekend { Sun } else { Fri })
        }
        [Plain("end"), Span(Weeks)] => weekday_from(today, Fri),

        [Plain("before"), date @ ..] => before(date, today),
        [Count(_) | Short(_) | Long(_), Span(_)]
        | [Count(_) | Short(_) | Long(_), Plain("working"), Span(Days)]
        | [Span(Fortnights)] => counted(words, today),
        [Plain("today"), Span(unit @ (Weeks | Fortnights))] => later(today, 1, *unit),
        [Plain("tomorrow"), Span(unit @ (Weeks | Fortnights))] => later(tomorrow, 1, *unit),
        [span @ .., Plain("from"), Plain("now" | "today")]
        | [span @ .., Plain("today" | "time")] => counted(span, today),
        [span @ .., Plain("from"), Plain("tomorrow")] | [span @ .., Plain("tomorrow")] => {
            counted(span, tomorrow)
        }
        [span @ .., Plain("from"), DayName(day)] => counted(span, weekday_from(tomorrow, *day)?),
        [DayName(day), Span(unit @ (Weeks | Fortnights))]
        | [Span(unit @ (Weeks | Fortnights)), DayName(day)] => {
            later(weekday_from(tomorrow, *day)?, 1, *unit)
        }
        // Not "in 3 days, Friday", where the weekday explains the count instead of adding to it.
        [span @ .., DayName(day)] if matches!(span, [_, Span(Weeks | Fortnights)]) => {
            counted(span, weekday_from(tomorrow, *day)?)
        }

        [DayName(day), date @ ..] => date_on_weekday(*day, date, today),
        _ => match day_of_week_named(words) {
            Some((day, [Plain("next"), Span(Weeks)])) => weekday_from(next_monday, day),
            Some((_, date)) => read_phrase(date, today),
            None => calendar_day(words, today)?.coming(today),
        },
    }
}

/// "w/c", "week ending": the day on which such a week is named, and the words of the date behind that.
fn day_of_week_named<'p, 'w>(words: &'p [Word<'w>]) -> Option<(Weekday, &'p [Word<'w>])> {
    use Word::{Plain, Span};

    let (weekday, date) = match words {
        [Plain("w"), Plain("b" | "c"), date @ ..]
        | [Plain("wb" | "wc"), date @ ..]
        | [
            Span(Unit::Weeks),
            Plain("beginning" | "commencing" | "starting"),
            date @ ..,
        ] => (Weekday::Mon, date),
        [Plain("w"), Plain("e"), date @ ..]
        | [Plain("we"), date @ ..]
        | [Span(Unit::Weeks), Plain("ending"), date @ ..] => (Weekday::Fri, date),
        _ => return None,
    };
    (!date.is_empty()).then_some((weekday, date))
}

fn counted(span: &[Word], from: NaiveDate) -> Attempt<NaiveDate> {
    use Word::{Count, Long, Plain, Short, Span};

    match span {
        [Count(count) | Short(count) | Long(count), Span(unit)] => later(from, *count, *unit),
        [
            Count(count) | Short(count) | Long(count),
            Plain("working"),
            Span(Unit::Days),
        ] => working_days_later(from, *count),
        [Span(Unit::Fortnights)] => later(from, 1, Unit::Fortnights),
        _ => Err(Problem::NotUnderstood),
    }
}

fn later(from: NaiveDate, count: u32, unit: Unit) -> Attempt<NaiveDate> {
    let days = |each: u64| from.checked_add_days(Days::new(u64::from(count) * each));
    let months = |each: u32| from.checked_add_months(Months::new(count.checked_mul(each)?));
    let date = match unit {
        Unit::Days => days(1),
        Unit::Weeks => days(7),
        Unit::Fortnights => days(14),
        Unit::Months => months(1),
        Unit::Years => months(12),
    };
    date.ok_or(Problem::OutOfRange)
}

/// Five working days are a week; those that are left are counted one by one, from the next Monday at a weekend.
fn working_days_later(from: NaiveDate, count: u32) -> Attempt<NaiveDate> {
    use Weekday::{Fri, Sat, Sun};

    // From a weekend, as from the Friday before it.
    let last_worked = match from.weekday() {
        Sat | Sun => from.checked_sub_days(Days::new(from.weekday().days_since(Fri).into())),
        _ => Some(from),
    };
    let last_worked = last_worked.ok_or(Problem::OutOfRange)?;
    let weeks_later = later(last_worked, count / 5, Unit::Weeks)?;
    let days = count % 5;
    let crosses_weekend = weeks_later.weekday().num_days_from_monday() + days > 4;
    later(
        weeks_later,
        days + if crosses_weekend { 2 } else { 0 },
        Unit::Days,
    )
}

/// The day before the day or the stretch that these words name. An end is what it is: people say "before the end of
/// March" of all of March.
fn before(words: &[Word], today: NaiveDate) -> Attempt<NaiveDate> {
    use Word::{MonthName, Ordinal, Plain, Short, Span};

    let from_its_start = || read_phrase(&[&[Plain("start")], words].concat(), today);
    let first = match words {
        [Plain("end" | "late"), ..] => return read_phrase(words, today),
        [Plain("this"), Span(_)] | [Plain("early"), ..] => return Err(Problem::NotUnderstood),
        [_, Span(Unit::Weeks), _, ..] => return Err(Problem::NotUnderstood),
        [MonthName(_), Short(_) | Ordinal(_), ..] => read_phrase(words, today)?,
        [MonthName(_), ..] | [Plain("next"), Span(Unit::Months)] => from_its_start()?,
        [Plain("next"), Span(Unit::Weeks)] => {
            weekday_from(later(today, 1, Unit::Days)?, Weekday::Mon)?
        }
        _ => read_phrase(words, today)?,
    };
    first.pred_opt().ok_or(Problem::OutOfRange)
}

/// The first such weekday on or after `earliest`.
fn weekday_from(earliest: NaiveDate, day: Weekday) -> Attempt<NaiveDate> {
    later(earliest, day.days_since(earliest.weekday()), Unit::Days)
}

fn date_on_weekday(named: Weekday, date: &[Word], today: NaiveDate) -> Attempt<NaiveDate> {
    let written = calendar_day(date, today)?;
    if !matches!(written.day, DayOfMonth::Nth(_)) {
        return Err(Problem::NotUnderstood);
    }
    let coming = match written.coming(today) {
        // The weekday says that the one to come is meant.
        Err(Problem::JustGone(gone, coming))
            if coming.weekday() == named && gone.weekday() != named =>
        {
            coming
        }
        coming => coming?,
    };
    if coming.weekday() == named {
        Ok(coming)
    } else {
        Err(Problem::Impossible(format!(
            "{} is a {}, not a {}",
            coming.format("%-d %B %Y"),
            coming.format("%A"),
            weekday_from(coming, named)?.format("%A")
        )))
    }
}

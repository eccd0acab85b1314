//! Reads a due date the way people in Britain say it, such as `3/4`, `next Friday` or `in 6 weeks`.

mod gone_by;

#[cfg(test)]
mod tests;

use std::error::Error;
use std::fmt;

use chrono::{Datelike, Days, Month, Months, NaiveDate, Weekday};

pub use gone_by::{Edge, parse_day_gone_by};

const LONGEST_PHRASE: usize = 100;
const LONGEST_QUOTE: usize = 40;
/// How many days a day is said to have just gone.
const JUST_GONE: i64 = 13 * 7;
const SEPARATORS: [char; 3] = ['/', '-', '.'];
const COUNTS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
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
///   the 1st and `mid March` the 15th.
/// - Counting in months or years keeps the day of the month, or takes the last day of a shorter
///   month: one month after 31 January is 28 or 29 February.
/// - Numbers put the day first, except in `2027-01-15`, and two-digit years are in this century.
/// - A date without a year is the coming one, and today counts as coming. One that was within the last
///   thirteen weeks is refused: it may be meant, or be a slip.
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

    match read(&words_of(&text)) {
        Ok(date) if (1900..=2200).contains(&date.year()) => Ok(date),
        Ok(_) => Err(refuse(typed, Problem::OutOfRange)),
        Err(problem) => Err(refuse(typed, problem)),
    }
}

/// Leaves out control characters too, so that nothing pasted can garble the error sentence.
fn tidied(typed: &str) -> String {
    let words: Vec<&str> = typed.split_whitespace().collect();
    words.join(" ").replace(char::is_control, "")
}

#[derive(Debug, Clone, Copy)]
enum Word<'a> {
    /// A number of one or two digits.
    Short(u32),
    /// A longer number, or a year such as `'27`.
    Long(u32),
    /// A day of the month, such as `15th`, `the 15` or the start of `15 of March`.
    Ordinal(u32),
    /// A number in letters, or the "a" of "a week".
    Count(u32),
    Span(Unit),
    DayName(Weekday),
    MonthName(Month),
    /// Digits with separators, such as `3/4` or `2027-01-15`.
    Slashed(&'a str),
    Plain(&'a str),
}

impl Word<'_> {
    /// "15 of the month" and "the 15" name a day, so that neither counts fifteen months.
    fn as_day_of_month(self) -> Self {
        match self {
            Word::Short(day) => Word::Ordinal(day),
            other => other,
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Unit {
    Days,
    Weeks,
    Fortnights,
    Months,
    Years,
}

fn words_of(text: &str) -> Vec<Word<'_>> {
    let is_numeric = |c: char| c.is_ascii_digit() || SEPARATORS.contains(&c);
    let mut words: Vec<Word> = Vec::new();
    let mut after_the = false;
    let chunks = text
        .split([' ', ','])
        .map(|chunk| chunk.trim_end_matches('.'));
    for chunk in chunks.filter(|chunk| !chunk.is_empty()) {
        // "3-4" is one date, but "mid-March" and "15-Jan-27" are several words.
        if chunk.contains(SEPARATORS) && chunk.chars().all(is_numeric) {
            words.push(Word::Slashed(chunk));
            continue;
        }
        for piece in chunk.split(SEPARATORS) {
            match piece {
                "on" | "due" => continue,
                "of" => {
                    if let Some(last) = words.last_mut() {
                        *last = last.as_day_of_month();
                    }
                    continue;
                }
                // Elsewhere they matter: "a week before Friday" is not "a week on Friday".
                "by" | "before" | "in" | "within" if words.is_empty() => continue,
                "the" => {}
                "couple" => {
                    words.pop_if(|word| matches!(word, Word::Count(1)));
                    words.push(Word::Count(2));
                }
                _ if after_the => words.push(read_word(piece).as_day_of_month()),
                _ => words.push(read_word(piece)),
            }
            after_the = piece == "the";
        }
    }
    words
}

fn read_word(text: &str) -> Word<'_> {
    if let Some(number) = read_number(text) {
        return number;
    }
    // The apostrophe tells "March '27", a year, from "March 27", a day.
    if let Some(Word::Short(year)) = text.strip_prefix('\'').and_then(read_number) {
        return Word::Long(2000 + year);
    }
    let text = text.strip_suffix("'s").unwrap_or(text).trim_matches('\'');
    match text {
        "a" | "an" => Word::Count(1),
        "day" | "days" => Word::Span(Unit::Days),
        "week" | "weeks" => Word::Span(Unit::Weeks),
        "fortnight" | "fortnights" => Word::Span(Unit::Fortnights),
        "month" | "months" => Word::Span(Unit::Months),
        "year" | "years" => Word::Span(Unit::Years),
        "tues" => Word::DayName(Weekday::Tue),
        "weds" => Word::DayName(Weekday::Wed),
        "thur" | "thurs" => Word::DayName(Weekday::Thu),
        "sept" => Word::MonthName(Month::September),
        _ => {
            let count = (1..).zip(COUNTS).find(|(_, name)| *name == text);
            None.or_else(|| count.map(|(count, _)| Word::Count(count)))
                .or_else(|| text.parse().ok().map(Word::DayName))
                .or_else(|| text.parse().ok().map(Word::MonthName))
                .unwrap_or(Word::Plain(text))
        }
    }
}

fn read_number(text: &str) -> Option<Word<'_>> {
    let suffixes = ["st", "nd", "rd", "th"];
    let day = suffixes.iter().find_map(|suffix| text.strip_suffix(suffix));
    let digits = day.unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // A number too large to hold is far out of range, and so is its stand-in.
    let value = digits.parse().unwrap_or(u32::MAX);
    Some(match (digits.len(), day) {
        (1 | 2, Some(_)) => Word::Ordinal(value),
        (1 | 2, None) => Word::Short(value),
        _ => Word::Long(value),
    })
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

        [Count(_) | Short(_) | Long(_), Span(_)] | [Span(Fortnights)] => counted(words, today),
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

        [Plain("w"), Plain("b" | "c" | "e"), date @ ..]
        | [Plain("wb" | "wc" | "we"), date @ ..]
        | [
            Span(Weeks),
            Plain("beginning" | "commencing" | "ending" | "starting"),
            date @ ..,
        ] if !date.is_empty() => read_phrase(date, today),

        [DayName(day), date @ ..] => date_on_weekday(*day, date, today),
        _ => calendar_day(words, today)?.coming(today),
    }
}

fn counted(span: &[Word], from: NaiveDate) -> Attempt<NaiveDate> {
    use Word::{Count, Long, Short, Span};

    match span {
        [Count(count) | Short(count) | Long(count), Span(unit)] => later(from, *count, *unit),
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

/// The first such weekday on or after `earliest`.
fn weekday_from(earliest: NaiveDate, day: Weekday) -> Attempt<NaiveDate> {
    later(earliest, day.days_since(earliest.weekday()), Unit::Days)
}

#[derive(Debug, Clone, Copy)]
enum DayOfMonth {
    Nth(u32),
    Last,
    NthWeekday(u8, Weekday),
    LastWeekday(Weekday),
}

/// A day as it was written, which may not exist and may leave the year open.
#[derive(Debug, Clone, Copy)]
struct CalendarDay {
    day: DayOfMonth,
    month: Month,
    year: Option<i32>,
}

impl CalendarDay {
    fn in_year(self, year: i32) -> Option<NaiveDate> {
        let month = self.month.number_from_month();
        match self.day {
            DayOfMonth::Nth(day) => NaiveDate::from_ymd_opt(year, month, day),
            DayOfMonth::Last => last_of_month(year, month),
            DayOfMonth::NthWeekday(number, weekday) => {
                NaiveDate::from_weekday_of_month_opt(year, month, weekday, number)
            }
            DayOfMonth::LastWeekday(weekday) => {
                let last = last_of_month(year, month)?;
                let since = last.weekday().days_since(weekday);
                last.checked_sub_days(Days::new(since.into()))
            }
        }
    }

    /// The coming day that is written so, unless one that is written so has just gone.
    fn coming(self, today: NaiveDate) -> Attempt<NaiveDate> {
        let coming = self.resolve(today)?;
        let before = self.in_year(coming.year() - 1);
        let just_gone = before.filter(|gone| {
            let since = today.signed_duration_since(*gone).num_days();
            self.year.is_none() && (1..=JUST_GONE).contains(&since)
        });
        match just_gone {
            Some(gone) => Err(Problem::JustGone(gone, coming)),
            None => Ok(coming),
        }
    }

    fn resolve(self, today: NaiveDate) -> Attempt<NaiveDate> {
        let this_year = today.year();
        let date = match self.year {
            Some(year) => self.in_year(year),
            // 29 February can be eight years away, because 2100 is not a leap year.
            None => (this_year..=this_year + 8)
                .filter_map(|year| self.in_year(year))
                .find(|date| *date >= today),
        };
        date.ok_or_else(|| match self.day {
            DayOfMonth::Nth(day) => {
                // What no year has is not said of one.
                let year = self.year.map(|year| format!(" {year}")).unwrap_or_default();
                let reason = format!("There is no {day} {}{year}", self.month.name());
                Problem::Impossible(reason)
            }
            DayOfMonth::NthWeekday(..) => Problem::NotUnderstood,
            DayOfMonth::Last | DayOfMonth::LastWeekday(_) => Problem::OutOfRange,
        })
    }
}

fn last_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)?
        .checked_add_months(Months::new(1))?
        .pred_opt()
}

fn calendar_day(words: &[Word], today: NaiveDate) -> Attempt<CalendarDay> {
    use DayOfMonth::{Last, Nth};
    use Word::{DayName, Long, MonthName, Ordinal, Plain, Short, Slashed, Span};

    match words {
        [Plain("start" | "beginning"), month @ ..] => in_month(Nth(1), month, today),
        [Plain("mid" | "middle"), month @ ..] => in_month(Nth(15), month, today),
        [Plain("end"), month @ ..] | [month @ .., Plain("end")] => in_month(Last, month, today),
        [MonthName(_)] | [MonthName(_), Long(_)] | [Plain("this" | "next"), Span(_)] => {
            in_month(Last, words, today)
        }
        [number, DayName(weekday), month @ ..] => {
            let month = match month {
                [Plain("in"), month @ ..] => month,
                month => month,
            };
            in_month(weekday_of_month(*number, *weekday)?, month, today)
        }
        [Ordinal(day)] => coming_day(Nth(*day), today),
        [Short(_)] => Err(Problem::MonthMissing),
        // "The 3 months" reads too much like a length of time to be taken for the coming 3rd.
        [Short(_) | Ordinal(_), Span(_)] => Err(Problem::NotUnderstood),
        [Short(day) | Ordinal(day), month @ ..] => in_month(Nth(*day), month, today),
        [MonthName(month), Short(day) | Ordinal(day), year @ ..] => {
            in_named_month(Nth(*day), *month, year)
        }
        [Slashed(text)] => slashed_day(text),
        _ => Err(Problem::NotUnderstood),
    }
}

/// "First Monday", "3rd Thursday", "last Friday".
fn weekday_of_month(number: Word, weekday: Weekday) -> Attempt<DayOfMonth> {
    let number = match number {
        Word::Plain("last") => return Ok(DayOfMonth::LastWeekday(weekday)),
        Word::Plain(word) => ["first", "second", "third", "fourth", "fifth"]
            .iter()
            .zip(1..)
            .find_map(|(name, number)| (*name == word).then_some(number)),
        Word::Ordinal(number) => u8::try_from(number).ok(),
        _ => None,
    };
    let number = number.filter(|number| (1..=5).contains(number));
    number
        .map(|number| DayOfMonth::NthWeekday(number, weekday))
        .ok_or(Problem::NotUnderstood)
}

fn in_month(day: DayOfMonth, month: &[Word], today: NaiveDate) -> Attempt<CalendarDay> {
    use Word::{MonthName, Plain, Span};

    match month {
        [Span(Unit::Months)] => coming_day(day, today),
        [Plain("this"), Span(Unit::Months)] => months_ahead(0, day, today),
        [Plain("next"), Span(Unit::Months)] => months_ahead(1, day, today),
        [MonthName(month), year @ ..] => in_named_month(day, *month, year),
        _ => Err(Problem::NotUnderstood),
    }
}

fn in_named_month(day: DayOfMonth, month: Month, year: &[Word]) -> Attempt<CalendarDay> {
    let year = match year {
        [] => None,
        [Word::Short(year)] => i32::try_from(2000 + year).ok(),
        [Word::Long(year @ 1900..=2200)] => i32::try_from(*year).ok(),
        [Word::Long(_)] => return Err(Problem::OutOfRange),
        _ => return Err(Problem::NotUnderstood),
    };
    Ok(CalendarDay { day, month, year })
}

fn slashed_day(text: &str) -> Attempt<CalendarDay> {
    use DayOfMonth::Nth;
    use Word::{Long, Short};

    // Only one kind of separator: "3-4/5" is more likely two days in May than a date.
    let separator = text.chars().find(|c| SEPARATORS.contains(c));
    let numbers: Vec<Word> = text
        .split(|c| Some(c) == separator)
        .map(read_word)
        .collect();
    let month_named = |month: u32, hint: &str| {
        let reason = format!("There is no {text}, because {hint}there is no month {month}");
        month_numbered(month).ok_or(Problem::Impossible(reason))
    };
    match numbers.as_slice() {
        [year @ Long(_), Short(month), Short(day)] => {
            in_named_month(Nth(*day), month_named(*month, "")?, &[*year])
        }
        [Short(day), Short(month), year @ ..] => {
            let month = month_named(*month, "the day comes first and ")?;
            in_named_month(Nth(*day), month, year)
        }
        _ => Err(Problem::NotUnderstood),
    }
}

fn month_numbered(number: u32) -> Option<Month> {
    Month::try_from(u8::try_from(number).ok()?).ok()
}

fn months_ahead(ahead: u32, day: DayOfMonth, today: NaiveDate) -> Attempt<CalendarDay> {
    let then = later(today, ahead, Unit::Months)?;
    let month = month_numbered(then.month()).ok_or(Problem::OutOfRange)?;
    let year = Some(then.year());
    Ok(CalendarDay { day, month, year })
}

/// The next time this day comes round, which is never later than the month after next.
fn coming_day(day: DayOfMonth, today: NaiveDate) -> Attempt<CalendarDay> {
    (0..=2)
        .filter_map(|ahead| months_ahead(ahead, day, today).ok())
        .find(|written| written.resolve(today).is_ok_and(|date| date >= today))
        .ok_or_else(|| match day {
            DayOfMonth::Nth(day) => {
                Problem::Impossible(format!("There is no day {day} in any month"))
            }
            _ => Problem::OutOfRange,
        })
}

fn date_on_weekday(named: Weekday, date: &[Word], today: NaiveDate) -> Attempt<NaiveDate> {
    let written = calendar_day(date, today)?;
    if !matches!(written.day, DayOfMonth::Nth(_)) {
        return Err(Problem::NotUnderstood);
    }
    let coming = written.coming(today)?;
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

//! A day of the calendar as it was written: `15 January`, `end of March`, `first Monday in May`, `3/4`.

use chrono::{Datelike, Days, Month, Months, NaiveDate, Weekday};

use super::words::{SEPARATORS, Unit, Word, read_word};
use super::{Attempt, Problem, later, weekday_from};

/// How many days a day is said to have just gone.
const JUST_GONE: i64 = 13 * 7;

/// Which day of its month.
#[derive(Debug, Clone, Copy)]
pub enum DayOfMonth {
    Nth(u32),
    Last,
    NthWeekday(u8, Weekday),
    LastWeekday(Weekday),
}

/// A day as it was written, which may not exist and may leave the year open.
#[derive(Debug, Clone, Copy)]
pub struct CalendarDay {
    /// Which day of the month.
    pub day: DayOfMonth,
    /// The month.
    pub month: Month,
    /// The year, where one was written.
    pub year: Option<i32>,
}

impl CalendarDay {
    /// That day in a year, where the year has it.
    pub fn in_year(self, year: i32) -> Option<NaiveDate> {
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
    pub fn coming(self, today: NaiveDate) -> Attempt<NaiveDate> {
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

    /// The day in the year that was written, or the coming one.
    pub fn resolve(self, today: NaiveDate) -> Attempt<NaiveDate> {
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
            DayOfMonth::NthWeekday(number, weekday) => {
                let year = self.year.map(|year| format!(" {year}")).unwrap_or_default();
                let day = weekday_from(today, weekday).map(|day| day.format("%A").to_string());
                Problem::Impossible(format!(
                    "There are fewer than {number} {}s in {}{year}",
                    day.unwrap_or_default(),
                    self.month.name()
                ))
            }
            DayOfMonth::Last | DayOfMonth::LastWeekday(_) => Problem::OutOfRange,
        })
    }
}

fn last_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)?
        .checked_add_months(Months::new(1))?
        .pred_opt()
}

/// The day that these words name.
pub fn calendar_day(words: &[Word], today: NaiveDate) -> Attempt<CalendarDay> {
    use DayOfMonth::{Last, Nth};
    use Word::{DayName, Long, MonthName, Ordinal, Plain, Short, Slashed, Span};

    match words {
        [Plain("start" | "beginning"), month @ ..] => in_month(Nth(1), month, today),
        [Plain("early"), month @ ..] => in_month(Nth(7), month, today),
        [Plain("mid" | "middle"), month @ ..] => in_month(Nth(15), month, today),
        [Plain("end" | "late"), month @ ..] | [month @ .., Plain("end")] => {
            in_month(Last, month, today)
        }
        [MonthName(_)] | [MonthName(_), Long(_)] | [Plain("this" | "next"), Span(_)] => {
            in_month(Last, words, today)
        }
        [number, DayName(weekday), month @ ..] => in_month(
            weekday_of_month(*number, *weekday)?,
            without_in(month),
            today,
        ),
        [number, Span(Unit::Weeks), month @ ..] if !month.is_empty() => {
            in_month(week_of_month(*number)?, without_in(month), today)
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
    if matches!(number, Word::Plain("last")) {
        return Ok(DayOfMonth::LastWeekday(weekday));
    }
    let number = ordinal(number).filter(|number| (1..=5).contains(number));
    number
        .map(|number| DayOfMonth::NthWeekday(number, weekday))
        .ok_or(Problem::NotUnderstood)
}

/// The last day of "first week", "3rd week", "last week".
fn week_of_month(number: Word) -> Attempt<DayOfMonth> {
    if matches!(number, Word::Plain("last")) {
        return Ok(DayOfMonth::Last);
    }
    let number = ordinal(number).filter(|number| (1..=4).contains(number));
    number
        .map(|number| DayOfMonth::Nth(u32::from(number) * 7))
        .ok_or(Problem::NotUnderstood)
}

/// "First", "3rd".
fn ordinal(word: Word) -> Option<u8> {
    match word {
        Word::Plain(word) => ["first", "second", "third", "fourth", "fifth"]
            .iter()
            .zip(1..)
            .find_map(|(name, number)| (*name == word).then_some(number)),
        Word::Ordinal(number) => u8::try_from(number).ok(),
        _ => None,
    }
}

fn without_in<'p, 'w>(month: &'p [Word<'w>]) -> &'p [Word<'w>] {
    match month {
        [Word::Plain("in"), month @ ..] => month,
        month => month,
    }
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

/// The month of a number from 1 to 12.
pub fn month_numbered(number: u32) -> Option<Month> {
    Month::try_from(u8::try_from(number).ok()?).ok()
}

fn months_ahead(ahead: u32, day: DayOfMonth, today: NaiveDate) -> Attempt<CalendarDay> {
    let then = later(today, ahead, Unit::Months)?;
    let month = month_numbered(then.month()).ok_or(Problem::OutOfRange)?;
    let year = Some(then.year());
    Ok(CalendarDay { day, month, year })
}

/// The next time this day comes round, which is never later than the month after next.
pub fn coming_day(day: DayOfMonth, today: NaiveDate) -> Attempt<CalendarDay> {
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

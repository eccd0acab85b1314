//! The words of a date that was typed.

use chrono::{Month, Weekday};

/// What stands between the numbers of a date.
pub const SEPARATORS: [char; 3] = ['/', '-', '.'];
const COUNTS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// A word as it was typed, and what it may be of a date.
#[derive(Debug, Clone, Copy)]
pub enum Word<'a> {
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

/// A length of time.
#[derive(Debug, Clone, Copy)]
pub enum Unit {
    Days,
    Weeks,
    Fortnights,
    Months,
    Years,
}

/// The words of a text in small letters. Those that make no difference are left out.
pub fn words_of(text: &str) -> Vec<Word<'_>> {
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
                "by" | "in" | "within" if words.is_empty() => continue,
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

/// One word.
pub fn read_word(text: &str) -> Word<'_> {
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

//! Dates on which somebody was born.

use super::Kind;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

const MONTH: &str = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

/// One of these stands in every text that speaks of being born.
const SPOKEN: [&str; 7] = ["born", "birth", "b. ", "dob", "d.o.b", "d o b", "turn"];

/// A day, with or without a year.
static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let day = r"(?:\d{1,2}(?:st|nd|rd|th)?|(?:twenty|thirty)?[- ]?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth)";
    let year = r"(?:,?\s*(?:(?:19|20)\d{2}|'?\d{2})\b)?";
    Regex::new(&format!(
        r"(?i-u)\b(?:\d{{1,2}}\s?[./-]\s?\d{{1,2}}\s?[./-]\s?(?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}|(?:19|20)\d{{6}}|{day}[\s/-]*(?:of\s+)?{MONTH}\b\.?[/-]?{year}|{MONTH}\.?\s+{day}\b{year})(?:\b|$)"
    ))
    .ok()
});

/// What is said before it.
static BEFORE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i-u)(?:\bd\.?\s?o\.?\s?b\b\.?|\bdates? of birth\b|\bbirth\s?(?:date|day)s?\b|\bturn(?:s|ed)? (?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen) on\b|\bborn\b|\bb\.\s?$)(?u:[^.!?\n0-9]){0,30}$").ok()
});

/// What is said before it, and means many.
static OF_MANY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i-u)\b(?:born|birth)\b(?u:.)*\b(?:before|after|since|between|until|by|recorded|checked|form|missing|record|letter|plan)\b(?u:[^0-9])*$").ok()
});

/// What is said after it.
static AFTER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i-u)^[\s,(=-]*(?:d\.?o\.?b\b|date of birth|is (?:her|his|their|the) (?:birthday|date of birth|dob)|was (?:her|his|their|the) (?:birthday|date of birth|dob)|birthday)").ok()
});

/// Dates beside a word about being born.
pub fn look(text: &str) -> Vec<(Range<usize>, Kind)> {
    let is = |pattern: &LazyLock<Option<Regex>>, text: &str| {
        pattern.iter().any(|pattern| pattern.is_match(text))
    };
    // Most answers speak of no birth, and need not be looked at more closely.
    if !may_speak_of_birth(text) {
        return Vec::new();
    }
    let dates = DATE.iter().flat_map(|date| date.find_iter(text));
    dates
        .filter(|date| {
            let before = text.get(..date.start()).unwrap_or_default();
            let after = text.get(date.end()..).unwrap_or_default();
            is(&BEFORE, before) && !is(&OF_MANY, before) || is(&AFTER, after)
        })
        .map(|date| (date.range(), Kind::DateOfBirth))
        .collect()
}

/// Whether one of the words stands in a text, alone or in another. By two letters first, since every answer
/// of every session is asked.
fn may_speak_of_birth(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut pairs = bytes.array_windows().enumerate();
    pairs.any(|(at, [first, second])| {
        matches!(
            &[first | 0x20, second | 0x20],
            b"bo" | b"bi" | b"b." | b"do" | b"d." | b"d " | b"tu"
        ) && SPOKEN.iter().any(|word| {
            let here = bytes.get(at..at + word.len());
            here.is_some_and(|here| here.eq_ignore_ascii_case(word.as_bytes()))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_one_of_birth_where_it_is_said() {
        for (text, seen) in [
            ("AC (DOB 12/03/2019)", Some("12/03/2019")),
            ("d.o.b. 12.3.19", Some("12.3.19")),
            (
                "he was born on 3rd of March 2019",
                Some("3rd of March 2019"),
            ),
            ("born 4 May", Some("4 May")),
            ("her birthday is the 4th of May", Some("4th of May")),
            ("2019-03-12 is his date of birth", Some("2019-03-12")),
            ("March 12, 2019 (DOB)", Some("March 12, 2019")),
            ("born at 34 weeks", None),
            ("children born before 1 April 2020", None),
            ("review by 12 March 2027", None),
            ("the birth plan of 12 March 2025", None),
        ] {
            let found = look(text).into_iter().next();
            let found = found.and_then(|(range, _)| text.get(range));
            assert_eq!(found, seen, "{text}");
        }
    }
}

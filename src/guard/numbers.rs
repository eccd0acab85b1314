//! Numbers and addresses that belong to one person.

use super::Kind;
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// A pattern of this file. One that could not be read would find nothing, and its tests would say so.
fn pattern(text: &str) -> Option<Regex> {
    // ASCII alone: tables of all of Unicode would take longer to build than a meeting's answers to read.
    Regex::new(&format!("(?-u){text}")).ok()
}

macro_rules! patterns {
    ($($name:ident = $text:expr;)*) => {
        $(static $name: LazyLock<Option<Regex>> = LazyLock::new(|| pattern($text));)*
    };
}

patterns! {
    EMAIL = r"[\w.+'%-]+@[\w-]+(?:\.[\w-]+)+";
    PHONE = r"(?:\+\s?44|\b0044|\(?\b0)(?:[\d()/ .-]|(?u:–)){7,}\d";
    PHONE_WITHOUT_ZERO = r"\b7\d{3}[ -]?\d{6}\b";
    PHONE_AFTER_A_WORD = r"(?i)\b(?:tel|telephone|phone|mobile|mob|ring|call|text)\b(?u:[^0-9\n]){0,20}?(\d(?:[ -]?\d){5,9})\b";
    NHS = r"\b\d{3}[ .-]?\d{3}[ .-]?\d{4}\b";
    NATIONAL_INSURANCE = r"(?i)\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?(?:\d{2}[ -]?){3}[A-D]\b";
    POSTCODE = r"(?i)\b([A-Z]{1,2})\d[A-Z\d]?(?:\s{0,2}|-)\d[ABD-HJLNP-UW-Z]{2}\b";
    REFERENCE_AFTER_A_WORD = r"(?i)\b(?:case|client|file|crime|incident|occurrence|reference|ref|urn|upn|uprn|id|pin|lcs|eis|ehm|ics|cms|mosaic|liquid\s?logic|carefirst|systmone|emis|rio|niche|athena|pnc|person|hospital|record|log|cin|chi|number|no)\b[.:#/ ]*(?:(?:case|file|crime|record|client|person|hospital|number|num|no|nos|id|ref|reference|is|was)\b[.:#/ ]*){0,4}\(?#?((?-i:[A-Z]{0,4}[-/ ]?|[a-z]{1,4}[-/]?)\d[\dA-Z/\-]{3,})";
    REFERENCE = r"\b(?:[A-Z]{1,4}[-/]?\d{5,}[A-Z]?|\d{2,4}/\d{4,8}/\d{2,4}|[A-Z]{1,4}[-/]\d{2,4}[-/]\d{3,}|\d{6,13}[A-Z]?)\b";
}

/// Postcode areas: the letters that a postcode of Royal Mail begins with, with those of the islands.
const AREAS: &str = " AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE ";

/// What looks like such a number, with where it stands.
pub fn look(text: &str) -> Vec<(Range<usize>, Kind)> {
    let mut found = Vec::new();
    let mut all =
        |pattern: &LazyLock<Option<Regex>>, kind: Kind, is_one: &dyn Fn(&Captures) -> bool| {
            let captures = pattern
                .iter()
                .flat_map(|pattern| pattern.captures_iter(text));
            for captures in captures.filter(|captures| is_one(captures)) {
                // The part that is the number itself, where a pattern has more.
                let whole = match kind {
                    Kind::Postcode => captures.get(0),
                    _ => captures.iter().last().flatten(),
                };
                if let Some(whole) = whole {
                    found.push((whole.range(), kind));
                }
            }
        };
    let whole = |captures: &Captures| captures.get(0).map_or("", |m| m.as_str()).to_owned();
    let last = |captures: &Captures| {
        let last = captures.iter().last().flatten();
        last.map_or("", |m| m.as_str()).to_owned()
    };
    let before = |captures: &Captures| {
        let start = captures.get(0).map_or(0, |m| m.start());
        text.get(..start).unwrap_or_default()
    };
    let after = |captures: &Captures| {
        let end = captures.get(0).map_or(text.len(), |m| m.end());
        text.get(end..).unwrap_or_default()
    };
    if text.contains('@') {
        all(&EMAIL, Kind::Email, &|_| true);
    }
    // Making the patterns takes longer than reading a page of minutes, and most pages need none of them.
    if !is_worth_a_look(text) {
        return found;
    }
    all(&NATIONAL_INSURANCE, Kind::NationalInsurance, &|found| {
        is_national_insurance(&whole(found))
    });
    all(&PHONE, Kind::Telephone, &|found| {
        is_telephone(&whole(found))
    });
    all(&NHS, Kind::NhsNumber, &|found| {
        let number = digits(&whole(found));
        has_nhs_check_digit(&number) || names_the_nhs(before(found))
    });
    all(&PHONE_WITHOUT_ZERO, Kind::Telephone, &|_| true);
    all(&PHONE_AFTER_A_WORD, Kind::Telephone, &|found| {
        let number = digits(&last(found));
        !is_public(&number) && !number.starts_with("116") && !is_round(&number)
    });
    all(&POSTCODE, Kind::Postcode, &|found| {
        let area = found.get(1).map_or("", |area| area.as_str());
        AREAS.contains(&format!(" {} ", area.to_uppercase())) && !is_ordinal(&whole(found))
    });
    all(&REFERENCE_AFTER_A_WORD, Kind::CaseReference, &|found| {
        is_reference(&last(found))
    });
    all(&REFERENCE, Kind::CaseReference, &|found| {
        let amount = before(found).ends_with(['£', '$', '€', '.', ',', '#', '/', '=', '-', '+']);
        let goes_on = after(found).starts_with(['%', '/']);
        !amount && !goes_on && is_reference(&whole(found))
    });
    found
}

/// Whether a text has anything but the dates, years and small numbers of every page: digits that stand
/// together as those of a number do, a word with digits that is no date, or the end of a postcode.
fn is_worth_a_look(text: &str) -> bool {
    let apart = |letter: char| letter.is_whitespace() || matches!(letter, ':' | '#');
    // To the end and not to the first: in this shape several bytes are looked at together.
    let has_digit = text
        .bytes()
        .fold(false, |has, byte| has | byte.is_ascii_digit());
    has_digit && (has_long_number(text) || text.split(apart).any(is_unusual))
}

fn is_unusual(word: &str) -> bool {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let ends_as_postcode = || {
        let inward = word.as_bytes().last_chunk::<3>();
        inward.is_some_and(|[digit, one, other]| {
            digit.is_ascii_digit() && one.is_ascii_alphabetic() && other.is_ascii_alphabetic()
        }) && !is_ordinal(word)
    };
    // The id of a session and the digest of a file have more letters.
    digits > 0 && (digits >= 4 && letters <= 6 && is_reference(word) || ends_as_postcode())
}

/// Whether some digits that nothing but spaces, dots and dashes keeps apart are too many for a date.
fn has_long_number(text: &str) -> bool {
    let (mut digits, mut apart, mut is_date) = (0, 0, false);
    for letter in text.chars().chain(['\n']) {
        if letter.is_ascii_digit() {
            (digits, apart) = (digits + 1, 0);
        } else if apart < 2 && matches!(letter, ' ' | '(' | ')' | '/' | '.' | '-' | '–') {
            apart += 1;
            is_date |= matches!(letter, '/' | '.' | '-');
        } else {
            if digits >= 9 || digits >= 6 && !(digits == 8 && is_date) {
                return true;
            }
            (digits, apart, is_date) = (0, 0, false);
        }
    }
    false
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Modulus 11, as the NHS Data Dictionary lays it down: weights 10 to 2, and the tenth digit is what is
/// missing to eleven.
fn has_nhs_check_digit(number: &str) -> bool {
    let values: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
    let Some((check, rest)) = values.split_last() else {
        return false;
    };
    let sum: u32 = rest.iter().zip((2..=10).rev()).map(|(d, w)| d * w).sum();
    let differs = rest.iter().any(|digit| digit != check);
    values.len() == 10 && differs && (11 - sum % 11) % 11 == *check
}

/// Whether the words right before it say that it is one, right or wrong.
fn names_the_nhs(before: &str) -> bool {
    let last = before.trim_end().char_indices().rev().nth(17);
    let near = before.get(last.map_or(0, |(at, _)| at)..);
    near.unwrap_or_default().to_lowercase().contains("nhs")
}

/// Numbers of the Department for Work and Pensions never begin with these.
fn is_national_insurance(found: &str) -> bool {
    let prefix: String = found.chars().take(2).collect();
    !["BG", "GB", "NK", "KN", "TN", "NT", "ZZ"].contains(&prefix.to_uppercase().as_str())
}

/// Ten or eleven digits from the zero on, as Ofcom's numbering plan has them, and not a public one.
fn is_telephone(found: &str) -> bool {
    let is_date = {
        let mut parts = found.split(['.', '-']);
        let mut length = || parts.next().map_or(0, |part| part.trim().len());
        matches!((length(), length()), (1..=2, 1..=2))
    };
    let mut number = digits(found);
    for code in ["0044", "44"] {
        if let Some(rest) = number.strip_prefix(code) {
            number = format!("0{}", rest.trim_start_matches('0'));
            break;
        }
    }
    (10..=11).contains(&number.len())
        && number.starts_with('0')
        && !number.starts_with("00")
        && !is_public(&number)
        && (!is_date || found.starts_with('+'))
}

/// A helpline's or an organisation's: freephone, 03 and business rates, and short ones.
fn is_public(number: &str) -> bool {
    let prefixes = ["03", "05", "08", "09"];
    prefixes.iter().any(|prefix| number.starts_with(prefix))
}

/// 5th, 2nd: a postcode in small letters never means that.
fn is_ordinal(found: &str) -> bool {
    ["st", "nd", "rd", "th"]
        .iter()
        .any(|ending| found.ends_with(ending))
}

/// Enough digits, and neither a year, a span of years, a date nor a round number.
fn is_reference(found: &str) -> bool {
    let found = found.trim();
    let number = digits(found);
    let only_digits = number.len() == found.len();
    if number.len() < 4 || is_round(&number) && only_digits {
        return false;
    }
    let parts: Vec<&str> = found.split(['/', '-']).collect();
    let is_year = |part: &str| {
        part.len() == 4
            && (part.starts_with("19") || part.starts_with("20"))
            && digits(part).len() == 4
    };
    let small = |part: &str| part.len() <= 2 && digits(part).len() == part.len();
    match parts.as_slice() {
        [one] if only_digits && one.len() == 4 => !is_year(one),
        [one] if only_digits && one.len() == 8 => {
            // A date in eight figures, from either end.
            !(one.starts_with("19") || one.starts_with("20"))
        }
        [one, other] => {
            !(is_year(one) && (small(other) || is_year(other)) || small(one) && is_year(other))
        }
        [one, middle, last] => {
            !(small(middle)
                && (small(one) && (small(last) || is_year(last)) || is_year(one) && small(last)))
        }
        _ => true,
    }
}

fn is_round(number: &str) -> bool {
    number.len() > 3 && number.ends_with("000")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        let mut found = look(text);
        found.sort_by_key(|(range, _)| range.start);
        found.dedup_by(|one, other| one.0.start < other.0.end);
        found.into_iter().map(|(_, kind)| kind).collect()
    }

    #[test]
    fn every_pattern_can_be_read() {
        for pattern in [
            &EMAIL,
            &PHONE,
            &PHONE_WITHOUT_ZERO,
            &PHONE_AFTER_A_WORD,
            &NHS,
            &NATIONAL_INSURANCE,
            &POSTCODE,
            &REFERENCE_AFTER_A_WORD,
            &REFERENCE,
        ] {
            assert!(pattern.is_some());
        }
    }

    #[test]
    fn the_check_digit_decides() {
        assert!(has_nhs_check_digit("9434765919"));
        assert!(!has_nhs_check_digit("9434765918"));
        assert!(!has_nhs_check_digit("0000000000"));
        assert_eq!(kinds("seen as 943 476 5919"), [Kind::NhsNumber]);
        assert_eq!(kinds("seen as 943 476 5918"), []);
        assert_eq!(kinds("NHS no: 943 476 5918"), [Kind::NhsNumber]);
    }

    #[test]
    fn numbers_are_told_apart() {
        for (text, kind) in [
            ("ring 07700 900123", Some(Kind::Telephone)),
            ("+44 (0)7700 900 123", Some(Kind::Telephone)),
            ("(01632) 960 001", Some(Kind::Telephone)),
            ("7700 900123", Some(Kind::Telephone)),
            ("phone 960 001", Some(Kind::Telephone)),
            ("call 0300 123 4567", None),
            ("Samaritans on 116 123", None),
            ("call 0800 1111", None),
            ("between 01.02.2024 and 03.04.2024", None),
            ("on 01-02-2024 12 came", None),
            ("someone@example.org", Some(Kind::Email)),
            ("AB 12 34 56 C", Some(Kind::NationalInsurance)),
            ("GB123456C", Some(Kind::CaseReference)),
            ("at HG1 1AA now", Some(Kind::Postcode)),
            ("yo17hh", Some(Kind::Postcode)),
            ("the M1 5th junction", None),
            ("ZZ1 1AA", None),
            ("Mosaic 1234567", Some(Kind::CaseReference)),
            ("case ref 4512/24", Some(Kind::CaseReference)),
            ("case review 2023", None),
            ("ref 2023/24", None),
            ("file of 12/03/2024", None),
            ("Section 17 and 15000 families", None),
            ("£1250000", None),
        ] {
            assert_eq!(kinds(text).first().copied(), kind, "{text}");
        }
    }
}

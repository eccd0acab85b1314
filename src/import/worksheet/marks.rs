//! The marks by which a line of a sheet is known: a heading, a rule, a number, a label, the end of a sentence.

use super::printed::plain;
use crate::import::text::without_bullet;
use crate::model::step_record::Disposition;

/// A line that is at least this long, and in which no sentence ends, was probably wrapped.
const WRAPPED: usize = 60;

/// A heading of Markdown: its level and its words.
pub fn heading(text: &str) -> Option<(usize, &str)> {
    let words = text.trim_start_matches('#');
    let level = text.len() - words.len();
    let is_heading = (1..=6).contains(&level) && words.starts_with([' ', '\t']);
    is_heading.then(|| (level, words.trim().trim_end_matches('#').trim_end()))
}

/// A line that is drawn, or left to be written on.
pub fn is_rule(text: &str) -> bool {
    let marks: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    marks.len() >= 3
        && marks
            .iter()
            .all(|c| matches!(c, '-' | '*' | '_' | '=' | '`' | '.' | '…'))
}

/// "2. words", "Question 2: words", "q2": the number, and the words behind it.
pub fn number_of(text: &str) -> Option<(usize, &str)> {
    let text = text.trim();
    let small = text.to_ascii_lowercase();
    let word = ["question", "step", "action", "q", "s", "a"]
        .into_iter()
        .find(|word| {
            small.get(word.len()..).is_some_and(|rest| {
                small.starts_with(word)
                    && rest
                        .trim_start_matches([' ', '.'])
                        .starts_with(|c: char| c.is_ascii_digit())
            })
        });
    let rest = text.get(word.map_or(0, str::len)..)?;
    let rest = if word.is_some() {
        rest.trim_start_matches([' ', '.'])
    } else {
        rest
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = (rest.get(..digits)?, rest.get(digits..)?);
    let ended = rest.is_empty() || rest.starts_with(['.', ')', ':', ' ', '\t', '-', '–', '\\']);
    if !ended || (word.is_none() && !rest.is_empty() && rest.starts_with([' ', '-', '–'])) {
        return None;
    }
    let rest = rest.trim_start_matches(['\\', '.', ')', ':', ' ', '\t', '-', '–']);
    Some((number.parse().ok().filter(|_| digits < 4)?, rest))
}

/// A label as it is compared, and the words behind it.
pub fn fact(text: &str) -> Option<(String, &str)> {
    let text = without_bullet(text).unwrap_or(text);
    let (name, words) = text.split_once(':')?;
    let is_bold = name.starts_with("**") || name.starts_with("__");
    let words = match is_bold {
        true => words
            .strip_prefix("**")
            .or_else(|| words.strip_prefix("__"))
            .unwrap_or(words),
        false => words,
    };
    let words = words.trim();
    // Room that was printed as a line.
    let words = match words.starts_with("____") {
        true => words.trim_start_matches('_').trim_start(),
        false => words,
    };
    Some((plain(name), words))
}

/// Whether a line without a mark belongs to the words above it.
pub fn continues(before: &str, indented: bool, line: &str) -> bool {
    let ended = before.ends_with(['.', '?', '!', ':', ';']);
    indented || !ended && (line.starts_with(char::is_lowercase) || is_full(before))
}

/// Whether a line is long enough to have been wrapped.
pub fn is_full(line: &str) -> bool {
    line.chars().count() >= WRAPPED
}

/// "Parked: no time" and the like; nothing where the words are a point.
pub fn outcome(words: &str) -> Option<(&'static str, &str)> {
    let words = words.trim();
    for outcome in ["parked", "skipped", "not reached"] {
        let Some(start) = words.get(..outcome.len()) else {
            continue;
        };
        if !start.eq_ignore_ascii_case(outcome) {
            continue;
        }
        let rest = words.get(outcome.len()..).unwrap_or_default().trim();
        if rest.is_empty() || rest == "." {
            return Some((outcome, ""));
        }
        let reason = [":", ",", "- ", "– ", "— "]
            .into_iter()
            .find_map(|mark| rest.strip_prefix(mark));
        if let Some(reason) = reason {
            return Some((outcome, reason.trim()));
        }
    }
    None
}

/// A disposition at the start of some words, and what stands behind it; else all of the words.
pub fn disposition_and_more(value: &str) -> (&str, &str) {
    for disposition in Disposition::ALL {
        let word = disposition.word();
        let start = value.get(..word.len());
        if !start.is_some_and(|start| start.eq_ignore_ascii_case(word)) {
            continue;
        }
        let rest = value.get(word.len()..).unwrap_or_default();
        // "In place-based teams" is no disposition.
        if rest.starts_with('-') && !rest.starts_with("- ") {
            continue;
        }
        let more = rest.trim_start_matches([':', ',', '.', ';', '-', '–', '—', ' ']);
        if rest.is_empty() || more.len() < rest.len() {
            return (value.get(..word.len()).unwrap_or(value), more.trim());
        }
    }
    (value, "")
}

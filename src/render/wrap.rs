//! Text wrapped by words and by display width. The only place that knows textwrap.

use super::shown::shown;
use textwrap::{Options, WordSplitter};

/// The widest that prose is set, however wide the screen.
pub const WIDEST: usize = 100;

/// The text as rows, the first after one indent and the others after another. Without a width every
/// line of the text is one row. A word that is longer than a row is broken.
pub fn wrap(text: &str, columns: Option<usize>, first: &str, rest: &str) -> Vec<String> {
    wrapped(text, columns, first, rest, true)
}

/// The same, but a word that is longer than a row stays whole: a path or a command that is to be copied is
/// broken by the screen alone, which joins it again.
pub fn wrap_between_words(
    text: &str,
    columns: Option<usize>,
    first: &str,
    rest: &str,
) -> Vec<String> {
    wrapped(text, columns, first, rest, false)
}

fn wrapped(
    text: &str,
    columns: Option<usize>,
    first: &str,
    rest: &str,
    break_words: bool,
) -> Vec<String> {
    let text = shown(text);
    let Some(columns) = columns else {
        let mut rows: Vec<String> = text.lines().map(|line| format!("{rest}{line}")).collect();
        match rows.first_mut() {
            Some(row) => *row = format!("{first}{}", text.lines().next().unwrap_or_default()),
            None => rows.push(first.to_owned()),
        }
        return rows;
    };
    let options = Options::new(columns.clamp(10, WIDEST))
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(break_words);
    textwrap::wrap(&text, options)
        .into_iter()
        .map(|row| row.trim_end().to_owned())
        .collect()
}

/// The text with a capital at its start, for a word of the file format that begins a line.
pub fn first_letter_large(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// "1 question", "3 questions", "no steps".
pub fn counted(count: usize, noun: &str) -> String {
    match count {
        0 => format!("no {noun}s"),
        1 => format!("1 {noun}"),
        more => format!("{more} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_word_is_broken_or_stays_whole_to_be_copied() {
        let text = "It is in /a/long/path/to/a/file now.";
        assert_eq!(
            wrap(text, Some(14), "", ""),
            ["It is in", "/a/long/path/t", "o/a/file now."]
        );
        assert_eq!(
            wrap_between_words(text, Some(14), "* ", "  "),
            ["* It is in", "  /a/long/path/to/a/file", "  now."]
        );
        assert_eq!(
            wrap_between_words(text, None, "* ", "  "),
            [format!("* {text}")]
        );
    }
}

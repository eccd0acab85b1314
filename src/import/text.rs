//! Plain text to blocks. Written by hand: no crate reads lists and wrapped paragraphs out of text that
//! follows no grammar.

use super::address;
use super::block::{At, Block, Kind, Span};

/// A line that is at least this long and is followed by another was probably wrapped.
const WRAPPED: usize = 60;

/// Marks that begin an item, each with white space behind it.
const BULLETS: [&str; 16] = [
    "-", "*", "+", "•", "◦", "▪", "●", "‣", "·", "–", "—", "o", "\u{f0b7}", "\u{f0a7}", "\u{f0d8}",
    "✓",
];

/// Reads plain text, with the little Markdown that such texts carry: list marks, `**`, links and
/// escaped punctuation.
///
/// # Errors
/// None so far; every format's reader has the same shape.
pub fn read(text: &str) -> Result<Vec<Block>, String> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Open> = None;
    for (at, line) in text.lines().enumerate() {
        let line_number = At::Line(u32::try_from(at + 1).unwrap_or(u32::MAX));
        let trimmed = line.trim();
        if trimmed.is_empty() {
            // A bullet may stand alone on its line, before its text.
            if open.as_ref().is_none_or(|open| !open.words.is_empty()) {
                blocks.extend(open.take().and_then(Open::close));
            }
            continue;
        }
        let depth = line.chars().take_while(|c| c.is_whitespace()).count() / 2;
        if let Some(rest) = without_bullet(trimmed) {
            blocks.extend(open.take().and_then(Open::close));
            let depth = u8::try_from(depth).unwrap_or(u8::MAX);
            open = Some(Open::new(Kind::Item(depth), rest, line_number));
            continue;
        }
        match &mut open {
            Some(open) if open.goes_on_with(trimmed) => open.add(trimmed),
            _ => {
                blocks.extend(open.take().and_then(Open::close));
                open = Some(Open::new(Kind::Paragraph, trimmed, line_number));
            }
        }
    }
    blocks.extend(open.and_then(Open::close));
    Ok(blocks)
}

/// A block that may go on in the next line.
struct Open {
    kind: Kind,
    words: String,
    last_line: usize,
    at: At,
}

impl Open {
    fn new(kind: Kind, words: &str, at: At) -> Self {
        Self {
            kind,
            words: words.to_owned(),
            last_line: words.chars().count(),
            at,
        }
    }

    /// Whether a line belongs to the block: the sentence goes on in it, the line before was full, or was
    /// a bullet alone.
    fn goes_on_with(&self, line: &str) -> bool {
        let sentence_goes_on = line.starts_with(char::is_lowercase)
            && !self.words.ends_with(['.', '?', '!', ':', ';']);
        self.words.is_empty()
            || sentence_goes_on
            || (self.last_line >= WRAPPED && !ends_a_block(&self.words, line))
    }

    fn add(&mut self, line: &str) {
        if !self.words.is_empty() {
            self.words.push(' ');
        }
        self.words.push_str(line);
        self.last_line = line.chars().count();
    }

    fn close(self) -> Option<Block> {
        let (plain, link) = without_links(&self.words);
        let spans = runs(&plain);
        (!spans.is_empty()).then_some(Block {
            kind: self.kind,
            spans,
            link,
            at: self.at,
        })
    }
}

/// A long line that ends a sentence is followed by a line that begins one: then they are two blocks.
fn ends_a_block(before: &str, after: &str) -> bool {
    before.ends_with(['.', '?', '!', ':'])
        && after.chars().next().is_some_and(char::is_uppercase)
        && before.chars().count() > 2 * WRAPPED
}

/// The text behind a bullet, or behind a number or letter that begins a list.
pub fn without_bullet(line: &str) -> Option<&str> {
    for bullet in BULLETS {
        if let Some(rest) = line.strip_prefix(bullet)
            && (rest.is_empty() || rest.starts_with(char::is_whitespace))
            && (bullet != "o" || !rest.is_empty())
        {
            return Some(rest.trim_start());
        }
    }
    let (number, rest) = line.split_once(char::is_whitespace)?;
    let mark = number.strip_suffix(['.', ')'])?.trim_start_matches('(');
    let counts = !mark.is_empty()
        && (mark.len() <= 2 && mark.bytes().all(|b| b.is_ascii_digit())
            || mark.len() == 1 && mark.bytes().all(|b| b.is_ascii_lowercase())
            || mark.len() <= 4 && mark.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')));
    counts.then(|| rest.trim_start())
}

/// The runs of a text, bold or not, without its marks: `**`, escapes, links, angle brackets around an
/// address.
pub fn spans(text: &str) -> Vec<Span> {
    runs(&without_links(text).0)
}

/// The same of a text without links.
fn runs(text: &str) -> Vec<Span> {
    tidy(
        emphasised(text)
            .into_iter()
            .map(|run| Span {
                text: unescaped(&run.text),
                ..run
            })
            .collect(),
    )
}

/// A text cut at every `**`. An odd number of them means that the first one was left out.
pub fn emphasised(text: &str) -> Vec<Span> {
    let mut bold = text.matches("**").count() % 2 == 1;
    let mut spans: Vec<Span> = Vec::new();
    for run in text.split("**") {
        push(&mut spans, run, bold);
        bold = !bold;
    }
    spans
}

fn push(spans: &mut Vec<Span>, text: &str, bold: bool) {
    match spans.last_mut() {
        Some(last) if last.bold == bold => last.text.push_str(text),
        _ => spans.push(Span {
            text: text.to_owned(),
            bold,
        }),
    }
}

/// White space as blocks have it: single spaces, none at either end.
pub fn tidy(spans: Vec<Span>) -> Vec<Span> {
    let mut tidy: Vec<Span> = Vec::new();
    let mut after_space = true;
    for span in spans {
        let mut text = String::new();
        for c in span.text.chars() {
            let c = if c.is_whitespace() { ' ' } else { c };
            if matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}') || (c == ' ' && after_space) {
                continue;
            }
            after_space = c == ' ';
            text.push(c);
        }
        if !text.is_empty() {
            push(&mut tidy, &text, span.bold);
        }
    }
    while let Some(last) = tidy.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        tidy.pop();
    }
    tidy
}

/// `[words](target)` becomes its words; `<https://…>` the address. With the text comes the address of
/// the first link that leads to one.
fn without_links(text: &str) -> (String, Option<String>) {
    let mut plain = String::new();
    let mut first = None;
    let mut rest = text;
    while let Some(open) = rest.find(['[', '<']) {
        let (before, from) = rest.split_at(open);
        plain.push_str(before);
        match link(from) {
            Some((words, target, after)) if !before.ends_with('\\') => {
                plain.push_str(words);
                if first.is_none() && !words.trim().is_empty() {
                    first = address::target(&unescaped(target));
                }
                rest = after;
            }
            _ => {
                let width = from.chars().next().map_or(1, char::len_utf8);
                let (mark, after) = from.split_at(width);
                plain.push_str(mark);
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    (plain, first)
}

/// The words and the target of a link at the start of a text, and what follows it.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    if let Some(address) = text.strip_prefix('<') {
        let (address, after) = address.split_once('>')?;
        let is_address = address.contains("://") || address.contains('@');
        return (is_address && !address.contains(' ')).then_some((address, address, after));
    }
    let inside = text.strip_prefix('[')?;
    let middle = inside.find("](")?;
    let (words, target) = (inside.get(..middle)?, inside.get(middle + 2..)?);
    let (target, after) = target.split_once(')')?;
    let is_link = !words.contains('[') && !target.contains(' ');
    // A bracket within the target ends it too early, and a part of an address is none.
    let whole = if target.contains('(') { "" } else { target };
    is_link.then_some((words, whole, after))
}

/// A backslash before a punctuation mark is Markdown's, not the text's.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        if c == '\\' && letters.peek().is_some_and(char::is_ascii_punctuation) {
            continue;
        }
        plain.push(c);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(Kind, String)> {
        let blocks = read(text).expect("blocks");
        blocks
            .iter()
            .map(|block| (block.kind, block.text()))
            .collect()
    }

    #[test]
    fn list_marks_of_every_kind_begin_an_item() {
        let text =
            "- one\n* two\n• three\n▪ four\n1. five\n(b) six\niii) seven\no eight\n\u{f0b7} nine";
        let expected = [
            "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
        ];
        assert_eq!(
            texts(text),
            expected.map(|words| (Kind::Item(0), words.to_owned()))
        );
        assert_eq!(texts("-not a list")[0].0, Kind::Paragraph);
        assert_eq!(texts("2026 was a year")[0].0, Kind::Paragraph);
    }

    #[test]
    fn a_bullet_alone_takes_the_text_below_it() {
        let expected = [(Kind::Item(0), "What do we see?".to_owned())];
        assert_eq!(texts("•\nWhat do we see?"), expected);
        assert_eq!(
            texts("o\n\nWhat do we see?"),
            [
                (Kind::Paragraph, "o".into()),
                (Kind::Paragraph, "What do we see?".into())
            ]
        );
    }

    #[test]
    fn wrapped_lines_are_joined_and_short_ones_are_not() {
        let wrapped = "- This line is long enough to have been wrapped by a program that\n  wraps";
        let joined = "This line is long enough to have been wrapped by a program that wraps";
        assert_eq!(texts(wrapped), [(Kind::Item(0), joined.into())]);
        assert_eq!(texts("Questions\nTo ask").len(), 2);
    }

    #[test]
    fn emphasis_links_and_escapes_are_no_part_of_the_text() {
        for (typed, expected, bold) in [
            ("**Sharing:** we share", "Sharing: we share", "Sharing:"),
            ("Sharing:** we share", "Sharing: we share", "Sharing:"),
            ("[A page \\(and more\\)](#)", "A page (and more)", ""),
            ("see [here](https://a.example/b) now", "see here now", ""),
            ("<https://a.example/>", "https://a.example/", ""),
            ("a < b [c] d", "a < b [c] d", ""),
            ("soft\u{ad}ly  \u{a0}spaced", "softly spaced", ""),
        ] {
            let spans = spans(typed);
            let text: String = spans.iter().map(|span| span.text.as_str()).collect();
            assert_eq!(text, expected);
            let found: String = spans
                .iter()
                .filter(|span| span.bold)
                .map(|span| span.text.trim())
                .collect();
            assert_eq!(found, bold);
        }
    }

    #[test]
    fn a_block_leads_where_its_first_real_link_does() {
        for (typed, expected) in [
            (
                "[one](https://a.example/b\\_c)",
                Some("https://a.example/b_c"),
            ),
            (
                "[one](#) and [two](http://b.example)",
                Some("http://b.example"),
            ),
            (
                "[](https://a.example) <https://b.example/>",
                Some("https://b.example/"),
            ),
            (
                "- **[one\ntwo](https://a.example)**",
                Some("https://a.example"),
            ),
            ("[one](https://a.example/b_(c))", None),
            ("\\[one](https://a.example)", None),
            ("[one](javascript:two)", None),
            ("[one](guidance.html) <one@a.example>", None),
            ("one https://a.example", None),
        ] {
            let blocks = read(typed).expect("blocks");
            assert_eq!(blocks.len(), 1, "{typed}");
            assert_eq!(blocks[0].link.as_deref(), expected, "{typed}");
        }
    }
}

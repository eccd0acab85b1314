//! Words that are marked in a page: between signs, or drawn another way where a terminal can.

use std::borrow::Cow;
use std::ops::Range;

/// What stands before and behind a marked word.
pub type Marks = (char, char);

/// Marks for any place where text goes.
pub const SIGNS: Marks = ('«', '»');

/// Marks that stand in a page until it is printed: two characters for private use (Unicode 16, section 23.5). A
/// noncharacter, which is kept for such use inside a program, would be shown as one by its number.
pub const TO_BE_DRAWN: Marks = (OPEN, CLOSE);
const OPEN: char = '\u{fffd0}';
const CLOSE: char = '\u{fffd1}';

/// The text with a mark around each of these parts.
pub fn marked(text: &str, parts: &[Range<usize>], (open, close): Marks) -> String {
    let clean = |text| {
        if open == OPEN {
            unmarked(text)
        } else {
            Cow::from(text)
        }
    };
    let mut marked = String::with_capacity(text.len() + 8 * parts.len());
    let mut from = 0;
    for part in parts {
        let (before, inside) = (text.get(from..part.start), text.get(part.clone()));
        let (Some(before), Some(inside)) = (before, inside) else {
            continue;
        };
        marked.push_str(&clean(before));
        marked.push(open);
        marked.push_str(&clean(inside));
        marked.push(close);
        from = part.end;
    }
    marked.push_str(&clean(text.get(from..).unwrap_or_default()));
    marked
}

/// The words of a person for a page with marks that are to be drawn: none of their characters is taken for one.
pub fn unmarked(text: &str) -> Cow<'_, str> {
    if text.contains([OPEN, CLOSE]) {
        return text.replace([OPEN, CLOSE], "\u{fffd}").into();
    }
    text.into()
}

/// A page with its marks as signs.
pub fn as_signs(page: &str) -> String {
    page.replace(OPEN, "«").replace(CLOSE, "»")
}

/// A page with its marks drawn, row by row.
pub fn drawn(page: &str, draw: impl Fn(&str) -> String) -> String {
    let mut drawn = String::with_capacity(page.len() * 2);
    let mut inside = false;
    for row in page.split_inclusive('\n') {
        let words = row.trim_start_matches(' ');
        let end = words.trim_end_matches('\n').len();
        let (indent, _) = row.split_at(row.len() - words.len());
        let (words, line_feed) = words.split_at(end);
        drawn.push_str(indent);
        for part in words.split_inclusive([OPEN, CLOSE]) {
            let text = part.trim_end_matches([OPEN, CLOSE]);
            match text {
                "" => {}
                text if inside => drawn.push_str(&draw(text)),
                text => drawn.push_str(text),
            }
            if part.ends_with([OPEN, CLOSE]) {
                inside = part.ends_with(OPEN);
            }
        }
        drawn.push_str(line_feed);
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::single_range_in_vec_init, reason = "one part of a text")]
    fn a_mark_may_go_on_in_the_next_row() {
        let page = marked(
            "one two\n  three, \u{fffd0}four",
            std::slice::from_ref(&(4..15)),
            TO_BE_DRAWN,
        );
        assert_eq!(as_signs(&page), "one «two\n  three», \u{fffd}four");
        let draw = |word: &str| format!("<{word}>");
        assert_eq!(drawn(&page, draw), "one <two>\n  <three>, \u{fffd}four");
    }
}

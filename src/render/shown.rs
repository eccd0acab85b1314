//! Text from files, names and errors is shown, never obeyed.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The text with every control, format and bidirectional character, and what is no character, written out as `<U+202E>`, but
/// for the line feed. The zero-width joiner stays, since emoji and several scripts need it.
pub fn shown(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| c == '\n' || !is_obeyed(c)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if c == '\n' || !is_obeyed(c) {
            shown.push(c);
        } else {
            // Writing into a String cannot fail.
            let _ = write!(shown, "<U+{:04X}>", u32::from(c));
        }
    }
    Cow::Owned(shown)
}

/// [`shown`], for one row: line feeds and tabs become spaces.
pub fn shown_in_a_row(text: &str) -> String {
    in_a_row(text).into_owned()
}

/// [`shown_in_a_row`], as it stands where nothing in it has to change.
pub fn in_a_row(text: &str) -> Cow<'_, str> {
    // Most words stay as they are, and a list has many of them.
    if fits_in_a_row(text) {
        return text.trim().into();
    }
    shown(&text.replace(['\n', '\t'], " "))
        .trim()
        .to_owned()
        .into()
}

/// Whether no character of a text has to change in a row.
fn fits_in_a_row(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = first_that_is_not_plain(rest.as_bytes()) {
        let mut letters = rest.get(at..).unwrap_or_default().chars();
        if letters.next().is_some_and(is_obeyed) {
            return false;
        }
        rest = letters.as_str();
    }
    true
}

fn first_that_is_not_plain(bytes: &[u8]) -> Option<usize> {
    const TOGETHER: usize = 16;
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~');
    let (pieces, _) = bytes.as_chunks::<TOGETHER>();
    // Each to its end and not to the first other byte: in this shape they are looked at together.
    let all_plain = |piece: &&[u8; TOGETHER]| piece.iter().fold(true, |all, b| all & is_plain(b));
    let passed = TOGETHER * pieces.iter().take_while(all_plain).count();
    let mut rest = bytes.iter().skip(passed);
    rest.position(|byte| !is_plain(byte)).map(|at| passed + at)
}

/// Control characters, and the format characters of Unicode's general category Cf but for U+200C and
/// U+200D (Unicode 16, `DerivedGeneralCategory.txt`), with the line and paragraph separators.
fn is_obeyed(c: char) -> bool {
    // Most of most texts.
    if matches!(c, ' '..='~') {
        return false;
    }
    c.is_control()
        || is_no_character(c)
        || matches!(u32::from(c),
            0xAD | 0x600..=0x605 | 0x61C | 0x6DD | 0x70F | 0x890..=0x891 | 0x8E2 | 0x180E
            | 0x200B | 0x200E..=0x200F | 0x2028..=0x202E | 0x2060..=0x2064 | 0x2066..=0x206F
            | 0xFEFF | 0xFFF9..=0xFFFB | 0x110BD | 0x110CD | 0x13430..=0x1343F | 0x1BCA0..=0x1BCA3
            | 0x1D173..=0x1D17A | 0xE0001 | 0xE0020..=0xE007F)
}

/// Unicode's noncharacters, some of which XML and HTML cannot hold (Unicode 16, section 23.7).
fn is_no_character(c: char) -> bool {
    let code = u32::from(c);
    code & 0xFFFE == 0xFFFE || matches!(code, 0xFDD0..=0xFDEF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_written_out() {
        assert_eq!(shown("\u{1b}[2Jgone"), "<U+001B>[2Jgone");
        assert_eq!(shown("a\u{202e}b"), "a<U+202E>b");
        assert_eq!(shown("\u{9b}31m"), "<U+009B>31m");
        assert_eq!(
            shown("\u{fffe}\u{fdd0}\u{10ffff}"),
            "<U+FFFE><U+FDD0><U+10FFFF>"
        );
        assert_eq!(shown("one\r\ntwo"), "one<U+000D>\ntwo");
        assert_eq!(shown_in_a_row(" one\ttwo\n"), "one two");
        assert_eq!(shown_in_a_row("«é»\u{202e}\u{1b} "), "«é»<U+202E><U+001B>");
    }

    #[test]
    fn nothing_is_missed_wherever_it_stands() {
        for at in 0..40 {
            let before = "a".repeat(at);
            let text = format!("{before}\u{1b}é{}", "b".repeat(40 - at));
            let expected = text.replace('\u{1b}', "<U+001B>");
            assert_eq!(in_a_row(&text), expected);
            assert!(matches!(
                in_a_row(&text.replace('\u{1b}', "«")),
                Cow::Borrowed(_)
            ));
        }
    }

    #[test]
    fn ordinary_text_is_left_alone() {
        for text in ["é 字 👩‍👧", "naïve — “quoted”\nnext", ""] {
            assert!(matches!(shown(text), Cow::Borrowed(same) if same == text));
        }
        assert!(matches!(in_a_row(" é «字» "), Cow::Borrowed("é «字»")));
    }
}

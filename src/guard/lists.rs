//! The lists that names are known by. Data: to teach the check another name or word, add a line.

use std::cmp::Ordering;

/// How a name is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// It is hardly ever anything but a name.
    Name,
    /// It is an ordinary word or a place too.
    AlsoAWord,
}

/// Words, one a line, in the order of their letters; `?` behind one says that it is a word too. Looked up in the
/// text as it stands: to make a table of it would take longer than to look at a page.
pub struct List {
    text: &'static str,
    /// Where the lines begin whose first two letters are those of a place, and at the end the length.
    starts: [u16; PLACES + 1],
    /// The third and fourth letters of those lines, by their [`sign`].
    signs: [u128; PLACES],
}

/// How many there are of [`rank`].
const RANKS: usize = 28;

/// The places of the first two letters of a line.
const PLACES: usize = RANKS * RANKS;

/// Before the letters from a to z, at one of them, or behind them.
const fn rank(byte: u8) -> usize {
    match byte {
        b'a'..=b'z' => (byte - b'a') as usize + 1,
        0..b'a' => 0,
        _ => RANKS - 1,
    }
}

/// The place of a line by its first two letters, in the order of the lines.
const fn place(first: u8, second: u8) -> usize {
    match rank(first) {
        // What does not begin with a letter stands in one place, whatever comes next.
        0 => 0,
        rank if rank == RANKS - 1 => PLACES - 1,
        first => first * RANKS + rank(second),
    }
}

/// One bit for two letters. Some pairs share a bit: it is only to tell most words that are not listed.
const fn sign(third: u8, fourth: u8) -> u128 {
    1 << ((rank(third) * RANKS + rank(fourth)) % 127)
}

/// A letter of a word; nothing behind its end.
#[allow(
    clippy::indexing_slicing,
    reason = "no `get` can be called as the program is built"
)]
const fn letter(word: &[u8], at: usize) -> u8 {
    if at < word.len() { word[at] } else { 0 }
}

/// A letter of a line behind another; nothing once the line or the word in it has ended.
const fn next_letter(lines: &[u8], at: usize, before: u8) -> u8 {
    match (before, letter(lines, at)) {
        (0 | b'\n' | b'?', _) | (_, b'\n' | b'?') => 0,
        (_, next) => next,
    }
}

impl List {
    /// Reckoned as the program is built, so that nothing is left to do when it starts.
    #[allow(
        clippy::indexing_slicing,
        clippy::cast_possible_truncation,
        reason = "what is out of bounds or too long stops the build"
    )]
    const fn of(text: &'static str) -> Self {
        assert!(text.len() <= u16::MAX as usize);
        let bytes = text.as_bytes();
        let mut starts = [0; PLACES + 1];
        let mut signs = [0; PLACES];
        let (mut at, mut known) = (0, 0);
        while at < bytes.len() {
            let second = letter(bytes, at + 1);
            let third = next_letter(bytes, at + 2, second);
            let fourth = next_letter(bytes, at + 3, third);
            let place = place(bytes[at], second);
            signs[place] |= sign(third, fourth);
            while known <= place {
                starts[known] = at as u16;
                known += 1;
            }
            while at < bytes.len() && bytes[at] != b'\n' {
                at += 1;
            }
            at += 1;
        }
        while known <= PLACES {
            starts[known] = bytes.len() as u16;
            known += 1;
        }
        Self {
            text,
            starts,
            signs,
        }
    }

    /// The lines among which a word stands, if it is listed. Most words are not, and have none.
    fn lines_about(&self, word: &str) -> Option<&'static str> {
        let bytes = word.as_bytes();
        let place = place(*bytes.first()?, letter(bytes, 1));
        if self.signs.get(place)? & sign(letter(bytes, 2), letter(bytes, 3)) == 0 {
            return None;
        }
        let [start, end] = *self.starts.get(place..place + 2)?.as_array()?;
        self.text.get(start.into()..end.into())
    }

    /// How a word is listed, if it is. The word is in small letters and without accents.
    pub fn get(&self, word: &str) -> Option<Listed> {
        let mut lines = self.lines_about(word)?;
        while !lines.is_empty() {
            let middle = lines.floor_char_boundary(lines.len() / 2);
            let start = lines.get(..middle)?.rfind('\n').map_or(0, |at| at + 1);
            let (before, rest) = lines.split_at_checked(start)?;
            let (line, after) = rest.split_once('\n').unwrap_or((rest, ""));
            let (known, listed) = entry(line);
            lines = match word.cmp(known) {
                Ordering::Less => before,
                Ordering::Equal => return Some(listed),
                Ordering::Greater => after,
            };
        }
        None
    }

    /// Whether a word is listed.
    pub fn has(&self, word: &str) -> bool {
        self.get(word).is_some()
    }
}

fn entry(line: &str) -> (&str, Listed) {
    match line.strip_suffix('?') {
        Some(word) => (word, Listed::AlsoAWord),
        None => (line, Listed::Name),
    }
}

/// First names.
pub static GIVEN: List = List::of(include_str!("given_names.txt"));

/// Surnames.
pub static SURNAMES: List = List::of(include_str!("surnames.txt"));

/// What is named after people.
pub static NAMED_AFTER: List = List::of(include_str!("named_after.txt"));

/// Words with a capital that are no part of a name.
pub static NO_NAMES: List = List::of(include_str!("no_names.txt"));

/// People whom a team speaks of without telling anything of its own.
pub static PUBLISHED: List = List::of(include_str!("published.txt"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_a_list_is_found_and_nothing_else() {
        for list in [&GIVEN, &SURNAMES, &NAMED_AFTER, &NO_NAMES, &PUBLISHED] {
            let entries: Vec<_> = list.text.lines().map(entry).collect();
            for pair in entries.windows(2) {
                assert!(
                    pair[0].0 < pair[1].0,
                    "“{}” stands before “{}”",
                    pair[0].0,
                    pair[1].0
                );
            }
            for (word, listed) in entries {
                assert_eq!(list.get(word), Some(listed), "{word}");
                assert_eq!(list.get(&format!("{word}x y")), None, "{word}");
            }
            assert_eq!((list.get(""), list.get("\u{10ffff}")), (None, None));
        }
    }
}

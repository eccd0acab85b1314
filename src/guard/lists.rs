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
pub struct List(&'static str);

impl List {
    /// How a word is listed, if it is. The word is in small letters and without accents.
    pub fn get(&self, word: &str) -> Option<Listed> {
        let mut lines = self.0;
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
pub static GIVEN: List = List(include_str!("given_names.txt"));

/// Surnames.
pub static SURNAMES: List = List(include_str!("surnames.txt"));

/// What is named after people.
pub static NAMED_AFTER: List = List(include_str!("named_after.txt"));

/// Words with a capital that are no part of a name.
pub static NO_NAMES: List = List(include_str!("no_names.txt"));

/// People whom a team speaks of without telling anything of its own.
pub static PUBLISHED: List = List(include_str!("published.txt"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_a_list_is_found_and_nothing_else() {
        for list in [&GIVEN, &SURNAMES, &NAMED_AFTER, &NO_NAMES, &PUBLISHED] {
            let entries: Vec<_> = list.0.lines().map(entry).collect();
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

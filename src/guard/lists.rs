//! The lists that names are known by. Data: to teach the check another name or word, add a line.

use std::sync::LazyLock;

/// How a name is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// It is hardly ever anything but a name.
    Name,
    /// It is an ordinary word or a place too.
    AlsoAWord,
}

/// Words, one a line; sorted, as that takes less time than a table of hashes and is asked little.
pub struct List(Vec<(&'static str, Listed)>);

impl List {
    fn of(text: &'static str) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let word = |line: &'static str| match line.strip_suffix('?') {
            Some(word) => (word, Listed::AlsoAWord),
            None => (line, Listed::Name),
        };
        let mut words: Vec<_> = lines.map(word).collect();
        words.sort_unstable_by_key(|(word, _)| *word);
        Self(words)
    }

    /// How a word is listed, if it is. The word is in small letters and without accents.
    pub fn get(&self, word: &str) -> Option<Listed> {
        let at = self.0.binary_search_by_key(&word, |(word, _)| *word).ok()?;
        self.0.get(at).map(|(_, listed)| *listed)
    }

    /// Whether a word is listed.
    pub fn has(&self, word: &str) -> bool {
        self.get(word).is_some()
    }
}

/// First names.
pub static GIVEN: LazyLock<List> = LazyLock::new(|| List::of(include_str!("given_names.txt")));

/// Surnames.
pub static SURNAMES: LazyLock<List> = LazyLock::new(|| List::of(include_str!("surnames.txt")));

/// What is named after people.
pub static NAMED_AFTER: LazyLock<List> =
    LazyLock::new(|| List::of(include_str!("named_after.txt")));

/// Words with a capital that are no part of a name.
pub static NO_NAMES: LazyLock<List> = LazyLock::new(|| List::of(include_str!("no_names.txt")));

/// People whom a team speaks of without telling anything of its own.
pub static PUBLISHED: LazyLock<List> = LazyLock::new(|| List::of(include_str!("published.txt")));

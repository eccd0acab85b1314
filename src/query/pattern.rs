//! What is looked for: words, or one pattern. The only place that knows regex.

use regex::{Regex, escape};
use regex_syntax::hir::Look;
use std::fmt;
use std::ops::Range;

/// Words that are all to stand in a text, or one pattern.
#[derive(Debug)]
pub struct Pattern {
    /// Each of these is to match; never none.
    all: Vec<Wanted>,
    /// Whether it is one word of letters and digits alone.
    is_one_plain_word: bool,
    /// Matches wherever a text that is found begins to fit, in a file as it is spelled. Nothing where
    /// that cannot be told from the spelling.
    quick: Option<Regex>,
}

/// One of several things that are all wanted.
#[derive(Debug)]
struct Wanted {
    regex: Regex,
    /// Whether a match counts only at the beginning of a word.
    begins_a_word: bool,
}

/// Why something cannot be looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadPattern {
    /// There is no word.
    Nothing,
    /// It is too long to be looked for.
    TooLong,
    /// The pattern is not well formed: what is wrong, and at which character.
    Wrong {
        /// What is wrong.
        found: String,
        /// The character, counted from 1.
        at: usize,
    },
}

impl fmt::Display for BadPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => f.write_str("there is no word in it"),
            Self::TooLong => f.write_str("it is too long"),
            Self::Wrong { found, at } => write!(f, "at character {at}: {found}"),
        }
    }
}

impl Pattern {
    /// Words, each of which is to begin a word of the text. Case does not matter, nor whether quotes
    /// are straight or curly. A word with spaces in it is a phrase, whatever the spaces of the text.
    ///
    /// # Errors
    /// When there are none, or they are too long.
    pub fn of_words(words: &[String]) -> Result<Self, BadPattern> {
        // Quotes that a shell has left around a phrase are no part of it.
        let quotes = |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”');
        let words: Vec<&str> = words.iter().map(|word| word.trim_matches(quotes)).collect();
        let mut words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        let longest = words.first().ok_or(BadPattern::Nothing)?;
        let compile = |word: &str| {
            let pattern = format!("(?i){}", loosely(word));
            Regex::new(&pattern).map_err(|_| BadPattern::TooLong)
        };
        // The longest is likely to be the rarest.
        let quick = compile(longest)?;
        let all = words.iter().map(|word| {
            Ok(Wanted {
                regex: compile(word)?,
                begins_a_word: word.starts_with(char::is_alphanumeric),
            })
        });
        Ok(Self {
            all: all.collect::<Result<_, _>>()?,
            is_one_plain_word: words.len() == 1 && longest.chars().all(char::is_alphanumeric),
            quick: Some(quick),
        })
    }

    /// One pattern, in which case does not matter unless it says so itself.
    ///
    /// # Errors
    /// When it is not well formed.
    pub fn of_regex(pattern: &str) -> Result<Self, BadPattern> {
        if pattern.is_empty() {
            return Err(BadPattern::Nothing);
        }
        let hir = regex_syntax::parse(pattern).map_err(|error| {
            let (found, at) = match &error {
                regex_syntax::Error::Parse(error) => {
                    (error.kind().to_string(), error.span().start.offset)
                }
                regex_syntax::Error::Translate(error) => {
                    (error.kind().to_string(), error.span().start.offset)
                }
                other => (other.to_string(), 0),
            };
            let before = pattern.get(..at).unwrap_or_default();
            let at = before.chars().count() + 1;
            BadPattern::Wrong { found, at }
        })?;
        let case_does_not_matter = regex::RegexBuilder::new(pattern)
            .case_insensitive(true)
            .build();
        let regex = case_does_not_matter.map_err(|_| BadPattern::TooLong)?;
        // In a file a text stands between quotes, so that its start and end are not those of a line.
        let looks = hir.properties().look_set();
        let ends = [
            Look::Start,
            Look::End,
            Look::StartLF,
            Look::EndLF,
            Look::StartCRLF,
            Look::EndCRLF,
        ];
        let needs_ends = ends.into_iter().any(|look| looks.contains(look));
        Ok(Self {
            is_one_plain_word: false,
            quick: (!needs_ends).then(|| regex.clone()),
            all: vec![Wanted {
                regex,
                begins_a_word: false,
            }],
        })
    }

    /// Where the words stand in a text, in bytes; nothing where one of them is missing.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let mut marks: Vec<Range<usize>> = Vec::new();
        for wanted in &self.all {
            let before = marks.len();
            wanted.find_in(text, &mut marks);
            if marks.len() == before {
                return Vec::new();
            }
        }
        marks.sort_by_key(|mark| (mark.start, mark.end));
        marks.dedup_by(|later, mark| {
            let touches = later.start <= mark.end;
            if touches {
                mark.end = mark.end.max(later.end);
            }
            touches
        });
        marks
    }

    /// The same of a text that stands at a place in a file's spelling, as it is meant. Of one plain word the places of
    /// the file tell it all: what they pass over overlaps another place, and so begins within a word.
    pub fn marks_at(&self, at: usize, text: &str, places: &[Range<usize>]) -> Vec<Range<usize>> {
        if !self.is_one_plain_word {
            return self.marks(text);
        }
        let first = places.partition_point(|place| place.start < at);
        let inside = places.iter().skip(first).map_while(|place| {
            let mark = place.start - at..place.end - at;
            (mark.end <= text.len()).then_some(mark)
        });
        let begins_a_word = |mark: &Range<usize>| {
            let before = text.get(..mark.start).unwrap_or_default();
            !before.ends_with(is_of_a_word)
        };
        inside.filter(begins_a_word).collect()
    }

    /// Every place of a file's spelling where a text may be found, in order. A text that is found
    /// overlaps or touches one of them, if it is spelled as it is meant. Nothing where it cannot be told.
    pub fn places(&self, spelled: &str) -> Option<Vec<Range<usize>>> {
        let quick = self.quick.as_ref()?;
        Some(
            quick
                .find_iter(spelled)
                .map(|found| found.range())
                .collect(),
        )
    }
}

impl Wanted {
    fn find_in(&self, text: &str, marks: &mut Vec<Range<usize>>) {
        let mut from = 0;
        while let Some(found) = self.regex.find_at(text, from) {
            let before = text.get(..found.start()).unwrap_or_default();
            let in_a_word = self.begins_a_word && before.ends_with(is_of_a_word);
            from = found.end();
            if in_a_word || found.is_empty() {
                let rest = text.get(found.start()..).unwrap_or_default();
                let Some(first) = rest.chars().next() else {
                    return;
                };
                from = found.start() + first.len_utf8();
            } else {
                marks.push(found.range());
            }
        }
    }
}

fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// A pattern for a word, whatever its quotes and the spaces in it.
fn loosely(word: &str) -> String {
    let mut pattern = String::new();
    for (at, part) in word.split_whitespace().enumerate() {
        if at > 0 {
            pattern.push_str(r"\s+");
        }
        for c in part.chars() {
            match c {
                '\'' | '’' | '‘' => pattern.push_str("['’‘]"),
                '"' | '“' | '”' => pattern.push_str("[\"“”]"),
                c => pattern.push_str(&escape(c.encode_utf8(&mut [0; 4]))),
            }
        }
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &[&str], text: &str) -> Vec<String> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let marks = Pattern::of_words(&words).expect("words").marks(text);
        marks
            .into_iter()
            .map(|mark| text[mark].to_owned())
            .collect()
    }

    #[test]
    fn words_begin_words_and_all_of_them_are_wanted() {
        assert_eq!(
            found(&["audit"], "Audits, an AUDIT, reaudit"),
            ["Audit", "AUDIT"]
        );
        assert_eq!(
            found(&["case", "audit"], "We audit cases"),
            ["audit", "case"]
        );
        assert!(found(&["case", "nurse"], "We audit cases").is_empty());
        assert_eq!(
            found(&["case sum"], "of Case\n  summaries"),
            ["Case\n  sum"]
        );
        assert!(found(&["case sum"], "lowercase summaries").is_empty());
        assert_eq!(found(&["don't"], "We don’t, and DON'T"), ["don’t", "DON'T"]);
        assert_eq!(found(&["a.b", "(a"], "(a.b)"), ["(a.b"]);
        assert_eq!(found(&["ÉTÉ"], "en été"), ["été"]);
        assert!(found(&["tudes"], "études").is_empty());
    }

    #[test]
    fn the_places_of_a_file_tell_where_a_text_is_marked() {
        let texts = ["baaa aA aaaa, a-aa_aa", "", "sS ſs Éé éa", "aa"];
        let file = format!("aaa \"{}\"\n aa", texts.join("\" = \""));
        for words in [
            &["aa"][..],
            &["s"],
            &["é"],
            &["aa a"],
            &["aa", "a"],
            &["-aa"],
        ] {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            let pattern = Pattern::of_words(&words).expect("words");
            let places = pattern.places(&file).expect("places");
            let (mut at, mut marks) = (5, 0);
            for text in texts {
                let found = pattern.marks_at(at, text, &places);
                assert_eq!(found, pattern.marks(text), "{words:?}");
                marks += found.len();
                at += text.len() + "\" = \"".len();
            }
            assert!(marks > 0, "{words:?}");
        }
    }

    #[test]
    fn what_cannot_be_looked_for_is_told_with_its_place() {
        assert_eq!(
            Pattern::of_words(&[" ".into()]).err(),
            Some(BadPattern::Nothing)
        );
        let wrong = |pattern| match Pattern::of_regex(pattern) {
            Err(BadPattern::Wrong { at, .. }) => Some(at),
            _ => None,
        };
        assert_eq!(wrong("aé(b"), Some(3));
        assert_eq!(wrong("[z-a]"), Some(2));
        assert_eq!(wrong("a|b"), None);
        assert_eq!(
            Pattern::of_regex("a{9999}{9999}").err(),
            Some(BadPattern::TooLong)
        );
        assert!(
            Pattern::of_regex("^we")
                .expect("a pattern")
                .places("we")
                .is_none()
        );
        assert!(
            Pattern::of_regex(r"\bwe")
                .expect("a pattern")
                .places("we")
                .is_some()
        );
        assert!(
            Pattern::of_regex("x*")
                .expect("a pattern")
                .marks("abc")
                .is_empty()
        );
    }
}

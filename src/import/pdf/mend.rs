//! Words broken at the end of a line, ligatures and odd characters.

use std::collections::HashMap;

use super::line::{Char, Line};

/// Beginnings that keep their hyphen.
const FIRM: &[&str] = &[
    "co", "multi", "non", "self", "well", "two", "three", "four", "cross", "joined", "step",
    "decision", "evidence", "trauma",
];
/// Beginnings that do so only before a word of this document: `re-assess`, not `re-view`.
const LOOSE: &[&str] = &[
    "re", "pre", "post", "peri", "inter", "intra", "anti", "ex", "de", "sub", "semi", "mid",
    "under", "over", "follow", "long", "short", "full", "part", "high", "low", "half", "all",
    "one", "early", "year", "first", "second", "single", "child", "family", "person", "face",
    "day",
];
/// Words of two parts, each of which is also the beginning or the end of many whole words.
const PAIRS: &[(&str, &str)] = &[
    ("in", "person"),
    ("in", "depth"),
    ("in", "house"),
    ("on", "call"),
    ("on", "site"),
    ("drop", "in"),
    ("check", "in"),
];
/// Second halves of many compounds.
const ENDS: &[&str] = &[
    "based", "building", "making", "keeping", "taking", "seeking", "informed", "related",
    "focused", "centred", "led", "wide", "specific", "affected", "term", "going",
];
/// Words in the middle of a compound.
const LINKS: &[&str] = &[
    "to", "of", "in", "and", "by", "on", "the", "for", "up", "week", "year", "month",
];
/// What follows a firm beginning when it is only part of a word: `multi-ple`, `cross-ing`.
const TAILS: &[&str] = &[
    "ple", "ples", "plied", "plying", "ply", "ing", "ings", "ed", "es", "ish", "sense", "ly",
    "being",
];

/// The words of a document, for judging a hyphen at the end of a line.
#[derive(Debug, Default)]
pub struct Words {
    count: HashMap<Box<str>, u32>,
    /// Whether lines end in hyphens that belong to no word.
    hyphenated: bool,
    /// Whether the text was typed with plain hyphens, so that one of another kind was put in.
    plain: bool,
    /// Whether hyphens that were put in can be told from typed ones.
    told: bool,
}

impl Words {
    /// Counts the words of all lines, leaving out those that a line's end may have broken.
    pub fn of(lines: &[Line]) -> Self {
        let mut words = Self::default();
        let mut broken: Vec<(String, String)> = Vec::new();
        let mut left: Option<String> = None;
        for line in lines {
            let text = softened(&line.text());
            let mut tokens: Vec<&str> = text.split_whitespace().collect();
            if let Some(left) = left.take() {
                broken.push((left, bare(tokens.first().copied().unwrap_or_default())));
                tokens = tokens.split_off(1.min(tokens.len()));
            }
            if text.ends_with('-') {
                left = tokens.pop().map(bare);
            }
            tokens.iter().for_each(|token| words.add(&bare(token)));
        }
        let joined = broken
            .iter()
            .filter(|(a, b)| words.has(&format!("{a}{b}")))
            .count();
        let apart = broken
            .iter()
            .filter(|(a, b)| words.has(&format!("{a}-{b}")))
            .count();
        words.plain = has_plain_hyphens(lines);
        let marked = |line: &&Line| words.is_put_in(&line.chars);
        words.told = lines.iter().filter(marked).count() >= 3;
        // A short text shows too little to tell; few lines break at the hyphens of compounds.
        words.hyphenated =
            lines.len() < 40 || broken.len() * 30 > lines.len() || (joined > 1 && joined > apart);
        words
    }

    /// Whether a line ends in a hyphen that says itself that it is none of the word's own.
    fn is_put_in(&self, line: &[Char]) -> bool {
        let tail: Vec<char> = line
            .iter()
            .rev()
            .map(|c| c.c())
            .take_while(|c| *c == '\u{AD}' || is_hyphen(*c))
            .collect();
        tail.contains(&'\u{AD}') || (self.plain && tail.contains(&'\u{2010}'))
    }

    fn add(&mut self, word: &str) {
        *self.count.entry(word.into()).or_default() += 1;
        for part in word.split('-').filter(|_| word.contains('-')) {
            *self.count.entry(part.into()).or_default() += 1;
        }
    }

    fn has(&self, word: &str) -> bool {
        self.count(word) > 0
    }

    fn count(&self, word: &str) -> u32 {
        self.count.get(word).copied().unwrap_or(0)
    }

    /// Whether the halves stand joined elsewhere, and nowhere with a hyphen: an abbreviation.
    fn knows_joined(&self, left: &str, right: &str) -> bool {
        let (left, right) = (bare(left), bare(right));
        self.has(&format!("{left}{right}")) && !self.has(&format!("{left}-{right}"))
    }

    /// Whether the hyphen between two halves of a broken word is one of the word's own.
    fn keeps(&self, left: &str, right: &str) -> bool {
        let (left, right) = (bare(left), bare(right));
        let joined = self.count(&format!("{left}{right}"));
        let apart = self.count(&format!("{left}-{right}"));
        if joined != apart {
            return apart > joined;
        }
        if let Some((_, last)) = left.rsplit_once('-') {
            // `face-to-` keeps its hyphen, `life-threat-` only before a word of its own.
            return !self.hyphenated
                || LINKS.contains(&last)
                || (right.len() > 3 && self.has(&right));
        }
        // No word is broken after one letter: `e-mail`.
        if left.chars().count() == 1 {
            return true;
        }
        if FIRM.contains(&left.as_str()) {
            // `coordinate` and `coherent` are written so more often than not; `co-parent` is not.
            let grown = left == "co" && right.starts_with(['a', 'e', 'h', 'i', 'o']);
            return !(TAILS.contains(&right.as_str()) || (grown && self.hyphenated));
        }
        if PAIRS.contains(&(left.as_str(), right.as_str())) {
            return true;
        }
        if LOOSE.contains(&left.as_str()) {
            return !self.hyphenated || (right.len() > 3 && self.has(&right));
        }
        if left.len() > 3 && ENDS.contains(&right.as_str()) {
            // `child-led`, but `detai-led`.
            return right.len() > 3 || self.has(&left);
        }
        let both = left.len() > 3 && right.len() > 3 && self.has(&left) && self.has(&right);
        both || !self.hyphenated
    }
}

/// Whether the hyphens within lines are plain, all of them.
fn has_plain_hyphens(lines: &[Line]) -> bool {
    let inner = lines.iter().flat_map(|line| {
        let last = line.chars.len().saturating_sub(1);
        line.chars.iter().take(last).map(|c| c.c())
    });
    let mut hyphens = inner.filter(|c| is_hyphen(*c)).peekable();
    hyphens.peek().is_some() && hyphens.all(|c| c == '-')
}

/// A word without what stands around it, in small letters.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

/// Hyphens at which a word may be broken, made plain; the soft kind is dropped.
fn softened(text: &str) -> String {
    let plain = |c| if is_hyphen(c) { '-' } else { c };
    text.chars().filter(|c| *c != '\u{AD}').map(plain).collect()
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Whether a line ends in a hyphen after a letter, and so goes on.
pub fn ends_broken(line: &[Char]) -> bool {
    let mut last = line
        .iter()
        .rev()
        .map(|c| c.c())
        .skip_while(|c| *c == '\u{AD}');
    last.next().is_some_and(is_hyphen)
        && last
            .find(|c| *c != '\u{AD}')
            .is_some_and(char::is_alphanumeric)
}

/// Adds a line's characters to those of its block.
pub fn join(block: &mut Vec<Char>, next: &[Char], words: &Words) {
    let Some(last) = block.last().copied() else {
        block.extend_from_slice(next);
        return;
    };
    let first = next.first().map_or(' ', |first| first.c());
    let (left, soft) = last_word(block);
    if soft {
        while block
            .last()
            .is_some_and(|c| c.c() == '\u{AD}' || is_hyphen(c.c()))
        {
            block.pop();
        }
    } else if is_hyphen(last.c()) && !left.is_empty() {
        let right: String = next
            .iter()
            .map(|c| c.c())
            .take_while(|c| *c != ' ')
            .collect();
        let right = softened(&right);
        let breaks = if words.told || words.is_put_in(block) {
            words.is_put_in(block)
        } else if first.is_lowercase() {
            !words.keeps(&left, &right)
        } else {
            words.knows_joined(&left, &right)
        };
        if breaks {
            block.pop();
        }
    } else if !goes_on_bare(&left, last.c(), first) {
        block.push(last.with(' '));
    }
    block.extend_from_slice(next);
}

/// Whether nothing comes between the lines: within a range of numbers or an address.
fn goes_on_bare(left: &str, last: char, first: char) -> bool {
    let range =
        last == '–' && first.is_ascii_digit() && left.ends_with(|c: char| c.is_ascii_digit());
    range || (last == '/' && left.contains('.') && !first.is_uppercase())
}

/// The word at the end, without its hyphen, and whether a soft hyphen ends it.
fn last_word(block: &[Char]) -> (String, bool) {
    let tail = block.iter().rev().take_while(|c| c.c() != ' ');
    let word: String = tail
        .map(|c| c.c())
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect();
    let stem = word.trim_end_matches(is_hyphen);
    let soft = word.ends_with('\u{AD}') || (stem.ends_with('\u{AD}') && stem.len() < word.len());
    let stem = softened(stem.trim_end_matches('–'));
    (stem, soft)
}

/// The character as text: ligatures in letters, odd hyphens plain, nothing for what is not seen.
pub fn shown(c: char) -> &'static str {
    match c {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        '\u{2010}' | '\u{2011}' => "-",
        _ => "",
    }
}

/// Whether a character is left out: soft hyphens, marks of direction, private characters.
pub fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || matches!(c, '\u{FEFF}' | '\u{FFFD}' | '\u{E000}'..='\u{F8FF}')
}

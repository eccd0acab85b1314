//! The words of a text, with what stands between them.

use std::borrow::Cow;
use std::ops::Range;

/// One word.
#[derive(Debug, Clone)]
pub struct Word<'a> {
    /// As it stands, without a possessive ending.
    pub text: &'a str,
    /// In small letters and without accents.
    pub plain: Cow<'a, str>,
    /// Where it stands, without a possessive ending.
    pub at: Range<usize>,
    /// What stands between it and the word before.
    pub after: &'a str,
    /// Whether it ended with 's or s'.
    pub owns: bool,
    /// Whether its first letter is a capital.
    pub is_large: bool,
}

impl Word<'_> {
    /// Whether it is one of some words in small letters.
    pub fn is_one_of(&self, words: &[&str]) -> bool {
        words.contains(&&*self.plain)
    }

    /// Whether it begins with a capital and goes on in small letters: Jane, O'Brien, McDonald.
    pub fn is_capitalised(&self) -> bool {
        self.is_large && self.text.chars().skip(1).any(char::is_lowercase)
    }

    /// Whether it is written in capitals throughout: JANE, and not J.
    pub fn is_in_capitals(&self) -> bool {
        let mut letters = self.text.chars().filter(|letter| letter.is_alphabetic());
        self.is_large && self.text.chars().nth(1).is_some() && letters.all(char::is_uppercase)
    }

    /// Whether it is one capital letter.
    pub fn is_initial(&self) -> bool {
        self.is_large && self.text.chars().nth(1).is_none()
    }

    /// Whether a sentence begins with it, as far as can be seen.
    pub fn begins(&self) -> bool {
        self.at.start == 0
            || self
                .after
                .contains(['.', '!', '?', ':', ';', '\n', '•', '"', '“'])
            || self.after.contains(" - ")
    }
}

/// How many letters a word has at the least, with what stands before it, in most texts.
const LETTERS: usize = 5;

/// The words of a text. An apostrophe or a hyphen within a word belongs to it.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let mut all: Vec<Word<'_>> = Vec::with_capacity(text.len() / LETTERS);
    let (mut end, mut end_before) = (0, 0);
    while let Some(first) = letter(text, end) {
        let start = end;
        end += first.len_utf8();
        if !first.is_alphabetic() {
            // A digit makes one word with what it touches, which is no name.
            if first.is_numeric() {
                end = end_of_run(text, end);
            }
            continue;
        }
        loop {
            end = end_of_run(text, end);
            let mut ahead = text.get(end..).unwrap_or_default().chars();
            let mark = ahead.next().filter(|c| matches!(c, '\'' | '’' | '-' | '‑'));
            match mark {
                Some(mark) if ahead.next().is_some_and(char::is_alphabetic) => {
                    end += mark.len_utf8();
                }
                _ => break,
            }
        }
        let whole = text.get(start..end).unwrap_or_default();
        let (bare, owns) = without_possessive(whole, text.get(end..).unwrap_or_default());
        all.push(Word {
            text: bare,
            plain: plain(bare),
            at: start..start + bare.len(),
            after: text.get(end_before..start).unwrap_or_default(),
            owns,
            is_large: first.is_uppercase(),
        });
        end_before = end;
    }
    all
}

fn letter(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Where the letters and digits end that stand at a place. The plain ones are not looked up.
fn end_of_run(text: &str, mut at: usize) -> usize {
    loop {
        let plain = text.as_bytes().iter().skip(at);
        at += plain
            .take_while(|byte| byte.is_ascii_alphanumeric())
            .count();
        match letter(text, at) {
            Some(letter) if letter.is_alphanumeric() => at += letter.len_utf8(),
            _ => return at,
        }
    }
}

fn without_possessive<'a>(word: &'a str, rest: &str) -> (&'a str, bool) {
    if !word.ends_with(['s', 'S']) {
        return (word, false);
    }
    for ending in ["'s", "’s", "'S", "’S"] {
        if let Some(bare) = word.strip_suffix(ending) {
            return (bare, true);
        }
    }
    (word, rest.starts_with(['\'', '’']))
}

/// In small letters, without accents and apostrophes. Written by hand: the letters of European names
/// only, for which a crate's tables of all of Unicode are not worth their start.
fn plain(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|letter| letter.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    let mut plain = String::with_capacity(word.len());
    for letter in word.chars().flat_map(char::to_lowercase) {
        match letter {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => plain.push('a'),
            'ç' | 'ć' | 'č' => plain.push('c'),
            'ď' | 'đ' => plain.push('d'),
            'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => plain.push('e'),
            'ğ' => plain.push('g'),
            'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => plain.push('i'),
            'ł' => plain.push('l'),
            'ñ' | 'ń' | 'ň' => plain.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ő' => plain.push('o'),
            'ř' => plain.push('r'),
            'ś' | 'š' | 'ş' | 'ș' => plain.push('s'),
            'ť' | 'ţ' | 'ț' => plain.push('t'),
            'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => plain.push('u'),
            'ý' | 'ÿ' => plain.push('y'),
            'ź' | 'ż' | 'ž' => plain.push('z'),
            // The dot that a Turkish capital İ leaves behind.
            '\u{307}' | '\'' | '’' => {}
            other => plain.push(other),
        }
    }
    Cow::Owned(plain)
}

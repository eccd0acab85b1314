//! The table in a font that says which letters a code stands for (`ToUnicode`).
//!
//! Written here because the library's own table stops at the first entry it cannot read, and a
//! font whose table has one odd entry is still worth reading.

use std::collections::HashMap;

/// No font of a briefing comes near this; a made-up range may.
const MOST: usize = 70_000;

/// Codes and the text they stand for.
#[derive(Debug, Default)]
pub struct CMap {
    texts: HashMap<u32, String>,
}

enum Token {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(Vec<u8>),
}

impl CMap {
    /// Reads the table; what cannot be read is left out.
    pub fn parse(bytes: &[u8]) -> Self {
        let mut map = Self::default();
        let mut held: Vec<Token> = Vec::new();
        for token in (Tokens { rest: bytes }) {
            let Token::Word(word) = &token else {
                held.push(token);
                continue;
            };
            match word.as_slice() {
                b"endbfchar" => map.chars(&held),
                b"endbfrange" => map.ranges(&held),
                _ => {}
            }
            held.clear();
        }
        map
    }

    /// The text of a code, if the table has one that can be shown.
    pub fn get(&self, code: u32) -> Option<&str> {
        self.texts.get(&code).map(String::as_str)
    }

    fn put(&mut self, code: u32, text: String) {
        let shown = !text.is_empty() && !text.chars().any(|c| c == '\0' || c == '\u{FFFD}');
        if shown && self.texts.len() < MOST {
            self.texts.insert(code, text);
        }
    }

    fn chars(&mut self, held: &[Token]) {
        for pair in held.chunks_exact(2) {
            if let [Token::Hex(code), Token::Hex(text)] = pair {
                self.put(number(code), utf16(text));
            }
        }
    }

    fn ranges(&mut self, held: &[Token]) {
        let mut tokens = held.iter();
        while let Some(first) = tokens.next() {
            let (Token::Hex(first), Some(Token::Hex(last))) = (first, tokens.next()) else {
                return;
            };
            let (first, last) = (number(first), number(last));
            match tokens.next() {
                Some(Token::Hex(text)) => self.counted(first, last, text),
                Some(Token::Open) => {
                    let mut code = first;
                    while let Some(Token::Hex(text)) = tokens.next() {
                        self.put(code, utf16(text));
                        code = code.saturating_add(1);
                    }
                }
                _ => return,
            }
        }
    }

    /// A range whose texts count up in their last character.
    fn counted(&mut self, first: u32, last: u32, text: &[u8]) {
        let text = utf16(text);
        let Some(end) = text.chars().next_back() else {
            return;
        };
        let stem = text.strip_suffix(end).unwrap_or_default();
        for (step, code) in (first..=last).take(MOST).enumerate() {
            let next = u32::try_from(step)
                .ok()
                .and_then(|step| u32::from(end).checked_add(step))
                .and_then(char::from_u32);
            if let Some(next) = next {
                self.put(code, format!("{stem}{next}"));
            }
        }
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(0, |sum: u32, byte| (sum << 8) | u32::from(*byte))
}

/// Text as two bytes per unit; a single byte stands for itself.
pub fn utf16(bytes: &[u8]) -> String {
    if let [byte] = bytes {
        return char::from(*byte).to_string();
    }
    let units = bytes.chunks_exact(2).filter_map(|pair| match pair {
        [high, low] => Some(u16::from_be_bytes([*high, *low])),
        _ => None,
    });
    char::decode_utf16(units)
        .map(|unit| unit.unwrap_or('\u{FFFD}'))
        .collect()
}

struct Tokens<'a> {
    rest: &'a [u8],
}

impl Tokens<'_> {
    fn take_while(&mut self, keep: impl Fn(u8) -> bool) -> Vec<u8> {
        let end = self
            .rest
            .iter()
            .position(|byte| !keep(*byte))
            .unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, &[]));
        self.rest = rest;
        taken.to_vec()
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            let (first, rest) = self.rest.split_first()?;
            match first {
                b'<' if rest.first() != Some(&b'<') => {
                    self.rest = rest;
                    let digits = self.take_while(|byte| byte != b'>');
                    self.rest = self.rest.get(1..).unwrap_or_default();
                    return Some(Token::Hex(hex(&digits)));
                }
                b'[' | b']' => {
                    self.rest = rest;
                    return Some(if *first == b'[' {
                        Token::Open
                    } else {
                        Token::Close
                    });
                }
                b'%' => {
                    self.take_while(|byte| byte != b'\n' && byte != b'\r');
                }
                byte if byte.is_ascii_alphabetic() => {
                    return Some(Token::Word(self.take_while(|b| b.is_ascii_alphanumeric())));
                }
                _ => self.rest = rest,
            }
        }
    }
}

fn hex(digits: &[u8]) -> Vec<u8> {
    let values: Vec<u32> = digits
        .iter()
        .filter_map(|digit| char::from(*digit).to_digit(16))
        .collect();
    values
        .chunks(2)
        .map(|pair| match pair {
            [high, low] => (high * 16 + low) as u8,
            [high] => (high * 16) as u8,
            _ => 0,
        })
        .collect()
}

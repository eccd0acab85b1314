//! Words that nobody has to be asked about: those of the review and of the session's own set-up, and
//! those that a person has said identify nobody.

/// Words that are known.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// Letters and digits only, in small letters, with one space between words and at each end.
    texts: Vec<String>,
}

impl Vocabulary {
    /// The words of some texts.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            texts: texts.into_iter().map(plain).collect(),
        }
    }

    /// Takes in more words.
    pub fn add(&mut self, text: &str) {
        self.texts.push(plain(text));
    }

    /// Whether these very words stand somewhere in it, however they are spaced and capitalised.
    pub fn has(&self, words: &str) -> bool {
        let words = plain(words);
        words.len() > 2 && self.texts.iter().any(|text| text.contains(&words))
    }
}

fn plain(text: &str) -> String {
    let mut plain = String::from(" ");
    for letter in text.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            plain.push(letter);
        } else if !plain.ends_with(' ') && !matches!(letter, '\'' | '’') {
            plain.push(' ');
        }
    }
    if !plain.ends_with(' ') {
        plain.push(' ');
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_as_wholes_however_they_are_written() {
        let known = Vocabulary::of(["Eleanor Rathbone Team", "call 01632 960 001"]);
        assert!(known.has("ELEANOR  RATHBONE"));
        assert!(known.has("01632-960-001"));
        assert!(!known.has("Eleanor Rath"));
        assert!(!known.has("01632 960 00"));
        assert!(!Vocabulary::default().has("x"));
        assert!(!known.has(""));
    }
}

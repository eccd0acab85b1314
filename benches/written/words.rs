//! Words that mean nothing and repeat about as often as words do.

/// Items on a page.
pub const ITEMS: usize = 14;
/// Words in an item.
const WORDS: usize = 25;

/// Xorshift (Marsaglia, 2003): the same words in every run.
pub struct Words(u64);

impl Default for Words {
    fn default() -> Self {
        Self(0x9E37_79B9_7F4A_7C15)
    }
}

impl Words {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).expect("a number") % most
    }

    pub fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).expect("a byte")
    }

    pub fn sentence(&mut self, end: char) -> String {
        let words: Vec<String> = (0..WORDS).map(|_| self.word()).collect();
        format!("When {}{end}", words.join(" "))
    }

    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 40] = [
            "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "qui", "ro",
            "su", "ta", "ve", "wi", "yo", "zu", "bran", "cher", "dim", "fol", "gun", "ham", "jet",
            "kin", "lor", "mun", "nap", "pel", "quin", "rop", "sun", "tar", "vel", "win", "yon",
            "zun",
        ];
        // The smaller of two numbers, so that some words come often.
        (0..=self.below(3))
            .map(|_| SYLLABLES[self.below(40).min(self.below(40))])
            .collect()
    }
}

//! Chance that falls the same way in every run, and files that it damages.
#![allow(dead_code, reason = "not every test needs all of it")]

/// Numbers by splitmix64 (Steele, Lea and Flood, 2014).
#[derive(Clone)]
pub struct Chance(pub u64);

impl Chance {
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below this one; 0 where there is none.
    pub fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit.max(1)).expect("a limit");
        usize::try_from(self.next() % limit).expect("below a limit")
    }

    /// Bytes and lines changed, taken out, put twice, put elsewhere, and one of some pieces put in.
    pub fn damage(&mut self, bytes: &[u8], pieces: &[&str]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        for _ in 0..=self.below(6) {
            let at = self.below(bytes.len());
            let to = (at + 1 + self.below(24)).min(bytes.len());
            match self.below(6) {
                0 if at < bytes.len() => bytes[at] = u8::try_from(self.below(256)).expect("a byte"),
                1 => drop(bytes.drain(at..to)),
                2 => {
                    let again = bytes[at..to].to_vec();
                    bytes.splice(at..at, again);
                }
                3 => bytes = self.with_lines(&bytes, |lines, one, other| lines.swap(one, other)),
                4 => {
                    bytes =
                        self.with_lines(&bytes, |lines, from, to| lines.insert(to, lines[from]));
                }
                _ => drop(bytes.splice(at..at, pieces[self.below(pieces.len())].bytes())),
            }
        }
        bytes
    }

    fn with_lines(
        &mut self,
        bytes: &[u8],
        change: impl FnOnce(&mut Vec<&[u8]>, usize, usize),
    ) -> Vec<u8> {
        let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
        let (one, other) = (self.below(lines.len()), self.below(lines.len()));
        if !lines.is_empty() {
            change(&mut lines, one, other);
        }
        lines.concat()
    }
}

//! Lets a reader read a file that was damaged again and again. What it must not do is panic, go on for
//! ever, or be given nothing that can still be read.
#![allow(dead_code, reason = "each test uses what it needs")]

use crate::chance::Chance;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// Not a measurement: nothing in a file of a few kilobytes may take for ever.
pub const FOR_EVER: Duration = Duration::from_secs(10);

/// A file, and how it is damaged.
#[derive(Clone, Copy)]
pub struct Damaged<'a> {
    /// What it is called where something is found.
    pub what: &'a str,
    /// The file as it is.
    pub whole: &'a [u8],
    /// What is put into it besides what it has.
    pub pieces: &'a [&'a str],
    /// How often; `REFLECT_LONG` says another number.
    pub runs: usize,
    /// The longest that one may take.
    pub limit: Duration,
}

impl Damaged<'_> {
    /// Gives it to a reader, which says whether there was something to be read.
    pub fn read_by(self, mut reader: impl FnMut(&[u8]) -> bool) {
        let Self { what, whole, .. } = self;
        let long = std::env::var("REFLECT_LONG").ok();
        let runs = long.and_then(|text| text.parse().ok()).unwrap_or(self.runs);
        assert!(reader(whole), "{what}: the file as it is cannot be read");
        let mut chance = Chance(0x2545_f491_4f6c_dd1d);
        let mut read = 0;
        let mut longest = Duration::ZERO;
        for _ in 0..runs {
            let bytes = chance.damage(whole, self.pieces);
            let from = Instant::now();
            read += usize::from(reader(&bytes));
            longest = longest.max(from.elapsed());
        }
        println!(
            "{what}: {runs} damaged, {read} of them still readable, the longest took {longest:.1?}"
        );
        assert!(
            read > 0,
            "{what}: the damage is so great that nothing is tried"
        );
        let limit = self.limit;
        assert!(longest < limit, "{what}: one takes for ever, {longest:?}");
    }

    /// Why a careless reader of it is found out.
    fn found_out(self, reader: impl FnMut(&[u8]) -> bool) -> String {
        let judged = catch_unwind(AssertUnwindSafe(|| self.read_by(reader)));
        let why = judged.expect_err("nothing was found");
        let text = why.downcast_ref::<String>().cloned();
        let text = text.or_else(|| why.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        text.unwrap_or_default()
    }

    /// Makes sure that careless readers of it are found out.
    pub fn convicts(self) {
        let whole = self.whole;
        // Trusts that what was written is still there.
        let why = self.found_out(|bytes| {
            let last = bytes.get(whole.len() - 1);
            last.expect("a last byte").is_ascii()
        });
        assert_eq!(why, "a last byte");
        // Takes its time over what it does not expect.
        let mut has_waited = false;
        let limit = Duration::from_millis(20);
        let why = Self { limit, ..self }.found_out(|bytes| {
            if !has_waited && bytes != whole {
                std::thread::sleep(limit);
                has_waited = true;
            }
            true
        });
        assert!(why.contains("takes for ever"), "{why}");
        // Reads nothing but the file as it was written, or nothing at all.
        let mut is_first = true;
        let why = self.found_out(|_| std::mem::take(&mut is_first));
        assert!(why.contains("nothing is tried"), "{why}");
        let why = self.found_out(|_| false);
        assert!(why.contains("cannot be read"), "{why}");
    }
}

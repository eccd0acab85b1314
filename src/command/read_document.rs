//! The hidden verb by which the program reads an untrusted document for itself, in a limited process.

use super::out;
use crate::import::format::Format;
use crate::import::limited::{self, VERB};
use crate::trouble::Trouble;

/// Reads a document from standard input where the program called itself for that, and says how it went.
pub fn run_if_called() -> Option<Result<u8, Trouble>> {
    let mut words = std::env::args_os().skip(1);
    if words.next()? != VERB {
        return None;
    }
    let word = words.next().unwrap_or_default();
    let format = Format::ALL.into_iter().find(|known| word == known.word());
    Some(format.map_or_else(
        || Err(Trouble::usage("There is no such format.")),
        |format| {
            out::print(&limited::answer(format, std::io::stdin().lock()))?;
            Ok(0)
        },
    ))
}

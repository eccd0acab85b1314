//! The hidden verb by which the program reads an untrusted document for itself, in a limited process.

use super::out;
use crate::import::format::Format;
use crate::import::limited;
use crate::trouble::Trouble;

pub fn run(format: &str) -> Result<u8, Trouble> {
    let format = Format::ALL
        .into_iter()
        .find(|known| known.word() == format)
        .ok_or_else(|| Trouble::usage(format!("There is no format called “{format}”.")))?;
    out::print(&limited::answer(format, std::io::stdin().lock()))?;
    Ok(0)
}

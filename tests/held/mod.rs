//! What the file of the scripted meeting must hold after each line of it.

use crate::scripted_meeting::{MEETING, kept};

/// What the file must hold once so many lines have been accepted.
pub fn held_after(lines: usize) -> Vec<&'static str> {
    let mut held = Vec::new();
    for (typed, accepted) in &MEETING[..lines] {
        held.extend(accepted.and_then(kept));
        // A point that was edited stands there in its new words only.
        if typed.starts_with("/edit") {
            held.retain(|held| *held != "A point on the fourth.");
        }
    }
    held
}

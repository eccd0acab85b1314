//! What a room can choose about a line that says who somebody is.

use crate::guard::Seen;
use crate::prompt::Ask;

/// What can be chosen about a line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The room types it again.
    Again,
    /// What was typed since takes its place.
    Instead,
    /// It is kept.
    Keep,
    /// It is kept, and what was seen in it is never asked about again.
    Never,
    /// It is left out.
    LeaveOut,
}

/// What can be chosen about a line, once so many others were typed since. Where each may be a point of its
/// own, what takes none of them out comes first.
pub fn choices_about(found: &[Seen], since: usize, many: bool) -> (Vec<(Choice, String)>, Ask) {
    use Choice::{Again, Instead, Keep};
    let (options, so): (&[(Choice, &str)], _) = match (since, many) {
        (0, _) => (
            &[(Again, "word it again"), (Keep, "keep it as it is")],
            "keep it",
        ),
        (1, true) => (
            &[
                (Keep, "keep both"),
                (Instead, "put what you have just typed in its place"),
            ],
            "keep both",
        ),
        (1, false) => (
            &[
                (Instead, "put what you have just typed in its place"),
                (
                    Keep,
                    "keep this line, and leave out what you have just typed",
                ),
            ],
            "keep this line alone",
        ),
        (_, true) => (
            &[
                (Keep, "keep them all"),
                (Again, "word it again, and keep the lines after it"),
            ],
            "keep them all",
        ),
        (_, false) => (
            &[
                (Again, "word it again, and leave out the lines after it"),
                (Keep, "keep this line, and leave out the lines after it"),
            ],
            "keep this line alone",
        ),
    };
    let mut choices: Vec<(Choice, String)> = Vec::new();
    choices.extend(
        options
            .iter()
            .map(|(choice, words)| (*choice, (*words).to_owned())),
    );
    if found.iter().all(|detail| detail.kind.may_be_ours()) {
        let words = found.iter().map(|detail| format!("“{}”", detail.words));
        let words = words.collect::<Vec<_>>().join(" and ");
        choices.push((
            Choice::Never,
            format!("{so}, and never ask about {words} again, in any meeting here"),
        ));
    }
    let out = match (since, many) {
        (0, _) => Some("leave it out"),
        (1, _) | (_, false) => None,
        (_, true) => Some("leave it out, and keep the lines after it"),
    };
    choices.extend(out.map(|out| (Choice::LeaveOut, out.to_owned())));
    let ask = Ask::choice("This line", choices.iter().map(|(_, words)| words.clone()));
    let ask = ask.on_enter((since == 0).then_some("1"));
    (choices, ask)
}

//! A whole meeting that is typed from a script, with what the screen says of each line.

/// A whole meeting: what is typed, and what the screen says once that is on disk.
pub const MEETING: [(&str, Option<&str>); 36] = [
    ("Duty Team", None),
    ("Team manager", None),
    ("2 social workers", None),
    ("", None),
    ("", None),
    ("team only", None),
    ("", None),
    ("/skip", None),
    ("The first point.", Some("Saved: The first point.")),
    ("The second point.", Some("Saved: The second point.")),
    (
        "/action The first action",
        Some("Saved: A1: The first action"),
    ),
    ("The first owner", Some("Saved: Owner: The first owner")),
    ("in 6 weeks", Some("Saved: Due: Saturday 2 January 2027")),
    (
        "The first measure",
        Some("Saved: How we will know: The first measure"),
    ),
    ("", None),
    (
        "/park the first reason",
        Some("Done: Parked. It comes back at the close."),
    ),
    ("/skip", Some("Done: Skipped.")),
    ("the second reason", Some("Saved: the second reason")),
    (
        "A point on the fourth.",
        Some("Saved: A point on the fourth."),
    ),
    (
        "/edit 1 A better point on the fourth.",
        Some("Saved: A better point on the fourth."),
    ),
    ("", None),
    ("/goto s1", None),
    ("1", Some("Done: In place")),
    ("The first evidence.", Some("Saved: The first evidence.")),
    ("", None),
    ("3", Some("Done: Needs others")),
    ("The first helper.", Some("Saved: The first helper.")),
    ("/goto close", None),
    ("", None),
    ("", None),
    ("The learning.", Some("Saved: The learning.")),
    ("yes", Some("Done: Everyone was asked.")),
    (
        "in 8 weeks",
        Some("Saved: Next meeting: Saturday 16 January 2027"),
    ),
    ("/back", None),
    ("", None),
    ("close", Some("Done: The session is sealed")),
];

/// What the file must hold once the screen has said this.
pub fn kept(accepted: &str) -> Option<&str> {
    let words = accepted.strip_prefix("Saved: ")?;
    let words = ["A1: ", "Owner: ", "How we will know: "]
        .iter()
        .find_map(|label| words.strip_prefix(label))
        .unwrap_or(words);
    Some(match words {
        "Due: Saturday 2 January 2027" => "due = 2027-01-02",
        "Next meeting: Saturday 16 January 2027" => "next_meeting = 2027-01-16",
        words => words,
    })
}

//! What a facilitator says: the words that the meeting shows on a screen and the script puts on paper.

use crate::model::action::Action;
use crate::model::date::Day;
use crate::model::place::Stage;

/// The words read aloud at the start, a paragraph each.
pub fn opening(audience: Option<&str>, content_note: &str) -> Vec<String> {
    let audience = match audience {
        Some(audience) => format!("This record will be read by: {audience}."),
        None => "Nobody has been named who will read this record.".into(),
    };
    let mut words = vec![
        "We are here to learn, not to blame. We ask what happened and how, not who.".into(),
        audience,
        "Anyone may pass on a question. Anyone may step out, at any time, and needs no reason.".into(),
        "We speak of roles, not names. What we write down carries nobody's name.".into(),
        "If a new worry about a child comes up, it does not go into these notes. It goes through our usual safeguarding procedure, today.".into(),
    ];
    if !content_note.is_empty() {
        words.push(format!("What may be hard to hear: {content_note}"));
    }
    words
}

/// For any point of the meeting: when, and what to say then.
pub const IF_NEEDED: [(&str, &str); 4] = [
    (
        "If the room is silent",
        "“Let's take a minute on our own first, and then hear one thought each.”",
    ),
    (
        "If one voice fills it",
        "“Thank you. I would like to hear from someone who sees this from another side.”",
    ),
    (
        "If it turns to blame",
        "“What made sense to the people there at the time? How do things work here that could lead to the same?” Ask what and how, not who and why.",
    ),
    (
        "If it is too much today",
        "“We can stop here. It is all right to step out, and all right to leave this for another day.”",
    ),
];

/// What helps at a stage in particular.
pub fn at(stage: Stage) -> &'static str {
    match stage {
        Stage::Opening => {
            "read slowly, and wait a moment before the case. “Some of us may know a family like this one. Look after yourself, and each other.”"
        }
        Stage::MattersArising => {
            "“What happened with this one?” Not done is an answer too. Ask what got in the way, and whether it is still worth doing."
        }
        Stage::Case => {
            "let different people read a part each, if they would like to. “What stays with you from this?”"
        }
        Stage::Questions => {
            "“What would we see here, on an ordinary day?” One example from our own work is worth more than what the policy says."
        }
        Stage::Steps => {
            "“Do we do this already, and how would a visitor see it?” Not for us is a good answer where it is true."
        }
        Stage::Close => {
            "read the actions back slowly. “Is this what we meant? Who will see to it, and by when?” Fewer is better."
        }
    }
}

/// Asks for the one line of learning.
pub const LEARNING: &str = "In one line: what will we do differently from today?";

/// Asks how everyone is.
pub const WELLBEING: &str = "Before you leave: ask everyone how they are, and who they can talk to after today. What is said is not written down.";

/// An action as it is read back.
pub fn action(action: &Action) -> String {
    let owner = action.owner.as_deref().unwrap_or("owner not yet agreed");
    let due = action.due.map_or("no date agreed".into(), |due| {
        format!("by {}", due.spoken())
    });
    let know = action
        .know
        .as_ref()
        .map(|know| format!(" We will know by: {know}"))
        .unwrap_or_default();
    format!("{}: {} ({owner}, {due}).{know}", action.id, action.what)
}

/// What a later word has changed about an action, to follow its status: ", owner now Health visitor, due now 3 March
/// 2027".
pub fn now_agreed(owner: Option<&str>, due: Option<Day>) -> String {
    let owner = owner.map(|owner| format!(", owner now {owner}"));
    let due = due.map(|due| format!(", due now {}", due.spoken()));
    [owner, due].into_iter().flatten().collect()
}

//! What `/help` says: what can be typed, and a few sentences for the facilitator at that point.

use super::typed::COMMANDS;
use super::walk::Walk;
use crate::model::place::{Place, Stage};
use crate::prompt::{Line, Passage};

/// For any point of the meeting.
const ALWAYS: [(&str, &str); 4] = [
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
        "“We can stop here. It is all right to step out, and all right to leave this for another day.” /break and /pause are there for that.",
    ),
];

impl Walk<'_> {
    pub(super) fn help(&mut self, place: &Place) {
        // The commands come last: a small screen shows the end.
        let mut passage = Passage(vec![Line::Gap, Line::Text("What you might say:".into())]);
        passage.push(Line::Item(here(place.stage).to_owned()));
        for (when, words) in ALWAYS {
            passage.push(Line::Item(format!("{when}: {words}")));
        }
        passage.push(Line::Gap);
        passage.push(Line::Text(
            "What can be typed. Anything else is an answer, where one is asked for; // begins one with a slash.".into(),
        ));
        for (name, after, does) in COMMANDS {
            let typed = if after.is_empty() {
                name.to_owned()
            } else {
                format!("{name} {after}")
            };
            passage.push(Line::Item(format!("{typed}: {does}")));
        }
        self.prompt.say(&passage);
    }
}

/// What helps at this stage in particular.
fn here(stage: Stage) -> &'static str {
    match stage {
        Stage::Opening => {
            "Now: read slowly, and wait a moment before the case. “Some of us may know a family like this one. Look after yourself, and each other.”"
        }
        Stage::MattersArising => {
            "Now: “What happened with this one?” Not done is an answer too. Ask what got in the way, and whether it is still worth doing."
        }
        Stage::Case => {
            "Now: let different people read a part each, if they would like to. “What stays with you from this?”"
        }
        Stage::Questions => {
            "Now: “What would we see here, on an ordinary day?” One example from our own work is worth more than what the policy says. Read the point back before you press Enter."
        }
        Stage::Steps => {
            "Now: “Do we do this already, and how would a visitor see it?” Not for us is a good answer where it is true."
        }
        Stage::Close => {
            "Now: read the actions back slowly. “Is this what we meant? Who will see to it, and by when?” Fewer is better."
        }
    }
}

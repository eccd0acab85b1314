//! What `/help` says: what can be typed, and a few sentences for the facilitator at that point.

use super::typed::COMMANDS;
use super::walk::Walk;
use crate::model::place::{Place, Stage};
use crate::prompt::{Line, Passage};
use crate::render::spoken::{self, IF_NEEDED};

impl Walk<'_> {
    pub(super) fn help(&mut self, place: &Place) {
        // The commands come last: a small screen shows the end.
        let mut passage = Passage(vec![Line::Gap, Line::Text("What you might say:".into())]);
        passage.push(Line::Item(here(place.stage)));
        for (when, words) in IF_NEEDED {
            passage.push(Line::Item(format!("{when}: {words}")));
        }
        if let Some(Line::Item(too_much)) = passage.0.last_mut() {
            too_much.push_str(" /break and /pause are there for that.");
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

/// What helps at this stage in particular, and at a keyboard.
fn here(stage: Stage) -> String {
    let at_the_keyboard = match stage {
        Stage::Questions => " Read the point back before you press Enter.",
        _ => "",
    };
    format!("Now: {}{at_the_keyboard}", spoken::at(stage))
}

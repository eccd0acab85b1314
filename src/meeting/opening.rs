//! The words read aloud at the start.

use super::walk::{Heard, Move, Walk};
use crate::model::place::Place;
use crate::prompt::{Ask, Line, Passage, Stop};

impl Walk<'_> {
    pub(super) fn opening(&mut self, place: &Place, arriving: bool) -> Result<Move, Stop> {
        if arriving {
            let script = self.opening_script();
            self.prompt.say(&script);
        }
        let ask =
            Ask::line("Press Enter to begin").hint("/help lists what can be typed at any time");
        match self.hear(ask, place)? {
            Heard::Nothing => Ok(Move::Forward),
            Heard::Command(command) => Ok(self.obey(command, place)),
            Heard::Words(_) => {
                self.notice("Nothing is recorded yet. Press Enter to begin.");
                Ok(Move::Stay)
            }
        }
    }

    fn opening_script(&self) -> Passage {
        let audience = match &self.session.meeting.audience {
            Some(audience) => format!("This record will be read by: {audience}."),
            None => "Nobody has been named who will read this record.".into(),
        };
        let mut script = Passage(vec![
            Line::Gap,
            Line::Heading(format!("Opening: {}", self.review.title)),
            Line::Hint("Read this aloud.".into()),
            Line::Text("We are here to learn, not to blame. We ask what happened and how, not who.".into()),
            Line::Text(audience),
            Line::Text("Anyone may pass on a question. Anyone may step out, at any time, and needs no reason.".into()),
            Line::Text("We speak of roles, not names. What we write down carries nobody's name.".into()),
            Line::Text("If a new worry about a child comes up, it does not go into these notes. It goes through our usual safeguarding procedure, today.".into()),
        ]);
        if !self.review.content_note.is_empty() {
            script.push(Line::Text(format!(
                "What may be hard to hear: {}",
                self.review.content_note
            )));
        }
        script.0.extend(self.asked_at_the_opening());
        script.push(Line::Gap);
        script
    }
}

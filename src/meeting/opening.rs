//! The words read aloud at the start.

use super::hearing::Heard;
use super::walk::{Move, Walk};
use crate::model::place::Place;
use crate::prompt::{Ask, Line, Passage, Stop};
use crate::render::spoken::opening;

impl Walk<'_> {
    pub(super) fn opening(&mut self, place: &Place, arriving: bool) -> Result<Move, Stop> {
        if arriving {
            let script = self.opening_script();
            self.prompt.say(&script);
        }
        let ask = Ask::line("Press Enter to begin")
            .not_kept()
            .hint("/help lists what can be typed at any time");
        match self.hear(ask, place)? {
            Heard::Nothing => Ok(Move::Forward),
            Heard::Command(command) => Ok(self.obey(command, place)),
            Heard::Words(words) => {
                self.not_here(&words, "Press Enter to begin.");
                Ok(Move::Stay)
            }
        }
    }

    fn opening_script(&self) -> Passage {
        let mut script = Passage(vec![
            Line::Gap,
            Line::Heading(format!("Opening: {}", self.review.title)),
            Line::Hint("Read this aloud.".into()),
        ]);
        let audience = self.session.meeting.audience.as_deref();
        let words = opening(audience, &self.review.content_note);
        script.0.extend(words.into_iter().map(Line::Text));
        script.0.extend(self.asked_at_the_opening());
        script.push(Line::Gap);
        script
    }
}

//! The questions, one at a time, and the points the team makes.

use super::hearing::Heard;
use super::points::numbered;
use super::typed::Command;
use super::walk::{Move, Walk};
use crate::model::place::{Asks, Place, Stage};
use crate::model::question_record::Outcome;
use crate::prompt::{Ask, Line, Passage, Stop};
use crate::render::wrap::first_letter_large;

impl Walk<'_> {
    pub(super) fn question(&mut self, place: &Place, arriving: bool) -> Result<Move, Stop> {
        let id = place.item_id().to_owned();
        let Some(at) = self.session.questions.iter().position(|q| q.id == id) else {
            return Ok(Move::Forward);
        };
        if place.asks == Asks::Reason {
            return self.why_left(place, &id);
        }
        if place.asks == Asks::Moved {
            return self.then_and_now(place, &id, arriving);
        }
        if arriving {
            self.show_question(at);
        }
        let ask = Ask::line("").many().hint(if arriving {
            "One point a line; an empty line goes on. /action agrees an action. /help"
        } else {
            ""
        });
        match self.hear(ask, place)? {
            Heard::Words(words) => {
                let stood = self.left(&id);
                self.record_points(&id, &words);
                if place.returning {
                    self.session.take_up(&id);
                }
                self.say_if_taken_up(stood);
                Ok(Move::Stay)
            }
            Heard::Nothing => {
                let outcome = self.session.question(&id).map(|q| q.outcome);
                if outcome == Some(Outcome::NotReached) {
                    self.nudge(
                        "nothing said",
                        format!("Nothing is recorded for question {}. /back returns to it, and the close asks again.", at + 1),
                    );
                }
                if !self.session.answers(&id).is_empty()
                    && outcome == Some(Outcome::Discussed)
                    && let Some(there) = self.show_then_and_now(place, &id)
                {
                    return Ok(there);
                }
                Ok(Move::Forward)
            }
            Heard::Command(Command::Skip(why)) => Ok(self.leave(place, Outcome::Skipped, &why)),
            Heard::Command(Command::Park(why)) => Ok(self.leave(place, Outcome::Parked, &why)),
            Heard::Command(command) => Ok(self.change_points(command, place, &id)),
        }
    }

    pub(super) fn show_question(&mut self, at: usize) {
        let of = self.session.questions.len();
        let time = match (self.minutes_used(), self.session.meeting.minutes_planned) {
            (Some(used), Some(planned)) => format!(", {used} of {planned} minutes"),
            _ => String::new(),
        };
        let Some(question) = self.session.questions.get(at).cloned() else {
            return;
        };
        self.heading(Stage::Questions, "Questions for reflection");
        let mut passage = Passage(vec![Line::Gap]);
        passage.push(Line::Topic(
            format!("[{}/{of}] Question {}{time}", at + 1, at + 1),
            question.text,
        ));
        passage.0.extend(self.parked_before(&question.id));
        self.prompt.keep_in_sight(passage);
        let mut so_far = Passage::default();
        match (question.outcome, &question.reason) {
            (Outcome::Parked | Outcome::Skipped, Some(reason)) => so_far.push(Line::Text(format!(
                "{}: {reason}",
                first_letter_large(question.outcome.word())
            ))),
            (Outcome::Parked | Outcome::Skipped, None) => {
                so_far.push(Line::Text(format!(
                    "{}.",
                    first_letter_large(question.outcome.word())
                )));
            }
            _ => {}
        }
        so_far.0.extend(numbered(&question.answers));
        self.prompt.say(&so_far);
    }
}

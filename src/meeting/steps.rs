//! What to do now: each step gets a disposition, and the words that go with it.

use super::hearing::{Chosen, Heard};
use super::points::numbered;
use super::typed::Command;
use super::walk::{Move, Walk};
use crate::model::place::{Asks, Place, Stage};
use crate::model::step_record::Disposition;
use crate::prompt::{Ask, Line, Passage, Stop};
use crate::render::wrap::first_letter_large;

impl Walk<'_> {
    pub(super) fn step(&mut self, place: &Place, arriving: bool) -> Result<Move, Stop> {
        let id = place.item_id().to_owned();
        let Some(at) = self.session.steps.iter().position(|step| step.id == id) else {
            return Ok(Move::Forward);
        };
        if arriving && place.asks == Asks::Disposition {
            self.show_step(at);
        }
        if place.asks == Asks::Answers {
            return self.step_answers(place, arriving, &id);
        }
        let stood = self
            .session
            .step(&id)
            .map(|s| s.disposition)
            .unwrap_or_default();
        let ask = Ask::choice(
            "What about this step",
            [
                "in place: we do this, and can show it",
                "action agreed: we will do something",
                "needs others: it takes someone outside the team",
                "not for us",
                "not reached: leave it for now",
            ],
        )
        .likely(
            (stood != Disposition::NotReached)
                .then(|| Disposition::ALL.iter().position(|d| *d == stood))
                .flatten(),
        )
        .hint("Type a number. Enter leaves it as it stands.");
        match self.choose(&ask, place)? {
            Chosen::Nothing => Ok(Move::Forward),
            Chosen::Command(Command::Park(why)) => {
                self.notice("It stays as not reached, and the close asks about it again.");
                self.record_points(&id, &why);
                Ok(Move::Forward)
            }
            Chosen::Command(Command::Skip(why)) => {
                self.record_points(&id, &why);
                Ok(Move::Forward)
            }
            Chosen::Command(command) => Ok(self.change_points(command, place, &id)),
            Chosen::Option(option) => Ok(self.settle(place, &id, option)),
        }
    }

    /// Gives a step its disposition. *Action agreed* waits for the action.
    fn settle(&mut self, place: &Place, id: &str, option: usize) -> Move {
        let disposition = Disposition::ALL.get(option).copied().unwrap_or_default();
        let word = first_letter_large(disposition.word());
        if disposition == Disposition::ActionAgreed {
            if self.session.has_action(id) {
                self.set_disposition(id, disposition);
            }
            return self.begin_settling_action(place);
        }
        self.set_disposition(id, disposition);
        self.when_kept.push(Line::Done(word));
        match disposition {
            Disposition::NotReached => Move::Forward,
            _ => Move::To(place.asking(Asks::Answers)),
        }
    }

    pub(super) fn set_disposition(&mut self, step: &str, disposition: Disposition) {
        if let Some(step) = self.session.step_mut(step) {
            step.disposition = disposition;
        }
    }

    fn step_answers(&mut self, place: &Place, arriving: bool, id: &str) -> Result<Move, Stop> {
        let disposition = self
            .session
            .step(id)
            .map(|s| s.disposition)
            .unwrap_or_default();
        let label = match disposition {
            Disposition::InPlace => "What shows it",
            Disposition::NeedsOthers => "Who is needed, and for what",
            Disposition::NotForUs => "Why not",
            _ => "Anything to note",
        };
        let hint = if arriving {
            "One point a line. An empty line goes on."
        } else {
            ""
        };
        match self.hear(Ask::line(label).many().hint(hint), place)? {
            Heard::Nothing => {
                self.show_settled_before(id);
                Ok(Move::Forward)
            }
            Heard::Words(words) => {
                self.record_points(id, &words);
                Ok(Move::Stay)
            }
            Heard::Command(command) => Ok(self.change_points(command, place, id)),
        }
    }

    pub(super) fn show_step(&mut self, at: usize) {
        let of = self.session.steps.len();
        let Some(step) = self.session.steps.get(at).cloned() else {
            return;
        };
        self.heading(Stage::Steps, "What to do now");
        let mut passage = Passage(vec![Line::Gap]);
        passage.push(Line::Topic(
            format!("[{}/{of}] Step {}", at + 1, at + 1),
            step.text,
        ));
        self.prompt.keep_in_sight(passage);
        let mut so_far: Passage = numbered(&step.answers).collect();
        if !so_far.is_empty() {
            so_far.push(Line::Gap);
        }
        if at == 0 && !self.review.resources.is_empty() {
            so_far.push(Line::Notice(
                "/case lists the resources that this review names, after the case.".into(),
            ));
        }
        self.prompt.say(&so_far);
    }
}

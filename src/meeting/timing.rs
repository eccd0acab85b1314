//! The time that is used, by the meeting and by each question, and the breaks that do not count.

use super::hearing::Heard;
use super::route::left_over;
use super::typed::Command;
use super::walk::{Move, Walk};
use crate::model::place::{Place, Stage};
use crate::model::question_record::Outcome;
use crate::prompt::{Ask, Stop};
use crate::render::wrap::counted;

impl Walk<'_> {
    pub(super) fn count_time(&mut self, left: &Place) {
        let now = self.clock.now();
        if let (Some(from), Some(to), Stage::Questions) = (self.arrived_at, now, left.stage) {
            let seconds = self.seconds.entry(left.item_id().to_owned()).or_default();
            *seconds += (to - from).num_seconds().max(0);
            let minutes = u32::try_from((*seconds + 30) / 60).ok().filter(|m| *m > 0);
            if let Some(question) = self.session.question_mut(left.item_id())
                && question.outcome != Outcome::NotReached
            {
                question.minutes = minutes;
            }
        }
        self.arrived_at = now;
    }

    /// Whole minutes used: in this sitting and in earlier ones; nothing where no clock runs.
    pub(super) fn minutes_used(&self) -> Option<i64> {
        Some(self.minutes_before + (self.clock.now()? - self.began?).num_minutes())
    }

    pub(super) fn say_time(&mut self) {
        let questions = left_over(&self.session)
            .iter()
            .filter(|(id, _)| self.session.question(id).is_some())
            .count();
        let used = match (self.minutes_used(), self.session.meeting.minutes_planned) {
            (Some(used), Some(planned)) => format!("{used} of {planned} minutes used."),
            (Some(used), None) => format!(
                "{} used.",
                counted(usize::try_from(used).unwrap_or(0), "minute")
            ),
            (None, _) => "No time is kept for a meeting that is written up on another day.".into(),
        };
        self.notice(format!(
            "{used} {} not yet discussed.",
            counted(questions, "question")
        ));
    }

    /// A break: nothing is recorded, and the time does not count. An action that is agreed in it leads back to it.
    pub(super) fn rest(&mut self, place: &Place, arriving: bool) -> Result<Move, Stop> {
        let from = self.clock.now();
        if arriving {
            self.notice("Take the time you need. Everything so far is kept.");
        }
        let again = Place {
            resting: false,
            ..place.clone()
        };
        let still_resting = Place {
            draft: None,
            ..place.clone()
        };
        let moved = loop {
            let ask = Ask::line("Press Enter when everyone is back").not_kept();
            match self.hear(ask, &still_resting) {
                Ok(Heard::Nothing) => break Ok(Move::To(again)),
                Ok(Heard::Command(
                    command @ (Command::Action(_) | Command::Edit(_) | Command::Delete(_)),
                )) => break Ok(self.obey(command, place)),
                Ok(Heard::Command(command)) => break Ok(self.obey(command, &again)),
                Ok(Heard::Words(words)) => self.not_here(&words, "This is a break."),
                Err(stop) => break Err(stop),
            }
        };
        if let (Some(from), Some(to)) = (from, self.clock.now()) {
            self.arrived_at = self.arrived_at.map(|arrived| arrived + (to - from));
            self.began = self.began.map(|began| began + (to - from));
        }
        moved
    }
}

//! A question that is left, parked or skipped, with the reason; and what takes it up again.

use super::agreeing::{TAKE_OUT, unless_taken_out};
use super::hearing::Heard;
use super::walk::{Move, Walk};
use crate::model::place::{Asks, Place};
use crate::model::question_record::{Outcome, QuestionRecord};
use crate::prompt::{Ask, Line, Stop};

impl Walk<'_> {
    pub(super) fn leave(&mut self, place: &Place, outcome: Outcome, why: &str) -> Move {
        let id = place.item_id();
        if outcome == Outcome::Parked && why == TAKE_OUT {
            return self.no_longer_parked(id);
        }
        let has_action = self.session.has_action(id);
        let Some(question) = self.session.question_mut(id) else {
            return Move::Forward;
        };
        if outcome == Outcome::Skipped && (has_action || !question.answers.is_empty()) {
            let because = if question.outcome == Outcome::Parked {
                "This question stays parked"
            } else if question.answers.is_empty() {
                "An action has been agreed at this question"
            } else {
                "This question has been discussed"
            };
            if !why.is_empty() {
                self.notice(format!(
                    "{because}, so it is not skipped, and nothing was recorded. Enter goes on."
                ));
                return Move::Stay;
            }
            self.notice(format!("{because}, so it is not called skipped."));
            return Move::Forward;
        }
        question.outcome = outcome;
        let word = match outcome {
            Outcome::Parked => "Parked. It comes back at the close.",
            _ => "Skipped.",
        };
        self.when_kept.push(Line::Done(word.into()));
        if why.is_empty() {
            return Move::To(place.asking(Asks::Reason));
        }
        self.set_reason(id, why);
        Move::Forward
    }

    pub(super) fn why_left(&mut self, place: &Place, id: &str) -> Result<Move, Stop> {
        let Some(stood) = self.left(id) else {
            // An action that was agreed meanwhile has made it one that was discussed.
            return Ok(Move::Forward);
        };
        let hint = match stood.reason {
            Some(_) => "A few words for the minutes. Enter keeps it, - takes it out.",
            None => "A few words for the minutes, or Enter for none.",
        };
        let ask = Ask::line("Why").hint(hint).on_enter(stood.reason);
        match self.hear(ask, place)? {
            Heard::Nothing => Ok(Move::Forward),
            Heard::Command(command) => Ok(self.obey(command, place)),
            Heard::Words(words) => {
                let reason = words.replace('\n', " ");
                self.when_kept.push(match reason.as_str() {
                    TAKE_OUT => Line::Done("Taken out".into()),
                    reason => Line::Saved(reason.to_owned()),
                });
                self.set_reason(id, &reason);
                Ok(Move::Forward)
            }
        }
    }

    fn set_reason(&mut self, id: &str, why: &str) {
        let Some(question) = self.session.question_mut(id) else {
            return;
        };
        let reason = unless_taken_out(why.to_owned());
        let stood = std::mem::replace(&mut question.reason, reason);
        let was = stood.filter(|stood| stood != why);
        let was = was.map(|stood| Line::Done(format!("It was: {stood}")));
        self.when_kept.extend(was);
    }

    fn no_longer_parked(&mut self, id: &str) -> Move {
        let stood = self.left(id);
        if stood.as_ref().map(|stood| stood.outcome) == Some(Outcome::Parked) {
            self.session.take_up(id);
            self.say_if_taken_up(stood);
        } else {
            self.notice("This question is not parked.");
        }
        Move::Stay
    }

    /// A question that is left, as it stands.
    pub(super) fn left(&self, id: &str) -> Option<QuestionRecord> {
        let question = self.session.question(id)?;
        matches!(question.outcome, Outcome::Parked | Outcome::Skipped).then(|| question.clone())
    }

    /// Says whether a question that was left still is, once something was said at it. A reason goes with that.
    pub(super) fn say_if_taken_up(&mut self, stood: Option<QuestionRecord>) {
        let Some(stood) = stood else { return };
        let now = self.session.question(&stood.id).map(|now| now.outcome);
        if now == Some(stood.outcome) {
            self.nudge(
                "stays parked",
                "It stays parked, and comes back at the close. /park - says that it is no longer parked.",
            );
            return;
        }
        let reason = stood
            .reason
            .map(|reason| format!(" The reason was: {reason}"));
        let line = format!(
            "No longer {}.{}",
            stood.outcome.word(),
            reason.unwrap_or_default()
        );
        self.when_kept.push(Line::Done(line));
    }
}

#[cfg(test)]
mod tests {
    use crate::meeting::scripted_walk::walk;
    use crate::model::question_record::Outcome;

    #[test]
    fn an_action_takes_a_parked_question_up_where_the_room_came_back_to_it_from_the_close() {
        let parked = ["/goto 1", "/park the letter is late"];
        for (there, outcome) in [
            (&["/goto 1", "/action Ring the school"][..], Outcome::Parked),
            (
                &["/goto close", "1", "/action Ring the school"],
                Outcome::Discussed,
            ),
        ] {
            let (session, _, prompt) = walk(&[&parked[..], there].concat());
            let question = session.question("q1").expect("a question");
            assert_eq!(question.outcome, outcome);
            let is_said = prompt
                .transcript()
                .contains("No longer parked. The reason was: the letter is late");
            assert_eq!(is_said, outcome == Outcome::Discussed);
        }
    }
}

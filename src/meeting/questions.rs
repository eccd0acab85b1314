//! The questions, one at a time, and the points the team makes.

use super::typed::{Command, as_typed};
use super::walk::{Heard, Move, Walk};
use crate::model::place::{Asks, Place, Stage};
use crate::model::session::Outcome;
use crate::prompt::{Ask, Line, Passage, Stop};
use crate::render::wrap::{counted, first_letter_large};

impl Walk<'_> {
    pub(super) fn question(&mut self, place: &Place, arriving: bool) -> Result<Move, Stop> {
        let id = place.item_id().to_owned();
        let Some(at) = self.session.questions.iter().position(|q| q.id == id) else {
            return Ok(Move::Forward);
        };
        if place.asks == Asks::Reason {
            return self.why_left(place, &id);
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
                self.record_points(&id, &words);
                Ok(Move::Stay)
            }
            Heard::Nothing => {
                let unanswered = self.session.answers(&id).is_empty();
                let undecided =
                    self.session.question(&id).map(|q| q.outcome) == Some(Outcome::NotReached);
                if unanswered && undecided && !self.nudged.contains(&"nothing said") {
                    self.nudged.push("nothing said");
                    self.notice("Nothing is recorded for this question yet. Press Enter once more to leave it, or type /park to come back to it at the close.");
                    return Ok(Move::Stay);
                }
                Ok(Move::Forward)
            }
            Heard::Command(Command::Skip(why)) => Ok(self.leave(place, Outcome::Skipped, &why)),
            Heard::Command(Command::Park(why)) => Ok(self.leave(place, Outcome::Parked, &why)),
            Heard::Command(command) => self.change_points(command, place, &id),
        }
    }

    /// Records what was typed: one point, or one for each line of a paste.
    pub(super) fn record_points(&mut self, item: &str, words: &str) {
        let several = words.contains('\n');
        for line in words.lines() {
            let point = line.replace('\t', " ");
            let point = if several {
                without_list_mark(&point)
            } else {
                point.trim()
            };
            if !point.is_empty() {
                self.session.record(item, point.to_owned());
                self.when_kept.push(Line::Saved(point.to_owned()));
            }
        }
    }

    /// `/edit N` and `/delete N` on the points of a question or step; every other command as usual.
    pub(super) fn change_points(
        &mut self,
        command: Command,
        place: &Place,
        item: &str,
    ) -> Result<Move, Stop> {
        let (Command::Edit(which) | Command::Delete(which)) = &command else {
            return self.obey(command, place);
        };
        if self.session.action(which).is_some() {
            return self.obey(command, place);
        }
        let (number, words) = which.split_once(char::is_whitespace).unwrap_or((which, ""));
        let found = number
            .parse::<usize>()
            .ok()
            .and_then(|n| n.checked_sub(1))
            .and_then(|at| Some((at, self.session.answers(item).get(at)?.clone())));
        let Some((at, point)) = found else {
            let points = counted(self.session.answers(item).len(), "point");
            self.notice(format!(
                "There is no “{which}” here: {points} so far. Type the number of a point, such as /edit 1, or an action, such as /edit A1."
            ));
            return Ok(Move::Stay);
        };
        if matches!(command, Command::Delete(_)) {
            if self.confirm(&format!("Take out “{point}”?"), place)?
                && let Some(answers) = self.session.answers_mut(item)
                && at < answers.len()
            {
                answers.remove(at);
                self.settle_outcome(item);
                self.when_kept
                    .push(Line::Done(format!("Taken out: {point}")));
            }
            return Ok(Move::Again);
        }
        let words = if words.trim().is_empty() {
            let ask = Ask::line(format!("Point {number}")).draft(Some(as_typed(&point)));
            match self.hear(ask, &place.asking(place.asks))? {
                Heard::Words(words) => words,
                Heard::Nothing => return Ok(Move::Again),
                Heard::Command(command) => return self.obey(command, place),
            }
        } else {
            words.to_owned()
        };
        let words = words.replace('\n', " ").trim().to_owned();
        if let Some(answer) = self.session.answers_mut(item).and_then(|a| a.get_mut(at)) {
            answer.clone_from(&words);
            self.when_kept.push(Line::Saved(words));
        }
        Ok(Move::Again)
    }

    /// A question from which the last point was taken out has not been discussed.
    fn settle_outcome(&mut self, item: &str) {
        if let Some(question) = self.session.question_mut(item)
            && question.answers.is_empty()
            && question.outcome == Outcome::Discussed
        {
            question.outcome = Outcome::NotReached;
        }
    }

    fn leave(&mut self, place: &Place, outcome: Outcome, why: &str) -> Move {
        let Some(question) = self.session.question_mut(place.item_id()) else {
            return Move::Forward;
        };
        if outcome == Outcome::Skipped && !question.answers.is_empty() {
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
        question.reason = Some(why.to_owned());
        Move::Forward
    }

    fn why_left(&mut self, place: &Place, id: &str) -> Result<Move, Stop> {
        let ask = Ask::line("Why").hint("A few words for the minutes, or Enter for none.");
        match self.hear(ask, place)? {
            Heard::Nothing => Ok(Move::Forward),
            Heard::Command(command) => self.obey(command, place),
            Heard::Words(words) => {
                let reason = words.replace('\n', " ");
                self.when_kept.push(Line::Saved(reason.clone()));
                if let Some(question) = self.session.question_mut(id) {
                    question.reason = Some(reason);
                }
                Ok(Move::Forward)
            }
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

/// The points so far, with the numbers by which they are edited.
pub(super) fn numbered(answers: &[String]) -> impl Iterator<Item = Line> {
    answers
        .iter()
        .enumerate()
        .map(|(at, point)| Line::Numbered(at + 1, point.clone()))
}

/// A line of a pasted list without its dash or bullet.
fn without_list_mark(line: &str) -> &str {
    let line = line.trim();
    ["- ", "* ", "• ", "– "]
        .iter()
        .find_map(|mark| line.strip_prefix(mark))
        .unwrap_or(line)
        .trim()
}

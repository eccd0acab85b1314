//! Then and now: what the team said before to a question like this one, shown once it has answered anew.

use super::agreeing::unless_taken_out;
use super::hearing::Heard;
use super::typed::Command;
use super::walk::{Move, Walk};
use crate::model::date::Day;
use crate::model::place::{Asks, Place};
use crate::prompt::{Ask, Line, Passage, Stop};
use crate::query::actions::TeamAction;
use crate::query::answered::{Answered, like};
use crate::query::parked::Parked;
use crate::query::settled::Settled;

/// What the team has said of questions before.
#[derive(Debug, Clone, Default)]
pub struct Before {
    /// The questions it answered, newest first.
    pub answered: Vec<Answered>,
    /// The steps of this review that it has settled.
    pub settled: Vec<Settled>,
    /// The questions of this review that it left for another time.
    pub parked: Vec<Parked>,
    /// Whether a person types, who can be asked what has moved. A written meeting cannot expect it.
    pub live: bool,
}

impl<'a> Walk<'a> {
    /// The walk of a team that has answered questions before.
    #[must_use]
    pub fn with_answers_before(mut self, before: Before) -> Self {
        self.before = before;
        self
    }
}

impl Walk<'_> {
    /// From a question that has been answered anew: what was said before is shown, once.
    pub(super) fn show_then_and_now(&mut self, place: &Place, id: &str) -> Option<Move> {
        let then = self.said_before(id)?;
        // What was said to have moved can be changed: it is asked about again, and Enter keeps it.
        let has_moved = self.session.question(id).is_some_and(|q| q.moved.is_some());
        if !has_moved && self.shown_before.iter().any(|shown| shown == id) {
            return None;
        }
        self.shown_before.push(id.to_owned());
        if self.before.live {
            return Some(Move::To(place.asking(Asks::Moved)));
        }
        let passage = self.then(&then, id);
        self.prompt.say(&passage);
        None
    }

    /// Asks what has moved since.
    pub(super) fn then_and_now(
        &mut self,
        place: &Place,
        id: &str,
        arriving: bool,
    ) -> Result<Move, Stop> {
        let Some(then) = self.said_before(id) else {
            return Ok(Move::Forward);
        };
        if arriving {
            let passage = self.then(&then, id);
            self.prompt.say(&passage);
        }
        let stood = self.session.question(id).and_then(|q| q.moved.clone());
        let ask = Ask::line("What has moved since")
            .on_enter(stood.clone())
            .hint(match stood {
                Some(_) => "One line for the minutes. Enter keeps it, - takes it out.",
                None => "One line for the minutes, or Enter for none.",
            });
        match self.hear(ask, place)? {
            Heard::Nothing => Ok(Move::Forward),
            Heard::Command(Command::Back) => {
                // It is asked again after the points, as it has not been answered.
                self.shown_before.retain(|shown| shown != id);
                Ok(self.obey(Command::Back, place))
            }
            Heard::Command(command) => Ok(self.obey(command, place)),
            Heard::Words(words) => {
                let moved = unless_taken_out(words.replace('\n', " ").trim().to_owned());
                self.when_kept.extend(moved.clone().map(Line::Saved));
                if let Some(question) = self.session.question_mut(id) {
                    question.then = moved.as_ref().map(|_| then.reference);
                    question.moved = moved;
                }
                Ok(Move::Forward)
            }
        }
    }

    /// That the team left a question for another time when it last came to it.
    pub(super) fn parked_before(&self, id: &str) -> Option<Line> {
        let mut parked = self.before.parked.iter();
        let parked = parked.find(|parked| parked.question == id)?;
        let day = parked.on.spoken();
        Some(Line::Text(match &parked.reason {
            Some(reason) => format!("Parked on {day}: {reason}"),
            None => format!("Parked on {day}."),
        }))
    }

    fn said_before(&self, id: &str) -> Option<Answered> {
        let mut questions = self.review.questions.iter();
        let question = questions.find(|question| question.id == id)?;
        like(question, &self.review.id, &self.before.answered).cloned()
    }

    /// What the team said then, and what has become of what it agreed there.
    fn then(&self, then: &Answered, id: &str) -> Passage {
        let mut passage = Passage(vec![Line::Gap]);
        let heading = format!("Then: {}, {}", then.on.spoken(), then.title);
        let asked = self.session.question(id).map(|question| &question.text);
        passage.push(match asked == Some(&then.text) {
            true => Line::Text(heading),
            false => Line::Topic(heading, then.text.clone()),
        });
        passage.0.extend(said(&then.answers, &then.added));
        passage.0.extend(self.agreed_there(&then.reference));
        let is_longer_ago = |one: &&Answered| {
            let is_other = one.reference != then.reference && one.on <= then.on;
            is_other && one.review == then.review && one.question == then.question
        };
        let longer_ago = self.before.answered.iter().filter(is_longer_ago);
        let mut days: Vec<String> = longer_ago.map(|one| one.on.spoken()).collect();
        days.dedup();
        if !days.is_empty() {
            let line = format!("Answered before that on {}.", days.join(", "));
            passage.push(Line::Text(line));
        }
        passage
    }

    /// From a step that has been settled anew: what became of it before is shown, once.
    pub(super) fn show_settled_before(&mut self, id: &str) {
        let mut settled = self.before.settled.iter();
        let Some(then) = settled.find(|then| then.step == id) else {
            return;
        };
        if self.shown_before.iter().any(|shown| shown == id) {
            return;
        }
        let mut passage = Passage(vec![Line::Gap]);
        passage.push(Line::Text(format!(
            "Then: {}, {}",
            then.on.spoken(),
            then.disposition.word()
        )));
        passage.0.extend(said(&then.answers, &then.added));
        passage.0.extend(self.agreed_there(&then.reference));
        self.shown_before.push(id.to_owned());
        // After what is still to be said of the new ones.
        self.when_kept.extend(passage.0);
    }

    /// The actions that came from a question or a step of an earlier session, and what has become of them.
    fn agreed_there(&self, reference: &str) -> Vec<Line> {
        let is_from_there = |action: &&TeamAction| {
            let from = action.from.unwrap_or_default();
            reference == [action.session, "/", from].concat()
        };
        let agreed = self.earlier.iter().filter(is_from_there).map(|action| {
            let reference = action.reference();
            let mut today = self.session.carried.iter();
            let today = today.find(|carried| carried.action == reference);
            let status = today
                .map_or(action.status, |carried| carried.status)
                .spoken();
            Line::Text(format!("Agreed there: {} ({status})", action.what))
        });
        agreed.collect()
    }
}

/// What was said then, and what was added later.
fn said(answers: &[String], added: &[(Day, String)]) -> Vec<Line> {
    let said = answers.iter().cloned().map(Line::Item);
    let added = added.iter().map(|(on, point)| {
        let added = format!("{point} (added on {})", on.spoken());
        Line::Item(added)
    });
    said.chain(added).collect()
}

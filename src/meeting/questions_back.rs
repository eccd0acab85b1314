//! The questions that a supervisor put back to the team: read at the opening, answered at matters arising.

use super::hearing::Heard;
use super::points::numbered;
use super::typed::Command;
use super::walk::{Move, Walk};
use crate::model::place::{Place, Stage};
use crate::model::question_back::QuestionBack;
use crate::prompt::{Ask, Line, Passage, Stop};
use crate::query::questions_back::OpenQuestion;

impl Walk<'_> {
    /// The same walk, with the questions back that wait for this team. One that was answered in this
    /// session already stays, whether or not the folder still shows where it was asked.
    #[must_use]
    pub fn asked(mut self, open: Vec<OpenQuestion>) -> Self {
        self.asked = open;
        for record in &self.session.questions_back {
            if !self.asked.iter().any(|open| open.record.is_same(record)) {
                self.asked.push(OpenQuestion {
                    record: QuestionBack {
                        answers: Vec::new(),
                        ..record.clone()
                    },
                    on: self.session.meeting.date,
                    meeting: record.session.clone(),
                    about: None,
                });
            }
        }
        self
    }

    /// What the opening says of the questions that have no answer yet.
    pub(super) fn asked_at_the_opening(&self) -> impl Iterator<Item = Line> {
        let unanswered = |open: &&OpenQuestion| {
            let item = open.record.item();
            self.session.answers(&item).is_empty()
        };
        self.asked.iter().filter(unanswered).map(|open| {
            Line::Text(format!(
                "Your supervisor asks: “{}” ({}, after the meeting about {}). Matters arising comes next, and asks for your answer.",
                open.record.asked, open.record.by, open.meeting
            ))
        })
    }

    pub(super) fn question_back(&mut self, place: &Place, arriving: bool) -> Result<Move, Stop> {
        let id = place.item_id().to_owned();
        let Some(at) = self.asked.iter().position(|open| open.record.item() == id) else {
            return Ok(Move::Forward);
        };
        if arriving {
            self.show_question_back(at);
        }
        let ask = Ask::line("").many().hint(if arriving {
            "One point a line, for your supervisor to read; an empty line goes on. Left without one, it comes back next time."
        } else {
            ""
        });
        match self.hear(ask, place)? {
            Heard::Words(words) => {
                self.begin_record(at);
                self.record_points(&id, &words);
                Ok(Move::Stay)
            }
            Heard::Nothing => {
                if self.session.answers(&id).is_empty() {
                    self.comes_back();
                }
                Ok(Move::Forward)
            }
            Heard::Command(Command::Skip(why) | Command::Park(why)) => {
                if !why.is_empty() {
                    self.notice("Nothing was recorded. Type it as an answer if your supervisor is to read it. /skip alone leaves the question for next time.");
                    return Ok(Move::Stay);
                }
                if self.session.answers(&id).is_empty() {
                    self.comes_back();
                }
                Ok(Move::Forward)
            }
            Heard::Command(command) => Ok(self.change_points(command, place, &id)),
        }
    }

    fn comes_back(&mut self) {
        self.notice("It is not answered yet, and comes back at the next meeting.");
    }

    /// Shows what was asked, and what has been answered so far.
    pub(super) fn show_question_back(&mut self, at: usize) {
        let of = self.asked.len();
        let Some(open) = self.asked.get(at).cloned() else {
            return;
        };
        self.heading(Stage::MattersArising, "Matters arising");
        let mut passage = Passage(vec![Line::Gap]);
        passage.push(Line::Topic(
            format!("[{}/{of}] Your supervisor asks", at + 1),
            open.record.asked.clone(),
        ));
        passage.push(Line::Text(format!(
            "Asked by {}, {}, after the meeting about {}.",
            open.record.by,
            open.on.spoken(),
            open.meeting
        )));
        if let Some(about) = open.record.about_spoken() {
            passage.push(Line::Text(match open.about {
                Some(words) => format!("About {about} there: {words}"),
                None => format!("About {about} there."),
            }));
        }
        self.prompt.keep_in_sight(passage);
        let answers = self.session.answers(&open.record.item());
        let so_far: Passage = numbered(answers).collect();
        self.prompt.say(&so_far);
    }

    fn begin_record(&mut self, at: usize) {
        if let Some(open) = self.asked.get(at)
            && self.session.question_back(&open.record.item()).is_none()
        {
            self.session.questions_back.push(open.record.clone());
        }
    }

    /// At the close the record says as well what was asked and not answered.
    pub(super) fn record_unanswered(&mut self) {
        for at in 0..self.asked.len() {
            self.begin_record(at);
        }
    }
}

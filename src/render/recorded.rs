//! What a filled-in sheet was understood to say, shown before anything is kept.

use super::document::{Block, Document};
use super::spoken;
use super::wrap::{counted, first_letter_large};
use crate::model::date_phrase::full_date;
use crate::model::question_record::Outcome;
use crate::model::session::Session;

/// What was understood, and what was not.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded {
    /// The session that the sheet makes.
    pub session: Session,
    /// Soft words about it, a sentence each.
    pub remarks: Vec<String>,
    /// The lines that have no place in it: their number and their words.
    pub passed_over: Vec<(usize, String)>,
}

impl Recorded {
    /// All of it as a page.
    pub fn document(&self) -> Document {
        let mut page = Document::default();
        let title = &self.session.review.title;
        page.push(Block::Title(format!("On the sheet: {title}")));
        self.facts(&mut page);
        page.section("Questions", self.questions());
        page.section("What to do now", self.steps());
        page.section("Actions", self.actions());
        let points = |words: &[String]| words.iter().cloned().map(Block::Point).collect();
        page.section("Left open", points(&self.missing()));
        page.section("Worth a look", points(&self.remarks));
        let passed: Vec<String> = self
            .passed_over
            .iter()
            .map(|(line, words)| format!("line {line}: {words}"))
            .collect();
        page.section("Passed over: it will not be kept", points(&passed));
        page
    }

    fn facts(&self, page: &mut Document) {
        let meeting = &self.session.meeting;
        let closing = self.session.closing.as_ref();
        page.fact("Team", Some(meeting.team.clone()));
        page.fact("Date", Some(full_date(meeting.date.0)));
        page.fact("Facilitator", meeting.facilitator.clone());
        page.fact("Present", Some(meeting.present.join(", ")));
        page.fact("Apologies", Some(meeting.apologies.join(", ")));
        page.fact("Planned", meeting.minutes_planned.map(minutes));
        page.fact("Read by", meeting.audience.clone());
        let asked = meeting.wellbeing_check;
        page.fact("Wellbeing", asked.then(|| "everyone was asked".into()));
        page.fact("Learning", closing.and_then(|c| c.learning.clone()));
        let next = closing.and_then(|c| c.next_meeting);
        page.fact("Next meeting", next.map(|day| full_date(day.0)));
    }

    fn questions(&self) -> Vec<Block> {
        let line = |(at, question): (usize, &crate::model::question_record::QuestionRecord)| {
            let reason = question.reason.as_ref();
            let reason = reason.map(|why| format!(" ({why})")).unwrap_or_default();
            let said = match (question.outcome, question.answers.len()) {
                (Outcome::Discussed, 0) => "discussed, no points".to_owned(),
                (Outcome::Discussed, points) => counted(points, "point"),
                (outcome, 0) => format!("{}{reason}", outcome.word()),
                (outcome, points) => {
                    format!("{}{reason}, {}", outcome.word(), counted(points, "point"))
                }
            };
            Block::Point(format!("Question {}: {said}", at + 1))
        };
        self.session
            .questions
            .iter()
            .enumerate()
            .map(line)
            .collect()
    }

    fn steps(&self) -> Vec<Block> {
        let steps = self.session.steps.iter().enumerate();
        steps
            .map(|(at, step)| {
                let points = match step.answers.len() {
                    0 => String::new(),
                    points => format!(", {}", counted(points, "point")),
                };
                Block::Point(format!(
                    "Step {}: {}{points}",
                    at + 1,
                    step.disposition.word()
                ))
            })
            .collect()
    }

    fn actions(&self) -> Vec<Block> {
        if self.session.actions.is_empty() {
            return vec![Block::Paragraph("No action was agreed.".into())];
        }
        let actions = self.session.actions.iter();
        actions
            .map(|action| {
                let from = action.from.as_ref().map(|from| {
                    let source = self.session.spoken_source(from);
                    format!(" {}.", first_letter_large(&format!("from {source}")))
                });
                let mut words = spoken::action(action);
                if let Some(from) = from {
                    if !words.ends_with(['.', '?', '!']) {
                        words.push('.');
                    }
                    words.push_str(&from);
                }
                Block::Point(words)
            })
            .collect()
    }

    /// What a meeting on a screen would have asked for.
    fn missing(&self) -> Vec<String> {
        let meeting = &self.session.meeting;
        let closing = self.session.closing.as_ref();
        let asked = [
            (meeting.facilitator.is_none(), "who led the meeting"),
            (meeting.present.is_empty(), "who was there"),
            (
                closing.is_none_or(|c| c.learning.is_none()),
                "the line of learning",
            ),
            (
                !meeting.wellbeing_check,
                "that everyone was asked how they are",
            ),
            (
                closing.is_none_or(|c| c.next_meeting.is_none()),
                "the next meeting",
            ),
        ];
        let missing = asked.into_iter().filter(|(is_missing, _)| *is_missing);
        missing.map(|(_, what)| what.to_owned()).collect()
    }
}

fn minutes(minutes: u32) -> String {
    counted(usize::try_from(minutes).unwrap_or(usize::MAX), "minute")
}

//! The invitation to the next meeting, with its agenda, ready to be pasted into a message.

use super::document::{Block, Document};
use super::wrap::counted;
use crate::model::date::Day;
use crate::model::date_phrase::full_date;
use crate::model::review::{Review, with_publisher};
use crate::query::actions::TeamAction;
use serde::Serialize;

/// What an invitation says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Invitation {
    /// The organisation's name, where it is configured.
    pub organisation: Option<String>,
    /// The team.
    pub team: String,
    /// The day, as files have it; null where none is agreed.
    pub date: Option<String>,
    /// The day in words.
    pub date_spoken: Option<String>,
    /// Minutes planned.
    pub minutes_planned: Option<u32>,
    /// The review that is to be walked, where it is known.
    pub review: Option<Walk>,
    /// The titles of reviews that the team has not held yet, where none has been chosen.
    pub not_held: Vec<String>,
    /// The open actions that come back.
    pub arising: Vec<Arising>,
    /// How many questions a supervisor has put back to the team.
    pub questions_back: usize,
}

/// A review that is to be walked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Walk {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// What may be hard to read.
    pub content_note: String,
    /// How many questions it has.
    pub questions: usize,
    /// How many steps.
    pub steps: usize,
}

/// An open action that comes back.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Arising {
    /// `<session id>/<action id>`.
    pub action: String,
    /// What was agreed.
    pub what: String,
    /// The owner's role.
    pub owner: Option<String>,
    /// By when, as files have it.
    pub due: Option<String>,
}

impl Walk {
    /// What an invitation says of a review.
    pub fn of(review: &Review) -> Self {
        Self {
            id: review.id.clone(),
            title: review.title.clone(),
            publisher: review.publisher.clone(),
            content_note: review.content_note.clone(),
            questions: review.questions.len(),
            steps: review.steps.len(),
        }
    }
}

impl Arising {
    /// What an invitation says of an open action.
    pub fn of(action: &TeamAction) -> Self {
        Self {
            action: action.reference(),
            what: action.what.to_owned(),
            owner: action.owner.map(str::to_owned),
            due: action.due.map(|day| day.to_string()),
        }
    }

    fn spoken(&self) -> String {
        let owner = self.owner.as_deref().unwrap_or("owner not yet agreed");
        let due = self.due.as_deref().and_then(Day::read);
        match due {
            Some(day) => format!("{} ({owner}, by {})", self.what, day.spoken()),
            None => format!("{} ({owner}, no date)", self.what),
        }
    }
}

impl Invitation {
    /// The same on a day, where one is agreed.
    #[must_use]
    pub fn on(self, day: Option<Day>) -> Self {
        Self {
            date: day.map(|day| day.to_string()),
            date_spoken: day.map(|day| full_date(day.0)),
            ..self
        }
    }

    /// The invitation as a page.
    pub fn document(&self) -> Document {
        let mut page = Document::default();
        page.push(Block::Title(
            "Invitation: learning from a practice review".into(),
        ));
        page.fact("Organisation", self.organisation.clone());
        page.fact("Team", Some(self.team.clone()));
        let date = self.date_spoken.clone();
        page.fact("Date", Some(date.unwrap_or("to be agreed".into())));
        let minutes = self.minutes_planned.map(counted_minutes);
        page.fact("Length", minutes);
        let review = self.review.as_ref();
        page.fact(
            "Review",
            Some(match review {
                Some(review) => with_publisher(&review.title, &review.publisher),
                None => "to be chosen".into(),
            }),
        );
        page.section("What this is", self.introduction());
        page.section("Agenda", self.agenda());
        let arising = self.arising.iter().map(|one| Block::Point(one.spoken()));
        page.section("Actions that come back", arising.collect());
        let not_held = self.not_held.iter().cloned().map(Block::Point);
        page.section("Reviews that the team has not held yet", not_held.collect());
        page.section(
            "What this leaves out",
            vec![Block::Paragraph(
                "This invitation gives nothing of what anybody said in earlier meetings.".into(),
            )],
        );
        page
    }

    fn introduction(&self) -> Vec<Block> {
        let mut blocks = vec![
            Block::Paragraph("We meet to learn from what happened to a child and a family, and to agree what we will do. We are here to learn, not to blame.".into()),
            Block::Paragraph("Anyone may pass on a question. Anyone may step out, at any time, and needs no reason.".into()),
        ];
        if let Some(review) = &self.review {
            if !review.content_note.is_empty() {
                blocks.push(Block::Paragraph(format!(
                    "What may be hard to hear: {}",
                    review.content_note
                )));
            }
            blocks.push(Block::Paragraph("Please read the case and the questions beforehand, if you can. Nothing needs to be prepared in writing.".into()));
        }
        blocks
    }

    fn agenda(&self) -> Vec<Block> {
        let mut items = vec!["Opening: how we work together".to_owned()];
        let mut arising = Vec::new();
        if !self.arising.is_empty() {
            arising.push(counted(self.arising.len(), "action"));
        }
        if self.questions_back > 0 {
            let questions = counted(self.questions_back, "question");
            arising.push(format!("{questions} from our supervisor"));
        }
        if !arising.is_empty() {
            items.push(format!("Matters arising: {}", arising.join(" and ")));
        }
        match &self.review {
            Some(review) => {
                items.push(format!("The case: {}", review.title));
                let questions = counted(review.questions, "question");
                items.push(format!("Questions for reflection: {questions}"));
                if review.steps > 0 {
                    let steps = counted(review.steps, "step");
                    items.push(format!("What to do now: {steps}"));
                }
            }
            None => items.push("The case, and its questions for reflection".into()),
        }
        items.push(
            "Close: what we agree, one line of learning, how everyone is, and when we meet next"
                .into(),
        );
        let items = items.into_iter().enumerate();
        items
            .map(|(at, text)| Block::Numbered(at + 1, text))
            .collect()
    }
}

fn counted_minutes(count: u32) -> String {
    match count {
        1 => "1 minute".into(),
        more => format!("{more} minutes"),
    }
}

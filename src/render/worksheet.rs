//! The worksheet of a review: sent before a meeting, filled in by hand, and read back by `reflect record`.

use super::document::{Block, Document};
use super::wrap::counted;
use crate::model::meeting::USUAL_AUDIENCE;
use crate::model::review::Review;

/// The headings of its sections.
pub mod section {
    /// Who met.
    pub const MEETING: &str = "The meeting";
    /// The case.
    pub const CASE: &str = "The case in brief";
    /// The questions.
    pub const QUESTIONS: &str = "Questions for reflection";
    /// The steps.
    pub const STEPS: &str = "What to do now";
    /// The actions.
    pub const ACTIONS: &str = "Actions";
    /// The end.
    pub const CLOSE: &str = "Close";
    /// What stands elsewhere.
    pub const LEFT_OUT: &str = "What this sheet leaves out";
}

/// What stands before the room for one answer.
pub mod label {
    /// The review's id.
    pub const REVIEW: &str = "Review";
    /// The team.
    pub const TEAM: &str = "Team";
    /// The day.
    pub const DATE: &str = "Date";
    /// Who led it.
    pub const FACILITATOR: &str = "Facilitator, as a role";
    /// Who was there.
    pub const PRESENT: &str = "Present, as roles";
    /// Who was not.
    pub const APOLOGIES: &str = "Apologies, as roles";
    /// How long it was to take.
    pub const MINUTES: &str = "Minutes planned";
    /// Who reads the record.
    pub const AUDIENCE: &str = "Who will read this record";
    /// The disposition of a step.
    pub const BECAME: &str =
        "What became of it (in place, action agreed, needs others, not for us, not reached)";
    /// What an action is.
    pub const WHAT: &str = "What will be done";
    /// Who sees to it.
    pub const OWNER: &str = "Owner, as a role";
    /// By when.
    pub const DUE: &str = "Due";
    /// What will show it.
    pub const KNOW: &str = "How will we know it made a difference";
    /// Where it comes from.
    pub const FROM: &str = "From (question 2, or step 1)";
    /// The line of learning.
    pub const LEARNING: &str = "In one line, what will we do differently";
    /// Whether everyone was asked.
    pub const WELLBEING: &str = "Was everyone asked how they are (yes or no)";
    /// The next meeting.
    pub const NEXT: &str = "Next meeting";
}

/// The name under which an action has its room.
pub const ACTION: &str = "Action";

/// Lines under a question, and under a step.
const ROOM: (usize, usize) = (4, 2);

/// Actions that have room; more are seldom all done.
const ACTIONS: usize = 3;

/// The worksheet as a page.
pub fn worksheet(review: &Review) -> Document {
    let mut page = Document::default();
    page.push(Block::Title(format!("Worksheet: {}", review.title)));
    page.push(Block::Paragraph(
        "For a meeting that is held on paper. One point to a line; leave empty what you did not get to. Write roles, never names. A new worry about a child does not belong here: it goes through your usual safeguarding procedure. Afterwards, reflect record with the name of this file keeps the meeting.".into(),
    ));
    page.section(section::MEETING, meeting(review));
    page.section(section::CASE, case(review));
    page.section(section::QUESTIONS, questions(review));
    page.section(section::STEPS, steps(review));
    page.section(section::ACTIONS, actions());
    page.section(section::CLOSE, close());
    page.section(section::LEFT_OUT, left_out(review));
    page
}

fn room(label: &str) -> Block {
    Block::Fact(label.to_owned(), String::new())
}

fn meeting(review: &Review) -> Vec<Block> {
    let known = |label: &str, value: &str| Block::Fact(label.to_owned(), value.to_owned());
    vec![
        known(label::REVIEW, &review.id),
        room(label::TEAM),
        room(label::DATE),
        room(label::FACILITATOR),
        room(label::PRESENT),
        room(label::APOLOGIES),
        room(label::MINUTES),
        known(label::AUDIENCE, USUAL_AUDIENCE),
    ]
}

fn case(review: &Review) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !review.content_note.is_empty() {
        blocks.push(Block::Paragraph(format!(
            "What may be hard to hear: {}",
            review.content_note
        )));
    }
    let introduction = review.case.introduction.iter();
    blocks.extend(introduction.cloned().map(Block::Point));
    blocks
}

fn questions(review: &Review) -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph(
        "To leave a question for another time, write Parked under it, a colon, and why. To pass over it, write Skipped in the same way.".into(),
    )];
    for (at, question) in review.questions.iter().enumerate() {
        blocks.push(Block::Numbered(at + 1, question.text.clone()));
        blocks.push(Block::Room(ROOM.0));
    }
    blocks
}

fn steps(review: &Review) -> Vec<Block> {
    if review.steps.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Paragraph(
        "Say what became of each step. Under it goes what shows that it is in place, or who is needed, or why it is not for you.".into(),
    )];
    for (at, step) in review.steps.iter().enumerate() {
        blocks.push(Block::Numbered(at + 1, step.text.clone()));
        blocks.push(room(label::BECAME));
        blocks.push(Block::Room(ROOM.1));
    }
    blocks
}

fn actions() -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph(
        "One block for each. Copy a block to agree more; fewer are more often done. A date is written as you say it: 3/4, in 6 weeks, end of March.".into(),
    )];
    for at in 1..=ACTIONS {
        blocks.push(Block::Numbered(at, ACTION.into()));
        let labels = [
            label::WHAT,
            label::OWNER,
            label::DUE,
            label::KNOW,
            label::FROM,
        ];
        blocks.extend(labels.map(room));
    }
    blocks
}

fn close() -> Vec<Block> {
    [label::LEARNING, label::WELLBEING, label::NEXT]
        .map(room)
        .into()
}

/// What the review holds and the sheet does not.
fn left_out(review: &Review) -> Vec<Block> {
    let parts = review.case.parts();
    let parts = parts.filter(|(key, ..)| *key != "introduction");
    let mut left: Vec<Block> = parts
        .map(|(_, heading, items)| {
            Block::Point(format!("{heading}: {}", counted(items.len(), "point")))
        })
        .collect();
    let others = [
        (review.recommendations.len(), "recommendation"),
        (review.resources.len(), "resource"),
    ];
    left.extend(
        others
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, noun)| Block::Point(counted(count, noun))),
    );
    left
}

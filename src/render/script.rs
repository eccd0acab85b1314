//! The whole meeting as a script to read aloud, for a facilitator who is away from the keyboard.

use super::document::{Block, Document};
use super::spoken::{self, IF_NEEDED};
use super::worksheet::section;
use super::wrap::{counted, first_letter_large};
use crate::model::meeting::{USUAL_AUDIENCE, USUAL_MINUTES};
use crate::model::place::Stage;
use crate::model::review::Review;
use crate::model::step_record::Disposition;

/// What may help at a question, in turn.
const HELPS: [&str; 4] = [
    "“Take a minute on your own first. Then one thought each, and anyone may pass.”",
    "“Where have we met something like this in our own work?”",
    "“What helps us here already? What gets in the way?”",
    "“Who sees this from another side?”",
];

/// The script as a page.
pub fn script(review: &Review) -> Document {
    let mut page = Document::default();
    page.push(Block::Title(format!(
        "Script for a meeting: {}",
        review.title
    )));
    page.section("Before you begin", before());
    page.section("Opening", opening(review));
    page.section("Matters arising", arising());
    let mut first = true;
    for (_, heading, items) in review.case.parts() {
        let mut blocks = Vec::new();
        if std::mem::take(&mut first) {
            blocks.push(for_you(spoken::at(Stage::Case)));
        }
        blocks.extend(items.iter().cloned().map(Block::Point));
        page.section(&format!("The case: {heading}"), blocks);
    }
    page.section(section::QUESTIONS, questions(review));
    page.section(section::STEPS, steps(review));
    page.section("Agreeing actions", agreeing());
    page.section("Close", close());
    let needed = IF_NEEDED.iter();
    let needed = needed.map(|(when, words)| Block::Point(format!("{when}: {words}")));
    page.section("If you need it, at any time", needed.collect());
    page.section("What this script leaves out", left_out(review));
    page
}

/// A word to the facilitator.
fn for_you(words: &str) -> Block {
    Block::Remark(format!("For you: {words}"))
}

fn say(words: impl Into<String>) -> Block {
    Block::Paragraph(words.into())
}

fn before() -> Vec<Block> {
    [
        "Read the words aloud as they stand, or say them in your own way. What begins with “For you” is not read out.".to_owned(),
        format!("Plan about {USUAL_MINUTES} minutes. It is all right not to reach the end: what was not reached is part of the record."),
        "Ask somebody to write, on the worksheet of this review. One point to a line, in the team's words, with nobody's name.".into(),
        "Know what your usual safeguarding procedure is for a new worry about a child, and who can be talked to after today.".into(),
    ]
    .map(Block::Point)
    .into()
}

fn opening(review: &Review) -> Vec<Block> {
    let mut blocks = vec![
        for_you(spoken::at(Stage::Opening)),
        for_you("say who will read the record, where it is somebody else."),
    ];
    let words = spoken::opening(Some(USUAL_AUDIENCE), &review.content_note);
    blocks.extend(words.into_iter().map(say));
    blocks
}

fn arising() -> Vec<Block> {
    vec![
        say(
            "Before we turn to the case: what did we agree at earlier meetings, and what has become of it?",
        ),
        for_you(
            "take each open action in turn: done, still open, overtaken, or not possible. If there are none, go on.",
        ),
        for_you(spoken::at(Stage::MattersArising)),
        for_you(
            "if your supervisor has put a question back to the team, read it out and write down what is said.",
        ),
    ]
}

fn questions(review: &Review) -> Vec<Block> {
    let count = review.questions.len();
    let mut blocks = vec![
        say(format!(
            "We have {} to talk about. We need not finish them all.",
            counted(count, "question")
        )),
        for_you(spoken::at(Stage::Questions)),
    ];
    for (at, question) in review.questions.iter().enumerate() {
        blocks.push(Block::Numbered(at + 1, question.text.clone()));
        blocks.push(for_you(
            "read it twice. Then wait, for as long as it takes to count to thirty.",
        ));
        if let Some(help) = HELPS.get(at % HELPS.len()) {
            blocks.push(for_you(help));
        }
        blocks.push(for_you(if at + 1 < count {
            "read the points back. “Is this what we said? Is there something we want to do about it?” It can also be parked for another time, or skipped."
        } else {
            "read the points back. “Is this what we said? Is there something we want to do about it?” Then: “Is there a question we should come back to?”"
        }));
    }
    blocks
}

fn steps(review: &Review) -> Vec<Block> {
    if review.steps.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![
        say("The review says what teams can do now. For each step we say where we stand."),
        for_you(spoken::at(Stage::Steps)),
    ];
    let choices = Disposition::ALL.map(|disposition| {
        let then = match disposition {
            Disposition::InPlace => "What shows it?",
            Disposition::ActionAgreed => "What will be done, who will see to it, and by when?",
            Disposition::NeedsOthers => "Who is needed, and for what?",
            Disposition::NotForUs => "Why not?",
            Disposition::NotReached => "It stays open, and that is written down.",
        };
        let word = first_letter_large(disposition.word());
        Block::Point(format!("{word}. {then}"))
    });
    blocks.push(say("There are five answers:"));
    blocks.extend(choices);
    for (at, step) in review.steps.iter().enumerate() {
        blocks.push(Block::Numbered(at + 1, step.text.clone()));
        blocks.push(for_you(
            "wait. “Which of the five is it? How would somebody from outside see that?”",
        ));
    }
    blocks
}

fn agreeing() -> Vec<Block> {
    vec![
        say("What do we want to do about what we have heard today?"),
        for_you(
            "for each action: what, an owner by role, a date, and how we will know that it made a difference. Any of them can be left open. “No action needed” is a good answer where it is true.",
        ),
        for_you(
            "a reminder seldom changes things by itself. “What would make the right thing easier to do?”",
        ),
    ]
}

fn close() -> Vec<Block> {
    vec![
        for_you(spoken::at(Stage::Close)),
        say("This is what we agreed."),
        for_you("read the actions, with owner and date. Ask once for what is missing."),
        say(spoken::LEARNING),
        for_you("wait, then write one line."),
        say(
            "Before we leave, I would like to ask each of us: how are you? Is there somebody you can talk to after today?",
        ),
        for_you("what is said is not written down, only that everyone was asked."),
        say("When do we meet next?"),
        say("Thank you. That is the end."),
        for_you(
            "afterwards, reflect record with the name of the filled-in worksheet keeps the meeting.",
        ),
    ]
}

fn left_out(review: &Review) -> Vec<Block> {
    let others = [
        (review.recommendations.len(), "recommendation"),
        (review.resources.len(), "resource"),
    ];
    let others = others.into_iter().filter(|(count, _)| *count > 0);
    let mut left: Vec<Block> = others
        .map(|(count, noun)| Block::Point(counted(count, noun)))
        .collect();
    left.push(Block::Point(
        "What your team agreed before: reflect actions lists it".into(),
    ));
    left
}

//! One session in full: the minutes, and everything that stands beside them.

use super::document::{Block, Document};
use super::minutes::Minutes;
use super::spoken::now_agreed;
use super::wrap::counted;
use crate::model::commitments::Word;
use crate::model::session::{Progress, Session};
use crate::query::actions::{Heard, TeamAction, said_since};
use crate::query::questions_back::answered_in;

/// The session as a page, in the light of the others that stand beside it.
pub fn document(session: &Session, others: &[&Session]) -> Document {
    let mut minutes = Minutes::of(session);
    // All of the record follows.
    minutes.left_out.clear();
    let mut page = minutes.document();
    if let Some(Block::Title(title)) = page.0.first_mut() {
        *title = format!("Session {}", session.id);
    }
    page.section("Time spent", time_spent(session));
    page.section("What became of the actions", updates(session, others));
    page.section("Sign-offs", sign_offs(session, others));
    page.section("The record", record(session));
    page
}

fn time_spent(session: &Session) -> Vec<Block> {
    session
        .questions
        .iter()
        .enumerate()
        .filter_map(|(at, question)| {
            let minutes = question.minutes?;
            let minutes = counted(usize::try_from(minutes).ok()?, "minute");
            Some(Block::Point(format!("Question {}: {minutes}", at + 1)))
        })
        .collect()
}

/// What was said of each action since, beside it and in later meetings.
fn updates(session: &Session, others: &[&Session]) -> Vec<Block> {
    let of_action = |(action, words): (TeamAction, Vec<Heard>)| {
        let lines = words.iter().map(|heard| {
            let place = heard.said_in.map(|session| format!(", in {session}"));
            let day = heard.word.on.spoken();
            let words = words_of(&heard.word);
            let place = place.unwrap_or_default();
            Block::Point(format!("{}, {day}{place}: {words}", action.id))
        });
        lines.collect::<Vec<_>>()
    };
    let said = said_since(session, others).into_iter();
    said.flat_map(of_action).collect()
}

fn words_of(word: &Word) -> String {
    let mut words = word.status.word().to_owned();
    words.push_str(&now_agreed(word.owner, word.due));
    if let Some(day) = word.not_before {
        words.push_str(&format!(", not before {}", day.spoken()));
    }
    if let Some(note) = word.note {
        words.push_str(&format!(". {note}"));
    }
    if let Some(seen) = word.seen {
        words.push_str(&format!(". Seen since: {seen}"));
    }
    words
}

fn sign_offs(session: &Session, others: &[&Session]) -> Vec<Block> {
    session
        .sign_offs
        .iter()
        .enumerate()
        .map(|(at, sign_off)| {
            let answer = sign_off.question_back().map(|_| {
                match answered_in(others.iter().copied(), &session.id, at + 1) {
                    Some((later, record)) => {
                        let points = record.answers.iter().map(|point| format!("“{point}”"));
                        format!(
                            " (answered on {}, in {}: {})",
                            later.meeting.date.spoken(),
                            later.id,
                            points.collect::<Vec<_>>().join(" ")
                        )
                    }
                    None => " (not answered yet)".into(),
                }
            });
            let about = sign_off
                .question
                .as_ref()
                .map(|question| format!(", about {}", session.spoken_source(question)));
            let remark = sign_off.remark.as_ref().map(|remark| format!(". {remark}"));
            let changed = sign_off.saw.as_ref();
            let changed = changed.map(|_| " (the record had been changed since it was sealed)");
            Block::Point(format!(
                "{}, {}: {}{}{}{}{}",
                sign_off.by,
                sign_off.on.spoken(),
                sign_off.outcome.word(),
                about.unwrap_or_default(),
                changed.unwrap_or_default(),
                remark.unwrap_or_default(),
                answer.unwrap_or_default()
            ))
        })
        .collect()
}

fn record(session: &Session) -> Vec<Block> {
    let fact = |label: &str, value: String| Block::Fact(label.into(), value);
    let mut blocks = vec![fact("Status", session.status.word().into())];
    if let Some(place) = &session.place {
        let item = place
            .item
            .as_ref()
            .map(|item| format!(", {}", session.spoken_source(item)));
        let stage = match place.stage {
            crate::model::place::Stage::Opening => "the opening",
            crate::model::place::Stage::MattersArising => "matters arising",
            crate::model::place::Stage::Case => "the case",
            crate::model::place::Stage::Questions => "the questions",
            crate::model::place::Stage::Steps => "what to do now",
            crate::model::place::Stage::Close => "the close",
        };
        blocks.push(fact(
            "Stands at",
            format!("{stage}{}", item.unwrap_or_default()),
        ));
        if let Some(draft) = &place.draft {
            blocks.push(fact("Unfinished line", draft.clone()));
        }
    }
    if let Some(seal) = &session.seal {
        blocks.push(fact("Seal", seal.digest.clone()));
    } else if session.status == Progress::Sealed {
        blocks.push(fact("Seal", "missing".into()));
    }
    blocks
}

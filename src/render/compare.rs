//! What the teams said about one review, as a page.

use super::document::{Block, Document};
use super::wrap::counted;
use crate::model::meeting::same_team;
use crate::model::session::Progress;
use crate::query::compare::{Became, Comparison, Item, Met, Said, Worded};

/// The comparison as a page.
pub fn document(comparison: &Comparison) -> Document {
    let mut page = Document::default();
    page.push(Block::Title(format!(
        "What was said about {}",
        comparison.title
    )));
    page.fact("Sessions", Some(meetings(comparison)));
    let not_held = comparison.not_held.as_slice();
    let since = comparison.since;
    let since = since.map(|day| format!(" since {}", day.spoken()));
    let not_by = format!(
        "{}{}: {}",
        counted(not_held.len(), "team"),
        since.unwrap_or_default(),
        not_held.join(", ")
    );
    page.fact("Not held by", (!not_held.is_empty()).then_some(not_by));
    let blocks = |items: &[Item], noun| items.iter().flat_map(|one| item(one, noun)).collect();
    page.section(
        "Questions for reflection",
        blocks(&comparison.questions, "question"),
    );
    page.section("What to do now", blocks(&comparison.steps, "step"));
    page.section("Where this was said", sources(comparison));
    let left_out = "Of actions, only what was agreed about these questions and steps stands here. The others, with every owner and date, matters arising and the line of learning stand in the minutes of each session.";
    let left_out = vec![Block::Paragraph(left_out.into())];
    page.section("What this comparison leaves out", left_out);
    page
}

/// The id of each session, by which it can be shown, signed off or verified.
fn sources(comparison: &Comparison) -> Vec<Block> {
    let source = |met: &Met| {
        let changed = match comparison.changed_since_sealed.contains(&met.session) {
            true => "; this record has been changed since it was sealed",
            false => "",
        };
        Block::Point(format!("{}: {}{changed}", label(met), met.session))
    };
    let mut blocks: Vec<Block> = comparison.sessions.iter().map(source).collect();
    if !blocks.is_empty() {
        let how = "reflect show, with the name of a session, shows it in full.";
        blocks.push(Block::Paragraph(how.into()));
    }
    blocks
}

/// "7 sessions of 5 teams, 2 September to 21 November 2026".
fn meetings(comparison: &Comparison) -> String {
    let sessions = comparison.sessions.as_slice();
    let mut teams: Vec<&str> = sessions.iter().map(|met| met.team.as_str()).collect();
    teams.dedup();
    let dates = || sessions.iter().map(|met| met.date);
    let days = match (dates().min(), dates().max()) {
        (Some(first), Some(last)) if first == last => format!(", {}", first.spoken()),
        (Some(first), Some(last)) => format!(", {} to {}", first.spoken(), last.spoken()),
        _ => String::new(),
    };
    format!(
        "{} of {}{days}",
        counted(sessions.len(), "session"),
        counted(teams.len(), "team")
    )
}

fn item(item: &Item, noun: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for worded in &item.wordings {
        blocks.push(Block::Numbered(item.number, worded.text.clone()));
        if item.wordings.len() > 1 {
            blocks.push(Block::Remark(format!(
                "This {noun} was put in {}. Here it is {}.",
                counted(item.wordings.len(), "wording"),
                worded.wording.word()
            )));
        }
        voices(item, worded, noun, &mut blocks);
    }
    if !item.not_asked.is_empty() {
        let without = item.not_asked.iter().map(label).collect::<Vec<_>>();
        blocks.push(Block::Remark(format!(
            "The review did not have this {noun} yet, or no longer, in {}: {}.",
            counted(item.not_asked.len(), "session"),
            without.join("; ")
        )));
    }
    blocks
}

/// The teams in their order. Those that have not come to it in any session are counted after them.
fn voices(item: &Item, worded: &Worded, noun: &str, blocks: &mut Vec<Block>) {
    let has_come_to_it = |team: &str| {
        let mut said = item.wordings.iter().flat_map(|worded| &worded.said);
        said.any(|said| !said.became.is_not_reached() && same_team(&said.met.team, team))
    };
    let is_counted = |said: &Said| said.became.is_not_reached() && !has_come_to_it(&said.met.team);
    let mut not_yet: Vec<&str> = Vec::new();
    for said in &worded.said {
        let is_empty = said.answers.is_empty()
            && said.added.is_empty()
            && said.actions.is_empty()
            && said.moved.is_none();
        if is_counted(said) && is_empty {
            not_yet.push(&said.met.team);
            continue;
        }
        blocks.push(Block::Voice(voice(said)));
        blocks.extend(said.answers.iter().cloned().map(Block::Point));
        let moved = said.moved.iter();
        blocks.extend(
            moved.map(|moved| Block::Point(format!("What has moved since before: {moved}"))),
        );
        for added in &said.added {
            let on = added.on.spoken();
            let answers = added.answers.iter();
            blocks.extend(answers.map(|answer| Block::Point(format!("Added {on}: {answer}"))));
        }
        let actions = said.actions.iter();
        blocks.extend(actions.map(|action| Block::Point(format!("Action: {}", action.what))));
    }
    not_yet.dedup();
    if !not_yet.is_empty() {
        let have = if not_yet.len() == 1 { "has" } else { "have" };
        blocks.push(Block::Remark(format!(
            "{} {have} not reached this {noun}: {}.",
            counted(not_yet.len(), "team"),
            not_yet.join(", ")
        )));
    }
}

/// "Duty Team, 2 September 2026: parked (no time)".
fn voice(said: &Said) -> String {
    let label = label(&said.met);
    let became = match said.became {
        Became::Question(crate::model::question_record::Outcome::Discussed)
            if said.answers.is_empty() =>
        {
            "discussed, and no point was recorded"
        }
        Became::Question(crate::model::question_record::Outcome::Discussed) => return label,
        Became::Question(outcome) => outcome.word(),
        Became::Step(disposition) => disposition.word(),
    };
    match &said.reason {
        Some(reason) => format!("{label}: {became} ({reason})"),
        None => format!("{label}: {became}"),
    }
}

fn label(met: &Met) -> String {
    let under_way = if met.status == Progress::InProgress {
        " (in progress)"
    } else {
        ""
    };
    format!("{}, {}{under_way}", met.team, met.date.spoken())
}

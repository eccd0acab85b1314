//! Texts in which words were found, as a page, as rows and as JSON.

use super::document::{Block, Document};
use super::marks::{SIGNS, TO_BE_DRAWN, marked, unmarked};
use super::table::{tab_header, tab_lines};
use super::wrap::counted;
use crate::model::date::Day;
use crate::model::texts::{Field, Part};
use crate::query::named::Named;
use crate::query::search::{Found, Hit};
use serde::Serialize;
use std::borrow::Cow;

/// What was found, as a page; the words are marked.
pub fn document(found: &[Found]) -> Document {
    let mut page = Document::default();
    let hits = found.iter().map(|found| found.hits.len()).sum();
    page.push(Block::Title(format!(
        "Found in {} of {}",
        counted(hits, "text"),
        counted(found.len(), "session")
    )));
    for found in found {
        let date = found.date.map(Day::spoken).unwrap_or_default();
        let mut blocks = Vec::new();
        let mut before = String::new();
        for hit in &found.hits {
            let stands = stands(found, hit);
            if stands != before {
                blocks.push(Block::Paragraph(unmarked(&stands).into_owned()));
            }
            blocks.push(Block::Point(marked(hit.text, &hit.marks, TO_BE_DRAWN)));
            before = stands;
        }
        blocks.push(Block::Paragraph(format!("In {}", unmarked(found.session))));
        let heading = format!("{}, {date}, {}", found.team, found.title);
        page.section(&unmarked(&heading), blocks);
    }
    page
}

/// The names of the columns of [`rows`].
pub fn header() -> String {
    tab_header(&[
        "Session", "Team", "Date", "Review", "Where", "About", "Text",
    ])
}

/// What was found in one session, a line for each text; the words stand between signs.
pub fn rows(found: &Found) -> String {
    let date = found.date.map(|day| day.to_string()).unwrap_or_default();
    tab_lines(found.hits.iter().map(|hit| {
        let item = found.item(hit).map(|item| item.id);
        let about = hit.action.or(item);
        [
            Cow::from(found.session),
            Cow::from(found.team),
            Cow::from(&date),
            Cow::from(found.review),
            Cow::from(kind(hit)),
            Cow::from(about.unwrap_or_default()),
            Cow::from(marked(hit.text, &hit.marks, SIGNS)),
        ]
    }))
}

/// What a text is, in a word.
fn kind(hit: &Hit) -> &'static str {
    match (hit.part, hit.field) {
        (Part::Carried, Field::Seen) => "carried, seen",
        (Part::Carried, Field::OwnerSince) => "carried, owner",
        (Part::Carried, _) => "carried",
        (Part::Action, Field::Note | Field::OwnerSince) => "update",
        (Part::QuestionBack, _) => "answer to a supervisor",
        (Part::Amendment, Field::Reason) => "amendment, reason",
        (Part::Amendment, _) => "amendment",
        (Part::SignOff, _) => "sign-off",
        (_, Field::What) => "action",
        (_, Field::Owner | Field::OwnerSince) => "owner",
        (_, Field::Know) => "know",
        (_, Field::Note) => "note",
        (_, Field::Seen) => "seen",
        (_, Field::Reason) => "reason",
        (_, Field::Answer) => "answer",
        (_, Field::Moved) => "what moved",
        (_, Field::Learning) => "learning",
        (_, Field::Remark) => "remark",
    }
}

/// Where a text stands, as it is said: "Question 3: How do you know…".
fn stands(found: &Found, hit: &Hit) -> String {
    let item = found.item(hit).map(|item| {
        let noun = if item.is_step { "step" } else { "question" };
        (format!("{noun} {}", item.number), first_words(item.text))
    });
    let about = |words: &str| match &item {
        Some((item, text)) => format!("{words} {item}: {text}"),
        None => words
            .trim_end_matches(", to")
            .trim_end_matches(", about")
            .into(),
    };
    let action = || {
        let id = hit.action.unwrap_or_default();
        let id = id.rsplit_once('/').map_or(id, |(_, id)| id);
        (id, first_words(hit.agreed.unwrap_or_default()))
    };
    match (hit.part, hit.field) {
        (Part::Carried, field) => {
            let which = match field {
                Field::Seen => ", what was seen of it",
                Field::OwnerSince => ", its owner since",
                _ => "",
            };
            format!("Matters arising{which}: {}", action().1)
        }
        (Part::Action, Field::What) => match &item {
            Some((item, _)) => format!("Action {}, from {item}", action().0),
            None => format!("Action {}", action().0),
        },
        (Part::Action, field) => {
            let (id, what) = action();
            let which = match field {
                Field::Owner => "its owner",
                Field::OwnerSince => "its owner since",
                Field::Know => "how we will know",
                Field::Seen => "what was seen of it",
                _ => "an update",
            };
            format!("Action {id}, {which}: {what}")
        }
        (Part::Closing, _) => "What we will do differently".into(),
        (Part::QuestionBack, _) => "Answer to a supervisor's question".into(),
        (Part::Amendment, Field::Reason) => "Why something was added later".into(),
        (Part::Amendment, _) => about("Added later, to"),
        (Part::SignOff, _) => about("Sign-off, about"),
        (Part::Question | Part::Step, field) => match item {
            Some((item, text)) => {
                let item = super::wrap::first_letter_large(&item);
                let why = if field == Field::Reason {
                    ", why it was left"
                } else {
                    ""
                };
                format!("{item}{why}: {text}")
            }
            None => String::new(),
        },
    }
}

/// As many of the first words as fit into a line.
fn first_words(text: &str) -> String {
    const ROOM: usize = 60;
    let mut words = String::new();
    for word in text.split_whitespace() {
        if words.chars().count() + word.chars().count() > ROOM {
            return format!("{words} …");
        }
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}

/// A text that was found, with the field names of the files.
#[derive(Debug, Serialize)]
pub struct Listed<'a> {
    session: &'a str,
    #[serde(rename = "where")]
    stands: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<&'a str>,
    text: &'a str,
    marks: Vec<Mark>,
    review: Named,
    meeting: Meeting<'a>,
}

/// Where a word stands, in characters from 0; the end is that of the character after it.
#[derive(Debug, Serialize)]
struct Mark {
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct Meeting<'a> {
    team: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Day>,
}

/// Everything that was found, for JSON.
pub fn listed<'a>(found: &'a [Found<'a>]) -> Vec<Listed<'a>> {
    let rows = found
        .iter()
        .flat_map(|found| found.hits.iter().map(|hit| one(found, hit)));
    rows.collect()
}

fn one<'a>(found: &Found<'a>, hit: &Hit<'a>) -> Listed<'a> {
    let item = |is_step: bool| {
        let item = found.item(hit);
        item.filter(|item| item.is_step == is_step)
            .map(|item| item.id)
    };
    let chars = |end: usize| hit.text.get(..end).unwrap_or_default().chars().count();
    Listed {
        session: found.session,
        stands: kind(hit),
        question: item(false),
        step: item(true),
        action: hit.action,
        text: hit.text,
        marks: hit
            .marks
            .iter()
            .map(|mark| Mark {
                start: chars(mark.start),
                end: chars(mark.end),
            })
            .collect(),
        review: Named {
            id: found.review.to_owned(),
            title: found.title.to_owned(),
        },
        meeting: Meeting {
            team: found.team,
            date: found.date,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::marks::as_signs;
    use crate::render::table::Layout;
    use crate::render::text::text;

    #[test]
    fn the_words_are_marked_on_a_page_and_nothing_else_is() {
        let hit = Hit {
            part: Part::Closing,
            field: Field::Learning,
            item: None,
            action: None,
            agreed: None,
            text: "an audit \u{fffd1}\u{1b}",
            marks: vec![0..2, 3..8],
        };
        let found = Found {
            session: "on\u{fffd1}e",
            team: "Duty \u{fffd0}Team",
            title: "Child I",
            hits: vec![hit],
            ..Found::default()
        };
        let page = text(&document(&[found]), Layout::Facts(None));
        assert_eq!(
            as_signs(&page),
            "Found in 1 text of 1 session\n============================\n\nDuty \u{fffd}Team, , Child I\n---------------------\nWhat we will do differently\n   - «an» «audit» \u{fffd}<U+001B>\nIn on\u{fffd}e\n"
        );
    }
}

//! An outline becomes a review, word for word, and an account of what was found and what was not.

mod called;

use self::called::{kind, publisher, title};
use super::address::address;
use super::block::{At, Block};
use super::headings::Subject;
use super::outline::{KnownBy, Outline};
use crate::model::id::slug;
use crate::model::review::{Case, Question, Recommendation, Resource, Review, Step, Wording};
use serde::Serialize;

/// What is known of a document besides its words.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// The name of the file.
    pub file: String,
    /// `sha256:` and 64 hexadecimal digits.
    pub sha256: String,
    /// The day of the import, `2026-11-21`.
    pub imported: String,
    /// The id that was asked for.
    pub id: Option<String>,
    /// The title that was asked for.
    pub title: Option<String>,
    /// The publisher that was asked for.
    pub publisher: Option<String>,
}

/// What was found in a document, before anything is written.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Account {
    /// The review's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its publisher; empty where the document does not name one.
    pub publisher: String,
    /// Each section, in the order of the document.
    pub sections: Vec<SectionAccount>,
    /// What was passed over.
    pub passed_over: Vec<PassedOver>,
    /// The parts of a review that the document does not have.
    pub missing: Vec<String>,
}

/// One section that was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SectionAccount {
    /// What it was taken for.
    pub part: Subject,
    /// Its heading as published.
    pub heading: String,
    /// Where it begins: "line 12", "page 3".
    pub at: String,
    /// How it was known.
    pub known_by: KnownBy,
    /// How many items it has.
    pub count: usize,
    /// The first words of its first item.
    pub first_words: String,
}

/// Something that is in the document and not in the review.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PassedOver {
    /// Where it stands.
    pub at: String,
    /// Its first words.
    pub words: String,
}

/// The review that a document holds, and the account of it.
///
/// # Errors
/// One clause, where there is no question in it.
pub fn review(outline: &Outline, origin: &Origin) -> Result<(Review, Account), String> {
    let title = origin
        .title
        .clone()
        .unwrap_or_else(|| title(outline, &origin.file));
    let id = origin
        .id
        .clone()
        .unwrap_or_else(|| slug(&title, "imported-review"));
    let publisher = origin
        .publisher
        .clone()
        .or_else(|| publisher(outline))
        .unwrap_or_default();
    let texts =
        |subject: Subject| -> Vec<String> { entries(outline, subject).map(Block::text).collect() };
    let questions: Vec<Question> = entries(outline, Subject::Questions)
        .enumerate()
        .map(|(number, block)| Question {
            id: format!("q{}", number + 1),
            text: block.text(),
            themes: Vec::new(),
            other: place(block),
        })
        .collect();
    if questions.is_empty() {
        return Err("no questions for reflection were found in it".into());
    }
    let steps = entries(outline, Subject::Steps)
        .enumerate()
        .map(|(number, block)| Step {
            id: format!("s{}", number + 1),
            text: block.text(),
            other: place(block),
        })
        .collect();
    let review = Review {
        format: 1,
        id,
        title,
        kind: kind(outline),
        publisher,
        wording: Wording::AsPublished,
        themes: Vec::new(),
        content_note: String::new(),
        source: source(outline, origin),
        case: Case {
            introduction: texts(Subject::Introduction),
            context: texts(Subject::Context),
            good_practice: texts(Subject::GoodPractice),
            development: texts(Subject::Development),
            other: toml::Table::new(),
        },
        recommendations: entries(outline, Subject::Recommendations)
            .map(recommendation)
            .collect(),
        questions,
        steps,
        resources: entries(outline, Subject::Resources).map(resource).collect(),
        other: toml::Table::new(),
    };
    let account = account(outline, &review);
    Ok((review, account))
}

fn entries(outline: &Outline, subject: Subject) -> impl Iterator<Item = &Block> {
    outline.about(subject).flat_map(|section| &section.entries)
}

/// What has been done since stands in bold at the end of a recommendation.
fn recommendation(block: &Block) -> Recommendation {
    let done_since = match block.spans.as_slice() {
        [before @ .., last] if last.bold && !before.is_empty() => {
            let text: String = before.iter().map(|span| span.text.as_str()).collect();
            Some((text.trim().to_owned(), last.text.trim().to_owned()))
        }
        _ => None,
    };
    let (text, update) = match done_since {
        Some((text, update)) => (text, Some(update)),
        None => (block.text(), None),
    };
    Recommendation {
        text,
        update,
        other: toml::Table::new(),
    }
}

fn resource(block: &Block) -> Resource {
    let title = block.text();
    // Where the words are an address themselves, it is the one that people read. The link's own was
    // looked over in the process that read the document, which is believed no more than the document.
    let url = address(&title).or_else(|| block.link.as_deref().and_then(address));
    Resource {
        url,
        title,
        other: toml::Table::new(),
    }
}

fn place(block: &Block) -> toml::Table {
    let mut table = toml::Table::new();
    table.insert("at".into(), spoken(block.at).into());
    table
}

/// "line 12", "page 3".
pub fn spoken(at: At) -> String {
    match at {
        At::Line(number) => format!("line {number}"),
        At::Page(number) => format!("page {number}"),
        At::Paragraph(number) => format!("paragraph {number}"),
    }
}

fn source(outline: &Outline, origin: &Origin) -> toml::Table {
    let mut source = toml::Table::new();
    source.insert("document".into(), origin.file.clone().into());
    source.insert("sha256".into(), origin.sha256.clone().into());
    source.insert("imported".into(), origin.imported.clone().into());
    let mut headings = toml::Table::new();
    for section in &outline.sections {
        if Subject::PARTS.contains(&section.subject) && !section.entries.is_empty() {
            let key = section.subject.name().replace(' ', "_");
            headings
                .entry(key)
                .or_insert_with(|| section.heading.clone().into());
        }
    }
    source.insert("headings".into(), headings.into());
    source
}

const FIRST_WORDS: usize = 9;

fn first_words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.get(..FIRST_WORDS) {
        Some(first) if words.len() > FIRST_WORDS => format!("{} …", first.join(" ")),
        _ => words.join(" "),
    }
}

fn account(outline: &Outline, review: &Review) -> Account {
    let is_part = |subject: Subject| Subject::PARTS.contains(&subject);
    let (mut sections, mut passed_over) = (Vec::new(), Vec::new());
    let mut pass = |at: At, words: &str| {
        // What they say is not passed over.
        if words == review.title || words == review.publisher {
            return;
        }
        passed_over.push(PassedOver {
            at: spoken(at),
            words: first_words(words),
        });
    };
    for section in &outline.sections {
        if is_part(section.subject) && !section.entries.is_empty() {
            let first = section.entries.first().map(Block::text);
            sections.push(SectionAccount {
                part: section.subject,
                heading: section.heading.clone(),
                at: spoken(section.at),
                known_by: section.known_by,
                count: section.entries.len(),
                first_words: first_words(&first.unwrap_or_default()),
            });
        } else {
            if !section.heading.is_empty() {
                pass(section.at, &section.heading);
            }
            for entry in &section.entries {
                pass(entry.at, &entry.text());
            }
        }
        for block in &section.passed_over {
            pass(block.at, &block.text());
        }
    }
    let has = |part: Subject| sections.iter().any(|section| section.part == part);
    let mut missing: Vec<String> = Subject::PARTS
        .into_iter()
        .filter(|part| !has(*part))
        .map(|part| part.name().to_owned())
        .collect();
    if review.publisher.is_empty() {
        missing.push("publisher".into());
    }
    Account {
        id: review.id.clone(),
        title: review.title.clone(),
        publisher: review.publisher.clone(),
        sections,
        passed_over,
        missing,
    }
}

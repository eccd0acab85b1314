//! Blocks become sections by their headings, in whatever order they stand.

use super::block::{At, Block, Kind};
use super::headings::{Subject, subject_led_to, subject_of, subject_within};

mod items;
mod rows;

/// An unmarked heading is no longer than this, in words.
const HEADING_WORDS: usize = 12;

/// A heading that the table does not know is known by being shorter still and by what follows it.
const UNKNOWN_HEADING_WORDS: usize = 6;

/// How a section was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum KnownBy {
    /// Its heading says so, and its items are marked.
    Heading,
    /// Its heading holds the words of a known one.
    PartOfHeading,
    /// A sentence leads to it.
    LeadIn,
    /// Its heading says so, but nothing in it is marked as an item.
    Paragraphs,
    /// Its heading says so, but some of its items belong to an item or a line above them.
    Nested,
    /// Its heading says so, but beside its list stands a table.
    BesideTable,
    /// Its heading says so, but some rows of its table do not ask.
    SomeRows,
}

/// A part of the document under one heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// What it is about.
    pub subject: Subject,
    /// Its heading as published; empty for what stands before the first one.
    pub heading: String,
    /// Where it begins.
    pub at: At,
    /// How it was known.
    pub known_by: KnownBy,
    /// What it is made of.
    pub entries: Vec<Block>,
    /// What stands in it and is no part of it.
    pub passed_over: Vec<Block>,
}

/// The document as sections, in its own order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Outline {
    /// The sections.
    pub sections: Vec<Section>,
}

impl Outline {
    /// Finds the sections.
    pub fn of(blocks: &[Block]) -> Self {
        let mut outline = Self::default();
        let mut level = u8::MAX;
        outline.open(Subject::Other, String::new(), At::Line(1), KnownBy::Heading);
        let marks_headings = blocks
            .iter()
            .any(|block| matches!(block.kind, Kind::Heading(_)));
        for (at, block) in blocks.iter().enumerate() {
            let next = blocks.get(at + 1);
            let found = heading_in(block, next, outline.sections.last(), level);
            match found.or_else(|| numbered_heading(block).filter(|_| !marks_headings)) {
                Some((subject, known_by)) => {
                    level = match block.kind {
                        Kind::Heading(level) => level,
                        _ => u8::MAX,
                    };
                    outline.open(subject, block.text(), block.at, known_by);
                }
                None => outline.add(block),
            }
        }
        for section in &mut outline.sections {
            section.settle();
        }
        outline
            .sections
            .retain(|section| !section.heading.is_empty() || !section.entries.is_empty());
        outline
    }

    /// The sections about one thing.
    pub fn about(&self, subject: Subject) -> impl Iterator<Item = &Section> {
        self.sections
            .iter()
            .filter(move |section| section.subject == subject)
    }

    fn open(&mut self, subject: Subject, heading: String, at: At, known_by: KnownBy) {
        self.sections.push(Section {
            subject,
            heading,
            at,
            known_by,
            entries: Vec::new(),
            passed_over: Vec::new(),
        });
    }

    fn add(&mut self, block: &Block) {
        if let Some(section) = self.sections.last_mut() {
            section.entries.push(block.clone());
        }
    }
}

/// A heading that reads like the item of a list, since a text that marks no headings may number them.
fn numbered_heading(block: &Block) -> Option<(Subject, KnownBy)> {
    let text = block.text();
    let words = text.split_whitespace().count();
    let may_be_one = block.kind == Kind::Item(0) && words <= HEADING_WORDS && !text.ends_with('?');
    let subject = subject_of(&text).filter(|_| may_be_one)?;
    Some((subject, KnownBy::Heading))
}

/// Whether a block is the heading of a section, and of which.
fn heading_in(
    block: &Block,
    next: Option<&Block>,
    current: Option<&Section>,
    level: u8,
) -> Option<(Subject, KnownBy)> {
    let text = block.text();
    let words = text.split_whitespace().count();
    match block.kind {
        Kind::Heading(here) => {
            if let Some(subject) = subject_of(&text) {
                return Some((subject, KnownBy::Heading));
            }
            if let Some(subject) = subject_within(&text) {
                return Some((subject, KnownBy::PartOfHeading));
            }
            // A smaller heading inside a list groups its items and does not end it.
            let inside = current.is_some_and(|section| section.subject.is_list()) && here > level;
            (!inside).then_some((Subject::Other, KnownBy::Heading))
        }
        Kind::Paragraph if words <= HEADING_WORDS && subject_of(&text).is_some() => {
            subject_of(&text).map(|subject| (subject, KnownBy::Heading))
        }
        Kind::Paragraph => {
            let here = current.map(|section| section.subject);
            if let Some(subject) = subject_led_to(&text).filter(|subject| here != Some(*subject)) {
                return Some((subject, KnownBy::LeadIn));
            }
            let looks_like_one = words <= UNKNOWN_HEADING_WORDS
                && words > 0
                && text.chars().next().is_some_and(char::is_uppercase)
                && text.chars().last().is_some_and(char::is_alphanumeric);
            let heads_items = next.is_some_and(|next| matches!(next.kind, Kind::Item(_)));
            let after_items = current.is_some_and(|section| {
                let is_item = |block: &Block| matches!(block.kind, Kind::Item(_));
                section.subject.is_list() && section.entries.iter().any(is_item)
            });
            (looks_like_one && heads_items && after_items)
                .then_some((Subject::Other, KnownBy::Heading))
        }
        Kind::Item(_) | Kind::Row | Kind::HeadRow => None,
    }
}

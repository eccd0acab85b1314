//! Blocks become sections by their headings, in whatever order they stand.

use super::block::{At, Block, Kind};
use super::headings::{Subject, subject_led_to, subject_of, subject_within};

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
        for (at, block) in blocks.iter().enumerate() {
            let next = blocks.get(at + 1);
            match heading_in(block, next, outline.sections.last(), level) {
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
        Kind::Item(_) | Kind::Row => None,
    }
}

impl Section {
    /// Tells the items of a list from what stands between them.
    fn settle(&mut self) {
        let entries = std::mem::take(&mut self.entries);
        if !self.subject.is_list() {
            let (numbers, entries) = entries.into_iter().partition(is_bare_number);
            self.passed_over = numbers;
            self.entries = entries;
            return;
        }
        let marked = |block: &Block| matches!(block.kind, Kind::Item(_));
        let rows = |block: &Block| block.kind == Kind::Row;
        if entries.iter().any(marked) {
            let (items, rest) = part_items(entries, self.subject);
            if items.iter().any(|item| !marked(item)) {
                self.known_by = KnownBy::Paragraphs;
            }
            self.entries = items;
            self.passed_over = rest;
        } else if entries.iter().any(rows) {
            let (items, rest) = entries.into_iter().partition(rows);
            self.passed_over = rest;
            self.entries = items;
            self.take_cells();
        } else if self.known_by == KnownBy::PartOfHeading && !asks(self.subject, &entries) {
            // Words in a heading and no list below it: too little to go by.
            self.subject = Subject::Other;
            self.entries = entries;
        } else {
            let (rest, items): (Vec<Block>, Vec<Block>) = entries
                .into_iter()
                .partition(|block| is_bare_number(block) || is_lead_in(block));
            if !items.is_empty() {
                self.known_by = KnownBy::Paragraphs;
            }
            self.passed_over = rest;
            self.entries = run_on_list(items);
        }
    }

    /// Of each row the cell that says most. A row of headings says nothing that a question does.
    fn take_cells(&mut self) {
        let asks = self.entries.iter().any(|row| row.text().contains('?'));
        let rows = std::mem::take(&mut self.entries);
        for mut row in rows {
            let text = row.text();
            let cells = text.split('\t').map(str::trim);
            let fullest = cells.max_by_key(|cell| (cell.contains('?'), cell.chars().count()));
            let cell = fullest.unwrap_or_default().to_owned();
            if cell.is_empty() || (asks && !cell.contains('?')) {
                self.passed_over.push(row);
                continue;
            }
            row.spans = super::text::spans(&cell);
            self.entries.push(row);
        }
    }
}

/// The items of a list, and what stands between them. An item that only introduces the ones below it
/// is no item itself; a question between the items is one, though nothing marks it.
fn part_items(entries: Vec<Block>, subject: Subject) -> (Vec<Block>, Vec<Block>) {
    let (mut items, mut rest) = (Vec::new(), Vec::new());
    let mut entries = entries.into_iter().peekable();
    while let Some(block) = entries.next() {
        let Kind::Item(depth) = block.kind else {
            let asks = subject == Subject::Questions && block.kind == Kind::Paragraph;
            if asks && block.text().ends_with('?') {
                items.push(block);
            } else {
                rest.push(block);
            }
            continue;
        };
        let heads_deeper =
            matches!(entries.peek().map(|next| next.kind), Some(Kind::Item(next)) if next > depth);
        if heads_deeper && block.text().ends_with(':') {
            rest.push(block);
        } else {
            items.push(block);
        }
    }
    (items, rest)
}

/// Whether one of the paragraphs is a question, where questions are looked for.
fn asks(subject: Subject, entries: &[Block]) -> bool {
    subject == Subject::Questions && entries.iter().any(|block| block.text().ends_with('?'))
}

/// "how we share; whether we listen; and who asks": one paragraph that is a list.
fn run_on_list(items: Vec<Block>) -> Vec<Block> {
    let [only] = items.as_slice() else {
        return items;
    };
    let text = only.text();
    let body = text.split_once(':').map_or(text.as_str(), |(_, body)| body);
    let parts: Vec<&str> = body
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() < 3 {
        return items;
    }
    parts
        .into_iter()
        .map(|part| Block {
            kind: Kind::Item(0),
            spans: super::text::spans(part.strip_prefix("and ").unwrap_or(part)),
            // Which of the parts it belongs to is not known here.
            link: None,
            at: only.at,
        })
        .collect()
}

fn is_bare_number(block: &Block) -> bool {
    let text = block.text();
    !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_lead_in(block: &Block) -> bool {
    let text = block.text();
    text.ends_with(':') || matches!(block.kind, Kind::Heading(_))
}

//! What an import found, as a page.

use super::outline::KnownBy;
use super::review::Account;
use crate::render::document::{Block, Document};

/// The account as a page.
pub fn document(account: &Account) -> Document {
    let mut page = Document::default();
    page.push(Block::Title(format!("Found: {}", account.title)));
    page.fact("Id", Some(account.id.clone()));
    page.fact("Publisher", Some(account.publisher.clone()));
    let parts = account.sections.iter().map(|section| {
        Block::Point(format!(
            "{}: {} under “{}”, {} ({}). The first begins: {}",
            section.part.name(),
            section.count,
            section.heading,
            section.at,
            sureness(section.known_by),
            section.first_words
        ))
    });
    page.section("Parts", parts.collect());
    let passed = account.passed_over.iter();
    page.section(
        "Passed over",
        passed
            .map(|passed| Block::Point(format!("{}: {}", passed.at, passed.words)))
            .collect(),
    );
    let missing = account.missing.iter().cloned().map(Block::Point);
    page.section("Not in the document", missing.collect());
    page
}

fn sureness(known_by: KnownBy) -> &'static str {
    match known_by {
        KnownBy::Heading => "sure",
        KnownBy::PartOfHeading => "likely: part of its heading",
        KnownBy::LeadIn => "likely: a sentence leads to it",
        KnownBy::Paragraphs => "look again: its items are not marked",
        KnownBy::Nested => "look again: some of its items belong to a line above them",
        KnownBy::BesideTable => "look again: a table stands beside its list",
        KnownBy::SomeRows => "look again: some rows of its table do not ask",
    }
}

//! What a published review is called, who published it, and of which kind it is.

use crate::import::block::{Block, Kind};
use crate::import::headings::Subject;
use crate::import::outline::{Outline, Section};

/// The child's name in the review, "Child AC": the one that is said most often. Else the first
/// heading, else the name of the file.
pub fn title(outline: &Outline, file: &str) -> String {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for name in outline.sections.iter().flat_map(names_in) {
        match counts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    if let Some((name, _)) = counts.into_iter().find(|(_, count)| *count == most) {
        return name;
    }
    let heading = outline
        .sections
        .iter()
        .find(|section| section.subject == Subject::Other && !section.heading.is_empty());
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    match heading {
        Some(section) => section.heading.clone(),
        None => first_line(outline).unwrap_or_else(|| stem.to_owned()),
    }
}

/// One of the first lines, where it reads like a title and nothing is marked as a heading.
fn first_line(outline: &Outline) -> Option<String> {
    const AT_THE_TOP: usize = 3;
    const TITLE_WORDS: usize = 12;
    let top = outline.sections.first();
    let top = top.filter(|section| section.heading.is_empty())?;
    let paragraphs = top.entries.iter().take(AT_THE_TOP);
    let mut lines = paragraphs
        .take_while(|entry| entry.kind == Kind::Paragraph)
        .map(Block::text);
    lines.find(|line| {
        let words = line.split_whitespace().count();
        (2..=TITLE_WORDS).contains(&words)
            && line.starts_with(char::is_alphabetic)
            && line.ends_with(char::is_alphanumeric)
            && publisher_in(line).is_none()
            && !line.to_lowercase().split([' ', '-', ':']).all(is_marking)
    })
}

/// Words of a protective marking, which stands above the title.
fn is_marking(word: &str) -> bool {
    matches!(
        word,
        "" | "official"
            | "sensitive"
            | "restricted"
            | "confidential"
            | "protect"
            | "draft"
            | "not"
            | "for"
            | "circulation"
            | "publication"
            | "internal"
            | "use"
            | "only"
    )
}

/// Every "Child AC" in a section: the word, and one to three capital letters behind it.
fn names_in(section: &Section) -> impl Iterator<Item = String> {
    let texts = section.entries.iter().map(Block::text);
    std::iter::once(section.heading.clone())
        .chain(texts)
        .flat_map(|text| names(&text))
}

fn names(text: &str) -> Vec<String> {
    let words = text.split_whitespace();
    let after = text.split_whitespace().skip(1);
    words
        .zip(after)
        .filter_map(|pair| match pair {
            ("Child", letters) => {
                let letters = letters.split(['\'', '’']).next().unwrap_or_default();
                let letters = letters.trim_end_matches(|c: char| !c.is_alphanumeric());
                let is_name = (1..=3).contains(&letters.len())
                    && letters.bytes().all(|b| b.is_ascii_uppercase());
                is_name.then(|| format!("Child {letters}"))
            }
            _ => None,
        })
        .collect()
}

/// The partnership that the text names: capitalised words around "Safeguarding" up to "Partnership" or
/// "Board".
pub fn publisher(outline: &Outline) -> Option<String> {
    let mut all = outline.sections.iter().flat_map(|section| {
        let texts = section
            .entries
            .iter()
            .chain(&section.passed_over)
            .map(Block::text);
        std::iter::once(section.heading.clone()).chain(texts)
    });
    all.find_map(|text| publisher_in(&text))
}

fn publisher_in(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    for (at, word) in words.iter().enumerate() {
        let end = word.trim_matches(|c: char| !c.is_alphanumeric());
        if end != "Partnership" && end != "Board" {
            continue;
        }
        let before = words.get(..at).unwrap_or_default().iter().rev();
        let mut name: Vec<&str> = before
            .take_while(|word| {
                word.starts_with(char::is_uppercase) || ["and", "of", "&"].contains(word)
            })
            .copied()
            .collect();
        name.reverse();
        while name
            .first()
            .is_some_and(|word| ["and", "of", "The", "&"].contains(word))
        {
            name.remove(0);
        }
        if name.contains(&"Safeguarding") && name.first() != Some(&"Safeguarding") {
            name.push(end);
            return Some(name.join(" "));
        }
    }
    None
}

/// The kind of review that the text says it is, or nothing.
pub fn kind(outline: &Outline) -> String {
    let kinds = [
        "local child safeguarding practice review",
        "rapid review",
        "serious case review",
        "safeguarding adult review",
        "domestic homicide review",
    ];
    let entries = || outline.sections.iter().flat_map(|section| &section.entries);
    let said = |kind: &&str| entries().any(|entry| entry.text().to_lowercase().contains(kind));
    let found = kinds.into_iter().find(said);
    found.unwrap_or_default().to_owned()
}

//! A page by its sections, for the formats in which a heading holds what stands under it.

use super::document::{Block, Document};
use serde::Serialize;

/// A page by its sections.
#[derive(Debug, Default, PartialEq, Serialize)]
pub struct Outline<'a> {
    /// The title.
    pub title: &'a str,
    /// What stands above the first heading.
    pub top: Vec<Part<'a>>,
    /// The headings, with what stands under each.
    pub sections: Vec<Section<'a>>,
}

/// A heading with what stands under it.
#[derive(Debug, PartialEq, Serialize)]
pub struct Section<'a> {
    /// The heading.
    pub heading: &'a str,
    /// What stands under it.
    pub parts: Vec<Part<'a>>,
}

/// Blocks that belong together.
#[derive(Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part<'a> {
    /// Labels and what belongs to each.
    Facts(Vec<(&'a str, &'a str)>),
    /// A paragraph.
    Paragraph(&'a str),
    /// A numbered question or step, with what stands under it.
    Item(usize, &'a str, Vec<Part<'a>>),
    /// Numbered ones under which nothing stands, from the first number.
    Items(usize, Vec<&'a str>),
    /// What became of the numbered one, in a few words.
    Remark(&'a str),
    /// Whose points come next.
    Voice(&'a str),
    /// Points.
    Points(Vec<&'a str>),
    /// Room to write so many lines.
    Room(usize),
    /// A table: its headers and its rows.
    Table(&'a [&'static str], &'a [Vec<String>]),
}

impl<'a> Outline<'a> {
    /// The outline of a page.
    pub fn of(document: &'a Document) -> Self {
        let mut outline = Self::default();
        let mut blocks = document.0.iter().peekable();
        while let Some(block) = blocks.next() {
            match block {
                Block::Title(title) => outline.title = title,
                Block::Heading(heading) => outline.sections.push(Section {
                    heading,
                    parts: Vec::new(),
                }),
                Block::Numbered(number, text) => {
                    let has_more = blocks.peek().is_some_and(|next| is_under_a_number(next));
                    numbered(outline.parts(), *number, text, has_more);
                }
                block => {
                    let parts = outline.parts();
                    match parts.last_mut() {
                        Some(Part::Item(_, _, under)) if is_under_a_number(block) => {
                            add(under, block);
                        }
                        _ => add(parts, block),
                    }
                }
            }
        }
        outline
    }

    fn parts(&mut self) -> &mut Vec<Part<'a>> {
        match self.sections.last_mut() {
            Some(section) => &mut section.parts,
            None => &mut self.top,
        }
    }
}

fn is_under_a_number(block: &Block) -> bool {
    matches!(
        block,
        Block::Remark(_) | Block::Voice(_) | Block::Point(_) | Block::Room(_)
    )
}

fn numbered<'a>(parts: &mut Vec<Part<'a>>, number: usize, text: &'a str, has_more: bool) {
    match parts.last_mut() {
        _ if has_more => parts.push(Part::Item(number, text, Vec::new())),
        Some(Part::Items(first, texts)) if *first + texts.len() == number => texts.push(text),
        _ => parts.push(Part::Items(number, vec![text])),
    }
}

fn add<'a>(parts: &mut Vec<Part<'a>>, block: &'a Block) {
    match (parts.last_mut(), block) {
        (Some(Part::Facts(facts)), Block::Fact(label, value)) => facts.push((label, value)),
        (_, Block::Fact(label, value)) => parts.push(Part::Facts(vec![(label, value)])),
        (Some(Part::Points(points)), Block::Point(text)) => points.push(text),
        (_, Block::Point(text)) => parts.push(Part::Points(vec![text])),
        (_, Block::Paragraph(text)) => parts.push(Part::Paragraph(text)),
        (_, Block::Remark(text)) => parts.push(Part::Remark(text)),
        (_, Block::Voice(text)) => parts.push(Part::Voice(text)),
        (_, Block::Room(lines)) => parts.push(Part::Room(*lines)),
        (_, Block::Table(headers, rows)) => parts.push(Part::Table(headers, rows)),
        (_, Block::Title(_) | Block::Heading(_) | Block::Numbered(..)) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_stand_under_their_headings_and_numbers() {
        let text = |text: &str| text.to_owned();
        let document = Document(vec![
            Block::Title(text("T")),
            Block::Fact(text("Team"), text("Duty")),
            Block::Fact(text("Date"), text("today")),
            Block::Heading(text("Q")),
            Block::Numbered(1, text("one")),
            Block::Numbered(2, text("two")),
            Block::Remark(text("parked")),
            Block::Point(text("a")),
            Block::Point(text("b")),
            Block::Paragraph(text("p")),
            Block::Point(text("c")),
        ]);
        let outline = Outline::of(&document);
        assert_eq!(
            outline.top,
            [Part::Facts(vec![("Team", "Duty"), ("Date", "today")])]
        );
        assert_eq!(
            outline.sections[0].parts,
            [
                Part::Items(1, vec!["one"]),
                Part::Item(
                    2,
                    "two",
                    vec![Part::Remark("parked"), Part::Points(vec!["a", "b"])]
                ),
                Part::Paragraph("p"),
                Part::Points(vec!["c"]),
            ]
        );
    }
}

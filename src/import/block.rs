//! The one shape that every format's reader gives: blocks in reading order, each with its place.

use serde::{Deserialize, Serialize};

/// One block of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// Its text, in runs that are bold or not. Never empty as a whole; no line feeds; white space is
    /// single spaces, with none at either end.
    pub spans: Vec<Span>,
    /// The address that the first of its links leads to, where that is one of the web. It is kept beside
    /// the runs, so that a link parts no words.
    pub link: Option<String>,
    /// Where it begins in the document.
    pub at: At,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A heading, by its level from 1, as the document marks it. A reader of a format that marks none
    /// gives paragraphs, and the outline finds the headings by their words.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// An item of a list, by its depth from 0. Its mark is no part of its text.
    Item(u8),
    /// A row of a table; a tab stands between two cells.
    Row,
    /// A row that the document marks as the head of its table.
    HeadRow,
}

/// A run of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Whether it is set in bold.
    pub bold: bool,
}

/// A place in a document, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum At {
    /// A line of a text.
    Line(u32),
    /// A page.
    Page(u32),
    /// A paragraph, where the format knows neither lines nor pages.
    Paragraph(u32),
}

impl Block {
    /// The whole text.
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}

//! Which format a document is in, by its first bytes rather than its name, and the reader for it.

use super::block::{Block, Kind, Span};
use super::decode::decode;
use super::{docx, html, markdown, text};

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// A page of HTML.
    Html,
    /// A Word document.
    Docx,
    /// A PDF with text in it.
    Pdf,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 5] = [
        Self::Text,
        Self::Markdown,
        Self::Html,
        Self::Docx,
        Self::Pdf,
    ];

    /// The word for it on a command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
        }
    }

    /// The format of a document, by its first bytes and then by the ending of its name.
    ///
    /// # Errors
    /// One clause, where it is none that can be read.
    pub fn of(bytes: &[u8], name: &str) -> Result<Self, String> {
        const OLD_WORD: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err("it is empty".into());
        }
        if bytes.starts_with(OLD_WORD) {
            return Err("it is an old Word file (.doc) or is protected with a password; save it as .docx without a password".into());
        }
        if bytes.starts_with(b"%PDF-") {
            return Ok(Self::Pdf);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return Ok(Self::Docx);
        }
        let ending = name
            .rsplit_once('.')
            .map(|(_, ending)| ending.to_lowercase());
        Ok(match ending.as_deref() {
            Some("md" | "markdown") => Self::Markdown,
            Some("html" | "htm" | "xhtml") => Self::Html,
            _ if is_page(bytes) => Self::Html,
            _ => Self::Text,
        })
    }

    /// Reads a document of this format.
    ///
    /// # Errors
    /// One clause that says why it cannot be read.
    pub fn read(self, bytes: &[u8]) -> Result<Vec<Block>, String> {
        let blocks = match self {
            Self::Text => text::read(&decode(bytes)?),
            Self::Markdown => markdown::read(&decode(bytes)?),
            Self::Html => html::read(bytes),
            Self::Docx => docx::read(bytes),
            #[cfg(feature = "pdf")]
            Self::Pdf => super::pdf::read(bytes),
            #[cfg(not(feature = "pdf"))]
            Self::Pdf => {
                Err("this program was built without PDF; save the text of it as .txt".into())
            }
        }?;
        Ok(blocks.into_iter().map(without_stray_marks).collect())
    }
}

/// Whether a document without a telling name is a page.
fn is_page(bytes: &[u8]) -> bool {
    let first = bytes.iter().position(|byte| !byte.is_ascii_whitespace());
    let start = first.and_then(|at| bytes.get(at..)).unwrap_or_default();
    let start: Vec<u8> = start.iter().take(15).map(u8::to_ascii_lowercase).collect();
    start.starts_with(b"<!doctype html") || start.starts_with(b"<html")
}

/// A `**` that was typed into a page or a Word document is emphasis there too, and no part of the text.
fn without_stray_marks(block: Block) -> Block {
    if !matches!(block.kind, Kind::Row | Kind::HeadRow) {
        return Block {
            spans: markdown::mended(block.spans),
            ..block
        };
    }
    let cells = cells(block.spans).into_iter().map(markdown::mended);
    let spans = cells.reduce(|mut row, cell| {
        row.push(between_cells());
        row.extend(cell);
        row
    });
    Block {
        spans: spans.unwrap_or_default(),
        ..block
    }
}

/// The runs of a row by its cells.
fn cells(spans: Vec<Span>) -> Vec<Vec<Span>> {
    let mut cells = vec![Vec::new()];
    for span in spans {
        for (number, text) in span.text.split('\t').enumerate() {
            if number > 0 {
                cells.push(Vec::new());
            }
            if let Some(cell) = cells.last_mut() {
                cell.push(Span {
                    text: text.to_owned(),
                    bold: span.bold,
                });
            }
        }
    }
    cells
}

fn between_cells() -> Span {
    Span {
        text: "\t".to_owned(),
        bold: false,
    }
}

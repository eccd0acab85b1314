//! Which format a document is in, by its first bytes rather than its name, and the reader for it.

use super::block::Block;
use super::decode::decode;
use super::{markdown, text};

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 2] = [Self::Text, Self::Markdown];

    /// The word for it on a command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
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
            return Err("PDF files cannot be imported yet; save the text of it as .txt".into());
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return Err("Word files cannot be imported yet; save it as plain text".into());
        }
        let ending = name
            .rsplit_once('.')
            .map(|(_, ending)| ending.to_lowercase());
        Ok(match ending.as_deref() {
            Some("md" | "markdown") => Self::Markdown,
            _ => Self::Text,
        })
    }

    /// Reads a document of this format.
    ///
    /// # Errors
    /// One clause that says why it cannot be read.
    pub fn read(self, bytes: &[u8]) -> Result<Vec<Block>, String> {
        match self {
            Self::Text => text::read(&decode(bytes)?),
            Self::Markdown => markdown::read(&decode(bytes)?),
        }
    }
}

//! A page as a Word document that a clerk can file as it is: real headings, lists and tables, the number
//! of every page, and an organisation's letterhead where there is one.
//!
//! `body` makes paragraphs and tables of the blocks; `own` and `letterhead` put them into a file; `xml` is
//! where words become safe, and `package` where parts become a file.

mod body;
mod letterhead;
mod numbering;
mod own;
mod package;
mod properties;
mod relations;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod xml;

use super::document::Document;
use crate::model::date::Moment;
use std::fmt;

/// What a file says about itself, and what it is written on.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// Its title.
    pub title: &'a str,
    /// The organisation whose document it is.
    pub organisation: Option<&'a str>,
    /// When it was made.
    pub made: Moment,
    /// A Word document or template of the organisation's, whose letterhead and styles are taken.
    pub letterhead: Option<&'a [u8]>,
}

/// Why there is no Word document. Both hold a clause that can follow "since".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocxTrouble {
    /// The letterhead cannot be used.
    Letterhead(String),
    /// The file cannot be put together.
    File(String),
}

impl fmt::Display for DocxTrouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Letterhead(why) => write!(f, "The letterhead cannot be used: {why}."),
            Self::File(why) => write!(f, "The Word document cannot be written: {why}."),
        }
    }
}

impl std::error::Error for DocxTrouble {}

/// The page as the bytes of a Word document: the same bytes for the same page.
///
/// # Errors
/// When the letterhead is not one, is damaged or too large.
pub fn docx(document: &Document, about: &About<'_>) -> Result<Vec<u8>, DocxTrouble> {
    let package = match about.letterhead {
        Some(bytes) => {
            letterhead::package(document, about, bytes).map_err(DocxTrouble::Letterhead)?
        }
        None => own::package(document, about),
    };
    package.packed().map_err(DocxTrouble::File)
}

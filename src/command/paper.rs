//! A page in the format that was asked for, on the screen or in a file.

use super::details::warn_before_passing_on;
use super::{Context, out};
use crate::cli::{AsPage, PageFormat};
use crate::meeting::Clock;
use crate::model::date::Moment;
use crate::render::document::Document;
use crate::render::docx::{About, DocxTrouble, docx};
use crate::render::html::html;
use crate::render::markdown::markdown;
use crate::render::table::Layout;
use crate::render::text::text;
use crate::store::export::export;
use crate::store::letterhead::{cannot_be_used, letterhead};
use crate::trouble::Trouble;
use std::io::{IsTerminal, stdout};

/// A page that can be written in every format.
pub struct Paper<'a> {
    /// How it is spoken of where it lies in a file: "The minutes are".
    pub is: &'static str,
    /// Its title among a file's properties.
    pub title: String,
    /// What it says.
    pub page: &'a Document,
    /// Whether it holds what a team said, and is looked at before it is passed on.
    pub is_of_a_team: bool,
    /// The same as JSON; nothing where it has none.
    pub json: Option<&'a dyn Fn() -> Result<String, String>>,
}

impl AsPage {
    /// The format that was named, else the one that the file's name says, else text.
    pub fn known_format(&self) -> Result<PageFormat, Trouble> {
        let (None, Some(path)) = (self.format, &self.output) else {
            return Ok(self.format.unwrap_or(PageFormat::Text));
        };
        PageFormat::of_ending(path).ok_or_else(|| {
            Trouble::usage(format!(
                "What kind of file {} is to be is not known.",
                path.display()
            ))
            .hint("End its name with .docx, .html, .md, .txt or .json, or add --format.")
        })
    }

    /// Refuses what no terminal can show, before anybody is asked anything.
    pub fn can_be_shown(&self, format: PageFormat) -> Result<(), Trouble> {
        if format == PageFormat::Docx && self.output.is_none() && stdout().is_terminal() {
            return Err(
                Trouble::usage("A Word document cannot be shown on a terminal.")
                    .hint("Name a file for it, such as --output minutes.docx."),
            );
        }
        Ok(())
    }

    /// Writes a page as it was asked for.
    pub fn write(&self, context: &Context, paper: &Paper) -> Result<(), Trouble> {
        let format = self.known_format()?;
        self.can_be_shown(format)?;
        if paper.is_of_a_team {
            let words = || [text(paper.page, Layout::Tabs)];
            warn_before_passing_on(context, self.output.as_deref(), words);
        }
        self.put(paper.is, &self.bytes(context, paper, format)?)
    }

    /// Puts a page into the file that was named, or on the screen.
    pub fn put(&self, is: &str, bytes: &[u8]) -> Result<(), Trouble> {
        match &self.output {
            Some(path) => {
                export(path, bytes, self.force)?;
                out::warn(&format!("{is} in {}.", path.display()));
                Ok(())
            }
            None => out::print_bytes(bytes),
        }
    }

    fn bytes(
        &self,
        context: &Context,
        paper: &Paper,
        format: PageFormat,
    ) -> Result<Vec<u8>, Trouble> {
        let layout = match self.output {
            Some(_) if !context.plain => Layout::Table(out::USUAL_COLUMNS),
            _ => context.page_layout(),
        };
        let page = match format {
            PageFormat::Text => text(paper.page, layout),
            PageFormat::Markdown => markdown(paper.page),
            PageFormat::Html => {
                html(paper.page).map_err(|why| Trouble::refused(why.to_string()))?
            }
            PageFormat::Docx => return for_word(context, paper),
            PageFormat::Json => match paper.json {
                Some(json) => json().map_err(Trouble::refused)?,
                None => {
                    return Err(Trouble::usage("This page is for reading, and has no JSON.")
                        .hint("Leave --format out, or name another."));
                }
            },
        };
        Ok(page.into_bytes())
    }
}

/// A page as a Word document, on the letterhead where one is configured.
fn for_word(context: &Context, paper: &Paper) -> Result<Vec<u8>, Trouble> {
    let here = &context.places.minutes;
    let path = here.letterhead.as_deref();
    let bytes = path.map(letterhead).transpose()?;
    let midnight = || context.clock.today().and_time(chrono::NaiveTime::MIN);
    let made = context.clock.now().unwrap_or_else(|| midnight().and_utc());
    let about = About {
        title: &paper.title,
        organisation: here.organisation.as_deref(),
        made: Moment::to_the_second(made),
        letterhead: bytes.as_deref(),
    };
    docx(paper.page, &about).map_err(|trouble| match (trouble, path) {
        (DocxTrouble::Letterhead(why), Some(path)) => cannot_be_used(path, &why),
        (trouble, _) => Trouble::refused(trouble.to_string()),
    })
}

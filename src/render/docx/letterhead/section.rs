//! The last section of a letterhead.

use super::is_words_own;
use crate::render::docx::own;
use crate::render::docx::xml::{Element, elements};
use std::ops::Range;

/// The last section of a letterhead: its paper, its margins, and what stands above and below.
pub struct Section {
    /// Where the body stands.
    pub body: Range<usize>,
    /// The element, in two halves: references go between them. Nothing where there is none.
    halves: Option<(String, String)>,
    /// What it takes over from the sections before it.
    pub references: String,
    /// Whether something stands below its pages.
    pub has_footer: bool,
    width: Option<u32>,
}

impl Section {
    /// Reads it, of the text of the main part.
    ///
    /// # Errors
    /// One clause that says why the letterhead cannot be used.
    pub fn last(text: &str, part: &str) -> Result<Self, String> {
        let found = elements(text, part, |depth, name| {
            matches!(
                (depth, name),
                (1, "w:body")
                    | (
                        _,
                        "w:sectPr"
                            | "w:headerReference"
                            | "w:footerReference"
                            | "w:pgSz"
                            | "w:pgMar"
                            | "w:cols"
                    )
            )
        })?;
        is_words_own(&found, "w:document")?;
        let body = found.iter().find(|element| element.name == "w:body");
        let body = body.ok_or("it has no text, not even an empty one")?;
        let is_last =
            |element: &&Element| element.name == "w:sectPr" && element.depth == body.depth + 1;
        let last = found.iter().rfind(is_last);
        let halves = last.and_then(|last| {
            let inner = last.inner.clone()?;
            let before = text.get(last.whole.start..inner.start)?;
            let after = text.get(inner.start..last.whole.end)?;
            Some((before.to_owned(), after.to_owned()))
        });
        // A section without a header of its own has that of the one before it.
        let is_reference = |element: &&Element| element.name.ends_with("Reference");
        let key = |element: &Element| {
            let kind = element.attribute("type").unwrap_or("default").to_owned();
            (element.name.clone(), kind)
        };
        let own = |element: &&Element| last.is_some_and(|last| last.holds(element));
        let references = || found.iter().filter(is_reference);
        let mut have: Vec<_> = references().filter(own).map(key).collect();
        let mut inherited = String::new();
        for element in references().rev() {
            if !have.contains(&key(element)) {
                have.push(key(element));
                inherited.push_str(text.get(element.whole.clone()).unwrap_or_default());
            }
        }
        let of_page = |name: &str| {
            let mut own = found.iter().filter(own);
            own.find(|element| element.name == name && halves.is_some())
        };
        let width = of_page("w:pgSz").and_then(|size| {
            let margins = of_page("w:pgMar")?;
            let beside = margins
                .number("left")?
                .checked_add(margins.number("right")?)?;
            let gutter = margins.number("gutter").unwrap_or(0);
            let width = size.number("w")?.checked_sub(beside)?.checked_sub(gutter)?;
            let columns = of_page("w:cols").map_or(1, |cols| cols.number("num").unwrap_or(1));
            let between = of_page("w:cols").and_then(|cols| cols.number("space"));
            let between = between
                .unwrap_or(720)
                .checked_mul(columns.checked_sub(1)?)?;
            let width = width.checked_sub(between)?.checked_div(columns);
            // Word's widest paper is 22 inches.
            width.filter(|width| (1_440..=31_680).contains(width))
        });
        Ok(Self {
            body: body.whole.clone(),
            has_footer: have.iter().any(|(name, _)| name == "w:footerReference"),
            halves,
            references: inherited,
            width,
        })
    }

    /// The width of a line, in twentieths of a point.
    pub fn width(&self) -> u32 {
        self.width.unwrap_or(own::WIDTH)
    }

    /// The section as an element.
    pub fn element(&self) -> String {
        match &self.halves {
            Some((before, after)) => format!("{before}{}{after}", self.references),
            None => format!("<w:sectPr>{}{}</w:sectPr>", self.references, own::PAGE),
        }
    }
}

//! What the attributes of an element say about reading it.

use html5ever::Attribute;

use crate::import::address;

/// What matters of an element's attributes.
#[derive(Debug, Default, Clone, Copy)]
pub struct Marks {
    /// It is hidden, or has a role in the page and not in the text.
    pub skipped: bool,
    /// It is named after cookies.
    pub cookie: bool,
    /// It has the role of the page's main part.
    pub main: bool,
    /// It is the block with the title that pandoc writes.
    pub title_block: bool,
    /// It is a table that only arranges.
    pub layout: bool,
    /// Its own weight, where it sets one.
    pub bold: Option<bool>,
}

impl Marks {
    /// Reads the attributes.
    pub fn read(attributes: &[Attribute]) -> Marks {
        let mut marks = Marks::default();
        for attribute in attributes {
            marks.take(&attribute.name.local, &attribute.value);
        }
        marks
    }

    fn take(&mut self, name: &str, value: &str) {
        let value = value.trim();
        match name {
            // A browser shows this kind as soon as someone searches for its text.
            "hidden" => self.skipped |= !value.eq_ignore_ascii_case("until-found"),
            "aria-hidden" => self.skipped |= value.eq_ignore_ascii_case("true"),
            "role" => self.role(&value.to_ascii_lowercase()),
            "class" | "id" => {
                self.cookie |= value.to_ascii_lowercase().contains("cookie");
                self.title_block |= name == "id" && value == "title-block-header";
            }
            "style" => self.bold = bold_style(value),
            _ => {}
        }
    }

    fn role(&mut self, role: &str) {
        match role {
            "navigation" | "banner" | "contentinfo" | "search" => self.skipped = true,
            "main" => self.main = true,
            "presentation" | "none" => self.layout = true,
            _ => {}
        }
    }
}

/// The address that an element leads to, if it is a link and that is one of the web.
pub fn link(name: &str, attributes: &[Attribute]) -> Option<String> {
    let mut attributes = attributes.iter().filter(|_| name == "a");
    let target = attributes.find(|attribute| &*attribute.name.local == "href")?;
    address::target(&target.value)
}

/// The weight that a style sets, if it sets one.
fn bold_style(style: &str) -> Option<bool> {
    let weight = style.split(';').rev().find_map(|rule| {
        let (name, value) = rule.split_once(':')?;
        name.trim()
            .eq_ignore_ascii_case("font-weight")
            .then_some(value)
    })?;
    let weight = weight.split('!').next()?.trim().to_ascii_lowercase();
    match weight.as_str() {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        _ => weight.parse().ok().map(|weight: u32| weight >= 600),
    }
}

//! The styles that a letterhead has, and what ours are called beside them.

use crate::render::docx::styles::{Ids, Style};
use crate::render::docx::xml::Element;

/// The styles that a letterhead has.
#[derive(Debug, Default)]
pub struct Styles(Vec<Theirs>);

/// A style of a letterhead.
#[derive(Debug)]
pub struct Theirs {
    id: String,
    kind: String,
    name: String,
    is_default: bool,
    /// Whether it numbers or marks its paragraphs by itself.
    pub is_list: bool,
}

impl Styles {
    /// Reads them, of the elements of the part that holds them.
    pub fn read(found: &[Element]) -> Self {
        let mut styles: Vec<Theirs> = Vec::new();
        for element in found {
            match (element.name.as_str(), styles.last_mut()) {
                ("w:style", _) => styles.push(Theirs {
                    id: element.attribute("styleId").unwrap_or_default().to_owned(),
                    kind: element.attribute("type").unwrap_or("paragraph").to_owned(),
                    name: String::new(),
                    is_default: matches!(element.attribute("default"), Some("1" | "true" | "on")),
                    is_list: false,
                }),
                ("w:name", Some(style)) => {
                    let name = element.attribute("val").unwrap_or_default();
                    name.clone_into(&mut style.name);
                }
                ("w:numPr", Some(style)) => style.is_list = true,
                _ => {}
            }
        }
        Self(styles)
    }

    /// The letterhead's own style of that name.
    pub fn of(&self, style: Style) -> Option<&Theirs> {
        let mut same_kind = self.0.iter().filter(|theirs| theirs.kind == style.kind());
        // What every paragraph is, and every table, whatever it is called.
        if matches!(style, Style::Normal | Style::TableNormal) {
            return same_kind.find(|theirs| theirs.is_default);
        }
        same_kind.find(|theirs| {
            let mut names = theirs.name.split(',');
            names.any(|name| name.trim().eq_ignore_ascii_case(style.name()))
        })
    }

    /// The id of every style: theirs, or else one that is free.
    pub fn ids(&self) -> Ids {
        Ids::found(|style| match self.of(style) {
            Some(theirs) => theirs.id.clone(),
            None => {
                let usual = style.usual_id();
                let numbered = (1..).map(|number| format!("{usual}{number}"));
                let taken = |id: &String| {
                    self.0
                        .iter()
                        .any(|theirs| theirs.id.eq_ignore_ascii_case(id))
                };
                [usual.clone()]
                    .into_iter()
                    .chain(numbered)
                    .find(|id| !taken(id))
                    .unwrap_or_default()
            }
        })
    }
}

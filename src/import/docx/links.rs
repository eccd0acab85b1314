//! Where the links of a Word document lead.

use std::collections::HashMap;

use super::xml::{Step, Tag, Xml};
use crate::import::address;

/// The part that says where the links of the document lead.
pub const RELATIONSHIPS: &str = "word/_rels/document.xml.rels";

/// How many links a document may have. A briefing has a few dozen.
const MAX_LINKS: usize = 10_000;

/// The addresses of links, by their ids.
#[derive(Default)]
pub struct Links(HashMap<String, String>);

impl Links {
    /// Reads the relationships of a document. Where they are damaged, those before that are kept: the
    /// text can be read without them.
    pub fn read(text: &str) -> Self {
        let mut links = Self::default();
        let mut xml = Xml::new(text, RELATIONSHIPS);
        while let Ok(step) = xml.step() {
            match step {
                Step::Open(tag) if links.0.len() < MAX_LINKS => links.take(&tag),
                Step::End => break,
                _ => {}
            }
        }
        links
    }

    fn take(&mut self, tag: &Tag) {
        let kind = tag.attribute("Type").unwrap_or_default();
        let target = tag.attribute("Target").as_deref().and_then(address::target);
        if let (true, Some(id), Some(target)) =
            (kind.ends_with("/hyperlink"), tag.attribute("Id"), target)
        {
            self.0.insert(id, target);
        }
    }

    /// The address that an element leads to, if it is a link and that is one of the web.
    pub fn of(&self, tag: &Tag) -> Option<String> {
        match tag.name() {
            "hyperlink" => {
                let target = self.0.get(&tag.attribute("id")?)?;
                match tag.attribute("anchor") {
                    Some(part) if !target.contains('#') => {
                        address::target(&format!("{target}#{part}"))
                    }
                    _ => Some(target.clone()),
                }
            }
            "fldSimple" => field(&tag.attribute("instr")?),
            _ => None,
        }
    }
}

/// The address in the instruction of a field, ` HYPERLINK "https://…" \h `: older documents write their
/// links so.
pub fn field(instruction: &str) -> Option<String> {
    let target = instruction.trim_start().strip_prefix("HYPERLINK")?;
    let (target, _) = target.trim_start().strip_prefix('"')?.split_once('"')?;
    address::target(target)
}

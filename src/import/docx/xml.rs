//! The XML of one part of a Word document, step by step, with its nesting bounded.

use std::borrow::Cow;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// How deep elements may nest. A text box in a group in a table in a table takes about sixty.
const MAX_DEPTH: usize = 256;

/// What Word's elements are named by: the usual form and the strict form of the standard.
const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];

/// A reader of one part.
pub struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    part: &'static str,
    /// The prefix of Word's elements with its colon, once the root has been seen: `w:`, as a rule.
    prefix: Option<String>,
    open: usize,
}

/// What comes next in the part.
pub enum Step<'a> {
    /// An element begins. An empty element begins and ends.
    Open(Tag<'a>),
    /// The element that was opened last ends.
    Close,
    /// Text, or a part of one: an entity comes by itself.
    Text(Cow<'a, str>),
    /// The part is at its end.
    End,
}

/// The start of an element.
pub struct Tag<'a> {
    start: BytesStart<'a>,
    /// How many bytes of the name are the prefix of Word's elements.
    prefix: usize,
}

impl<'a> Xml<'a> {
    /// Begins a part; the name is for the messages.
    pub fn new(text: &'a str, part: &'static str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Xml {
            reader,
            part,
            prefix: None,
            open: 0,
        }
    }

    /// The next step.
    pub fn step(&mut self) -> Result<Step<'a>, String> {
        loop {
            return Ok(match self.reader.read_event() {
                Ok(Event::Start(start)) => Step::Open(self.open(start)?),
                Ok(Event::End(_)) => {
                    self.open = self.open.saturating_sub(1);
                    Step::Close
                }
                Ok(Event::Text(text)) => Step::Text(text.into_inner()),
                Ok(Event::CData(text)) => Step::Text(text.into_inner()),
                Ok(Event::GeneralRef(name)) => Step::Text(reference(&name)),
                Ok(Event::Eof) if self.open == 0 => Step::End,
                Ok(Event::Eof) => return Err(format!("the part {} is cut short", self.part)),
                Ok(_) => continue,
                Err(_) => return Err(format!("the part {} is not sound XML", self.part)),
            });
        }
    }

    /// Passes over the rest of the element that was opened last.
    pub fn skip(&mut self) -> Result<(), String> {
        let mut depth = 0_usize;
        loop {
            match self.step()? {
                Step::Open(_) => depth += 1,
                Step::Close if depth == 0 => return Ok(()),
                Step::Close => depth -= 1,
                Step::Text(_) => {}
                Step::End => return Ok(()),
            }
        }
    }

    /// The next child of the element that was opened last, or nothing at its end. Whoever takes a
    /// child reads it to its own end.
    pub fn child(&mut self) -> Result<Option<Tag<'a>>, String> {
        loop {
            match self.step()? {
                Step::Open(tag) => return Ok(Some(tag)),
                Step::Close | Step::End => return Ok(None),
                Step::Text(_) => {}
            }
        }
    }

    /// The text of the element that was opened last, read to its end.
    pub fn text(&mut self) -> Result<String, String> {
        let mut text = String::new();
        loop {
            match self.step()? {
                Step::Text(piece) => text.push_str(&piece),
                Step::Open(_) => self.skip()?,
                Step::Close | Step::End => return Ok(text),
            }
        }
    }

    fn open(&mut self, start: BytesStart<'a>) -> Result<Tag<'a>, String> {
        self.open += 1;
        if self.open > MAX_DEPTH {
            return Err(format!("the part {} is nested too deeply", self.part));
        }
        let prefix = self.prefix.get_or_insert_with(|| word_prefix(&start));
        let own = start.name().0.starts_with(prefix.as_str());
        Ok(Tag {
            prefix: if own { prefix.len() } else { 0 },
            start,
        })
    }
}

impl Tag<'_> {
    /// The name: bare for one of Word's elements (`p`), with its prefix for another (`mc:Fallback`).
    pub fn name(&self) -> &str {
        let name = self.start.name().0;
        name.get(self.prefix..).unwrap_or(name)
    }

    /// An attribute by its name without a prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        // Without the check for duplicates, which takes the square of the number of attributes.
        let mut attributes = self.start.attributes();
        attributes
            .with_checks(false)
            .flatten()
            .find(|attribute| attribute.key.local_name().as_ref() == name)
            .and_then(|attribute| {
                Some(
                    attribute
                        .normalized_value(XmlVersion::Implicit1_0)
                        .ok()?
                        .into_owned(),
                )
            })
    }

    /// The attribute `w:val`.
    pub fn value(&self) -> Option<String> {
        self.attribute("val")
    }

    /// Whether a property that is on or off is on: it is by being there, unless it says otherwise.
    pub fn is_on(&self) -> bool {
        !matches!(
            self.value().as_deref(),
            Some("0" | "false" | "off" | "none")
        )
    }
}

/// The prefix of Word's elements, with its colon, as the root element binds it.
fn word_prefix(root: &BytesStart) -> String {
    let mut attributes = root.attributes();
    for attribute in attributes.with_checks(false).flatten() {
        if WORD.contains(&attribute.value.as_ref()) {
            match attribute.key.0.strip_prefix("xmlns") {
                Some("") => return String::new(),
                Some(name) if name.starts_with(':') => {
                    return format!("{}:", name.trim_start_matches(':'));
                }
                _ => {}
            }
        }
    }
    "w:".to_string()
}

/// The text of a reference: a character by its number, or one of XML's five by its name. Anything
/// else is left as it stands, for a document that cannot define entities has none of its own.
fn reference<'a>(name: &BytesRef<'a>) -> Cow<'a, str> {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return Cow::Owned(c.to_string());
    }
    match resolve_predefined_entity(name) {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(format!("&{};", &**name)),
    }
}

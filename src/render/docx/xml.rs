//! XML that nobody's words can break, and where the elements of somebody else's XML stand. The only
//! place in `render` that knows quick-xml.

use crate::render::shown::in_a_row;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;
use std::ops::Range;

/// How deep elements nest. A text box in a group in a table in a table takes about sixty.
const MAX_DEPTH: usize = 256;

/// How long a part is that is looked into. The styles of a large organisation take a tenth of it.
const MAX_PART: usize = 8 * 1024 * 1024;

/// Words in one row, as text or as the value of an attribute. What a reader's program might obey, and
/// what XML cannot hold, is written out.
pub fn words(text: &str) -> String {
    // The end of a line in a file from Windows is one end, not two.
    let text: Cow<'_, str> = if text.contains("\r\n") {
        text.replace("\r\n", "\n").into()
    } else {
        text.into()
    };
    escape(in_a_row(&text)).into_owned()
}

/// An element of a part.
#[derive(Debug, Clone)]
pub struct Element {
    /// Its name with its prefix.
    pub name: String,
    /// How many elements it stands in.
    pub depth: usize,
    /// Where it stands.
    pub whole: Range<usize>,
    /// Where its content stands; nothing in an element that is empty as `<a/>`.
    pub inner: Option<Range<usize>>,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// An attribute, by its name without a prefix.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(named, _)| named == name);
        found.map(|(_, value)| value.as_str())
    }

    /// An attribute that is a number.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether another element stands in this one.
    pub fn holds(&self, other: &Self) -> bool {
        self.depth < other.depth
            && self.whole.start <= other.whole.start
            && other.whole.end <= self.whole.end
    }
}

/// The root of a part and those of its elements that are asked for, in the order in which they begin.
///
/// # Errors
/// When the part is not sound.
pub fn elements(
    text: &str,
    part: &str,
    wanted: impl Fn(usize, &str) -> bool,
) -> Result<Vec<Element>, String> {
    if text.len() > MAX_PART {
        return Err(format!(
            "its part {part} is too long for that of a letterhead"
        ));
    }
    let unsound = || format!("its part {part} is not sound XML");
    let mut reader = Reader::from_str(text);
    let mut found: Vec<Element> = Vec::new();
    // For each open element, its place among those found.
    let mut open: Vec<Option<usize>> = Vec::new();
    loop {
        let start = place(&reader);
        let event = reader.read_event().map_err(|_| unsound())?;
        let end = place(&reader);
        match event {
            Event::Start(tag) => {
                if open.len() >= MAX_DEPTH {
                    return Err(format!("its part {part} is nested too deeply"));
                }
                let kept = keep(&tag, open.len(), &wanted).map(|element| {
                    found.push(Element {
                        whole: start..end,
                        inner: Some(end..end),
                        ..element
                    });
                    found.len() - 1
                });
                open.push(kept);
            }
            Event::Empty(tag) => {
                found.extend(keep(&tag, open.len(), &wanted).map(|element| Element {
                    whole: start..end,
                    ..element
                }))
            }
            Event::End(_) => {
                let closed = open.pop().ok_or_else(unsound)?;
                if let Some(element) = closed.and_then(|at| found.get_mut(at)) {
                    element.whole.end = end;
                    element.inner = element.inner.take().map(|inner| inner.start..start);
                }
            }
            // Office refuses a part with one, and nothing of it is wanted here.
            Event::DocType(_) => return Err(unsound()),
            Event::Eof if open.is_empty() && !found.is_empty() => return Ok(found),
            Event::Eof => return Err(unsound()),
            _ => {}
        }
    }
}

fn place(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn keep(
    tag: &BytesStart<'_>,
    depth: usize,
    wanted: impl Fn(usize, &str) -> bool,
) -> Option<Element> {
    let name = tag.name().0;
    (depth == 0 || wanted(depth, name)).then(|| Element {
        name: name.to_owned(),
        depth,
        whole: 0..0,
        inner: None,
        // Without the check for duplicates, which takes the square of the number of attributes.
        attributes: tag
            .attributes()
            .with_checks(false)
            .flatten()
            .filter_map(|attribute| {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
                // The prefix of a namespace is a name of its own.
                let name = match attribute.key.0 {
                    name if name.starts_with("xmlns") => name,
                    _ => attribute.key.local_name().into_inner(),
                };
                Some((name.to_owned(), value.into_owned()))
            })
            .collect(),
    })
}

/// The text with something put in at some of its places, which are given in their order.
pub fn with_inserted(text: &str, inserted: &[(Range<usize>, String)]) -> Option<String> {
    let mut whole = String::with_capacity(text.len());
    let mut from = 0;
    for (range, words) in inserted {
        whole.push_str(text.get(from..range.start)?);
        whole.push_str(words);
        from = range.end;
    }
    whole.push_str(text.get(from..)?);
    Some(whole)
}

/// The text of a part with something at the end of its root.
///
/// # Errors
/// When the part is not sound.
pub fn with_appended(text: &str, part: &str, appended: &str) -> Result<String, String> {
    let unsound = || format!("its part {part} is not sound XML");
    let found = elements(text, part, |_, _| false)?;
    let root = found.first().ok_or_else(unsound)?;
    let edit = match &root.inner {
        Some(inner) => (inner.end..inner.end, appended.to_owned()),
        None => {
            let tag = text.get(root.whole.clone()).ok_or_else(unsound)?;
            let tag = tag.trim_end_matches("/>");
            (
                root.whole.clone(),
                format!("{tag}>{appended}</{}>", root.name),
            )
        }
    };
    with_inserted(text, &[edit]).ok_or_else(unsound)
}

#[cfg(test)]
mod tests;

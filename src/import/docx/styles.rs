//! What a document's styles and lists say: which paragraphs are headings, which are items of a list,
//! and which text is bold.

use std::collections::HashMap;

use super::xml::Xml;

/// How many styles a style may rest on. Word allows ten or so; the bound also ends a circle.
const MAX_CHAIN: usize = 20;

/// The styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    styles: HashMap<String, Style>,
    /// The style of a paragraph that names none.
    default: Option<String>,
    lists: Lists,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    paragraph: Properties,
    bold: Option<bool>,
}

/// The properties of a paragraph or of a style of paragraphs, as far as they matter here.
#[derive(Debug, Default)]
pub struct Properties {
    /// The style, by its id.
    pub style: Option<String>,
    outline: Option<u8>,
    list: Option<String>,
    level: Option<u8>,
}

/// The properties of a run of text.
#[derive(Debug, Default)]
pub struct RunProperties {
    style: Option<String>,
    bold: Option<bool>,
    /// Whether the text is hidden.
    pub hidden: bool,
}

/// The lists: for each its levels, and those it takes from its pattern.
#[derive(Debug, Default)]
struct Lists {
    lists: HashMap<String, List>,
    patterns: HashMap<String, Vec<Level>>,
}

#[derive(Debug, Default)]
struct List {
    pattern: Option<String>,
    levels: Vec<Level>,
}

#[derive(Debug)]
struct Level {
    number: u8,
    /// Whether an item shows a mark or a number.
    marked: bool,
    /// The style whose paragraphs are of this level.
    style: Option<String>,
}

impl Styles {
    /// Reads the styles and the lists; a part that is missing is an empty text.
    pub fn read(styles: &str, numbering: &str) -> Result<Styles, String> {
        let mut read = Styles {
            lists: Lists::read(numbering)?,
            ..Styles::default()
        };
        let mut xml = Xml::new(styles, "word/styles.xml");
        if xml.child()?.is_none() {
            return Ok(read);
        }
        while let Some(tag) = xml.child()? {
            if tag.name() != "style" {
                xml.skip()?;
                continue;
            }
            let id = tag.attribute("styleId").unwrap_or_default();
            let default = tag.attribute("default").is_some_and(|value| value != "0");
            if default && tag.attribute("type").as_deref() == Some("paragraph") {
                read.default = Some(id.clone());
            }
            read.styles.insert(id, style(&mut xml)?);
        }
        Ok(read)
    }

    /// The level of a heading, or nothing where the paragraph is none.
    pub fn heading(&self, paragraph: &Properties) -> Option<u8> {
        let by_style = match paragraph.style.as_deref() {
            Some(id) if !self.styles.contains_key(id) => heading_name(id),
            id => self.chain(id).find_map(Style::heading).flatten(),
        };
        by_style.or_else(|| heading_outline(paragraph.outline?))
    }

    /// The depth of an item of a list, or nothing where the paragraph is none.
    pub fn item(&self, paragraph: &Properties) -> Option<u8> {
        let style = paragraph.style.as_deref();
        let chain = || self.chain(style).map(|style| &style.paragraph);
        let list = paragraph
            .list
            .as_deref()
            .or_else(|| chain().find_map(|style| style.list.as_deref()))
            .filter(|list| *list != "0")?;
        let level = paragraph
            .level
            .or_else(|| chain().find_map(|style| style.level))
            .or_else(|| self.lists.level_of_style(list, style?))
            .unwrap_or(0);
        self.lists.is_marked(list, level).then_some(level)
    }

    /// Whether text is bold: by its own properties, or else by the styles of its paragraph and of
    /// itself, each of which turns the other over as Word has it.
    pub fn is_bold(&self, paragraph: &Properties, run: &RunProperties) -> bool {
        run.bold.unwrap_or_else(|| {
            let by_paragraph = self.bold_by(paragraph.style.as_deref());
            // Text without a style of its own has none; the default is one of paragraphs.
            let by_run = run.style.is_some() && self.bold_by(run.style.as_deref());
            by_paragraph != by_run
        })
    }

    fn bold_by(&self, style: Option<&str>) -> bool {
        self.chain(style)
            .find_map(|style| style.bold)
            .unwrap_or(false)
    }

    /// A style and those it rests on, the nearest first.
    fn chain(&self, id: Option<&str>) -> impl Iterator<Item = &Style> {
        let first = id
            .or(self.default.as_deref())
            .and_then(|id| self.styles.get(id));
        std::iter::successors(first, |style| self.styles.get(style.based_on.as_deref()?))
            .take(MAX_CHAIN)
    }
}

impl Style {
    /// What the style itself says: nothing, that it is no heading, or a level.
    fn heading(&self) -> Option<Option<u8>> {
        match heading_name(&self.name) {
            Some(level) => Some(Some(level)),
            None => self.paragraph.outline.map(heading_outline),
        }
    }
}

impl Lists {
    fn read(numbering: &str) -> Result<Lists, String> {
        let mut read = Lists::default();
        let mut xml = Xml::new(numbering, "word/numbering.xml");
        if xml.child()?.is_none() {
            return Ok(read);
        }
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "abstractNum" => {
                    let id = tag.attribute("abstractNumId").unwrap_or_default();
                    read.patterns.insert(id, list(&mut xml)?.levels);
                }
                "num" => {
                    let id = tag.attribute("numId").unwrap_or_default();
                    read.lists.insert(id, list(&mut xml)?);
                }
                _ => xml.skip()?,
            }
        }
        Ok(read)
    }

    /// The levels of a list: its own before those of its pattern.
    fn levels(&self, list: &str) -> impl Iterator<Item = &Level> {
        let list = self.lists.get(list);
        let pattern = list
            .and_then(|list| list.pattern.as_ref())
            .and_then(|pattern| self.patterns.get(pattern));
        list.map(|list| &list.levels)
            .into_iter()
            .chain(pattern)
            .flatten()
    }

    fn level_of_style(&self, list: &str, style: &str) -> Option<u8> {
        self.levels(list)
            .find(|level| level.style.as_deref() == Some(style))
            .map(|level| level.number)
    }

    /// Whether the items of a level show a mark. A level without one only indents a paragraph. What
    /// is not described is taken to show one.
    fn is_marked(&self, list: &str, number: u8) -> bool {
        self.levels(list)
            .find(|level| level.number == number)
            .is_none_or(|level| level.marked)
    }
}

/// The rest of `w:style`.
fn style(xml: &mut Xml) -> Result<Style, String> {
    let mut style = Style::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "pPr" => {
                style.paragraph = properties(xml)?;
                continue;
            }
            "rPr" => {
                style.bold = run_properties(xml)?.bold;
                continue;
            }
            "name" => style.name = tag.value().unwrap_or_default(),
            "basedOn" => style.based_on = tag.value(),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(style)
}

/// The rest of `w:pPr`. What is passed over includes the properties before a tracked change and those
/// of the mark at the end of the paragraph.
pub fn properties(xml: &mut Xml) -> Result<Properties, String> {
    let mut properties = Properties::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "numPr" => {
                while let Some(tag) = xml.child()? {
                    match tag.name() {
                        "numId" => properties.list = tag.value(),
                        "ilvl" => properties.level = number(tag.value()),
                        _ => {}
                    }
                    xml.skip()?;
                }
                continue;
            }
            "pStyle" => properties.style = tag.value(),
            "outlineLvl" => properties.outline = number(tag.value()),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(properties)
}

/// The rest of `w:rPr`.
pub fn run_properties(xml: &mut Xml) -> Result<RunProperties, String> {
    let mut properties = RunProperties::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "b" => properties.bold = Some(tag.is_on()),
            "rStyle" => properties.style = tag.value(),
            "vanish" => properties.hidden = tag.is_on(),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(properties)
}

/// The rest of `w:abstractNum` or `w:num`, whose levels stand in `w:lvlOverride`.
fn list(xml: &mut Xml) -> Result<List, String> {
    let mut read = List::default();
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "lvl" => read.levels.push(level(xml, number(tag.attribute("ilvl")))?),
            "lvlOverride" => read.levels.extend(list(xml)?.levels),
            "abstractNumId" => {
                read.pattern = tag.value();
                xml.skip()?;
            }
            _ => xml.skip()?,
        }
    }
    Ok(read)
}

/// The rest of `w:lvl`.
fn level(xml: &mut Xml, number: Option<u8>) -> Result<Level, String> {
    let mut text = None;
    let mut picture = false;
    let mut style = None;
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "lvlText" => text = tag.value(),
            "lvlPicBulletId" => picture = true,
            "pStyle" => style = tag.value(),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(Level {
        number: number.unwrap_or(0),
        marked: picture || text.is_none_or(|text| !text.trim().is_empty()),
        style,
    })
}

fn number(value: Option<String>) -> Option<u8> {
    value?.trim().parse().ok()
}

/// The level of a heading by the name of its style, which Word writes in English in every language.
fn heading_name(name: &str) -> Option<u8> {
    let name = name.trim().to_lowercase();
    if name == "title" {
        return Some(1);
    }
    let level = name.strip_prefix("heading")?.trim_start().parse().ok()?;
    (1..=9).contains(&level).then_some(level)
}

/// The level of a heading by its outline level: 0 to 8, and 9 for the text of the body.
fn heading_outline(level: u8) -> Option<u8> {
    (level < 9).then_some(level + 1)
}

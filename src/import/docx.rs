//! Reads a Word document (.docx) into blocks.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use self::links::{Links, RELATIONSHIPS};
use self::styles::{Properties, RunProperties, Styles};
use self::xml::{Step, Tag, Xml};
use super::block::{At, Block, Kind};
use super::runs::Runs;

mod links;
mod styles;
#[cfg(test)]
mod tests;
mod xml;

const DOCUMENT: &str = "word/document.xml";

/// How much of a part is unpacked: a thousand pages of text take a tenth of it.
const MAX_PART: u64 = 64 * 1024 * 1024;

/// How many parts a file may have; each costs memory before any is read.
const MAX_PARTS: usize = 20_000;

const MAX_BLOCKS: usize = 100_000;

/// The first bytes of an OLE file: a .doc, or any Office file that is protected with a password.
const OLE: [u8; 4] = [0xD0, 0xCF, 0x11, 0xE0];

const OLD: &str = "it is an old Word file (.doc) or is protected with a password; save it as .docx \
    without a password";

const LOCKED: &str = "it is protected with a password, or packed in a way that is not read here; save \
    it as .docx without a password";

/// What every entry of a zip file's table of contents begins with.
const ENTRY: [u8; 4] = *b"PK\x01\x02";

/// Reads a Word document into blocks in reading order.
///
/// The error is a clause that can follow "cannot read the file:".
pub fn read(bytes: &[u8]) -> Result<Vec<Block>, String> {
    let mut zip = open(bytes)?;
    let Some(document) = part(&mut zip, DOCUMENT)? else {
        return Err(match zip.index_for_name("[Content_Types].xml") {
            Some(_) => "it is an Office file of another kind and not a Word document".to_string(),
            None => "it is a zip file and not a Word document".to_string(),
        });
    };
    let styles = part(&mut zip, "word/styles.xml")?.unwrap_or_default();
    let numbering = part(&mut zip, "word/numbering.xml")?.unwrap_or_default();
    let styles = Styles::read(&decoded(&styles), &decoded(&numbering))?;
    // A document whose links cannot be read has its text all the same.
    let relationships = part(&mut zip, RELATIONSHIPS).ok().flatten();
    let links = Links::read(&decoded(&relationships.unwrap_or_default()));
    let text = decoded(&document);
    let mut body = Body {
        xml: Xml::new(&text, DOCUMENT),
        styles: &styles,
        links: &links,
        paragraphs: 0,
        blocks: 0,
    };
    body.blocks()
}

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, String> {
    if bytes.starts_with(&OLE) {
        return Err(OLD.to_string());
    }
    if !bytes.starts_with(b"PK") {
        return Err("it is not a Word document".to_string());
    }
    let entries = bytes.windows(ENTRY.len()).filter(|at| **at == ENTRY);
    if entries.take(MAX_PARTS + 1).count() > MAX_PARTS {
        return Err("it is a zip file with too many parts".to_string());
    }
    ZipArchive::new(Cursor::new(bytes)).map_err(|_| "it is damaged or cut short".to_string())
}

/// A part by its name, or nothing where the file has none of that name.
fn part(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    name: &'static str,
) -> Result<Option<Vec<u8>>, String> {
    let file = match zip.by_name(name) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(ZipError::InvalidPassword | ZipError::UnsupportedArchive(_)) => {
            return Err(LOCKED.to_string());
        }
        Err(_) => return Err(format!("the part {name} is damaged")),
    };
    // Only the reading of it would tell, and then as if it were damaged.
    if !matches!(
        file.compression(),
        CompressionMethod::Stored | CompressionMethod::Deflated
    ) {
        return Err(LOCKED.to_string());
    }
    let mut bytes = Vec::new();
    // The size that the file claims is not believed: reading stops by itself.
    file.take(MAX_PART + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| format!("the part {name} is damaged"))?;
    if bytes.len() as u64 > MAX_PART {
        return Err("it unpacks to more than 64 MB, and a briefing has a few pages".to_string());
    }
    Ok(Some(bytes))
}

/// The text of a part: UTF-8, or UTF-16 with its mark, which are all that the standard allows.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    encoding_rs::UTF_8.decode(bytes).0
}

/// The document while it is read.
struct Body<'a> {
    xml: Xml<'a>,
    styles: &'a Styles,
    links: &'a Links,
    paragraphs: u32,
    blocks: usize,
}

/// A paragraph while it is read.
#[derive(Default)]
struct Paragraph {
    properties: Properties,
    runs: Runs,
    /// The run that is being read: whether it is bold, and whether it is hidden.
    bold: bool,
    hidden: bool,
    /// The link that is being read: how deep it stands, and where it leads.
    link: Option<(usize, String)>,
    /// The field that is being read: what it is told to do, and where it leads.
    instruction: String,
    field: Option<String>,
    /// The text boxes that are tied to it, which are read after it.
    boxes: Vec<Block>,
}

/// A row of a table: its place and the blocks of its cells.
struct Row {
    at: At,
    /// Whether it is repeated on every page, as the head of a table is.
    is_head: bool,
    cells: Vec<Vec<Block>>,
}

impl Body<'_> {
    /// The blocks of the element that was opened last, or of the whole document.
    fn blocks(&mut self) -> Result<Vec<Block>, String> {
        let mut blocks = Vec::new();
        let mut depth = 0_usize;
        loop {
            match self.xml.step()? {
                Step::Open(tag) => match tag.name() {
                    "p" => blocks.extend(self.paragraph()?),
                    "tbl" => blocks.extend(self.table()?),
                    name if is_skipped(name) => self.xml.skip()?,
                    _ => depth += 1,
                },
                Step::Close if depth > 0 => depth -= 1,
                Step::Close | Step::End => return Ok(blocks),
                Step::Text(_) => {}
            }
        }
    }

    /// The rest of a paragraph, and its text boxes.
    fn paragraph(&mut self) -> Result<Vec<Block>, String> {
        self.paragraphs = self.paragraphs.saturating_add(1);
        let at = At::Paragraph(self.paragraphs);
        let mut paragraph = Paragraph::default();
        let mut depth = 0_usize;
        loop {
            match self.xml.step()? {
                Step::Open(tag) if self.take(&tag, &mut paragraph)? => {}
                Step::Open(tag) => {
                    depth += 1;
                    if let Some(address) = self.links.of(&tag) {
                        paragraph.link = Some((depth, address));
                    }
                }
                Step::Close if depth > 0 => {
                    paragraph.link = paragraph.link.filter(|(begun, _)| *begun < depth);
                    depth -= 1;
                }
                Step::Close | Step::End => break,
                Step::Text(_) => {}
            }
        }
        let mut blocks = paragraph.runs.take(self.kind(&paragraph.properties), at);
        self.blocks += blocks.len();
        if self.blocks > MAX_BLOCKS {
            return Err(format!("it has more than {MAX_BLOCKS} paragraphs"));
        }
        blocks.append(&mut paragraph.boxes);
        Ok(blocks)
    }

    /// Takes what begins within a paragraph. The answer is whether it was read to its end; if not, its
    /// content is read as a part of the paragraph.
    fn take(&mut self, tag: &Tag, paragraph: &mut Paragraph) -> Result<bool, String> {
        match tag.name() {
            "pPr" => paragraph.properties = styles::properties(&mut self.xml)?,
            "rPr" => {
                let run = styles::run_properties(&mut self.xml)?;
                self.begin_run(paragraph, &run);
            }
            "r" => {
                self.begin_run(paragraph, &RunProperties::default());
                return Ok(false);
            }
            "t" => {
                let text = self.xml.text()?;
                // Word itself leaves out white space at the ends that is not marked to be kept.
                let keep = tag.attribute("space").as_deref() == Some("preserve");
                let ends: &[char] = if keep { &[] } else { &[' ', '\t', '\r', '\n'] };
                paragraph.write(text.trim_matches(ends));
            }
            "instrText" => paragraph.instruction.push_str(&self.xml.text()?),
            "txbxContent" => paragraph.boxes.extend(self.blocks()?),
            name if is_skipped(name) => self.xml.skip()?,
            name => {
                paragraph.sign(name, tag);
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn begin_run(&self, paragraph: &mut Paragraph, run: &RunProperties) {
        paragraph.bold = self.styles.is_bold(&paragraph.properties, run);
        paragraph.hidden = run.hidden;
    }

    fn kind(&self, properties: &Properties) -> Kind {
        // A numbered heading is both; it is a heading first.
        if let Some(level) = self.styles.heading(properties) {
            Kind::Heading(level)
        } else if let Some(depth) = self.styles.item(properties) {
            Kind::Item(depth)
        } else {
            Kind::Paragraph
        }
    }

    /// The rest of a table.
    fn table(&mut self) -> Result<Vec<Block>, String> {
        let mut rows: Vec<Row> = Vec::new();
        let mut depth = 0_usize;
        loop {
            match self.xml.step()? {
                Step::Open(tag) => match tag.name() {
                    "tc" => {
                        let cell = self.blocks()?;
                        if let Some(row) = rows.last_mut() {
                            row.cells.push(cell);
                        }
                    }
                    "trPr" => {
                        let is_head = self.heads_table()?;
                        if let Some(row) = rows.last_mut() {
                            row.is_head = is_head;
                        }
                    }
                    name if is_skipped(name) => self.xml.skip()?,
                    name => {
                        if name == "tr" {
                            rows.push(Row {
                                at: At::Paragraph(self.paragraphs.saturating_add(1)),
                                is_head: false,
                                cells: Vec::new(),
                            });
                        }
                        depth += 1;
                    }
                },
                Step::Close if depth > 0 => depth -= 1,
                Step::Close | Step::End => return Ok(table_blocks(rows)),
                Step::Text(_) => {}
            }
        }
    }

    /// The rest of the properties of a row: whether it heads its table.
    fn heads_table(&mut self) -> Result<bool, String> {
        let mut is_head = false;
        while let Some(tag) = self.xml.child()? {
            is_head |= tag.name() == "tblHeader" && tag.is_on();
            self.xml.skip()?;
        }
        Ok(is_head)
    }
}

impl Paragraph {
    fn write(&mut self, text: &str) {
        if !self.hidden {
            let link = self.link.as_ref().map(|(_, address)| address);
            let link = link.or(self.field.as_ref()).map(String::as_str);
            self.runs.linked(text, self.bold, link);
        }
    }

    /// Writes what an element stands for, if it stands for a character, or follows it into a field.
    fn sign(&mut self, name: &str, tag: &Tag) {
        match name {
            "tab" | "ptab" => self.runs.space(),
            "br" | "cr" => self.runs.line_break(),
            "fldChar" => match tag.attribute("fldCharType").as_deref() {
                Some("begin") => self.instruction.clear(),
                Some("separate") => self.field = links::field(&self.instruction),
                _ => self.field = None,
            },
            "noBreakHyphen" => self.write("-"),
            "sym" => {
                let code = tag.attribute("char").unwrap_or_default();
                let code = u32::from_str_radix(&code, 16).ok();
                if let Some(c) = code.and_then(char::from_u32) {
                    self.write(c.encode_utf8(&mut [0; 4]));
                }
            }
            _ => {}
        }
    }
}

/// What is no part of the text as it stands: what was deleted or moved away, the second form of a
/// drawing, and properties, which hold elements that look like those of the text.
fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "del"
            | "moveFrom"
            | "pPr"
            | "rPr"
            | "sectPr"
            | "sdtPr"
            | "tblPr"
            | "tblPrEx"
            | "trPr"
            | "tcPr"
    ) || name.ends_with(":Fallback")
}

/// The blocks of a table: its rows, or the blocks of its cells where it only frames or arranges a
/// text.
fn table_blocks(rows: Vec<Row>) -> Vec<Block> {
    let one_column = rows.iter().all(|row| row.cells.len() <= 1);
    let mut blocks = rows.iter().flat_map(|row| &row.cells).flatten();
    if one_column || blocks.any(|block| block.kind != Kind::Paragraph) {
        return rows
            .into_iter()
            .flat_map(|row| row.cells)
            .flatten()
            .collect();
    }
    rows.into_iter().flat_map(row_block).collect()
}

fn row_block(row: Row) -> Vec<Block> {
    let mut runs = Runs::default();
    for cell in &row.cells {
        for block in cell {
            runs.space();
            runs.block(block);
        }
        runs.cell();
    }
    let kind = if row.is_head {
        Kind::HeadRow
    } else {
        Kind::Row
    };
    runs.take(kind, row.at)
}

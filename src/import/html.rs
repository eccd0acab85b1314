//! Reads a web page (.html) into blocks.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};

use self::page::Page;
use self::tree::{Data, Id, MAX_DEPTH, Tree};
use super::block::{At, Block, Kind};
use super::runs::Runs;

mod marks;
mod page;
mod table;
#[cfg(test)]
mod tests;
mod tokens;
mod tree;

/// How long a page may be. The parser can take the square of the length in time.
const MAX_BYTES: usize = 4 * 1024 * 1024;

const MAX_BLOCKS: usize = 100_000;

/// Reads a web page into blocks in reading order.
///
/// The error is a clause that can follow "cannot read the file:".
pub fn read(bytes: &[u8]) -> Result<Vec<Block>, String> {
    if bytes.len() > MAX_BYTES {
        return Err("it is larger than 4 MiB".to_string());
    }
    let tree = Tree::parse(&decoded(bytes))?;
    let page = Page::new(&tree);
    for roots in [page.content(), vec![page.body()]] {
        let mut reader = Reader::new(&page);
        for root in roots {
            reader.root(root)?;
        }
        // Some pages fill their main part by a script and hold their text beside it.
        if !reader.blocks.is_empty() {
            return Ok(reader.blocks);
        }
    }
    Ok(Vec::new())
}

/// The text of the bytes: by their mark; else UTF-8; else what is left, the code page of old tools.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    match (Encoding::for_bom(bytes), std::str::from_utf8(bytes)) {
        (Some((encoding, _)), _) => encoding.decode(bytes).0,
        (None, Ok(text)) => Cow::Borrowed(text),
        (None, Err(_)) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// What text is read as, by where it stands.
#[derive(Clone, Copy)]
struct Place<'t> {
    bold: bool,
    /// Where the link leads that it stands in.
    link: Option<&'t str>,
    /// How many lists it stands in.
    lists: u8,
    /// How many elements it stands in.
    depth: usize,
    /// Whether it is in the main part or an article.
    content: bool,
    flow: Flow,
}

/// What an element does that begins a block elsewhere.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flow {
    /// It begins a block.
    Blocks,
    /// It is a part of the item; only lists, headings and tables end that.
    Item,
    /// It is a part of the heading or of the row.
    Line,
}

struct Reader<'t> {
    page: &'t Page<'t>,
    blocks: Vec<Block>,
    runs: Runs,
    /// What the text that is being gathered will be.
    kind: Kind,
    /// The line of the element that was begun last, until a block begins there.
    begun: Option<u32>,
    /// The line on which the text that is being gathered begins.
    line: u32,
}

impl<'t> Reader<'t> {
    fn new(page: &'t Page) -> Self {
        Reader {
            page,
            blocks: Vec::new(),
            runs: Runs::default(),
            kind: Kind::Paragraph,
            begun: None,
            line: 1,
        }
    }

    fn root(&mut self, id: Id) -> Result<(), String> {
        let name = self.page.tree.name(id);
        let place = Place {
            bold: false,
            link: None,
            lists: 0,
            depth: 0,
            content: name == "article" || self.page.is_main(id),
            flow: Flow::Blocks,
        };
        self.children(id, place)?;
        self.end()
    }

    fn children(&mut self, id: Id, mut place: Place) -> Result<(), String> {
        place.depth += 1;
        if place.depth > MAX_DEPTH {
            return Err("its elements are nested too deeply".to_string());
        }
        for child in self.page.tree.children(id) {
            let Some(node) = self.page.tree.node(child) else {
                continue;
            };
            match &node.data {
                Data::Text(text) => self.text(text, node.line, place),
                Data::Element(_) if self.page.is_skipped(child, place.content) => {}
                Data::Element(element) => {
                    let inner = Place {
                        bold: is_bold(&element.name, element.marks.bold, place.bold),
                        link: element.link.as_deref().or(place.link),
                        content: place.content || matches!(&*element.name, "main" | "article"),
                        ..place
                    };
                    self.element(child, &element.name, node.line, inner)?;
                }
                Data::Other => {}
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &str, line: u32, place: Place) {
        let empty = self.runs.is_empty();
        self.runs.linked(text, place.bold, place.link);
        if empty && !self.runs.is_empty() {
            self.line = self.begun.take().unwrap_or(line);
        }
    }

    fn element(&mut self, id: Id, name: &str, line: u32, place: Place) -> Result<(), String> {
        let line_only = place.flow == Flow::Line;
        match name {
            "br" => self.runs.line_break(),
            "td" | "th" if line_only => {
                self.children(id, place)?;
                self.runs.cell();
            }
            name if line_only && is_block(name) => self.within(id, place)?,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.bytes().last().map_or(1, |digit| digit - b'0');
                let flow = Flow::Line;
                self.block(id, Kind::Heading(level), line, Place { flow, ..place })?;
            }
            "ul" | "ol" | "menu" | "dir" => self.list(id, place)?,
            "li" => {
                let flow = Flow::Item;
                let kind = Kind::Item(place.lists.saturating_sub(1));
                self.block(id, kind, line, Place { flow, ..place })?;
            }
            "table" => self.table(id, line, place)?,
            name if is_block(name) && place.flow == Flow::Item => self.within(id, place)?,
            name if is_block(name) => self.block(id, Kind::Paragraph, line, place)?,
            _ => self.children(id, place)?,
        }
        Ok(())
    }

    /// Reads an element that is a block by itself.
    fn block(&mut self, id: Id, kind: Kind, line: u32, place: Place) -> Result<(), String> {
        self.end()?;
        let around = std::mem::replace(&mut self.kind, kind);
        self.begun = Some(line);
        self.children(id, place)?;
        self.end()?;
        self.begun = None;
        self.kind = around;
        Ok(())
    }

    /// Reads an element that would be a block and is a part of one here.
    fn within(&mut self, id: Id, place: Place) -> Result<(), String> {
        self.runs.space();
        self.children(id, place)?;
        self.runs.space();
        Ok(())
    }

    fn list(&mut self, id: Id, place: Place) -> Result<(), String> {
        self.end()?;
        let lists = place.lists.saturating_add(1);
        let flow = Flow::Blocks;
        self.children(
            id,
            Place {
                lists,
                flow,
                ..place
            },
        )?;
        self.end()
    }

    /// Reads a table: by rows, or as what its cells hold where it only arranges them.
    fn table(&mut self, id: Id, line: u32, place: Place) -> Result<(), String> {
        let flow = Flow::Blocks;
        let place = Place { flow, ..place };
        if table::is_layout(self.page.tree, id) {
            return self.block(id, Kind::Paragraph, line, place);
        }
        self.end()?;
        for (row, line) in table::rows(self.page.tree, id) {
            if self.page.is_skipped(row, place.content) {
                continue;
            }
            let (kind, flow) = match self.page.tree.name(row) {
                "tr" if table::is_head(self.page.tree, row) => (Kind::HeadRow, Flow::Line),
                "tr" => (Kind::Row, Flow::Line),
                _ => (Kind::Paragraph, Flow::Blocks),
            };
            self.block(row, kind, line, Place { flow, ..place })?;
        }
        Ok(())
    }

    /// Ends the text that is being gathered, if there is any.
    fn end(&mut self) -> Result<(), String> {
        let more = self.runs.take(self.kind, At::Line(self.line));
        // What comes in an item after a list of its own is no item again.
        if !more.is_empty() && matches!(self.kind, Kind::Item(_)) {
            self.kind = Kind::Paragraph;
        }
        self.blocks.extend(more);
        if self.blocks.len() > MAX_BLOCKS {
            return Err(format!("it has more than {MAX_BLOCKS} paragraphs"));
        }
        Ok(())
    }
}

/// The weight of an element's text: what it sets itself, what its name means, or that around it.
fn is_bold(name: &str, own: Option<bool>, around: bool) -> bool {
    own.unwrap_or(around || matches!(name, "b" | "strong"))
}

/// Whether an element stands by itself on a page, as a paragraph does.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

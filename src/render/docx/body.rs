//! The blocks of a page as the paragraphs and tables of Word.

use super::numbering::Lists;
use super::styles::{Ids, Style};
use super::table::{Column, widths};
use super::xml::words;
use crate::render::document::{Block, Document, WRITE_HERE};

/// How the body of a file is dressed.
#[derive(Debug, Clone)]
pub struct Dress {
    /// The ids of the styles.
    pub ids: Ids,
    /// The lists, to which the body adds its numbered ones.
    pub lists: Lists,
    /// Whether the style of points shows its own mark.
    pub marks_points: bool,
    /// Whether every run says its language, since the styles may say another.
    pub says_language: bool,
    /// The width of the text, in twentieths of a point.
    pub width: u32,
}

/// More characters than this in a row of a table, and it may break over two pages.
const LONG_ROW: usize = 1_500;

/// The height of a line to write on by hand, in twentieths of a point: 0.9 centimetres.
const LINE: usize = 510;

/// The tallest room to write, in twentieths of a point: a page of A4 with room for its heading.
const TALLEST: usize = 24 * LINE;

/// The content of the body, without the properties of its last section.
pub fn body(document: &Document, dress: &mut Dress) -> String {
    let mut body = Body {
        dress,
        xml: String::new(),
        level: 0,
        numbered: 0,
        as_headings: false,
        list: None,
        heading: String::new(),
        after_table: false,
    };
    for (at, block) in document.0.iter().enumerate() {
        let rest = document.0.get(at..).unwrap_or_default();
        body.block(block, rest);
    }
    body.xml
}

struct Body<'a> {
    dress: &'a mut Dress,
    xml: String,
    /// The level of the heading of the section; 0 before the first.
    level: u8,
    /// The level of the numbered thing above.
    numbered: u8,
    /// Whether the numbered things of this section have something below them, and so are headings.
    as_headings: bool,
    /// The numbered list that goes on, and its last number.
    list: Option<(u32, usize)>,
    heading: String,
    after_table: bool,
}

impl Body<'_> {
    /// One block; `rest` begins with it.
    fn block(&mut self, block: &Block, rest: &[Block]) {
        let after_table = std::mem::take(&mut self.after_table);
        match block {
            Block::Title(text) => self.paragraph(Style::Title, None, &self.line(text)),
            Block::Heading(text) => {
                self.level = 1;
                self.numbered = 1;
                self.list = None;
                self.heading.clone_from(text);
                self.as_headings = has_things_below(rest.get(1..).unwrap_or_default());
                self.paragraph(Style::Heading1, None, &self.line(text));
            }
            Block::Fact(label, value) => {
                let fact = self.fact(label, value);
                self.paragraph(Style::Fact, None, &fact);
            }
            Block::Paragraph(text) => self.paragraph(Style::Normal, None, &self.lines(text)),
            Block::Numbered(number, text) => self.numbered(*number, text, rest),
            Block::Voice(text) => {
                let style = heading(self.numbered.saturating_add(1));
                self.paragraph(style, None, &self.line(text));
            }
            Block::Remark(text) => self.paragraph(Style::Remark, None, &self.lines(text)),
            Block::Point(text) => {
                let list = self.dress.lists.points();
                let list = (!self.dress.marks_points).then_some(list);
                self.paragraph(Style::ListBullet, list, &self.lines(text));
            }
            Block::Room(lines) => {
                self.caption(after_table, "Room to write");
                self.room(*lines);
                self.after_table = true;
            }
            Block::Table(headers, rows) => {
                self.caption(after_table, &headers.join(", "));
                self.table(headers, rows);
                self.after_table = true;
            }
        }
    }

    fn numbered(&mut self, number: usize, text: &str, rest: &[Block]) {
        if self.level == 0 && self.list.is_none() {
            self.as_headings = has_things_below(rest);
        }
        let list = match self.list {
            Some((list, last)) if last.checked_add(1) == Some(number) => list,
            _ => self.dress.lists.begin(number),
        };
        self.list = Some((list, number));
        if self.as_headings {
            self.numbered = self.level.saturating_add(1);
            self.paragraph(heading(self.numbered), Some(list), &self.line(text));
        } else {
            self.paragraph(Style::ListNumber, Some(list), &self.lines(text));
        }
    }

    fn fact(&self, label: &str, value: &str) -> String {
        let label = words(label);
        let label = self.run(true, &format!("{}<w:tab/>", text(&format!("{label}:"))));
        label + &self.lines(value)
    }

    /// A paragraph, or nothing where it would be empty.
    fn paragraph(&mut self, style: Style, list: Option<u32>, runs: &str) {
        if runs.is_empty() {
            return;
        }
        // Said here too: a letterhead's own heading may be left alone at the foot of a page.
        let keep = if style.is_above_others() {
            "<w:keepNext/>"
        } else {
            ""
        };
        let style = self.dress.ids.of(style);
        let list = list.map_or(String::new(), |list| {
            format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr>")
        });
        self.xml.push_str(&format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{keep}{list}</w:pPr>{runs}</w:p>"
        ));
    }

    /// Two tables without a word between them would become one.
    fn caption(&mut self, after_table: bool, caption: &str) {
        if after_table {
            self.paragraph(Style::Caption, None, &self.line(caption));
        }
    }

    /// Words in one row.
    fn line(&self, line: &str) -> String {
        match words(line) {
            line if line.is_empty() => String::new(),
            line => self.run(false, &text(&line)),
        }
    }

    /// Words that keep their lines, but for empty ones.
    fn lines(&self, lines: &str) -> String {
        let lines: Vec<String> = lines
            .lines()
            .map(words)
            .filter(|line| !line.is_empty())
            .map(|line| text(&line))
            .collect();
        if lines.is_empty() {
            return String::new();
        }
        self.run(false, &lines.join("<w:br/>"))
    }

    fn run(&self, bold: bool, content: &str) -> String {
        let bold = if bold { "<w:b/>" } else { "" };
        let language = self.language();
        match (bold, language) {
            ("", "") => format!("<w:r>{content}</w:r>"),
            _ => format!("<w:r><w:rPr>{bold}{language}</w:rPr>{content}</w:r>"),
        }
    }

    fn language(&self) -> &'static str {
        if self.dress.says_language {
            "<w:lang w:val=\"en-GB\"/>"
        } else {
            ""
        }
    }

    /// Room to write by hand or by keyboard. The row counts as a heading, or a reader of the screen would
    /// be told of a table without one.
    fn room(&mut self, lines: usize) {
        let width = self.dress.width;
        let height = lines.max(1).saturating_mul(LINE).min(TALLEST);
        let table = self.table_start("Room to write", "One cell to write in.", &[width]);
        let style = self.dress.ids.of(Style::TableText);
        let placeholder = self.dress.ids.of(Style::PlaceholderText);
        let language = self.language();
        self.xml.push_str(&format!(
            "{table}<w:tr><w:trPr><w:trHeight w:val=\"{height}\" w:hRule=\"atLeast\"/><w:cantSplit/><w:tblHeader/></w:trPr>\
            <w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>\
            <w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:sdt><w:sdtPr><w:alias w:val=\"{WRITE_HERE}\"/>\
            <w:showingPlcHdr/><w:text w:multiLine=\"1\"/></w:sdtPr><w:sdtContent>\
            <w:r><w:rPr><w:rStyle w:val=\"{placeholder}\"/>{language}</w:rPr>{}</w:r>\
            </w:sdtContent></w:sdt></w:p></w:tc></w:tr></w:tbl>",
            text(WRITE_HERE)
        ));
    }

    fn table(&mut self, headers: &[&str], rows: &[Vec<String>]) {
        let columns: Vec<Column> = (0..headers.len())
            .map(|at| {
                let cells = rows.iter().filter_map(|row| row.get(at));
                let cells = cells.map(String::as_str);
                Column::of(headers.get(at).copied().unwrap_or_default(), cells)
            })
            .collect();
        let widths = widths(&columns, self.dress.width);
        let description = format!("A table with the columns {}.", headers.join(", "));
        let heading = self.heading.clone();
        let caption = if heading.is_empty() {
            "Table"
        } else {
            &heading
        };
        let mut xml = self.table_start(caption, &description, &widths);
        let cells = headers.iter().map(|header| (*header).to_owned());
        xml.push_str(&self.row(true, &cells.collect::<Vec<_>>(), &widths));
        for row in rows {
            xml.push_str(&self.row(false, row, &widths));
        }
        xml.push_str("</w:tbl>");
        self.xml.push_str(&xml);
    }

    fn table_start(&self, caption: &str, description: &str, widths: &[u32]) -> String {
        let grid: String = widths
            .iter()
            .map(|width| format!("<w:gridCol w:w=\"{width}\"/>"))
            .collect();
        format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"{}\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/>\
            <w:tblLayout w:type=\"fixed\"/>\
            <w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>\
            <w:tblCaption w:val=\"{}\"/><w:tblDescription w:val=\"{}\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>",
            self.dress.ids.of(Style::TableGrid),
            widths.iter().sum::<u32>(),
            words(caption),
            words(description)
        )
    }

    fn row(&self, is_heading: bool, row: &[String], widths: &[u32]) -> String {
        let long = row.iter().map(String::len).sum::<usize>() > LONG_ROW;
        let (split, repeat) = (
            if long { "" } else { "<w:cantSplit/>" },
            if is_heading { "<w:tblHeader/>" } else { "" },
        );
        let style = self.dress.ids.of(if is_heading {
            Style::TableHeading
        } else {
            Style::TableText
        });
        let shade = if is_heading {
            "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EDEDED\"/>"
        } else {
            ""
        };
        let properties = match (split, repeat) {
            ("", "") => String::new(),
            _ => format!("<w:trPr>{split}{repeat}</w:trPr>"),
        };
        let mut xml = format!("<w:tr>{properties}");
        for (at, width) in widths.iter().enumerate() {
            let runs = self.lines(row.get(at).map_or("", String::as_str));
            xml.push_str(&format!(
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{shade}</w:tcPr>\
                <w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p></w:tc>"
            ));
        }
        xml.push_str("</w:tr>");
        xml
    }
}

/// Whether a numbered thing of this section has something below it.
fn has_things_below(section: &[Block]) -> bool {
    let end = section
        .iter()
        .position(|block| matches!(block, Block::Heading(_)));
    let section = section.get(..end.unwrap_or(section.len()));
    section.unwrap_or_default().windows(2).any(|pair| {
        matches!(
            pair,
            [
                Block::Numbered(..),
                Block::Remark(_) | Block::Voice(_) | Block::Point(_) | Block::Room(_)
            ]
        )
    })
}

fn heading(level: u8) -> Style {
    match level {
        0 | 1 => Style::Heading1,
        2 => Style::Heading2,
        _ => Style::Heading3,
    }
}

/// Words that are escaped already, as the text of a run.
fn text(escaped: &str) -> String {
    format!("<w:t xml:space=\"preserve\">{escaped}</w:t>")
}

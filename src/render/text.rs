//! A page as text, for a terminal or a plain file.

use super::document::{Block, Document};
use super::table::{Layout, lay_out};
use super::wrap::wrap;
use unicode_width::UnicodeWidthStr;

/// The page as text. Prose is wrapped to the layout's width; where it has none, every fact is one line.
pub fn text(document: &Document, layout: Layout) -> String {
    let columns = match layout {
        Layout::Table(columns) => Some(columns),
        Layout::Facts(columns) => columns,
        Layout::Tabs => None,
    };
    let labels = document
        .0
        .iter()
        .filter_map(|block| match block {
            Block::Fact(label, _) => Some(label.width()),
            _ => None,
        })
        .max()
        .unwrap_or(0);
    // Labels in a column of their own need room beside them.
    let aligned = columns.filter(|columns| *columns >= 60).map(|_| labels + 2);
    let point = if matches!(layout, Layout::Table(_)) {
        "•"
    } else {
        "-"
    };

    let mut page = Page::default();
    let mut after_number = false;
    let mut after_voice = false;
    for block in &document.0 {
        match block {
            Block::Title(text) => {
                page.rows(wrap(text, columns, "", ""));
                page.row(&"=".repeat(text.width().min(columns.unwrap_or(60)).min(100)));
            }
            Block::Heading(text) => {
                page.gap();
                page.rows(wrap(text, columns, "", ""));
                page.row(&"-".repeat(text.width().min(columns.unwrap_or(60)).min(100)));
            }
            Block::Fact(label, value) => match aligned {
                Some(width) => {
                    let first =
                        format!("{label}{}", " ".repeat(width.saturating_sub(label.width())));
                    page.rows(wrap(value, columns, &first, &" ".repeat(width)));
                }
                None => page.rows(wrap(&format!("{label}: {value}"), columns, "", "  ")),
            },
            Block::Paragraph(text) => page.rows(wrap(text, columns, "", "")),
            Block::Numbered(number, text) => {
                if after_number {
                    page.gap();
                }
                let first = format!("{number}. ");
                page.rows(wrap(text, columns, &first, &" ".repeat(first.len())));
            }
            Block::Voice(text) => {
                page.gap();
                page.rows(wrap(text, columns, "   ", "   "));
            }
            Block::Remark(text) => {
                if after_voice {
                    page.gap();
                }
                page.rows(wrap(text, columns, "   ", "   "));
            }
            Block::Point(text) => {
                page.rows(wrap(text, columns, &format!("   {point} "), "     "));
            }
            Block::Room(lines) => {
                for _ in 0..*lines {
                    page.row("   ____________________________________");
                }
            }
            Block::Table(headers, rows) => page.laid(&lay_out(headers, rows, layout)),
        }
        after_voice = match block {
            Block::Voice(_) => true,
            Block::Point(_) => after_voice,
            _ => false,
        };
        after_number = match block {
            Block::Numbered(..) => true,
            Block::Heading(_) => false,
            _ => after_number,
        };
    }
    page.0
}

#[derive(Default)]
struct Page(String);

impl Page {
    fn row(&mut self, row: &str) {
        self.0.push_str(row.trim_end());
        self.0.push('\n');
    }

    fn rows(&mut self, rows: Vec<String>) {
        for row in rows {
            self.row(&row);
        }
    }

    fn gap(&mut self) {
        self.0.push('\n');
    }

    fn laid(&mut self, text: &str) {
        self.0.push_str(text);
    }
}

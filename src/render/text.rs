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

#[cfg(test)]
mod tests {
    use super::*;

    fn every_block() -> Document {
        Document(vec![
            Block::Title("Minutes".into()),
            Block::Fact("Team".into(), "Night".into()),
            Block::Fact("Review".into(), "Child L".into()),
            Block::Heading("Questions".into()),
            Block::Numbered(1, "First?".into()),
            Block::Remark("Parked".into()),
            Block::Numbered(2, "Second?".into()),
            Block::Voice("Last time".into()),
            Block::Point("One".into()),
            Block::Remark("It moved".into()),
            Block::Heading("More".into()),
            Block::Numbered(1, "Third?".into()),
            Block::Paragraph("The end.".into()),
            Block::Room(2),
            Block::Table(vec!["A", "B"], vec![vec!["1".into(), "2".into()]]),
        ])
    }

    const LINE: &str = "   ____________________________________\n";

    #[test]
    fn a_page_for_a_terminal_has_its_labels_in_a_column() {
        let page = text(&every_block(), Layout::Table(80));
        let head = "Minutes\n=======\nTeam    Night\nReview  Child L\n\nQuestions\n---------\n";
        let questions =
            "1. First?\n   Parked\n\n2. Second?\n\n   Last time\n   • One\n\n   It moved\n";
        let more = "\nMore\n----\n1. Third?\nThe end.\n";
        let (before, table) = page.split_at(head.len() + questions.len() + more.len());
        assert_eq!(before, format!("{head}{questions}{more}"));
        let table = table.strip_prefix(&LINE.repeat(2)).expect("room to write");
        assert_eq!(table.lines().next(), Some("┌───┬───┐"));
    }

    #[test]
    fn a_plain_page_has_a_fact_a_line_and_plain_points() {
        for layout in [Layout::Facts(Some(40)), Layout::Facts(None)] {
            assert_eq!(
                text(&every_block(), layout),
                format!(
                    "Minutes\n=======\nTeam: Night\nReview: Child L\n\nQuestions\n---------\n1. First?\n   Parked\n\n2. Second?\n\n   Last time\n   - One\n\n   It moved\n\nMore\n----\n1. Third?\nThe end.\n{LINE}{LINE}A: 1\nB: 2\n"
                )
            );
        }
    }

    #[test]
    fn labels_have_a_column_where_there_is_room_for_one() {
        let page = Document(vec![Block::Fact("Team".into(), "Night shift".into())]);
        assert_eq!(text(&page, Layout::Facts(Some(60))), "Team  Night shift\n");
        assert_eq!(text(&page, Layout::Facts(Some(59))), "Team: Night shift\n");
        let value = "word ".repeat(12);
        let page = Document(vec![Block::Fact("Team".into(), value.trim().into())]);
        let eleven = ["word"; 11].join(" ");
        assert_eq!(
            text(&page, Layout::Table(60)),
            format!("Team  {eleven}\n      word\n")
        );
    }

    #[test]
    fn a_heading_is_underlined_as_far_as_it_goes() {
        let long = "x".repeat(120);
        let page = |layout| {
            let page = text(
                &Document(vec![
                    Block::Title(long.clone()),
                    Block::Heading(long.clone()),
                ]),
                layout,
            );
            let under = |sign: char| {
                let rows = page.lines().filter(|row| row.starts_with(sign));
                rows.map(str::len).sum::<usize>()
            };
            (under('='), under('-'))
        };
        assert_eq!(page(Layout::Table(200)), (100, 100));
        assert_eq!(page(Layout::Table(70)), (70, 70));
        assert_eq!(page(Layout::Tabs), (60, 60));
    }

    #[test]
    fn what_comes_after_a_table_or_no_voice_stands_close() {
        let page = Document(vec![
            Block::Voice("Last time".into()),
            Block::Paragraph("Between".into()),
            Block::Remark("close".into()),
            Block::Point("a point of two\nlines".into()),
        ]);
        assert_eq!(
            text(&page, Layout::Facts(Some(17))),
            "\n   Last time\nBetween\n   close\n   - a point of\n     two\n     lines\n"
        );
    }
}

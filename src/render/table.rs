//! Rows laid out: a table for the screen, one fact a line where there is no room, tabs for a pipe.
//! The only place that knows comfy-table.

use super::shown::shown_in_a_row;
use super::wrap::wrap;
use comfy_table::{ContentArrangement, Table, presets};

/// A table narrower than this, in columns, is read more easily as facts.
const NARROWEST: usize = 72;

/// How rows are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A table in this many columns, or facts where that is too narrow.
    Table(usize),
    /// One fact a line, wrapped to a width if there is one.
    Facts(Option<usize>),
    /// Tab-separated, with a header line.
    Tabs,
}

/// Lays rows out. The text ends with a line feed.
pub fn lay_out(headers: &[&str], rows: &[Vec<String>], layout: Layout) -> String {
    match layout {
        Layout::Table(columns) if columns >= NARROWEST => table(headers, rows, columns),
        Layout::Table(columns) => facts(headers, rows, Some(columns)),
        Layout::Facts(columns) => facts(headers, rows, columns),
        Layout::Tabs => tabs(headers, rows),
    }
}

fn table(headers: &[&str], rows: &[Vec<String>], columns: usize) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(columns).unwrap_or(u16::MAX))
        .set_header(headers.to_vec());
    for row in rows {
        table.add_row(row.iter().map(|cell| shown_in_a_row(cell)));
    }
    let mut text: String = table
        .lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect();
    if text.is_empty() {
        text.push('\n');
    }
    text
}

fn facts(headers: &[&str], rows: &[Vec<String>], columns: Option<usize>) -> String {
    let mut text = String::new();
    for (at, row) in rows.iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        for (header, cell) in headers.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
            let fact = format!("{header}: {}", shown_in_a_row(cell));
            for line in wrap(&fact, columns, "", "  ") {
                text.push_str(&line);
                text.push('\n');
            }
        }
    }
    text
}

fn tabs(headers: &[&str], rows: &[Vec<String>]) -> String {
    let mut text = headers.join("\t").to_lowercase();
    text.push('\n');
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| shown_in_a_row(cell)).collect();
        text.push_str(&cells.join("\t"));
        text.push('\n');
    }
    text
}

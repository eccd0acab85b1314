//! Rows laid out: a table for the screen, one fact a line where there is no room, tabs for a pipe.
//! The only place that knows comfy-table.

use super::formula::would_run;
use super::shown::{in_a_row, shown_in_a_row};
use super::wrap::wrap;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use unicode_width::UnicodeWidthStr;

/// A table narrower than this, in columns, is read more easily as facts.
const NARROWEST: usize = 72;

/// A list of more rows is searched and not read: it is padded, since drawing and wrapping it would take
/// many times as long.
pub const LONG: usize = 500;

/// The widest to which a column of a long list is padded.
const PADDED: usize = 40;

/// A column that is no wider than this is never narrowed.
const SHORT: usize = 12;

/// A longer word than this may be broken. The ids of sessions are shorter than this.
const LONG_WORD: usize = 64;

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

impl Layout {
    /// How wide text beside the rows may be.
    pub fn columns(self) -> Option<usize> {
        match self {
            Self::Table(columns) => Some(columns),
            Self::Facts(columns) => columns,
            Self::Tabs => None,
        }
    }
}

/// Lays rows out. The text ends with a line feed.
pub fn lay_out(headers: &[&str], rows: &[Vec<String>], layout: Layout) -> String {
    lay_out_or(headers, rows, layout, |columns| {
        facts(headers, rows, Some(columns))
    })
}

/// The same, with another form for a screen that is too narrow for the table.
pub fn lay_out_or(
    headers: &[&str],
    rows: &[Vec<String>],
    layout: Layout,
    narrow: impl FnOnce(usize) -> String,
) -> String {
    match layout {
        Layout::Table(_) if rows.len() > LONG => long(headers, rows),
        Layout::Table(columns) => table(headers, rows, columns).unwrap_or_else(|| narrow(columns)),
        Layout::Facts(columns) => facts(headers, rows, columns),
        Layout::Tabs => tab_header(headers) + &tab_lines(rows),
    }
}

/// Nothing where that is too narrow for a table, or not even the words fit.
fn table(headers: &[&str], rows: &[Vec<String>], columns: usize) -> Option<String> {
    if columns < NARROWEST {
        return None;
    }
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| shown_in_a_row(cell)).collect())
        .collect();
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(columns).unwrap_or(u16::MAX))
        .set_header(headers.to_vec())
        .add_rows(&rows);
    if let Some(widths) = shared_widths(headers, &rows, columns) {
        if widths.iter().sum::<usize>() + widths.len() + 1 > columns {
            return None;
        }
        // Cells of several rows need a line between them.
        table.load_style(presets::UTF8_FULL);
        for (column, width) in table.column_iter_mut().zip(widths) {
            let width = u16::try_from(width).unwrap_or(u16::MAX);
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
        }
    }
    let lines = table.lines().map(|line| format!("{}\n", line.trim_end()));
    Some(lines.collect())
}

/// Widths for columns that do not all fit: room for every word first, and the rest by the root of
/// what a column holds, so that a long one gets more and not all of it. Nothing where everything fits.
fn shared_widths(headers: &[&str], rows: &[Vec<String>], columns: usize) -> Option<Vec<usize>> {
    let cells = |at: usize| {
        let cells = rows.iter().filter_map(move |row| row.get(at));
        cells.map(String::as_str).chain(headers.get(at).copied())
    };
    let widest = |at: usize| cells(at).map(UnicodeWidthStr::width).max().unwrap_or(0);
    let longest_word = |at: usize| {
        // No line ends at a space that does not break.
        let words = cells(at).flat_map(|cell| cell.split(' '));
        words
            .map(|word| word.width().min(LONG_WORD))
            .max()
            .unwrap_or(0)
    };
    let natural: Vec<usize> = (0..headers.len()).map(widest).collect();
    let room = columns.saturating_sub(3 * natural.len() + 1);
    if natural.iter().sum::<usize>() <= room {
        return None;
    }
    let least: Vec<usize> = natural
        .iter()
        .enumerate()
        .map(|(at, width)| {
            if *width <= SHORT {
                *width
            } else {
                longest_word(at)
            }
        })
        .collect();
    let spare = room.saturating_sub(least.iter().sum());
    let root = |(natural, least): (&usize, &usize)| natural.saturating_sub(*least).isqrt();
    let roots: usize = natural.iter().zip(&least).map(root).sum();
    let widths = natural.iter().zip(&least).map(|(natural, least)| {
        let share = spare * root((natural, least)) / roots.max(1);
        // The two spaces around a cell belong to its width.
        (least + share).min(*natural) + 2
    });
    Some(widths.collect())
}

/// As many as are ever put between two cells of a long list.
const SPACES: &str = "                                          ";

/// The columns that a cell takes. Most cells are plain, and their letters need not be looked up.
fn columns_of(cell: &str) -> usize {
    if cell.is_ascii() {
        cell.len()
    } else {
        cell.width()
    }
}

/// Rows whose columns are padded, one line each, however long.
fn long(headers: &[&str], rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = headers.iter().map(|header| header.width()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(columns_of(cell)).min(PADDED);
        }
    }
    let mut text = String::new();
    let headers = headers.iter().map(|header| (*header).to_owned()).collect();
    for row in std::iter::once(&headers).chain(rows) {
        let mut gap = 0;
        for (cell, width) in row.iter().zip(&widths) {
            let cell = in_a_row(cell);
            text.push_str(SPACES.get(..gap).unwrap_or(SPACES));
            text.push_str(&cell);
            gap = width.saturating_sub(columns_of(&cell)) + 2;
        }
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

/// The line above the lines of [`tab_lines`].
pub fn tab_header(headers: &[&str]) -> String {
    headers.join("\t").to_lowercase() + "\n"
}

/// Rows with a tab between two cells, a line each. What a spreadsheet would run begins with `'`.
pub fn tab_lines<Row, Cell>(rows: impl IntoIterator<Item = Row>) -> String
where
    Row: IntoIterator<Item = Cell>,
    Cell: AsRef<str>,
{
    const USUAL_ROW: usize = 256;
    let rows = rows.into_iter();
    let mut text = String::with_capacity(USUAL_ROW * rows.size_hint().0);
    for row in rows {
        for (at, cell) in row.into_iter().enumerate() {
            if at > 0 {
                text.push('\t');
            }
            let cell = in_a_row(cell.as_ref());
            // A spreadsheet opens such a list as readily as CSV.
            if would_run(&cell) {
                text.push('\'');
            }
            text.push_str(&cell);
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests;

//! The tables of a web page: which are tables of data, and what their rows are.

use super::tree::{Id, Tree};

/// Whether a table only arranges: it says so, or it has one column, or one of its cells holds a
/// heading, a list, a table or more than one paragraph.
pub fn is_layout(tree: &Tree, table: Id) -> bool {
    let says_so = tree.element(table).is_some_and(|table| table.marks.layout);
    let rows = rows(tree, table);
    let cells = |row| {
        tree.children(row)
            .filter(|cell| matches!(tree.name(*cell), "td" | "th"))
    };
    says_so
        || rows.iter().all(|(row, _)| cells(*row).count() <= 1)
        || (rows.iter()).any(|(row, _)| cells(*row).any(|cell| holds_blocks(tree, cell)))
}

/// The rows of a table and its caption, each with its line, in the order of the page.
pub fn rows(tree: &Tree, table: Id) -> Vec<(Id, u32)> {
    let mut rows = Vec::new();
    for child in tree.children(table) {
        match tree.name(child) {
            "tr" | "caption" => rows.push(child),
            "thead" | "tbody" | "tfoot" => {
                rows.extend(tree.children(child).filter(|row| tree.name(*row) == "tr"));
            }
            _ => {}
        }
    }
    rows.into_iter()
        .filter_map(|row| Some((row, tree.node(row)?.line)))
        .collect()
}

/// Whether a row is the head of its table: every one of its cells says that it heads something.
pub fn is_head(tree: &Tree, row: Id) -> bool {
    let mut cells = tree
        .children(row)
        .map(|cell| tree.name(cell))
        .filter(|name| matches!(*name, "td" | "th"));
    cells.all(|name| name == "th")
}

/// Whether a cell holds more than one text.
fn holds_blocks(tree: &Tree, cell: Id) -> bool {
    let mut paragraphs = 0;
    let mut open: Vec<Id> = tree.children(cell).collect();
    while let Some(id) = open.pop() {
        match tree.name(id) {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "li" | "dl" | "table" => {
                return true;
            }
            "p" => paragraphs += 1,
            _ => {}
        }
        open.extend(tree.children(id));
    }
    paragraphs > 1
}

//! What stands in the rows of a table: whole rows, or their cells that ask.

use super::{KnownBy, Section};
use crate::import::block::{Block, Kind};
use crate::import::headings::Subject;
use crate::import::text::spans;

impl Section {
    /// Of each row the cell that asks, where questions stand in a table; what is beside it is passed over.
    /// Else the whole row: none of its cells says alone what it is.
    pub(super) fn take_cells(&mut self, rows: Vec<Block>) {
        let asks =
            self.subject == Subject::Questions && rows.iter().any(|row| row.text().contains('?'));
        let is_head = |at: usize, row: &Block| {
            // A row that asks is a question, however it is set.
            at == 0 && rows.len() > 1 && is_bold_alone(&rows) && !(asks && row.text().contains('?'))
        };
        for (at, row) in rows.iter().enumerate() {
            if is_head(at, row) {
                self.passed_over.push(row.clone());
            } else if !self.take_row(row, asks) {
                self.known_by = KnownBy::SomeRows;
            }
        }
    }

    /// Says whether there was something to take.
    pub(super) fn take_row(&mut self, row: &Block, asks: bool) -> bool {
        let text = row.text();
        let cells = text.split('\t').map(str::trim);
        let cells = cells.filter(|cell| !cell.is_empty() && !is_number(cell));
        let (asking, beside): (Vec<&str>, Vec<&str>) =
            cells.partition(|cell| !asks || cell.contains('?'));
        self.passed_over.extend(cell_block(row, &beside));
        let taken = cell_block(row, &asking);
        let is_taken = taken.is_some();
        self.entries.extend(taken);
        is_taken
    }
}

/// Whether the first row is bold and no other is: then it is the head, though the document does not say so.
fn is_bold_alone(rows: &[Block]) -> bool {
    let is_bold = |row: &Block| {
        let words = row.spans.iter().filter(|span| !span.text.trim().is_empty());
        words.clone().count() > 0 && words.into_iter().all(|span| span.bold)
    };
    let mut rows = rows.iter();
    rows.next().is_some_and(is_bold) && !rows.any(is_bold)
}

/// A block as it is read in a text, a row from cell to cell.
pub(super) fn read_on(block: Block) -> Block {
    if !matches!(block.kind, Kind::Row | Kind::HeadRow) {
        return block;
    }
    let text = block.text();
    let cells: Vec<&str> = text.split('\t').filter(|cell| !cell.is_empty()).collect();
    cell_block(&block, &cells).unwrap_or(block)
}

/// A row of which only these cells are left.
fn cell_block(row: &Block, cells: &[&str]) -> Option<Block> {
    let left = || Block {
        spans: spans(&cells.join(" – ")),
        ..row.clone()
    };
    (!cells.is_empty()).then(left)
}

/// A number alone counts items and is none.
pub(super) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use crate::import::headings::Subject;
    use crate::import::outline::KnownBy;
    use crate::import::outline::items::tests::{found, questions};

    const TABLE: &str =
        "| No | Ask | Of |\n| - | - | - |\n| 1 | Who knows? | All |\n| 2 | Who else? | |\n";

    #[test]
    fn the_questions_of_a_table_are_its_cells_that_ask() {
        let (items, rest, known_by) = questions(TABLE);
        assert_eq!(items, ["Who knows?", "Who else?"]);
        assert_eq!(rest, ["No\tAsk\tOf", "All"]);
        assert_eq!(known_by, KnownBy::Heading);
        let (items, rest, known_by) = questions(&format!("- When?\n\n{TABLE}"));
        assert_eq!(items, ["When?", "Who knows?", "Who else?"]);
        assert_eq!(rest, ["No\tAsk\tOf", "All"]);
        assert_eq!(known_by, KnownBy::BesideTable);
        let (items, rest, known_by) = questions(&format!("{TABLE}| 3 | Think of one. | |\n"));
        assert_eq!(items, ["Who knows?", "Who else?"]);
        assert_eq!(rest, ["No\tAsk\tOf", "All", "Think of one."]);
        assert_eq!(known_by, KnownBy::SomeRows);
    }

    #[test]
    fn a_row_of_another_table_is_read_from_cell_to_cell_and_its_head_is_no_row() {
        let rows = "| Theme | Learning |\n| - | - |\n| **Sharing** | Notes came late |\n";
        let (items, rest, _) = found(
            &format!("## Areas for development\n\n{rows}"),
            Subject::Development,
        );
        assert_eq!(items, ["Sharing – Notes came late"]);
        assert_eq!(rest, ["Theme\tLearning"]);
        let (texts, ..) = found(&format!("## Context\n\n{rows}"), Subject::Context);
        assert_eq!(texts, ["Theme – Learning", "Sharing – Notes came late"]);
    }

    #[test]
    fn a_first_row_that_asks_is_a_question_though_it_alone_is_bold() {
        use crate::import::format::Format;
        use crate::import::outline::Outline;
        let page = "<h2>Questions</h2><table><tr><td><b>1</b></td><td><b>Who tells?</b></td></tr><tr><td>2</td><td>When?</td></tr></table><h2>Findings</h2><table><tr><td><b>Theme</b></td><td><b>Learning</b></td></tr><tr><td>Sharing</td><td>Late</td></tr></table>";
        let blocks = Format::Html.read(page.as_bytes()).expect("blocks");
        let outline = Outline::of(&blocks);
        let items = |subject| -> Vec<String> {
            let section = outline.about(subject).next().expect("a section");
            section.entries.iter().map(super::Block::text).collect()
        };
        assert_eq!(items(Subject::Questions), ["Who tells?", "When?"]);
        assert_eq!(items(Subject::Development), ["Sharing – Late"]);
    }
}

//! Which of the blocks under a heading are the items of its list.

use std::iter::Peekable;
use std::vec::IntoIter;

use super::{KnownBy, Section};
use crate::import::block::{Block, Kind, Span};
use crate::import::headings::Subject;
use crate::import::text::spans;

impl Section {
    /// Tells the items of a list from what stands between them.
    pub(super) fn settle(&mut self) {
        let entries = std::mem::take(&mut self.entries);
        if !self.subject.is_list() {
            let (numbers, entries): (Vec<Block>, Vec<Block>) =
                entries.into_iter().partition(is_bare_number);
            self.passed_over = numbers;
            self.entries = entries.into_iter().map(read_on).collect();
            return;
        }
        if entries.iter().any(is_item) {
            self.take_items(entries);
        } else if entries.iter().any(is_row) {
            let (rows, rest) = entries.into_iter().partition(is_row);
            self.passed_over = rest;
            self.take_cells(rows);
        } else if self.known_by == KnownBy::PartOfHeading && !asks(self.subject, &entries) {
            // Words in a heading and no list below it: too little to go by.
            self.subject = Subject::Other;
            self.entries = entries;
        } else {
            let (rest, items): (Vec<Block>, Vec<Block>) = entries
                .into_iter()
                .partition(|block| is_bare_number(block) || is_lead_in(block));
            if !items.is_empty() {
                self.known_by = KnownBy::Paragraphs;
            }
            self.passed_over = rest;
            self.entries = run_on_list(items);
        }
    }

    /// The items, with the lists that some of them hold. A question between the items is one, though
    /// nothing marks it.
    fn take_items(&mut self, entries: Vec<Block>) {
        let mut entries = entries.into_iter().peekable();
        let mut is_led_to = false;
        while let Some(block) = entries.next() {
            match block.kind {
                Kind::Item(depth) => {
                    let under = deeper(&mut entries, depth);
                    self.take_nested(block, under);
                }
                Kind::Row => {
                    self.known_by = KnownBy::BesideTable;
                    self.take_row(&block, self.subject == Subject::Questions);
                }
                Kind::Paragraph if self.subject == Subject::Questions && asks_one(&block) => {
                    self.known_by = KnownBy::Paragraphs;
                    self.entries.push(block);
                }
                Kind::Paragraph if block.text().ends_with(':') => {
                    // One above the list says what it is; another leads to a part of it.
                    let is_above = !is_led_to && self.entries.is_empty();
                    is_led_to = true;
                    self.take_led_to(block, &mut entries);
                    if !is_above {
                        self.known_by = KnownBy::Nested;
                    }
                }
                _ => self.passed_over.push(block),
            }
        }
    }

    /// A line that leads to items. Where they are parts of its sentence they are one item with it.
    fn take_led_to(&mut self, stem: Block, entries: &mut Entries) {
        let led_to = std::iter::from_fn(|| entries.next_if(is_item));
        let led_to: Vec<Block> = led_to.collect();
        let are_parts = !led_to.is_empty()
            && led_to.iter().all(begins_small)
            && self.subject != Subject::Resources;
        // Where it leads to the whole list, that would be one question in all.
        let is_whole_list = self.entries.is_empty() && entries.peek().is_none();
        if are_parts {
            self.known_by = KnownBy::Nested;
        }
        if are_parts && !is_whole_list {
            self.entries.push(joined(stem, led_to));
            return;
        }
        self.passed_over.push(stem);
        let mut led_to = led_to.into_iter().peekable();
        while let Some(block) = led_to.next() {
            let depth = match block.kind {
                Kind::Item(depth) => depth,
                _ => 0,
            };
            let under = deeper(&mut led_to, depth);
            self.take_nested(block, under);
        }
    }

    /// An item and those under it. Where they are parts of one sentence, they are one item, as they are
    /// published under one number. Where the item only names what they are about, it is none itself.
    fn take_nested(&mut self, stem: Block, under: Vec<Block>) {
        let leads = stem.text().ends_with(':');
        let whole = match self.subject {
            Subject::Questions => under.iter().all(is_whole_question),
            Subject::Resources => true,
            _ => false,
        };
        let parts = if leads {
            !whole
        } else {
            under.iter().all(begins_small)
        };
        if under.is_empty() {
            self.entries.push(stem);
        } else if parts {
            self.known_by = KnownBy::Nested;
            self.entries.push(joined(stem, under));
        } else if leads {
            self.known_by = KnownBy::Nested;
            self.passed_over.push(stem);
            self.entries.extend(under);
        } else {
            self.entries.push(stem);
            self.entries.extend(under);
        }
    }

    /// Of each row the cell that asks, where questions stand in a table; what is beside it is passed over.
    /// Else the whole row: none of its cells says alone what it is.
    fn take_cells(&mut self, rows: Vec<Block>) {
        let asks =
            self.subject == Subject::Questions && rows.iter().any(|row| row.text().contains('?'));
        let is_head = |at: usize| at == 0 && rows.len() > 1 && is_bold_alone(&rows);
        for (at, row) in rows.iter().enumerate() {
            if is_head(at) {
                self.passed_over.push(row.clone());
            } else if !self.take_row(row, asks) {
                self.known_by = KnownBy::SomeRows;
            }
        }
    }

    /// Says whether there was something to take.
    fn take_row(&mut self, row: &Block, asks: bool) -> bool {
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
fn read_on(block: Block) -> Block {
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

type Entries = Peekable<IntoIter<Block>>;

/// The items that come next and lie deeper.
fn deeper(entries: &mut Entries, depth: u8) -> Vec<Block> {
    let lies_deeper = |next: &Block| matches!(next.kind, Kind::Item(next) if next > depth);
    std::iter::from_fn(|| entries.next_if(lies_deeper)).collect()
}

/// An item with the parts of its sentence behind it, word for word. A semicolon parts those that end
/// without a mark.
fn joined(mut stem: Block, parts: Vec<Block>) -> Block {
    for (number, part) in parts.into_iter().enumerate() {
        let last = stem.spans.last().map(|span| span.text.as_str());
        let ends_open = last.is_some_and(|text| text.ends_with(|c: char| c.is_alphanumeric()));
        let mark = if number > 0 && ends_open { "; " } else { " " };
        stem.spans.push(Span {
            text: mark.to_owned(),
            bold: part.spans.first().is_some_and(|span| span.bold),
        });
        stem.spans.extend(part.spans);
        stem.link = stem.link.or(part.link);
    }
    stem
}

fn is_item(block: &Block) -> bool {
    matches!(block.kind, Kind::Item(_))
}

fn is_row(block: &Block) -> bool {
    block.kind == Kind::Row
}

fn is_whole_question(block: &Block) -> bool {
    block.text().ends_with('?') && !begins_small(block)
}

fn begins_small(block: &Block) -> bool {
    let first = block.text().chars().find(|c| c.is_alphabetic());
    first.is_some_and(char::is_lowercase)
}

/// Whether one of the paragraphs is a question, where questions are looked for.
fn asks(subject: Subject, entries: &[Block]) -> bool {
    subject == Subject::Questions && entries.iter().any(asks_one)
}

fn asks_one(block: &Block) -> bool {
    block.text().ends_with('?')
}

/// "how we share; whether we listen; and who asks": one paragraph that is a list.
fn run_on_list(items: Vec<Block>) -> Vec<Block> {
    let [only] = items.as_slice() else {
        return items;
    };
    let text = only.text();
    let body = text.split_once(':').map_or(text.as_str(), |(_, body)| body);
    let parts: Vec<&str> = body
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.len() < 3 {
        return items;
    }
    parts
        .into_iter()
        .map(|part| Block {
            kind: Kind::Item(0),
            spans: spans(part.strip_prefix("and ").unwrap_or(part)),
            // Which of the parts it belongs to is not known here.
            link: None,
            at: only.at,
        })
        .collect()
}

fn is_bare_number(block: &Block) -> bool {
    is_number(&block.text())
}

/// A number alone counts items and is none.
fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_lead_in(block: &Block) -> bool {
    let text = block.text();
    text.ends_with(':') || matches!(block.kind, Kind::Heading(_) | Kind::HeadRow)
}

#[cfg(test)]
mod tests {
    use crate::import::format::Format;
    use crate::import::headings::Subject;
    use crate::import::outline::{KnownBy, Outline};

    /// The items of a part of a page in Markdown, what is passed over in it, and how it was known.
    fn found(page: &str, subject: Subject) -> (Vec<String>, Vec<String>, KnownBy) {
        let blocks = Format::Markdown.read(page.as_bytes()).expect("blocks");
        let outline = Outline::of(&blocks);
        let section = outline.about(subject).next().expect("a section");
        let texts = |blocks: &[super::Block]| blocks.iter().map(super::Block::text).collect();
        (
            texts(&section.entries),
            texts(&section.passed_over),
            section.known_by,
        )
    }

    fn questions(list: &str) -> (Vec<String>, Vec<String>, KnownBy) {
        found(&format!("## Questions\n\n{list}"), Subject::Questions)
    }

    #[test]
    fn a_question_in_parts_is_one_question() {
        for (list, text) in [
            (
                "- When did you ask:\n  - about the father\n  - about **sleep**\n",
                "When did you ask: about the father; about sleep",
            ),
            (
                "1. How do we know\n   - that visits happen;\n   - and that they help?\n",
                "How do we know that visits happen; and that they help?",
            ),
            (
                "- Who is at home?\n  - partners\n    - former ones\n  - lodgers\n",
                "Who is at home? partners; former ones; lodgers",
            ),
            (
                "- Do we ask:\n  - Who lives there\n  - Who visits\n",
                "Do we ask: Who lives there; Who visits",
            ),
        ] {
            let (items, rest, known_by) = questions(&format!("{list}- And then?\n"));
            assert_eq!(items, [text, "And then?"]);
            assert!(rest.is_empty(), "{rest:?}");
            assert_eq!(known_by, KnownBy::Nested);
        }
    }

    #[test]
    fn whole_questions_under_what_they_are_about_are_several() {
        let (items, rest, known_by) = questions("- Sharing:\n  - Who tells?\n  - When?\n");
        assert_eq!(items, ["Who tells?", "When?"]);
        assert_eq!(rest, ["Sharing:"]);
        assert_eq!(known_by, KnownBy::Nested);
        let (items, rest, known_by) = questions("- Who tells?\n  - When?\n");
        assert_eq!(items, ["Who tells?", "When?"]);
        assert!(rest.is_empty(), "{rest:?}");
        assert_eq!(known_by, KnownBy::Heading);
    }

    #[test]
    fn a_step_in_parts_is_one_step_and_a_list_of_resources_is_several() {
        let steps = "## What to do now\n\n- In your team:\n  - Read it.\n  - Ask for help.\n";
        let (items, ..) = found(steps, Subject::Steps);
        assert_eq!(items, ["In your team: Read it. Ask for help."]);
        let more = "## Resources\n\n- Others:\n  - [A](https://a.example)\n  - B\n";
        let (items, rest, _) = found(more, Subject::Resources);
        assert_eq!(items, ["A", "B"]);
        assert_eq!(rest, ["Others:"]);
    }

    #[test]
    fn a_line_that_leads_to_parts_of_its_sentence_is_one_question_with_them() {
        let (items, rest, known_by) = questions("Talk about these:\n\n- Who knows?\n- Who else?\n");
        assert_eq!(items, ["Who knows?", "Who else?"]);
        assert_eq!(rest, ["Talk about these:"]);
        assert_eq!(known_by, KnownBy::Heading);
        let (items, rest, known_by) =
            questions("- Who knows?\n\nWhen did you ask:\n\n- the child?\n- the school?\n");
        assert_eq!(
            items,
            ["Who knows?", "When did you ask: the child? the school?"]
        );
        assert!(rest.is_empty(), "{rest:?}");
        assert_eq!(known_by, KnownBy::Nested);
        let (items, rest, known_by) = questions("How do we:\n\n- share?\n- listen?\n");
        assert_eq!(items, ["share?", "listen?"]);
        assert_eq!(rest, ["How do we:"]);
        assert_eq!(known_by, KnownBy::Nested);
        let steps = "## Next steps\n\nWithin a month:\n\n- Read it.\n\nLater:\n\n- Look again.\n";
        let (items, rest, known_by) = found(steps, Subject::Steps);
        assert_eq!(items, ["Read it.", "Look again."]);
        assert_eq!(rest, ["Within a month:", "Later:"]);
        assert_eq!(known_by, KnownBy::Nested);
    }

    #[test]
    fn the_headings_of_a_text_may_be_numbered() {
        let text = "1. Background\n\nA family.\n\n2. Questions for reflection\n\n1. Who knows?\n2. What next?\n";
        let blocks = Format::Text.read(text.as_bytes()).expect("blocks");
        let outline = Outline::of(&blocks);
        let questions = outline.about(Subject::Questions).next().expect("questions");
        assert_eq!(questions.entries.len(), 2);
        assert!(outline.about(Subject::Introduction).next().is_some());
    }

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
}

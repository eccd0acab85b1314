//! Which of the blocks under a heading are the items of its list.

use std::iter::Peekable;
use std::vec::IntoIter;

use super::rows::{is_number, read_on};
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
                Kind::Item(_) => {
                    let under = deeper(&mut entries, depth(&block));
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
                    if !is_above && entries.peek().is_some_and(is_item) {
                        self.known_by = KnownBy::Nested;
                    }
                    self.take_led_to(block, &mut entries);
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
        self.take_under(led_to);
    }

    /// An item and those under it. Where they are parts of one sentence, they are one item, as they are
    /// published under one number. Where the item only names what they are about, it is none itself.
    fn take_nested(&mut self, stem: Block, under: Vec<Block>) {
        if under.is_empty() {
            self.entries.push(stem);
            return;
        }
        self.known_by = KnownBy::Nested;
        match self.role(&stem, &under) {
            Role::BeginsSentence => self.entries.push(joined(stem, under)),
            Role::NamesSubject => {
                self.passed_over.push(stem);
                self.take_under(under);
            }
            Role::StandsAlone => {
                self.entries.push(stem);
                self.take_under(under);
            }
        }
    }

    fn take_under(&mut self, under: Vec<Block>) {
        let mut under = under.into_iter().peekable();
        while let Some(block) = under.next() {
            let below = deeper(&mut under, depth(&block));
            self.take_nested(block, below);
        }
    }

    /// What an item is to those under it.
    fn role(&self, stem: &Block, under: &[Block]) -> Role {
        let top = under.first().map_or(0, depth);
        let direct = || under.iter().filter(|block| depth(block) <= top);
        let text = stem.text();
        let asks = self.subject == Subject::Questions;
        let leads = text.ends_with(':') || (asks && text.ends_with(char::is_alphanumeric));
        let are_parts = direct().all(begins_small);
        let are_whole = match self.subject {
            Subject::Questions => direct().all(is_whole_question),
            Subject::Steps => false,
            Subject::Resources => true,
            _ => !are_parts,
        };
        match (leads, are_whole) {
            (true, true) => Role::NamesSubject,
            (true, false) => Role::BeginsSentence,
            (false, _) if are_parts && self.subject != Subject::Resources => Role::BeginsSentence,
            (false, _) => Role::StandsAlone,
        }
    }
}

/// What an item is to those under it.
enum Role {
    /// They end its sentence.
    BeginsSentence,
    /// It says what they are about.
    NamesSubject,
    /// It is an item, and so are they.
    StandsAlone,
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
    for (number, mut part) in parts.into_iter().enumerate() {
        // The end of a recommendation in bold says what was done; a part that is bold as a whole is none.
        if part.spans.iter().all(|span| span.bold) {
            part.spans.iter_mut().for_each(|span| span.bold = false);
        }
        let last = stem.spans.last().map(|span| span.text.as_str());
        let ends_open = last.is_some_and(|text| text.ends_with(|c: char| c.is_alphanumeric()));
        let mark = if number > 0 && ends_open { "; " } else { " " };
        stem.spans.push(Span {
            text: mark.to_owned(),
            bold: false,
        });
        stem.spans.extend(part.spans);
        stem.link = stem.link.or(part.link);
    }
    stem
}

/// How deep an item lies.
fn depth(block: &Block) -> u8 {
    match block.kind {
        Kind::Item(depth) => depth,
        _ => 0,
    }
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

fn is_lead_in(block: &Block) -> bool {
    let text = block.text();
    text.ends_with(':') || matches!(block.kind, Kind::Heading(_) | Kind::HeadRow)
}

#[cfg(test)]
pub mod tests {
    use crate::import::format::Format;
    use crate::import::headings::Subject;
    use crate::import::outline::{KnownBy, Outline};

    /// The items of a part of a page in Markdown, what is passed over in it, and how it was known.
    pub fn found(page: &str, subject: Subject) -> (Vec<String>, Vec<String>, KnownBy) {
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

    pub fn questions(list: &str) -> (Vec<String>, Vec<String>, KnownBy) {
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
                "- How do we know\n  - that visits happen\n  - GPs are told\n",
                "How do we know that visits happen; GPs are told",
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
        assert_eq!(known_by, KnownBy::Nested);
        let (items, ..) =
            questions("- Topic:\n  - Who tells:\n    - parents\n    - school\n  - When?\n");
        assert_eq!(items, ["Topic: Who tells: parents; school; When?"]);
        let (items, rest, _) = questions("- Topic:\n  - Who tells?\n    - parents\n  - When?\n");
        assert_eq!(items, ["Who tells? parents", "When?"]);
        assert_eq!(rest, ["Topic:"]);
    }

    #[test]
    fn a_step_in_parts_is_one_step_and_a_list_of_resources_is_several() {
        let steps = "## What to do now\n\n- In your team:\n  - Read it.\n  - Ask for help.\n";
        let (items, ..) = found(steps, Subject::Steps);
        assert_eq!(items, ["In your team: Read it. Ask for help."]);
        let found_so = "## Findings\n\n- Sharing:\n  - The GP was not told.\n  - Notes came late.\n- We saw:\n  - delay\n  - **drift**\n";
        let (items, rest, _) = found(found_so, Subject::Development);
        assert_eq!(
            items,
            [
                "The GP was not told.",
                "Notes came late.",
                "We saw: delay; drift"
            ]
        );
        assert_eq!(rest, ["Sharing:"]);
        let advice = "## Recommendations\n\n- Agencies should:\n  - train\n  - **audit**\n";
        let blocks = Format::Markdown.read(advice.as_bytes()).expect("blocks");
        let outline = Outline::of(&blocks);
        let advice = outline.about(Subject::Recommendations).next();
        let item = &advice.expect("recommendations").entries[0];
        assert_eq!(item.text(), "Agencies should: train; audit");
        assert!(item.spans.iter().all(|span| !span.bold));
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
}

//! The text of one block, put together piece by piece: white space, weight, lines and bullet marks.

use super::block::{At, Block, Kind, Span};

/// How many lines of a block are told apart. Each costs memory; a list by hand has a dozen.
const MAX_LINES: usize = 10_000;

/// A block in the making. Text goes in as the document gives it and comes out as blocks with single
/// spaces, none at either end.
#[derive(Debug, Default)]
pub struct Runs {
    /// The lines that are finished by a line break.
    done: Vec<Line>,
    /// The line that is being written.
    line: Line,
}

/// One line: its text, and the gap that comes before whatever is written next.
#[derive(Debug, Default)]
struct Line {
    spans: Vec<Span>,
    gap: Option<Gap>,
    /// The address of its first link.
    link: Option<String>,
}

/// A gap between two words. It is written only when a word follows, so none is left at either end.
#[derive(Debug, Clone, Copy)]
struct Gap {
    /// How many cells end here; with none it is a space.
    cells: usize,
    bold: bool,
}

impl Runs {
    /// Adds text.
    pub fn text(&mut self, text: &str, bold: bool) {
        self.line.text(text, bold);
    }

    /// Adds text that may stand in a link, which leads to the address.
    pub fn linked(&mut self, text: &str, bold: bool, link: Option<&str>) {
        self.text(text, bold);
        if text.chars().any(|c| !c.is_whitespace() && !is_invisible(c)) {
            self.line.lead_to(link);
        }
    }

    /// Adds a space.
    pub fn space(&mut self) {
        let bold = self.line.ends_bold();
        self.line.gap(0, bold);
    }

    /// Ends a cell of a row.
    pub fn cell(&mut self) {
        let bold = self.line.ends_bold();
        self.line.gap(1, bold);
    }

    /// Ends a line.
    pub fn line_break(&mut self) {
        if self.done.len() >= MAX_LINES {
            self.space();
        } else if !self.line.is_empty() {
            self.done.push(std::mem::take(&mut self.line));
        }
    }

    /// Adds the text of a block that is finished.
    pub fn block(&mut self, block: &Block) {
        for span in &block.spans {
            self.text(&span.text, span.bold);
        }
        self.line.lead_to(block.link.as_deref());
    }

    /// Whether there is no text so far.
    pub fn is_empty(&self) -> bool {
        self.line.is_empty() && self.done.is_empty()
    }

    /// Ends the block and leaves nothing behind.
    ///
    /// It is one block of the given kind, or none when there is no text. A paragraph that is a list
    /// written by hand becomes its items.
    pub fn take(&mut self, kind: Kind, at: At) -> Vec<Block> {
        let mut lines = std::mem::take(&mut self.done);
        lines.push(std::mem::take(&mut self.line));
        let blocks = if kind == Kind::Paragraph {
            paragraph(lines, at)
        } else {
            vec![join(lines).block(kind, at)]
        };
        blocks
            .into_iter()
            .filter(|block| !block.spans.is_empty())
            .collect()
    }
}

impl Line {
    fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    fn ends_bold(&self) -> bool {
        self.spans.last().is_some_and(|span| span.bold)
    }

    fn lead_to(&mut self, link: Option<&str>) {
        if self.link.is_none() {
            self.link = link.map(str::to_owned);
        }
    }

    fn chars(&self) -> impl Iterator<Item = char> + '_ {
        self.spans.iter().flat_map(|span| span.text.chars())
    }

    fn text(&mut self, text: &str, bold: bool) {
        for c in text.chars() {
            if is_invisible(c) {
                continue;
            } else if c.is_whitespace() {
                self.gap(0, bold);
            } else {
                self.write_gap(bold);
                self.put(c, bold);
            }
        }
    }

    fn gap(&mut self, cells: usize, bold: bool) {
        let gap = self.gap.get_or_insert(Gap { cells: 0, bold });
        gap.cells += cells;
    }

    /// Writes the gap before a word of the given weight.
    fn write_gap(&mut self, next: bool) {
        let Some(gap) = self.gap.take() else { return };
        if self.is_empty() {
            return;
        }
        // A space between two words of one weight has that weight, so a bold space alone does not
        // cut a sentence into three spans.
        let bold = if self.ends_bold() == next {
            next
        } else {
            gap.bold
        };
        if gap.cells == 0 {
            self.put(' ', bold);
        }
        for _ in 0..gap.cells {
            self.put('\t', bold);
        }
    }

    fn put(&mut self, c: char, bold: bool) {
        match self.spans.last_mut() {
            Some(last) if last.bold == bold => last.text.push(c),
            _ => self.spans.push(Span {
                text: c.to_string(),
                bold,
            }),
        }
    }

    /// The line without its first character.
    fn without_first(self) -> Line {
        let mut line = Line {
            link: self.link,
            ..Line::default()
        };
        let mut skip = 1;
        for span in self.spans {
            let rest: String = span.text.chars().skip(skip).collect();
            line.text(&rest, span.bold);
            skip = 0;
        }
        line
    }

    fn block(self, kind: Kind, at: At) -> Block {
        Block {
            kind,
            spans: self.spans,
            link: self.link,
            at,
        }
    }
}

/// The blocks of a paragraph. Two or more neighbouring lines that begin with a mark are a list
/// written by hand, and so is a whole paragraph that begins with one; any other line break was made
/// for the look of the page.
fn paragraph(lines: Vec<Line>, at: At) -> Vec<Block> {
    let marked: Vec<bool> = lines.iter().map(has_mark).collect();
    if !marked.windows(2).any(|pair| pair.iter().all(|mark| *mark)) {
        return vec![item_or_paragraph(join(lines), at)];
    }
    let mut blocks = Vec::new();
    let mut plain = Vec::new();
    for (line, marked) in lines.into_iter().zip(marked) {
        if marked {
            blocks.push(join(std::mem::take(&mut plain)).block(Kind::Paragraph, at));
            blocks.push(item_or_paragraph(line, at));
        } else {
            plain.push(line);
        }
    }
    blocks.push(join(plain).block(Kind::Paragraph, at));
    blocks
}

fn item_or_paragraph(line: Line, at: At) -> Block {
    if has_mark(&line) {
        line.without_first().block(Kind::Item(0), at)
    } else {
        line.block(Kind::Paragraph, at)
    }
}

/// The lines as one, with a space between each two.
fn join(lines: Vec<Line>) -> Line {
    let mut lines = lines.into_iter();
    let mut joined = lines.next().unwrap_or_default();
    for line in lines {
        let bold = joined.ends_bold();
        joined.gap(0, bold);
        for span in line.spans {
            joined.text(&span.text, span.bold);
        }
        joined.lead_to(line.link.as_deref());
    }
    joined
}

/// Soft hyphens and characters of no width, which would only spoil a comparison of words.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{FEFF}')
}

/// Whether a line begins with the mark of a list item.
fn has_mark(line: &Line) -> bool {
    let mut chars = line.chars();
    let (Some(first), next) = (chars.next(), chars.next()) else {
        return false;
    };
    let spaced = next.is_some_and(char::is_whitespace);
    match first {
        // Bullets of the fonts Wingdings and Symbol, which mean nothing else.
        '\u{F0B7}' | '\u{F0A7}' | '\u{F0D8}' => true,
        // Glyphs that are only ever bullets may stand right before the word.
        '•' | '◦' | '▪' | '●' | '‣' => spaced || next.is_some_and(char::is_alphanumeric),
        '–' | '-' | '*' | 'o' | '·' | '■' | '○' | '➢' => spaced,
        // Any other glyph of a symbol font: a tick, an arrow.
        '\u{F000}'..='\u{F0FF}' => spaced,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(fill: impl FnOnce(&mut Runs)) -> Vec<(Kind, String)> {
        let mut runs = Runs::default();
        fill(&mut runs);
        runs.take(Kind::Paragraph, At::Line(1))
            .iter()
            .map(|block| (block.kind, block.text()))
            .collect()
    }

    fn lines(lines: &[&str]) -> Vec<(Kind, String)> {
        taken(|runs| {
            for line in lines {
                runs.text(line, false);
                runs.line_break();
            }
        })
    }

    fn item(text: &str) -> (Kind, String) {
        (Kind::Item(0), text.to_string())
    }

    fn plain(text: &str) -> (Kind, String) {
        (Kind::Paragraph, text.to_string())
    }

    #[test]
    fn white_space_is_single_and_the_ends_are_trimmed() {
        let text = " \u{a0}a\n\t b\u{ad}c\u{200b} (\u{a0}d) ";
        assert_eq!(lines(&[text]), [plain("a bc ( d)")]);
        assert_eq!(lines(&[" \u{a0}", "\u{feff}"]), []);
    }

    #[test]
    fn neighbouring_spans_of_one_weight_are_merged() {
        let mut runs = Runs::default();
        runs.text("one", false);
        runs.text(" ", true);
        runs.text("two ", false);
        runs.text("three", true);
        runs.text(" ", true);
        runs.text("four", true);
        let blocks = runs.take(Kind::Item(0), At::Line(1));
        let spans: Vec<_> = blocks
            .iter()
            .flat_map(|block| &block.spans)
            .map(|span| (span.text.as_str(), span.bold))
            .collect();
        assert_eq!(spans, [("one two ", false), ("three four", true)]);
        assert!(runs.is_empty());
    }

    #[test]
    fn a_block_leads_where_the_first_link_of_its_words_does() {
        let mut runs = Runs::default();
        runs.linked("\u{200b} ", false, Some("a"));
        runs.linked("one", true, None);
        runs.line_break();
        runs.linked("two", false, Some("b"));
        runs.linked("three", false, Some("c"));
        let blocks = runs.take(Kind::Paragraph, At::Line(1));
        assert_eq!(blocks.len(), 1);
        assert_eq!(blocks[0].link.as_deref(), Some("b"));
        runs.text("four", false);
        runs.block(&blocks[0]);
        let blocks = runs.take(Kind::Row, At::Line(1));
        assert_eq!(blocks[0].link.as_deref(), Some("b"));
    }

    #[test]
    fn each_item_of_a_list_by_hand_has_its_own_link() {
        let mut runs = Runs::default();
        for (text, link) in [
            ("Read", None),
            ("• one", Some("a")),
            ("• two", None),
            ("• three", Some("b")),
        ] {
            runs.linked(text, false, link);
            runs.line_break();
        }
        let blocks = runs.take(Kind::Paragraph, At::Line(1));
        let links: Vec<_> = blocks.iter().map(|block| block.link.as_deref()).collect();
        assert_eq!(links, [None, Some("a"), None, Some("b")]);
    }

    #[test]
    fn cells_are_parted_by_one_tab_each() {
        let row = taken(|runs| {
            for cell in ["", " a ", "", "b", ""] {
                runs.text(cell, false);
                runs.cell();
            }
        });
        assert_eq!(row, [plain("a\t\tb")]);
    }

    #[test]
    fn a_run_of_marked_lines_is_a_list() {
        assert_eq!(
            lines(&["Intro", "goes on", "• one", "•two", "End"]),
            [
                plain("Intro goes on"),
                item("one"),
                item("two"),
                plain("End")
            ]
        );
        assert_eq!(lines(&["Intro", "- one"]), [plain("Intro - one")]);
        assert_eq!(lines(&["10 am", "to 11 am"]), [plain("10 am to 11 am")]);
    }

    #[test]
    fn lines_without_end_are_one() {
        let found = lines(&["- x"; MAX_LINES + 5]);
        assert_eq!(found.len(), MAX_LINES + 1);
        assert_eq!(found.last(), Some(&item("x - x - x - x - x")));
    }

    #[test]
    fn a_mark_is_a_glyph_before_a_space() {
        for mark in ["•", "◦", "▪", "●", "‣", "–", "-", "*", "o", "\u{f0fc}"] {
            assert_eq!(lines(&[&format!("{mark}\t x y")]), [item("x y")]);
        }
        assert_eq!(lines(&["\u{f0b7}x"]), [item("x")]);
        for text in ["-5 degrees", "*note", "over", "-", "— a name", "••"] {
            assert_eq!(lines(&[text]), [plain(text)]);
        }
        assert_eq!(lines(&["\u{f0b7}"]), []);
    }
}

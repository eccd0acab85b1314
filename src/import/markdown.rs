//! Markdown to blocks. The only place that knows pulldown-cmark.

use super::address;
use super::block::{At, Block, Kind, Span};
use super::text::{emphasised, tidy};
use crate::model::spacing::in_single_spaces;
use pulldown_cmark::{Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd};

/// Reads Markdown (CommonMark, with tables and a metadata block at the top).
///
/// # Errors
/// None so far; every format's reader has the same shape.
pub fn read(text: &str) -> Result<Vec<Block>, String> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let text = &with_whole_targets(text);
    let mut reader = Reader {
        source: text,
        lines: Lines::of(text),
        blocks: Vec::new(),
        open: Vec::new(),
        bold: 0,
        link: None,
        lists: 0,
        passed_over: 0,
    };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.take(event, range.start);
    }
    Ok(reader.blocks)
}

/// A space in the target of a link ends it in CommonMark, and the link is none. People copy names of files so, and
/// other programs follow them.
fn with_whole_targets(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut pieces = text.split("](");
    let mut before = pieces.next().unwrap_or_default();
    whole.push_str(before);
    for piece in pieces {
        whole.push_str("](");
        let target = piece.split_once(')').map(|(target, _)| target);
        let target = target.filter(|_| ends_in_a_label(before));
        before = piece;
        let is_cut = |target: &&str| {
            let start = target.trim_start();
            let is_address = start.starts_with("http://") || start.starts_with("https://");
            is_address && !target.contains(['"', '\'', '\n', '<', '>'])
        };
        match target.filter(is_cut) {
            Some(target) => {
                whole.push_str(&target.trim().replace(' ', "%20"));
                whole.extend(piece.get(target.len()..));
            }
            None => whole.push_str(piece),
        }
    }
    whole
}

/// Whether a text ends within the label of a link: behind a bracket that is not escaped, and in no code.
fn ends_in_a_label(text: &str) -> bool {
    let line = text.rsplit('\n').next().unwrap_or_default();
    let opened = line.rsplit_once('[').map(|(before, _)| before);
    opened.is_some_and(|before| !before.ends_with('\\'))
        && line.matches('`').count().is_multiple_of(2)
}

struct Reader<'s> {
    source: &'s str,
    lines: Lines,
    blocks: Vec<Block>,
    /// Blocks that are being read; an item may hold another list.
    open: Vec<Block>,
    bold: usize,
    /// Where the link leads that is being read.
    link: Option<String>,
    lists: u8,
    /// Inside how many things that are no text: code, metadata, HTML.
    passed_over: usize,
}

impl Reader<'_> {
    fn take(&mut self, event: Event<'_>, start: usize) {
        match event {
            Event::Start(tag) => self.start(&tag, start),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.passed_over == 0 => {
                self.text(&self.escaped(&text, start), start)
            }
            Event::Code(text) if self.passed_over == 0 => self.text(&text, start),
            Event::SoftBreak | Event::HardBreak => self.text(" ", start),
            _ => {}
        }
    }

    /// The text, with a star that was escaped told from one that was not.
    fn escaped(&self, text: &str, start: usize) -> String {
        let is_escaped = self
            .source
            .get(..start)
            .is_some_and(|before| before.ends_with('\\'));
        match text.strip_prefix('*') {
            Some(rest) if is_escaped => format!("{STAR}{rest}"),
            _ => text.to_owned(),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, start: usize) {
        match tag {
            Tag::Heading { level, .. } => self.begin(Kind::Heading(number(*level)), start),
            Tag::Item => self.begin(Kind::Item(self.lists.saturating_sub(1)), start),
            // A paragraph inside an item is the item's.
            Tag::Paragraph if self.open.is_empty() => self.begin(Kind::Paragraph, start),
            Tag::Paragraph => self.text(" ", start),
            Tag::TableRow => self.begin(Kind::Row, start),
            Tag::TableHead => self.begin(Kind::HeadRow, start),
            Tag::List(_) => {
                // The item's own text comes before the list inside it.
                self.finish();
                self.lists = self.lists.saturating_add(1);
            }
            Tag::Strong => self.bold += 1,
            Tag::Link { dest_url, .. } => self.link = address::target(dest_url),
            Tag::CodeBlock(_) | Tag::MetadataBlock(MetadataBlockKind::YamlStyle) => {
                self.passed_over += 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead => {
                self.finish();
            }
            TagEnd::Paragraph
                if self
                    .open
                    .last()
                    .is_some_and(|open| open.kind == Kind::Paragraph) =>
            {
                self.finish();
            }
            TagEnd::TableCell => self.text("\t", 0),
            TagEnd::List(_) => self.lists = self.lists.saturating_sub(1),
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Link => self.link = None,
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => {
                self.passed_over = self.passed_over.saturating_sub(1);
            }
            _ => {}
        }
    }

    fn begin(&mut self, kind: Kind, start: usize) {
        let at = At::Line(self.lines.number(start));
        self.open.push(Block {
            kind,
            spans: Vec::new(),
            link: None,
            at,
        });
    }

    fn text(&mut self, text: &str, start: usize) {
        let bold = self.bold > 0;
        if self.open.is_empty() && !text.trim().is_empty() {
            self.begin(Kind::Paragraph, start);
        }
        if let Some(open) = self.open.last_mut() {
            open.spans.push(Span {
                text: text.to_owned(),
                bold,
            });
            if open.link.is_none() && !text.trim().is_empty() {
                open.link = self.link.clone();
            }
        }
    }

    fn finish(&mut self) {
        let Some(mut block) = self.open.pop() else {
            return;
        };
        block.spans = if matches!(block.kind, Kind::Row | Kind::HeadRow) {
            row(block.spans)
        } else {
            stars_again(mended(block.spans))
        };
        if !block.spans.is_empty() {
            self.blocks.push(block);
        }
    }
}

/// A `**` that the grammar could not pair is still emphasis, and no part of the text.
pub fn mended(found: Vec<Span>) -> Vec<Span> {
    let found = tidy(found);
    if !found.iter().any(|span| span.text.contains("**")) {
        return found;
    }
    let marked: String = found
        .into_iter()
        .map(|span| {
            if span.bold {
                format!("**{}**", span.text)
            } else {
                span.text
            }
        })
        .collect();
    tidy(emphasised(&marked))
}

/// Stands for a star that was escaped, and so is one, until the emphasis has been read.
const STAR: char = '\u{e000}';

fn stars_again(spans: Vec<Span>) -> Vec<Span> {
    let again = |span: Span| Span {
        text: span.text.replace(STAR, "*"),
        ..span
    };
    spans.into_iter().map(again).collect()
}

/// The cells of a row, with a tab between them.
fn row(found: Vec<Span>) -> Vec<Span> {
    let text: String = found.iter().map(|span| span.text.as_str()).collect();
    let cells: Vec<String> = text.split('\t').map(in_single_spaces).collect();
    let text = cells.join("\t").trim_end().to_owned();
    if text.is_empty() {
        return Vec::new();
    }
    vec![Span { text, bold: false }]
}

fn number(level: HeadingLevel) -> u8 {
    level as u8
}

/// Where the lines of a text begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Self {
        let after = text.match_indices('\n').map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(after).collect())
    }

    fn number(&self, at: usize) -> u32 {
        u32::try_from(self.0.partition_point(|start| *start <= at)).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_gives_headings_items_rows_and_their_lines() {
        let text = "---\ntitle: x\n---\n\n# One\n\nA paragraph\nin two lines.\n\n- a **b** c\n  - nested \\(d\\)\n- Label:** text\n\n1. e [f](#)\n\n| g | h |\n| - | - |\n| i | j |\n";
        let blocks = read(text).expect("blocks");
        let found: Vec<_> = blocks.iter().map(|b| (b.kind, b.text(), b.at)).collect();
        let expected = [
            (Kind::Heading(1), "One", 5),
            (Kind::Paragraph, "A paragraph in two lines.", 7),
            (Kind::Item(0), "a b c", 10),
            (Kind::Item(1), "nested (d)", 11),
            (Kind::Item(0), "Label: text", 12),
            (Kind::Item(0), "e f", 14),
            (Kind::HeadRow, "g\th", 16),
            (Kind::Row, "i\tj", 18),
        ]
        .map(|(kind, text, line)| (kind, text.to_owned(), At::Line(line)));
        assert_eq!(found, expected);
        let bold: Vec<_> = blocks[4].spans.iter().filter(|span| span.bold).collect();
        assert_eq!(bold.len(), 1);
        assert_eq!(bold[0].text, "Label:");
    }

    #[test]
    fn a_block_leads_where_its_first_real_link_does() {
        let text = "- [a **b**](https://a.example/x_(y)?z=1&w=2 \"title\") and [c](http://c.example)\n- [d](#) [e](HTTPS://e.example)\n- [f][one]\n- <https://g.example/>\n- [](https://h.example) h\n- [i](javascript:i) ![j](https://j.example/j.png)\n  - [k](</k l>)\n- <m@n.example>\n\n| o | p |\n| - | - |\n| q | [r](https://r.example) |\n\n[one]: https://f.example\n";
        let links: Vec<_> = read(text)
            .expect("blocks")
            .into_iter()
            .map(|block| block.link)
            .collect();
        let expected = [
            Some("https://a.example/x_(y)?z=1&w=2"),
            Some("https://e.example"),
            Some("https://f.example"),
            Some("https://g.example/"),
            None,
            None,
            None,
            None,
            None,
            Some("https://r.example"),
        ];
        assert_eq!(links, expected.map(|link| link.map(str::to_owned)));
    }

    #[test]
    fn a_space_in_the_target_of_a_link_does_not_end_it() {
        let text = "- [a](https://a.example/b c.pdf) and [d](https://a.example/e)\n- [f](https://a.example/g h \"i\")\n- [j](k l)\n- `[m](https://a.example/n o)` \\[p](https://a.example/q r)\n- [s]( https://a.example/t u )\n";
        let blocks = read(text).expect("blocks");
        let found: Vec<(String, Option<&str>)> = blocks
            .iter()
            .map(|block| (block.text(), block.link.as_deref()))
            .collect();
        assert_eq!(
            found[0],
            ("a and d".into(), Some("https://a.example/b%20c.pdf"))
        );
        assert_eq!(found[1].1, None);
        assert_eq!(found[2], ("[j](k l)".into(), None));
        assert_eq!(
            found[3].0,
            "[m](https://a.example/n o) [p](https://a.example/q r)"
        );
        assert_eq!(found[4], ("s".into(), Some("https://a.example/t%20u")));
    }
}

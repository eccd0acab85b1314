//! Reads a PDF: its letters by their places, put into lines, columns and blocks.

mod cmap;
mod columns;
mod content;
mod drawing;
mod encoding;
mod flow;
mod font;
mod heads;
mod line;
mod links;
mod marks;
mod matrix;
mod mend;
mod page;
mod text;
mod widths;

#[cfg(test)]
mod tests;

use lopdf::{Document, Error, LoadOptions};

use super::block::{At, Block, Kind, Span};
use flow::{Draft, Shape};
use line::{Char, Line, Piece};
use links::Addresses;
use page::Usual;

/// The most pages that are read.
const MOST_PAGES: usize = 300;
/// The most that one packed part of the file may become.
const LARGEST_PART: usize = 64 << 20;
/// Words of the longest heading; more in large letters is an opening paragraph.
const LONGEST_HEADING: usize = 30;

/// Reads the blocks of a PDF in reading order.
///
/// # Errors
///
/// One clause that says why there is nothing to read, for the person who chose the file.
pub fn read(bytes: &[u8]) -> Result<Vec<Block>, String> {
    let doc = open(bytes)?;
    let ids: Vec<_> = doc.page_iter().take(100_000).collect();
    if ids.len() > MOST_PAGES {
        return Err(format!(
            "it has {} pages, and a briefing has a few; cut out the pages of one review first",
            ids.len()
        ));
    }
    let mut reader = content::Reader::new(&doc);
    let mut unknown = 0;
    let mut pages: Vec<(Vec<Piece>, f32)> = Vec::new();
    for id in ids {
        let drawn = reader.page(id);
        unknown += drawn.unknown;
        pages.push((line::pieces(&drawn), drawn.height));
    }
    let letters: usize = pages
        .iter()
        .flat_map(|(pieces, _)| pieces)
        .map(|p| p.chars.len())
        .sum();
    if unknown > letters {
        return Err(
            "its letters are stored as shapes only; ask the publisher for another copy, or run \
             text recognition first"
                .to_owned(),
        );
    }
    let addresses = reader.addresses;
    drop(doc);
    let blocks = blocks(pages, &addresses);
    if blocks.is_empty() {
        return Err(
            "its pages are pictures without text (a scan); ask the publisher for the text, or \
             run text recognition first"
                .to_owned(),
        );
    }
    Ok(blocks)
}

fn open(bytes: &[u8]) -> Result<Document, String> {
    let start = bytes.get(..1024).unwrap_or(bytes);
    if !start.windows(5).any(|window| window == b"%PDF-") {
        return Err("it is not a PDF".to_owned());
    }
    let options = LoadOptions::with_max_decompressed_size(LARGEST_PART);
    let protected = "it is protected with a password; save a copy without one";
    match Document::load_mem_with_options(bytes, options) {
        Ok(doc) if doc.is_encrypted() => Err(protected.to_owned()),
        Ok(doc) => Ok(doc),
        Err(Error::InvalidPassword | Error::Decryption(_)) => Err(protected.to_owned()),
        Err(_) => Err("it is a damaged PDF; ask for another copy".to_owned()),
    }
}

fn blocks(mut pages: Vec<(Vec<Piece>, f32)>, addresses: &Addresses) -> Vec<Block> {
    heads::drop_heads(&mut pages);
    let mut edges: Vec<f32> = Vec::new();
    for (pieces, _) in &pages {
        for x in columns::edges(pieces, &edges) {
            if !edges.iter().any(|known| (known - x).abs() < 4.0) {
                edges.push(x);
            }
        }
    }
    let mut lines: Vec<Line> = Vec::new();
    for (number, (pieces, _)) in (1_u32..).zip(pages) {
        for region in columns::order(pieces, &edges) {
            lines.extend(line::lines(region.pieces, number, region.column));
        }
    }
    let usual = Usual::of(&lines);
    let words = mend::Words::of(&lines);
    let mut drafts = flow::drafts(lines, &usual, &words);
    unmarked_items(&mut drafts, &usual);
    let sizes = heading_sizes(&drafts);
    drafts
        .into_iter()
        .filter_map(|draft| finish(&draft, &sizes, addresses))
        .collect()
}

/// Paragraphs that stand in, one below the other, are a list whose marks the file does not hold,
/// unless paragraphs of this document begin so far in.
fn unmarked_items(drafts: &mut [Draft], usual: &Usual) {
    let place = |draft: &Draft| (draft.first.x0 - usual.left(draft.first.column)) / usual.size;
    let begins: Vec<f32> = drafts
        .iter()
        .filter(|draft| draft.begins_in())
        .map(place)
        .collect();
    let inward = |draft: &Draft| {
        let x = place(draft);
        let usual = begins.iter().any(|begin| (begin - x).abs() < 0.3);
        (draft.shape == Shape::Paragraph && (1.0..5.0).contains(&x) && !usual).then_some(x)
    };
    let found: Vec<Option<f32>> = drafts.iter().map(inward).collect();
    for (place, draft) in drafts.iter_mut().enumerate() {
        let beside = [place.checked_sub(1), place.checked_add(1)];
        let mut beside = beside
            .into_iter()
            .flatten()
            .filter_map(|place| *found.get(place)?);
        let Some(x) = found.get(place).copied().flatten() else {
            continue;
        };
        if beside.any(|other| (other - x).abs() < 0.3) {
            draft.shape = Shape::Item(0);
        }
    }
}

fn is_heading(draft: &Draft) -> bool {
    let words = draft.chars.iter().filter(|c| c.c() == ' ').count() + 1;
    draft.shape == Shape::Heading && words <= LONGEST_HEADING
}

/// The sizes of headings, the largest first.
fn heading_sizes(drafts: &[Draft]) -> Vec<i32> {
    let headings = drafts.iter().filter(|draft| is_heading(draft));
    let mut sizes: Vec<i32> = headings
        .map(|draft| half_points(draft.first.size))
        .collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    sizes.dedup();
    sizes
}

fn half_points(size: f32) -> i32 {
    (size * 2.0).round() as i32
}

fn finish(draft: &Draft, sizes: &[i32], addresses: &Addresses) -> Option<Block> {
    let kind = match draft.shape {
        Shape::Heading if is_heading(draft) => {
            let place = sizes
                .iter()
                .position(|size| *size == half_points(draft.first.size));
            Kind::Heading(place.map_or(1, |place| place.min(5) as u8 + 1))
        }
        Shape::Heading | Shape::Paragraph => Kind::Paragraph,
        Shape::Item(depth) => Kind::Item(depth),
        Shape::Row => Kind::Row,
    };
    let spans = spans(&draft.chars);
    let said = spans
        .iter()
        .any(|span| span.text.chars().any(char::is_alphanumeric));
    let link = draft.chars.iter().find_map(|c| c.link());
    let link = link.and_then(|link| addresses.get(link));
    said.then_some(Block {
        kind,
        spans,
        link: link.map(str::to_owned),
        at: At::Page(draft.first.page),
    })
}

/// The characters as runs, with single spaces and what is not seen left out.
fn spans(chars: &[Char]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut space: Option<char> = None;
    for c in chars {
        if c.c() == '\t' || (c.c().is_whitespace() && space.is_none()) {
            space = Some(if c.c() == '\t' { '\t' } else { ' ' });
        }
        if c.c().is_whitespace() || mend::hidden(c.c()) {
            continue;
        }
        let gap = space.take().filter(|_| !spans.is_empty());
        if let (Some(gap), Some(last)) = (gap, spans.last_mut()) {
            last.text.push(gap);
        }
        if spans.last().is_none_or(|last| last.bold != c.bold()) {
            spans.push(Span {
                text: String::new(),
                bold: c.bold(),
            });
        }
        if let Some(last) = spans.last_mut() {
            match mend::shown(c.c()) {
                "" => last.text.push(c.c()),
                letters => last.text.push_str(letters),
            }
        }
    }
    spans
}

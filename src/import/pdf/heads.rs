//! Running heads, running feet and page numbers, which are no part of the text.

use std::collections::{BTreeSet, HashMap};

use super::line::Piece;

/// The part of the page's height, at its top and at its bottom, in which they stand.
const MARGIN: f32 = 0.15;
/// On so many pages the same text at the same height is a running head.
const PAGES: usize = 3;

/// Drops them from all pages; each page comes with its height.
pub fn drop_heads(pages: &mut [(Vec<Piece>, f32)]) {
    let mut seen: HashMap<(String, i32), BTreeSet<usize>> = HashMap::new();
    for (number, (pieces, height)) in pages.iter().enumerate() {
        for piece in pieces.iter().filter(|piece| in_margin(piece, *height)) {
            let key = (plain(piece), rounded(piece));
            seen.entry(key).or_default().insert(number);
        }
    }
    let outermost = if pages.len() == 2 {
        shared(pages)
    } else {
        Vec::new()
    };
    let repeated = |piece: &Piece| {
        let text = plain(piece);
        let levels = [-1, 0, 1].map(|level| (text.clone(), rounded(piece) + level));
        let pages: BTreeSet<usize> = levels
            .iter()
            .filter_map(|key| seen.get(key))
            .flatten()
            .copied()
            .collect();
        pages.len() >= PAGES || outermost.contains(&(piece.text(), rounded(piece)))
    };
    for (pieces, height) in pages.iter_mut() {
        pieces.retain(|piece| !(in_margin(piece, *height) && repeated(piece)));
        drop_number(pieces, *height);
    }
}

/// What stands first or last on both of two pages, in the very same words at the same height.
fn shared(pages: &[(Vec<Piece>, f32)]) -> Vec<(String, i32)> {
    let mut edges = pages.iter().map(|(pieces, height)| {
        let ys = || pieces.iter().map(|piece| piece.y);
        let (top, bottom) = (ys().fold(f32::MIN, f32::max), ys().fold(f32::MAX, f32::min));
        let edge = |piece: &&Piece| (piece.y - top).abs() < 2.0 || (piece.y - bottom).abs() < 2.0;
        let heads = pieces.iter().filter(edge);
        heads
            .filter(|piece| in_margin(piece, *height))
            .map(|piece| (piece.text(), rounded(piece)))
            .collect::<Vec<_>>()
    });
    let (Some(mut first), Some(second)) = (edges.next(), edges.next()) else {
        return Vec::new();
    };
    first.retain(|head| second.contains(head));
    first
}

fn in_margin(piece: &Piece, height: f32) -> bool {
    // A bullet is no head, though it may stand at the same height on many pages.
    let said = piece.chars.iter().any(|c| c.c().is_alphanumeric());
    said && (piece.y > height * (1.0 - MARGIN) || piece.y < height * MARGIN)
}

fn rounded(piece: &Piece) -> i32 {
    (piece.y / 3.0).round() as i32
}

/// The text with every number alike.
fn plain(piece: &Piece) -> String {
    let mut text = String::new();
    for c in piece.text().chars() {
        let c = if c.is_ascii_digit() { '#' } else { c };
        if !(c == '#' && text.ends_with('#')) {
            text.push(c);
        }
    }
    text
}

/// Drops a bare number that is the first or the last thing on its page, apart from the text.
fn drop_number(pieces: &mut Vec<Piece>, height: f32) {
    let top = pieces.iter().map(|piece| piece.y).fold(f32::MIN, f32::max);
    let bottom = pieces.iter().map(|piece| piece.y).fold(f32::MAX, f32::min);
    for edge in [top, bottom] {
        let level = |piece: &&Piece| (piece.y - edge).abs() < 2.0;
        let number = |p: &Piece| in_margin(p, height) && is_number(&p.text());
        let apart = |p: &Piece| (p.y - edge).abs() < 2.0 || (p.y - edge).abs() > p.size * 1.8;
        let mut row = pieces.iter().filter(level).peekable();
        if row.peek().is_some() && row.all(number) && pieces.iter().all(apart) {
            pieces.retain(|piece| !level(&piece));
        }
    }
}

/// `3`, `- 3 -`, `Page 3`, `3 / 9`, `Page 3 of 9`.
fn is_number(text: &str) -> bool {
    let text = text.to_lowercase();
    let words = text
        .split([' ', '-', '–', '—', '/', '|', '.'])
        .filter(|word| !word.is_empty());
    let mut numbers = 0;
    for word in words {
        match word {
            "page" | "of" => {}
            word if word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit()) => {
                numbers += 1
            }
            _ => return false,
        }
    }
    (1..=2).contains(&numbers)
}

//! The order in which the pieces of a page are read: column by column.

use super::line::{Column, Piece};

/// Letters that the pieces of a column have on average; the cells of a table have fewer.
const PROSE: usize = 15;

/// Points between two columns at least.
const NARROWEST: usize = 5;

/// Points that a column is wide at least; the text of a list begins less far in.
const SLIMMEST: f32 = 72.0;

/// A part of a page that is read from top to bottom.
#[derive(Debug)]
pub struct Region {
    pub pieces: Vec<Piece>,
    pub column: Column,
}

/// The parts of a page in reading order. `known` are left edges of columns on other pages.
pub fn order(pieces: Vec<Piece>, known: &[f32]) -> Vec<Region> {
    let mut regions = Vec::new();
    let column = Column {
        low: 0.0,
        high: f32::MAX,
    };
    let title = title(&pieces);
    let (title, text): (Vec<Piece>, Vec<Piece>) =
        pieces.into_iter().partition(|piece| piece.y >= title);
    if !title.is_empty() {
        let pieces = title;
        regions.push(Region { pieces, column });
    }
    split(text, known, column, 0, &mut regions);
    regions
}

/// The lowest line of the title: lines in large letters that stand above all else, in the middle of the
/// page. A title may be as narrow as the column below it.
fn title(pieces: &[Piece]) -> f32 {
    let mut sorted: Vec<&Piece> = pieces.iter().collect();
    sorted.sort_by(|a, b| b.y.total_cmp(&a.y));
    let left = pieces.iter().map(|piece| piece.x0).fold(f32::MAX, f32::min);
    let right = pieces.iter().map(|piece| piece.x1).fold(0.0, f32::max);
    let least = size(pieces) * 1.25;
    let mut lowest = f32::MAX;
    let mut below = sorted.iter().skip(1);
    for piece in &sorted {
        let alone = below
            .next()
            .is_some_and(|next| piece.y - next.y > piece.size);
        let middle = ((piece.x0 - left) - (right - piece.x1)).abs() < piece.size * 2.0;
        if piece.size < least || !alone || !middle {
            break;
        }
        lowest = piece.y;
    }
    lowest
}

/// The size of most letters.
fn size(pieces: &[Piece]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = pieces
        .iter()
        .map(|piece| (piece.size, piece.chars.len()))
        .collect();
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let most = sizes
        .chunk_by(|a, b| b.0 - a.0 < 0.25)
        .max_by_key(|same| same.iter().map(|(_, letters)| letters).sum::<usize>());
    most.and_then(|same| same.last())
        .map_or(f32::MAX, |(size, _)| *size)
}

/// Where the columns of a page begin, apart from the first, if it clearly has several.
pub fn edges(pieces: &[Piece], known: &[f32]) -> Vec<f32> {
    order(pieces.to_vec(), known)
        .iter()
        .map(|region| region.column.low)
        .filter(|low| *low > 0.0)
        .collect()
}

/// The stripe that most clearly parts two columns.
fn gutter(pieces: &[Piece]) -> Option<Gutter> {
    let mut sorted: Vec<&Piece> = pieces.iter().collect();
    sorted.sort_by(|a, b| b.y.total_cmp(&a.y));
    let scored = stripes(pieces)
        .into_iter()
        .map(|stripe| (score(&sorted, stripe.end), stripe));
    scored
        .filter(|(score, _)| *score >= 4)
        .max_by_key(|(score, _)| *score)
        .map(|(_, stripe)| stripe)
}

/// A stripe between two columns.
#[derive(Debug, Clone, Copy)]
struct Gutter {
    start: f32,
    /// Where the second column begins.
    end: f32,
}

impl Gutter {
    /// The left edge of the second column: that of another page if it lies in this stripe, so that
    /// the columns of all pages can be compared.
    fn edge(&self, known: &[f32]) -> f32 {
        let within = known
            .iter()
            .filter(|at| **at > self.start && **at < self.end + 2.0);
        within.copied().fold(self.end, f32::min)
    }
}

/// Upright stripes that fewer lines cross than stand on either side. Lines that run across the
/// page, as above its columns, cross every stripe alike.
fn stripes(pieces: &[Piece]) -> Vec<Gutter> {
    // Bullets stand in the stripe before their text.
    let text: Vec<&Piece> = pieces
        .iter()
        .filter(|piece| piece.chars.len() > 2)
        .collect();
    let width = text
        .iter()
        .map(|piece| piece.x1)
        .fold(0.0, f32::max)
        .min(5_000.0) as usize;
    let mut cover = vec![0_usize; width + 1];
    for piece in text {
        let from = piece.x0.max(0.0) as usize;
        let covered = cover.get_mut(from..=(piece.x1.max(0.0) as usize).min(width));
        covered.into_iter().flatten().for_each(|count| *count += 1);
    }
    let mut stripes = Vec::new();
    let mut place = 0;
    let mut before = 0;
    for run in cover.chunk_by(|a, b| a == b) {
        let here = run.first().copied().unwrap_or(0);
        let end = place + run.len();
        let after = cover.get(end).copied().unwrap_or(0);
        if run.len() >= NARROWEST && before > here && after > here {
            stripes.push(Gutter {
                start: place as f32,
                end: end as f32,
            });
        }
        (place, before) = (end, here);
    }
    stripes
}

fn crosses(piece: &Piece, x: f32) -> bool {
    piece.x0 < x - 1.0 && piece.x1 > x - 1.0
}

/// How many lines of prose stand beside each other with `x` between them.
fn score(sorted: &[&Piece], x: f32) -> usize {
    sorted
        .split(|piece| crosses(piece, x))
        .map(|band| {
            let (left, right): (Vec<&Piece>, Vec<&Piece>) =
                band.iter().partition(|p| p.x0 < x - 1.0);
            let prose = is_prose(&left) && is_prose(&right);
            if prose {
                left.len().min(right.len())
            } else {
                0
            }
        })
        .filter(|lines| *lines >= 2)
        .sum()
}

fn is_prose(pieces: &[&Piece]) -> bool {
    // Bullets stand apart from their text and would pull the average down.
    let long = pieces.iter().filter(|piece| piece.chars.len() > 2);
    let letters: usize = long.clone().map(|piece| piece.chars.len()).sum();
    letters >= PROSE * long.count().max(1)
}

fn split(pieces: Vec<Piece>, known: &[f32], column: Column, depth: usize, out: &mut Vec<Region>) {
    let own = gutter(&pieces).map(|gutter| Gutter {
        end: gutter.edge(known),
        ..gutter
    });
    let other = || {
        let inside = |x: &f32| *x > column.low + SLIMMEST && *x < column.high - SLIMMEST;
        let mut known = known.iter().copied().filter(inside);
        known.find(|x| starts_at(&pieces, *x)).map(|x| Gutter {
            start: end_before(&pieces, x),
            end: x,
        })
    };
    let Some(Gutter { start, end: x }) = own.or_else(other).filter(|_| depth < 3) else {
        if !pieces.is_empty() {
            out.push(Region { pieces, column });
        }
        return;
    };
    let mut sorted = pieces;
    sorted.sort_by(|a, b| b.y.total_cmp(&a.y));
    let left_column = Column {
        low: column.low,
        high: x,
    };
    let right_column = Column {
        low: x,
        high: column.high,
    };
    // A bullet in the stripe belongs to the text on its right.
    let across = |piece: &Piece| piece.x0 < start && crosses(piece, x);
    for band in sorted.chunk_by(|a, b| across(a) == across(b)) {
        if band.first().is_some_and(across) {
            out.push(Region {
                pieces: band.to_vec(),
                column,
            });
            continue;
        }
        let (left, right): (Vec<Piece>, Vec<Piece>) =
            band.iter().cloned().partition(|piece| piece.x0 < start);
        split(left, known, left_column, depth + 1, out);
        split(right, known, right_column, depth + 1, out);
    }
}

/// Where the text before a column ends; bullets of the column stand between.
fn end_before(pieces: &[Piece], x: f32) -> f32 {
    let text = pieces.iter().filter(|piece| piece.chars.len() > 2);
    let ends = text.map(|piece| piece.x1).filter(|end| *end < x - 1.0);
    ends.max_by(f32::total_cmp).unwrap_or(x - 1.0)
}

/// Whether a column known from another page goes on here.
fn starts_at(pieces: &[Piece], x: f32) -> bool {
    let crossing = pieces.iter().filter(|piece| crosses(piece, x)).count();
    let starting = pieces
        .iter()
        .filter(|piece| (piece.x0 - x).abs() < 2.0)
        .count();
    starting > 0 && starting >= crossing
}

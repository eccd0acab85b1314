//! Letters put together: into pieces that stand close on one line, and pieces into lines.

use std::collections::HashMap;

use super::drawing::{Dot, Drawn, Glyph};
use super::links::Address;

/// A gap of this many font sizes ends a piece: more than a space, less than a gutter.
const PIECE_GAP: f32 = 1.2;
/// The same where a space was written: a narrow justified column stretches its spaces far.
const SPACED_GAP: f32 = 2.2;
/// A gap of this many font sizes within a line is one between the cells of a table.
const CELL_GAP: f32 = 1.4;

/// One character, as shown. All those of a document are held at once, so it is as small as can be: where
/// it ends is where the space after it begins, or its line ends.
#[derive(Debug, Clone, Copy)]
pub struct Char {
    /// The character in the lowest bits, then whether it is bold, then the number of its address.
    packed: u32,
    pub x0: f32,
}

impl Char {
    /// A `char` has no more bits than this.
    const BITS: u32 = 21;

    fn new(c: char, bold: bool, link: Option<Address>, x0: f32) -> Self {
        let link = link.map_or(0, Address::number);
        let packed = u32::from(c) | u32::from(bold) << Self::BITS | link << (Self::BITS + 1);
        Self { packed, x0 }
    }

    /// The character.
    pub fn c(self) -> char {
        char::from_u32(self.packed & ((1 << Self::BITS) - 1)).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// Whether it is bold.
    pub fn bold(self) -> bool {
        self.packed >> Self::BITS & 1 == 1
    }

    /// The address that it leads to.
    pub fn link(self) -> Option<Address> {
        Address::numbered(self.packed >> (Self::BITS + 1))
    }

    /// Another character in its place.
    pub fn with(self, c: char) -> Self {
        Self::new(c, self.bold(), self.link(), self.x0)
    }
}

/// Characters close together on one line.
#[derive(Debug, Clone)]
pub struct Piece {
    pub chars: Vec<Char>,
    pub x0: f32,
    pub x1: f32,
    pub y: f32,
    pub size: f32,
}

impl Piece {
    /// Its characters as text.
    pub fn text(&self) -> String {
        self.chars.iter().map(|c| c.c()).collect()
    }
}

/// The pieces of a page, in the order drawn.
pub fn pieces(drawn: &Drawn) -> Vec<Piece> {
    let spaced = has_spaces(&drawn.glyphs);
    let mut seen: HashMap<(i32, String), Vec<f32>> = HashMap::new();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut space = false;
    for glyph in &drawn.glyphs {
        if glyph.text.chars().all(char::is_whitespace) {
            space = true;
            continue;
        }
        if drawn_twice(&mut seen, glyph) {
            continue;
        }
        match pieces
            .last_mut()
            .filter(|piece| follows(piece, glyph, space))
        {
            Some(piece) => {
                if space || gap_is_space(piece, glyph, spaced) {
                    push_space(&mut piece.chars, piece.x1);
                }
                extend(piece, glyph);
            }
            None => pieces.push(begin(glyph)),
        }
        space = false;
    }
    pieces.extend(
        drawn
            .dots
            .iter()
            .filter_map(|dot| bullet(dot, &pieces))
            .collect::<Vec<_>>(),
    );
    // What grew letter by letter lies scattered; a copy is close together, and is held until the end.
    pieces.clone()
}

/// Whether the file writes its spaces as characters; some leave gaps instead.
fn has_spaces(glyphs: &[Glyph]) -> bool {
    let spaces = glyphs
        .iter()
        .filter(|glyph| glyph.text.contains([' ', '\u{A0}']))
        .count();
    spaces * 14 > glyphs.len()
}

/// Bold is sometimes made by drawing the same letter twice, a hair apart.
fn drawn_twice(seen: &mut HashMap<(i32, String), Vec<f32>>, glyph: &Glyph) -> bool {
    if glyph.text.contains('\u{AD}') {
        return false;
    }
    let places = seen
        .entry((glyph.y.round() as i32, glyph.text.clone()))
        .or_default();
    let twice = places
        .iter()
        .any(|x| (x - glyph.x0).abs() < glyph.size * 0.1);
    if places.len() < 400 {
        places.push(glyph.x0);
    }
    twice
}

fn follows(piece: &Piece, glyph: &Glyph, space: bool) -> bool {
    let size = piece.size.max(glyph.size);
    let gap = glyph.x0 - piece.x1;
    let apart = (glyph.y - piece.y).abs();
    // Raised and lowered figures are smaller and close.
    let small = piece.size.min(glyph.size) < size * 0.85;
    let level = apart < size * 0.12 || (small && apart < size * 0.5 && gap < size * 0.3);
    let most = if space { SPACED_GAP } else { PIECE_GAP };
    level && gap > -size * 0.5 && gap < size * most
}

/// Whether a gap that holds no space character stands for one.
fn gap_is_space(piece: &Piece, glyph: &Glyph, spaced: bool) -> bool {
    let gap = (glyph.x0 - piece.x1) / piece.size.max(glyph.size);
    if gap < if spaced { 0.22 } else { 0.15 } {
        return false;
    }
    let before = piece.chars.last().map_or(' ', |last| last.c());
    let after = glyph.text.chars().next().unwrap_or(' ');
    let odd = before == '('
        || ",.;:!?)%".contains(after)
        || (before.is_ascii_digit() && after.is_ascii_digit());
    // Where the file writes its spaces, a gap at such a place is loose setting, not a space.
    !(spaced && odd && gap < 0.5)
}

/// Adds a space, which begins where the text before it ends.
fn push_space(chars: &mut Vec<Char>, x0: f32) {
    if let Some(last) = chars.last().copied().filter(|last| last.c() != ' ') {
        chars.push(Char {
            x0,
            ..last.with(' ')
        });
    }
}

fn begin(glyph: &Glyph) -> Piece {
    let mut piece = Piece {
        chars: Vec::new(),
        x0: glyph.x0,
        x1: glyph.x1,
        y: glyph.y,
        size: glyph.size,
    };
    extend(&mut piece, glyph);
    piece
}

fn extend(piece: &mut Piece, glyph: &Glyph) {
    for c in glyph.text.chars() {
        let c = if c == '\u{A0}' { ' ' } else { c };
        let c = Char::new(c, glyph.bold, glyph.link, glyph.x0);
        piece.chars.push(c);
    }
    if glyph.size > piece.size {
        (piece.size, piece.y) = (glyph.size, glyph.y);
    }
    piece.x1 = piece.x1.max(glyph.x1);
}

/// A small shape to the left of a piece of text, at half the height of its letters, is a bullet:
/// browsers draw theirs so, and no letter stands for it.
fn bullet(dot: &Dot, pieces: &[Piece]) -> Option<Piece> {
    let middle = (dot.y0 + dot.y1) / 2.0;
    let piece = pieces.iter().find(|piece| {
        let gap = piece.x0 - dot.x1;
        let rise = middle - piece.y;
        let wide = dot.x1 - dot.x0;
        gap > 0.0
            && gap < piece.size * 2.5
            && rise > 0.0
            && rise < piece.size * 0.7
            && wide < piece.size * 0.75
    })?;
    let taken = |other: &&Piece| {
        (other.y - piece.y).abs() < piece.size * 0.5
            && other.x1 < piece.x0
            && other.x1 > dot.x0 - piece.size
    };
    // Text close on its left: the dot stands within a line.
    if pieces.iter().any(|other| taken(&other)) {
        return None;
    }
    let chars = vec![Char::new('•', false, None, dot.x0)];
    Some(Piece {
        chars,
        x0: dot.x0,
        x1: dot.x1,
        y: piece.y,
        size: piece.size,
    })
}

/// The part of a page in which a line stands, by its left and right bounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    pub low: f32,
    pub high: f32,
}

/// One line of a column.
#[derive(Debug, Clone)]
pub struct Line {
    pub chars: Vec<Char>,
    /// Where in `chars` a new cell of a table begins, if the line has wide gaps.
    pub cells: Vec<usize>,
    pub x0: f32,
    pub x1: f32,
    pub y: f32,
    pub size: f32,
    pub page: u32,
    pub column: Column,
}

impl Line {
    /// Its characters as text.
    pub fn text(&self) -> String {
        self.chars.iter().map(|c| c.c()).collect()
    }

    /// Whether all its letters are bold.
    pub fn bold(&self) -> bool {
        let mut letters = self
            .chars
            .iter()
            .filter(|c| c.c().is_alphanumeric())
            .peekable();
        letters.peek().is_some() && letters.all(|c| c.bold())
    }

    /// The line with its place and size only.
    pub fn without_letters(&self) -> Self {
        Self {
            chars: Vec::new(),
            cells: Vec::new(),
            ..*self
        }
    }

    /// How wide its first word is.
    pub fn first_word(&self) -> f32 {
        let end = self.chars.iter().find(|c| c.c() == ' ');
        end.map_or(self.x1, |space| space.x0) - self.x0
    }
}

/// The lines of the pieces of one column, from the top.
pub fn lines(mut pieces: Vec<Piece>, page: u32, column: Column) -> Vec<Line> {
    pieces.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        let level = rows
            .last()
            .and_then(|row| row.first())
            .is_some_and(|first| (first.y - piece.y).abs() < 0.3 * first.size.min(piece.size));
        match rows.last_mut().filter(|_| level) {
            Some(row) => row.push(piece),
            None => rows.push(vec![piece]),
        }
    }
    rows.into_iter()
        .filter_map(|row| line(row, page, column))
        .collect()
}

fn line(mut row: Vec<Piece>, page: u32, column: Column) -> Option<Line> {
    row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    // The widest piece says how large the line is; a bullet may be larger than its text.
    let main = row
        .iter()
        .max_by(|a, b| a.chars.len().cmp(&b.chars.len()))?;
    let (y, size) = (main.y, main.size);
    let x0 = row.first()?.x0;
    let mut line = Line {
        chars: Vec::new(),
        cells: Vec::new(),
        x0,
        x1: x0,
        y,
        size,
        page,
        column,
    };
    for (place, piece) in row.into_iter().enumerate() {
        let gap = (piece.x0 - line.x1) / size;
        if place > 0 && gap > CELL_GAP {
            line.cells.push(line.chars.len() + 1);
        }
        if place > 0 && gap > 0.15 {
            push_space(&mut line.chars, line.x1);
        }
        line.x1 = line.x1.max(piece.x1);
        line.chars.extend(piece.chars);
    }
    line.chars.shrink_to_fit();
    Some(line)
}

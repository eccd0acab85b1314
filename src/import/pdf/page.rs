//! What is usual in a document: its body's size and leading, and the edges of its columns.

use std::collections::HashMap;

use super::line::{Column, Line};
use super::marks;

/// The usual measures.
#[derive(Debug)]
pub struct Usual {
    /// The size of most letters.
    pub size: f32,
    /// The distance of two lines of one paragraph, in font sizes.
    pub leading: f32,
    edges: Vec<Edges>,
    /// Where the text of marked items begins, by column.
    items: Vec<(Column, f32)>,
}

#[derive(Debug, Clone, Copy)]
struct Edges {
    column: Column,
    /// The left edge of the body; headings may stand further left.
    left: f32,
    /// The left edge of everything in the body's size.
    outer: f32,
    right: f32,
}

impl Usual {
    /// Measures all lines.
    pub fn of(lines: &[Line]) -> Self {
        let mut usual = Self {
            size: size(lines),
            leading: 1.2,
            edges: Vec::new(),
            items: Vec::new(),
        };
        for line in lines {
            if let Some(mark) = marks::mark(line).filter(|mark| mark.firm) {
                usual.items.push((line.column, mark.text));
            }
        }
        usual.leading = leading(lines, usual.size);
        for line in lines {
            if !usual
                .edges
                .iter()
                .any(|edges| same(edges.column, line.column))
            {
                let here = lines.iter().filter(|other| same(other.column, line.column));
                usual
                    .edges
                    .push(edges(here.collect(), line.column, usual.size));
            }
        }
        usual
    }

    fn edges(&self, column: Column) -> Option<&Edges> {
        self.edges.iter().find(|edges| same(edges.column, column))
    }

    /// Where the body of a column begins.
    pub fn left(&self, column: Column) -> f32 {
        self.edges(column).map_or(0.0, |edges| edges.left)
    }

    /// How far the edge of one column stands from that of another.
    pub fn moved(&self, from: Column, to: Column) -> f32 {
        let outer = |column| self.edges(column).map_or(0.0, |edges| edges.outer);
        outer(to) - outer(from)
    }

    /// Whether a line begins where the text of its column's items does.
    pub fn begins_items(&self, line: &Line) -> bool {
        let here = |(column, x): &(Column, f32)| {
            same(*column, line.column) && (x - line.x0).abs() < line.size * 0.2
        };
        self.items.iter().any(here)
    }

    /// Whether the first word of the next line had no room at the end of this one.
    pub fn is_full(&self, line: &Line, next: &Line) -> bool {
        let right = self.edges(line.column).map_or(0.0, |edges| edges.right);
        line.x1 + next.first_word() + line.size * 0.55 > right
    }

    /// Whether a size is one of headings.
    pub fn is_heading(&self, size: f32, bold: bool) -> bool {
        size >= self.size * if bold { 1.04 } else { 1.12 }
    }
}

fn same(a: Column, b: Column) -> bool {
    (a.low - b.low).abs() < 4.0 && (a.high == b.high || (a.high - b.high).abs() < 4.0)
}

/// A measure as a number that can be counted.
fn step(measure: f32, steps: f32) -> i32 {
    (measure * steps).round() as i32
}

fn most(counts: &HashMap<i32, usize>) -> Option<i32> {
    let best = counts
        .iter()
        .max_by_key(|(value, count)| (**count, -**value));
    best.map(|(value, _)| *value)
}

fn size(lines: &[Line]) -> f32 {
    let mut counts: HashMap<i32, usize> = HashMap::new();
    for line in lines {
        *counts.entry(step(line.size, 4.0)).or_default() += line.chars.len();
    }
    most(&counts).map_or(10.0, |size| size as f32 / 4.0)
}

fn leading(lines: &[Line], size: f32) -> f32 {
    let mut counts: HashMap<i32, usize> = HashMap::new();
    for (a, b) in lines.iter().zip(lines.iter().skip(1)) {
        let apart = (a.y - b.y) / size;
        // A small letter goes on with the line above.
        let goes_on = b
            .chars
            .first()
            .is_some_and(|first| first.c().is_lowercase());
        let body = (a.size - size).abs() < 0.3 && (b.size - size).abs() < 0.3;
        if body && goes_on && a.page == b.page && (0.8..2.2).contains(&apart) {
            *counts.entry(step(apart, 20.0)).or_default() += 1;
        }
    }
    most(&counts).map_or(1.25, |leading| leading as f32 / 20.0)
}

fn edges(lines: Vec<&Line>, column: Column, size: f32) -> Edges {
    let right = lines.iter().map(|line| line.x1).fold(0.0, f32::max);
    let body = |line: &&&Line| (line.size - size).abs() < 0.6;
    let mut starts: Vec<f32> = lines.iter().filter(body).map(|line| line.x0).collect();
    starts.sort_by(f32::total_cmp);
    let enough = starts.len().div_ceil(7);
    let groups = starts.chunk_by(|a, b| b - a < 2.0);
    let first = groups
        .filter(|group| group.len() >= enough)
        .find_map(|group| group.first());
    let twice = starts
        .chunk_by(|a, b| b - a < 2.0)
        .find(|group| group.len() > 1);
    let outer = twice
        .and_then(|group| group.first())
        .or(starts.first())
        .copied();
    let outer = if column.low > 0.0 {
        column.low
    } else {
        outer.unwrap_or(0.0)
    };
    let left = first.or(starts.first()).copied();
    let left = left.unwrap_or_else(|| lines.iter().map(|line| line.x0).fold(f32::MAX, f32::min));
    Edges {
        column,
        left,
        outer,
        right,
    }
}

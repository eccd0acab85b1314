//! Lines put together into paragraphs, headings, items and rows.

use super::line::{Char, Line};
use super::marks::{self, Mark};
use super::mend::{self, Words};
use super::page::Usual;

/// What a draft is going to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    Heading,
    Paragraph,
    Item(u8),
    Row,
}

/// A block that is still growing.
#[derive(Debug)]
pub struct Draft {
    pub shape: Shape,
    pub chars: Vec<Char>,
    pub first: Line,
    last: Line,
    /// Where its lines begin, as far as known.
    text: f32,
    lines: usize,
}

impl Draft {
    /// Whether its first line stands further in than the rest.
    pub fn begins_in(&self) -> bool {
        self.lines > 1 && self.first.x0 - self.text > self.first.size * 0.4
    }
}

/// The blocks of a document's lines. Each line is let go as soon as it is in its block.
pub fn drafts(lines: Vec<Line>, usual: &Usual, words: &Words) -> Vec<Draft> {
    let mut flow = Flow {
        usual,
        words,
        drafts: Vec::new(),
        levels: Vec::new(),
    };
    let mut alone: Option<Mark> = None;
    let mut before: Option<Line> = None;
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        let found = marks::mark(&line);
        if is_row(&line, [before.as_ref(), lines.peek()]) {
            flow.row(&line);
        } else if let Some(mark) = found.filter(|mark| marks::is_alone(&line, mark)) {
            alone = Some(Mark { length: 0, ..mark });
        } else {
            let mark = alone.take().map(|mark| Mark {
                text: line.x0,
                ..mark
            });
            flow.line(&line, mark.or(found));
        }
        before = Some(line);
    }
    flow.drafts
}

struct Flow<'a> {
    usual: &'a Usual,
    words: &'a Words,
    drafts: Vec<Draft>,
    /// How far in the marks of the list stand at which the flow is, from the outermost.
    levels: Vec<f32>,
}

impl Flow<'_> {
    fn line(&mut self, line: &Line, mark: Option<Mark>) {
        let heading = self.usual.is_heading(line.size, line.bold());
        // A heading keeps its number.
        let mark = mark.filter(|mark| !heading || mark.bullet);
        let usual = self.usual;
        let words = self.words;
        if let Some(draft) = self
            .drafts
            .last_mut()
            .filter(|draft| goes_on(usual, draft, line, mark))
        {
            mend::join(&mut draft.chars, &line.chars, words);
            // After a break, places are those of the new column.
            let first = draft.lines == 1 && draft.shape != Shape::Heading;
            if first || !is_below(&draft.last, line) {
                draft.text = line.x0;
            }
            draft.last = line.clone();
            draft.lines += 1;
            return;
        }
        let (shape, skip, text) = match mark {
            Some(mark) => (Shape::Item(self.depth(&mark, line)), mark.length, mark.text),
            None if heading => (Shape::Heading, 0, line.x0),
            None => (Shape::Paragraph, 0, line.x0),
        };
        if mark.is_none() {
            // Whatever list comes next is another one.
            self.levels.clear();
        }
        let chars = line.chars.get(skip..).unwrap_or_default().to_vec();
        self.push(shape, chars, line, text);
    }

    fn row(&mut self, line: &Line) {
        let mut chars = line.chars.clone();
        for cell in &line.cells {
            if let Some(space) = cell.checked_sub(1).and_then(|place| chars.get_mut(place)) {
                *space = space.with('\t');
            }
        }
        self.levels.clear();
        self.push(Shape::Row, chars, line, line.x0);
    }

    fn push(&mut self, shape: Shape, chars: Vec<Char>, line: &Line, text: f32) {
        // Only the last block may go on, and needs the letters of its last line for that.
        if let Some(done) = self.drafts.last_mut() {
            done.last = done.last.without_letters();
            done.chars.shrink_to_fit();
        }
        self.drafts.push(Draft {
            shape,
            chars,
            first: line.without_letters(),
            last: line.clone(),
            text,
            lines: 1,
        });
    }

    fn depth(&mut self, mark: &Mark, line: &Line) -> u8 {
        let x = mark.x - self.usual.left(line.column);
        let near = line.size * 0.5;
        self.levels
            .retain(|level| *level < x - near || (*level - x).abs() <= near);
        if !self
            .levels
            .last()
            .is_some_and(|level| (level - x).abs() <= near)
        {
            self.levels.push(x);
        }
        u8::try_from(self.levels.len().saturating_sub(1)).unwrap_or(u8::MAX)
    }
}

/// Whether a line belongs to the block before it.
fn goes_on(usual: &Usual, draft: &Draft, line: &Line, mark: Option<Mark>) -> bool {
    let last = &draft.last;
    let sized = (last.size - line.size).abs() < last.size.max(line.size) * 0.08;
    if draft.shape == Shape::Row || !sized || mark.is_some_and(|mark| mark.firm) {
        return false;
    }
    let below = is_below(last, line);
    let apart = (last.y - line.y) / last.size;
    if draft.shape == Shape::Heading {
        return below && apart < 1.75 && last.bold() == line.bold();
    }
    let full = usual.is_full(last, line) || mend::ends_broken(&last.chars);
    let small = starts_small(line);
    let ended = ends_sentence(last);
    if mark.is_some() && (!full || ended) {
        return false;
    }
    if last.bold() != line.bold() && !full && !small {
        return false;
    }
    // A page or column break says nothing about gaps. Full lines that end a sentence may end a
    // paragraph there, but not an item: the next would have its mark.
    let broken = small || (full && !(ended && draft.shape == Shape::Paragraph));
    let near = if below {
        apart < usual.leading * 1.2
    } else {
        broken
    };
    near && (full || small) && fits(usual, draft, line, below, full, small)
}

fn is_below(last: &Line, line: &Line) -> bool {
    last.page == line.page && last.y > line.y && last.x0 < line.x1 && line.x0 < last.x1
}

/// Whether the line begins where the lines of the block do.
fn fits(usual: &Usual, draft: &Draft, line: &Line, below: bool, full: bool, small: bool) -> bool {
    if !below && small {
        return true;
    }
    let moved = if below {
        0.0
    } else {
        usual.moved(draft.last.column, line.column)
    };
    let inward = (line.x0 - draft.text - moved) / line.size;
    if inward.abs() <= 0.4 {
        return true;
    }
    // Where a column holds lists only, its edge is not known, but where their text begins is.
    if !below && matches!(draft.shape, Shape::Item(_)) && !ends_sentence(&draft.last) {
        return usual.begins_items(line);
    }
    match draft.shape {
        // The first line alone may be further in, or further out.
        Shape::Paragraph => draft.lines == 1 && full && inward.abs() < 4.0,
        // A narrow mark may draw the first line to itself, a stretched space push it away.
        Shape::Item(_) if line.x0 - draft.first.x0 - moved > line.size * 0.3 => {
            draft.lines == 1 && full && inward < 1.5
        }
        // Some lists go on under their mark.
        Shape::Item(_) => small && full && inward > -3.5,
        Shape::Heading | Shape::Row => false,
    }
}

fn starts_small(line: &Line) -> bool {
    line.chars
        .first()
        .is_some_and(|first| first.c().is_lowercase())
}

fn ends_sentence(line: &Line) -> bool {
    line.chars
        .last()
        .is_some_and(|last| ".?!:;".contains(last.c()))
}

/// Whether a line has cells, and a line beside it has them at the same places.
fn is_row(line: &Line, beside: [Option<&Line>; 2]) -> bool {
    let mut beside = beside.into_iter().flatten();
    !cells(line).is_empty()
        && beside.any(|other| other.page == line.page && share_cell(line, other))
}

/// Whether all the cells of one line stand where cells of the other do.
fn share_cell(line: &Line, other: &Line) -> bool {
    let (mut few, mut many) = (cells(line), cells(other));
    if few.len() > many.len() {
        (few, many) = (many, few);
    }
    let near = |x: &f32| many.iter().any(|y| (x - y).abs() < line.size * 0.3);
    (line.y - other.y).abs() < line.size * 4.0 && !few.is_empty() && few.iter().all(near)
}

/// Where its cells begin; the gap after a mark makes none.
fn cells(line: &Line) -> Vec<f32> {
    let marked = marks::mark(line).map_or(0, |mark| mark.length);
    let cells = line.cells.iter().filter(|cell| **cell > marked);
    cells
        .filter_map(|cell| line.chars.get(*cell))
        .map(|c| c.x0)
        .collect()
}

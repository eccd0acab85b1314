//! The state in which a page shows text, and the placing of each letter.

use std::rc::Rc;

use lopdf::{Dictionary, Document, Object};

use super::cmap::utf16;
use super::drawing::{Drawn, Glyph};
use super::font::{Font, get};
use super::matrix::Matrix;

/// Letters on one page; a crafted page could draw without end.
const MOST_GLYPHS: usize = 400_000;

/// The part of the drawing state that text depends on.
#[derive(Debug, Clone)]
pub struct State {
    pub ctm: Matrix,
    pub font: Option<Rc<Font>>,
    pub size: f32,
    pub letter: f32,
    pub word: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
    outlined: bool,
}

impl State {
    /// The state at the beginning of a page.
    pub fn new(ctm: Matrix) -> Self {
        Self {
            ctm,
            font: None,
            size: 0.0,
            letter: 0.0,
            word: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            outlined: false,
        }
    }

    /// Takes an operator that sets a number.
    pub fn set(&mut self, operator: &str, numbers: &[f32]) {
        let [number] = numbers else { return };
        match operator {
            "Tc" => self.letter = *number,
            "Tw" => self.word = *number,
            "Tz" => self.stretch = number / 100.0,
            "TL" => self.leading = *number,
            "Ts" => self.rise = *number,
            // Filled and outlined at once is how bold is made without a bold font.
            "Tr" => self.outlined = (1.5..2.5).contains(number),
            _ => {}
        }
    }
}

/// Where the next letter goes.
#[derive(Debug)]
pub struct Placed {
    line: Matrix,
    now: Matrix,
}

impl Default for Placed {
    fn default() -> Self {
        Self {
            line: Matrix::SAME,
            now: Matrix::SAME,
        }
    }
}

impl Placed {
    /// Takes an operator that moves the text.
    pub fn step(&mut self, operator: &str, numbers: &[f32], state: &mut State) {
        match (operator, numbers) {
            ("BT", _) => *self = Self::default(),
            ("Td", [x, y]) => self.shift(*x, *y),
            ("TD", [x, y]) => {
                state.leading = -y;
                self.shift(*x, *y);
            }
            ("T*", _) => self.next_line(state),
            ("Tm", [a, b, c, d, e, f]) => {
                self.line = Matrix([*a, *b, *c, *d, *e, *f]);
                self.now = self.line;
            }
            _ => {}
        }
    }

    /// Moves to the beginning of the next line.
    pub fn next_line(&mut self, state: &State) {
        self.shift(0.0, -state.leading);
    }

    /// Moves back by thousandths of the size, as kerning does.
    pub fn back(&mut self, state: &State, thousandths: f32) {
        self.advance(-thousandths / 1000.0 * state.size * state.stretch);
    }

    fn shift(&mut self, x: f32, y: f32) {
        self.line = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(&self.line);
        self.now = self.line;
    }

    fn advance(&mut self, x: f32) {
        self.now = Matrix([1.0, 0.0, 0.0, 1.0, x, 0.0]).then(&self.now);
    }
}

/// Shows one string.
pub fn show(
    state: &State,
    placed: &mut Placed,
    marks: &mut Marks,
    drawn: &mut Drawn,
    bytes: &[u8],
) {
    let Some(font) = state.font.as_ref() else {
        return;
    };
    for code in font.decode(bytes) {
        let glyph = Matrix([
            state.size * state.stretch,
            0.0,
            0.0,
            state.size,
            0.0,
            state.rise,
        ])
        .then(&placed.now)
        .then(&state.ctm);
        let text = match (marks.replace(), code.text) {
            // A soft hyphen that is drawn is a hyphen.
            (Shown::AsIs, Some(text)) if text == "\u{AD}" && code.width > 0.1 => "-".to_owned(),
            (Shown::AsIs, Some(text)) => text.into_owned(),
            (Shown::AsIs, None) => {
                drawn.unknown += 1;
                String::new()
            }
            (Shown::Instead(text), _) => text,
            (Shown::Nothing, _) => String::new(),
        };
        if !text.is_empty() && drawn.glyphs.len() < MOST_GLYPHS {
            let bold = font.bold || state.outlined;
            count(&mut drawn.running, &glyph);
            drawn.glyphs.extend(place(text, &glyph, code.width, bold));
        }
        let word = if code.space { state.word } else { 0.0 };
        placed.advance((code.width * state.size + state.letter + word) * state.stretch);
    }
}

fn count(running: &mut [usize; 4], glyph: &Matrix) {
    let [a, b, ..] = glyph.0;
    let [right, up, left, down] = running;
    let way = match (a.abs() >= b.abs(), a > 0.0, b > 0.0) {
        (true, true, _) => right,
        (true, false, _) => left,
        (false, _, true) => up,
        (false, _, false) => down,
    };
    *way += 1;
}

/// The letter at its place, if it stands upright on a level line.
fn place(text: String, glyph: &Matrix, width: f32, bold: bool) -> Option<Glyph> {
    let [a, b, c, d, ..] = glyph.0;
    let size = c.hypot(d);
    let (x0, y) = glyph.point(0.0, 0.0);
    let (x1, _) = glyph.point(width, 0.0);
    let level = a > 0.0 && b.abs() < a * 0.1;
    let sound = [x0, x1, y]
        .iter()
        .all(|at| at.is_finite() && at.abs() < 100_000.0);
    (level && sound && (0.5..2_000.0).contains(&size)).then_some(Glyph {
        text,
        x0,
        x1: x1.max(x0),
        y,
        size,
        bold,
        link: None,
    })
}

enum Mark {
    Plain,
    /// Other text than what is drawn; taken by the first letter.
    Text(Option<String>),
    /// A running head or page number, marked as such.
    Dropped,
}

enum Shown {
    AsIs,
    Instead(String),
    Nothing,
}

/// The marks around the text being shown.
#[derive(Default)]
pub struct Marks {
    open: Vec<Mark>,
}

impl Marks {
    /// How many marks are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// Closes what a form has left open.
    pub fn back_to(&mut self, depth: usize) {
        self.open.truncate(depth);
    }

    /// Opens a mark.
    pub fn open(&mut self, doc: &Document, tag: &[u8], properties: Option<&Dictionary>) {
        if self.open.len() < 4_096 {
            let mark = properties.and_then(|properties| meaning(doc, tag, properties));
            self.open.push(mark.unwrap_or(Mark::Plain));
        }
    }

    /// Closes the last mark.
    pub fn close(&mut self) {
        self.open.pop();
    }

    fn replace(&mut self) -> Shown {
        if self.open.iter().any(|mark| matches!(mark, Mark::Dropped)) {
            return Shown::Nothing;
        }
        for mark in self.open.iter_mut().rev() {
            if let Mark::Text(text) = mark {
                return text.take().map_or(Shown::Nothing, Shown::Instead);
            }
        }
        Shown::AsIs
    }
}

fn meaning(doc: &Document, tag: &[u8], properties: &Dictionary) -> Option<Mark> {
    if tag == b"Artifact" {
        let kind = get(doc, properties, b"Type").and_then(|kind| kind.as_name().ok());
        return (kind == Some(b"Pagination")).then_some(Mark::Dropped);
    }
    let Object::String(bytes, _) = get(doc, properties, b"ActualText")? else {
        return None;
    };
    let text = match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(rest) => utf16(rest),
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    };
    // A whole passage in one place could not be put into lines; what is drawn can.
    (text.chars().count() <= 8).then_some(Mark::Text(Some(text)))
}

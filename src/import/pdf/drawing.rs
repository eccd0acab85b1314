//! What a page draws: its letters with their places, and small filled shapes that may be bullets.

use lopdf::Object;
use lopdf::content::Operation;

use super::links::Address;
use super::matrix::Matrix;
use super::text::{self, Marks};

/// Steps of drawing on one page.
const MOST_STEPS: usize = 1_000_000;

/// Letters at a place.
#[derive(Debug, Clone)]
pub struct Glyph {
    pub text: String,
    pub x0: f32,
    pub x1: f32,
    /// The height of the line it stands on, from the bottom of the page.
    pub y: f32,
    pub size: f32,
    pub bold: bool,
    /// The address that they lead to.
    pub link: Option<Address>,
}

/// A small filled shape or picture.
#[derive(Debug, Clone, Copy)]
pub struct Dot {
    pub x0: f32,
    pub x1: f32,
    pub y0: f32,
    pub y1: f32,
}

/// A page as drawn.
#[derive(Debug, Default)]
pub struct Drawn {
    pub glyphs: Vec<Glyph>,
    pub dots: Vec<Dot>,
    /// How many letters the file names no text for.
    pub unknown: usize,
    pub height: f32,
    /// How many letters run to the right, up, to the left and down.
    pub running: [usize; 4],
}

impl Drawn {
    /// By how many quarters to turn the page so that most of its letters run to the right.
    pub fn turn(&self) -> u8 {
        let [right, up, left, down] = self.running;
        match right.max(up).max(left).max(down) {
            most if most == right => 0,
            most if most == up => 1,
            most if most == left => 2,
            _ => 3,
        }
    }
}

/// The bounds of the path being drawn.
#[derive(Debug, Default)]
struct Path {
    bounds: Option<Dot>,
}

impl Path {
    fn add(&mut self, ctm: &Matrix, x: f32, y: f32) {
        let (x, y) = ctm.point(x, y);
        let b = self.bounds.unwrap_or(Dot {
            x0: x,
            x1: x,
            y0: y,
            y1: y,
        });
        let (x0, x1) = (b.x0.min(x), b.x1.max(x));
        let (y0, y1) = (b.y0.min(y), b.y1.max(y));
        self.bounds = Some(Dot { x0, x1, y0, y1 });
    }
}

/// A page, or a form on it, being drawn.
pub struct Drawing {
    pub state: text::State,
    saved: Vec<text::State>,
    placed: text::Placed,
    pub marks: Marks,
    path: Path,
    pub drawn: Drawn,
    steps: usize,
}

impl Drawing {
    /// An empty page, drawn through this matrix.
    pub fn new(ctm: Matrix) -> Self {
        Self {
            state: text::State::new(ctm),
            saved: Vec::new(),
            placed: text::Placed::default(),
            marks: Marks::default(),
            path: Path::default(),
            drawn: Drawn::default(),
            steps: 0,
        }
    }

    /// Counts a step; whether there have been too many.
    pub fn is_long(&mut self) -> bool {
        self.steps += 1;
        self.steps > MOST_STEPS
    }

    /// Takes an operator that needs nothing but its operands.
    pub fn step(&mut self, step: &Operation) {
        let numbers: Vec<f32> = step
            .operands
            .iter()
            .filter_map(|operand| operand.as_float().ok().filter(|number| number.is_finite()))
            .collect();
        match (step.operator.as_str(), numbers.as_slice()) {
            ("q", _) if self.saved.len() < 256 => self.saved.push(self.state.clone()),
            ("Q", _) => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            ("cm", _) => {
                if let Some(matrix) = Matrix::read(&step.operands) {
                    self.state.ctm = matrix.then(&self.state.ctm);
                }
            }
            ("m" | "l", [x, y]) => self.path.add(&self.state.ctm, *x, *y),
            ("c", [_, _, _, _, x, y]) | ("v" | "y", [_, _, x, y]) => {
                self.path.add(&self.state.ctm, *x, *y);
            }
            ("re", [x, y, w, h]) => {
                self.path.add(&self.state.ctm, *x, *y);
                self.path.add(&self.state.ctm, x + w, y + h);
            }
            ("f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "S" | "s", _) => self.fill(),
            ("n", _) => self.path.bounds = None,
            ("'" | "\"", _) => {
                if let [word, letter, _] = step.operands.as_slice() {
                    self.state.word = word.as_float().unwrap_or(0.0);
                    self.state.letter = letter.as_float().unwrap_or(0.0);
                }
                self.placed.next_line(&self.state);
                self.show(&step.operands);
            }
            ("Tj", _) => self.show(&step.operands),
            ("TJ", _) => {
                if let Some(Object::Array(list)) = step.operands.first() {
                    self.show(list);
                }
            }
            (operator, numbers) => {
                self.state.set(operator, numbers);
                self.placed.step(operator, numbers, &mut self.state);
            }
        }
    }

    fn show(&mut self, parts: &[Object]) {
        for part in parts {
            match part {
                Object::String(bytes, _) => {
                    text::show(
                        &self.state,
                        &mut self.placed,
                        &mut self.marks,
                        &mut self.drawn,
                        bytes,
                    );
                }
                other => {
                    let back = other.as_float().ok().filter(|back| back.is_finite());
                    self.placed.back(&self.state, back.unwrap_or(0.0));
                }
            }
        }
    }

    /// Draws a picture, which fills the unit square.
    pub fn picture(&mut self) {
        self.path = Path::default();
        for (x, y) in [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)] {
            self.path.add(&self.state.ctm, x, y);
        }
        self.fill();
    }

    /// Ends a path; it is kept if it is as small as a bullet.
    fn fill(&mut self) {
        let Some(dot) = self.path.bounds.take() else {
            return;
        };
        let (wide, high) = (dot.x1 - dot.x0, dot.y1 - dot.y0);
        let small = (1.0..=9.0).contains(&wide) && (1.0..=9.0).contains(&high);
        if small && wide < high * 2.0 && high < wide * 2.0 && self.drawn.dots.len() < 2_000 {
            self.drawn.dots.push(dot);
        }
    }
}

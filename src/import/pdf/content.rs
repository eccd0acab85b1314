//! Reads what a page draws, with the fonts, forms and properties that its content names.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::drawing::{Drawing, Drawn};
use super::font::{Font, get, number};
use super::links::{self, Addresses};
use super::matrix::Matrix;

/// More content than this on one page is no briefing's.
const LARGEST_PAGE: usize = 16 << 20;
/// Forms within forms; a form may draw itself.
const DEEPEST: usize = 8;

/// Reads pages, and keeps the fonts they share.
pub struct Reader<'a> {
    doc: &'a Document,
    fonts: HashMap<ObjectId, Rc<Font>>,
    pub addresses: Addresses,
}

impl<'a> Reader<'a> {
    /// A reader of this document's pages.
    pub fn new(doc: &'a Document) -> Self {
        Self {
            doc,
            fonts: HashMap::new(),
            addresses: Addresses::default(),
        }
    }

    /// What one page draws, turned so that most of its text is level: some pages are scanned or
    /// bound sideways.
    pub fn page(&mut self, id: ObjectId) -> Drawn {
        let turn = self
            .inherited(id, b"Rotate")
            .and_then(|turn| number(self.doc, turn));
        let turn = turn.unwrap_or(0.0).rem_euclid(360.0);
        let drawn = self.draw(id, turn);
        match drawn.turn() {
            0 => drawn,
            quarters => self.draw(id, turn + 90.0 * f32::from(quarters)),
        }
    }

    fn draw(&mut self, id: ObjectId, turn: f32) -> Drawn {
        let (matrix, height) = self.upright(id, turn);
        let mut drawing = Drawing::new(matrix);
        drawing.drawn.height = height;
        let resources = self
            .inherited(id, b"Resources")
            .and_then(|found| found.as_dict().ok());
        let content = self.doc.get_page_content_with_limit(id, LARGEST_PAGE);
        self.run(&mut drawing, resources, &content.unwrap_or_default(), 0);
        let mut drawn = drawing.drawn;
        if let Ok(page) = self.doc.get_dictionary(id) {
            let links = links::links(self.doc, page, &matrix, &mut self.addresses);
            links::mark(&mut drawn.glyphs, &links);
        }
        drawn
    }

    /// The matrix that turns the page by so many degrees, and its height then.
    fn upright(&self, id: ObjectId, turn: f32) -> (Matrix, f32) {
        let corners: Vec<f32> = self
            .inherited(id, b"MediaBox")
            .and_then(|found| found.as_array().ok())
            .map(|list| {
                list.iter()
                    .filter_map(|object| number(self.doc, object))
                    .collect()
            })
            .unwrap_or_default();
        let (x0, y0, x1, y1) = match corners.as_slice() {
            [x0, y0, x1, y1] => (x0.min(*x1), y0.min(*y1), x0.max(*x1), y0.max(*y1)),
            _ => (0.0, 0.0, 595.0, 842.0),
        };
        match turn.rem_euclid(360.0) as i32 {
            90 => (Matrix([0.0, -1.0, 1.0, 0.0, -y0, x1]), x1 - x0),
            180 => (Matrix([-1.0, 0.0, 0.0, -1.0, x1, y1]), y1 - y0),
            270 => (Matrix([0.0, 1.0, -1.0, 0.0, y1, -x0]), x1 - x0),
            _ => (Matrix([1.0, 0.0, 0.0, 1.0, -x0, -y0]), y1 - y0),
        }
    }

    /// A page's value, or that of the nearest folder of pages above it.
    fn inherited(&self, id: ObjectId, key: &[u8]) -> Option<&'a Object> {
        let mut node = self.doc.get_dictionary(id).ok()?;
        for _ in 0..32 {
            if let Some(found) = get(self.doc, node, key) {
                return Some(found);
            }
            node = get(self.doc, node, b"Parent")?.as_dict().ok()?;
        }
        None
    }

    fn run(
        &mut self,
        drawing: &mut Drawing,
        resources: Option<&'a Dictionary>,
        content: &[u8],
        depth: usize,
    ) {
        let mut scope = Scope {
            resources,
            named: HashMap::new(),
        };
        let marks = drawing.marks.depth();
        for step in Content::decode_iter(content) {
            let Ok(step) = step else { break };
            if drawing.is_long() {
                break;
            }
            self.step(drawing, &mut scope, &step, depth);
        }
        drawing.marks.back_to(marks);
    }

    fn step(
        &mut self,
        drawing: &mut Drawing,
        scope: &mut Scope<'a>,
        step: &Operation,
        depth: usize,
    ) {
        match step.operator.as_str() {
            "Tf" => {
                if let [Object::Name(name), size] = step.operands.as_slice() {
                    drawing.state.font = self.font(scope, name);
                    drawing.state.size = number(self.doc, size).unwrap_or(0.0);
                }
            }
            "Do" => {
                if let [Object::Name(name)] = step.operands.as_slice() {
                    self.object(drawing, scope, name, depth);
                }
            }
            "BMC" | "BDC" => {
                let properties = self.properties(scope, step.operands.get(1));
                let tag = step.operands.first().and_then(|tag| tag.as_name().ok());
                drawing
                    .marks
                    .open(self.doc, tag.unwrap_or_default(), properties.as_ref());
            }
            "EMC" => drawing.marks.close(),
            _ => drawing.step(step),
        }
    }

    fn properties(&self, scope: &Scope<'a>, given: Option<&Object>) -> Option<Dictionary> {
        match given? {
            Object::Dictionary(dict) => Some(dict.clone()),
            Object::Name(name) => {
                let all = get(self.doc, scope.resources?, b"Properties")?
                    .as_dict()
                    .ok()?;
                get(self.doc, all, name)?.as_dict().ok().cloned()
            }
            _ => None,
        }
    }

    fn font(&mut self, scope: &mut Scope<'a>, name: &[u8]) -> Option<Rc<Font>> {
        if let Some(font) = scope.named.get(name) {
            return Some(Rc::clone(font));
        }
        let fonts = get(self.doc, scope.resources?, b"Font")?.as_dict().ok()?;
        let object = fonts.get(name).ok()?;
        let shared = object.as_reference().ok();
        let known = shared.and_then(|id| self.fonts.get(&id)).map(Rc::clone);
        let font = match known {
            Some(font) => font,
            None => {
                let dict = self.doc.dereference(object).ok()?.1.as_dict().ok()?;
                Rc::new(Font::read(self.doc, dict))
            }
        };
        if let Some(id) = shared {
            self.fonts.insert(id, Rc::clone(&font));
        }
        scope.named.insert(name.to_vec(), Rc::clone(&font));
        Some(font)
    }

    /// Draws a form, or notes a small picture.
    fn object(&mut self, drawing: &mut Drawing, scope: &Scope<'a>, name: &[u8], depth: usize) {
        let stream = scope
            .resources
            .and_then(|resources| get(self.doc, resources, b"XObject"))
            .and_then(|objects| objects.as_dict().ok())
            .and_then(|objects| get(self.doc, objects, name))
            .and_then(|object| object.as_stream().ok());
        let Some(stream) = stream else { return };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Form") {
            drawing.picture();
            return;
        }
        let content = stream.get_plain_content_with_limit(LARGEST_PAGE);
        let (Ok(content), true) = (content, depth < DEEPEST) else {
            return;
        };
        let own = get(self.doc, &stream.dict, b"Resources").and_then(|found| found.as_dict().ok());
        let matrix = get(self.doc, &stream.dict, b"Matrix")
            .and_then(|matrix| matrix.as_array().ok())
            .and_then(|list| Matrix::read(list));
        let outside = drawing.state.clone();
        if let Some(matrix) = matrix {
            drawing.state.ctm = matrix.then(&drawing.state.ctm);
        }
        self.run(drawing, own.or(scope.resources), &content, depth + 1);
        drawing.state = outside;
    }
}

struct Scope<'a> {
    resources: Option<&'a Dictionary>,
    named: HashMap<Vec<u8>, Rc<Font>>,
}

//! The links of a page: which places of it lead to which address.

use std::rc::Rc;

use lopdf::{Dictionary, Document, Object};

use super::drawing::{Dot, Glyph};
use super::font::{get, number};
use super::matrix::Matrix;
use crate::import::address::address;

/// How many notes of a page are looked at; a page has a few dozen.
const MOST_NOTES: usize = 500;

/// A place that leads to an address.
pub struct Link {
    bounds: Dot,
    address: Rc<str>,
}

/// The links of a page that is drawn through this matrix.
pub fn links(doc: &Document, page: &Dictionary, matrix: &Matrix) -> Vec<Link> {
    let notes = get(doc, page, b"Annots").and_then(|notes| notes.as_array().ok());
    let notes = notes.into_iter().flatten().take(MOST_NOTES);
    notes.filter_map(|note| link(doc, note, matrix)).collect()
}

fn link(doc: &Document, note: &Object, matrix: &Matrix) -> Option<Link> {
    let note = doc.dereference(note).ok()?.1.as_dict().ok()?;
    let action = get(doc, note, b"A")?.as_dict().ok()?;
    let Object::String(target, _) = get(doc, action, b"URI")? else {
        return None;
    };
    let address = address(std::str::from_utf8(target).ok()?)?;
    let corners = get(doc, note, b"Rect")?.as_array().ok()?;
    let corners: Option<Vec<f32>> = corners.iter().take(4).map(|at| number(doc, at)).collect();
    let [x0, y0, x1, y1]: [f32; 4] = corners?.try_into().ok()?;
    let ((x0, y0), (x1, y1)) = (matrix.point(x0, y0), matrix.point(x1, y1));
    let bounds = Dot {
        x0: x0.min(x1),
        x1: x0.max(x1),
        y0: y0.min(y1),
        y1: y0.max(y1),
    };
    let address = address.into();
    Some(Link { bounds, address })
}

/// Gives each letter that stands in a link the address of that.
pub fn mark(glyphs: &mut [Glyph], links: &[Link]) {
    for glyph in glyphs.iter_mut().filter(|_| !links.is_empty()) {
        let link = links.iter().find(|link| link.covers(glyph));
        glyph.link = link.map(|link| Rc::clone(&link.address));
    }
}

impl Link {
    /// Whether the middle of a letter stands in it; the edges often touch the lines beside it.
    fn covers(&self, glyph: &Glyph) -> bool {
        let x = (glyph.x0 + glyph.x1) / 2.0;
        let y = glyph.y + glyph.size * 0.3;
        let Dot { x0, x1, y0, y1 } = self.bounds;
        (x0..=x1).contains(&x) && (y0..=y1).contains(&y)
    }
}

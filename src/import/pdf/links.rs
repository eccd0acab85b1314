//! The links of a page: which places of it lead to which address.

use lopdf::{Dictionary, Document, Object};

use super::drawing::{Dot, Glyph};
use super::font::{get, number};
use super::matrix::Matrix;
use crate::import::address;

/// How many notes of a page are looked at; a page has a few dozen.
const MOST_NOTES: usize = 500;

/// How many addresses of a document are kept; a briefing has a few dozen. A letter has room for the
/// number of one of 1,023.
const MOST_ADDRESSES: usize = 1_000;

/// The place of an address among those of its document, from 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Address(u32);

impl Address {
    /// Its place, which is never 0.
    pub fn number(self) -> u32 {
        self.0
    }

    /// The address at a place; 0 stands for none.
    pub fn numbered(number: u32) -> Option<Self> {
        (number > 0).then_some(Self(number))
    }
}

/// The addresses to which the links of a document lead, each once.
#[derive(Debug, Default)]
pub struct Addresses {
    known: Vec<String>,
}

impl Addresses {
    /// An address by its place.
    pub fn get(&self, address: Address) -> Option<&str> {
        let place = usize::try_from(address.0).ok()?.checked_sub(1)?;
        self.known.get(place).map(String::as_str)
    }

    fn place(&mut self, address: String) -> Option<Address> {
        let known = self.known.iter().position(|known| *known == address);
        let place = known.unwrap_or(self.known.len());
        if place == MOST_ADDRESSES {
            return None;
        }
        if place == self.known.len() {
            self.known.push(address);
        }
        u32::try_from(place + 1).ok().map(Address)
    }
}

/// A place that leads to an address.
pub struct Link {
    bounds: Dot,
    address: Address,
}

/// The links of a page that is drawn through this matrix.
pub fn links(
    doc: &Document,
    page: &Dictionary,
    matrix: &Matrix,
    addresses: &mut Addresses,
) -> Vec<Link> {
    let notes = get(doc, page, b"Annots").and_then(|notes| notes.as_array().ok());
    let notes = notes.into_iter().flatten().take(MOST_NOTES);
    notes
        .filter_map(|note| link(doc, note, matrix, addresses))
        .collect()
}

fn link(doc: &Document, note: &Object, matrix: &Matrix, addresses: &mut Addresses) -> Option<Link> {
    let note = doc.dereference(note).ok()?.1.as_dict().ok()?;
    let action = get(doc, note, b"A")?.as_dict().ok()?;
    let Object::String(target, _) = get(doc, action, b"URI")? else {
        return None;
    };
    let address = address::target(std::str::from_utf8(target).ok()?)?;
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
    let address = addresses.place(address)?;
    Some(Link { bounds, address })
}

/// Gives each letter that stands in a link the address of that.
pub fn mark(glyphs: &mut [Glyph], links: &[Link]) {
    for glyph in glyphs.iter_mut().filter(|_| !links.is_empty()) {
        let link = links.iter().find(|link| link.covers(glyph));
        glyph.link = link.map(|link| link.address);
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

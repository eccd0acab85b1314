//! What a font says about its codes: the letters they stand for, and how wide they are.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object};

use super::cmap::{CMap, utf16};
use super::encoding;
use super::widths;

/// A table of letters larger than this is no font's.
const LARGEST_MAP: usize = 4 << 20;

/// A font as far as reading needs it.
#[derive(Debug)]
pub struct Font {
    letters: Letters,
    widths: HashMap<u32, f32>,
    missing: Option<f32>,
    name: String,
    /// Whether its name says that it is bold.
    pub bold: bool,
}

#[derive(Debug)]
enum Letters {
    /// One byte per code.
    Simple(Vec<Option<String>>),
    /// Two bytes per code.
    Composite { map: CMap, unicode: bool },
}

/// One code of a shown string.
#[derive(Debug)]
pub struct Code<'a> {
    /// The letters it stands for; none if the file does not say.
    pub text: Option<std::borrow::Cow<'a, str>>,
    /// Its width in parts of the font size.
    pub width: f32,
    /// Whether word spacing is added after it.
    pub space: bool,
}

impl Font {
    /// Reads a font's dictionary; what is missing gets a sensible stand-in.
    pub fn read(doc: &Document, dict: &Dictionary) -> Self {
        let subtype = name(doc, dict, b"Subtype");
        let name = name(doc, dict, b"BaseFont");
        let map = to_unicode(doc, dict);
        let bold = is_bold(&name);
        if subtype == "Type0" {
            return composite(doc, dict, map.unwrap_or_default(), name, bold);
        }
        let scale = if subtype == "Type3" {
            type3_scale(doc, dict)
        } else {
            0.001
        };
        let (widths, missing) = simple_widths(doc, dict, scale);
        let letters = encoding::letters(doc, dict, &name, map.as_ref());
        Self {
            letters: Letters::Simple(letters),
            widths,
            missing,
            name,
            bold,
        }
    }

    /// Splits a shown string into its codes.
    pub fn decode<'a>(&'a self, bytes: &[u8]) -> Vec<Code<'a>> {
        match &self.letters {
            Letters::Simple(letters) => bytes
                .iter()
                .map(|byte| self.simple(letters, *byte))
                .collect(),
            Letters::Composite { map, unicode } => bytes
                .chunks_exact(2)
                .map(|pair| self.double(map, *unicode, pair))
                .collect(),
        }
    }

    fn simple<'a>(&'a self, letters: &'a [Option<String>], byte: u8) -> Code<'a> {
        let text = letters.get(usize::from(byte)).and_then(Option::as_deref);
        let width = self.widths.get(&u32::from(byte)).copied().or(self.missing);
        let width = width.unwrap_or_else(|| {
            let shown = text.and_then(|text| text.chars().next()).unwrap_or('n');
            widths::width(&self.name, self.bold, shown)
        });
        Code {
            text: text.map(Into::into),
            width,
            space: byte == b' ',
        }
    }

    fn double<'a>(&'a self, map: &'a CMap, unicode: bool, pair: &[u8]) -> Code<'a> {
        let code = pair
            .iter()
            .fold(0, |sum: u32, byte| (sum << 8) | u32::from(*byte));
        let text = match map.get(code) {
            Some(text) => Some(text.into()),
            None if unicode => Some(utf16(pair).into()),
            None => None,
        };
        let width = self
            .widths
            .get(&code)
            .copied()
            .or(self.missing)
            .unwrap_or(1.0);
        Code {
            text,
            width,
            space: false,
        }
    }
}

/// The value of a key with references followed.
pub fn get<'a>(doc: &'a Document, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let value = dict.get(key).ok()?;
    doc.dereference(value).ok().map(|(_, value)| value)
}

/// A number that is one.
pub fn number(doc: &Document, object: &Object) -> Option<f32> {
    let (_, object) = doc.dereference(object).ok()?;
    object.as_float().ok().filter(|number| number.is_finite())
}

/// The text of a name; empty if there is none.
pub fn name(doc: &Document, dict: &Dictionary, key: &[u8]) -> String {
    let name = get(doc, dict, key).and_then(|name| name.as_name().ok());
    String::from_utf8_lossy(name.unwrap_or_default()).into_owned()
}

fn is_bold(name: &str) -> bool {
    let name = name.to_lowercase();
    ["bold", "heavy", "black", "demi"]
        .iter()
        .any(|word| name.contains(word))
}

fn to_unicode(doc: &Document, dict: &Dictionary) -> Option<CMap> {
    let stream = get(doc, dict, b"ToUnicode")?.as_stream().ok()?;
    let bytes = stream.get_plain_content_with_limit(LARGEST_MAP).ok()?;
    Some(CMap::parse(&bytes))
}

fn composite(doc: &Document, dict: &Dictionary, map: CMap, font: String, bold: bool) -> Font {
    let encoding = name(doc, dict, b"Encoding");
    let unicode = encoding.contains("UCS2") || encoding.contains("UTF16");
    let below = get(doc, dict, b"DescendantFonts")
        .and_then(|fonts| fonts.as_array().ok())
        .and_then(|fonts| fonts.first())
        .and_then(|font| doc.dereference(font).ok())
        .and_then(|(_, font)| font.as_dict().ok());
    let missing = below
        .and_then(|font| get(doc, font, b"DW"))
        .and_then(|width| number(doc, width))
        .map_or(1.0, |width| width / 1000.0);
    let list = below
        .and_then(|font| get(doc, font, b"W"))
        .and_then(|list| list.as_array().ok());
    let widths = list
        .map(|list| composite_widths(doc, list))
        .unwrap_or_default();
    let letters = Letters::Composite { map, unicode };
    Font {
        letters,
        widths,
        missing: Some(missing),
        name: font,
        bold,
    }
}

/// `first [w w w]` or `first last w`, over and over.
fn composite_widths(doc: &Document, list: &[Object]) -> HashMap<u32, f32> {
    let mut widths = HashMap::new();
    let mut rest = list
        .iter()
        .filter_map(|object| doc.dereference(object).ok());
    while let Some((_, first)) = rest.next() {
        let (Ok(first), Some((_, second))) = (first.as_i64(), rest.next()) else {
            break;
        };
        let Ok(first) = u32::try_from(first) else {
            break;
        };
        if let Ok(list) = second.as_array() {
            for (code, width) in (first..=0xFFFF).zip(list) {
                widths.insert(code, number(doc, width).unwrap_or(0.0) / 1000.0);
            }
            continue;
        }
        let (Some(last), Some((_, width))) = (number(doc, second), rest.next()) else {
            break;
        };
        let width = number(doc, width).unwrap_or(0.0) / 1000.0;
        for code in first..=(last as u32).min(0xFFFF) {
            widths.insert(code, width);
        }
    }
    widths
}

fn type3_scale(doc: &Document, dict: &Dictionary) -> f32 {
    get(doc, dict, b"FontMatrix")
        .and_then(|matrix| matrix.as_array().ok())
        .and_then(|matrix| matrix.first())
        .and_then(|scale| number(doc, scale))
        .map_or(0.001, f32::abs)
}

fn simple_widths(
    doc: &Document,
    dict: &Dictionary,
    scale: f32,
) -> (HashMap<u32, f32>, Option<f32>) {
    let list = get(doc, dict, b"Widths").and_then(|list| list.as_array().ok());
    let Some(list) = list else {
        return (HashMap::new(), None);
    };
    let first = get(doc, dict, b"FirstChar")
        .and_then(|first| number(doc, first))
        .unwrap_or(0.0);
    let pairs = (first.max(0.0) as u32..=255).zip(list);
    let widths = pairs
        .filter_map(|(code, width)| Some((code, number(doc, width)? * scale)))
        .collect();
    let missing = get(doc, dict, b"FontDescriptor")
        .and_then(|descriptor| descriptor.as_dict().ok())
        .and_then(|descriptor| get(doc, descriptor, b"MissingWidth"))
        .and_then(|width| number(doc, width));
    (widths, missing.map(|width| width * scale))
}

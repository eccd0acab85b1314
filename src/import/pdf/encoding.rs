//! The letters that the single-byte codes of a font stand for.

use lopdf::{Dictionary, Document, Object};

use super::cmap::CMap;
use super::font::{get, name};

/// The letters of the 256 codes: the font's own table first, then its encoding.
pub fn letters(
    doc: &Document,
    dict: &Dictionary,
    font: &str,
    map: Option<&CMap>,
) -> Vec<Option<String>> {
    let encoding = get(doc, dict, b"Encoding");
    let pictures = ["Symbol", "Wingdings", "Webdings", "Dingbats"];
    let base = if encoding.is_none() && pictures.iter().any(|name| font.contains(name)) {
        // As Word writes them: bullets of such fonts in the private-use range.
        (0..256)
            .map(|code| char::from_u32(0xF000 + code).map(String::from))
            .collect()
    } else {
        base_letters(doc, encoding, name(doc, dict, b"Subtype") == "TrueType")
    };
    let mut letters: Vec<Option<String>> = base;
    if let Some(list) = encoding
        .and_then(|encoding| encoding.as_dict().ok())
        .and_then(|encoding| get(doc, encoding, b"Differences"))
        .and_then(|list| list.as_array().ok())
    {
        differences(doc, list, &mut letters);
    }
    for (code, place) in letters.iter_mut().enumerate() {
        let known = u32::try_from(code).ok().and_then(|code| map?.get(code));
        if let Some(text) = known {
            *place = Some(text.to_owned());
        }
    }
    letters
}

fn base_letters(doc: &Document, encoding: Option<&Object>, truetype: bool) -> Vec<Option<String>> {
    let named = encoding.and_then(|encoding| match encoding {
        Object::Name(name) => Some(name.clone()),
        Object::Dictionary(dict) => get(doc, dict, b"BaseEncoding")?
            .as_name()
            .ok()
            .map(<[u8]>::to_vec),
        _ => None,
    });
    let fallback: &[u8] = if truetype {
        b"WinAnsiEncoding"
    } else {
        b"StandardEncoding"
    };
    let named = named.unwrap_or_else(|| fallback.to_vec());
    let font = encoded(Object::Name(named));
    let encoding = font.get_font_encoding(doc).ok();
    (0..=255)
        .map(|byte| {
            encoding
                .as_ref()?
                .bytes_to_string(&[byte])
                .ok()
                .filter(|text| !text.is_empty())
        })
        .collect()
}

/// A font of nothing but an encoding, for asking the library about its tables.
fn encoded(encoding: Object) -> Dictionary {
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", encoding);
    font
}

fn differences(doc: &Document, list: &[Object], letters: &mut [Option<String>]) {
    let mut code = 0_usize;
    for object in list {
        match doc.dereference(object) {
            Ok((_, Object::Integer(next))) => code = usize::try_from(*next).unwrap_or(usize::MAX),
            Ok((_, Object::Name(name))) => {
                if let Some(place) = letters.get_mut(code) {
                    *place = glyph_name(doc, name).or_else(|| place.take());
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
}

/// The text of a glyph's name: `a`, `eacute`, `f_f_i`, `uni00E9`, `a.alt`.
fn glyph_name(doc: &Document, name: &[u8]) -> Option<String> {
    let name = String::from_utf8_lossy(name);
    let stem = name.split('.').next().filter(|stem| !stem.is_empty())?;
    stem.split('_').map(|part| one_glyph(doc, part)).collect()
}

fn one_glyph(doc: &Document, name: &str) -> Option<String> {
    let hex = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'));
    let coded = hex.filter(|hex| (4..=6).contains(&hex.len()));
    let coded = coded
        .and_then(|hex| u32::from_str_radix(hex, 16).ok())
        .and_then(char::from_u32);
    if let Some(character) = coded {
        return Some(character.to_string());
    }
    let mut encoding = Dictionary::new();
    let pair = vec![Object::Integer(1), Object::Name(name.as_bytes().to_vec())];
    encoding.set("Differences", Object::Array(pair));
    // An unknown name gives the standard encoding, in which code 1 is empty.
    let font = encoded(Object::Dictionary(encoding));
    let text = font
        .get_font_encoding(doc)
        .ok()?
        .bytes_to_string(&[1])
        .ok()?;
    (!text.is_empty()).then_some(text)
}

//! Bytes of a text file as text: UTF-8, UTF-16 with a mark, or the Western code page of Windows.

use encoding_rs::{Encoding, WINDOWS_1252};

/// The text. A mark at the start says which Unicode it is; bytes without one are UTF-8 where they can
/// be, and otherwise Windows-1252, which older word processors write.
///
/// # Errors
/// One clause, where the bytes are no text.
pub fn decode(bytes: &[u8]) -> Result<String, String> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0,
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(_) => WINDOWS_1252.decode(bytes).0,
        },
    };
    let odd = text.chars().filter(|c| is_odd(*c)).count();
    if odd > 0 && odd * 50 > text.chars().count() {
        return Err("it is not a text that can be read".into());
    }
    Ok(text.into_owned())
}

/// Characters that a text has no use for.
fn is_odd(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')) || c == '\u{fffd}'
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn a_text_is_read_in_the_encodings_that_people_save() {
        let text = "“What would we see?” – café";
        let utf16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(decode(&utf16).as_deref(), Ok(text));
        assert_eq!(decode(text.as_bytes()).as_deref(), Ok(text));
        let windows = b"\x93What would we see?\x94 \x96 caf\xe9";
        assert_eq!(decode(windows).as_deref(), Ok(text));
        let marked = format!("\u{feff}{text}");
        assert_eq!(decode(marked.as_bytes()).as_deref(), Ok(text));
        assert!(decode(&[0, 1, 2, 3, 0, 200]).is_err());
    }
}

//! Text cut to what another program holds, and saying so.

/// What stands at the end of a text that was cut.
const CUT: &str = " … (cut short)";

/// The text in at most this many UTF-16 units, in which Excel and Outlook count.
pub fn cut(text: &str, most: usize) -> String {
    if text.encode_utf16().count() <= most {
        return text.to_owned();
    }
    let mut room = most.saturating_sub(CUT.encode_utf16().count());
    let kept = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        fits
    });
    let mut cut: String = kept.collect();
    cut.truncate(cut.trim_end().len());
    cut + CUT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_says_so_and_fits() {
        assert_eq!(cut("short", 5), "short");
        assert_eq!(
            cut("a long sentence, and more of it", 24),
            "a long sen … (cut short)"
        );
        for most in 14..60 {
            assert!(cut(&"👩‍👧 ".repeat(30), most).encode_utf16().count() <= most);
        }
    }
}

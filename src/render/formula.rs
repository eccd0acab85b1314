//! What a spreadsheet would run as a formula.

/// Whether a cell that holds this text would be run: it begins, after any spaces and quotes, with a
/// character that begins a formula or a command in a spreadsheet, or with its full-width twin (OWASP,
/// "CSV Injection"). A quote counts for nothing, since a reader that divides cells at another character
/// than the writer takes it away.
pub fn would_run(text: &str) -> bool {
    text.starts_with(['\t', '\r', '\n', '\0'])
        || text
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\0' | '"'))
            .starts_with([
                '=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠', '｜', '％',
            ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_told_from_words() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "|x",
            "%x",
            "＝1",
            "  =1",
            "\u{a0}=1",
            "\u{3000}＠x",
            "\tx",
            "\r=1",
            "\nx",
            "\0=1",
            "\"=1",
            " \" \"=1",
        ] {
            assert!(would_run(text), "{text:?}");
        }
        for text in ["", "Ring the ward", "a = b", "'=1", " 3 + 4", "“-”"] {
            assert!(!would_run(text), "{text:?}");
        }
    }
}

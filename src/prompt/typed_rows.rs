//! How many rows of the screen a typed line took, so that it can be set again by words.

use unicode_width::UnicodeWidthChar;

/// Rows taken by a text that the line editor broke wherever the screen ended. The cursor stands one
/// row below the last of them.
pub fn typed_rows(prompt: &str, text: &str, columns: usize) -> usize {
    let (mut row, mut column) = (0, 0);
    for c in prompt.chars().chain(text.chars()) {
        if c == '\n' {
            (row, column) = (row + 1, 0);
            continue;
        }
        let width = c.width().unwrap_or(0);
        column += width;
        if column > columns {
            (row, column) = (row + 1, width);
        }
    }
    if column == columns {
        row += 1;
    }
    row + 1
}

#[cfg(test)]
mod tests {
    use super::typed_rows;

    #[test]
    fn rows_are_counted_by_display_width() {
        assert_eq!(typed_rows("> ", "abc", 10), 1);
        assert_eq!(typed_rows("> ", "abcdefgh", 10), 2);
        assert_eq!(typed_rows("> ", "abcdefghi", 10), 2);
        assert_eq!(typed_rows("> ", "字字字字字", 10), 2);
        assert_eq!(typed_rows("> ", "one\ntwo", 10), 2);
        assert_eq!(typed_rows("", "", 10), 1);
    }
}

//! Spaces that nobody sees.

/// A text with single spaces between its words, and none around them.
pub fn in_single_spaces(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

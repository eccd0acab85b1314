//! The words that a person has said identify nobody: one a line, in the person's own data folder.

use super::export::export;
use super::folder::read_text;
use super::private_folder::make_private_or_say;
use crate::model::spacing::in_single_spaces;
use crate::trouble::Trouble;
use std::path::Path;

const HEAD: &str = "# Words that reflect does not ask about. Take a line out, and it asks again.\n";

/// The words of a file; none where there is no file, or where it cannot be read: then they are asked about.
pub fn known_words(path: &Path) -> Vec<String> {
    let text = read_text(path).unwrap_or_default();
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

/// Adds words to the file.
///
/// # Errors
/// When it cannot be written.
pub fn add_known_words(path: &Path, words: &str) -> Result<(), Trouble> {
    if let Some(folder) = path.parent() {
        make_private_or_say(folder)?;
    }
    let mut known = known_words(path);
    let words = in_single_spaces(words);
    if !known.contains(&words) {
        known.push(words);
    }
    let text = format!("{HEAD}{}\n", known.join("\n"));
    export(path, text.as_bytes(), true)
}

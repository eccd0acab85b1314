//! The lines of a session file, read without building the session.
//!
//! Lists read thousands of files, and building every session whole costs several times as much as
//! reading its lines. That is only right where two things hold, and everything else is read whole:
//! the end mark shows that this program wrote these very bytes, so they are a session; and each line
//! stands by itself, as the program lays them out, so that no line is the inside of a longer text.
//! The only place that knows memchr.

pub mod head;

use super::file_text::{EndMark, Unreadable, read_session, split_end_mark};
use super::session::{FORMAT, Session};
use memchr::{memchr, memchr_iter, memmem};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use std::sync::LazyLock;

/// Hears the lines of a file. Whatever gives `None` sends the file to the whole reading.
pub trait Listener<'a> {
    /// A table begins: its name, and whether it is one of a list. Says whether its lines are wanted.
    fn table(&mut self, name: &'a str, listed: bool) -> bool;

    /// `key = value` in a wanted table; the value as it is spelled. See [`text_of`].
    fn entry(&mut self, key: &'a str, value: &'a str) -> Option<()>;

    /// One line of a list that takes several, under the key heard last.
    fn item(&mut self, value: &'a str) -> Option<()> {
        let _ = value;
        Some(())
    }
}

/// Reads a session by its lines where that is sure, and whole where it is not, and looks at its end
/// mark.
///
/// # Errors
/// When the text is not TOML, not a session, or of a newer format.
pub fn read_by_lines<T>(
    text: &str,
    by_lines: impl FnOnce(&str) -> Option<T>,
    whole: impl FnOnce(&Session) -> T,
) -> Result<(T, EndMark), Unreadable> {
    let (body, end_mark) = split_end_mark(text);
    if end_mark == EndMark::Right
        && is_of_this_format(body)
        && let Some(found) = by_lines(body)
    {
        return Ok((found, end_mark));
    }
    read_session(text).map(|(session, end_mark)| (whole(&session), end_mark))
}

/// Whether a file says that it has the shape that this version knows.
pub fn is_of_this_format(body: &str) -> bool {
    let expected = format!("format = {FORMAT}");
    let mut top = body.lines().take_while(|line| !line.starts_with('['));
    top.any(|line| line == expected)
}

/// Whether a name is that of a table of the format. Another one is somebody else's, and is read whole.
fn is_known(name: &str) -> bool {
    matches!(
        name,
        "actions"
            | "actions.updates"
            | "amendments"
            | "carried"
            | "closing"
            | "meeting"
            | "place"
            | "place.action"
            | "place.point"
            | "questions"
            | "questions_back"
            | "review"
            | "seal"
            | "seal.parts"
            | "sign_offs"
            | "steps"
    )
}

/// Whether a key stands for tables of the format, which a person may write as one value.
fn is_table(table: &str, key: &str) -> bool {
    match table {
        "" => is_known(key),
        "actions" => key == "updates",
        "place" => matches!(key, "action" | "point"),
        "seal" => key == "parts",
        _ => false,
    }
}

/// What a text of several lines begins with.
static THREE_QUOTES: LazyLock<[memmem::Finder<'static>; 2]> =
    LazyLock::new(|| ["\"\"\"", "'''"].map(memmem::Finder::new));

/// Tells a listener of every line in the tables that it wants; `None` where a line is not as this
/// program lays it out.
pub fn skim<'a>(text: &'a str, listener: &mut impl Listener<'a>) -> Option<()> {
    // Without these no text takes several lines, so a line that begins with a bracket and names a
    // table is the head of that table: no value is spelled so.
    let one_line_each = THREE_QUOTES
        .iter()
        .all(|quotes| quotes.find(text.as_bytes()).is_none());
    let escapes = memchr(b'\\', text.as_bytes()).is_some();
    let mut wanted = listener.table("", false);
    let mut name = "";
    let mut rest = text;
    loop {
        let end = head_of_next(rest);
        let (table, next) = rest.split_at_checked(end)?;
        if wanted || !one_line_each || name.is_empty() {
            lines(name, table, escapes, wanted, listener)?;
        }
        if next.is_empty() {
            return Some(());
        }
        let end = memchr(b'\n', next.as_bytes())?;
        let (next_name, listed) = header(next.get(..end)?)?;
        name = next_name;
        wanted = listener.table(name, listed);
        rest = next.get(end + 1..)?;
    }
}

/// Where the next line begins that begins with a bracket, with or without space before it.
fn head_of_next(text: &str) -> usize {
    let bytes = text.as_bytes();
    let line_of = |at: usize| {
        let before = bytes.get(..at).unwrap_or_default();
        let spaces = before
            .iter()
            .rev()
            .take_while(|byte| matches!(byte, b' ' | b'\t'));
        let begins = at - spaces.count();
        let ends_before = begins.checked_sub(1).and_then(|end| bytes.get(end));
        ends_before
            .is_none_or(|byte| *byte == b'\n')
            .then_some(begins)
    };
    memchr_iter(b'[', bytes)
        .find_map(line_of)
        .unwrap_or(text.len())
}

/// Tells of the lines of one table, or only makes sure of them.
fn lines<'a>(
    name: &str,
    table: &'a str,
    escapes: bool,
    wanted: bool,
    listener: &mut impl Listener<'a>,
) -> Option<()> {
    let mut in_list = false;
    let mut start = 0;
    for end in memchr_iter(b'\n', table.as_bytes()) {
        let line = table.get(start..end)?;
        start = end + 1;
        if in_list {
            if line == "]" {
                in_list = false;
                continue;
            }
            let item = line.trim_start_matches(' ').strip_suffix(',')?;
            ends_here(item, escapes)?;
            if wanted {
                listener.item(item)?;
            }
            continue;
        }
        match line.as_bytes().first() {
            None | Some(b'#') => {}
            Some(_) => {
                let after = line.bytes().position(|byte| !is_bare(byte))?;
                let (key, value) = line.split_at_checked(after)?;
                let value = value.strip_prefix(" = ")?;
                if is_table(name, key) {
                    return None;
                }
                in_list = value == "[";
                if !in_list {
                    ends_here(value, escapes)?;
                }
                if wanted {
                    listener.entry(key, value)?;
                }
            }
        }
    }
    (start == table.len() && !in_list).then_some(())
}

/// The id of a session, read by the lines down to where it stands.
pub fn id_of(body: &str) -> Option<&str> {
    let mut id = Id(None);
    let (top, _) = body.split_at_checked(head_of_next(body))?;
    // Nothing is heard beyond the id, and no line before it is the beginning of a longer text.
    let _ = lines("", top, true, true, &mut id);
    id.0
}

struct Id<'a>(Option<&'a str>);

impl<'a> Listener<'a> for Id<'a> {
    fn table(&mut self, _: &'a str, _: bool) -> bool {
        false
    }

    fn entry(&mut self, key: &'a str, value: &'a str) -> Option<()> {
        if key == "id" {
            self.0 = text_of(value);
            return None;
        }
        Some(())
    }
}

/// The words of a text as it is spelled, where no character in it is written as another.
pub fn text_of(value: &str) -> Option<&str> {
    let quotes = match value.as_bytes() {
        [b'"', b'"', b'"', _, ..] => "\"\"\"",
        [b'\'', b'\'', b'\'', _, ..] => "'''",
        [b'"', ..] => "\"",
        [b'\'', ..] => "'",
        _ => return None,
    };
    value.strip_prefix(quotes)?.strip_suffix(quotes)
}

/// The texts of a list that stands on one line, as they are spelled. Nothing where that is not sure.
pub fn items_of(value: &str) -> Option<Vec<&str>> {
    let mut rest = value.strip_prefix('[')?.strip_suffix(']')?;
    let mut items = Vec::new();
    while !rest.is_empty() {
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let inside = rest.get(1..)?;
        let end = inside.find(quote)?;
        if quote == '"' && inside.get(..end)?.contains('\\') {
            return None;
        }
        items.push(rest.get(..end + 2)?);
        rest = rest.get(end + 2..)?;
        if !rest.is_empty() {
            rest = rest.strip_prefix(", ")?;
        }
    }
    Some(items)
}

/// A word of the format, such as a status, by its spelling.
pub fn word_of<T: for<'de> Deserialize<'de>>(value: &str) -> Option<T> {
    let text: StrDeserializer<'_, Error> = text_of(value)?.into_deserializer();
    T::deserialize(text).ok()
}

/// The name of a table, and whether it is one of a list.
fn header(line: &str) -> Option<(&str, bool)> {
    let inside = line.strip_prefix('[')?.strip_suffix(']')?;
    let (name, listed) = match inside.strip_prefix('[') {
        Some(inside) => (inside.strip_suffix(']')?, true),
        None => (inside, false),
    };
    is_known(name).then_some((name, listed))
}

fn is_bare(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}

/// Whether a value is sure to end where its line ends, and to be spelled as it is meant.
fn ends_here(value: &str, escapes: bool) -> Option<()> {
    let plain = || !escapes || memchr(b'\\', value.as_bytes()).is_none();
    let sure = match value.as_bytes() {
        [quote @ (b'"' | b'\''), second, third, inside @ ..]
            if second == quote && third == quote =>
        {
            (*quote == b'\'' || plain()) && ends_with_three(inside, *quote)
        }
        [b'"', inside @ ..] => plain() && memchr(b'"', inside) == inside.len().checked_sub(1),
        [b'\'', inside @ ..] => memchr(b'\'', inside) == inside.len().checked_sub(1),
        // Three quotes could begin a text of several lines.
        [b'[', .., b']'] => !value.contains("\"\"\"") && !value.contains("'''"),
        [first, ..] => first.is_ascii_alphanumeric() && !value.contains(['#', '"', '\'', '[', '{']),
        [] => false,
    };
    sure.then_some(())
}

/// Whether some character may be written as another.
pub fn has_escape(spelled: &str) -> bool {
    memchr(b'\\', spelled.as_bytes()).is_some()
}

/// Whether the first three quotes in a row are the last; one or two more may belong to the text.
fn ends_with_three(inside: &[u8], quote: u8) -> bool {
    let first = memchr_iter(quote, inside).find(|at| {
        let three = inside.get(*at..*at + 3);
        three.is_some_and(|three| three.iter().all(|byte| *byte == quote))
    });
    let rest = first.and_then(|at| inside.get(at..));
    rest.is_some_and(|rest| rest.len() < 6 && rest.iter().all(|byte| *byte == quote))
}

#[cfg(test)]
mod tests;

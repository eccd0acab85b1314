//! Between a session and the text of its file: comments, unknown keys and the end mark.

use super::seal::digest;
use super::session::{FORMAT, Session};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt;
use toml::de::{DeTable, DeValue};
use toml_edit::{Array, DocumentMut, Item, Table, Value};

const END_MARK: &str = "# end ";

/// A review has five questions, and a session a handful of actions.
pub const MOST_ITEMS: usize = 1_000;

/// What the last line of a session file says about the bytes above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EndMark {
    /// The file is as the program wrote it.
    Right,
    /// There is none: the file was cut short, or written by hand.
    Missing,
    /// It belongs to other bytes: the file was edited by hand, or damaged.
    Wrong,
}

/// Why a text is not a file of this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It is not TOML, or not of the right shape. Line, where known, and what was found.
    Shape {
        /// The line, counted from 1.
        line: Option<usize>,
        /// What the reader says about it.
        found: String,
    },
    /// Nothing stands in it.
    Empty,
    /// It was written by a newer version of the program.
    Newer(i64),
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape { line, found } => {
                // In the words of the reader's crate.
                if let Some(key) = found.strip_prefix("missing field ") {
                    return write!(f, "it does not say its “{}”", key.trim_matches('`'));
                }
                match line {
                    Some(line) => write!(f, "line {line} cannot be understood ({found})"),
                    None => f.write_str(found),
                }
            }
            Self::Empty => f.write_str("it is empty"),
            Self::Newer(format) => write!(
                f,
                "it was written by a newer version of reflect (format {format}; this one reads format {FORMAT})"
            ),
        }
    }
}

/// Reads a session and looks at its end mark.
///
/// # Errors
/// When the text is not TOML, not a session, or of a newer format.
pub fn read_session(text: &str) -> Result<(Session, EndMark), Unreadable> {
    let session: Session = read(text)?;
    let twice = id_that_stands_twice(&session);
    let twice = twice.map(|id| format!("two of its questions, steps or actions are called “{id}”"));
    match too_many(&session).or(twice) {
        Some(found) => Err(Unreadable::Shape { line: None, found }),
        None => Ok((session, split_end_mark(text).1)),
    }
}

/// What there is more of than any meeting has. Much of what is done with a session takes as long as the square
/// of these.
fn too_many(session: &Session) -> Option<String> {
    let lists = [
        ("questions", session.questions.len()),
        ("steps", session.steps.len()),
        ("actions", session.actions.len()),
        ("actions carried over", session.carried.len()),
        ("questions back", session.questions_back.len()),
        ("amendments", session.amendments.len()),
        ("sign-offs", session.sign_offs.len()),
    ];
    let (what, count) = lists.into_iter().find(|(_, count)| *count > MOST_ITEMS)?;
    Some(format!(
        "it has {count} {what}, and a session has at most {MOST_ITEMS}"
    ))
}

fn id_that_stands_twice(session: &Session) -> Option<&str> {
    let mut ids: Vec<&str> = session.questions.iter().map(|q| q.id.as_str()).collect();
    ids.extend(session.steps.iter().map(|step| step.id.as_str()));
    ids.extend(session.actions.iter().map(|action| action.id.as_str()));
    ids.sort_unstable();
    ids.windows(2)
        .find(|pair| pair.first() == pair.last())?
        .first()
        .copied()
}

/// Reads a review or a session.
///
/// # Errors
/// When the text is not TOML, not of that shape, or of a newer format.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Unreadable> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.chars().all(|c| c.is_whitespace() || c == '\0') {
        return Err(Unreadable::Empty);
    }
    let shape = |error: toml::de::Error| Unreadable::Shape {
        line: error.span().map(|span| {
            1 + text
                .bytes()
                .take(span.start)
                .filter(|byte| *byte == b'\n')
                .count()
        }),
        found: error.message().trim().replace('\n', " "),
    };
    // The format is looked at first: a newer file may have another shape altogether.
    let table = DeTable::parse(text).map_err(shape)?;
    let format = table.get_ref().get("format").map(|value| value.get_ref());
    if let Some(DeValue::Integer(format)) = format
        && let Ok(format) = i64::from_str_radix(format.as_str(), format.radix())
        && format > i64::from(FORMAT)
    {
        return Err(Unreadable::Newer(format));
    }
    T::deserialize(toml::Deserializer::from(table)).map_err(shape)
}

/// A value as it stands in a file. By way of the text, since the library's own short cut loses which
/// texts are dates.
///
/// # Errors
/// When it cannot be written as TOML at all.
pub fn table(value: &impl Serialize) -> Result<toml::Table, String> {
    let text = toml::to_string(value).map_err(|error| error.to_string())?;
    toml::from_str(&text).map_err(|error| error.to_string())
}

/// The text above the end mark, and what the mark says of it.
pub fn split_end_mark(text: &str) -> (&str, EndMark) {
    let body_and_mark = text.trim_end();
    let start = body_and_mark.rfind('\n').map_or(0, |at| at + 1);
    let (body, last) = body_and_mark.split_at(start);
    match last.strip_prefix(END_MARK) {
        None => (text, EndMark::Missing),
        Some(mark) if mark == digest(body.as_bytes()) => (body, EndMark::Right),
        // An editor on Windows may have changed every line ending and nothing else.
        Some(mark) if mark == digest(body.replace("\r\n", "\n").as_bytes()) => {
            (body, EndMark::Right)
        }
        Some(_) => (body, EndMark::Wrong),
    }
}

/// The text of a session's file. Where a previous text is given, its comments and its layout stay
/// wherever the values under them are the same.
///
/// # Errors
/// When the session cannot be written as TOML, or does not read back as it was.
pub fn write_session(session: &Session, previous: Option<&str>) -> Result<String, String> {
    let mut document = document(session)?;
    let old = previous.and_then(|text| split_end_mark(text).0.parse::<DocumentMut>().ok());
    if let Some(old) = old {
        keep_layout(document.as_table_mut(), old.as_table());
        document.set_trailing(old.trailing().clone());
    }
    let mut text = document.to_string();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    match read::<Session>(&text) {
        // A number that is none is unlike itself, and still the same text.
        Ok(back) if back == *session || toml::to_string(&back) == toml::to_string(session) => {}
        Ok(_) => return Err("the file would not read back as it was said".into()),
        Err(error) => return Err(error.to_string()),
    }
    Ok(with_end_mark(&text))
}

/// A text with the end mark that belongs to it.
pub fn with_end_mark(text: &str) -> String {
    let mark = digest(text.as_bytes());
    format!("{text}{END_MARK}{mark}\n")
}

/// A fresh document: one answer a line, an empty line before every table.
fn document(value: &impl Serialize) -> Result<DocumentMut, String> {
    let text = toml::to_string(value).map_err(|error| error.to_string())?;
    let mut document: DocumentMut = text
        .parse()
        .map_err(|error: toml_edit::TomlError| error.to_string())?;
    for (_, item) in document.iter_mut() {
        spread_arrays(item);
    }
    Ok(document)
}

fn spread_arrays(item: &mut Item) {
    match item {
        Item::Value(Value::Array(array)) => spread(array),
        Item::Table(table) => table.iter_mut().for_each(|(_, item)| spread_arrays(item)),
        Item::ArrayOfTables(tables) => tables
            .iter_mut()
            .flat_map(Table::iter_mut)
            .for_each(|(_, item)| spread_arrays(item)),
        _ => {}
    }
}

/// A person who reads or edits the file finds one answer on each line.
fn spread(array: &mut Array) {
    let long = array.to_string().len() > 60 || array.len() > 3;
    if !long || array.is_empty() {
        return;
    }
    for value in array.iter_mut() {
        value.decor_mut().set_prefix("\n    ");
        value.decor_mut().set_suffix("");
    }
    array.set_trailing("\n");
    array.set_trailing_comma(true);
}

/// Puts the old spelling, spacing and comments back where the values are the same.
fn keep_layout(new: &mut Table, old: &Table) {
    *new.decor_mut() = old.decor().clone();
    for (key, old_item) in old.iter() {
        let Some(new_item) = new.get_mut(key) else {
            continue;
        };
        match (&mut *new_item, old_item) {
            (Item::Table(new), Item::Table(old)) => keep_layout(new, old),
            (Item::ArrayOfTables(new), Item::ArrayOfTables(old)) => {
                for (at, table) in new.iter_mut().enumerate() {
                    if let Some(old) = counterpart(table, at, old) {
                        keep_layout(table, old);
                    }
                }
            }
            // A person may write a whole table as a value.
            (new_item, Item::Value(old)) => {
                let new = new_item.clone().into_value();
                if new.is_ok_and(|new| same_value(&new, old)) {
                    *new_item = Item::Value(old.clone());
                }
            }
            _ => {}
        }
        let alike = new_item.is_value() == old_item.is_value();
        if alike && let (Some(mut new_key), Some(old_key)) = (new.key_mut(key), old.key(key)) {
            *new_key.leaf_decor_mut() = old_key.leaf_decor().clone();
        }
    }
}

/// The old table that a new one continues: the one with its id, or the one in its place.
fn counterpart<'a>(
    table: &Table,
    at: usize,
    old: &'a toml_edit::ArrayOfTables,
) -> Option<&'a Table> {
    let id = |table: &Table| Some(table.get("id")?.as_str()?.to_owned());
    match id(table) {
        Some(wanted) => old.iter().find(|old| id(old).as_ref() == Some(&wanted)),
        None => old.get(at),
    }
}

fn same_value(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::String(a), Value::String(b)) => a.value() == b.value(),
        (Value::Integer(a), Value::Integer(b)) => a.value() == b.value(),
        (Value::Float(a), Value::Float(b)) => a.value().to_bits() == b.value().to_bits(),
        (Value::Boolean(a), Value::Boolean(b)) => a.value() == b.value(),
        (Value::Datetime(a), Value::Datetime(b)) => a.value() == b.value(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| same_value(a, b))
        }
        (Value::InlineTable(a), Value::InlineTable(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, a)| b.get(key).is_some_and(|b| same_value(a, b)))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;

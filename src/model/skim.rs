//! The lines of a session file, read without building the session.
//!
//! Lists read thousands of files, and building every session whole costs several times as much as
//! reading its lines. That is only right where two things hold, and everything else is read whole:
//! the end mark shows that this program wrote these very bytes, so they are a session; and each line
//! stands by itself, as the program lays them out, so that no line is the inside of a longer text.
//! The only place that knows memchr.

use super::file_text::{EndMark, Unreadable, read_session, split_end_mark};
use super::session::Session;
use memchr::{memchr, memchr_iter};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};

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
pub fn read_by_lines<T: for<'s> From<&'s Session>>(
    text: &str,
    by_lines: impl FnOnce(&str) -> Option<T>,
) -> Result<(T, EndMark), Unreadable> {
    let (body, end_mark) = split_end_mark(text);
    if end_mark == EndMark::Right
        && let Some(found) = by_lines(body)
    {
        return Ok((found, end_mark));
    }
    read_session(text).map(|(session, end_mark)| (T::from(&session), end_mark))
}

/// Tells a listener of every line; `None` where a line is not as this program lays it out.
pub fn skim<'a>(text: &'a str, listener: &mut impl Listener<'a>) -> Option<()> {
    let mut wanted = listener.table("", false);
    let mut in_list = false;
    let mut rest = text;
    while !rest.is_empty() {
        let end = memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let line = rest.get(..end)?;
        rest = rest.get(end + 1..).unwrap_or_default();
        if in_list {
            if line == "]" {
                in_list = false;
                continue;
            }
            let item = line.trim_start_matches(' ').strip_suffix(',')?;
            ends_here(item)?;
            if wanted {
                listener.item(item)?;
            }
            continue;
        }
        match line.as_bytes().first() {
            None | Some(b'#') => {}
            Some(b'[') => {
                let (name, listed) = header(line)?;
                wanted = listener.table(name, listed);
            }
            Some(_) => {
                // No key of this program has a space in it.
                let (key, value) = line.split_at_checked(memchr(b' ', line.as_bytes())?)?;
                let value = value.strip_prefix(" = ")?;
                if !key.bytes().all(is_bare) {
                    return None;
                }
                in_list = value == "[";
                if !in_list {
                    ends_here(value)?;
                }
                if wanted {
                    listener.entry(key, value)?;
                }
            }
        }
    }
    (!in_list).then_some(())
}

/// The id of a session, read by the lines down to where it stands.
pub fn id_of(body: &str) -> Option<&str> {
    let mut id = Id(None);
    // Nothing is heard beyond the id.
    let _ = skim(body, &mut id);
    id.0
}

struct Id<'a>(Option<&'a str>);

impl<'a> Listener<'a> for Id<'a> {
    fn table(&mut self, name: &'a str, _: bool) -> bool {
        name.is_empty()
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
    for quotes in ["\"\"\"", "'''", "\"", "'"] {
        if let Some(inside) = value.strip_prefix(quotes) {
            return inside.strip_suffix(quotes);
        }
    }
    None
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
    let plain = name.bytes().all(|byte| is_bare(byte) || byte == b'.');
    plain.then_some((name, listed))
}

fn is_bare(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}

/// Whether a value is sure to end where its line ends, and to be spelled as it is meant.
fn ends_here(value: &str) -> Option<()> {
    let sure = match value.as_bytes() {
        [b'"', b'"', b'"', inside @ ..] => ends_with_three(inside, b'"') && !has_escape(value),
        [b'\'', b'\'', b'\'', inside @ ..] => ends_with_three(inside, b'\''),
        [b'"', inside @ ..] => ends_with_one(inside, b'"') && !has_escape(value),
        [b'\'', inside @ ..] => ends_with_one(inside, b'\''),
        [b'[', inside @ .., b']'] => !inside
            .windows(3)
            .any(|three| three == b"\"\"\"" || three == b"\'\'\'"),
        [first, ..] => first.is_ascii_alphanumeric() && !value.contains(['#', '"', '\'', '[', '{']),
        [] => false,
    };
    sure.then_some(())
}

/// Whether some character may be written as another.
pub fn has_escape(spelled: &str) -> bool {
    memchr(b'\\', spelled.as_bytes()).is_some()
}

/// Whether the first closing quote is the last byte.
fn ends_with_one(inside: &[u8], quote: u8) -> bool {
    memchr(quote, inside).is_some_and(|at| at + 1 == inside.len())
}

/// Whether the first three closing quotes are the last; as many as two more may belong to the text.
fn ends_with_three(inside: &[u8], quote: u8) -> bool {
    let mut ends = memchr_iter(quote, inside);
    let three = ends.find_map(|at| {
        let rest = inside.get(at..)?;
        rest.starts_with(&[quote; 3]).then_some(rest)
    });
    three.is_some_and(|rest| rest.len() < 6 && rest.iter().all(|byte| *byte == quote))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes down what it hears.
    #[derive(Default)]
    struct Heard(Vec<String>);

    impl<'a> Listener<'a> for Heard {
        fn table(&mut self, name: &'a str, listed: bool) -> bool {
            self.0.push(format!("{name} {listed}"));
            true
        }
        fn entry(&mut self, key: &'a str, value: &'a str) -> Option<()> {
            self.0.push(format!("{key}: {value}"));
            Some(())
        }
        fn item(&mut self, value: &'a str) -> Option<()> {
            self.0.push(text_of(value)?.to_owned());
            Some(())
        }
    }

    #[test]
    fn lines_are_told_in_order() {
        let text = "# remark\nid = \"x\"\n\n[[actions]]\nlist = [\n    \"a\",\n    '''it's \"b\"''',\n    \"\"\"c\"\"\"\",\n]\ndue = 2026-10-31\n";
        let mut heard = Heard::default();
        assert_eq!(skim(text, &mut heard), Some(()));
        assert_eq!(
            heard.0,
            [
                " false",
                "id: \"x\"",
                "actions true",
                "list: [",
                "a",
                "it's \"b\"",
                "c\"",
                "due: 2026-10-31"
            ]
        );
    }

    #[test]
    fn what_is_not_laid_out_by_the_program_is_left_to_the_whole_reading() {
        for text in [
            "a = \"\"\"\n[[actions]]\n\"\"\"\n",
            "a = '''one\ntwo'''\n",
            "a = \"\"\"one\"\"\" # \"\"\"\n",
            "a = \"one\" # \"two\"\n",
            "a = \"tab\\t\"\n",
            "a = [\n  [1],\n]\n",
            "a = [\n  \"one\"\n]\n",
            "a = [\"\"\"one]\ntwo\"\"\"]\n",
            "a = [ # why\n]\n",
            "a = {b = 1}\n",
            "a.b = 1\n",
            "\"a\" = 1\n",
            "a=1\n",
            " a = 1\n",
            "[a] # b\n",
            "[ a ]\n",
            "[\"a\"]\n",
            "a = 1 # b\n",
            "a = \"b\"\r\n",
            "\u{feff}a = 1\n",
        ] {
            assert_eq!(skim(text, &mut Heard::default()), None, "{text}");
        }
    }
}

//! What is said at once: lines with a meaning, which each way of prompting draws in its own way.

use crate::render::wrap;

/// A few lines that belong together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passage(pub Vec<Line>);

/// One line, by what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// The name of a stage.
    Heading(String),
    /// The question or step under discussion, with its place: "[2/6]".
    Topic(String, String),
    /// Words to read, or to read aloud.
    Text(String),
    /// An item of a list.
    Item(String),
    /// A numbered item, as it is edited by.
    Numbered(usize, String),
    /// Something that has just been kept.
    Saved(String),
    /// Something that has been settled.
    Done(String),
    /// A quiet word on what can be typed.
    Hint(String),
    /// Something to know before going on.
    Notice(String),
    /// Laid out already: a table.
    Laid(String),
    /// An empty line.
    Gap,
}

impl Passage {
    /// A passage of one line.
    pub fn of(line: Line) -> Self {
        Self(vec![line])
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a line.
    pub fn push(&mut self, line: Line) {
        self.0.push(line);
    }
}

impl FromIterator<Line> for Passage {
    fn from_iter<T: IntoIterator<Item = Line>>(lines: T) -> Self {
        Self(lines.into_iter().collect())
    }
}

/// The ornaments before a line, each with its shape in plain letters.
#[derive(Debug, Clone, Copy)]
pub struct Marks {
    /// Before an item and a saved point.
    pub item: &'static str,
    /// Before what has been settled.
    pub done: &'static str,
    /// Before the place where a person types.
    pub typing: &'static str,
}

impl Marks {
    /// For a terminal that shows Unicode.
    pub const UNICODE: Self = Self {
        item: "•",
        done: "✔",
        typing: "›",
    };
    /// For one that does not.
    pub const ASCII: Self = Self {
        item: "-",
        done: "*",
        typing: ">",
    };
}

impl Line {
    /// The line as rows of text, wrapped by words to a width, or one row where there is no width.
    pub fn rows(&self, columns: Option<usize>, marks: Marks) -> Vec<String> {
        let wrapped = |first: &str, rest: &str, text: &str| wrap::wrap(text, columns, first, rest);
        match self {
            Self::Heading(text) => wrapped("", "", text),
            Self::Topic(place, text) => {
                let mut rows = wrapped("", "", place);
                rows.extend(wrapped("", "", text));
                rows
            }
            Self::Text(text) | Self::Hint(text) => wrapped("", "", text),
            Self::Notice(text) => wrap::wrap_between_words(text, columns, "", ""),
            Self::Item(text) | Self::Saved(text) => {
                wrapped(&format!("{} ", marks.item), "  ", text)
            }
            Self::Numbered(number, text) => {
                let first = format!("{number}. ");
                let rest = " ".repeat(first.len());
                wrapped(&first, &rest, text)
            }
            Self::Done(text) => {
                wrap::wrap_between_words(text, columns, &format!("{} ", marks.done), "  ")
            }
            Self::Laid(text) => text.lines().map(str::to_owned).collect(),
            Self::Gap => vec![String::new()],
        }
    }
}

//! A page as a value: what it says, in order, before anything decides how it looks.

/// What stands in the room to write in, where a format has to put something there.
pub const WRITE_HERE: &str = "Write here";

/// A page: its blocks in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document(pub Vec<Block>);

/// One part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The title of the page; there is one, and it comes first.
    Title(String),
    /// The heading of a section.
    Heading(String),
    /// A label and what belongs to it.
    Fact(String, String),
    /// A paragraph.
    Paragraph(String),
    /// A numbered question or step, above its points.
    Numbered(usize, String),
    /// What became of the numbered thing above, in a few words.
    Remark(String),
    /// Whose points come next, under the numbered thing above.
    Voice(String),
    /// A point under the numbered thing above, or in a list of its own.
    Point(String),
    /// Room to write so many lines, on a page that is filled in by hand.
    Room(usize),
    /// A table.
    Table(Vec<&'static str>, Vec<Vec<String>>),
}

impl Document {
    /// Adds a block.
    pub fn push(&mut self, block: Block) {
        self.0.push(block);
    }

    /// Adds a heading and what stands under it, or nothing where nothing does.
    pub fn section(&mut self, heading: &str, blocks: Vec<Block>) {
        if !blocks.is_empty() {
            self.push(Block::Heading(heading.to_owned()));
            self.0.extend(blocks);
        }
    }

    /// Adds a fact, or nothing where there is none.
    pub fn fact(&mut self, label: &str, value: Option<String>) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            self.push(Block::Fact(label.to_owned(), value));
        }
    }
}

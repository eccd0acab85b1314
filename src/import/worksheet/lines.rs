//! Reads a sheet line by line. Not by a Markdown parser: that would take a star, an angle bracket or a
//! double space for markup, and answers keep their words.

mod fields;
mod items;

use super::labels::{CLOSE, Field, MEETING, Section, section_named};
use super::marks::{fact, heading, is_rule, number_of};
use super::printed::{Printed, plain};
use super::{OfAction, Said, Worksheet};
use crate::import::text::without_bullet;
use crate::model::review::Review;
use crate::render::document::WRITE_HERE;
use crate::render::worksheet::label;

/// The review that is named at the top.
pub fn review_named(text: &str) -> Option<Said> {
    let mut lines = numbered(text);
    lines.find_map(|(line, text)| {
        let (name, words) = fact(text.trim())?;
        let is_named = name == plain(label::REVIEW) && !words.is_empty();
        is_named.then(|| Said {
            line,
            words: words.to_owned(),
        })
    })
}

/// Everything on the sheet.
pub fn read(text: &str, review: &Review) -> Worksheet {
    let mut reader = Reader {
        review,
        printed: Printed::of(review),
        sheet: Worksheet::default(),
        section: Some(Section::Meeting),
        place: Place::None,
        open: Open::None,
        before: String::new(),
        behind_label: false,
        rest: String::new(),
        has_headings: numbered(text).any(|(_, line)| {
            heading(line.trim()).is_some_and(|(_, words)| section_named(words).is_some())
        }),
    };
    let mut held: Option<(usize, String)> = None;
    for (line, text) in numbered(text) {
        let mut whole = (line, text.to_owned());
        if let Some((begun, before)) = held.take() {
            let joined = format!("{before} {}", text.trim());
            if reader.printed.is_of_label(without_mark(&joined)) {
                whole = (begun, joined);
            } else {
                reader.take(begun, &before);
                reader.before = before.trim().to_owned();
            }
        }
        if reader.printed.begins_label(without_mark(&whole.1)) {
            held = Some(whole);
            continue;
        }
        reader.take(whole.0, &whole.1);
        reader.before = text.trim().to_owned();
    }
    if let Some((line, text)) = held {
        reader.take(line, &text);
    }
    let is_said = |action: &OfAction| action.first().is_some();
    reader.sheet.actions.retain(is_said);
    reader.sheet
}

fn without_mark(line: &str) -> &str {
    let line = line.trim();
    without_bullet(line).unwrap_or(line)
}

/// The lines and their numbers, however the lines end.
fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.split('\n').flat_map(|line| {
        let line = line.strip_suffix('\r').unwrap_or(line);
        line.split(['\r', '\u{b}', '\u{2028}'])
    });
    (1..).zip(lines)
}

/// Under what a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    None,
    /// A question or a step, counted from 0 in what was read.
    Item(usize),
}

/// What the next line may go on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    None,
    /// The heading of an item, which an editor may have wrapped.
    Heading,
    /// A point; whether it had a mark.
    Point(bool),
    /// What stands behind a label.
    Field(Field),
    /// Something that was passed over.
    Passed,
}

struct Reader<'r> {
    review: &'r Review,
    printed: Printed,
    sheet: Worksheet,
    /// Nothing under a heading that is not the sheet's.
    section: Option<Section>,
    place: Place,
    open: Open,
    /// The line before.
    before: String,
    /// Whether a list of roles stands on the line of its label.
    behind_label: bool,
    /// The rest of the printed text that the line before began, where an editor may have wrapped it.
    rest: String,
    /// Whether sections begin with headings of Markdown, so that a word alone need not be one.
    has_headings: bool,
}

impl Reader<'_> {
    fn take(&mut self, line: usize, text: &str) {
        let indented = text.starts_with([' ', '\t']);
        let text = text.trim().trim_start_matches('\u{feff}');
        if text.is_empty() || is_rule(text) || text == WRITE_HERE {
            self.rest.clear();
            // What belongs to a label may stand below an empty line, where nothing stands behind it.
            let open = self.open;
            let waits = matches!(open, Open::Field(field) if !self.has_words(field));
            if !waits {
                self.open = Open::None;
            }
            return;
        }
        if let Some((level, heading)) = heading(text) {
            return self.heading(line, level, heading);
        }
        // A word alone, such as "Actions", may be a point.
        let may_be_a_point = self.has_headings && !text.contains(' ') && self.place != Place::None;
        if let Some(section) = section_named(text.trim_matches(['*', '_']))
            && !may_be_a_point
        {
            if !text.contains(' ') && self.place != Place::None {
                self.sheet.remarks.push(format!(
                    "Line {line}: “{text}” is taken as the heading of a part of the sheet, and not as a point."
                ));
            }
            return self.enter(Some(section));
        }
        match self.section {
            None => self.pass_over(line, text),
            Some(Section::Case | Section::LeftOut) => {
                if !self.is_printed(without_mark(text)) {
                    self.pass_over(line, text);
                }
            }
            Some(Section::Questions | Section::Steps) => self.item_line(line, text, indented),
            Some(Section::Actions) => self.action_line(line, text, indented),
            Some(Section::Meeting) => self.fact_line(line, text, indented, &MEETING),
            Some(Section::Close) => self.fact_line(line, text, indented, &CLOSE),
        }
    }

    fn enter(&mut self, section: Option<Section>) {
        self.section = section;
        self.rest.clear();
        self.place = Place::None;
        self.open = Open::None;
    }

    fn heading(&mut self, line: usize, level: usize, heading: &str) {
        self.open = Open::None;
        if let Some(section) = section_named(heading) {
            return self.enter(Some(section));
        }
        match self.section {
            Some(Section::Questions | Section::Steps) => {
                if let Some(at) = self.item_meant(heading, true) {
                    return self.begin_item(line, at, heading);
                }
                let is_item = level > 2 && number_of(heading).is_none();
                self.pass_over(line, heading);
                if !is_item {
                    self.enter((level > 2).then_some(self.section).flatten());
                }
            }
            Some(Section::Actions) if level > 2 => self.begin_action(line, heading),
            Some(Section::Meeting) if level == 1 => {
                if !plain(heading).starts_with("worksheet") {
                    self.pass_over(line, heading);
                }
            }
            _ => {
                self.pass_over(line, heading);
                if level <= 2 {
                    self.enter(None);
                }
            }
        }
    }

    fn pass_over(&mut self, line: usize, text: &str) {
        self.open = Open::Passed;
        self.sheet.passed_over.push(Said {
            line,
            words: text.to_owned(),
        });
    }
}

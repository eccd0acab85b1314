//! Reads a sheet line by line. Not by a Markdown parser: that would take a star, an angle bracket or a
//! double space for markup, and answers keep their words.

use super::labels::{
    CLOSE, Field, MEETING, OF_ACTION, STEP, Section, field_named, field_of, section_named,
};
use super::marks::{
    continues, disposition_and_more, fact, heading, is_full, is_rule, number_of, outcome,
};
use super::printed::{Printed, plain, rest_after};
use super::{OfAction, OfQuestion, OfStep, Said, Worksheet};
use crate::import::text::without_bullet;
use crate::model::meeting::roles;
use crate::model::review::Review;
use crate::model::session::Disposition;
use crate::query::likeness::likeness;
use crate::render::document::WRITE_HERE;
use crate::render::worksheet::{ACTION, label};

/// Words this much alike are the same question.
const SAME: f64 = 0.75;

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

    fn texts(&self) -> &[String] {
        match self.section {
            Some(Section::Steps) => &self.printed.steps,
            _ => &self.printed.questions,
        }
    }

    /// The question or step, counted from 0, that a heading or a line names.
    fn item_meant(&self, text: &str, is_heading: bool) -> Option<usize> {
        let word = match self.section {
            Some(Section::Steps) => "step",
            _ => "question",
        };
        let texts = self.texts();
        let small = plain(text);
        let (number, rest) = match number_of(&small) {
            Some((number, rest)) => (number, rest),
            None => {
                let same = |known: &String| *known == small;
                return texts.iter().position(same);
            }
        };
        let at = number.checked_sub(1).filter(|at| *at < texts.len())?;
        let known = texts.get(at)?;
        let named = small.starts_with(word) || small.starts_with(word.get(..1)?);
        let bare = rest.is_empty() && named;
        let is_text = rest.chars().count() > 12 && known.starts_with(rest)
            || known == rest
            || likeness(known, rest) >= SAME;
        (is_heading || bare || is_text).then_some(at)
    }

    fn begin_item(&mut self, line: usize, at: usize, heading: &str) {
        let small = plain(heading);
        let rest = number_of(&small).map_or("", |(_, rest)| rest);
        let known = self.texts().get(at).cloned().unwrap_or_default();
        let questions = self.section == Some(Section::Questions);
        let noun = if questions { "question" } else { "step" };
        if !rest.is_empty() && !known.starts_with(rest) && likeness(&known, rest) < SAME {
            self.sheet.remarks.push(format!(
                "Line {line}: {noun} {} has other words on the sheet. The words of the review are kept with the answers.",
                at + 1
            ));
        }
        let place = if questions {
            let id = self.review.questions.get(at).map(|q| q.id.clone());
            place_of(&mut self.sheet.questions, &id.unwrap_or_default())
        } else {
            let id = self.review.steps.get(at).map(|step| step.id.clone());
            place_of(&mut self.sheet.steps, &id.unwrap_or_default())
        };
        self.place = Place::Item(place);
        self.open = Open::Heading;
        self.rest = known
            .strip_prefix(rest)
            .unwrap_or_default()
            .trim()
            .to_owned();
        if rest.is_empty() {
            self.rest.clear();
        }
    }

    /// Whether a line is printed on the sheet, or goes on exactly where the printed line before it was
    /// wrapped. Words that only stand somewhere in the print are the team's.
    fn is_printed(&mut self, line: &str) -> bool {
        let line = plain(line);
        let rest = rest_after(&self.rest, &line).or_else(|| self.printed.rest_after(&line));
        let is_printed = rest.is_some();
        self.rest = rest.unwrap_or_default();
        is_printed
    }

    /// Whether a line is the rest of the heading above it, which an editor has wrapped.
    fn is_rest_of_the_heading(&mut self, line: &str) -> bool {
        let rest = rest_after(&self.rest, &plain(line));
        let is_rest = rest.is_some();
        self.rest = rest.unwrap_or_default();
        is_rest
    }

    fn item_line(&mut self, line: usize, text: &str, indented: bool) {
        let marked = without_bullet(text).filter(|_| text != "o");
        let bare = text.trim_matches(['*', '_']);
        if let Some(at) = self.item_meant(bare, false) {
            return self.begin_item(line, at, bare);
        }
        let Place::Item(place) = self.place else {
            if !self.is_printed(text) {
                self.pass_over(line, text);
            }
            return;
        };
        let may_be_wrapped = marked.is_none() && self.open == Open::Heading;
        if may_be_wrapped && self.is_rest_of_the_heading(text) {
            return;
        }
        let words = marked.unwrap_or(text);
        if words.is_empty() {
            self.open = Open::None;
            return;
        }
        if self.section == Some(Section::Steps)
            && let Some((name, value)) = fact(words)
            && let Some(Field::Became) = field_named(&STEP, &name)
        {
            self.open = Open::Field(Field::Became);
            return self.became(line, place, value);
        }
        let said = Said {
            line,
            words: words.to_owned(),
        };
        if marked.is_none() && self.goes_on(place, indented, words) {
            return;
        }
        self.open = Open::Point(marked.is_some());
        if self.section == Some(Section::Steps) {
            if self.open_disposition(place, &said) {
                return;
            }
            if let Some(step) = self.sheet.steps.get_mut(place) {
                step.answers.push(said);
            }
        } else if let Some(question) = self.sheet.questions.get_mut(place) {
            match outcome(words) {
                Some((outcome, reason)) if question.outcome.is_none() => {
                    let said = |words: &str| Said {
                        line,
                        words: words.to_owned(),
                    };
                    question.outcome = Some(said(outcome));
                    question.reason = (!reason.is_empty()).then(|| said(reason));
                    self.open = Open::None;
                }
                _ => question.answers.push(said),
            }
        }
    }

    /// Adds a line to the point above it, where it goes on there.
    fn goes_on(&mut self, place: usize, indented: bool, words: &str) -> bool {
        let Open::Point(was_marked) = self.open else {
            return false;
        };
        // Under a mark what is further in goes on; without one every line may be further in.
        let indented = indented && was_marked;
        let answers = match self.section {
            Some(Section::Steps) => self.sheet.steps.get_mut(place).map(|s| &mut s.answers),
            _ => self.sheet.questions.get_mut(place).map(|q| &mut q.answers),
        };
        match answers.and_then(|answers| answers.last_mut()) {
            Some(last) if continues(&self.before, indented, words) => {
                last.words.push(' ');
                last.words.push_str(words);
                true
            }
            _ => false,
        }
    }

    /// What stands behind "What became of it": a disposition, and perhaps more in the same line.
    fn became(&mut self, line: usize, place: usize, value: &str) {
        let Some(step) = self.sheet.steps.get_mut(place) else {
            return;
        };
        if value.is_empty() {
            return;
        }
        let (word, more) = disposition_and_more(value);
        let said = |words: &str| Said {
            line,
            words: words.to_owned(),
        };
        if let Some(first) = &step.disposition {
            let words = format!(
                "{value} (line {} has said {} already)",
                first.line, first.words
            );
            return self.sheet.passed_over.push(said(&words));
        }
        step.disposition = Some(said(word));
        if !more.is_empty() {
            step.answers.push(said(more));
        }
    }

    /// A disposition that stands on a line of its own, where its label was left empty.
    fn open_disposition(&mut self, place: usize, said: &Said) -> bool {
        let Some(step) = self.sheet.steps.get_mut(place) else {
            return false;
        };
        let small = plain(said.words.trim_end_matches('.'));
        let is_word = Disposition::ALL.iter().any(|d| d.word() == small);
        if !is_word || step.disposition.is_some() || !step.answers.is_empty() {
            return false;
        }
        step.disposition = Some(said.clone());
        true
    }

    fn begin_action(&mut self, line: usize, heading: &str) {
        self.sheet.actions.push(OfAction::default());
        let words = match number_of(heading) {
            Some((_, rest)) => rest,
            None => heading,
        };
        if plain(words) != plain(ACTION) && !words.is_empty() {
            self.set(
                Field::What,
                Said {
                    line,
                    words: words.to_owned(),
                },
            );
        }
    }

    fn action_line(&mut self, line: usize, text: &str, indented: bool) {
        if text.starts_with('|') {
            // The minutes have a table of actions; here it would be read wrongly.
            return self.pass_over(line, text);
        }
        let marked = without_bullet(text);
        let words = marked.unwrap_or(text);
        if words.is_empty() || self.is_printed(text) {
            return;
        }
        if let Some((name, value)) = fact(words)
            && let Some(field) = field_named(&OF_ACTION, &name)
        {
            let last = self.sheet.actions.last();
            let again = last.is_none_or(|last| {
                field == Field::What && last.first().is_some() || field_of(last, field).is_some()
            });
            if again {
                self.sheet.actions.push(OfAction::default());
            }
            self.open = Open::Field(field);
            return self.set_words(line, field, value);
        }
        // "1. Action" in a plain text, or "Action 2".
        let small = plain(words);
        let named = small.starts_with("action ") && number_of(words).is_some();
        if named || small == plain(ACTION) {
            self.open = Open::None;
            return self.begin_action(line, words);
        }
        if marked.is_none() && self.field_goes_on(line, indented, words) {
            return;
        }
        // A line without a label is an action of which nothing else is known.
        if self
            .sheet
            .actions
            .last()
            .is_none_or(|last| last.first().is_some())
        {
            self.sheet.actions.push(OfAction::default());
        }
        self.open = Open::Field(Field::What);
        self.set_words(line, Field::What, words);
    }

    fn fact_line(&mut self, line: usize, text: &str, indented: bool, known: &[(&str, Field)]) {
        let marked = without_bullet(text);
        let words = marked.unwrap_or(text);
        if words.is_empty() || self.is_printed(text) || plain(text) == self.printed.title {
            return;
        }
        if let Some((name, value)) = fact(words)
            && let Some(field) = field_named(known, &name)
        {
            self.open = Open::Field(field);
            self.behind_label = !value.is_empty();
            if self.value(field).is_some() && !value.is_empty() {
                return self.pass_over(line, text);
            }
            return self.set_words(line, field, value);
        }
        if let Open::Field(field @ (Field::Present | Field::Apologies)) = self.open
            && fact(words).is_none()
            && (indented || !self.behind_label && (marked.is_some() || !self.has_words(field)))
        {
            return self.set_words(line, field, words);
        }
        if marked.is_none() && self.role_goes_on(line, words) {
            return;
        }
        if !self.field_goes_on(line, indented, words) {
            self.pass_over(line, text);
        }
    }

    /// Adds a line to what stands behind the label above it, where it goes on there.
    fn field_goes_on(&mut self, line: usize, indented: bool, words: &str) -> bool {
        let Open::Field(field) = self.open else {
            return false;
        };
        if matches!(field, Field::Present | Field::Apologies) {
            return false;
        }
        let goes_on = continues(&self.before, indented, words);
        match self.value(field) {
            None => {
                self.set_words(line, field, words);
                true
            }
            Some(before) if goes_on => {
                before.words.push(' ');
                before.words.push_str(words);
                true
            }
            Some(_) => false,
        }
    }

    /// A list of roles that an editor has wrapped, perhaps in the middle of one.
    fn role_goes_on(&mut self, line: usize, words: &str) -> bool {
        let list = match self.open {
            Open::Field(Field::Present) => &mut self.sheet.present,
            Open::Field(Field::Apologies) => &mut self.sheet.apologies,
            _ => return false,
        };
        let is_new = self.before.ends_with([',', ';']);
        let goes_on = is_new || is_full(&self.before);
        let Some(last) = list.last_mut().filter(|_| goes_on) else {
            return false;
        };
        let mut roles = roles(words).into_iter();
        if !is_new && let Some(rest) = roles.next() {
            last.words.push(' ');
            last.words.push_str(&rest);
        }
        list.extend(roles.map(|words| Said { line, words }));
        true
    }

    fn has_words(&mut self, field: Field) -> bool {
        match field {
            Field::Present => !self.sheet.present.is_empty(),
            Field::Apologies => !self.sheet.apologies.is_empty(),
            _ => self.value(field).is_some(),
        }
    }

    fn set_words(&mut self, line: usize, field: Field, words: &str) {
        let said = |words: &str| Said {
            line,
            words: words.to_owned(),
        };
        let list = match field {
            Field::Present => &mut self.sheet.present,
            Field::Apologies => &mut self.sheet.apologies,
            _ if words.is_empty() => return,
            _ => return self.set(field, said(words)),
        };
        list.extend(roles(words).iter().map(|role| said(role)));
    }

    fn set(&mut self, field: Field, said: Said) {
        if let Some(place) = self.place_for(field) {
            *place = Some(said);
        }
    }

    fn value(&mut self, field: Field) -> Option<&mut Said> {
        self.place_for(field).and_then(Option::as_mut)
    }

    fn place_for(&mut self, field: Field) -> Option<&mut Option<Said>> {
        let sheet = &mut self.sheet;
        Some(match field {
            Field::Review => &mut sheet.review,
            Field::Team => &mut sheet.team,
            Field::Date => &mut sheet.date,
            Field::Facilitator => &mut sheet.facilitator,
            Field::Minutes => &mut sheet.minutes,
            Field::Audience => &mut sheet.audience,
            Field::Learning => &mut sheet.learning,
            Field::Wellbeing => &mut sheet.wellbeing,
            Field::NextMeeting => &mut sheet.next_meeting,
            Field::What => &mut sheet.actions.last_mut()?.what,
            Field::Owner => &mut sheet.actions.last_mut()?.owner,
            Field::Due => &mut sheet.actions.last_mut()?.due,
            Field::Know => &mut sheet.actions.last_mut()?.know,
            Field::From => &mut sheet.actions.last_mut()?.from,
            Field::Present | Field::Apologies | Field::Became => return None,
        })
    }

    fn pass_over(&mut self, line: usize, text: &str) {
        self.open = Open::Passed;
        self.sheet.passed_over.push(Said {
            line,
            words: text.to_owned(),
        });
    }
}

/// What was read for a question or a step.
trait Item {
    fn id(&self) -> &str;
    fn of(id: &str) -> Self;
}

impl Item for OfQuestion {
    fn id(&self) -> &str {
        &self.id
    }

    fn of(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            ..Self::default()
        }
    }
}

impl Item for OfStep {
    fn id(&self) -> &str {
        &self.id
    }

    fn of(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            ..Self::default()
        }
    }
}

/// Where an item stands among those that were read, from now on at least.
fn place_of<T: Item>(items: &mut Vec<T>, id: &str) -> usize {
    if let Some(at) = items.iter().position(|item| item.id() == id) {
        return at;
    }
    items.push(T::of(id));
    items.len() - 1
}

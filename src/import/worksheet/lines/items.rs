//! The questions and steps of a sheet: which one a line is about, and what it says of it.

use super::{Open, Place, Reader};
use crate::import::text::without_bullet;
use crate::import::worksheet::labels::{Field, STEP, Section, field_named};
use crate::import::worksheet::marks::{continues, disposition_and_more, fact, number_of, outcome};
use crate::import::worksheet::printed::{plain, rest_after};
use crate::import::worksheet::{OfQuestion, OfStep, Said};
use crate::model::step_record::Disposition;
use crate::query::likeness::likeness;

/// Words this much alike are the same question.
const SAME: f64 = 0.75;

impl Reader<'_> {
    pub(super) fn texts(&self) -> &[String] {
        match self.section {
            Some(Section::Steps) => &self.printed.steps,
            _ => &self.printed.questions,
        }
    }

    /// The question or step, counted from 0, that a heading or a line names.
    pub(super) fn item_meant(&self, text: &str, is_heading: bool) -> Option<usize> {
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

    pub(super) fn begin_item(&mut self, line: usize, at: usize, heading: &str) {
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
    pub(super) fn is_printed(&mut self, line: &str) -> bool {
        let line = plain(line);
        let rest = rest_after(&self.rest, &line).or_else(|| self.printed.rest_after(&line));
        let is_printed = rest.is_some();
        self.rest = rest.unwrap_or_default();
        is_printed
    }

    /// Whether a line is the rest of the heading above it, which an editor has wrapped.
    pub(super) fn is_rest_of_the_heading(&mut self, line: &str) -> bool {
        let rest = rest_after(&self.rest, &plain(line));
        let is_rest = rest.is_some();
        self.rest = rest.unwrap_or_default();
        is_rest
    }

    pub(super) fn item_line(&mut self, line: usize, text: &str, indented: bool) {
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
    pub(super) fn goes_on(&mut self, place: usize, indented: bool, words: &str) -> bool {
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
    pub(super) fn became(&mut self, line: usize, place: usize, value: &str) {
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
    pub(super) fn open_disposition(&mut self, place: usize, said: &Said) -> bool {
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

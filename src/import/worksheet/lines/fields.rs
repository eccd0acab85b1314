//! What stands behind the labels of a sheet: of the meeting, the close and each action.

use super::{Open, Reader};
use crate::import::text::without_bullet;
use crate::import::worksheet::labels::{Field, OF_ACTION, field_named, field_of};
use crate::import::worksheet::marks::{continues, fact, is_full, number_of};
use crate::import::worksheet::printed::plain;
use crate::import::worksheet::{OfAction, Said};
use crate::model::meeting::roles;
use crate::render::worksheet::ACTION;

impl Reader<'_> {
    pub(super) fn begin_action(&mut self, line: usize, heading: &str) {
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

    pub(super) fn action_line(&mut self, line: usize, text: &str, indented: bool) {
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

    pub(super) fn fact_line(
        &mut self,
        line: usize,
        text: &str,
        indented: bool,
        known: &[(&str, Field)],
    ) {
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
    pub(super) fn field_goes_on(&mut self, line: usize, indented: bool, words: &str) -> bool {
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
    pub(super) fn role_goes_on(&mut self, line: usize, words: &str) -> bool {
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

    pub(super) fn has_words(&mut self, field: Field) -> bool {
        match field {
            Field::Present => !self.sheet.present.is_empty(),
            Field::Apologies => !self.sheet.apologies.is_empty(),
            _ => self.value(field).is_some(),
        }
    }

    pub(super) fn set_words(&mut self, line: usize, field: Field, words: &str) {
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

    pub(super) fn set(&mut self, field: Field, said: Said) {
        if let Some(place) = self.place_for(field) {
            *place = Some(said);
        }
    }

    pub(super) fn value(&mut self, field: Field) -> Option<&mut Said> {
        self.place_for(field).and_then(Option::as_mut)
    }

    pub(super) fn place_for(&mut self, field: Field) -> Option<&mut Option<Said>> {
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
}

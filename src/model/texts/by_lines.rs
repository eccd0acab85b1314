//! Reads the texts of a session from the lines of its file.

use super::{Field, Part, Place, Texts};
use crate::model::skim::head::Head;
use crate::model::skim::{Listener, items_of, skim, text_of};

impl<'a> Texts<'a> {
    /// Those texts of a file that are wanted by their spelling, by its lines. Nothing where the lines
    /// are not as this program lays them out.
    pub fn by_lines(body: &'a str, wanted: impl FnMut(&'a str) -> bool) -> Option<Self> {
        let mut skimmed = Skimmed {
            texts: Self::default(),
            head: Head::default(),
            table: Table::Other,
            list: None,
            update: 0,
            wanted,
        };
        skim(body, &mut skimmed)?;
        let (head, mut texts) = (skimmed.head, skimmed.texts);
        let mut named = texts.parts.iter().take(Part::Closing as usize).flatten();
        if named.any(|entry| entry.id.is_empty()) {
            return None;
        }
        texts.texts.sort_by_key(|(place, _)| *place);
        Some(Self {
            session: head.id?,
            team: head.team?,
            date: Some(head.date?),
            started: head.started,
            review: head.review?,
            title: head.title?,
            ..texts
        })
    }
}

/// What has been heard so far.
struct Skimmed<'a, W> {
    texts: Texts<'a>,
    head: Head<'a>,
    table: Table,
    /// The list whose items are being heard, and how many have been.
    list: Option<(Field, usize)>,
    /// How many updates the latest action has.
    update: usize,
    wanted: W,
}

/// The table whose lines are being heard.
#[derive(Clone, Copy, PartialEq)]
enum Table {
    Head,
    Updates,
    Of(Part),
    Other,
}

impl<'a, W: FnMut(&'a str) -> bool> Skimmed<'a, W> {
    fn hear(&mut self, part: Part, field: Field, nth: usize, value: &'a str) -> Option<()> {
        if !value.starts_with(['"', '\'']) {
            return None;
        }
        // Most texts are not wanted, and their quotes do not matter.
        if (self.wanted)(value) {
            let text = text_of(value)?;
            let at = self.texts.parts.get(part as usize)?.len().checked_sub(1)?;
            let place = Place {
                part,
                at,
                field,
                nth,
            };
            self.texts.texts.push((place, text));
        }
        Some(())
    }

    fn answers(&mut self, part: Part, value: &'a str) -> Option<()> {
        if value == "[" {
            self.list = Some((Field::Answer, 0));
            return Some(());
        }
        for (nth, item) in items_of(value)?.into_iter().enumerate() {
            self.hear(part, Field::Answer, nth, item)?;
        }
        Some(())
    }

    fn entry_of(&mut self, part: Part, key: &str, value: &'a str) -> Option<()> {
        let field = match (part, key) {
            (Part::Question | Part::Step | Part::QuestionBack | Part::Amendment, "answers") => {
                return self.answers(part, value);
            }
            (Part::Carried, "owner") => Field::OwnerSince,
            (Part::Carried, "note") => Field::Note,
            (Part::Carried, "seen") => Field::Seen,
            (Part::Question | Part::Amendment, "reason") => Field::Reason,
            (Part::Question, "moved") => Field::Moved,
            (Part::Action, "what") => Field::What,
            (Part::Action, "owner") => Field::Owner,
            (Part::Action, "know") => Field::Know,
            (Part::Closing, "learning") => Field::Learning,
            (Part::SignOff, "remark") => Field::Remark,
            _ => return self.name(part, key, value),
        };
        if field == Field::What {
            self.name(part, key, value)?;
        }
        self.hear(part, field, 0, value)
    }

    fn name(&mut self, part: Part, key: &str, value: &'a str) -> Option<()> {
        let entry = self.texts.parts.get_mut(part as usize)?.last_mut()?;
        match (part, key) {
            (Part::Question | Part::Step | Part::Action, "id") | (Part::Carried, "action") => {
                entry.id = text_of(value)?;
            }
            (Part::Question | Part::Step, "text")
            | (Part::Action | Part::Carried, "what")
            | (Part::QuestionBack, "asked") => {
                entry.text = text_of(value)?;
            }
            (Part::Action, "from") | (Part::Amendment | Part::SignOff, "question") => {
                entry.about = Some(text_of(value)?);
            }
            (Part::Amendment, "step") => {
                let step = text_of(value)?;
                entry.about.get_or_insert(step);
            }
            _ => {}
        }
        Some(())
    }
}

impl<'a, W: FnMut(&'a str) -> bool> Listener<'a> for Skimmed<'a, W> {
    fn table(&mut self, name: &'a str, listed: bool) -> bool {
        self.list = None;
        self.table = match (name, listed) {
            _ if self.head.table(name, listed) => Table::Head,
            ("actions.updates", true) => Table::Updates,
            ("carried", true) => Table::Of(Part::Carried),
            ("questions", true) => Table::Of(Part::Question),
            ("steps", true) => Table::Of(Part::Step),
            ("actions", true) => Table::Of(Part::Action),
            ("closing", false) => Table::Of(Part::Closing),
            ("questions_back", true) => Table::Of(Part::QuestionBack),
            ("amendments", true) => Table::Of(Part::Amendment),
            ("sign_offs", true) => Table::Of(Part::SignOff),
            _ => Table::Other,
        };
        match self.table {
            Table::Of(part) => {
                self.texts.enter(part, "", "", None);
                self.update = 0;
            }
            Table::Updates => self.update += 1,
            _ => {}
        }
        self.table != Table::Other
    }

    fn entry(&mut self, key: &'a str, value: &'a str) -> Option<()> {
        self.list = None;
        match (self.table, key) {
            (Table::Head, _) => self.head.entry(key, value)?,
            (Table::Updates, "owner" | "note" | "seen") => {
                let field = match key {
                    "owner" => Field::OwnerSince,
                    "note" => Field::Note,
                    _ => Field::Seen,
                };
                self.hear(Part::Action, field, self.update.checked_sub(1)?, value)?;
            }
            (Table::Of(part), key) => self.entry_of(part, key, value)?,
            _ => {}
        }
        Some(())
    }

    fn item(&mut self, value: &'a str) -> Option<()> {
        let (Table::Of(part), Some((field, nth))) = (self.table, self.list) else {
            return Some(());
        };
        self.list = Some((field, nth + 1));
        self.hear(part, field, nth, value)
    }
}

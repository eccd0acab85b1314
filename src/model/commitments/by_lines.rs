//! Reads what a session says about actions from the lines of its file.

use super::{Agreed, Commitments, LookedAt, Packed, Word};
use crate::model::action::{Status, said};
use crate::model::date::{Day, Moment};
use crate::model::file_text::{EndMark, Unreadable};
use crate::model::session::Session;
use crate::model::skim::head::Head;
use crate::model::skim::{Listener, read_by_lines, skim, text_of, word_of};

/// Which actions are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    All,
    /// Those that are open on a day, by the last word in the file where they were agreed, without the notes of words
    /// that are not open: they are no last words on an action that is.
    OpenThere(Day),
}

impl Which {
    /// What is wanted of what a session says.
    fn of(self, mut commitments: Commitments<'_>) -> Packed {
        if let Self::OpenThere(day) = self {
            commitments
                .agreed
                .retain(|agreed| agreed.is_open_there(day));
            let updates = commitments.agreed.iter_mut().flat_map(|a| &mut a.updates);
            let words = updates.chain(commitments.looked_at.iter_mut().map(|l| &mut l.word));
            for word in words.filter(|word| word.status != Status::Open) {
                word.note = None;
            }
        }
        Packed::from(&commitments)
    }
}

/// Reads what a session says about actions, and looks at its end mark.
///
/// # Errors
/// When the text is not TOML, not a session, or of a newer format.
pub fn commitments(text: &str, which: Which) -> Result<(Packed, EndMark), Unreadable> {
    let by_lines = |body: &str| {
        let mut skimmed = Skimmed::default();
        skim(body, &mut skimmed)?;
        Some(which.of(skimmed.commitments()?))
    };
    let whole = |session: &Session| which.of(Commitments::from(session));
    read_by_lines(text, by_lines, whole)
}

/// The table whose lines are being heard.
#[derive(Clone, Copy, Default)]
enum Table {
    #[default]
    Head,
    Actions,
    Updates,
    Carried,
    Other,
}

/// What has been heard so far.
#[derive(Default)]
struct Skimmed<'a> {
    table: Table,
    head: Head<'a>,
    agreed: Vec<AgreedSkimmed<'a>>,
    looked_at: Vec<WordSkimmed<'a>>,
}

#[derive(Default)]
struct AgreedSkimmed<'a> {
    id: Option<&'a str>,
    from: Option<&'a str>,
    what: Option<&'a str>,
    owner: Option<&'a str>,
    due: Option<Day>,
    know: Option<&'a str>,
    status: Status,
    updates: Vec<WordSkimmed<'a>>,
}

#[derive(Default)]
struct WordSkimmed<'a> {
    action: Option<&'a str>,
    on: Option<Day>,
    status: Option<Status>,
    note: Option<&'a str>,
    seen: Option<&'a str>,
    not_before: Option<Day>,
    owner: Option<&'a str>,
    due: Option<Day>,
    at: Option<Moment>,
}

impl<'a> Listener<'a> for Skimmed<'a> {
    fn table(&mut self, name: &'a str, listed: bool) -> bool {
        self.table = match (name, listed) {
            _ if self.head.table(name, listed) => Table::Head,
            ("actions", true) => Table::Actions,
            ("actions.updates", true) => Table::Updates,
            ("carried", true) => Table::Carried,
            _ => Table::Other,
        };
        match self.table {
            Table::Actions => self.agreed.push(AgreedSkimmed::default()),
            Table::Updates => {
                if let Some(agreed) = self.agreed.last_mut() {
                    agreed.updates.push(WordSkimmed::default());
                }
            }
            Table::Carried => self.looked_at.push(WordSkimmed::default()),
            _ => {}
        }
        !matches!(self.table, Table::Other)
    }

    fn entry(&mut self, key: &'a str, value: &'a str) -> Option<()> {
        match self.table {
            Table::Head => self.head.entry(key, value),
            Table::Actions => self.agreed.last_mut()?.entry(key, value),
            Table::Updates => {
                let update = self.agreed.last_mut()?.updates.last_mut()?;
                update.entry(key, value)
            }
            Table::Carried => self.looked_at.last_mut()?.entry(key, value),
            Table::Other => Some(()),
        }
    }
}

impl<'a> AgreedSkimmed<'a> {
    fn entry(&mut self, key: &str, value: &'a str) -> Option<()> {
        match key {
            "id" => self.id = Some(text_of(value)?),
            "from" => self.from = Some(text_of(value)?),
            "what" => self.what = Some(text_of(value)?),
            "owner" => self.owner = Some(text_of(value)?),
            "due" => self.due = Some(Day::read(value)?),
            "know" => self.know = Some(text_of(value)?),
            "status" => self.status = word_of(value)?,
            _ => {}
        }
        Some(())
    }
}

impl<'a> WordSkimmed<'a> {
    fn entry(&mut self, key: &str, value: &'a str) -> Option<()> {
        match key {
            "action" => self.action = Some(text_of(value)?),
            "on" => self.on = Some(Day::read(value)?),
            "status" => self.status = Some(word_of(value)?),
            "note" => self.note = Some(text_of(value)?),
            "seen" => self.seen = Some(text_of(value)?),
            "not_before" => self.not_before = Some(Day::read(value)?),
            "at" => self.at = Some(Moment::read(value)?),
            "owner" => self.owner = Some(text_of(value)?),
            "due" => self.due = Some(Day::read(value)?),
            _ => {}
        }
        Some(())
    }

    fn word(&self, on: Day) -> Option<Word<'a>> {
        Some(Word {
            on,
            status: self.status?,
            note: said(self.note),
            seen: said(self.seen),
            not_before: self.not_before,
            owner: said(self.owner),
            due: self.due,
            at: self.at,
        })
    }
}

impl<'a> Skimmed<'a> {
    fn commitments(self) -> Option<Commitments<'a>> {
        let head = self.head;
        let date = head.date?;
        let agreed = self.agreed.iter().map(|agreed| {
            let updates = agreed.updates.iter().map(|update| update.word(update.on?));
            Some(Agreed {
                id: agreed.id?,
                from: agreed.from,
                what: agreed.what?,
                owner: said(agreed.owner),
                due: agreed.due,
                know: said(agreed.know),
                status: agreed.status,
                updates: updates.collect::<Option<_>>()?,
            })
        });
        let looked_at = self.looked_at.iter().map(|carried| {
            Some(LookedAt {
                action: carried.action?,
                word: Word {
                    at: None,
                    ..carried.word(date)?
                },
                began: head.started,
                ended: head.finished,
            })
        });
        Some(Commitments {
            session: head.id?,
            team: head.team?,
            date,
            review: head.review?,
            title: head.title?,
            agreed: agreed.collect::<Option<_>>()?,
            looked_at: looked_at.collect::<Option<_>>()?,
        })
    }
}

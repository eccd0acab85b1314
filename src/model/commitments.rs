//! What one session says about actions: those it agreed, and those it looked at again.

use super::action::{Action, Status};
use super::date::{Day, Moment};
use super::file_text::{EndMark, Unreadable};
use super::packed::{day, pack, perhaps_day, perhaps_moment, unpack};
use super::session::{Carried, Session};
use super::skim::{Listener, read_by_lines, skim, text_of, word_of};
use serde::{Deserialize, Serialize};

/// What one session says about actions, in the words of its file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Commitments<'a> {
    // `Packed` reads the first fields alone: their order counts.
    /// The session's id.
    pub session: &'a str,
    /// The day of the meeting.
    #[serde(with = "day")]
    pub date: Day,
    /// The actions of earlier sessions that it looked at again.
    #[serde(borrow)]
    pub looked_at: Vec<LookedAt<'a>>,
    /// The team.
    pub team: &'a str,
    /// The id of the review.
    pub review: &'a str,
    /// The review's title.
    pub title: &'a str,
    /// The actions it agreed.
    #[serde(borrow)]
    pub agreed: Vec<Agreed<'a>>,
}

/// An action, with every later word on it in the file where it was agreed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Agreed<'a> {
    /// Its id within the session.
    pub id: &'a str,
    /// The id of the question or step it came from.
    pub from: Option<&'a str>,
    /// What will be done.
    pub what: &'a str,
    /// The owner's role.
    pub owner: Option<&'a str>,
    /// By when.
    #[serde(with = "perhaps_day")]
    pub due: Option<Day>,
    /// How the team will know.
    pub know: Option<&'a str>,
    /// As it stood when it was agreed.
    pub status: Status,
    /// What was added later, oldest first.
    #[serde(borrow)]
    pub updates: Vec<Word<'a>>,
}

/// A dated word on an action.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Word<'a> {
    /// The day.
    #[serde(with = "day")]
    pub on: Day,
    /// What the status became.
    pub status: Status,
    /// What was said.
    pub note: Option<&'a str>,
    /// What was seen of the difference it made.
    pub seen: Option<&'a str>,
    /// The day before which it is to be left alone.
    #[serde(with = "perhaps_day")]
    pub not_before: Option<Day>,
}

/// A word on an action of an earlier session.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LookedAt<'a> {
    /// `<session id>/<action id>`.
    pub action: &'a str,
    /// What was said of it, on the day of the meeting.
    #[serde(borrow)]
    pub word: Word<'a>,
    /// When the meeting began, where that is known: it orders those of one day.
    #[serde(with = "perhaps_moment")]
    pub began: Option<Moment>,
}

/// What one session says about actions, packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed(Box<[u8]>);

#[derive(Default, Deserialize)]
struct Numbered(#[serde(with = "day")] Day);

impl From<&Commitments<'_>> for Packed {
    fn from(commitments: &Commitments<'_>) -> Self {
        Self(pack(commitments))
    }
}

impl Packed {
    /// What was packed.
    pub fn commitments(&self) -> Commitments<'_> {
        unpack(&self.0)
    }

    /// The session's id.
    pub fn session(&self) -> &str {
        unpack(&self.0)
    }

    /// The day of the meeting.
    pub fn date(&self) -> Day {
        let (_, Numbered(date)): (&str, _) = unpack(&self.0);
        date
    }

    /// The actions of earlier sessions that it looked at again.
    pub fn looked_at(&self) -> Vec<LookedAt<'_>> {
        let (_, Numbered(_), looked_at): (&str, _, _) = unpack(&self.0);
        looked_at
    }
}

impl<'a> From<&'a Session> for Commitments<'a> {
    fn from(session: &'a Session) -> Self {
        let date = session.meeting.date;
        Self {
            session: &session.id,
            team: &session.meeting.team,
            date,
            review: &session.review.id,
            title: &session.review.title,
            agreed: session.actions.iter().map(Agreed::from).collect(),
            looked_at: session
                .carried
                .iter()
                .map(|carried| LookedAt::on(date, session.meeting.started, carried))
                .collect(),
        }
    }
}

impl<'a> From<&'a Action> for Agreed<'a> {
    fn from(action: &'a Action) -> Self {
        let updates = action.updates.iter().map(|update| Word {
            on: update.on,
            status: update.status,
            note: update.note.as_deref(),
            seen: update.seen.as_deref(),
            not_before: update.not_before,
        });
        Self {
            id: &action.id,
            from: action.from.as_deref(),
            what: &action.what,
            owner: action.owner.as_deref().filter(|owner| is_said(owner)),
            due: action.due,
            know: action.know.as_deref().filter(|know| is_said(know)),
            status: action.status,
            updates: updates.collect(),
        }
    }
}

impl Agreed<'_> {
    fn is_open_there(&self) -> bool {
        let latest = self.updates.iter().max_by_key(|update| update.on);
        latest.map_or(self.status, |latest| latest.status) == Status::Open
    }
}

impl<'a> LookedAt<'a> {
    fn on(date: Day, began: Option<Moment>, carried: &'a Carried) -> Self {
        Self {
            action: &carried.action,
            word: Word {
                on: date,
                status: carried.status,
                note: carried.note.as_deref(),
                seen: carried.seen.as_deref(),
                not_before: carried.not_before,
            },
            began,
        }
    }
}

/// Which actions are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    All,
    /// Those that are open by the last word in the file where they were agreed, without the notes of words that are not
    /// open: they are no last words on an action that is.
    OpenThere,
}

impl Which {
    /// What is wanted of what a session says.
    fn of(self, mut commitments: Commitments<'_>) -> Packed {
        if self == Self::OpenThere {
            commitments.agreed.retain(Agreed::is_open_there);
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
    Top,
    Review,
    Meeting,
    Actions,
    Updates,
    Carried,
    Other,
}

/// What has been heard so far.
#[derive(Default)]
struct Skimmed<'a> {
    table: Table,
    session: Option<&'a str>,
    team: Option<&'a str>,
    date: Option<Day>,
    started: Option<Moment>,
    review: Option<&'a str>,
    title: Option<&'a str>,
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
}

impl<'a> Listener<'a> for Skimmed<'a> {
    fn table(&mut self, name: &'a str, listed: bool) -> bool {
        self.table = match (name, listed) {
            ("", false) => Table::Top,
            ("review", false) => Table::Review,
            ("meeting", false) => Table::Meeting,
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
        match (self.table, key) {
            (Table::Top, "id") => self.session = Some(text_of(value)?),
            (Table::Review, "id") => self.review = Some(text_of(value)?),
            (Table::Review, "title") => self.title = Some(text_of(value)?),
            (Table::Meeting, "team") => self.team = Some(text_of(value)?),
            (Table::Meeting, "date") => self.date = Some(Day::read(value)?),
            (Table::Meeting, "started") => self.started = Some(Moment::read(value)?),
            (Table::Actions, _) => self.agreed.last_mut()?.entry(key, value)?,
            (Table::Updates, _) => {
                let update = self.agreed.last_mut()?.updates.last_mut()?;
                update.entry(key, value)?;
            }
            (Table::Carried, _) => self.looked_at.last_mut()?.entry(key, value)?,
            _ => {}
        }
        Some(())
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
            _ => {}
        }
        Some(())
    }

    fn word(&self, on: Day) -> Option<Word<'a>> {
        Some(Word {
            on,
            status: self.status?,
            note: self.note,
            seen: self.seen,
            not_before: self.not_before,
        })
    }
}

impl<'a> Skimmed<'a> {
    fn commitments(self) -> Option<Commitments<'a>> {
        let date = self.date?;
        let agreed = self.agreed.iter().map(|agreed| {
            let updates = agreed.updates.iter().map(|update| update.word(update.on?));
            Some(Agreed {
                id: agreed.id?,
                from: agreed.from,
                what: agreed.what?,
                owner: agreed.owner.filter(|owner| is_said(owner)),
                due: agreed.due,
                know: agreed.know.filter(|know| is_said(know)),
                status: agreed.status,
                updates: updates.collect::<Option<_>>()?,
            })
        });
        let looked_at = self.looked_at.iter().map(|carried| {
            Some(LookedAt {
                action: carried.action?,
                word: carried.word(date)?,
                began: self.started,
            })
        });
        Some(Commitments {
            session: self.session?,
            team: self.team?,
            date,
            review: self.review?,
            title: self.title?,
            agreed: agreed.collect::<Option<_>>()?,
            looked_at: looked_at.collect::<Option<_>>()?,
        })
    }
}

/// A person may have left a key without words in a file.
fn is_said(text: &str) -> bool {
    !text.trim().is_empty()
}

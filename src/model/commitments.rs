//! What one session says about actions: those it agreed, and those it looked at again.

use super::action::{Action, Status};
use super::date::Day;
use super::file_text::{EndMark, Unreadable};
use super::session::{Carried, Session};
use super::skim::{Listener, read_by_lines, skim, text_of, word_of};

/// What one session says about actions.
#[derive(Debug, Clone, PartialEq)]
pub struct Commitments {
    /// The session's id.
    pub session: String,
    /// The team.
    pub team: String,
    /// The day of the meeting.
    pub date: Day,
    /// The id of the review.
    pub review: String,
    /// The review's title.
    pub title: String,
    /// The actions it agreed.
    pub agreed: Vec<Agreed>,
    /// The actions of earlier sessions that it looked at again.
    pub looked_at: Vec<LookedAt>,
}

/// An action, with every later word on it in the file where it was agreed.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreed {
    /// Its id within the session.
    pub id: String,
    /// The id of the question or step it came from.
    pub from: Option<String>,
    /// What will be done.
    pub what: String,
    /// The owner's role.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<Day>,
    /// How the team will know.
    pub know: Option<String>,
    /// As it stood when it was agreed.
    pub status: Status,
    /// What was added later, oldest first.
    pub updates: Vec<Word>,
}

/// A dated word on an action.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// The day.
    pub on: Day,
    /// What the status became.
    pub status: Status,
    /// What was said.
    pub note: Option<String>,
    /// What was seen of the difference it made.
    pub seen: Option<String>,
    /// The day before which it is to be left alone.
    pub not_before: Option<Day>,
}

/// A word on an action of an earlier session.
#[derive(Debug, Clone, PartialEq)]
pub struct LookedAt {
    /// `<session id>/<action id>`.
    pub action: String,
    /// What was said of it, on the day of the meeting.
    pub word: Word,
}

impl From<&Session> for Commitments {
    fn from(session: &Session) -> Self {
        let date = session.meeting.date;
        Self {
            session: session.id.clone(),
            team: session.meeting.team.clone(),
            date,
            review: session.review.id.clone(),
            title: session.review.title.clone(),
            agreed: session.actions.iter().map(Agreed::from).collect(),
            looked_at: session
                .carried
                .iter()
                .map(|carried| LookedAt::on(date, carried))
                .collect(),
        }
    }
}

impl From<&Action> for Agreed {
    fn from(action: &Action) -> Self {
        let updates = action.updates.iter().map(|update| Word {
            on: update.on,
            status: update.status,
            note: update.note.clone(),
            seen: update.seen.clone(),
            not_before: update.not_before,
        });
        Self {
            id: action.id.clone(),
            from: action.from.clone(),
            what: action.what.clone(),
            owner: action.owner.clone().filter(|owner| is_said(owner)),
            due: action.due,
            know: action.know.clone().filter(|know| is_said(know)),
            status: action.status,
            updates: updates.collect(),
        }
    }
}

impl Agreed {
    fn is_open_there(&self) -> bool {
        let latest = self.updates.iter().max_by_key(|update| update.on);
        latest.map_or(self.status, |latest| latest.status) == Status::Open
    }
}

impl LookedAt {
    fn on(date: Day, carried: &Carried) -> Self {
        Self {
            action: carried.action.clone(),
            word: Word {
                on: date,
                status: carried.status,
                note: carried.note.clone(),
                seen: carried.seen.clone(),
                not_before: carried.not_before,
            },
        }
    }
}

/// Which actions are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    All,
    /// Those that are open by the last word in the file where they were agreed.
    OpenThere,
}

/// Reads what a session says about actions, and looks at its end mark.
///
/// # Errors
/// When the text is not TOML, not a session, or of a newer format.
pub fn commitments(text: &str, which: Which) -> Result<(Commitments, EndMark), Unreadable> {
    let (mut found, end_mark) = read_by_lines(text, |body| {
        let mut skimmed = Skimmed::default();
        skim(body, &mut skimmed)?;
        if which == Which::OpenThere {
            skimmed.agreed.retain(AgreedSkimmed::is_open_there);
        }
        skimmed.commitments()
    })?;
    if which == Which::OpenThere {
        found.agreed.retain(Agreed::is_open_there);
    }
    Ok((found, end_mark))
}

/// What has been heard so far.
#[derive(Default)]
struct Skimmed<'a> {
    table: &'a str,
    session: Option<&'a str>,
    team: Option<&'a str>,
    date: Option<Day>,
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
        self.table = name;
        match (name, listed) {
            ("" | "review" | "meeting", false) => {}
            ("actions", true) => self.agreed.push(AgreedSkimmed::default()),
            ("actions.updates", true) => {
                if let Some(agreed) = self.agreed.last_mut() {
                    agreed.updates.push(WordSkimmed::default());
                }
            }
            ("carried", true) => self.looked_at.push(WordSkimmed::default()),
            _ => return false,
        }
        true
    }

    fn entry(&mut self, key: &'a str, value: &'a str) -> Option<()> {
        match (self.table, key) {
            ("", "id") => self.session = Some(text_of(value)?),
            ("review", "id") => self.review = Some(text_of(value)?),
            ("review", "title") => self.title = Some(text_of(value)?),
            ("meeting", "team") => self.team = Some(text_of(value)?),
            ("meeting", "date") => self.date = Some(Day::read(value)?),
            ("actions", _) => self.agreed.last_mut()?.entry(key, value)?,
            ("actions.updates", _) => {
                let update = self.agreed.last_mut()?.updates.last_mut()?;
                update.entry(key, value)?;
            }
            ("carried", _) => self.looked_at.last_mut()?.entry(key, value)?,
            _ => {}
        }
        Some(())
    }
}

impl<'a> AgreedSkimmed<'a> {
    fn is_open_there(&self) -> bool {
        let latest = self.updates.iter().max_by_key(|update| update.on);
        let latest = latest.and_then(|latest| latest.status);
        latest.unwrap_or(self.status) == Status::Open
    }

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

    fn word(&self, on: Day) -> Option<Word> {
        Some(Word {
            on,
            status: self.status?,
            note: self.note.map(str::to_owned),
            seen: self.seen.map(str::to_owned),
            not_before: self.not_before,
        })
    }
}

impl Skimmed<'_> {
    fn commitments(self) -> Option<Commitments> {
        let date = self.date?;
        let agreed = exactly(self.agreed.iter().map(|agreed| {
            let updates = agreed.updates.iter().map(|update| update.word(update.on?));
            Some(Agreed {
                id: agreed.id?.to_owned(),
                from: agreed.from.map(str::to_owned),
                what: agreed.what?.to_owned(),
                owner: agreed
                    .owner
                    .filter(|owner| is_said(owner))
                    .map(str::to_owned),
                due: agreed.due,
                know: agreed.know.filter(|know| is_said(know)).map(str::to_owned),
                status: agreed.status,
                updates: exactly(updates)?,
            })
        }));
        let looked_at = exactly(self.looked_at.iter().map(|carried| {
            Some(LookedAt {
                action: carried.action?.to_owned(),
                word: carried.word(date)?,
            })
        }));
        Some(Commitments {
            session: self.session?.to_owned(),
            team: self.team?.to_owned(),
            date,
            review: self.review?.to_owned(),
            title: self.title?.to_owned(),
            agreed: agreed?,
            looked_at: looked_at?,
        })
    }
}

/// All of them or none, in no more memory than they need: many thousands of these are kept at once,
/// and what is collected takes room for four where there is one.
fn exactly<T>(items: impl ExactSizeIterator<Item = Option<T>>) -> Option<Vec<T>> {
    let mut all = Vec::with_capacity(items.len());
    for item in items {
        all.push(item?);
    }
    Some(all)
}

/// A person may have left a key without words in a file.
fn is_said(text: &str) -> bool {
    !text.trim().is_empty()
}

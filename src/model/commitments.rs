//! What one session says about actions: those it agreed, and those it looked at again.

mod by_lines;
mod held;

pub use by_lines::{Which, commitments};
pub use held::{called_open_elsewhere, closed_elsewhere};

use super::action::{Action, Status, said};
use super::carried::Carried;
use super::date::{Day, Moment};
use super::meeting::Meeting;
use super::packed::{day, pack, perhaps_day, perhaps_moment, unpack};
use super::session::Session;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

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
    /// Who owns it from then on, where another role was agreed.
    pub owner: Option<&'a str>,
    /// By when from then on, where another day was agreed.
    #[serde(with = "perhaps_day")]
    pub due: Option<Day>,
    /// When it was said, where that is known. What is said in a meeting is said between its beginning and its end.
    #[serde(with = "perhaps_moment")]
    pub at: Option<Moment>,
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
    /// When it ended, in the same way.
    #[serde(with = "perhaps_moment")]
    pub ended: Option<Moment>,
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

impl AsRef<Packed> for Packed {
    fn as_ref(&self) -> &Packed {
        self
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
                .map(|carried| LookedAt::in_meeting(&session.meeting, carried))
                .collect(),
        }
    }
}

impl<'a> From<&'a Action> for Agreed<'a> {
    fn from(action: &'a Action) -> Self {
        let updates = action.updates.iter().map(|update| Word {
            on: update.on,
            status: update.status,
            note: said(update.note.as_deref()),
            seen: said(update.seen.as_deref()),
            not_before: update.not_before,
            owner: said(update.owner.as_deref()),
            due: update.due,
            at: update.at,
        });
        Self {
            id: &action.id,
            from: action.from.as_deref(),
            what: &action.what,
            owner: said(action.owner.as_deref()),
            due: action.due,
            know: said(action.know.as_deref()),
            status: action.status,
            updates: updates.collect(),
        }
    }
}

impl<'a> Agreed<'a> {
    /// Whether it is open by the last word in this file that is not dated after a day.
    fn is_open_there(&self, on: Day) -> bool {
        let until = self.updates.iter().filter(|update| update.on <= on);
        let latest = until.max_by_key(|update| update.on);
        latest.map_or(self.status, |latest| latest.status) == Status::Open
    }

    /// The same without what was added after a day, where anything was.
    pub fn as_of(&self, day: Day) -> Cow<'_, Agreed<'a>> {
        if self.updates.iter().all(|update| update.on <= day) {
            return Cow::Borrowed(self);
        }
        let mut earlier = self.clone();
        earlier.updates.retain(|update| update.on <= day);
        Cow::Owned(earlier)
    }
}

impl Word<'_> {
    /// A word that says no more than what has become of an action.
    pub fn of(on: Day, status: Status) -> Self {
        Self {
            on,
            status,
            note: None,
            seen: None,
            not_before: None,
            owner: None,
            due: None,
            at: None,
        }
    }
}

impl<'a> LookedAt<'a> {
    fn in_meeting(meeting: &Meeting, carried: &'a Carried) -> Self {
        Self {
            action: &carried.action,
            word: Word {
                on: meeting.date,
                status: carried.status,
                note: said(carried.note.as_deref()),
                seen: said(carried.seen.as_deref()),
                not_before: carried.not_before,
                owner: carried.owner_now(),
                due: carried.due,
                at: None,
            },
            began: meeting.started,
            ended: meeting.finished,
        }
    }
}

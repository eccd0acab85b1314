//! What one session says about actions: those it agreed, and those it looked at again.

use super::action::{Action, Status};
use super::date::Day;
use super::session::{Carried, Session};

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
            owner: action.owner.clone(),
            due: action.due,
            know: action.know.clone(),
            status: action.status,
            updates: updates.collect(),
        }
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

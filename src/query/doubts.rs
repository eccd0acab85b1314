//! What is to be said beside a list of actions: what is missing in them, and what cannot be.

use super::actions::TeamAction;
use crate::model::action::Status;
use crate::model::date::Day;

/// What is missing in some open actions, or cannot be in some of all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Doubts {
    /// Open actions that nobody owns.
    pub without_owner: Vec<String>,
    /// Open actions without a date.
    pub without_date: Vec<String>,
    /// Actions of which something was said before they were agreed.
    pub spoken_of_too_early: Vec<String>,
    /// Actions beside which an update is dated after today.
    pub with_word_to_come: Vec<String>,
}

/// The doubts about a list of actions.
pub fn about_actions(actions: &[TeamAction]) -> Doubts {
    let mut doubts = Doubts::default();
    for action in actions {
        let is_open = action.status == Status::Open;
        if is_open && action.owner.is_none() {
            doubts.without_owner.push(action.reference());
        }
        if is_open && action.due.is_none() {
            doubts.without_date.push(action.reference());
        }
        if action.spoken_of_too_early {
            doubts.spoken_of_too_early.push(action.reference());
        }
        if action.has_word_to_come {
            doubts.with_word_to_come.push(action.reference());
        }
    }
    doubts
}

/// The sessions whose day has yet to come: one of the two clocks is wrong.
pub fn from_the_future<'a>(
    sessions: impl IntoIterator<Item = (&'a str, Day)>,
    today: Day,
) -> Vec<String> {
    let later = sessions.into_iter().filter(|(_, date)| *date > today);
    let mut later: Vec<String> = later.map(|(session, _)| session.to_owned()).collect();
    later.sort();
    later
}

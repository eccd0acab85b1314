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

impl Doubts {
    /// The doubts about some actions, in the order of their names.
    pub fn about<'a>(actions: impl IntoIterator<Item = &'a TeamAction<'a>>) -> Self {
        let mut doubts = Self::default();
        for action in actions {
            doubts.take(action);
        }
        doubts.in_order()
    }

    /// Takes in what is doubtful about one more action.
    pub fn take(&mut self, action: &TeamAction) {
        let is_open = action.status == Status::Open;
        for (is_so, references) in [
            (is_open && action.owner.is_none(), &mut self.without_owner),
            (is_open && action.due.is_none(), &mut self.without_date),
            (action.spoken_of_too_early, &mut self.spoken_of_too_early),
            (action.has_word_to_come, &mut self.with_word_to_come),
        ] {
            if is_so {
                references.push(action.reference());
            }
        }
    }

    /// The same in the order of their names, which begin with a day where the program gave them.
    pub fn in_order(mut self) -> Self {
        for references in [
            &mut self.without_owner,
            &mut self.without_date,
            &mut self.spoken_of_too_early,
            &mut self.with_word_to_come,
        ] {
            references.sort();
        }
        self
    }
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

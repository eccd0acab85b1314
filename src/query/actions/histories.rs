//! When actions were opened and closed, as they stand on a day.

use super::TeamAction;
use super::told;
use super::words::Words;
use crate::model::action::Status;
use crate::model::commitments::Commitments;
use crate::model::date::Day;

/// An action, and every day on which it was opened or closed.
#[derive(Debug, Clone, PartialEq)]
pub struct History<'a> {
    /// The action as it is known today.
    pub action: TeamAction<'a>,
    /// The days, in order, and whether it was open from then on. The first is the day it was agreed.
    pub turns: Vec<(Day, bool)>,
}

/// Those of [`actions`](super::actions), with their histories, as they stand on a day. Sessions dated later agree
/// nothing, and words dated later are not heard.
pub fn histories<'a>(
    sessions: impl Iterator<Item = Commitments<'a>> + Clone,
    today: Day,
) -> Vec<History<'a>> {
    let sessions = sessions.filter(move |session| session.date <= today);
    let words = Words::of(sessions.clone().flat_map(|session| session.looked_at));
    let mut histories = Vec::new();
    for session in sessions {
        for agreed in &session.agreed {
            let (action, words) = told(&session, agreed, &words, today);
            let mut turns = vec![(action.agreed, true)];
            let first = (action.agreed, agreed.status);
            let later = words
                .iter()
                .map(|word| (word.on.max(action.agreed), word.status));
            for (day, status) in std::iter::once(first).chain(later) {
                let is_open = status == Status::Open;
                if turns
                    .last()
                    .is_some_and(|(_, was_open)| *was_open != is_open)
                {
                    turns.push((day, is_open));
                }
            }
            histories.push(History { action, turns });
        }
    }
    histories.sort_by_key(|history| (history.action.agreed, history.action.session));
    histories
}

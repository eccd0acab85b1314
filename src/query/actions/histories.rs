//! When actions were opened and closed, as they stand on a day.

use super::sessions::Sessions;
use super::{TeamAction, Told};
use crate::model::action::Status;
use crate::model::date::Day;

/// An action, and every day on which it was opened or closed.
#[derive(Debug, Clone, PartialEq)]
pub struct History<'a> {
    /// The action as it is known today.
    pub action: TeamAction<'a>,
    /// The days, in order. The first is the day it was agreed.
    pub turns: Vec<Turn<'a>>,
}

/// A day on which an action was opened or closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn<'a> {
    /// The day.
    pub on: Day,
    /// Whether it was open from then on.
    pub is_open: bool,
    /// The session that said so; none where it stands beside the action.
    pub said_in: Option<&'a str>,
}

/// Every action of some sessions with its history, as they stand on a day, oldest first.
pub fn histories<'a>(sessions: impl Sessions<'a>, today: Day) -> Vec<History<'a>> {
    let mut histories = Vec::new();
    Told::on(sessions, today).each(|_, action, words| {
        let first = Turn {
            on: action.agreed,
            is_open: true,
            said_in: None,
        };
        let agreed = Turn {
            is_open: action.at_first.status == Status::Open,
            ..first
        };
        let later = words.iter().map(|heard| Turn {
            on: heard.word.on.max(action.agreed),
            is_open: heard.word.status == Status::Open,
            said_in: heard.said_in,
        });
        let mut turns = vec![first];
        for turn in std::iter::once(agreed).chain(later) {
            if turns
                .last()
                .is_some_and(|last| last.is_open != turn.is_open)
            {
                turns.push(turn);
            }
        }
        histories.push(History { action, turns });
    });
    histories.sort_by_key(|history| (history.action.agreed, history.action.session));
    histories
}

//! What supervisors made of the sessions: how many they signed off, and what they asked.

use super::{Asked, Figure};
use crate::model::session::Progress;
use crate::model::tally::Tally;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What supervisors made of the sessions held in the period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Supervision {
    /// Those that are sealed.
    pub sealed: Figure,
    /// Those of them that a supervisor has signed off.
    pub signed_off: Figure,
    /// The questions that supervisors put back to the teams about them.
    pub asked: Figure,
    /// Those of the questions that are answered, in whatever session up to today.
    pub answered: Figure,
}

impl Supervision {
    /// From the sessions held in the period and all sessions.
    pub fn of(held: &[&Tally], all: &[Tally], asked: &Asked) -> Self {
        let is_sealed = |tally: &&&Tally| tally.status == Progress::Sealed && !tally.seal_missing;
        let sealed = held.iter().filter(is_sealed).copied();
        let signed_off = sealed.clone().filter(|tally| tally.sign_offs > 0);
        let put: BTreeSet<&String> = held.iter().flat_map(|tally| &tally.asked).collect();
        let mut answers: BTreeMap<&String, &str> = BTreeMap::new();
        for tally in all.iter().filter(|tally| tally.date() <= asked.today) {
            let answered = tally.answered.iter().filter(|item| put.contains(item));
            answers.extend(answered.map(|item| (item, tally.id())));
        }
        let mut answered = Figure::sum(held.iter().map(|tally| {
            let answered = tally.asked.iter().filter(|item| answers.contains_key(item));
            (tally.id(), answered.count())
        }));
        let answered_in = answers.values().map(|session| (*session).to_owned());
        answered.sessions.extend(answered_in);
        Self {
            sealed: Figure::of_sessions(sealed),
            signed_off: Figure::of_sessions(signed_off),
            asked: Figure::sum(held.iter().map(|tally| (tally.id(), tally.asked.len()))),
            answered,
        }
    }
}

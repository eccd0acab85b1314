//! How well did we do it: what became of the questions and steps, and how whole the actions are.

use super::answered_since::answered_since;
use super::supervision::Supervision;
use super::{Asked, Figure};
use crate::model::question_record::Outcome;
use crate::model::step_record::Disposition;
use crate::model::tally::Tally;
use crate::query::actions::TeamAction;
use serde::Serialize;

/// How well did we do it?
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HowWell {
    /// What became of the questions of the sessions held in the period.
    pub questions: Questions,
    /// What became of their steps.
    pub steps: Steps,
    /// How whole the actions are that were agreed in them.
    pub actions: Wholeness,
    /// What supervisors made of them.
    pub supervision: Supervision,
}

/// What became of the questions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Questions {
    /// All of them.
    pub all: Figure,
    /// Those that were discussed.
    pub discussed: Figure,
    /// Those that were left for another time.
    pub parked: Figure,
    /// Those that were passed over on purpose.
    pub skipped: Figure,
    /// Those that the meeting did not get to.
    pub not_reached: Figure,
    /// Those of the last three that the team has answered since, as of today.
    pub answered_since: Figure,
}

/// What became of the steps.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Steps {
    /// All of them.
    pub all: Figure,
    /// One for each disposition.
    pub dispositions: Vec<StepsFigure>,
}

/// How many steps have a disposition.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StepsFigure {
    /// The disposition.
    pub disposition: Disposition,
    /// How many.
    #[serde(flatten)]
    pub figure: Figure,
}

/// How many actions say what an action should.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Wholeness {
    /// All that were agreed in the period.
    pub all: Figure,
    /// Those with an owner.
    pub with_owner: Figure,
    /// Those with a date.
    pub with_date: Figure,
    /// Those that say how the team will know.
    pub with_measure: Figure,
    /// Those with all three.
    pub whole: Figure,
}

impl HowWell {
    /// From the sessions held in the period, every action these teams agreed, and all sessions.
    pub fn of(held: &[&Tally], agreed: &[TeamAction], all: &[Tally], asked: &Asked) -> Self {
        let all_held = all.iter().filter(|tally| {
            tally.is_held() && tally.date() <= asked.today && asked.wants(tally.team())
        });
        let with = |outcome: Outcome| {
            let counted = held.iter().map(|tally| {
                let with = tally.questions.iter().filter(|q| q.outcome == outcome);
                (tally.id(), with.count())
            });
            Figure::sum(counted)
        };
        let steps = Disposition::ALL.into_iter().map(|disposition| {
            let counted = held.iter().map(|tally| {
                let with = tally.dispositions.iter().filter(|d| **d == disposition);
                (tally.id(), with.count())
            });
            StepsFigure {
                disposition,
                figure: Figure::sum(counted),
            }
        });
        let in_period = || agreed.iter().filter(|a| asked.is_in_period(a.agreed));
        let those = |has: fn(&TeamAction) -> bool| {
            Figure::of_actions(in_period().filter(|action| has(action)))
        };
        Self {
            questions: Questions {
                all: Figure::sum(held.iter().map(|t| (t.id(), t.questions.len()))),
                discussed: with(Outcome::Discussed),
                parked: with(Outcome::Parked),
                skipped: with(Outcome::Skipped),
                not_reached: with(Outcome::NotReached),
                answered_since: answered_since(held, all_held),
            },
            steps: Steps {
                all: Figure::sum(held.iter().map(|t| (t.id(), t.dispositions.len()))),
                dispositions: steps.collect(),
            },
            actions: Wholeness {
                all: those(|_| true),
                with_owner: those(|action| action.at_first.has_owner),
                with_date: those(|action| action.at_first.due.is_some()),
                with_measure: those(|action| action.know.is_some()),
                whole: those(|action| {
                    let at_first = action.at_first;
                    at_first.has_owner && at_first.due.is_some() && action.know.is_some()
                }),
            },
            supervision: Supervision::of(held, all, asked),
        }
    }
}

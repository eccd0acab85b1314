//! What difference did it make: what became of the actions.

use super::over_time::Stretch;
use super::overdue::{Age, OverdueAction, by_age, overdue_actions};
use super::{Asked, Figure};
use crate::model::action::Status;
use crate::query::actions::TeamAction;
use serde::Serialize;

/// What difference did it make?
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WhatDifference {
    /// The actions agreed in the period, as they stand today.
    pub agreed: BecameOf,
    /// The actions that were closed in the period and have not been opened again, whenever they were agreed.
    pub closed: Closed,
    /// Those opened and closed in each part of the period.
    pub over_time: Vec<Stretch>,
    /// The actions agreed by the end of the period that are open today.
    pub open: Open,
    /// How long those that are overdue have been so.
    pub overdue_by_age: Vec<Age>,
    /// Each that is overdue, the longest first.
    pub overdue: Vec<OverdueAction>,
}

/// What has become of some actions.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BecameOf {
    /// All of them.
    pub all: Figure,
    /// Those that are done.
    pub done: Figure,
    /// Those that are done, and of which it was said what difference was seen.
    pub done_and_seen: Figure,
    /// Those that are open.
    pub open: Figure,
    /// Those that are open and whose day has passed.
    pub overdue: Figure,
    /// Those that something else has made unnecessary.
    pub overtaken: Figure,
    /// Those that could not be done.
    pub not_possible: Figure,
}

/// Actions that are open no longer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Closed {
    /// All of them.
    pub all: Figure,
    /// Those that were agreed before the period.
    pub agreed_earlier: Figure,
    /// Those that are done.
    pub done: Figure,
    /// Those that are done, and of which it was said what difference was seen.
    pub done_and_seen: Figure,
    /// Those that something else has made unnecessary.
    pub overtaken: Figure,
    /// Those that could not be done.
    pub not_possible: Figure,
}

/// Actions that are open.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Open {
    /// All of them.
    pub all: Figure,
    /// Those that were agreed before the period.
    pub agreed_earlier: Figure,
    /// Those whose day has not passed.
    pub not_yet_due: Figure,
    /// Those without a date.
    pub without_date: Figure,
    /// Those whose day has passed.
    pub overdue: Figure,
    /// Those of the overdue ones that the team has said to leave alone until a day to come.
    pub overdue_and_left_alone: Figure,
    /// Those of all of them that the team has said to leave alone until a day to come.
    pub left_alone: Figure,
    /// Those of all of them whose day is another than the one that was agreed at first.
    pub moved: Figure,
}

impl WhatDifference {
    /// From every action that these teams agreed by the end of the period.
    pub fn of(agreed: &[TeamAction], over_time: Vec<Stretch>, asked: &Asked) -> Self {
        let in_period = |action: &TeamAction| asked.is_in_period(action.agreed);
        let closed_then = |action: &TeamAction| {
            let closed = action.status != Status::Open;
            closed && action.settled.is_some_and(|day| asked.is_in_period(day))
        };
        let is_open = |action: &TeamAction| action.status == Status::Open;
        let is = |status: Status| move |action: &TeamAction| action.status == status;
        let is_earlier = |action: &TeamAction| action.agreed < asked.since;
        let is_overdue = |action: &TeamAction| action.is_overdue(asked.today);
        let then = those(agreed, in_period);
        let closed = those(agreed, closed_then);
        let open = those(agreed, is_open);
        Self {
            agreed: BecameOf {
                all: Figure::of_what_became(then.iter().copied()),
                done: figure(&then, is(Status::Done)),
                done_and_seen: figure(&then, is_done_and_seen),
                open: figure(&then, is_open),
                overdue: figure(&then, is_overdue),
                overtaken: figure(&then, is(Status::Overtaken)),
                not_possible: figure(&then, is(Status::NotPossible)),
            },
            closed: Closed {
                all: Figure::of_what_became(closed.iter().copied()),
                agreed_earlier: figure(&closed, is_earlier),
                done: figure(&closed, is(Status::Done)),
                done_and_seen: figure(&closed, is_done_and_seen),
                overtaken: figure(&closed, is(Status::Overtaken)),
                not_possible: figure(&closed, is(Status::NotPossible)),
            },
            over_time,
            open: Open {
                all: Figure::of_what_became(open.iter().copied()),
                agreed_earlier: figure(&open, is_earlier),
                not_yet_due: figure(&open, |action| action.due.is_some_and(|d| d >= asked.today)),
                without_date: figure(&open, |action| action.due.is_none()),
                overdue: figure(&open, is_overdue),
                overdue_and_left_alone: figure(&open, |action| {
                    is_overdue(action) && action.is_left_alone(asked.today)
                }),
                left_alone: figure(&open, |action| action.is_left_alone(asked.today)),
                moved: figure(&open, |action| action.moved_from().is_some()),
            },
            overdue_by_age: by_age(agreed, asked.today),
            overdue: overdue_actions(agreed, asked.today),
        }
    }

    /// Every session that these figures come from.
    pub fn sessions(&self) -> impl Iterator<Item = &String> {
        // What is a part of one of these comes from no other sessions.
        let figures = [&self.agreed.all, &self.closed.all, &self.open.all];
        let over_time = self.over_time.iter().flat_map(|stretch| &stretch.sessions);
        figures
            .into_iter()
            .flat_map(|f| &f.sessions)
            .chain(over_time)
    }
}

fn is_done_and_seen(action: &TeamAction) -> bool {
    action.status == Status::Done && action.seen.is_some()
}

fn those<'a>(
    actions: &'a [TeamAction<'a>],
    fit: impl Fn(&TeamAction) -> bool,
) -> Vec<&'a TeamAction<'a>> {
    actions.iter().filter(|action| fit(action)).collect()
}

fn figure(actions: &[&TeamAction], fit: impl Fn(&TeamAction) -> bool) -> Figure {
    Figure::of_what_became(actions.iter().filter(|action| fit(action)).copied())
}

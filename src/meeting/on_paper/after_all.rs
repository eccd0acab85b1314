//! What can only be said of a sheet once all of it has been read.

use super::Brought;
use super::written::Writing;
use crate::model::action::{Action, Status};
use crate::model::question_record::Outcome;
use crate::model::step_record::Disposition;
use crate::query::under_way::UnderWay;
use crate::render::wrap::counted;

impl Writing {
    /// Says what is missing, what does not go together, and what comes back.
    pub(super) fn after_all(&mut self, brought: &Brought) {
        let gaps = [
            (
                self.actions_without(|action| action.owner.is_none()),
                "owner",
            ),
            (self.actions_without(|action| action.due.is_none()), "date"),
        ];
        for (ids, what) in gaps {
            let has = match ids.as_slice() {
                [] => continue,
                [_] => "has",
                _ => "have",
            };
            self.remarks.push(format!(
                "{} {has} no {what} yet. Add it to the sheet first, or leave it: the record says so.",
                listed(&ids)
            ));
        }
        for (id, is_said) in std::mem::take(&mut self.not_reached) {
            let name = self.session.spoken_source(&id);
            let Some(step) = self.session.step(&id) else {
                continue;
            };
            match (step.disposition, step.answers.len()) {
                (Disposition::ActionAgreed, _) => self.remarks.push(format!(
                    "An action comes from {name}. It is kept as action agreed."
                )),
                (_, 0) => {}
                _ if is_said => {}
                (_, points) => self.remarks.push(format!(
                    "The sheet does not say what became of {name}. It is kept as not reached, with {}.",
                    counted(points, "point")
                )),
            }
        }
        for called in std::mem::take(&mut self.without_points) {
            let became = self.session.question(&called.question);
            let why = match (called.outcome, became.map(|question| question.outcome)) {
                (Outcome::Discussed, Some(Outcome::NotReached)) => {
                    "and nothing stands under it. It is kept as not reached"
                }
                (Outcome::Skipped | Outcome::NotReached, Some(Outcome::Discussed)) => {
                    self.passed_over
                        .extend(called.reason.filter(|_| called.outcome == Outcome::Skipped));
                    "and an action comes from it. It is kept as discussed"
                }
                _ => continue,
            };
            self.remarks.push(format!(
                "Line {}: {} is called {}, {why}.",
                called.line,
                self.session.spoken_source(&called.question),
                called.outcome.word()
            ));
        }
        let settled = self.session.steps.iter().enumerate().filter(|(_, step)| {
            step.disposition == Disposition::ActionAgreed && !self.session.has_action(&step.id)
        });
        let settled: Vec<String> = settled
            .map(|(at, _)| {
                format!(
                    "Step {} is called action agreed, and no action on the sheet comes from it.",
                    at + 1
                )
            })
            .collect();
        self.remarks.extend(settled);
        let now = UnderWay::of(&self.session);
        let open = brought
            .earlier
            .iter()
            .filter(|action| action.status == Status::Open && !action.is_left_alone(now.date));
        let open = open.count();
        if open > 0 {
            self.remarks.push(format!(
                "This team had {} from earlier meetings. The sheet has no room for them: they come back at the next meeting, and reflect actions update says what became of one.",
                counted(open, "open action")
            ));
        }
        for question in &brought.asked {
            self.remarks.push(format!(
                "A question from the supervisor comes back at the next meeting: {}",
                question.record.asked
            ));
            self.session.questions_back.push(question.record.clone());
        }
    }

    fn actions_without(&self, is_missing: impl Fn(&Action) -> bool) -> Vec<String> {
        let actions = self.session.actions.iter();
        let actions = actions.filter(|action| is_missing(action));
        actions.map(|action| action.id.clone()).collect()
    }
}

/// "A1, A2 and A3".
fn listed(ids: &[String]) -> String {
    match ids {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        ids => ids.concat(),
    }
}

//! What a report does not count, or counts with a doubt.

use super::{Asked, Figure};
use crate::model::action::Status;
use crate::model::doubtful_files::DoubtfulFiles;
use crate::model::session::Progress;
use crate::model::tally::Tally;
use crate::query::actions::TeamAction;
use crate::query::actions::histories::History;
use crate::query::actions::lost::Lost;
use crate::query::doubts::Doubts;
use serde::Serialize;

/// What the report does not count, or counts with a doubt.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeftOut {
    /// Sessions that are not finished.
    pub in_progress: Figure,
    /// The actions that were agreed in those.
    pub actions_in_progress: Figure,
    /// Those of them that are open.
    pub open_in_progress: Figure,
    /// Those of them that are overdue.
    pub overdue_in_progress: Figure,
    /// How many finished sessions lie before the period.
    pub before_period: usize,
    /// How many sessions lie between the end of the period and today.
    pub after_period: usize,
    /// Sessions dated after today: one of two clocks is wrong.
    pub after_today: Figure,
    /// Sessions that a figure names and that were never sealed.
    pub not_sealed: Figure,
    /// Sessions that a figure names and that have changed since they were sealed.
    pub changed_since_sealed: Figure,
    /// Open actions that nobody owns.
    pub without_owner: Figure,
    /// Open actions without a date, which can never be overdue.
    pub without_date: Figure,
    /// Actions of which something was said before they were agreed: one of two clocks is wrong.
    pub spoken_of_too_early: Figure,
    /// Actions beside which a word stands that is dated after today.
    pub word_to_come: Figure,
    /// Sessions beside which a sign-off or an amendment stands that is dated after today.
    pub addition_to_come: Figure,
    /// Sessions that cannot have begun and ended when they say.
    pub clocks_disagree: Figure,
    /// Actions that were open when a meeting spoke of them last, and that no session here holds.
    pub lost: Figure,
    /// Actions that a meeting of the period closed, and that no session here holds.
    pub closed_elsewhere: Figure,
    /// What was found out about the files, whatever the team and the day.
    pub files: DoubtfulFiles,
}

impl LeftOut {
    /// From every session of these teams, the finished ones that figures come from, the actions that are counted with
    /// their histories, and those of sessions in progress.
    pub fn of(
        of_teams: &[&Tally],
        counted: &[&Tally],
        histories: &[History],
        in_progress: &[TeamAction],
        [lost, closed_elsewhere]: [&[Lost]; 2],
        asked: &Asked,
        files: DoubtfulFiles,
    ) -> Self {
        let count = |fits: &dyn Fn(&Tally) -> bool| of_teams.iter().filter(|t| fits(t)).count();
        let those = |fits: &dyn Fn(&Tally) -> bool| {
            Figure::of_sessions(of_teams.iter().filter(|t| fits(t)).copied())
        };
        let unfinished = |t: &Tally| !t.is_held() && t.date() <= asked.until;
        let of_counted = |fits: &dyn Fn(&Tally) -> bool| {
            Figure::of_sessions(counted.iter().filter(|t| fits(t)).copied())
        };
        let doubts = Doubts::about(histories.iter().map(|history| &history.action));
        Self {
            in_progress: those(&unfinished),
            actions_in_progress: Figure::of_actions(in_progress),
            open_in_progress: Figure::of_actions(
                in_progress
                    .iter()
                    .filter(|action| action.status == Status::Open),
            ),
            overdue_in_progress: Figure::of_actions(
                in_progress
                    .iter()
                    .filter(|action| action.is_overdue(asked.today)),
            ),
            before_period: count(&|t| t.is_held() && t.date() < asked.since),
            after_period: count(&|t| t.date() > asked.until && t.date() <= asked.today),
            after_today: those(&|t| t.date() > asked.today),
            not_sealed: of_counted(&|t| t.status != Progress::Sealed),
            changed_since_sealed: of_counted(&|t| t.changed_since_sealed),
            without_owner: of_references(&doubts.without_owner),
            without_date: of_references(&doubts.without_date),
            spoken_of_too_early: of_references(&doubts.spoken_of_too_early),
            word_to_come: of_references(&doubts.with_word_to_come),
            addition_to_come: those(&|t| t.has_addition_to_come),
            clocks_disagree: of_counted(&|t| t.clocks_disagree),
            lost: of_lost(lost),
            closed_elsewhere: of_lost(closed_elsewhere),
            files,
        }
    }

    /// Every session that these figures come from.
    pub fn sessions(&self) -> impl Iterator<Item = &String> {
        let figures = [
            &self.in_progress,
            &self.after_today,
            &self.not_sealed,
            &self.changed_since_sealed,
            &self.without_owner,
            &self.without_date,
            &self.spoken_of_too_early,
            &self.word_to_come,
            &self.addition_to_come,
            &self.clocks_disagree,
            &self.lost,
            &self.closed_elsewhere,
        ];
        figures.into_iter().flat_map(|figure| &figure.sessions)
    }
}

fn of_lost(lost: &[Lost]) -> Figure {
    Figure {
        actions: lost.iter().map(|lost| lost.action.to_owned()).collect(),
        ..Figure::sum(lost.iter().map(|lost| (lost.said_in, 1)))
    }
}

fn of_references(references: &[String]) -> Figure {
    let sessions = references.iter().filter_map(|r| r.rsplit_once('/'));
    Figure {
        actions: references.iter().cloned().collect(),
        ..Figure::sum(sessions.map(|(session, _)| (session, 1)))
    }
}

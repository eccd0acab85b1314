//! The report on a period: how much, how well, what difference, with the sessions behind each figure.

pub mod answered_since;
pub mod attendance;
pub mod coverage;
pub mod how_well;
pub mod left_out;
pub mod over_time;
pub mod overdue;
pub mod supervision;
pub mod what_difference;

use super::actions::TeamAction;
use super::actions::histories::{History, histories};
use super::actions::lost::{closed_elsewhere, lost};
use super::teams::Teams;
use crate::model::date::Day;
use crate::model::doubtful_files::DoubtfulFiles;
use crate::model::meeting::{is_wanted, plain_team};
use crate::model::review::Review;
use crate::model::session::{Progress, Session};
use crate::model::tally::Tally;
use attendance::{RoleFigure, attendance};
use coverage::{Coverage, coverage};
use how_well::HowWell;
use left_out::LeftOut;
use over_time::over_time;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use what_difference::WhatDifference;

/// What a report is asked to be about.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The first day of the period.
    pub since: Day,
    /// The last day of the period.
    pub until: Day,
    /// The teams; none means all.
    pub teams: Vec<String>,
    /// The day on which the report is made.
    pub today: Day,
}

/// A report, whole.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The first day of the period.
    pub since: Day,
    /// The last day of the period.
    pub until: Day,
    /// The day on which the report was made: what has become of an action is as of this day.
    pub today: Day,
    /// The teams that were asked for; none means all.
    pub teams: Vec<String>,
    /// How much did we do?
    pub how_much: HowMuch,
    /// How well did we do it?
    pub how_well: HowWell,
    /// What difference did it make?
    pub what_difference: WhatDifference,
    /// What the report does not count, or counts with a doubt.
    pub left_out: LeftOut,
    /// Every session that a figure comes from: those held in the period, then the others, oldest first.
    pub sessions: Vec<Source>,
}

/// How much did we do?
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HowMuch {
    /// The sessions held in the period.
    pub held: Figure,
    /// The sessions of each team that held one.
    pub teams: Vec<TeamFigure>,
    /// Who was there.
    pub attendance: Vec<RoleFigure>,
    /// The sessions that do not say who was there.
    pub without_attendance: Figure,
    /// Which team has held which review.
    pub coverage: Coverage,
}

/// A number and the sessions it comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// The number.
    pub count: usize,
    /// The ids of the sessions it comes from.
    pub sessions: BTreeSet<String>,
    /// The names of the actions that it counts, where it counts actions.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub actions: BTreeSet<String>,
}

/// A number of one team.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TeamFigure {
    /// The team.
    pub team: String,
    /// Its number.
    #[serde(flatten)]
    pub figure: Figure,
}

/// A session that figures come from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// The day of the meeting.
    pub date: Day,
    /// The team.
    pub team: String,
    /// The review's title.
    pub review: String,
    /// How far it has come.
    pub status: Progress,
    /// Whether it was held in the period, by one of these teams.
    pub in_period: bool,
    /// Whether another team than these held it, and spoke of one of their actions.
    pub of_another_team: bool,
    /// Whether it was sealed and holds something else now.
    pub changed_since_sealed: bool,
    /// Whether it says that it is sealed, and has no seal.
    pub seal_missing: bool,
}

impl Figure {
    /// The sum of what is counted in some sessions; a session with nothing to count is no source.
    pub fn sum<'a>(counted: impl IntoIterator<Item = (&'a str, usize)>) -> Self {
        let mut figure = Self::default();
        for (session, count) in counted.into_iter().filter(|(_, count)| *count > 0) {
            figure.add(session, count);
        }
        figure
    }

    /// How many actions, and the sessions in which they were agreed.
    pub fn of_actions<'a>(actions: impl IntoIterator<Item = &'a TeamAction<'a>>) -> Self {
        let mut figure = Self::default();
        for action in actions {
            figure.add(action.session, 1);
            figure.actions.insert(action.reference());
        }
        figure
    }

    /// The same by what has become of them: the sessions are also those that said so.
    pub fn of_what_became<'a>(
        actions: impl IntoIterator<Item = &'a TeamAction<'a>> + Clone,
    ) -> Self {
        let mut figure = Self::of_actions(actions.clone());
        let sessions = actions.into_iter().flat_map(TeamAction::sessions);
        figure.sessions.extend(sessions.map(str::to_owned));
        figure
    }

    fn of_sessions<'a>(sessions: impl IntoIterator<Item = &'a Tally>) -> Self {
        Self::sum(sessions.into_iter().map(|session| (session.id(), 1)))
    }

    fn add(&mut self, session: &str, count: usize) {
        self.count += count;
        if !self.sessions.contains(session) {
            self.sessions.insert(session.to_owned());
        }
    }
}

impl Asked {
    fn wants(&self, team: &str) -> bool {
        is_wanted(&self.teams, team)
    }

    /// Whether a figure may come from a session, be it only for what was agreed in it, or said in it of an earlier
    /// action, whoever agreed that.
    pub fn may_come_from(&self, session: &Session) -> bool {
        let meeting = &session.meeting;
        let speaks = self.wants(&meeting.team) || !session.carried.is_empty();
        speaks && meeting.date <= self.today
    }

    fn is_in_period(&self, day: Day) -> bool {
        (self.since..=self.until).contains(&day)
    }
}

/// The report that was asked for, from every saved session, the reviews on the shelf, and what was
/// found out about the files.
pub fn report(
    tallies: Vec<Tally>,
    asked: &Asked,
    reviews: &[&Review],
    files: DoubtfulFiles,
) -> Report {
    let of_teams: Vec<&Tally> = tallies.iter().filter(|t| asked.wants(t.team())).collect();
    let known: Vec<&Tally> = of_teams
        .iter()
        .filter(|tally| tally.date() <= asked.until)
        .copied()
        .collect();
    let held: Vec<&Tally> = known
        .iter()
        .filter(|tally| tally.is_held() && asked.is_in_period(tally.date()))
        .copied()
        .collect();
    let teams = Teams::of(known.iter().map(|tally| (tally.team(), tally.date())));
    let how_much = HowMuch {
        held: Figure::of_sessions(held.iter().copied()),
        teams: of_each_team(&held, &teams),
        attendance: attendance(&held),
        without_attendance: Figure::of_sessions(
            held.iter().filter(|t| t.present.is_empty()).copied(),
        ),
        coverage: coverage(&known, &teams, asked, reviews),
    };
    let (histories, in_progress) = agreed(&tallies, asked);
    let agreed = actions_of(&histories);
    let in_progress = actions_of(&in_progress);
    let what_difference = WhatDifference::of(&agreed, over_time(&histories, asked), asked);
    let counted = [
        how_much.held.sessions.iter().collect::<Vec<_>>(),
        how_much.coverage.sessions().collect(),
        what_difference.sessions().collect(),
    ];
    let counted: BTreeSet<&str> = counted.iter().flatten().map(|id| id.as_str()).collect();
    let counted = tallies.iter().filter(|tally| counted.contains(tally.id()));
    let counted: Vec<&Tally> = counted.filter(|tally| tally.is_held()).collect();
    let mut lost = lost(&tallies, asked.today);
    lost.retain(|lost| asked.wants(lost.team) && lost.first_on <= asked.until);
    let mut closed_elsewhere = closed_elsewhere(&tallies, asked.today);
    closed_elsewhere.retain(|lost| asked.wants(lost.team) && asked.is_in_period(lost.last_on));
    let left_out = LeftOut::of(
        &of_teams,
        &counted,
        &histories,
        &in_progress,
        [&lost, &closed_elsewhere],
        asked,
        files,
    );
    let mut report = Report {
        since: asked.since,
        until: asked.until,
        today: asked.today,
        teams: asked.teams.clone(),
        how_well: HowWell::of(&held, &agreed, &tallies, asked),
        how_much,
        what_difference,
        left_out,
        sessions: Vec::new(),
    };
    let cited = report.cited();
    let mut sources: Vec<Source> = tallies
        .iter()
        .filter(|tally| cited.contains(tally.id()))
        .map(|tally| Source::of(tally, asked))
        .collect();
    // Those held in the period stand together, so that a renderer can name all of them as one run.
    sources.sort_by(|one, other| {
        let key = |source: &Source| (!source.in_period, source.date);
        key(one)
            .cmp(&key(other))
            .then_with(|| one.id.cmp(&other.id))
    });
    report.sessions = sources;
    report
}

/// The actions that these teams agreed up to the end of the period, as they stand today: in finished
/// sessions, and in those in progress. What is dated after today says nothing of them.
fn agreed<'a>(tallies: &'a [Tally], asked: &Asked) -> (Vec<History<'a>>, Vec<History<'a>>) {
    let unfinished: BTreeSet<&str> = tallies
        .iter()
        .filter(|tally| !tally.is_held())
        .map(Tally::id)
        .collect();
    let mut agreed = histories(tallies, asked.today);
    agreed
        .retain(|history| asked.wants(history.action.team) && history.action.agreed <= asked.until);
    agreed
        .into_iter()
        .partition(|history| !unfinished.contains(history.action.session))
}

fn actions_of<'a>(histories: &[History<'a>]) -> Vec<TeamAction<'a>> {
    histories.iter().map(|history| history.action).collect()
}

/// The sessions of each team.
fn of_each_team(held: &[&Tally], teams: &Teams) -> Vec<TeamFigure> {
    let mut figures: BTreeMap<String, TeamFigure> = BTreeMap::new();
    for tally in held {
        let of_team = figures.entry(plain_team(tally.team()));
        let of_team = of_team.or_insert_with(|| TeamFigure {
            team: teams.spelled(tally.team()).to_owned(),
            figure: Figure::default(),
        });
        of_team.figure.add(tally.id(), 1);
    }
    figures.into_values().collect()
}

impl Source {
    fn of(tally: &Tally, asked: &Asked) -> Self {
        Self {
            id: tally.id().to_owned(),
            date: tally.date(),
            team: tally.team().to_owned(),
            review: tally.commitments().title.to_owned(),
            status: tally.status,
            in_period: tally.is_held()
                && asked.is_in_period(tally.date())
                && asked.wants(tally.team()),
            of_another_team: !asked.wants(tally.team()),
            changed_since_sealed: tally.changed_since_sealed,
            seal_missing: tally.seal_missing,
        }
    }
}

impl Report {
    fn cited(&self) -> BTreeSet<String> {
        let mut cited = self.how_much.held.sessions.clone();
        cited.extend(self.how_much.coverage.sessions().cloned());
        cited.extend(self.what_difference.sessions().cloned());
        cited.extend(
            self.how_well
                .questions
                .answered_since
                .sessions
                .iter()
                .cloned(),
        );
        cited.extend(self.how_well.supervision.answered.sessions.iter().cloned());
        cited.extend(self.left_out.sessions().cloned());
        cited
    }
}

#[cfg(test)]
mod tests;

//! Saved sessions as rows, and which of them are wanted.

use crate::model::date::Day;
use crate::model::meeting::same_team;
use crate::model::session::{Disposition, Outcome, Progress, Session};
use serde::Serialize;

/// One session in a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// The session's id.
    pub id: String,
    /// The day of the meeting.
    pub date: Day,
    /// The team.
    pub team: String,
    /// The id of the review.
    pub review: String,
    /// The review's title.
    pub title: String,
    /// How far it has come.
    pub status: Progress,
    /// Questions with an answer.
    pub discussed: usize,
    /// Questions in all.
    pub questions: usize,
    /// Steps with a disposition.
    pub settled: usize,
    /// Steps in all.
    pub steps: usize,
    /// Actions agreed.
    pub actions: usize,
}

/// Which sessions are wanted; nothing means all.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Of this team.
    pub team: Option<String>,
    /// About the review with this id.
    pub review: Option<String>,
    /// On this day or later.
    pub since: Option<Day>,
    /// In this state.
    pub status: Option<Progress>,
}

impl Wanted {
    /// Whether a session is wanted.
    pub fn includes(&self, session: &Session) -> bool {
        let team = self.team.as_ref();
        team.is_none_or(|team| same_team(team, &session.meeting.team))
            && self
                .review
                .as_ref()
                .is_none_or(|id| *id == session.review.id)
            && self.since.is_none_or(|day| session.meeting.date >= day)
            && self.status.is_none_or(|status| session.status == status)
    }
}

/// A session as a row.
pub fn row(session: &Session) -> Row {
    Row {
        id: session.id.clone(),
        date: session.meeting.date,
        team: session.meeting.team.clone(),
        review: session.review.id.clone(),
        title: session.review.title.clone(),
        status: session.status,
        discussed: session
            .questions
            .iter()
            .filter(|question| question.outcome == Outcome::Discussed)
            .count(),
        questions: session.questions.len(),
        settled: session
            .steps
            .iter()
            .filter(|step| step.disposition != Disposition::NotReached)
            .count(),
        steps: session.steps.len(),
        actions: session.actions.len(),
    }
}

//! Which of the saved sessions are wanted.

use crate::model::date::Day;
use crate::model::glance::Glance;
use crate::model::meeting::same_team;
use crate::model::session::Progress;

/// The order of a list of sessions: the newest first, and by id where nothing else tells.
pub fn newest_first(one: &Glance, other: &Glance) -> std::cmp::Ordering {
    let key = |session: &Glance| (session.date, session.started);
    key(other)
        .cmp(&key(one))
        .then_with(|| other.id.cmp(&one.id))
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
    pub fn includes(&self, session: &Glance) -> bool {
        let team = self.team.as_ref();
        team.is_none_or(|team| same_team(team, &session.team))
            && self.review.as_ref().is_none_or(|id| *id == session.review)
            && self.since.is_none_or(|day| session.date >= day)
            && self.status.is_none_or(|status| session.status == status)
    }
}

//! The session under way, to which others are earlier.

use crate::model::date::{Day, Moment};
use crate::model::meeting::same_team;
use crate::model::session::Session;

/// What tells the session under way from those before it.
#[derive(Debug, Clone, Copy)]
pub struct UnderWay<'a> {
    /// Its id; empty while nothing has been kept of it.
    pub id: &'a str,
    /// The team that meets.
    pub team: &'a str,
    /// The day of the meeting. A meeting that is written up later looks back from its own day.
    pub date: Day,
}

impl<'a> UnderWay<'a> {
    /// A session that has been begun.
    pub fn of(session: &'a Session) -> Self {
        Self {
            id: &session.id,
            team: &session.meeting.team,
            date: session.meeting.date,
        }
    }

    /// Whether a session is another one of the same team.
    pub fn is_beside(&self, id: &str, team: &str) -> bool {
        id != self.id && same_team(team, self.team)
    }

    /// Whether a session is another one of the same team, and no later.
    pub fn is_after(&self, id: &str, team: &str, date: Day) -> bool {
        self.is_beside(id, team) && date <= self.date
    }

    /// The earlier sessions of the same team about a review, oldest first.
    pub fn earlier_walks<'s>(
        &self,
        sessions: impl Iterator<Item = &'s Session>,
        review: &str,
    ) -> Vec<&'s Session> {
        let earlier = sessions.filter(|session| {
            let meeting = &session.meeting;
            session.review.id == review && self.is_after(&session.id, &meeting.team, meeting.date)
        });
        let mut earlier: Vec<&Session> = earlier.collect();
        earlier.sort_by_key(|session| in_order(session));
        earlier
    }
}

/// The order of meetings: by their day, by when they began, and where that is not known by their ids, which are
/// numbered within a day.
pub fn in_order(session: &Session) -> (Day, Option<Moment>, &str) {
    let meeting = &session.meeting;
    (meeting.date, meeting.started, &session.id)
}

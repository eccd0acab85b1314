//! Which of the saved sessions are wanted, and what they wait for.

use crate::model::date::Day;
use crate::model::glance::Glance;
use crate::model::meeting::same_team;
use crate::model::session::Progress;
use serde::Serialize;
use std::collections::HashMap;

/// What a session waits for once it is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Awaited {
    /// A supervisor has not looked at it yet.
    #[serde(rename = "sign-off")]
    SignOff,
    /// A supervisor has put a question back, and the team has not answered it yet.
    #[serde(rename = "answer")]
    Answer,
    /// The team has answered a supervisor's question, in a meeting that no supervisor has signed off.
    #[serde(rename = "reading")]
    Reading,
    /// A supervisor wants something to be followed up, and has not signed it off again since.
    #[serde(rename = "follow-up")]
    FollowUp,
}

impl Awaited {
    /// In a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::SignOff => "sign-off",
            Self::Answer => "answer",
            Self::Reading => "reading",
            Self::FollowUp => "follow-up",
        }
    }
}

/// A session of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionRow {
    /// The session.
    pub session: Glance,
    /// What it waits for; nothing while it is not sealed, or once everything has been said.
    pub waits_for: Option<Awaited>,
}

/// The rows of a list. A question back may be answered in any of the sessions, so this takes all of them.
pub fn rows(mut sessions: Vec<Glance>) -> Vec<SessionRow> {
    // Every question back that is answered, and whether the meeting that answered it is signed off.
    let answered = sessions.iter_mut().flat_map(|session| {
        let is_signed_off = session.sign_offs > 0;
        let answered = std::mem::take(&mut session.answered).into_iter();
        answered.map(move |asked| (asked, is_signed_off))
    });
    let answered: HashMap<String, bool> = answered.collect();
    // One whose seal was taken out cannot be signed off.
    let is_sealed = |session: &Glance| session.status == Progress::Sealed && session.has_seal;
    let waits_for = |session: &Glance| {
        let mut asked = session.asked.iter().map(|asked| answered.get(asked));
        if asked.clone().any(|answer| answer.is_none()) {
            Some(Awaited::Answer)
        } else if session.follow_up_wanted {
            Some(Awaited::FollowUp)
        } else if asked.any(|is_signed_off| is_signed_off == Some(&false)) {
            Some(Awaited::Reading)
        } else if is_sealed(session) && session.sign_offs == 0 {
            Some(Awaited::SignOff)
        } else {
            None
        }
    };
    let row = |session: Glance| SessionRow {
        waits_for: waits_for(&session),
        session,
    };
    sessions.into_iter().map(row).collect()
}

/// The order of a list of sessions: the newest first, and by id where nothing else tells.
pub fn newest_first(one: &SessionRow, other: &SessionRow) -> std::cmp::Ordering {
    let key = |row: &SessionRow| (row.session.date, row.session.started);
    key(other)
        .cmp(&key(one))
        .then_with(|| other.session.id.cmp(&one.session.id))
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
    /// Waiting for this.
    pub waits_for: Option<Awaited>,
}

impl Wanted {
    /// Whether a session is wanted.
    pub fn includes(&self, row: &SessionRow) -> bool {
        let session = &row.session;
        let team = self.team.as_ref();
        team.is_none_or(|team| same_team(team, &session.team))
            && self.review.as_ref().is_none_or(|id| *id == session.review)
            && self.since.is_none_or(|day| session.date >= day)
            && self.status.is_none_or(|status| session.status == status)
            && (self.waits_for.is_none() || self.waits_for == row.waits_for)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::question_back::item_of;

    fn session(id: &str) -> Glance {
        let text = include_str!("../../sessions/2026-09-02-child-i-example-team.toml");
        let (session, _) = crate::model::file_text::read_session(text).expect("a session");
        Glance {
            id: id.into(),
            ..Glance::from(&session)
        }
    }

    #[test]
    fn a_session_waits_for_a_sign_off_and_then_for_every_answer() {
        let mut open = session("open");
        open.status = Progress::InProgress;
        let mut seen = session("seen");
        seen.sign_offs = 1;
        let mut wanted = seen.clone();
        wanted.follow_up_wanted = true;
        assert_eq!(rows(vec![wanted])[0].waits_for, Some(Awaited::FollowUp));
        let mut asked = session("asked");
        asked.sign_offs = 3;
        asked.asked = vec![item_of("asked", 1), item_of("asked", 3)];
        let mut later = session("later");
        later.answered = vec![item_of("asked", 1)];
        let waits = |sessions: &[Glance]| -> Vec<Option<Awaited>> {
            let rows = rows(sessions.to_vec());
            rows.into_iter().map(|row| row.waits_for).collect()
        };
        let sessions = [open, seen, asked, later];
        let (sign_off, answer) = (Some(Awaited::SignOff), Some(Awaited::Answer));
        assert_eq!(waits(&sessions), [None, None, answer, sign_off]);
        let [open, seen, asked, mut later] = sessions;
        let mut unsealed = later.clone();
        unsealed.has_seal = false;
        assert_eq!(waits(&[unsealed]), [None]);
        later.answered.push(item_of("asked", 3));
        let all = [open, seen, asked, later];
        assert_eq!(waits(&all), [None, None, Some(Awaited::Reading), sign_off]);
        let [open, seen, asked, mut later] = all;
        later.sign_offs = 1;
        assert_eq!(waits(&[open, seen, asked, later]), [None; 4]);
    }
}

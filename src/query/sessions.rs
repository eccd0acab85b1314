//! Which of the saved sessions are wanted, and what they wait for.

use crate::model::date::Day;
use crate::model::glance::Glance;
use crate::model::meeting::is_wanted;
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
    /// The team has answered a supervisor's question, in a meeting that no supervisor has signed off, or has added to
    /// the record since it was signed off.
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
    pub waits_for: Vec<Awaited>,
    /// The sessions that answer a question back about it, and that no supervisor has signed off.
    pub answered_in: Vec<String>,
}

/// The rows of a list. A question back may be answered in any of the sessions, so this takes all of them.
pub fn rows(mut sessions: Vec<Glance>) -> Vec<SessionRow> {
    // Every question back that is answered: the meetings that answered it, and whether each is signed off.
    let mut answered: HashMap<String, Vec<(String, bool)>> = HashMap::new();
    for session in &mut sessions {
        for asked in std::mem::take(&mut session.answered) {
            let answer = (session.id.clone(), session.sign_offs > 0);
            answered.entry(asked).or_default().push(answer);
        }
    }
    let row = |session: Glance| {
        let answers = session.asked.iter().map(|asked| answered.get(asked));
        let is_unanswered = answers.clone().any(|answers| answers.is_none());
        // One meeting that answered it and is signed off is enough.
        let unread = answers
            .flatten()
            .filter(|of_one| !of_one.iter().any(|(_, read)| *read));
        let mut answered_in: Vec<String> = unread.flatten().map(|(id, _)| id.clone()).collect();
        answered_in.sort();
        answered_in.dedup();
        // One whose seal was taken out cannot be signed off.
        let is_sealed = session.status == Progress::Sealed && session.has_seal;
        let waits_for = [
            (Awaited::Answer, is_unanswered),
            (Awaited::FollowUp, session.follow_up_wanted),
            (
                Awaited::Reading,
                session.added_since_signed || !answered_in.is_empty(),
            ),
            (Awaited::SignOff, is_sealed && session.sign_offs == 0),
        ];
        let waits_for = waits_for.into_iter().filter(|(_, waits)| *waits);
        SessionRow {
            waits_for: waits_for.map(|(awaited, _)| awaited).collect(),
            answered_in,
            session,
        }
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
    /// Of these teams.
    pub teams: Vec<String>,
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
        is_wanted(&self.teams, &session.team)
            && self.review.as_ref().is_none_or(|id| *id == session.review)
            && self.since.is_none_or(|day| session.date >= day)
            && self.status.is_none_or(|status| session.status == status)
            && self
                .waits_for
                .is_none_or(|awaited| row.waits_for.contains(&awaited))
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
            ..Glance::of(&session, Day(chrono::NaiveDate::MAX))
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
        let awaited = |sessions: &[Glance]| -> Vec<Vec<Awaited>> {
            let rows = rows(sessions.to_vec());
            rows.into_iter().map(|row| row.waits_for).collect()
        };
        assert_eq!(
            awaited(std::slice::from_ref(&wanted)),
            [[Awaited::FollowUp]]
        );
        wanted.asked = vec![item_of("wanted", 1)];
        assert_eq!(awaited(&[wanted]), [[Awaited::Answer, Awaited::FollowUp]]);
        let mut asked = session("asked");
        asked.sign_offs = 3;
        asked.asked = vec![item_of("asked", 1), item_of("asked", 3)];
        let mut later = session("later");
        later.answered = vec![item_of("asked", 1)];
        let (sign_off, nothing) = (vec![Awaited::SignOff], Vec::new());
        let both = vec![Awaited::Answer, Awaited::Reading];
        let sessions = [open, seen, asked, later];
        assert_eq!(
            awaited(&sessions),
            [nothing.clone(), nothing.clone(), both, sign_off.clone()]
        );
        let [open, seen, asked, mut later] = sessions;
        let mut unsealed = later.clone();
        unsealed.has_seal = false;
        assert!(awaited(std::slice::from_ref(&unsealed))[0].is_empty());
        later.answered.push(item_of("asked", 3));
        let mut all = vec![open, seen, asked, later];
        assert_eq!(rows(all.clone())[2].answered_in, ["later"]);
        let reading = vec![Awaited::Reading];
        assert_eq!(
            awaited(&all),
            [nothing.clone(), nothing.clone(), reading, sign_off]
        );
        all[3].sign_offs = 1;
        assert_eq!(awaited(&all), vec![nothing; 4]);
        let mut added = all.clone();
        added[1].added_since_signed = true;
        assert_eq!(awaited(&added)[1], [Awaited::Reading]);
        // Another meeting that says more of it, and is not signed off, brings nothing back.
        let mut again = session("again");
        again.answered = vec![item_of("asked", 1)];
        all.push(again);
        assert!(awaited(&all)[2].is_empty());
    }
}

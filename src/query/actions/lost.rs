//! Actions that meetings speak of, and that no session here holds.

use crate::model::action::Status;
use crate::model::commitments::{Commitments, Held, Packed};
use crate::model::date::Day;
use std::collections::BTreeMap;

/// An action that was open when it was spoken of last, and of which nothing else is known here: the session that agreed it
/// is elsewhere, cannot be read, or has another name now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lost<'a> {
    /// `<session id>/<action id>`.
    pub action: &'a str,
    /// The session that spoke of it last.
    pub said_in: &'a str,
    /// The team that met then.
    pub team: &'a str,
}

/// Those of which some sessions speak until a day, by their names.
pub fn lost<P: AsRef<Packed>>(sessions: &[P], until: Day) -> Vec<Lost<'_>> {
    let held = Held::by(sessions);
    let mut latest = BTreeMap::new();
    for session in sessions.iter().map(|session| session.as_ref()) {
        let looked_at = session.looked_at().into_iter();
        for later in looked_at.filter(|later| later.word.on <= until) {
            if held.holds(later.action) {
                continue;
            }
            let Commitments { session, team, .. } = session.commitments();
            let said = (
                (later.word.on, later.began),
                later.word.status,
                session,
                team,
            );
            let known = latest.entry(later.action).or_insert(said);
            if said.0 >= known.0 {
                *known = said;
            }
        }
    }
    let open = latest
        .into_iter()
        .filter(|(_, (_, status, ..))| *status == Status::Open);
    let lost = open.map(|(action, (_, _, said_in, team))| Lost {
        action,
        said_in,
        team,
    });
    lost.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::commitments::{Agreed, LookedAt, Word};
    use chrono::NaiveDate;

    fn session(
        id: &'static str,
        on: u32,
        agreed: &[&'static str],
        looked_at: &[(&'static str, Status)],
    ) -> Packed {
        let date = Day(NaiveDate::from_ymd_opt(2026, 10, on).expect("a date"));
        let agreed = agreed.iter().map(|id| Agreed {
            id,
            from: None,
            what: "Ring the ward",
            owner: None,
            due: None,
            know: None,
            status: Status::Done,
            updates: Vec::new(),
        });
        let looked_at = looked_at.iter().map(|(action, status)| LookedAt {
            action,
            word: Word::of(date, *status),
            began: None,
            ended: None,
        });
        Packed::from(&Commitments {
            session: id,
            date,
            looked_at: looked_at.collect(),
            team: "Duty Team",
            review: "child-i",
            title: "Child I",
            agreed: agreed.collect(),
        })
    }

    #[test]
    fn what_was_open_when_it_was_spoken_of_last_and_stands_nowhere_is_lost() {
        use Status::{Done, Open};
        let sessions = [
            session("late", 20, &[], &[("gone/A2", Done), ("here/A9", Open)]),
            session("here", 1, &["A1"], &[]),
            session(
                "mid",
                10,
                &[],
                &[("here/A1", Open), ("gone/A1", Open), ("gone/A2", Open)],
            ),
        ];
        let on = |day| Day(NaiveDate::from_ymd_opt(2026, 10, day).expect("a date"));
        let found = |until| -> Vec<(&str, &str)> {
            let lost = lost(&sessions, until);
            lost.iter()
                .map(|lost| (lost.action, lost.said_in))
                .collect()
        };
        assert_eq!(found(on(30)), [("gone/A1", "mid"), ("here/A9", "late")]);
        assert_eq!(found(on(15)), [("gone/A1", "mid"), ("gone/A2", "mid")]);
        assert_eq!(found(on(5)), []);
    }
}

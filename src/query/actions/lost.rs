//! Actions that meetings speak of, and that no session here holds.

use crate::model::action::Status;
use crate::model::commitments::{self, LookedAt, Packed, called_open_elsewhere};
use crate::model::date::Day;
use std::collections::BTreeSet;

/// An action of which only a later meeting is known here: the session that agreed it is elsewhere, cannot be read, or has
/// another name now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lost<'a> {
    /// `<session id>/<action id>`.
    pub action: &'a str,
    /// The day on which it was spoken of first.
    pub first_on: Day,
    /// The day on which it was spoken of last.
    pub last_on: Day,
    /// The session that spoke of it last.
    pub said_in: &'a str,
    /// The team that met then.
    pub team: &'a str,
}

/// Those that were open when they were spoken of last, until a day, by their names.
pub fn lost<P: AsRef<Packed>>(sessions: &[P], until: Day) -> Vec<Lost<'_>> {
    let elsewhere = called_open_elsewhere(sessions);
    spoken_of(sessions, &elsewhere, until, |status| status == Status::Open)
}

/// Those that were closed when they were spoken of last, until a day, by their names.
pub fn closed_elsewhere<P: AsRef<Packed>>(sessions: &[P], until: Day) -> Vec<Lost<'_>> {
    let elsewhere = commitments::closed_elsewhere(sessions);
    spoken_of(sessions, &elsewhere, until, |status| status != Status::Open)
}

fn spoken_of<'a, P: AsRef<Packed>>(
    sessions: &'a [P],
    elsewhere: &BTreeSet<&str>,
    until: Day,
    stands: impl Fn(Status) -> bool,
) -> Vec<Lost<'a>> {
    if elsewhere.is_empty() {
        return Vec::new();
    }
    let mut words = Vec::new();
    for packed in sessions.iter().map(|packed| packed.as_ref()) {
        let looked_at = packed.looked_at().into_iter();
        let of_those =
            |later: &LookedAt| elsewhere.contains(later.action) && later.word.on <= until;
        words.extend(looked_at.filter(of_those).map(|later| (later, packed)));
    }
    // Where no clock tells, a meeting that closed it is the later one.
    let closing: BTreeSet<(&str, &str)> = words
        .chunk_by(|(one, a), (other, b)| (one.action, a.session()) == (other.action, b.session()))
        .filter_map(|of_meeting| of_meeting.last())
        .filter(|(last, _)| last.word.status != Status::Open)
        .map(|(last, packed)| (last.action, packed.session()))
        .collect();
    words.sort_by_key(|(later, packed)| {
        let session = packed.session();
        let closes = closing.contains(&(later.action, session));
        (later.action, later.word.on, later.began, closes, session)
    });
    let of_one = words.chunk_by(|(one, _), (other, _)| one.action == other.action);
    let lost = of_one.filter_map(|words| {
        let ((first, _), (last, packed)) = (words.first()?, words.last()?);
        let said = packed.commitments();
        let lost = Lost {
            action: last.action,
            first_on: first.word.on,
            last_on: last.word.on,
            said_in: said.session,
            team: said.team,
        };
        stands(last.word.status).then_some(lost)
    });
    lost.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::commitments::{Agreed, Commitments, Word};
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
        assert_eq!(lost(&sessions, on(30))[0].first_on, on(10));

        let closed = closed_elsewhere(&sessions, on(30));
        assert_eq!(closed.len(), 1);
        assert_eq!((closed[0].action, closed[0].said_in), ("gone/A2", "late"));
        assert_eq!((closed[0].first_on, closed[0].last_on), (on(10), on(20)));
        assert_eq!(closed_elsewhere(&sessions, on(15)), []);
    }

    #[test]
    fn the_last_word_of_a_meeting_counts_and_of_two_in_one_day_the_one_that_closed_it() {
        use Status::{Done, Open};
        let again = [session(
            "mid",
            10,
            &[],
            &[("gone/A1", Done), ("gone/A1", Open)],
        )];
        let on = |day| Day(NaiveDate::from_ymd_opt(2026, 10, day).expect("a date"));
        assert_eq!(lost(&again, on(30)).len(), 1);
        assert_eq!(closed_elsewhere(&again, on(30)), []);
        let one_day = [
            session("mid-2", 10, &[], &[("gone/A1", Open)]),
            session("mid", 10, &[], &[("gone/A1", Done)]),
        ];
        assert_eq!(lost(&one_day, on(30)), []);
        assert_eq!(closed_elsewhere(&one_day, on(30))[0].said_in, "mid");
    }
}

//! What was said of actions later, in the order in which it counts.

use super::sessions::Sessions;
use crate::model::action::Status;
use crate::model::commitments::{LookedAt, Word};
use crate::model::date::{Day, Moment};
use std::hash::{BuildHasher, RandomState};

/// Where the words of later meetings on each action stand. Only their places are held: there are hundreds of thousands,
/// and most are never asked for.
pub struct Words {
    hasher: RandomState,
    /// For each word the hash of its action's name, and the place of its session; in that order.
    places: Vec<(u64, usize)>,
}

/// A word of a later meeting.
#[derive(Debug, Clone, Copy)]
pub struct MeetingsWord<'a> {
    /// The id of the session.
    pub session: &'a str,
    /// What was said.
    pub word: Word<'a>,
    /// When the meeting began.
    pub began: Option<Moment>,
}

/// A word on an action, and the session in which it was said; none where it stands beside the action.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Heard<'a> {
    /// What was said.
    pub word: Word<'a>,
    /// The id of the session.
    pub said_in: Option<&'a str>,
}

impl Words {
    /// All that was said in some sessions.
    pub fn of<'a>(sessions: &impl Sessions<'a>) -> Self {
        let hasher = RandomState::new();
        let mut places = Vec::new();
        for at in 0..sessions.count() {
            let looked_at = sessions.looked_at(at);
            places.extend(
                looked_at
                    .iter()
                    .map(|later| (hasher.hash_one(later.action), at)),
            );
        }
        places.sort_unstable();
        places.dedup();
        Self { hasher, places }
    }

    /// Those on one action until a day, in the order of their sessions.
    pub fn on<'a>(
        &self,
        sessions: &impl Sessions<'a>,
        action: &str,
        until: Day,
    ) -> Vec<MeetingsWord<'a>> {
        let hash = self.hasher.hash_one(action);
        let first = self.places.partition_point(|(of, _)| *of < hash);
        let of_action = self.places.iter().skip(first);
        let of_action = of_action.take_while(|(of, _)| *of == hash);
        let in_session = |(_, at): &(u64, usize)| {
            let session = sessions.id(*at);
            let looked_at = sessions.looked_at(*at).into_iter();
            looked_at.map(move |later| (session, later))
        };
        // Two actions may have one hash.
        let is_meant =
            |(_, later): &(&str, LookedAt)| later.action == action && later.word.on <= until;
        let words = of_action.flat_map(in_session).filter(is_meant);
        let words = words.map(|(session, later)| MeetingsWord {
            session,
            word: later.word,
            began: later.began,
        });
        words.collect()
    }
}

/// The updates of an action and the words of later meetings, the latest last. Updates of one day keep
/// the order of their file, and meetings that in which they began. On one day the meeting is taken to have come first,
/// since what is settled does not come back in one; but not where it settled what the update left open, or gave that
/// another owner or day: a meeting is shown what stands.
pub fn in_order<'a>(updates: &[Word<'a>], meetings: &[MeetingsWord<'a>]) -> Vec<Heard<'a>> {
    let comes_after = |meeting: &Word| {
        let mut of_that_day = updates.iter().filter(|update| update.on == meeting.on);
        let last = of_that_day.next_back();
        let changes =
            meeting.status != Status::Open || meeting.owner.is_some() || meeting.due.is_some();
        changes && last.is_some_and(|last| last.status == Status::Open)
    };
    let meetings = meetings.iter().map(|meeting| {
        let rank = if comes_after(&meeting.word) { 2 } else { 0 };
        let said_in = Some(meeting.session);
        let word = meeting.word;
        ((word.on, rank, meeting.began), Heard { word, said_in })
    });
    let beside = |word: &Word<'a>| Heard {
        word: *word,
        said_in: None,
    };
    let updates = updates
        .iter()
        .map(|word| ((word.on, 1, None), beside(word)));
    let mut words: Vec<_> = meetings.chain(updates).collect();
    words.sort_by_key(|(order, _)| *order);
    words.into_iter().map(|(_, heard)| heard).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn word(on: u32, status: Status) -> Word<'static> {
        Word::of(
            Day(NaiveDate::from_ymd_opt(2026, 10, on).expect("a date")),
            status,
        )
    }

    #[test]
    fn of_two_words_of_one_day_the_one_that_can_only_be_the_later_counts() {
        use Status::{Done, Open};
        let last = |updates: &[Status], meeting: Status| {
            let updates = updates.iter().map(|status| word(9, *status));
            let updates: Vec<Word> = updates.collect();
            let meeting = MeetingsWord {
                session: "one",
                word: word(9, meeting),
                began: None,
            };
            let words = in_order(&updates, &[meeting]);
            words.last().map(|heard| heard.word.status)
        };
        assert_eq!(last(&[Done], Open), Some(Done));
        assert_eq!(last(&[Open], Done), Some(Done));
        assert_eq!(last(&[Done, Open], Open), Some(Open));
        assert_eq!(last(&[Open, Done], Done), Some(Done));
        assert_eq!(last(&[], Open), Some(Open));
    }

    #[test]
    fn an_owner_that_a_meeting_gives_comes_after_an_update_of_that_day() {
        let of = |owner, status| Word {
            owner: Some(owner),
            ..word(9, status)
        };
        let meeting = MeetingsWord {
            session: "one",
            word: of("Nurse lead", Status::Open),
            began: None,
        };
        let last = |update: Word<'static>| {
            let words = in_order(&[update], &[meeting]);
            words.last().and_then(|heard| heard.word.owner)
        };
        assert_eq!(last(of("Chair", Status::Open)), Some("Nurse lead"));
        assert_eq!(last(of("Chair", Status::Done)), Some("Chair"));
    }
}

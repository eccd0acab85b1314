//! What was said of actions later, in the order in which it counts.

use super::sessions::Sessions;
use crate::model::action::Status;
use crate::model::by_name::ByName;
use crate::model::commitments::{LookedAt, Word};
use crate::model::date::{Day, Moment};

/// Where the words of later meetings on each action stand: the places of the sessions in which they were said.
pub struct Words(ByName);

/// A word of a later meeting.
#[derive(Debug, Clone, Copy)]
pub struct MeetingsWord<'a> {
    /// The id of the session.
    pub session: &'a str,
    /// What was said.
    pub word: Word<'a>,
    /// When the meeting began.
    pub began: Option<Moment>,
    /// When it ended.
    pub ended: Option<Moment>,
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
        let in_session = |at| {
            let looked_at = sessions.looked_at(at).into_iter();
            looked_at.map(move |later| (later.action, at))
        };
        Self(ByName::of((0..sessions.count()).flat_map(in_session)))
    }

    /// Those on one action until a day, in the order of their sessions.
    pub fn on<'a>(
        &self,
        sessions: &impl Sessions<'a>,
        action: &str,
        until: Day,
    ) -> Vec<MeetingsWord<'a>> {
        let in_session = |at| {
            let session = sessions.id(at);
            let looked_at = sessions.looked_at(at).into_iter();
            looked_at.map(move |later| (session, later))
        };
        let is_meant =
            |(_, later): &(&str, LookedAt)| later.action == action && later.word.on <= until;
        let words = self.0.perhaps(action).flat_map(in_session).filter(is_meant);
        let words = words.map(|(session, later)| MeetingsWord {
            session,
            word: later.word,
            began: later.began,
            ended: later.ended,
        });
        words.collect()
    }
}

/// The updates of an action and the words of later meetings, the latest last. Updates of one day keep
/// the order of their file, and meetings that in which they began. Where no clock tells, a meeting that closed it is
/// the later, since what is closed does not come up in another; else ids tell, which are numbered within a day.
pub fn in_order<'a>(updates: &[Word<'a>], meetings: &[MeetingsWord<'a>]) -> Vec<Heard<'a>> {
    let of_day = |day: Day| updates.iter().filter(move |update| update.on == day);
    let meetings = meetings.iter().map(|meeting| {
        let of_that_day: Vec<&Word> = of_day(meeting.word.on).collect();
        let rank = 2 * updates_before(meeting, &of_that_day);
        let said_in = Some(meeting.session);
        let word = meeting.word;
        let mut of_meeting = meetings.iter().rev();
        let last = of_meeting.find(|other| other.session == meeting.session);
        let closes = last.is_some_and(|last| last.word.status != Status::Open);
        let order = (word.on, rank, meeting.began, closes, said_in);
        (order, Heard { word, said_in })
    });
    let updates = updates.iter().enumerate().map(|(at, word)| {
        let earlier = updates.iter().take(at);
        let rank = 2 * earlier.filter(|earlier| earlier.on == word.on).count() + 1;
        let said_in = None;
        let word = *word;
        ((word.on, rank, None, false, None), Heard { word, said_in })
    });
    let mut words: Vec<_> = meetings.chain(updates).collect();
    words.sort_by_key(|(order, _)| *order);
    words.into_iter().map(|(_, heard)| heard).collect()
}

/// How many of the updates of its day came before the word of a meeting. Where the clock does not tell, the meeting is
/// taken to have come first, since what is settled does not come back in one; but not where it settled what the last of
/// them left open, or gave that another owner or day: a meeting is shown what stands.
fn updates_before(meeting: &MeetingsWord, of_that_day: &[&Word]) -> usize {
    let is_before = |update: &&Word| match (update.at, meeting.began, meeting.ended) {
        (Some(at), Some(began), _) if at < began => Some(true),
        (Some(at), _, Some(ended)) if at > ended => Some(false),
        _ => None,
    };
    let by_the_clock: Option<Vec<bool>> = of_that_day.iter().map(is_before).collect();
    if let Some(by_the_clock) = by_the_clock {
        return by_the_clock
            .into_iter()
            .filter(|is_before| *is_before)
            .count();
    }
    let word = &meeting.word;
    let changes = word.status != Status::Open || word.owner.is_some() || word.due.is_some();
    let last = of_that_day.last();
    match changes && last.is_some_and(|last| last.status == Status::Open) {
        true => of_that_day.len(),
        false => 0,
    }
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
                ended: None,
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
    fn of_two_meetings_of_one_day_without_a_clock_the_one_that_closed_it_counts_or_the_one_with_the_higher_number()
     {
        use Status::{Done, Open};
        let said = |session, status, note| MeetingsWord {
            session,
            word: Word {
                note: Some(note),
                ..word(9, status)
            },
            began: None,
            ended: None,
        };
        let last = |meetings: &[MeetingsWord<'static>]| {
            let words = in_order(&[], meetings);
            words.last().and_then(|heard| heard.word.note)
        };
        let closing = said("team", Done, "rang");
        let open = said("team-2", Open, "no answer");
        for meetings in [[closing, open], [open, closing]] {
            assert_eq!(last(&meetings), Some("rang"));
        }
        let first = said("team", Open, "busy");
        for meetings in [[first, open], [open, first]] {
            assert_eq!(last(&meetings), Some("no answer"));
        }
        let opened_again = [closing, said("team", Open, "rang the wrong ward")];
        assert_eq!(last(&opened_again), Some("rang the wrong ward"));
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
            ended: None,
        };
        let last = |update: Word<'static>| {
            let words = in_order(&[update], &[meeting]);
            words.last().and_then(|heard| heard.word.owner)
        };
        assert_eq!(last(of("Chair", Status::Open)), Some("Nurse lead"));
        assert_eq!(last(of("Chair", Status::Done)), Some("Chair"));
    }

    #[test]
    fn the_clock_tells_which_word_of_a_day_is_the_later() {
        let at = |time: &str| Moment::read(&format!("2026-10-09T{time}Z"));
        let update = |time, status| Word {
            at: at(time),
            ..word(9, status)
        };
        let meeting = |status| MeetingsWord {
            session: "one",
            word: word(9, status),
            began: at("14:00:00"),
            ended: at("15:00:00"),
        };
        let statuses = |updates: &[Word<'static>], status| -> Vec<Status> {
            let words = in_order(updates, &[meeting(status)]);
            words.iter().map(|heard| heard.word.status).collect()
        };
        let before = update("13:00:00", Status::NotPossible);
        let after = update("15:00:02", Status::Open);
        let meanwhile = update("14:30:00", Status::Overtaken);
        use Status::{Done, NotPossible, Open, Overtaken};
        assert_eq!(statuses(&[before, after], Done), [NotPossible, Done, Open]);
        assert_eq!(statuses(&[after], Done), [Done, Open]);
        assert_eq!(statuses(&[before], Open), [NotPossible, Open]);
        assert_eq!(
            statuses(&[before, meanwhile], Done),
            [Done, NotPossible, Overtaken]
        );
    }
}

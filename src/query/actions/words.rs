//! What was said of actions later, in the order in which it counts.

use crate::model::action::Status;
use crate::model::commitments::{LookedAt, Word};
use crate::model::date::Moment;
use std::collections::HashMap;

/// The words of later meetings on actions. In one list: most actions have one word or none, and a list for each
/// would take several times the memory.
pub struct Words<'a> {
    /// Each with when its meeting began, and with the place of the word before it on the same action.
    words: Vec<(MeetingsWord<'a>, Option<usize>)>,
    /// Where the last word on each action stands.
    last: HashMap<&'a str, usize>,
}

/// A word of a meeting, and when that began.
pub type MeetingsWord<'a> = (Word<'a>, Option<Moment>);

impl<'a> Words<'a> {
    /// All that was said in some sessions.
    pub fn of(looked_at: impl Iterator<Item = LookedAt<'a>>) -> Self {
        let (mut words, mut last) = (Vec::new(), HashMap::new());
        for later in looked_at {
            let before = last.insert(later.action, words.len());
            words.push(((later.word, later.began), before));
        }
        Self { words, last }
    }

    /// Those on one action, in the order in which they were given.
    pub fn on(&self, session: &str, action: &str) -> Vec<MeetingsWord<'a>> {
        let mut of_action = Vec::new();
        let mut next = self.last.get([session, "/", action].concat().as_str());
        while let Some((word, before)) = next.and_then(|at| self.words.get(*at)) {
            of_action.push(*word);
            next = before.as_ref();
        }
        of_action.reverse();
        of_action
    }
}

/// The updates of an action and the words of later meetings, the latest last. Updates of one day keep
/// the order of their file, and meetings that in which they began. On one day the meeting is taken to have come first,
/// since what is settled does not come back in one; but not where it settled what the update left open.
pub fn in_order<'a>(updates: &[Word<'a>], meetings: &[MeetingsWord<'a>]) -> Vec<Word<'a>> {
    let comes_after = |meeting: &Word| {
        let mut of_that_day = updates.iter().filter(|update| update.on == meeting.on);
        let last = of_that_day.next_back();
        meeting.status != Status::Open && last.is_some_and(|last| last.status == Status::Open)
    };
    let meetings = meetings.iter().map(|(word, began)| {
        let rank = if comes_after(word) { 2 } else { 0 };
        ((word.on, rank, *began), *word)
    });
    let updates = updates.iter().map(|word| ((word.on, 1, None), *word));
    let mut words: Vec<_> = meetings.chain(updates).collect();
    words.sort_by_key(|(order, _)| *order);
    words.into_iter().map(|(_, word)| word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Day;
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
            let words = in_order(&updates, &[(word(9, meeting), None)]);
            words.last().map(|word| word.status)
        };
        assert_eq!(last(&[Done], Open), Some(Done));
        assert_eq!(last(&[Open], Done), Some(Done));
        assert_eq!(last(&[Done, Open], Open), Some(Open));
        assert_eq!(last(&[Open, Done], Done), Some(Done));
        assert_eq!(last(&[], Open), Some(Open));
    }
}

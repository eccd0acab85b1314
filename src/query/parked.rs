//! Questions that a team parked the last time it walked a review.

use super::answered::added_to;
use super::under_way::UnderWay;
use crate::model::date::Day;
use crate::model::question_record::Outcome;
use crate::model::session::Session;

/// A question that was left for another time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parked {
    /// The question's id in the review.
    pub question: String,
    /// The day of the meeting.
    pub on: Day,
    /// Why, where that was said.
    pub reason: Option<String>,
}

/// The questions of a review that the team parked before the session under way, and has not taken up in a later one.
pub fn parked<'a>(
    sessions: impl Iterator<Item = &'a Session>,
    review: &str,
    now: UnderWay,
) -> Vec<Parked> {
    let mut parked: Vec<Parked> = Vec::new();
    for session in now.earlier_walks(sessions, review) {
        let reached = session.questions.iter();
        for question in reached.filter(|question| question.outcome != Outcome::NotReached) {
            parked.retain(|parked| parked.question != question.id);
            let was_added_to = !added_to(session, &question.id, now.date).is_empty();
            if question.outcome == Outcome::Parked && !was_added_to {
                parked.push(Parked {
                    question: question.id.clone(),
                    on: session.meeting.date,
                    reason: question.reason.clone(),
                });
            }
        }
    }
    parked
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn what_was_parked_last_counts_until_it_is_taken_up() {
        let text = include_str!("../../sessions/2026-09-02-child-i-example-team.toml");
        let (first, _) = crate::model::file_text::read_session(text).expect("a session");
        let mut second = first.clone();
        second.id = "later".into();
        second.meeting.date = Day(NaiveDate::from_ymd_opt(2026, 10, 2).expect("a date"));
        let now = UnderWay {
            id: "",
            team: "example team",
            date: Day(NaiveDate::from_ymd_opt(2026, 11, 21).expect("a date")),
        };
        let ids = |sessions: &[&Session]| -> Vec<String> {
            let parked = parked(sessions.iter().copied(), "child-i", now);
            parked.into_iter().map(|one| one.question).collect()
        };
        assert_eq!(ids(&[&first]), ["q3"]);
        assert!(parked([&first].into_iter(), "child-l", now).is_empty());
        for (outcome, expected) in [
            (Outcome::NotReached, vec!["q3"]),
            (Outcome::Skipped, vec![]),
            (Outcome::Discussed, vec![]),
        ] {
            second.questions[2].outcome = outcome;
            assert_eq!(ids(&[&second, &first]), expected, "{outcome:?}");
        }
    }
}

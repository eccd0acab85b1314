//! Steps that a team has settled before, in an earlier walk of the same review.

use super::answered::added_to;
use super::under_way::UnderWay;
use crate::model::date::Day;
use crate::model::session::Session;
use crate::model::step_record::Disposition;

/// A step as a team settled it last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// `<session id>/<step id>`.
    pub reference: String,
    /// The step's id in the review.
    pub step: String,
    /// The day of the meeting.
    pub on: Day,
    /// What became of it.
    pub disposition: Disposition,
    /// The evidence, or why not, or who is needed.
    pub answers: Vec<String>,
    /// What was added after that session was sealed, with the day.
    pub added: Vec<(Day, String)>,
}

/// The steps of a review that the team settled before the session under way, each as it did last.
pub fn settled<'a>(
    sessions: impl Iterator<Item = &'a Session>,
    review: &str,
    now: UnderWay,
) -> Vec<Settled> {
    let mut settled: Vec<Settled> = Vec::new();
    for session in now.earlier_walks(sessions, review) {
        for step in &session.steps {
            let added = added_to(session, &step.id, now.date);
            if step.disposition == Disposition::NotReached {
                // What was added to a walk that did not come to it says more of how it was settled before.
                if let Some(before) = settled.iter_mut().find(|before| before.step == step.id) {
                    before.added.extend(added);
                    continue;
                }
                if added.is_empty() {
                    continue;
                }
            }
            settled.retain(|before| before.step != step.id);
            settled.push(Settled {
                reference: format!("{}/{}", session.id, step.id),
                step: step.id.clone(),
                on: session.meeting.date,
                disposition: step.disposition,
                answers: step.answers.clone(),
                added,
            });
        }
    }
    settled
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn the_last_walk_that_came_to_a_step_counts() {
        let text = include_str!("../../sessions/2026-09-02-child-i-example-team.toml");
        let (first, _) = crate::model::file_text::read_session(text).expect("a session");
        let mut second = first.clone();
        second.id = "later".into();
        second.meeting.date = Day(NaiveDate::from_ymd_opt(2026, 10, 2).expect("a date"));
        second.steps[0].disposition = Disposition::NotReached;
        second.steps[1].disposition = Disposition::InPlace;
        let now = UnderWay {
            id: "",
            team: "example team",
            date: Day(NaiveDate::from_ymd_opt(2026, 11, 21).expect("a date")),
        };
        let found = settled([&second, &first].into_iter(), "child-i", now);
        let found: Vec<_> = found
            .iter()
            .map(|step| (step.reference.as_str(), step.disposition))
            .collect();
        assert_eq!(
            found,
            [
                ("2026-09-02-child-i-example-team/s1", Disposition::InPlace),
                ("later/s2", Disposition::InPlace)
            ]
        );
        assert!(settled([&first].into_iter(), "child-l", now).is_empty());
    }
}

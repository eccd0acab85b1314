//! The questions that supervisors put back to a team and that it has not answered yet.

use super::under_way::UnderWay;
use crate::model::date::Day;
use crate::model::question_back::QuestionBack;
use crate::model::session::Session;

/// A question back that waits for an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenQuestion {
    /// The record that the next session makes of it, without answers yet.
    pub record: QuestionBack,
    /// The day it was asked.
    pub on: Day,
    /// The meeting it is about, as it is said: "Child I, 2 September 2026".
    pub meeting: String,
    /// The words of the review question it is about.
    pub about: Option<String>,
}

/// The questions back to a team that are open to the session under way, oldest first. One is closed by an
/// answer in any other session.
pub fn open<'a>(
    sessions: impl Iterator<Item = &'a Session> + Clone,
    now: UnderWay<'_>,
) -> Vec<OpenQuestion> {
    let of_team = sessions.filter(|s| now.is_beside(&s.id, &s.meeting.team));
    let is_answered = |asked: &QuestionBack| {
        let mut records = of_team.clone().flat_map(|session| &session.questions_back);
        records.any(|record| record.is_same(asked) && !record.answers.is_empty())
    };
    let asked = of_team.clone().flat_map(asked_of);
    let mut open: Vec<OpenQuestion> = asked
        .filter(|q| q.on <= now.date && !is_answered(&q.record))
        .collect();
    open.sort_by(|one, other| {
        let key = |q: &OpenQuestion| (q.on, q.record.session.clone(), q.record.sign_off);
        key(one).cmp(&key(other))
    });
    open
}

/// The session in which the question of a sign-off, counted from 1, was answered, and how; nothing where it waits.
pub fn answered_in<'a>(
    mut sessions: impl Iterator<Item = &'a Session>,
    asked_in: &str,
    sign_off: usize,
) -> Option<(&'a Session, &'a QuestionBack)> {
    sessions.find_map(|session| {
        let mut records = session.questions_back.iter();
        let record = records.find(|record| {
            record.session == asked_in && record.sign_off == sign_off && !record.answers.is_empty()
        })?;
        Some((session, record))
    })
}

/// Every question back that stands among the sign-offs of a session.
fn asked_of(session: &Session) -> impl Iterator<Item = OpenQuestion> {
    let sign_offs = session.sign_offs.iter().enumerate();
    sign_offs.filter_map(|(at, sign_off)| {
        let asked = sign_off.question_back()?.clone();
        let about = sign_off
            .question
            .as_deref()
            .and_then(|id| session.question(id));
        Some(OpenQuestion {
            record: QuestionBack {
                session: session.id.clone(),
                sign_off: at + 1,
                by: sign_off.by.clone(),
                asked,
                about: sign_off.question.clone(),
                answers: Vec::new(),
                other: toml::Table::new(),
            },
            on: sign_off.on,
            meeting: format!(
                "{}, {}",
                session.review.title,
                session.meeting.date.spoken()
            ),
            about: about.map(|question| question.text.clone()),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::supervision::{SignOff, SignOffOutcome};

    fn session(id: &str) -> Session {
        let text = include_str!("../../sessions/2026-09-02-child-i-example-team.toml");
        let (mut session, _) = crate::model::file_text::read_session(text).expect("a session");
        session.id = id.into();
        session
    }

    fn sign_off(outcome: SignOffOutcome, remark: Option<&str>) -> SignOff {
        SignOff {
            by: "Service manager".into(),
            on: Day(chrono::NaiveDate::default()),
            outcome,
            remark: remark.map(str::to_owned),
            question: Some("q2".into()),
            saw: None,
            digest: None,
            other: toml::Table::new(),
        }
    }

    fn now<'a>(id: &'a str, team: &'a str, year: i32) -> UnderWay<'a> {
        let date = Day(chrono::NaiveDate::from_ymd_opt(year, 1, 1).expect("a date"));
        UnderWay { id, team, date }
    }

    #[test]
    fn a_question_back_stays_open_until_a_later_session_answers_it() {
        let mut first = session("first");
        first.sign_offs = vec![
            sign_off(SignOffOutcome::Seen, Some("Thank you")),
            sign_off(SignOffOutcome::SeenWithAQuestion, Some("Who looks?")),
            sign_off(SignOffOutcome::SeenWithAQuestion, None),
        ];
        let sessions = [first.clone(), session("second")];
        let found = open(sessions.iter(), now("", "example  TEAM", 2027));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].record.item(), "first/sign-off-2");
        assert_eq!(
            found[0].record.about_spoken().as_deref(),
            Some("question 2")
        );
        assert!(open(sessions.iter(), now("", "Other Team", 2027)).is_empty());

        let mut second = session("second");
        second.questions_back = vec![found[0].record.clone()];
        let unanswered = [first.clone(), second.clone()];
        assert_eq!(
            open(unanswered.iter(), now("", "Example Team", 2027)),
            found
        );
        // A meeting that is written up later looks back from its own day.
        assert!(open(unanswered.iter(), now("", "Example Team", 1969)).is_empty());
        second.questions_back[0]
            .answers
            .push("The manager looks".into());
        let answered = [first, second];
        let found_in =
            answered_in(answered.iter(), "first", 2).map(|(session, _)| session.id.as_str());
        assert_eq!(found_in, Some("second"));
        assert!(answered_in(answered.iter(), "first", 1).is_none());
        assert!(open(answered.iter(), now("", "Example Team", 2027)).is_empty());
        // The session under way is not counted: its own answer can still be taken out.
        assert_eq!(
            open(answered.iter(), now("second", "Example Team", 2027)),
            found
        );
    }
}

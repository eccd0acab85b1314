//! Questions that a team has answered before, and the one that is close in meaning to another.

use super::likeness::likeness;
use super::under_way::{UnderWay, in_order};
use crate::model::date::Day;
use crate::model::review::{Question, Review};
use crate::model::session::Session;
use std::cmp::Reverse;

/// A question as a team answered it in an earlier session.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    /// `<session id>/<question id>`.
    pub reference: String,
    /// The day of the meeting.
    pub on: Day,
    /// The id of the review.
    pub review: String,
    /// The review's title.
    pub title: String,
    /// The question's id in the review.
    pub question: String,
    /// The question as it was worded that day.
    pub text: String,
    /// What the question is about, where its review is still known.
    pub themes: Vec<String>,
    /// What the team said.
    pub answers: Vec<String>,
    /// What it added after that session was sealed, with the day.
    pub added: Vec<(Day, String)>,
}

/// Every question that a team has answered before the session under way, newest first.
pub fn answered<'a>(
    sessions: impl Iterator<Item = &'a Session>,
    reviews: &[&Review],
    now: UnderWay,
) -> Vec<Answered> {
    let earlier = sessions.filter(|s| now.is_after(&s.id, &s.meeting.team, s.meeting.date));
    let mut earlier: Vec<&Session> = earlier.collect();
    earlier.sort_by_key(|session| Reverse(in_order(session)));
    let answered = earlier.into_iter().flat_map(|session| {
        let review = reviews.iter().find(|review| review.id == session.review.id);
        session.questions.iter().filter_map(move |question| {
            let added = added_to(session, &question.id, now.date);
            if question.answers.is_empty() && added.is_empty() {
                return None;
            }
            let known = review.and_then(|r| r.questions.iter().find(|q| q.id == question.id));
            Some(Answered {
                reference: format!("{}/{}", session.id, question.id),
                on: session.meeting.date,
                review: session.review.id.clone(),
                title: session.review.title.clone(),
                question: question.id.clone(),
                text: question.text.clone(),
                themes: known.map(|q| q.themes.clone()).unwrap_or_default(),
                answers: question.answers.clone(),
                added,
            })
        })
    });
    answered.collect()
}

/// What was added to a question or step until a day.
pub fn added_to(session: &Session, item: &str, until: Day) -> Vec<(Day, String)> {
    let amendments = session.amendments.iter();
    let amendments =
        amendments.filter(|amendment| amendment.on <= until && amendment.about() == Some(item));
    let points = amendments.flat_map(|amendment| {
        let points = amendment.answers.iter().cloned();
        points.map(|point| (amendment.on, point))
    });
    points.collect()
}

/// The earlier question that asks the same as this one of a review: the same question the last time it
/// was walked, or else the closest in meaning.
pub fn like<'a>(
    question: &Question,
    review: &str,
    answered: &'a [Answered],
) -> Option<&'a Answered> {
    let is_same = |one: &&Answered| one.review == review && one.question == question.id;
    if let Some(same) = answered.iter().find(is_same) {
        return Some(same);
    }
    let close = answered.iter().filter_map(|one| {
        let likeness = likeness(&question.text, &one.text);
        is_close(likeness, &question.themes, &one.themes).then_some((likeness, one))
    });
    // The first of equals is the newest.
    close
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, one)| one)
}

/// Most of the words, or some of them and the same themes: over the 28 bundled questions that finds the
/// ones that ask the same thing in two reviews, and no other.
fn is_close(likeness: f64, themes: &[String], others: &[String]) -> bool {
    let same_themes = !themes.is_empty()
        && themes.len() == others.len()
        && themes.iter().all(|theme| others.contains(theme));
    likeness >= 0.5 || (same_themes && likeness >= 0.15)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Moment;
    use crate::model::file_text::read;
    use chrono::NaiveDate;

    fn bundled() -> Vec<Review> {
        [
            include_str!("../../reviews/child-ac.toml"),
            include_str!("../../reviews/child-ah.toml"),
            include_str!("../../reviews/child-aj.toml"),
            include_str!("../../reviews/child-i.toml"),
            include_str!("../../reviews/child-l.toml"),
        ]
        .map(|text| read(text).expect("a bundled review"))
        .into()
    }

    /// A review as a team answered all of it.
    fn walked(review: &Review) -> Vec<Answered> {
        let question = |question: &Question| Answered {
            reference: format!("earlier/{}", question.id),
            on: Day(NaiveDate::default()),
            review: review.id.clone(),
            title: review.title.clone(),
            question: question.id.clone(),
            text: question.text.clone(),
            themes: question.themes.clone(),
            answers: vec!["A point".into()],
            added: Vec::new(),
        };
        review.questions.iter().map(question).collect()
    }

    #[test]
    fn the_bundled_questions_that_ask_the_same_find_each_other() {
        let reviews = bundled();
        let mut pairs = Vec::new();
        for (at, review) in reviews.iter().enumerate() {
            for earlier in reviews.iter().skip(at + 1) {
                let answered = walked(earlier);
                for question in &review.questions {
                    if let Some(found) = like(question, &review.id, &answered) {
                        pairs.push(format!(
                            "{} {} ~ {} {}",
                            review.id, question.id, found.review, found.question
                        ));
                    }
                }
            }
        }
        assert_eq!(
            pairs,
            [
                "child-ac q5 ~ child-ah q5",
                "child-ac q1 ~ child-aj q2",
                "child-ac q6 ~ child-aj q5",
                "child-ac q1 ~ child-i q1",
                "child-ac q5 ~ child-i q6",
                "child-ac q6 ~ child-i q4",
                "child-ah q5 ~ child-i q6",
                "child-aj q2 ~ child-i q1",
                "child-aj q5 ~ child-i q4",
            ]
        );
    }

    #[test]
    fn of_two_meetings_of_one_day_the_later_comes_first() {
        let text = include_str!("../../sessions/2026-09-02-child-i-example-team.toml");
        let (first, _) = crate::model::file_text::read_session(text).expect("a session");
        let mut second = first.clone();
        second.id = format!("{}-2", first.id);
        let now = UnderWay {
            id: "",
            team: &first.meeting.team,
            date: Day(NaiveDate::MAX),
        };
        for clock in [false, true] {
            let mut sessions = [second.clone(), first.clone()];
            if clock {
                // The clock knows better than the numbers.
                for (session, time) in sessions.iter_mut().zip(["09:00:00", "17:00:00"]) {
                    session.meeting.started = Moment::read(&format!("2026-09-02T{time}Z"));
                }
            } else {
                for session in &mut sessions {
                    session.meeting.started = None;
                }
            }
            let newest = if clock { &first.id } else { &second.id };
            let found = answered(sessions.iter(), &[], now);
            assert!(found[0].reference.starts_with(&format!("{newest}/")));
            let walks = now.earlier_walks(sessions.iter(), "child-i");
            assert_eq!(walks.last().map(|walk| &walk.id), Some(newest));
        }
    }

    #[test]
    fn the_same_question_of_the_same_review_comes_first() {
        let reviews = bundled();
        let review = &reviews[0];
        let found = walked(review);
        for question in &review.questions {
            let found = like(question, &review.id, &found).expect("itself");
            assert_eq!(found.question, question.id);
        }
    }
}

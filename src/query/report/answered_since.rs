//! Questions that a meeting left and that the team has answered since.

use super::Figure;
use crate::model::date::Day;
use crate::model::meeting::plain_team;
use crate::model::tally::Tally;
use std::collections::HashMap;

/// A question of a team: its plain name, the review's id and the question's.
type Question<'a> = (String, &'a str, &'a str);

/// Of the questions that these sessions left, those that the team has answered since: in what it added to the record,
/// or at a later meeting about the same review, among all that were held. The sessions are also those meetings.
pub fn answered_since<'a>(held: &[&Tally], all: impl Iterator<Item = &'a Tally>) -> Figure {
    let mut answers: HashMap<Question, Vec<(Day, &str)>> = HashMap::new();
    for tally in all {
        let meeting = tally.commitments();
        for question in tally.questions.iter().filter(|asked| asked.is_answered()) {
            let key = (
                plain_team(meeting.team),
                meeting.review,
                question.id.as_str(),
            );
            let of_question = answers.entry(key).or_default();
            of_question.push((meeting.date, meeting.session));
        }
    }
    let mut figure = Figure::default();
    for tally in held {
        let meeting = tally.commitments();
        for question in tally.questions.iter().filter(|asked| !asked.is_discussed()) {
            let key = (
                plain_team(meeting.team),
                meeting.review,
                question.id.as_str(),
            );
            let later = answers.get(&key).into_iter().flatten();
            let later = later.filter(|answer| **answer > (meeting.date, meeting.session));
            let first = later.min().map(|(_, session)| *session);
            if question.added_to || first.is_some() {
                figure.add(tally.id(), 1);
            }
            if let Some(session) = first.filter(|_| !question.added_to) {
                figure.sessions.insert(session.to_owned());
            }
        }
    }
    figure
}

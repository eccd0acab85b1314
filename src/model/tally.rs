//! What a report counts in one session: never a word that the team said.

use super::commitments::{Agreed, Commitments, Packed, Word};
use super::date::Day;
use super::meeting::clocks_disagree;
use super::question_record::Outcome;
use super::seal::is_changed_since_sealed;
use super::session::{Progress, Session};
use super::step_record::Disposition;

/// What a report counts in one session.
#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    /// How far it has come.
    pub status: Progress,
    /// Who was there, as it was typed.
    pub present: Vec<String>,
    /// Each question.
    pub questions: Vec<QuestionTally>,
    /// What became of each step.
    pub dispositions: Vec<Disposition>,
    /// How many supervisors' remarks stand beside it.
    pub sign_offs: usize,
    /// The questions back that these ask, by [`super::question_back::item_of`].
    pub asked: Vec<String>,
    /// The questions back that are answered in it, in the same way.
    pub answered: Vec<String>,
    /// Whether it was sealed and holds something else now.
    pub changed_since_sealed: bool,
    /// Whether it says that it is sealed, and has no seal.
    pub seal_missing: bool,
    /// Whether a sign-off or an amendment is dated after the day of the count, and is not counted.
    pub has_addition_to_come: bool,
    /// Whether it cannot have begun and ended when it says.
    pub clocks_disagree: bool,
    /// What it says about actions, without a word of what was agreed, noted or seen.
    pub packed: Packed,
}

/// What a report counts of one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionTally {
    /// The question's id in the review.
    pub id: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Whether the team answered it after the session was sealed.
    pub added_to: bool,
}

impl QuestionTally {
    /// Whether the meeting discussed it.
    pub fn is_discussed(&self) -> bool {
        self.outcome == Outcome::Discussed
    }

    /// Whether the team answered it, in the meeting or after it.
    pub fn is_answered(&self) -> bool {
        self.is_discussed() || self.added_to
    }
}

impl AsRef<Packed> for Tally {
    fn as_ref(&self) -> &Packed {
        &self.packed
    }
}

impl Tally {
    /// Counts a session as it stands on a day. Reckoning whether it has changed since it was sealed takes longer than all the
    /// rest, and is left out where nobody asks.
    pub fn of(session: &Session, today: Day, check_seal: bool) -> Self {
        let mut commitments = Commitments::from(session);
        commitments.agreed.iter_mut().for_each(without_words);
        for later in &mut commitments.looked_at {
            leave_presence(&mut later.word);
        }
        let questions = session.questions.iter().map(|question| QuestionTally {
            id: question.id.clone(),
            outcome: question.outcome,
            added_to: session.is_added_to(&question.id, today),
        });
        let meeting = &session.meeting;
        Self {
            status: session.status,
            present: meeting.present.clone(),
            questions: questions.collect(),
            dispositions: session.steps.iter().map(|s| s.disposition).collect(),
            sign_offs: session
                .sign_offs
                .iter()
                .filter(|one| one.on <= today)
                .count(),
            asked: session.asked_back(today),
            answered: session.answered_back(),
            seal_missing: session.status == Progress::Sealed && session.seal.is_none(),
            has_addition_to_come: session.has_addition_after(today),
            clocks_disagree: clocks_disagree(meeting.date, meeting.started, meeting.finished),
            changed_since_sealed: check_seal && is_changed_since_sealed(session),
            packed: Packed::from(&commitments),
        }
    }

    /// What it says about actions.
    pub fn commitments(&self) -> Commitments<'_> {
        self.packed.commitments()
    }

    /// The session's id.
    pub fn id(&self) -> &str {
        self.packed.session()
    }

    /// The team that met.
    pub fn team(&self) -> &str {
        self.commitments().team
    }

    /// The day of the meeting.
    pub fn date(&self) -> Day {
        self.packed.date()
    }

    /// Whether the meeting has ended.
    pub fn is_held(&self) -> bool {
        self.status != Progress::InProgress
    }
}

/// Thousands of sessions are held at once, and the report says that there is an owner or a measure,
/// never which.
fn without_words(agreed: &mut Agreed) {
    agreed.what = "";
    agreed.owner = presence(agreed.owner);
    agreed.know = presence(agreed.know);
    agreed.updates.iter_mut().for_each(leave_presence);
}

fn leave_presence(word: &mut Word) {
    word.note = None;
    word.seen = presence(word.seen);
    word.owner = presence(word.owner);
}

fn presence(text: Option<&str>) -> Option<&'static str> {
    text.filter(|text| !text.trim().is_empty()).map(|_| "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::file_text::read_session;
    use chrono::NaiveDate;

    #[test]
    fn what_was_added_to_a_question_stands_beside_what_the_meeting_made_of_it() {
        let text = include_str!("../../sessions/2026-09-02-child-i-example-team.toml");
        let (mut session, _) = read_session(text).expect("a session");
        // The third was parked, and the first was discussed.
        for added in [
            "question = 'q3'\nanswers = ['We ask']",
            "question = 'q1'\nanswers = ['More']",
            "question = 'q2'\nanswers = []",
        ] {
            let amendment = format!("on = 2026-09-04\n{added}\n");
            let amendment = toml::from_str(&amendment).expect("an amendment");
            session.amendments.push(amendment);
        }
        let tally = Tally::of(&session, Day(NaiveDate::MAX), false);
        let found: Vec<_> = tally
            .questions
            .iter()
            .take(3)
            .map(|q| (q.id.as_str(), q.outcome, q.added_to))
            .collect();
        assert_eq!(
            found,
            [
                ("q1", Outcome::Discussed, true),
                ("q2", Outcome::Discussed, false),
                ("q3", Outcome::Parked, true)
            ]
        );
    }
}

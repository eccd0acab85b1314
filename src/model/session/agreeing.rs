//! What an action says of the question or the step from which it comes.

use super::{Disposition, Outcome, Session};
use crate::model::action::Action;

impl Session {
    /// Takes in an action that was agreed. A question from which it comes has been discussed, whether or not a point
    /// was recorded; of a step from which it comes an action has been agreed.
    pub fn agree(&mut self, action: Action) {
        if let Some(step) = action.from.as_deref().and_then(|from| self.step_mut(from))
            && step.disposition == Disposition::NotReached
        {
            step.disposition = Disposition::ActionAgreed;
        }
        if let Some(question) = action
            .from
            .as_deref()
            .and_then(|from| self.question_mut(from))
            && matches!(question.outcome, Outcome::NotReached | Outcome::Skipped)
        {
            question.outcome = Outcome::Discussed;
            question.reason = None;
        }
        self.actions.push(action);
    }

    /// Takes out an action that should not have been agreed, with what stood only on it.
    pub fn take_out_action(&mut self, id: &str) {
        let Some(at) = self.actions.iter().position(|action| action.id == id) else {
            return;
        };
        let taken = self.actions.remove(at);
        let Some(from) = taken.from else { return };
        self.unless_discussed(&from);
        if !self.has_action(&from)
            && let Some(step) = self.step_mut(&from)
            && step.disposition == Disposition::ActionAgreed
        {
            step.disposition = Disposition::NotReached;
        }
    }

    /// Whether an action comes from a question, a step or a question back.
    pub fn has_action(&self, item: &str) -> bool {
        let mut actions = self.actions.iter();
        actions.any(|action| action.from.as_deref() == Some(item))
    }

    /// A question that was parked is so no longer.
    pub fn take_up(&mut self, id: &str) {
        if let Some(question) = self.question_mut(id)
            && question.outcome == Outcome::Parked
        {
            question.outcome = Outcome::Discussed;
            question.reason = None;
        }
        self.unless_discussed(id);
    }

    /// A question in which no point was made and from which no action comes has not been discussed.
    pub fn unless_discussed(&mut self, question: &str) {
        let has_action = self.has_action(question);
        if let Some(question) = self.question_mut(question)
            && question.answers.is_empty()
            && question.outcome == Outcome::Discussed
            && !has_action
        {
            question.outcome = Outcome::NotReached;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::file_text::read_session;

    fn untouched() -> Session {
        let text = include_str!("../../../sessions/2026-09-02-child-i-example-team.toml");
        let (mut session, _) = read_session(text).expect("a session");
        session.actions.clear();
        for question in &mut session.questions {
            question.outcome = Outcome::NotReached;
            question.answers.clear();
        }
        for step in &mut session.steps {
            step.disposition = Disposition::NotReached;
        }
        session
    }

    fn action(id: &str, from: &str) -> Action {
        Action::agreed(id.into(), Some(from.into()), "Ring the ward".into())
    }

    #[test]
    fn a_question_from_which_an_action_comes_has_been_discussed_until_it_is_taken_out() {
        let mut session = untouched();
        let outcome = |session: &Session| session.question("q2").map(|q| q.outcome);
        session.agree(action("A1", "q2"));
        session.agree(action("A2", "q2"));
        assert_eq!(outcome(&session), Some(Outcome::Discussed));
        session.take_out_action("A1");
        assert_eq!(outcome(&session), Some(Outcome::Discussed));
        session.take_out_action("A2");
        assert_eq!(outcome(&session), Some(Outcome::NotReached));

        let question = session.question_mut("q2").expect("a question");
        question.outcome = Outcome::Parked;
        session.agree(action("A1", "q2"));
        assert_eq!(outcome(&session), Some(Outcome::Parked));

        // Nor does a point take it up by itself, or the reason would go without a word.
        session.record("q2", "We ring".into());
        session.take_out_action("A1");
        assert_eq!(outcome(&session), Some(Outcome::Parked));
        session.take_up("q2");
        assert_eq!(outcome(&session), Some(Outcome::Discussed));
        let question = session.question_mut("q3").expect("a question");
        question.outcome = Outcome::Parked;
        session.take_up("q3");
        let became = session.question("q3").map(|q| q.outcome);
        assert_eq!(became, Some(Outcome::NotReached));
    }

    #[test]
    fn of_a_step_from_which_an_action_comes_an_action_is_agreed_until_it_is_taken_out() {
        let mut session = untouched();
        let stands = |session: &Session| session.step("s1").map(|step| step.disposition);
        session.agree(action("A1", "s1"));
        assert_eq!(stands(&session), Some(Disposition::ActionAgreed));
        session.take_out_action("A1");
        assert_eq!(stands(&session), Some(Disposition::NotReached));

        let step = session.step_mut("s1").expect("a step");
        step.disposition = Disposition::NeedsOthers;
        session.agree(action("A1", "s1"));
        session.take_out_action("A1");
        assert_eq!(stands(&session), Some(Disposition::NeedsOthers));
    }
}

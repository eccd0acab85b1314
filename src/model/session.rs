//! A session: one team's meeting about one review, as one file that is complete by itself.

mod agreeing;

use super::action::Action;
use super::carried::Carried;
use super::closing::Closing;
use super::date::Day;
use super::meeting::Meeting;
use super::place::Place;
use super::question_back::{QuestionBack, item_of};
use super::question_record::{Outcome, QuestionRecord};
use super::review::{Review, Wording};
use super::seal::Seal;
use super::step_record::{Disposition, StepRecord};
use super::supervision::{Amendment, SignOff};
use serde::{Deserialize, Serialize};

/// The version of the session file that this program writes.
pub const FORMAT: u32 = 1;

/// One team's meeting about one review. This type is the file format.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// The version of the file format.
    pub format: u32,
    /// The file's name without its ending.
    pub id: String,
    /// Whether the meeting is still under way.
    pub status: Progress,
    /// A pin on the review that was walked.
    pub review: ReviewPin,
    /// Who met, and when.
    pub meeting: Meeting,
    /// Where the meeting stands, while it is in progress.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// Actions from earlier sessions that were looked at again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub carried: Vec<Carried>,
    /// What a supervisor had asked about an earlier session, with the team's answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions_back: Vec<QuestionBack>,
    /// Every question of the review, with what became of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<QuestionRecord>,
    /// Every step of the review, with what became of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepRecord>,
    /// What was agreed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Action>,
    /// How the meeting ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closing: Option<Closing>,
    /// What the team added after sealing; outside the seal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amendments: Vec<Amendment>,
    /// The digest of everything but updates, amendments and sign-offs, which stand beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<Seal>,
    /// A supervisor's remarks; outside the seal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sign_offs: Vec<SignOff>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub other: toml::Table,
}

/// How far a session has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Progress {
    /// It can be carried on with.
    #[serde(rename = "in progress")]
    InProgress,
    /// Finished and not sealed.
    #[serde(rename = "complete")]
    Complete,
    /// Finished and sealed.
    #[serde(rename = "sealed")]
    Sealed,
}

impl Progress {
    /// The words that stand in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::InProgress => "in progress",
            Self::Complete => "complete",
            Self::Sealed => "sealed",
        }
    }
}

/// Which review was walked, and in which words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReviewPin {
    /// The review's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who published it.
    #[serde(default)]
    pub publisher: String,
    /// Whose words the questions were in.
    pub wording: Wording,
    /// A digest of the review as it was walked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fingerprint: String,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub other: toml::Table,
}

impl Session {
    /// A session in which nothing has been said yet. Its id is empty until it is first kept.
    pub fn begun(review: &Review, fingerprint: String, meeting: Meeting) -> Self {
        Self {
            format: FORMAT,
            id: String::new(),
            status: Progress::InProgress,
            review: ReviewPin {
                id: review.id.clone(),
                title: review.title.clone(),
                publisher: review.publisher.clone(),
                wording: review.wording,
                fingerprint,
                other: toml::Table::new(),
            },
            meeting,
            place: None,
            carried: Vec::new(),
            questions_back: Vec::new(),
            questions: review.questions.iter().map(QuestionRecord::of).collect(),
            steps: review.steps.iter().map(StepRecord::of).collect(),
            actions: Vec::new(),
            closing: None,
            amendments: Vec::new(),
            seal: None,
            sign_offs: Vec::new(),
            other: toml::Table::new(),
        }
    }

    /// The questions that supervisors put back about it until a day, by [`item_of`].
    pub fn asked_back(&self, until: Day) -> Vec<String> {
        let numbered = (1..).zip(&self.sign_offs);
        let asking = numbered
            .filter(|(_, sign_off)| sign_off.on <= until && sign_off.question_back().is_some());
        asking
            .map(|(number, _)| item_of(&self.id, number))
            .collect()
    }

    /// The questions back that are answered in it, in the same way.
    pub fn answered_back(&self) -> Vec<String> {
        let questions = self.questions_back.iter();
        let answered = questions.filter(|question| !question.answers.is_empty());
        answered.map(QuestionBack::item).collect()
    }

    /// Whether the team answered a question or a step after the session was sealed, until a day.
    pub fn is_added_to(&self, item: &str, until: Day) -> bool {
        let mut added = self.amendments.iter();
        added.any(|one| one.on <= until && one.about() == Some(item) && !one.answers.is_empty())
    }

    /// Whether a sign-off or an amendment is dated after a day: one of two clocks is wrong.
    pub fn has_addition_after(&self, day: Day) -> bool {
        let amended = self.amendments.iter().map(|amendment| amendment.on);
        let signed = self.sign_offs.iter().map(|sign_off| sign_off.on);
        amended.chain(signed).any(|on| on > day)
    }

    /// Whether nothing has been said or decided yet, so that there is nothing to keep.
    pub fn is_untouched(&self) -> bool {
        self.carried.is_empty()
            && self.questions_back.iter().all(|q| q.answers.is_empty())
            && self.actions.is_empty()
            && self.closing.is_none()
            && !self.meeting.wellbeing_check
            && self
                .questions
                .iter()
                .all(|question| question.outcome == Outcome::NotReached)
            && self
                .steps
                .iter()
                .all(|step| step.disposition == Disposition::NotReached && step.answers.is_empty())
    }

    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<&QuestionRecord> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// The question with this id, to be changed.
    pub fn question_mut(&mut self, id: &str) -> Option<&mut QuestionRecord> {
        self.questions.iter_mut().find(|question| question.id == id)
    }

    /// The step with this id.
    pub fn step(&self, id: &str) -> Option<&StepRecord> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// The step with this id, to be changed.
    pub fn step_mut(&mut self, id: &str) -> Option<&mut StepRecord> {
        self.steps.iter_mut().find(|step| step.id == id)
    }

    /// The action with this id, in whatever case it was typed.
    pub fn action(&self, id: &str) -> Option<&Action> {
        self.actions
            .iter()
            .find(|action| action.id.eq_ignore_ascii_case(id))
    }

    /// The action with this id, to be changed.
    pub fn action_mut(&mut self, id: &str) -> Option<&mut Action> {
        self.actions
            .iter_mut()
            .find(|action| action.id.eq_ignore_ascii_case(id))
    }

    /// The id for the next action: one more than the highest, so that a deleted id is not used again
    /// while a later one stands.
    pub fn next_action_id(&self) -> String {
        let highest = self
            .actions
            .iter()
            .filter_map(|action| action.id.strip_prefix('A')?.parse::<u32>().ok())
            .max()
            .unwrap_or(0);
        format!("A{}", highest.saturating_add(1))
    }

    /// The question back that a place of the walk names.
    pub fn question_back(&self, item: &str) -> Option<&QuestionBack> {
        self.questions_back.iter().find(|q| q.item() == item)
    }

    /// The answers to a question, a step or a question back, to be changed.
    pub fn answers_mut(&mut self, item: &str) -> Option<&mut Vec<String>> {
        if let Some(at) = self.questions.iter().position(|q| q.id == item) {
            return self.questions.get_mut(at).map(|q| &mut q.answers);
        }
        if let Some(at) = self.steps.iter().position(|step| step.id == item) {
            return self.steps.get_mut(at).map(|step| &mut step.answers);
        }
        let mut back = self.questions_back.iter_mut();
        back.find(|q| q.item() == item).map(|q| &mut q.answers)
    }

    /// The answers to a question, a step or a question back.
    pub fn answers(&self, item: &str) -> &[String] {
        self.question(item)
            .map(|question| question.answers.as_slice())
            .or_else(|| self.step(item).map(|step| step.answers.as_slice()))
            .or_else(|| self.question_back(item).map(|q| q.answers.as_slice()))
            .unwrap_or_default()
    }

    /// Records one point the team made. A question that was parked stays so until it is taken up.
    pub fn record(&mut self, item: &str, point: String) {
        if let Some(question) = self.question_mut(item) {
            if question.outcome != Outcome::Parked {
                question.outcome = Outcome::Discussed;
                question.reason = None;
            }
            question.answers.push(point);
        } else if let Some(answers) = self.answers_mut(item) {
            answers.push(point);
        }
    }

    /// Where a thing in the minutes comes from, as it is said: "question 3", "step 1".
    pub fn spoken_source(&self, from: &str) -> String {
        if let Some(at) = self.questions.iter().position(|q| q.id == from) {
            format!("question {}", at + 1)
        } else if let Some(at) = self.steps.iter().position(|s| s.id == from) {
            format!("step {}", at + 1)
        } else if self.question_back(from).is_some() {
            "a question from your supervisor".into()
        } else {
            from.to_owned()
        }
    }
}

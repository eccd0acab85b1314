//! The minutes: always made from the session, never stored as truth.

mod page;

use crate::model::action::Status;
use crate::model::commitments::Word;
use crate::model::date::Day;
use crate::model::file_text::EndMark;
use crate::model::meeting::clocks_disagree;
use crate::model::question_record::Outcome;
use crate::model::seal::is_changed_since_sealed;
use crate::model::session::{Progress, Session};
use crate::model::step_record::Disposition;
use crate::query::actions::{Heard, said_since};
use chrono::NaiveDate;
use serde::{Serialize, Serializer};

/// Everything the minutes say, in the order in which they say it. Every field is always there, so that a
/// template that names another is told so; what is not known is null.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Minutes {
    /// The organisation's name, where it is configured.
    pub organisation: Option<String>,
    /// The session's id.
    pub session: String,
    /// The session's status.
    pub status: Progress,
    /// The review's title.
    pub review: String,
    /// Who published it.
    pub publisher: String,
    /// Whose words the questions are in.
    pub wording: String,
    /// The team that met.
    pub team: String,
    /// The day.
    #[serde(serialize_with = "as_text")]
    pub date: Day,
    /// Minutes planned.
    pub minutes_planned: Option<u32>,
    /// Minutes taken.
    pub minutes_taken: Option<i64>,
    /// Who led it, by role.
    pub facilitator: Option<String>,
    /// Who was there, by role.
    pub present: Vec<String>,
    /// Who sent apologies, by role.
    pub apologies: Vec<String>,
    /// Who will read the record.
    pub audience: Option<String>,
    /// Whether everyone was asked how they are.
    pub wellbeing_check: bool,
    /// Whether the session was sealed and holds something else now.
    pub changed_since_sealed: bool,
    /// The line of learning.
    pub learning: Option<String>,
    /// The next meeting.
    #[serde(serialize_with = "as_text_or_null")]
    pub next_meeting: Option<Day>,
    /// What a supervisor had asked about an earlier session.
    pub questions_back: Vec<Asked>,
    /// Matters arising.
    pub carried: Vec<Matter>,
    /// How many open actions of earlier sessions came up and were left for the next one.
    pub not_looked_at: u32,
    /// Every question.
    pub questions: Vec<Question>,
    /// Every step.
    pub steps: Vec<Step>,
    /// Every action.
    pub actions: Vec<Action>,
    /// What was added after the session was sealed.
    pub amendments: Vec<Amendment>,
    /// What the minutes leave out of the record, in a sentence each.
    pub left_out: Vec<String>,
}

/// A question that a supervisor put back to the team.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Asked {
    /// The session it was about.
    pub session: String,
    /// The supervisor's role.
    pub by: String,
    /// The question.
    pub asked: String,
    /// "question 2", where it is about one of that session's.
    pub about: Option<String>,
    /// The team's points; none where it was left.
    pub answers: Vec<String>,
}

/// An action from an earlier session that was looked at again.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Matter {
    /// `<session id>/<action id>`.
    pub action: String,
    /// What it was.
    pub what: String,
    /// What has become of it.
    pub status: Status,
    /// The owner that was agreed now, where it is another.
    pub owner: Option<String>,
    /// The day that was agreed now, where it is another.
    #[serde(serialize_with = "as_text_or_null")]
    pub due: Option<Day>,
    /// What was said.
    pub note: Option<String>,
    /// What was seen of the difference it made.
    pub seen: Option<String>,
    /// The day before which it is left alone.
    #[serde(serialize_with = "as_text_or_null")]
    pub not_before: Option<Day>,
}

/// A question with its points.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Question {
    /// Its number, from 1.
    pub number: usize,
    /// Its words.
    pub text: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Why it was parked or skipped.
    pub reason: Option<String>,
    /// The points.
    pub answers: Vec<String>,
    /// Where the team answered a question like this before, `<session id>/<question id>`.
    pub then: Option<String>,
    /// What has moved since then.
    pub moved: Option<String>,
    /// Whether it was answered after the session was sealed, which [`Minutes::amendments`] say.
    #[serde(skip)]
    pub added_to: bool,
}

/// A step with its disposition.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// Its number, from 1.
    pub number: usize,
    /// Its words.
    pub text: String,
    /// What became of it.
    pub disposition: Disposition,
    /// The evidence, or why not, or who is needed.
    pub answers: Vec<String>,
    /// Whether it was answered after the session was sealed, which [`Minutes::amendments`] say.
    #[serde(skip)]
    pub added_to: bool,
}

/// An action.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Action {
    /// `A1` …
    pub id: String,
    /// What will be done.
    pub what: String,
    /// The owner's role.
    pub owner: Option<String>,
    /// By when.
    #[serde(serialize_with = "as_text_or_null")]
    pub due: Option<Day>,
    /// How the team will know.
    pub know: Option<String>,
    /// "question 3", "step 1".
    pub from: Option<String>,
    /// What has become of it since, as far as this record was told.
    pub status: Status,
    /// The day on which the record was told last.
    #[serde(serialize_with = "as_text_or_null")]
    pub updated: Option<Day>,
    /// The owner that was agreed since, where it is another.
    pub owner_since: Option<String>,
    /// The day that was agreed since, where it is another.
    #[serde(serialize_with = "as_text_or_null")]
    pub due_since: Option<Day>,
}

/// Something added after the session was sealed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Amendment {
    /// The day.
    #[serde(serialize_with = "as_text")]
    pub on: Day,
    /// Why.
    pub reason: String,
    /// "question 4", where it belongs to one.
    pub about: Option<String>,
    /// The points.
    pub answers: Vec<String>,
}

impl Minutes {
    /// The minutes of a session, as far as it has come.
    pub fn of(session: &Session) -> Self {
        let meeting = &session.meeting;
        // Every amendment stands in the minutes with its day.
        let ever = Day(NaiveDate::MAX);
        Self {
            organisation: None,
            session: session.id.clone(),
            status: session.status,
            review: session.review.title.clone(),
            publisher: session.review.publisher.clone(),
            wording: session.review.wording.word().to_owned(),
            team: meeting.team.clone(),
            date: meeting.date,
            minutes_planned: meeting.minutes_planned,
            minutes_taken: meeting.minutes_taken(),
            facilitator: meeting.facilitator.clone(),
            present: meeting.present.clone(),
            apologies: meeting.apologies.clone(),
            audience: meeting.audience.clone(),
            wellbeing_check: meeting.wellbeing_check,
            changed_since_sealed: is_changed_since_sealed(session),
            learning: session.closing.as_ref().and_then(|c| c.learning.clone()),
            not_looked_at: session
                .closing
                .as_ref()
                .and_then(|c| c.not_looked_at)
                .unwrap_or_default(),
            next_meeting: session.closing.as_ref().and_then(|c| c.next_meeting),
            questions_back: session
                .questions_back
                .iter()
                .map(|question| Asked {
                    session: question.session.clone(),
                    by: question.by.clone(),
                    asked: question.asked.clone(),
                    about: question.about_spoken(),
                    answers: question.answers.clone(),
                })
                .collect(),
            carried: session
                .carried
                .iter()
                .map(|carried| Matter {
                    action: carried.action.clone(),
                    what: carried.what.clone(),
                    status: carried.status,
                    owner: carried.owner_now().map(str::to_owned),
                    due: carried.due,
                    note: carried.note.clone(),
                    seen: carried.seen.clone(),
                    not_before: carried.not_before,
                })
                .collect(),
            questions: session
                .questions
                .iter()
                .enumerate()
                .map(|(at, question)| Question {
                    number: at + 1,
                    text: question.text.clone(),
                    outcome: question.outcome,
                    reason: question.reason.clone(),
                    answers: question.answers.clone(),
                    then: question.then.clone(),
                    moved: question.moved.clone(),
                    added_to: session.is_added_to(&question.id, ever),
                })
                .collect(),
            steps: session
                .steps
                .iter()
                .enumerate()
                .map(|(at, step)| Step {
                    number: at + 1,
                    text: step.text.clone(),
                    disposition: step.disposition,
                    answers: step.answers.clone(),
                    added_to: session.is_added_to(&step.id, ever),
                })
                .collect(),
            actions: session
                .actions
                .iter()
                .zip(said_since(session, &[]))
                .map(|(action, (now, words))| Action {
                    id: action.id.clone(),
                    what: action.what.clone(),
                    owner: action.owner.clone(),
                    due: action.due,
                    know: action.know.clone(),
                    from: action
                        .from
                        .as_deref()
                        .map(|from| session.spoken_source(from)),
                    status: now.status,
                    updated: now.spoken_of,
                    owner_since: latest(&words, |word| word.owner).map(str::to_owned),
                    due_since: latest(&words, |word| word.due),
                })
                .collect(),
            amendments: session
                .amendments
                .iter()
                .map(|amendment| Amendment {
                    on: amendment.on,
                    reason: amendment.reason.clone(),
                    about: amendment.about().map(|item| session.spoken_source(item)),
                    answers: amendment.answers.clone(),
                })
                .collect(),
            left_out: left_out(session),
        }
    }

    /// The minutes with what their file says against itself.
    #[must_use]
    pub fn from_a_file(mut self, end_mark: EndMark) -> Self {
        let doubt = doubt(end_mark).map(str::to_owned);
        self.left_out.splice(0..0, doubt);
        self
    }

    /// The minutes with an organisation's name on them.
    #[must_use]
    pub fn under(self, organisation: Option<&str>) -> Self {
        Self {
            organisation: organisation.map(str::to_owned),
            ..self
        }
    }
}

/// What a file says against itself. The minutes are filed, and the warning beside them is not.
fn doubt(end_mark: EndMark) -> Option<&'static str> {
    match end_mark {
        EndMark::Right => None,
        EndMark::Missing => Some(
            "These minutes may be incomplete: the file of the record has no end mark, so it was cut short, or written by hand.",
        ),
        EndMark::Wrong => {
            Some("The file of the record was changed outside reflect since it was last saved.")
        }
    }
}

/// A day as a file has it; the library's own way of writing one is for TOML alone.
fn as_text<S: Serializer>(day: &Day, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

fn as_text_or_null<S: Serializer>(day: &Option<Day>, serializer: S) -> Result<S::Ok, S::Error> {
    day.map(|day| day.to_string()).serialize(serializer)
}

/// What the latest word gives that gives it.
fn latest<'a, T>(words: &[Heard<'a>], of: impl Fn(&Word<'a>) -> Option<T>) -> Option<T> {
    words.iter().rev().find_map(|heard| of(&heard.word))
}

/// What the record holds, or could not hold, and the minutes do not say.
fn left_out(session: &Session) -> Vec<String> {
    let updates = session.actions.iter().map(|action| action.updates.len());
    let counts = [
        (
            updates.sum(),
            "dated word on its actions",
            "dated words on its actions",
        ),
        (
            session.sign_offs.len(),
            "sign-off by a supervisor",
            "sign-offs by a supervisor",
        ),
    ];
    let counts = counts.into_iter().filter(|(count, ..)| *count > 0);
    let mut said: Vec<String> = counts
        .map(|(count, one, more)| {
            let words = if count == 1 { one } else { more };
            format!("The record also holds {count} {words}.")
        })
        .collect();
    let meeting = &session.meeting;
    if clocks_disagree(meeting.date, meeting.started, meeting.finished) {
        said.push("How long the meeting took: its times and its date do not agree.".into());
    }
    let timed = session
        .questions
        .iter()
        .any(|question| question.minutes.is_some());
    if timed {
        said.push("The minutes spent on each question stand in the record only.".into());
    }
    if !session.actions.is_empty() {
        said.push("What later meetings say of these actions stands in their records; reflect actions says how they stand.".into());
    }
    said.push("Who said what was not recorded: answers carry no names.".into());
    said
}

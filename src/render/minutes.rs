//! The minutes: always made from the session, never stored as truth.

use super::document::{Block, Document};
use super::wrap::first_letter_large;
use crate::model::action::Status;
use crate::model::date::Day;
use crate::model::seal::session_digest;
use crate::model::session::{Disposition, Outcome, Progress, Session};
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
    /// What has become of it since.
    pub status: Status,
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
            changed_since_sealed: session.seal.as_ref().is_some_and(|seal| {
                session_digest(session).is_ok_and(|digest| digest != seal.digest)
            }),
            learning: session.closing.as_ref().and_then(|c| c.learning.clone()),
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
                })
                .collect(),
            actions: session
                .actions
                .iter()
                .map(|action| Action {
                    id: action.id.clone(),
                    what: action.what.clone(),
                    owner: action.owner.clone(),
                    due: action.due,
                    know: action.know.clone(),
                    from: action
                        .from
                        .as_deref()
                        .map(|from| session.spoken_source(from)),
                    status: action.status_now(),
                })
                .collect(),
            amendments: session
                .amendments
                .iter()
                .map(|amendment| Amendment {
                    on: amendment.on,
                    reason: amendment.reason.clone(),
                    about: amendment
                        .question
                        .as_deref()
                        .or(amendment.step.as_deref())
                        .map(|item| session.spoken_source(item)),
                    answers: amendment.answers.clone(),
                })
                .collect(),
            left_out: left_out(session),
        }
    }

    /// The minutes with an organisation's name on them.
    #[must_use]
    pub fn under(self, organisation: Option<&str>) -> Self {
        Self {
            organisation: organisation.map(str::to_owned),
            ..self
        }
    }

    /// The minutes as a page.
    pub fn document(&self) -> Document {
        let mut page = Document::default();
        page.push(Block::Title(format!("Minutes: {}", self.review)));
        self.facts(&mut page);
        page.section("Questions from your supervisor", self.asked_blocks());
        page.section("Matters arising", self.matters());
        page.section("Questions for reflection", self.question_blocks());
        page.section("What to do now", self.step_blocks());
        page.section("Actions", self.action_blocks());
        page.section("Not discussed this time", self.left());
        let learning = self.learning.iter().cloned().map(Block::Paragraph);
        page.section("What we will do differently", learning.collect());
        let next = self.next_meeting.map(|day| Block::Paragraph(day.spoken()));
        page.section("Next meeting", next.into_iter().collect());
        page.section("Added later", self.amendment_blocks());
        let left_out = self.left_out.iter().cloned().map(Block::Point);
        page.section("What these minutes leave out", left_out.collect());
        page
    }

    fn facts(&self, page: &mut Document) {
        let wording = match self.wording.as_str() {
            "restated" => "questions restated, not in the publisher's words",
            _ => "questions as published",
        };
        let some = |text: &String| (!text.is_empty()).then(|| text.clone());
        page.fact("Organisation", self.organisation.clone());
        page.fact("Team", some(&self.team));
        page.fact("Date", Some(self.date.spoken()));
        page.fact(
            "Review",
            Some(format!("{}, {} ({wording})", self.review, self.publisher)),
        );
        page.fact("Facilitator", self.facilitator.clone());
        let present = match self.present.as_slice() {
            [] => "not recorded".into(),
            roles => roles.join(", "),
        };
        page.fact("Present", Some(present));
        page.fact("Apologies", Some(self.apologies.join(", ")));
        let length = match (self.minutes_taken, self.minutes_planned) {
            (Some(taken), Some(planned)) => Some(format!("{taken} minutes of {planned} planned")),
            (Some(taken), None) => Some(format!("{taken} minutes")),
            (None, _) => None,
        };
        page.fact("Length", length);
        page.fact("For", self.audience.clone());
        let asked = self.wellbeing_check;
        page.fact("Wellbeing", asked.then(|| "everyone was asked".into()));
        let open = self.status == Progress::InProgress;
        page.fact(
            "Status",
            open.then(|| "not finished: this meeting has not been closed yet".into()),
        );
        page.fact(
            "Seal",
            self.changed_since_sealed
                .then(|| "this record has been changed since it was sealed".into()),
        );
    }

    fn asked_blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for (at, question) in self.questions_back.iter().enumerate() {
            blocks.push(Block::Numbered(at + 1, question.asked.clone()));
            let about = question.about.as_ref();
            let about = about.map(|about| format!("{about} of "));
            blocks.push(Block::Remark(format!(
                "{}, about {}{}",
                question.by,
                about.unwrap_or_default(),
                question.session
            )));
            if question.answers.is_empty() {
                blocks.push(Block::Remark(
                    "Not answered this time: it comes back at the next meeting".into(),
                ));
            }
            blocks.extend(question.answers.iter().cloned().map(Block::Point));
        }
        blocks
    }

    fn matters(&self) -> Vec<Block> {
        let word = |status: Status| match status {
            Status::Open => "still open",
            other => other.word(),
        };
        self.carried
            .iter()
            .map(|matter| {
                let mut words = format!("{}: {}", matter.what, word(matter.status));
                if let Some(day) = matter.not_before {
                    words.push_str(&format!(", left alone until {}", day.spoken()));
                }
                if let Some(note) = &matter.note {
                    words.push_str(&format!(". {note}"));
                }
                if let Some(seen) = &matter.seen {
                    words.push_str(&format!(". Seen since: {seen}"));
                }
                Block::Point(words)
            })
            .collect()
    }

    fn question_blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for question in &self.questions {
            blocks.push(Block::Numbered(question.number, question.text.clone()));
            if question.outcome != Outcome::Discussed {
                blocks.push(Block::Remark(said_of(question)));
            }
            blocks.extend(question.answers.iter().cloned().map(Block::Point));
            blocks.extend(what_moved(question).map(Block::Point));
        }
        blocks
    }

    fn step_blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for step in &self.steps {
            blocks.push(Block::Numbered(step.number, step.text.clone()));
            let actions: Vec<&str> = self
                .actions
                .iter()
                .filter(|action| action.from.as_ref() == Some(&format!("step {}", step.number)))
                .map(|action| action.id.as_str())
                .collect();
            let with = if actions.is_empty() {
                String::new()
            } else {
                format!(" ({})", actions.join(", "))
            };
            blocks.push(Block::Remark(format!(
                "{}{with}",
                first_letter_large(step.disposition.word())
            )));
            blocks.extend(step.answers.iter().cloned().map(Block::Point));
        }
        blocks
    }

    fn action_blocks(&self) -> Vec<Block> {
        if self.actions.is_empty() {
            return vec![Block::Paragraph("No action was agreed.".into())];
        }
        // Only what the record itself was told; a later meeting keeps what it says of an action.
        let with_status = self.actions.iter().any(|a| a.status != Status::Open);
        let mut headers = vec!["No.", "What", "Owner", "Due", "How we will know", "From"];
        if with_status {
            headers.push("Since then");
        }
        let rows = self
            .actions
            .iter()
            .map(|action| {
                let or = |text: &Option<String>, other: &str| {
                    text.clone().unwrap_or_else(|| other.to_owned())
                };
                let mut row = vec![
                    action.id.clone(),
                    action.what.clone(),
                    or(&action.owner, "owner not yet agreed"),
                    action.due.map_or("no date agreed".into(), Day::short),
                    or(&action.know, "not yet agreed"),
                    or(&action.from, "the meeting"),
                ];
                if with_status {
                    row.push(match action.status {
                        Status::Open => String::new(),
                        settled => settled.word().to_owned(),
                    });
                }
                row
            })
            .collect();
        vec![Block::Table(headers, rows)]
    }

    /// What was parked, skipped or not reached.
    fn left(&self) -> Vec<Block> {
        let questions = self
            .questions
            .iter()
            .filter(|question| question.outcome != Outcome::Discussed)
            .map(|question| {
                let reason = question.reason.as_ref();
                let reason = reason.map(|reason| format!(" ({reason})"));
                Block::Point(format!(
                    "Question {}: {}{}",
                    question.number,
                    question.outcome.word(),
                    reason.unwrap_or_default()
                ))
            });
        let steps = self
            .steps
            .iter()
            .filter(|step| step.disposition == Disposition::NotReached)
            .map(|step| Block::Point(format!("Step {}: not reached", step.number)));
        questions.chain(steps).collect()
    }

    fn amendment_blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        for amendment in &self.amendments {
            let about = amendment
                .about
                .as_ref()
                .map(|about| format!(" to {about}"))
                .unwrap_or_default();
            blocks.push(Block::Paragraph(format!(
                "{}{about}: {}",
                amendment.on.spoken(),
                amendment.reason
            )));
            blocks.extend(amendment.answers.iter().cloned().map(Block::Point));
        }
        blocks
    }
}

/// A day as a file has it; the library's own way of writing one is for TOML alone.
fn as_text<S: Serializer>(day: &Day, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(day)
}

fn as_text_or_null<S: Serializer>(day: &Option<Day>, serializer: S) -> Result<S::Ok, S::Error> {
    day.map(|day| day.to_string()).serialize(serializer)
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

/// What has moved since the day with which the name of the earlier session begins.
fn what_moved(question: &Question) -> Option<String> {
    let moved = question.moved.as_ref()?;
    let day = question
        .then
        .as_ref()
        .and_then(|then| then.get(..10))
        .and_then(Day::read);
    let since = day.map_or("then".into(), Day::spoken);
    Some(format!("What has moved since {since}: {moved}"))
}

fn said_of(question: &Question) -> String {
    let outcome = first_letter_large(question.outcome.word());
    match &question.reason {
        Some(reason) => format!("{outcome}: {reason}"),
        None => outcome,
    }
}

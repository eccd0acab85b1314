//! Every text of a session that a team or a supervisor wrote, with where it stands.

mod by_lines;

use super::date::{Day, Moment};
use super::session::Session;
use serde::{Deserialize, Serialize};

/// The texts of one session.
#[derive(Debug, Default, PartialEq)]
pub struct Texts<'a> {
    /// The session's id.
    pub session: &'a str,
    /// The team.
    pub team: &'a str,
    /// The day of the meeting.
    pub date: Option<Day>,
    /// When it began, where that is known.
    pub started: Option<Moment>,
    /// The id of the review.
    pub review: &'a str,
    /// The review's title.
    pub title: &'a str,
    /// The tables of each part, in their order.
    parts: [Vec<Entry<'a>>; 8],
    /// The texts, in the order in which a file has its parts.
    pub texts: Vec<(Place, &'a str)>,
}

/// One table of a part: a question, an action, an amendment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Its id; of a carried action `<session id>/<action id>`.
    pub id: &'a str,
    /// What was asked, or agreed.
    pub text: &'a str,
    /// The question or step to which it belongs.
    pub about: Option<&'a str>,
}

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The part of the session.
    pub part: Part,
    /// Which of the part's tables.
    pub at: usize,
    /// What it is in there.
    pub field: Field,
    nth: usize,
}

/// A part of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Part {
    /// An action of an earlier session, looked at again.
    Carried,
    /// A question.
    Question,
    /// A step.
    Step,
    /// An action.
    Action,
    /// The close.
    Closing,
    /// A supervisor's question, answered.
    QuestionBack,
    /// What was added later.
    Amendment,
    /// A supervisor's remark.
    SignOff,
}

/// What a text is in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Field {
    /// What was agreed.
    What,
    /// Who does it.
    Owner,
    /// How the team will know.
    Know,
    /// Who does it from a later word on.
    OwnerSince,
    /// A note, on a carried action or in an update.
    Note,
    /// What was seen of the difference it made.
    Seen,
    /// Why something was left, or added.
    Reason,
    /// A point.
    Answer,
    /// What has moved since an earlier answer.
    Moved,
    /// The line of learning.
    Learning,
    /// A remark.
    Remark,
}

impl<'a> Texts<'a> {
    /// Every text of a session.
    pub fn of(session: &'a Session) -> Self {
        let mut texts = Self {
            session: &session.id,
            team: &session.meeting.team,
            date: Some(session.meeting.date),
            started: session.meeting.started,
            review: &session.review.id,
            title: &session.review.title,
            ..Self::default()
        };
        for carried in &session.carried {
            let at = texts.enter(Part::Carried, &carried.action, &carried.what, None);
            texts.one(Part::Carried, at, Field::OwnerSince, carried.owner.as_ref());
            texts.one(Part::Carried, at, Field::Note, carried.note.as_ref());
            texts.one(Part::Carried, at, Field::Seen, carried.seen.as_ref());
        }
        for question in &session.questions {
            let at = texts.enter(Part::Question, &question.id, &question.text, None);
            texts.one(Part::Question, at, Field::Reason, question.reason.as_ref());
            texts.list(Part::Question, at, Field::Answer, &question.answers);
            texts.one(Part::Question, at, Field::Moved, question.moved.as_ref());
        }
        for step in &session.steps {
            let at = texts.enter(Part::Step, &step.id, &step.text, None);
            texts.list(Part::Step, at, Field::Answer, &step.answers);
        }
        for action in &session.actions {
            let from = action.from.as_deref();
            let at = texts.enter(Part::Action, &action.id, &action.what, from);
            texts.one(Part::Action, at, Field::What, Some(&action.what));
            texts.one(Part::Action, at, Field::Owner, action.owner.as_ref());
            texts.one(Part::Action, at, Field::Know, action.know.as_ref());
            let owners = action.updates.iter().map(|update| update.owner.as_ref());
            texts.some(Part::Action, at, Field::OwnerSince, owners);
            let notes = action.updates.iter().map(|update| update.note.as_ref());
            texts.some(Part::Action, at, Field::Note, notes);
            let seen = action.updates.iter().map(|update| update.seen.as_ref());
            texts.some(Part::Action, at, Field::Seen, seen);
        }
        if let Some(closing) = &session.closing {
            let at = texts.enter(Part::Closing, "", "", None);
            texts.one(
                Part::Closing,
                at,
                Field::Learning,
                closing.learning.as_ref(),
            );
        }
        for asked in &session.questions_back {
            let at = texts.enter(Part::QuestionBack, "", &asked.asked, None);
            texts.list(Part::QuestionBack, at, Field::Answer, &asked.answers);
        }
        for amendment in &session.amendments {
            let at = texts.enter(Part::Amendment, "", "", amendment.about());
            texts.one(Part::Amendment, at, Field::Reason, Some(&amendment.reason));
            texts.list(Part::Amendment, at, Field::Answer, &amendment.answers);
        }
        for sign_off in &session.sign_offs {
            let about = sign_off.question.as_deref();
            let at = texts.enter(Part::SignOff, "", "", about);
            texts.one(Part::SignOff, at, Field::Remark, sign_off.remark.as_ref());
        }
        texts
    }

    /// The table in which a text stands.
    pub fn entry(&self, place: Place) -> Entry<'a> {
        let part = self.parts.get(place.part as usize);
        let entry = part.and_then(|part| part.get(place.at));
        entry.copied().unwrap_or_default()
    }

    /// The question or step with this id: its id, which of the two, its number, and its words.
    pub fn item(&self, id: &str) -> Option<(&'a str, Part, usize, &'a str)> {
        [Part::Question, Part::Step].into_iter().find_map(|part| {
            let entries = self.parts.get(part as usize)?;
            let at = entries.iter().position(|entry| entry.id == id)?;
            let entry = entries.get(at)?;
            Some((entry.id, part, at + 1, entry.text))
        })
    }

    fn enter(&mut self, part: Part, id: &'a str, text: &'a str, about: Option<&'a str>) -> usize {
        let Some(entries) = self.parts.get_mut(part as usize) else {
            return 0;
        };
        entries.push(Entry { id, text, about });
        entries.len() - 1
    }

    fn one(&mut self, part: Part, at: usize, field: Field, text: Option<&'a String>) {
        self.some(part, at, field, [text].into_iter());
    }

    fn list(&mut self, part: Part, at: usize, field: Field, texts: &'a [String]) {
        self.some(part, at, field, texts.iter().map(Some));
    }

    fn some(
        &mut self,
        part: Part,
        at: usize,
        field: Field,
        texts: impl Iterator<Item = Option<&'a String>>,
    ) {
        for (nth, text) in texts.enumerate() {
            let place = Place {
                part,
                at,
                field,
                nth,
            };
            self.texts.extend(text.map(|text| (place, text.as_str())));
        }
    }
}

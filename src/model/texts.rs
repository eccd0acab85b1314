//! Every text of a session that a team or a supervisor wrote, with where it stands.

use super::date::{Day, Moment};
use super::session::Session;
use super::skim::{Listener, items_of, skim, text_of};
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

    /// Those texts of a file that are wanted by their spelling, by its lines. Nothing where the lines
    /// are not as this program lays them out.
    pub fn by_lines(body: &'a str, wanted: impl FnMut(&'a str) -> bool) -> Option<Self> {
        let mut skimmed = Skimmed {
            texts: Self::default(),
            session: None,
            team: None,
            review: None,
            title: None,
            table: Table::Other,
            list: None,
            update: 0,
            wanted,
        };
        skim(body, &mut skimmed)?;
        let mut texts = skimmed.texts;
        texts.date?;
        let mut named = texts.parts.iter().take(Part::Closing as usize).flatten();
        if named.any(|entry| entry.id.is_empty()) {
            return None;
        }
        texts.texts.sort_by_key(|(place, _)| *place);
        Some(Self {
            session: skimmed.session?,
            team: skimmed.team?,
            review: skimmed.review?,
            title: skimmed.title?,
            ..texts
        })
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

/// What has been heard so far.
struct Skimmed<'a, W> {
    texts: Texts<'a>,
    session: Option<&'a str>,
    team: Option<&'a str>,
    review: Option<&'a str>,
    title: Option<&'a str>,
    table: Table,
    /// The list whose items are being heard, and how many have been.
    list: Option<(Field, usize)>,
    /// How many updates the latest action has.
    update: usize,
    wanted: W,
}

/// The table whose lines are being heard.
#[derive(Clone, Copy, PartialEq)]
enum Table {
    Top,
    Review,
    Meeting,
    Updates,
    Of(Part),
    Other,
}

impl<'a, W: FnMut(&'a str) -> bool> Skimmed<'a, W> {
    fn hear(&mut self, part: Part, field: Field, nth: usize, value: &'a str) -> Option<()> {
        if !value.starts_with(['"', '\'']) {
            return None;
        }
        // Most texts are not wanted, and their quotes do not matter.
        if (self.wanted)(value) {
            let text = text_of(value)?;
            let at = self.texts.parts.get(part as usize)?.len().checked_sub(1)?;
            let place = Place {
                part,
                at,
                field,
                nth,
            };
            self.texts.texts.push((place, text));
        }
        Some(())
    }

    fn answers(&mut self, part: Part, value: &'a str) -> Option<()> {
        if value == "[" {
            self.list = Some((Field::Answer, 0));
            return Some(());
        }
        for (nth, item) in items_of(value)?.into_iter().enumerate() {
            self.hear(part, Field::Answer, nth, item)?;
        }
        Some(())
    }

    fn entry_of(&mut self, part: Part, key: &str, value: &'a str) -> Option<()> {
        let field = match (part, key) {
            (Part::Question | Part::Step | Part::QuestionBack | Part::Amendment, "answers") => {
                return self.answers(part, value);
            }
            (Part::Carried, "owner") => Field::OwnerSince,
            (Part::Carried, "note") => Field::Note,
            (Part::Carried, "seen") => Field::Seen,
            (Part::Question | Part::Amendment, "reason") => Field::Reason,
            (Part::Question, "moved") => Field::Moved,
            (Part::Action, "what") => Field::What,
            (Part::Action, "owner") => Field::Owner,
            (Part::Action, "know") => Field::Know,
            // A list of tables that is written as one value is left to the whole reading.
            (Part::Action, "updates") => return None,
            (Part::Closing, "learning") => Field::Learning,
            (Part::SignOff, "remark") => Field::Remark,
            _ => return self.name(part, key, value),
        };
        if field == Field::What {
            self.name(part, key, value)?;
        }
        self.hear(part, field, 0, value)
    }

    fn name(&mut self, part: Part, key: &str, value: &'a str) -> Option<()> {
        let entry = self.texts.parts.get_mut(part as usize)?.last_mut()?;
        match (part, key) {
            (Part::Question | Part::Step | Part::Action, "id") | (Part::Carried, "action") => {
                entry.id = text_of(value)?;
            }
            (Part::Question | Part::Step, "text")
            | (Part::Action | Part::Carried, "what")
            | (Part::QuestionBack, "asked") => {
                entry.text = text_of(value)?;
            }
            (Part::Action, "from") | (Part::Amendment | Part::SignOff, "question") => {
                entry.about = Some(text_of(value)?);
            }
            (Part::Amendment, "step") => {
                let step = text_of(value)?;
                entry.about.get_or_insert(step);
            }
            _ => {}
        }
        Some(())
    }
}

impl<'a, W: FnMut(&'a str) -> bool> Listener<'a> for Skimmed<'a, W> {
    fn table(&mut self, name: &'a str, listed: bool) -> bool {
        self.list = None;
        self.table = match (name, listed) {
            ("", false) => Table::Top,
            ("review", false) => Table::Review,
            ("meeting", false) => Table::Meeting,
            ("actions.updates", true) => Table::Updates,
            ("carried", true) => Table::Of(Part::Carried),
            ("questions", true) => Table::Of(Part::Question),
            ("steps", true) => Table::Of(Part::Step),
            ("actions", true) => Table::Of(Part::Action),
            ("closing", false) => Table::Of(Part::Closing),
            ("questions_back", true) => Table::Of(Part::QuestionBack),
            ("amendments", true) => Table::Of(Part::Amendment),
            ("sign_offs", true) => Table::Of(Part::SignOff),
            _ => Table::Other,
        };
        match self.table {
            Table::Of(part) => {
                self.texts.enter(part, "", "", None);
                self.update = 0;
            }
            Table::Updates => self.update += 1,
            _ => {}
        }
        self.table != Table::Other
    }

    fn entry(&mut self, key: &'a str, value: &'a str) -> Option<()> {
        self.list = None;
        match (self.table, key) {
            (Table::Top, "id") => self.session = Some(text_of(value)?),
            (
                Table::Top,
                "review" | "meeting" | "carried" | "questions" | "questions_back" | "steps"
                | "actions" | "closing" | "amendments" | "sign_offs",
            ) => return None,
            (Table::Review, "id") => self.review = Some(text_of(value)?),
            (Table::Review, "title") => self.title = Some(text_of(value)?),
            (Table::Meeting, "team") => self.team = Some(text_of(value)?),
            (Table::Meeting, "date") => self.texts.date = Some(Day::read(value)?),
            (Table::Meeting, "started") => self.texts.started = Some(Moment::read(value)?),
            (Table::Updates, "owner" | "note" | "seen") => {
                let field = match key {
                    "owner" => Field::OwnerSince,
                    "note" => Field::Note,
                    _ => Field::Seen,
                };
                self.hear(Part::Action, field, self.update.checked_sub(1)?, value)?;
            }
            (Table::Of(part), key) => self.entry_of(part, key, value)?,
            _ => {}
        }
        Some(())
    }

    fn item(&mut self, value: &'a str) -> Option<()> {
        let (Table::Of(part), Some((field, nth))) = (self.table, self.list) else {
            return Some(());
        };
        self.list = Some((field, nth + 1));
        self.hear(part, field, nth, value)
    }
}

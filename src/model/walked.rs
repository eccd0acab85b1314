//! Which questions a session walked, and which of them the team answered.

use super::date::{Day, Moment};
use super::file_text::{EndMark, Unreadable};
use super::question_record::Outcome;
use super::session::{Progress, Session};
use super::skim::head::Head;
use super::skim::{Listener, items_of, read_by_lines, skim, text_of, word_of};

/// One session's way through its review.
#[derive(Debug, Clone, PartialEq)]
pub struct Walked {
    /// The session's id.
    pub session: String,
    /// The team.
    pub team: String,
    /// The day of the meeting.
    pub date: Day,
    /// When it began, where that is known. It orders the meetings of one day.
    pub started: Option<Moment>,
    /// The id of the review.
    pub review: String,
    /// The review's title.
    pub title: String,
    /// How far the session has come.
    pub status: Progress,
    /// The ids of its questions, and whether each was discussed, or answered after the session was sealed.
    pub questions: Vec<(String, bool)>,
    /// Whether an amendment is dated after the day on which it is looked at, and is not counted.
    pub has_amendment_to_come: bool,
}

impl Walked {
    /// The way of a session, on a day.
    pub fn of(session: &Session, today: Day) -> Self {
        let questions = session.questions.iter();
        Self {
            session: session.id.clone(),
            team: session.meeting.team.clone(),
            date: session.meeting.date,
            started: session.meeting.started,
            review: session.review.id.clone(),
            title: session.review.title.clone(),
            status: session.status,
            questions: questions
                .map(|question| {
                    let discussed = question.outcome == Outcome::Discussed;
                    (
                        question.id.clone(),
                        discussed || session.is_added_to(&question.id, today),
                    )
                })
                .collect(),
            has_amendment_to_come: session.amendments.iter().any(|one| one.on > today),
        }
    }
}

/// Reads a session's way through its review, as it stands on a day, and looks at its end mark.
///
/// # Errors
/// When the text is not TOML, not a session, or of a newer format.
pub fn walked(text: &str, today: Day) -> Result<(Walked, EndMark), Unreadable> {
    let by_lines = |body: &str| {
        let mut skimmed = Skimmed::default();
        skim(body, &mut skimmed)?;
        skimmed.walked(today)
    };
    read_by_lines(text, by_lines, |session| Walked::of(session, today))
}

/// What has been heard so far.
#[derive(Default)]
struct Skimmed<'a> {
    /// Empty in the head.
    table: &'a str,
    head: Head<'a>,
    questions: Vec<(Option<&'a str>, Outcome)>,
    added: Vec<Added<'a>>,
    in_added_answers: bool,
}

/// What has been heard of an amendment.
#[derive(Default)]
struct Added<'a> {
    on: Option<Day>,
    question: Option<&'a str>,
    has_answers: bool,
}

impl Skimmed<'_> {
    fn walked(self, today: Day) -> Option<Walked> {
        let mut has_amendment_to_come = false;
        let mut added: Vec<&str> = Vec::new();
        for amendment in self.added {
            if amendment.on? > today {
                has_amendment_to_come = true;
            } else if amendment.has_answers {
                added.extend(amendment.question);
            }
        }
        let questions = self.questions.into_iter();
        let head = self.head;
        Some(Walked {
            session: head.id?.to_owned(),
            team: head.team?.to_owned(),
            date: head.date?,
            started: head.started,
            review: head.review?.to_owned(),
            title: head.title?.to_owned(),
            status: head.status?,
            questions: questions
                .map(|(id, outcome)| {
                    let answered = outcome == Outcome::Discussed || added.contains(&id?);
                    Some((id?.to_owned(), answered))
                })
                .collect::<Option<_>>()?,
            has_amendment_to_come,
        })
    }
}

impl<'a> Listener<'a> for Skimmed<'a> {
    fn table(&mut self, name: &'a str, listed: bool) -> bool {
        if self.head.table(name, listed) {
            self.table = "";
            return true;
        }
        self.table = name;
        match (name, listed) {
            ("questions", true) => self.questions.push((None, Outcome::default())),
            ("amendments", true) => self.added.push(Added::default()),
            _ => return false,
        }
        true
    }

    fn entry(&mut self, key: &'a str, value: &'a str) -> Option<()> {
        self.in_added_answers = (self.table, key) == ("amendments", "answers");
        match (self.table, key) {
            ("", _) => self.head.entry(key, value)?,
            ("questions", "id") => self.questions.last_mut()?.0 = Some(text_of(value)?),
            ("questions", "outcome") => self.questions.last_mut()?.1 = word_of(value)?,
            ("amendments", "on") => self.added.last_mut()?.on = Some(Day::read(value)?),
            ("amendments", "question") => self.added.last_mut()?.question = Some(text_of(value)?),
            ("amendments", "answers") => {
                // Those of several lines are heard one by one.
                self.added.last_mut()?.has_answers = value != "[" && !items_of(value)?.is_empty();
            }
            _ => {}
        }
        Some(())
    }

    fn item(&mut self, _: &'a str) -> Option<()> {
        if self.in_added_answers {
            self.added.last_mut()?.has_answers = true;
        }
        Some(())
    }
}

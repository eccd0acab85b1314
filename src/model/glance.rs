//! A session at a glance: what a list of sessions shows.

use super::date::{Day, Moment};
use super::file_text::{EndMark, Unreadable};
use super::session::{Disposition, Outcome, Progress, Session};
use super::skim::{Listener, read_by_lines, skim, text_of, word_of};

/// What a list shows of one session.
#[derive(Debug, Clone, PartialEq)]
pub struct Glance {
    /// The session's id.
    pub id: String,
    /// The day of the meeting.
    pub date: Day,
    /// When it began, where that is known. It orders the meetings of one day.
    pub started: Option<Moment>,
    /// The team.
    pub team: String,
    /// The id of the review.
    pub review: String,
    /// The review's title.
    pub title: String,
    /// How far it has come.
    pub status: Progress,
    /// Questions that were discussed.
    pub discussed: usize,
    /// Questions in all.
    pub questions: usize,
    /// Steps with a disposition.
    pub settled: usize,
    /// Steps in all.
    pub steps: usize,
    /// Actions agreed.
    pub actions: usize,
}

impl From<&Session> for Glance {
    fn from(session: &Session) -> Self {
        let discussed = |outcome: Outcome| outcome == Outcome::Discussed;
        let settled = |disposition: Disposition| disposition != Disposition::NotReached;
        Self {
            id: session.id.clone(),
            date: session.meeting.date,
            started: session.meeting.started,
            team: session.meeting.team.clone(),
            review: session.review.id.clone(),
            title: session.review.title.clone(),
            status: session.status,
            discussed: session
                .questions
                .iter()
                .filter(|q| discussed(q.outcome))
                .count(),
            questions: session.questions.len(),
            settled: session
                .steps
                .iter()
                .filter(|s| settled(s.disposition))
                .count(),
            steps: session.steps.len(),
            actions: session.actions.len(),
        }
    }
}

/// Reads a session at a glance and looks at its end mark.
///
/// # Errors
/// When the text is not TOML, not a session, or of a newer format.
pub fn glance(text: &str) -> Result<(Glance, EndMark), Unreadable> {
    read_by_lines(text, |body| {
        let mut skimmed = Skimmed::default();
        skim(body, &mut skimmed)?;
        skimmed.glance()
    })
}

/// What has been heard so far.
#[derive(Default)]
struct Skimmed<'a> {
    table: &'a str,
    id: Option<&'a str>,
    status: Option<Progress>,
    review: Option<&'a str>,
    title: Option<&'a str>,
    team: Option<&'a str>,
    date: Option<Day>,
    started: Option<Moment>,
    discussed: usize,
    questions: usize,
    settled: usize,
    steps: usize,
    actions: usize,
}

impl Skimmed<'_> {
    fn glance(self) -> Option<Glance> {
        Some(Glance {
            id: self.id?.to_owned(),
            date: self.date?,
            started: self.started,
            team: self.team?.to_owned(),
            review: self.review?.to_owned(),
            title: self.title?.to_owned(),
            status: self.status?,
            discussed: self.discussed,
            questions: self.questions,
            settled: self.settled,
            steps: self.steps,
            actions: self.actions,
        })
    }
}

impl<'a> Listener<'a> for Skimmed<'a> {
    fn table(&mut self, name: &'a str, listed: bool) -> bool {
        self.table = name;
        match (name, listed) {
            ("questions", true) => self.questions += 1,
            ("steps", true) => self.steps += 1,
            ("actions", true) => self.actions += 1,
            ("" | "review" | "meeting", false) => {}
            _ => return false,
        }
        true
    }

    fn entry(&mut self, key: &'a str, value: &'a str) -> Option<()> {
        match (self.table, key) {
            ("", "id") => self.id = Some(text_of(value)?),
            ("", "status") => self.status = Some(word_of(value)?),
            ("review", "id") => self.review = Some(text_of(value)?),
            ("review", "title") => self.title = Some(text_of(value)?),
            ("meeting", "team") => self.team = Some(text_of(value)?),
            ("meeting", "date") => self.date = Some(Day::read(value)?),
            ("meeting", "started") => self.started = Some(Moment::read(value)?),
            ("questions", "outcome") => {
                self.discussed += usize::from(word_of::<Outcome>(value)? == Outcome::Discussed);
            }
            ("steps", "disposition") => {
                let disposition: Disposition = word_of(value)?;
                self.settled += usize::from(disposition != Disposition::NotReached);
            }
            _ => {}
        }
        Some(())
    }
}

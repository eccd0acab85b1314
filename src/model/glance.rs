//! A session at a glance: what a list of sessions shows, read without building the whole session.
//!
//! Listing is the only thing that is done to hundreds of files at a time, and building every session
//! whole costs three times as much. The quick way is taken only where the end mark shows that this
//! program wrote these very bytes, so that the shape of the file is known; every other file is
//! read whole.

use super::date::{Day, Moment};
use super::file_text::{EndMark, Unreadable, read, split_end_mark};
use super::session::{Disposition, FORMAT, Outcome, Progress, Session};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use std::borrow::Cow;
use toml_parser::decoder::Encoding;
use toml_parser::parser::{EventReceiver, RecursionGuard, parse_document};
use toml_parser::{ErrorSink, ParseError, Source, Span};

/// No file of this program nests deeper; a deeper one is read whole, and refused there.
const DEEPEST: u32 = 8;

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
    let (body, end_mark) = split_end_mark(text);
    if end_mark == EndMark::Right
        && let Some(glance) = skim(body)
    {
        return Ok((glance, end_mark));
    }
    read::<Session>(text).map(|session| (Glance::from(&session), end_mark))
}

/// The glance of a text that this program wrote; nothing where anything is not as it writes it.
fn skim(text: &str) -> Option<Glance> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut skimmed = Skimmed::of(source);
    let mut error: Option<ParseError> = None;
    let mut guarded = RecursionGuard::new(&mut skimmed, DEEPEST);
    parse_document(&tokens, &mut guarded, &mut error);
    if error.is_some() || skimmed.unsure {
        return None;
    }
    skimmed.glance()
}

/// The tables in which something is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Root,
    Review,
    Meeting,
    Questions,
    Steps,
    Actions,
    Other,
}

/// What has been seen so far.
struct Skimmed<'i> {
    source: Source<'i>,
    section: Section,
    /// The keys of the header or of the entry that is being read, and how many they are.
    key: &'i str,
    keys: usize,
    /// Inside how many arrays and inline tables.
    depth: usize,
    unsure: bool,
    format: Option<String>,
    id: Option<String>,
    status: Option<Progress>,
    review: Option<String>,
    title: Option<String>,
    team: Option<String>,
    date: Option<Day>,
    started: Option<Moment>,
    discussed: usize,
    questions: usize,
    settled: usize,
    steps: usize,
    actions: usize,
}

impl<'i> Skimmed<'i> {
    fn of(source: Source<'i>) -> Self {
        Self {
            source,
            section: Section::Root,
            key: "",
            keys: 0,
            depth: 0,
            unsure: false,
            format: None,
            id: None,
            status: None,
            review: None,
            title: None,
            team: None,
            date: None,
            started: None,
            discussed: 0,
            questions: 0,
            settled: 0,
            steps: 0,
            actions: 0,
        }
    }

    fn glance(self) -> Option<Glance> {
        if self.format? != FORMAT.to_string() {
            return None;
        }
        Some(Glance {
            id: self.id?,
            date: self.date?,
            started: self.started,
            team: self.team?,
            review: self.review?,
            title: self.title?,
            status: self.status?,
            discussed: self.discussed,
            questions: self.questions,
            settled: self.settled,
            steps: self.steps,
            actions: self.actions,
        })
    }

    fn open_table(&mut self, is_list: bool) {
        self.section = match (self.keys, self.key, is_list) {
            (1, "review", false) => Section::Review,
            (1, "meeting", false) => Section::Meeting,
            (1, "questions", true) => Section::Questions,
            (1, "steps", true) => Section::Steps,
            (1, "actions", true) => Section::Actions,
            _ => Section::Other,
        };
        match self.section {
            Section::Questions => self.questions += 1,
            Section::Steps => self.steps += 1,
            Section::Actions => self.actions += 1,
            _ => {}
        }
        self.keys = 0;
    }

    /// Takes in a value that is wanted; `None` where it is not what it should be.
    fn take(&mut self, span: Span, kind: Option<Encoding>) -> Option<()> {
        match (self.section, self.key) {
            (Section::Root, "format") => self.format = Some(self.value(span, kind)?),
            (Section::Root, "id") => self.id = Some(self.value(span, kind)?),
            (Section::Root, "status") => self.status = Some(word(&self.value(span, kind)?)?),
            (Section::Review, "id") => self.review = Some(self.value(span, kind)?),
            (Section::Review, "title") => self.title = Some(self.value(span, kind)?),
            (Section::Meeting, "team") => self.team = Some(self.value(span, kind)?),
            (Section::Meeting, "date") => self.date = Some(Day::read(&self.value(span, kind)?)?),
            (Section::Meeting, "started") => {
                self.started = Some(Moment::read(&self.value(span, kind)?)?);
            }
            (Section::Questions, "outcome") => {
                let outcome: Outcome = word(&self.value(span, kind)?)?;
                self.discussed += usize::from(outcome == Outcome::Discussed);
            }
            (Section::Steps, "disposition") => {
                let disposition: Disposition = word(&self.value(span, kind)?)?;
                self.settled += usize::from(disposition != Disposition::NotReached);
            }
            _ => {}
        }
        Some(())
    }

    fn value(&self, span: Span, kind: Option<Encoding>) -> Option<String> {
        let raw = toml_parser::Raw::new_unchecked(
            self.source.input().get(span.start()..span.end())?,
            kind,
            span,
        );
        let mut text = Cow::Borrowed("");
        let mut error: Option<ParseError> = None;
        // Its kind is known: the end mark says that the program wrote it.
        let _ = raw.decode_scalar(&mut text, &mut error);
        error.is_none().then(|| text.into_owned())
    }
}

fn word<T: for<'de> Deserialize<'de>>(text: &str) -> Option<T> {
    let text: StrDeserializer<'_, Error> = text.into_deserializer();
    T::deserialize(text).ok()
}

impl EventReceiver for Skimmed<'_> {
    fn std_table_open(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.keys = 0;
    }
    fn std_table_close(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.open_table(false);
    }
    fn array_table_open(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.keys = 0;
    }
    fn array_table_close(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.open_table(true);
    }
    fn inline_table_open(&mut self, _: Span, _: &mut dyn ErrorSink) -> bool {
        self.depth += 1;
        true
    }
    fn inline_table_close(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.depth = self.depth.saturating_sub(1);
    }
    fn array_open(&mut self, _: Span, _: &mut dyn ErrorSink) -> bool {
        self.depth += 1;
        true
    }
    fn array_close(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.depth = self.depth.saturating_sub(1);
    }
    fn simple_key(&mut self, span: Span, kind: Option<Encoding>, _: &mut dyn ErrorSink) {
        if self.depth > 0 {
            return;
        }
        self.keys += 1;
        // The program writes its own keys bare; a quoted one is somebody else's.
        let bare = self.source.input().get(span.start()..span.end());
        self.key = bare.filter(|_| kind.is_none()).unwrap_or("");
    }
    fn scalar(&mut self, span: Span, kind: Option<Encoding>, _: &mut dyn ErrorSink) {
        if self.depth == 0 && self.keys == 1 && self.take(span, kind).is_none() {
            self.unsure = true;
        }
    }
    fn newline(&mut self, _: Span, _: &mut dyn ErrorSink) {
        if self.depth == 0 {
            self.keys = 0;
        }
    }
    fn error(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.unsure = true;
    }
}

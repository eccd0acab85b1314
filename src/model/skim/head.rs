//! The tables at the top of a session file, which every list needs.

use super::{text_of, word_of};
use crate::model::date::{Day, Moment};
use crate::model::session::Progress;

/// What has been heard of which session it is. The texts are as they are spelled.
#[derive(Default)]
pub struct Head<'a> {
    part: Part,
    /// The session's id.
    pub id: Option<&'a str>,
    /// How far it has come.
    pub status: Option<Progress>,
    /// The id of the review.
    pub review: Option<&'a str>,
    /// The review's title.
    pub title: Option<&'a str>,
    /// The team.
    pub team: Option<&'a str>,
    /// The day of the meeting.
    pub date: Option<Day>,
    /// When it began, where that is known.
    pub started: Option<Moment>,
    /// When it ended, where that is known.
    pub finished: Option<Moment>,
}

/// The table whose lines are being heard.
#[derive(Clone, Copy, Default)]
enum Part {
    #[default]
    Top,
    Review,
    Meeting,
}

impl<'a> Head<'a> {
    /// A table begins. Says whether it is one of the head's.
    pub fn table(&mut self, name: &str, listed: bool) -> bool {
        self.part = match (name, listed) {
            ("", false) => Part::Top,
            ("review", false) => Part::Review,
            ("meeting", false) => Part::Meeting,
            _ => return false,
        };
        true
    }

    /// `key = value` in one of its tables; `None` where the value is not spelled as it is meant.
    pub fn entry(&mut self, key: &str, value: &'a str) -> Option<()> {
        match (self.part, key) {
            (Part::Top, "id") => self.id = Some(text_of(value)?),
            (Part::Top, "status") => self.status = Some(word_of(value)?),
            (Part::Review, "id") => self.review = Some(text_of(value)?),
            (Part::Review, "title") => self.title = Some(text_of(value)?),
            (Part::Meeting, "team") => self.team = Some(text_of(value)?),
            (Part::Meeting, "date") => self.date = Some(Day::read(value)?),
            (Part::Meeting, "started") => self.started = Some(Moment::read(value)?),
            (Part::Meeting, "finished") => self.finished = Some(Moment::read(value)?),
            _ => {}
        }
        Some(())
    }
}

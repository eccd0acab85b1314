//! A walk for tests, about Child AJ and without earlier meetings: what a room types, and what comes of it.

use super::set_up::SetUp;
use super::then_and_now::Before;
use super::{Clock, Ended, Walk};
use crate::model::file_text::read;
use crate::model::review::Review;
use crate::model::session::Session;
use crate::prompt::scripted::Scripted;
use crate::store::Keep;
use chrono::{DateTime, NaiveDate, Utc};

struct NoTime;

impl Clock for NoTime {
    fn today(&self) -> NaiveDate {
        NaiveDate::default()
    }

    fn now(&self) -> Option<DateTime<Utc>> {
        None
    }
}

struct Nowhere;

impl Keep for Nowhere {
    fn keep(&mut self, _: &mut Session) -> Result<Option<String>, String> {
        Ok(None)
    }

    fn stand_by(&mut self, _: &Session) {}
}

/// Walks until these lines end, as a person types them.
pub(super) fn walk(lines: &[&str]) -> (Session, Ended, Scripted) {
    let review: Review = read(include_str!("../../reviews/child-aj.toml")).expect("a review");
    let meeting = SetUp::default().meeting(&NoTime);
    let session = Session::begun(&review, String::new(), meeting);
    let mut prompt = Scripted::typing(lines.iter().copied());
    let before = Before {
        live: true,
        ..Before::default()
    };
    let mut nowhere = Nowhere;
    let walk = Walk::new(
        &mut prompt,
        &mut nowhere,
        &NoTime,
        &review,
        session,
        Vec::new(),
    );
    let (session, ended) = walk.with_answers_before(before).run();
    (session, ended, prompt)
}

//! The walk: seven stages, one prompt at a time. Knows how to ask, never a terminal, a path or a clock.

mod agreeing;
mod arising;
mod case;
mod close;
mod facilitation;
mod nudge;
mod opening;
mod questions;
mod route;
pub mod set_up;
mod steps;
pub mod typed;
pub mod walk;

use crate::model::session::Session;
use chrono::{DateTime, NaiveDate, Utc};

pub use walk::{Ended, Walk};

/// The day of the meeting and the time of day, given from outside.
pub trait Clock {
    /// The day of the meeting.
    fn today(&self) -> NaiveDate;

    /// The moment, or nothing where a meeting is written up on another day.
    fn now(&self) -> Option<DateTime<Utc>>;
}

/// Keeps the session on disk, or says where it went instead.
pub trait Keep {
    /// Keeps the session as it stands. A session without an id is given one. Returns what has to be
    /// said about it, if anything: most saves say nothing.
    ///
    /// # Errors
    /// When the session is on no disk at all: what to say about that.
    fn keep(&mut self, session: &mut Session) -> Result<Option<String>, String>;

    /// Takes note of the session as it stands, for the case that the program is told to end before
    /// the next line is accepted. Writes nothing.
    fn stand_by(&mut self, session: &Session);
}

//! The walk: seven stages, one prompt at a time. Knows how to ask, never a terminal, a path or a clock.

pub mod agreeing;
pub mod amending;
mod arising;
pub mod beside;
mod case;
pub mod close;
mod facilitation;
mod going;
pub mod guarded;
mod hearing;
mod left;
mod not_recorded;
mod nudge;
pub mod on_paper;
mod opening;
mod other_terms;
mod particulars;
mod points;
mod questions;
mod questions_back;
mod route;
#[cfg(test)]
mod scripted_walk;
pub mod set_up;
pub mod signing;
mod steps;
pub mod then_and_now;
mod timing;
pub mod typed;
pub mod updating;
pub mod walk;
mod what_became;

use chrono::{DateTime, NaiveDate, Utc};

pub use walk::{Ended, Walk};

/// The day of the meeting and the time of day, given from outside.
pub trait Clock {
    /// The day of the meeting.
    fn today(&self) -> NaiveDate;

    /// The moment, or nothing where a meeting is written up on another day.
    fn now(&self) -> Option<DateTime<Utc>>;
}

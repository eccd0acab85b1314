//! The day and the time, or the day that `REFLECT_TODAY` fixes.

use crate::meeting::Clock;
use crate::trouble::Trouble;
use chrono::{DateTime, Local, NaiveDate, Utc};

/// The clock of the system, or a fixed day for tests and for writing up an earlier meeting.
pub enum SystemClock {
    /// The system's own.
    Running,
    /// A day, and nothing is known of the time.
    Day(NaiveDate),
    /// A moment at which time stands still.
    Moment(DateTime<Utc>),
}

impl SystemClock {
    /// The clock that `REFLECT_TODAY` asks for: a day such as `2026-11-21`, or a moment such as
    /// `2026-11-21T14:02:00Z`.
    ///
    /// # Errors
    /// When it is neither.
    pub fn from_environment() -> Result<Self, Trouble> {
        let Some(text) = std::env::var("REFLECT_TODAY")
            .ok()
            .filter(|t| !t.is_empty())
        else {
            return Ok(Self::Running);
        };
        if let Ok(day) = NaiveDate::parse_from_str(&text, "%Y-%m-%d") {
            return Ok(Self::Day(day));
        }
        DateTime::parse_from_rfc3339(&text)
            .map(|moment| Self::Moment(moment.with_timezone(&Utc)))
            .map_err(|_| {
                Trouble::usage(format!("REFLECT_TODAY is “{text}”, which is not a day."))
                    .hint("Write it as 2026-11-21, or take it out.")
            })
    }
}

impl Clock for SystemClock {
    fn today(&self) -> NaiveDate {
        match self {
            Self::Running => Local::now().date_naive(),
            Self::Day(day) => *day,
            Self::Moment(moment) => moment.date_naive(),
        }
    }

    fn now(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Running => Some(Utc::now()),
            Self::Day(_) => None,
            Self::Moment(moment) => Some(*moment),
        }
    }
}

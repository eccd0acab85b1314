//! A day and a moment, written in TOML's own date types.

use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, Timelike, Utc};
use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use toml::value::{Date, Datetime};

/// A calendar day, `2026-11-21` in a file. A quoted day is read as well, since people type one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub NaiveDate);

/// A moment in universal time to the second, `2026-11-21T14:02:00Z` in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub DateTime<Utc>);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The crate's own form of a day; a pattern for the same would be read anew each time.
        self.0.fmt(f)
    }
}

impl Day {
    /// A day as a file has it; the time of a moment is left out.
    pub fn read(text: &str) -> Option<Self> {
        if let Some([year, month, day]) = plain_parts(text) {
            let year = i32::try_from(year).ok()?;
            return NaiveDate::from_ymd_opt(year, month, day).map(Self);
        }
        let date = text.parse::<Datetime>().ok()?.date?;
        let (year, month, day) = (date.year.into(), date.month.into(), date.day.into());
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// The day as it is said: "21 November 2026".
    pub fn spoken(self) -> String {
        self.0.format("%-d %B %Y").to_string()
    }

    /// The day as a narrow column shows it: "21 Nov 2026".
    pub fn short(self) -> String {
        self.0.format("%-d %b %Y").to_string()
    }
}

/// Year, month and day of a text that is spelled as the program does. Lists read many thousands.
fn plain_parts(text: &str) -> Option<[u32; 3]> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    let number = |digits: &[&u8]| {
        digits.iter().try_fold(0, |number, digit| {
            let digit = char::from(**digit).to_digit(10)?;
            Some(number * 10 + digit)
        })
    };
    Some([
        number(&[y1, y2, y3, y4])?,
        number(&[m1, m2])?,
        number(&[d1, d2])?,
    ])
}

impl Moment {
    /// A moment as a file has it, to the second.
    pub fn read(text: &str) -> Option<Self> {
        let moment = DateTime::parse_from_rfc3339(text).ok()?;
        Some(Self::to_the_second(moment.with_timezone(&Utc)))
    }

    /// The moment with its fraction of a second left out, so that it reads back as it was written.
    pub fn to_the_second(moment: DateTime<Utc>) -> Self {
        Self(moment.with_nanosecond(0).unwrap_or(moment))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let outside = || S::Error::custom("a year outside 0 to 9999 cannot be written");
        let date = Date {
            year: u16::try_from(self.0.year()).map_err(|_| outside())?,
            month: u8::try_from(self.0.month()).map_err(|_| outside())?,
            day: u8::try_from(self.0.day()).map_err(|_| outside())?,
        };
        Datetime::from(date).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = date_text(deserializer)?;
        Self::read(&text)
            .ok_or_else(|| D::Error::custom(format!("“{text}” is not a date such as 2026-11-21")))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0
            .to_rfc3339_opts(SecondsFormat::Secs, true)
            .parse::<Datetime>()
            .map_err(S::Error::custom)?
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = date_text(deserializer)?;
        Self::read(&text).ok_or_else(|| {
            D::Error::custom(format!(
                "“{text}” is not a time such as 2026-11-21T14:02:00Z"
            ))
        })
    }
}

fn date_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    match toml::Value::deserialize(deserializer)? {
        toml::Value::Datetime(datetime) => Ok(datetime.to_string()),
        toml::Value::String(text) => Ok(text),
        other => Err(D::Error::custom(format!(
            "{other} is not a date such as 2026-11-21"
        ))),
    }
}

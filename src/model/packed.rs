//! What is kept of thousands of files at once, in the least room: all of one file's in one piece of memory.
//! The only place that knows postcard.

use serde::{Deserialize, Serialize};
use std::cell::Cell;

thread_local! {
    /// Room that is used again for each value: what is kept of it takes no more than it needs.
    static ROOM: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// A value that borrows its texts, as bytes: one field after another, in their order.
///
/// A type whose fields are all written, whatever they hold, can always be packed, and unpacked again.
pub fn pack(value: &impl Serialize) -> Box<[u8]> {
    let mut room = ROOM.take();
    room.clear();
    let packed = postcard::to_extend(value, room);
    debug_assert!(packed.is_ok(), "a value that cannot be packed");
    let room = packed.unwrap_or_default();
    let packed = Box::from(room.as_slice());
    ROOM.set(room);
    packed
}

/// What was packed, or its first fields: the rest is not looked at.
pub fn unpack<'a, T: Deserialize<'a> + Default>(bytes: &'a [u8]) -> T {
    let unpacked = postcard::take_from_bytes(bytes);
    debug_assert!(unpacked.is_ok(), "what was packed as something else");
    unpacked.map_or_else(|_| T::default(), |(value, _)| value)
}

/// A day as the number of days from the first of the year 1: the files' own way with a day needs TOML.
pub mod day {
    use crate::model::date::Day;
    use chrono::{Datelike, NaiveDate};
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(day: &Day, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i32(day.0.num_days_from_ce())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        let number = i32::deserialize(deserializer)?;
        let day = NaiveDate::from_num_days_from_ce_opt(number).map(Day);
        day.ok_or_else(|| D::Error::custom("no day has this number"))
    }
}

/// A day where there may be none.
pub mod perhaps_day {
    use crate::model::date::Day;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Numbered(#[serde(with = "super::day")] Day);

    pub fn serialize<S: Serializer>(day: &Option<Day>, serializer: S) -> Result<S::Ok, S::Error> {
        day.map(Numbered).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Day>, D::Error> {
        let day = Option::<Numbered>::deserialize(deserializer)?;
        Ok(day.map(|Numbered(day)| day))
    }
}

/// A moment, where there may be one, as the seconds from the beginning of 1970.
pub mod perhaps_moment {
    use crate::model::date::Moment;
    use chrono::DateTime;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(
        moment: &Option<Moment>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let seconds = moment.map(|moment| moment.0.timestamp());
        seconds.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Moment>, D::Error> {
        let seconds = Option::<i64>::deserialize(deserializer)?;
        Ok(seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0).map(Moment)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::{Day, Moment};
    use chrono::{DateTime, NaiveDate};

    #[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
    struct Dated<'a> {
        #[serde(with = "day")]
        day: Day,
        text: &'a str,
        #[serde(with = "perhaps_day")]
        due: Option<Day>,
        #[serde(with = "perhaps_moment")]
        began: Option<Moment>,
    }

    #[test]
    fn what_is_packed_comes_back() {
        let days = [NaiveDate::MIN, NaiveDate::MAX, NaiveDate::default()].map(Day);
        let moments = [-62_000_000_000, 0, 253_402_300_799];
        let moments = moments.map(|at| DateTime::from_timestamp(at, 0).map(Moment));
        for (day, began) in days.into_iter().zip(moments) {
            for due in [None, Some(day)] {
                let dated = Dated {
                    day,
                    text: "é",
                    due,
                    began: began.filter(|_| due.is_some()),
                };
                let packed = pack(&dated);
                assert_eq!(unpack::<Dated>(&packed), dated);
            }
        }
        let packed = pack(&("one", 2_u8, "three"));
        assert_eq!(unpack::<(&str, u8)>(&packed), ("one", 2));
    }
}

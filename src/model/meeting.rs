//! Who met, when, and for how long.

use super::date::{Day, Moment};
use super::none_said::says_none;
use super::spacing::in_single_spaces;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// Planned minutes where nothing is known from last time.
pub const USUAL_MINUTES: u32 = 45;

/// Who reads the record where nothing else was said.
pub const USUAL_AUDIENCE: &str = "team and supervisor";

/// The facts of the meeting itself. People are roles, never names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Meeting {
    /// The team that met.
    pub team: String,
    /// The day of the meeting.
    pub date: Day,
    /// When it began; absent where only the day is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<Moment>,
    /// When it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished: Option<Moment>,
    /// The role of whoever led it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facilitator: Option<String>,
    /// Who was there, by role: "2 social workers".
    #[serde(default)]
    pub present: Vec<String>,
    /// Who sent apologies, by role.
    #[serde(default)]
    pub apologies: Vec<String>,
    /// How many minutes were planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes_planned: Option<u32>,
    /// Who will read the record, said aloud at the opening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<String>,
    /// Whether somebody asked how everyone was at the end; only that it was done.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub wellbeing_check: bool,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub other: toml::Table,
}

impl Meeting {
    /// Whole minutes from start to finish, where both are known and it was one sitting: a meeting that
    /// was paused over night took less than its clock.
    pub fn minutes_taken(&self) -> Option<i64> {
        const LONGEST_SITTING: i64 = 8 * 60;
        let taken = (self.finished?.0 - self.started?.0).num_minutes();
        (1..=LONGEST_SITTING).contains(&taken).then_some(taken)
    }
}

/// Whether a meeting cannot have begun and ended when it says: it ended before it began, or began on another day than its
/// own. A day off is no doubt: a clock keeps universal time. It may end on a later day, since it can be paused.
pub fn clocks_disagree(date: Day, started: Option<Moment>, finished: Option<Moment>) -> bool {
    let days_after =
        |moment: Option<Moment>| moment.map_or(0, |at| (at.0.date_naive() - date.0).num_days());
    let ended_first = started.zip(finished).is_some_and(|(from, to)| to < from);
    ended_first || days_after(started).abs() > 1 || days_after(finished) < -1
}

/// Two spellings of a team's name mean one team: case and spacing do not matter, nor how an accent is written.
pub fn same_team(one: &str, other: &str) -> bool {
    plain_team(one) == plain_team(other)
}

/// Whether a team is one of those that are wanted; none means all.
pub fn is_wanted(teams: &[String], team: &str) -> bool {
    teams.is_empty() || teams.iter().any(|wanted| same_team(wanted, team))
}

/// What all spellings of one team's name have in common; it orders teams as well.
pub fn plain_team(name: &str) -> String {
    let plain = in_single_spaces(name).to_lowercase();
    match plain.is_ascii() {
        true => plain,
        false => plain.nfc().collect(),
    }
}

/// The roles in a line, with commas or semicolons between them. A dash alone is nobody, and so is "none".
pub fn roles(words: &str) -> Vec<String> {
    words
        .split([',', ';'])
        .map(str::trim)
        .filter(|role| !role.is_empty() && *role != "-" && !says_none(role))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn a_meeting_ends_after_it_began_and_begins_on_its_day() {
        let date = Day(NaiveDate::from_ymd_opt(2026, 10, 5).expect("a date"));
        let disagree = |started: &str, finished: &str| {
            clocks_disagree(date, Moment::read(started), Moment::read(finished))
        };
        for (started, finished) in [
            ("", ""),
            ("2026-10-05T13:00:00Z", "2026-10-05T13:00:00Z"),
            // Half past midnight in summer, and a meeting that was paused.
            ("2026-10-04T23:30:00Z", "2026-10-19T10:00:00Z"),
        ] {
            assert!(!disagree(started, finished), "{started} {finished}");
        }
        for (started, finished) in [
            ("2026-10-05T13:00:00Z", "2026-10-05T12:59:59Z"),
            ("2026-10-09T13:00:00Z", "2026-10-09T14:00:00Z"),
            ("2026-10-03T13:00:00Z", ""),
            ("", "2026-10-03T13:00:00Z"),
        ] {
            assert!(disagree(started, finished), "{started} {finished}");
        }
    }
}

//! The teams of a folder, each once, however its name is spelled.

use crate::model::date::Day;
use crate::model::meeting::plain_team;
use crate::model::spacing::in_single_spaces;
use std::collections::BTreeMap;

/// Some teams, in alphabetical order. Each is spelled as on the latest day on which it met.
#[derive(Debug, Clone, Default)]
pub struct Teams(BTreeMap<String, (Day, String)>);

impl Teams {
    /// The teams that met, with the days of their meetings.
    pub fn of<'a>(met: impl IntoIterator<Item = (&'a str, Day)>) -> Self {
        let mut teams = BTreeMap::new();
        for (team, day) in met {
            let spelled = (day, in_single_spaces(team));
            let latest = teams
                .entry(plain_team(team))
                .or_insert_with(|| spelled.clone());
            if spelled > *latest {
                *latest = spelled;
            }
        }
        Self(teams)
    }

    /// How a team is spelled; as it was given where it is not known.
    pub fn spelled<'a>(&'a self, team: &'a str) -> &'a str {
        match self.0.get(&plain_team(team)) {
            Some((_, spelled)) => spelled,
            None => team,
        }
    }

    /// Whether it is one of them.
    pub fn knows(&self, team: &str) -> bool {
        self.0.contains_key(&plain_team(team))
    }

    /// Every team as it is spelled.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(|(_, spelled)| spelled.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn a_team_is_spelled_as_it_was_last() {
        let day = |day| Day(NaiveDate::from_ymd_opt(2026, 10, day).expect("a date"));
        let teams = Teams::of([
            ("night team", day(9)),
            ("Duty  team", day(3)),
            ("E\u{301}quipe", day(2)),
            ("Équipe ", day(3)),
            ("Duty Team", day(4)),
            ("duty team", day(1)),
        ]);
        assert_eq!(
            teams.iter().collect::<Vec<_>>(),
            ["Duty Team", "night team", "Équipe"]
        );
        assert_eq!(teams.spelled("DUTY TEAM"), "Duty Team");
        assert_eq!(teams.spelled("Ward 3"), "Ward 3");
    }
}

//! How many actions each team, owner, review or theme has, and how they stand.

use super::actions::TeamAction;
use super::wanted::themes;
use crate::model::action::Status;
use crate::model::date::Day;
use crate::model::meeting::plain_team;
use crate::model::review::Review;
use serde::Serialize;
use std::collections::BTreeMap;

/// By what actions are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// The team that agreed them.
    Team,
    /// The role that owns them.
    Owner,
    /// The review they came from.
    Review,
    /// The themes of the question they came from, or else of the review. One action may have several.
    Theme,
}

/// The actions of one team, owner, review or theme.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ActionCount {
    /// By what it is counted.
    pub by: By,
    /// Its name; nothing for the actions that have none.
    pub name: Option<String>,
    /// Its id, where it is a review.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// How many are open.
    pub open: usize,
    /// How many of these are overdue.
    pub overdue: usize,
    /// The earliest day by which one of the overdue was to be done.
    pub overdue_since: Option<Day>,
    /// How many are done, overtaken or not possible.
    pub closed: usize,
}

/// The counts by name, or by the id of a review, in alphabetical order, and last what has no name. Spellings that differ in case or spaces are one
/// name, under that of the last action.
pub fn action_counts(
    actions: &[TeamAction],
    by: By,
    reviews: &[&Review],
    today: Day,
) -> Vec<ActionCount> {
    let mut counts: BTreeMap<(bool, String), ActionCount> = BTreeMap::new();
    for action in actions {
        for name in names(action, by, reviews) {
            let id = (by == By::Review).then_some(action.review_id);
            let plain = id.map(str::to_owned).or_else(|| name.map(plain_team));
            let key = (plain.is_none(), plain.unwrap_or_default());
            let count = counts.entry(key).or_insert_with(|| ActionCount {
                by,
                name: None,
                id: id.map(str::to_owned),
                open: 0,
                overdue: 0,
                overdue_since: None,
                closed: 0,
            });
            count.name = name.map(str::to_owned);
            count.take(action, today);
        }
    }
    counts.into_values().collect()
}

fn names<'a>(action: &TeamAction<'a>, by: By, reviews: &[&'a Review]) -> Vec<Option<&'a str>> {
    match by {
        By::Team => vec![Some(action.team)],
        By::Owner => vec![action.owner],
        By::Review => vec![Some(action.review)],
        By::Theme => match themes(action, reviews) {
            [] => vec![None],
            themes => themes.iter().map(|theme| Some(theme.as_str())).collect(),
        },
    }
}

impl ActionCount {
    fn take(&mut self, action: &TeamAction, today: Day) {
        if action.status != Status::Open {
            self.closed += 1;
            return;
        }
        self.open += 1;
        if let Some(due) = action.due.filter(|_| action.is_overdue(today)) {
            self.overdue += 1;
            self.overdue_since = Some(self.overdue_since.map_or(due, |since| since.min(due)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::commitments::Commitments;
    use crate::query::actions::actions;
    use chrono::NaiveDate;

    #[test]
    fn each_name_has_its_open_overdue_and_closed_actions_and_what_has_none_comes_last() {
        let text = include_str!("../../sessions/2026-09-02-child-i-example-team.toml");
        let (mut session, _) = crate::model::file_text::read_session(text).expect("a session");
        let owners = [Some("nurse"), None, Some("Nurse  lead")];
        for (action, owner) in session.actions.iter_mut().zip(owners) {
            action.owner = owner.map(str::to_owned);
        }
        session.actions[0].status = Status::Done;
        let mut other = session.clone();
        other.id = "other".into();
        other.meeting.team = "example  TEAM".into();
        other.actions[2].owner = Some("nurse lead".into());
        let sessions = [&session, &other].map(Commitments::from);
        let day = |month, day| Day(NaiveDate::from_ymd_opt(2026, month, day).expect("a date"));
        let actions = actions(sessions.into_iter(), day(12, 1));
        let counted = |by, reviews: &[&Review]| -> Vec<(Option<String>, usize, usize, usize)> {
            let counts = action_counts(&actions, by, reviews, day(10, 1));
            counts
                .into_iter()
                .map(|count| (count.name, count.open, count.overdue, count.closed))
                .collect()
        };
        let name = |name: &str| Some(name.to_owned());
        assert_eq!(
            counted(By::Owner, &[]),
            [
                (name("nurse"), 0, 0, 2),
                (name("nurse lead"), 2, 2, 0),
                (None, 2, 0, 0)
            ]
        );
        assert_eq!(counted(By::Team, &[]).len(), 1);
        assert_eq!(counted(By::Review, &[]), [(name("Child I"), 4, 2, 2)]);
        assert_eq!(counted(By::Theme, &[]), [(None, 4, 2, 2)]);
        let text = include_str!("../../reviews/child-i.toml");
        let review: Review = crate::model::file_text::read(text).expect("a review");
        let themes = counted(By::Theme, &[&review]);
        assert!(themes.iter().all(|(name, ..)| name.is_some()) && themes.len() > 2);
        let first = action_counts(&actions, By::Team, &[], day(10, 1));
        assert_eq!(first[0].overdue_since, Some(day(9, 16)));
    }
}

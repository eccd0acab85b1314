//! Open actions whose day has passed, and how long ago it did.

use super::Figure;
use crate::model::date::Day;
use crate::query::actions::TeamAction;
use serde::Serialize;

/// The last day of each age but the oldest.
const AGES: [i64; 4] = [30, 90, 180, 365];

/// How many actions have been overdue for about as long.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Age {
    /// The least days.
    pub from_days: i64,
    /// The most days; the oldest age has no end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_days: Option<i64>,
    /// How many.
    #[serde(flatten)]
    pub figure: Figure,
}

/// An action that is overdue.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OverdueAction {
    /// `<session id>/<action id>`.
    pub action: String,
    /// The team.
    pub team: String,
    /// The day by which it was to be done.
    pub due: Day,
    /// The day that was agreed at first, where that is another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_at_first: Option<Day>,
    /// How many days ago that is.
    pub days: i64,
}

/// The overdue ones of some actions by age, the youngest first.
pub fn by_age(actions: &[TeamAction], today: Day) -> Vec<Age> {
    let overdue: Vec<(i64, &TeamAction)> = actions
        .iter()
        .filter_map(|action| Some((days_overdue(action, today)?.1, action)))
        .collect();
    let ends = AGES.into_iter().map(Some).chain([None]);
    let starts = std::iter::once(1).chain(AGES.into_iter().map(|end| end + 1));
    starts
        .zip(ends)
        .map(|(from_days, to_days)| {
            let fits = |days: i64| days >= from_days && to_days.is_none_or(|end| days <= end);
            let of_age = overdue.iter().filter(|(days, _)| fits(*days));
            Age {
                from_days,
                to_days,
                figure: Figure::of_what_became(of_age.map(|(_, action)| *action)),
            }
        })
        .collect()
}

/// Each overdue action, the longest first.
pub fn overdue_actions(actions: &[TeamAction], today: Day) -> Vec<OverdueAction> {
    let mut overdue: Vec<OverdueAction> = actions
        .iter()
        .filter_map(|action| {
            let (due, days) = days_overdue(action, today)?;
            Some(OverdueAction {
                action: action.reference(),
                team: action.team.to_owned(),
                due,
                due_at_first: action.moved_from(),
                days,
            })
        })
        .collect();
    overdue.sort_by(|one, other| (one.due, &one.action).cmp(&(other.due, &other.action)));
    overdue
}

fn days_overdue(action: &TeamAction, today: Day) -> Option<(Day, i64)> {
    let due = action.due.filter(|_| action.is_overdue(today))?;
    Some((due, (today.0 - due.0).num_days()))
}

//! How many actions each team, owner, review or theme has, as rows.

use super::table::{Layout, lay_out};
use crate::model::date::Day;
use crate::query::action_counts::{ActionCount, By};

/// The counts, a row for each name.
pub fn action_counts(counts: &[ActionCount], by: By, layout: Layout) -> String {
    let (header, nameless) = match by {
        By::Team => ("Team", ""),
        By::Owner => ("Owner", "(not yet agreed)"),
        By::Review => ("Review", ""),
        By::Theme => ("Theme", "(not known)"),
    };
    let shown = |day: Day| match layout {
        Layout::Tabs => day.to_string(),
        Layout::Table(_) | Layout::Facts(_) => day.short(),
    };
    let rows = counts.iter().map(|count| {
        vec![
            count.name.clone().unwrap_or_else(|| nameless.to_owned()),
            count.open.to_string(),
            count.overdue.to_string(),
            count.overdue_since.map(shown).unwrap_or_default(),
            count.closed.to_string(),
        ]
    });
    let headers = [header, "Open", "Overdue", "Overdue since", "Closed"];
    lay_out(&headers, &rows.collect::<Vec<_>>(), layout)
}

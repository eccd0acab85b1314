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
            named(count, counts).unwrap_or_else(|| nameless.to_owned()),
            count.open.to_string(),
            count.overdue.to_string(),
            count.overdue_since.map(shown).unwrap_or_default(),
            count.closed.to_string(),
        ]
    });
    let headers = [header, "Open", "Overdue", "Overdue since", "Closed"];
    lay_out(&headers, &rows.collect::<Vec<_>>(), layout)
}

/// The name; with the id where another review is called the same.
fn named(count: &ActionCount, counts: &[ActionCount]) -> Option<String> {
    let name = count.name.clone()?;
    let alike = counts.iter().filter(|other| other.name == count.name);
    Some(match &count.id {
        Some(id) if alike.count() > 1 => format!("{name} ({id})"),
        _ => name,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_reviews_that_are_called_the_same_are_told_apart() {
        let count = |id: &str, name: &str| ActionCount {
            by: By::Review,
            name: Some(name.into()),
            id: Some(id.into()),
            open: 1,
            overdue: 0,
            overdue_since: None,
            closed: 0,
        };
        let counts = [
            count("child-i", "Child I"),
            count("child-l", "Child L"),
            count("hull-child-i", "Child I"),
        ];
        assert_eq!(
            action_counts(&counts, By::Review, Layout::Tabs),
            "review\topen\toverdue\toverdue since\tclosed\n\
             Child I (child-i)\t1\t0\t\t0\n\
             Child L\t1\t0\t\t0\n\
             Child I (hull-child-i)\t1\t0\t\t0\n"
        );
    }
}

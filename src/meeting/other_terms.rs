//! Asks who owns an action from now on, and by when it is to be done.

use crate::model::date::Day;
use crate::prompt::Ask;

/// Asks who owns an action. Enter keeps whom it has; one that was given just now can be taken out again.
pub fn ask_owner(given: Option<&str>, had: Option<&str>) -> Ask {
    Ask::line("Owner, as a role")
        .may_be_none()
        .on_enter(given.or(had))
        .hint(on_enter(given.is_some(), had.is_some()))
}

/// Asks by when an action is to be done, in the same way.
pub fn ask_due(given: Option<Day>, had: Option<Day>) -> Ask {
    let examples = "A date such as 20 January or in 6 weeks.";
    Ask::line("Due")
        .not_kept()
        .may_be_none()
        .on_enter(given.or(had).map(Day::spoken))
        .hint(format!(
            "{examples} {}",
            on_enter(given.is_some(), had.is_some())
        ))
}

fn on_enter(is_given: bool, is_had: bool) -> &'static str {
    match (is_given, is_had) {
        (true, _) => "Enter keeps it, - takes it out.",
        (false, true) => "Enter keeps it.",
        (false, false) => "Enter leaves it open.",
    }
}

//! What is said of an action that comes back, in a meeting and after it.

use crate::model::date::Day;
use crate::prompt::Line;
use crate::query::actions::TeamAction;

/// Where it came from, who sees to it and by when, and what was said of it last.
pub fn particulars(action: &TeamAction, today: Day) -> Vec<Line> {
    let owner = action.owner.unwrap_or("not yet agreed");
    let mut due = action.due.map_or("no date agreed".into(), Day::spoken);
    if action.is_overdue(today) {
        due.push_str(" (overdue)");
    }
    if let Some(first) = action.moved_from() {
        due.push_str(&format!(", at first {}", first.spoken()));
    }
    let mut lines = vec![Line::Text(format!(
        "From {}, {}. Owner: {owner}. Due: {due}.",
        action.review,
        action.agreed.spoken()
    ))];
    match action.times_carried {
        0 => {}
        1 => lines.push(Line::Text("Looked at in 1 later meeting since.".into())),
        more => lines.push(Line::Text(format!(
            "Looked at in {more} later meetings since."
        ))),
    }
    if let Some(know) = action.know {
        lines.push(Line::Text(format!("How we will know: {know}")));
    }
    if let Some(day) = action.spoken_of {
        let until = action
            .not_before
            .map(|day| format!(", not before {}", day.spoken()));
        let note = action.note.map(|note| match action.note_on {
            Some(said) if said != day => format!("; before that, {}: {note}", said.spoken()),
            _ => format!(": {note}"),
        });
        lines.push(Line::Text(format!(
            "Last word, {}: {}{}{}",
            day.spoken(),
            action.status.spoken(),
            until.unwrap_or_default(),
            note.unwrap_or_default()
        )));
    }
    if let Some(seen) = action.seen {
        lines.push(Line::Text(format!("Seen since: {seen}")));
    }
    lines
}

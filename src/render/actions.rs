//! A list of actions, as rows and as JSON.

use super::source::source;
use super::table::{LONG, Layout, lay_out, tab_header, tab_lines};
use super::wrap::{counted, wrap};
use crate::model::action::Status;
use crate::model::date::Day;
use crate::query::actions::TeamAction;
use serde::Serialize;
use std::borrow::Cow;

/// A list of actions. On a screen they stand under their sessions: what was agreed is too long for a column
/// beside the others. A long list, which is searched and not read, has a line for each; in a pipe each fact
/// has a column. On a screen the last line counts them: the first may have gone by.
pub fn actions(rows: &[TeamAction], today: Day, layout: Layout) -> String {
    let list = match layout {
        Layout::Tabs => return pieces(std::iter::once(rows.to_vec()), today).collect(),
        Layout::Table(_) if rows.len() > LONG => one_a_line(rows, today, layout),
        Layout::Table(_) | Layout::Facts(_) => under_sessions(rows, today, layout.columns()),
    };
    let total = wrap(&total(rows, today), layout.columns(), "", "").join("\n");
    format!("{list}\n{total}\n")
}

/// "12 actions: 7 open, 3 of them overdue (1 left alone for now)."
fn total(rows: &[TeamAction], today: Day) -> String {
    let of = |is_counted: &dyn Fn(&TeamAction) -> bool| {
        rows.iter().filter(|action| is_counted(action)).count()
    };
    let open = of(&|action| action.status == Status::Open);
    let overdue = of(&|action| action.is_overdue(today));
    let all = counted(rows.len(), "action");
    match (open, overdue) {
        (0, _) => format!("{all}, none of them open."),
        (open, 0) => format!("{all}: {open} open, none of them overdue."),
        (open, overdue) => {
            let left_alone = of(&|action| action.is_overdue(today) && action.is_left_alone(today));
            let left_alone = match left_alone {
                0 => String::new(),
                left_alone => format!(" ({left_alone} left alone for now)"),
            };
            format!("{all}: {open} open, {overdue} of them overdue{left_alone}.")
        }
    }
}

fn one_a_line(rows: &[TeamAction], today: Day, layout: Layout) -> String {
    let headers = ["Action", "What", "Owner", "Due", "Status"];
    let cells = rows.iter().map(|action| {
        vec![
            action.reference(),
            action.what.to_owned(),
            action.owner.unwrap_or("not yet agreed").to_owned(),
            action.due.map_or("no date".into(), Day::short),
            standing(action, today),
        ]
    });
    let cells: Vec<Vec<String>> = cells.collect();
    lay_out(&headers, &cells, layout)
}

/// A list of actions in which each fact has a column, piece by piece.
pub fn pieces<'a>(
    rows: impl Iterator<Item = Vec<TeamAction<'a>>>,
    today: Day,
) -> impl Iterator<Item = String> {
    let headers = [
        "Action",
        "Team",
        "What",
        "Owner",
        "Due",
        "Status",
        "Overdue",
        "Agreed",
        "Review",
        "From",
        "Carried",
        "Spoken of",
        "Note",
        "Know",
        "Seen",
        "Not before",
        "Due at first",
        "Said in",
        "Note on",
    ];
    let pieces = rows.map(move |rows| tab_lines(rows.iter().map(|action| facts(action, today))));
    std::iter::once(tab_header(&headers)).chain(pieces)
}

fn facts<'a>(action: &TeamAction<'a>, today: Day) -> [Cow<'a, str>; 19] {
    let text = |text: Option<&'a str>| Cow::from(text.unwrap_or_default());
    let date = |day: Option<Day>| {
        let day = day.map(|day| day.to_string());
        Cow::from(day.unwrap_or_default())
    };
    let is_overdue = action.is_overdue(today);
    [
        Cow::from(action.reference()),
        Cow::from(action.team),
        Cow::from(action.what),
        text(action.owner),
        date(action.due),
        Cow::from(action.status.word()),
        Cow::from(if is_overdue { "overdue" } else { "" }),
        date(Some(action.agreed)),
        Cow::from(action.review),
        Cow::from(action.from.map(source).unwrap_or_default()),
        Cow::from(action.times_carried.to_string()),
        date(action.spoken_of),
        text(action.note),
        text(action.know),
        text(action.seen),
        date(action.not_before),
        date(action.moved_from()),
        text(action.said_in),
        date(action.note_on),
    ]
}

/// The actions of each session under its team, review and day, with the name by which it is called.
fn under_sessions(rows: &[TeamAction], today: Day, columns: Option<usize>) -> String {
    let mut lines = Vec::new();
    for of_session in rows.chunk_by(|one, other| one.session == other.session) {
        let Some(first) = of_session.first() else {
            continue;
        };
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let heading = format!(
            "{}, {}, {}",
            first.team,
            first.review,
            first.agreed.spoken()
        );
        lines.extend(wrap(&heading, columns, "", ""));
        lines.extend(wrap(first.session, columns, "", ""));
        for action in of_session {
            let from = action.from.map(|from| format!(", from {}", source(from)));
            let from = from.unwrap_or_default();
            let what = format!("{}{from}: {}", action.id, action.what);
            lines.extend(wrap(&what, columns, "  ", "      "));
            let owner = action.owner.unwrap_or("owner not yet agreed");
            let mut due = match action.due {
                Some(day) => format!("by {}", day.short()),
                None => "no date".into(),
            };
            if let Some(first) = action.moved_from() {
                let moved_in = action.due_in.map(|session| format!(", moved in {session}"));
                let moved_in = moved_in.unwrap_or_default();
                due.push_str(&format!(" (at first {}{moved_in})", first.short()));
            }
            let standing = standing(action, today);
            let mut facts = vec![format!("{owner}, {due}; {standing}")];
            facts.extend(last_words(action));
            if let Some(seen) = action.seen {
                facts.push(format!("Seen since: {seen}"));
            }
            for fact in facts {
                lines.extend(wrap(&fact, columns, "      ", "        "));
            }
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

/// What was said of an action last, and where; where nothing was said in words, the later meeting that looked at it.
fn last_words(action: &TeamAction) -> Option<String> {
    let place = |session: Option<&str>| {
        let session = session.map(|session| format!(", in {session}"));
        session.unwrap_or_default()
    };
    match (
        action.note,
        action.note_on,
        action.spoken_of,
        action.said_in,
    ) {
        (Some(note), Some(day), ..) => Some(format!(
            "Said on {}{}: {note}",
            day.short(),
            place(action.note_in)
        )),
        (_, _, Some(day), Some(session)) => {
            Some(format!("Looked at on {}, in {session}", day.short()))
        }
        _ => None,
    }
}

/// What has become of an action, in a few words: "open, overdue, carried twice".
pub fn standing(action: &TeamAction, today: Day) -> String {
    let mut words = action.status.word().to_owned();
    if action.is_overdue(today) {
        words.push_str(", overdue");
    }
    if action.status == Status::Open {
        match action.times_carried {
            0 => {}
            1 => words.push_str(", carried once"),
            2 => words.push_str(", carried twice"),
            more => words.push_str(&format!(", carried {more} times")),
        }
        if let Some(day) = action.not_before.filter(|day| *day > today) {
            words.push_str(&format!(", not before {}", day.short()));
        }
    } else if action.seen.is_some() {
        words.push_str(", with what was seen since");
    }
    words
}

/// An action of a list with the field names of its file, and what is known of it besides.
#[derive(Debug, Serialize)]
pub struct ListedAction<'a> {
    action: String,
    session: &'a str,
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'a str>,
    what: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_at_first: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_in: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    know: Option<&'a str>,
    status: Status,
    overdue: bool,
    agreed: Day,
    carried: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    spoken_of: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    said_in: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note_on: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note_in: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    not_before: Option<Day>,
    review: ListedReview<'a>,
    meeting: ListedMeeting<'a>,
}

#[derive(Debug, Serialize)]
struct ListedReview<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Debug, Serialize)]
struct ListedMeeting<'a> {
    team: &'a str,
}

impl<'a> ListedAction<'a> {
    /// The action as it stands on a day.
    pub fn on(action: &TeamAction<'a>, today: Day) -> Self {
        Self {
            action: action.reference(),
            session: action.session,
            id: action.id,
            from: action.from,
            what: action.what,
            owner: action.owner,
            due: action.due,
            due_at_first: action.moved_from(),
            due_in: action.due_in,
            know: action.know,
            status: action.status,
            overdue: action.is_overdue(today),
            agreed: action.agreed,
            carried: action.times_carried,
            spoken_of: action.spoken_of,
            said_in: action.said_in,
            note: action.note,
            note_on: action.note_on,
            note_in: action.note_in,
            seen: action.seen,
            not_before: action.not_before,
            review: ListedReview {
                id: action.review_id,
                title: action.review,
            },
            meeting: ListedMeeting { team: action.team },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sheet::sample::{action, bare, day};
    use super::*;

    #[test]
    fn on_a_screen_an_action_says_where_it_came_from_and_what_was_said_last() {
        let done = TeamAction {
            session: "2026-09-30-child-l-ward",
            status: Status::Done,
            from: None,
            owner: None,
            spoken_of: Some(day(10, 1)),
            seen: Some("Fewer visits are missed"),
            ..bare("Ask")
        };
        let rows = [action("Ring the ward"), done];
        assert_eq!(
            actions(&rows, day(10, 3), Layout::Facts(None)),
            "Duty Team, Child I, 2 September 2026\n\
             2026-09-02-child-i-duty-team\n  \
             A2, from q1: Ring the ward\n      \
             Team manager, by 2 Oct 2026; open, overdue, carried once\n      \
             Said on 20 Sep 2026, in 2026-09-20-child-l-duty-team: Half of them\n\n\
             Duty Team, Child I, 2 September 2026\n\
             2026-09-30-child-l-ward\n  \
             A2: Ask\n      \
             owner not yet agreed, no date; done, with what was seen since\n      \
             Seen since: Fewer visits are missed\n\n\
             2 actions: 1 open, 1 of them overdue.\n"
        );
    }

    #[test]
    fn the_last_line_counts_what_is_listed() {
        let open = || TeamAction {
            due: None,
            ..bare("Ask")
        };
        let done = || TeamAction {
            status: Status::Done,
            ..bare("Ask")
        };
        for (rows, said) in [
            (vec![done()], "1 action, none of them open."),
            (
                vec![open(), done()],
                "2 actions: 1 open, none of them overdue.",
            ),
            (
                vec![action("Ask"), open()],
                "2 actions: 2 open, 1 of them overdue.",
            ),
            (
                vec![TeamAction {
                    not_before: Some(day(10, 4)),
                    ..action("Ask")
                }],
                "1 action: 1 open, 1 of them overdue (1 left alone for now).",
            ),
        ] {
            assert_eq!(total(&rows, day(10, 3)), said);
            let long = vec![rows[0]; LONG + 1];
            let text = actions(&long, day(10, 3), Layout::Table(100));
            assert!(text.contains("\n\n501 actions"), "{text}");
        }
    }
}

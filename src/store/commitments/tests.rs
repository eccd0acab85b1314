//! The short reading gives the open actions that the whole one gives.

use super::*;
use crate::model::action::{Action, Status, Update};
use crate::model::carried::Carried;
use crate::model::date::Moment;
use crate::model::file_text::{read_session, with_end_mark, write_session};
use crate::model::session::Session;
use crate::query::actions::Told;
use crate::query::actions::lost::lost;
use chrono::NaiveDate;
use proptest::prelude::*;
use std::fs;

const SESSION: &str = include_str!("../../../sessions/2026-09-02-child-i-example-team.toml");

/// The sessions that a folder has in these tests; an id may have a slash in it where a person gives it.
const IDS: [&str; 5] = [
    "2026-10-01-a",
    "2026-10-02-a",
    "2026-10-02-b",
    "2026-10-03-a",
    "one",
];
const ACTIONS: [&str; 3] = ["A1", "A2", "B/2"];

fn day(day: u32) -> Day {
    Day(NaiveDate::from_ymd_opt(2026, 10, day).unwrap_or_default())
}

/// A word on an action: on which day, what its status became, and whether something was noted or seen, or another owner
/// or day agreed.
type Said = (u32, usize, [bool; 4]);

fn said() -> impl Strategy<Value = Said> {
    (1..5_u32, 0..Status::ALL.len(), any::<[bool; 4]>())
}

fn status(at: usize) -> Status {
    Status::ALL.get(at).copied().unwrap_or_default()
}

fn moment(day: Day, hour: u32) -> Moment {
    Moment(day.0.and_hms_opt(hour, 0, 0).expect("a time").and_utc())
}

fn update((on, what, [noted, seen, owned, moved]): Said) -> Update {
    Update {
        owner: owned.then(|| format!("owner {on} {what}")),
        due: moved.then(|| day(on + 1)),
        // Some are said before, in or after a meeting of that day, and of some the time is not known.
        at: (noted != seen).then(|| moment(day(on), if owned { 9 } else { 16 })),
        note: noted.then(|| format!("beside, {on} {what}")),
        seen: seen.then(|| format!("seen {on}")),
        ..Update::on(day(on), status(what))
    }
}

fn carried((action, said): (String, Said)) -> Carried {
    let said = update(said);
    Carried {
        owner: said.owner,
        due: said.due,
        note: said.note,
        seen: said.seen,
        ..Carried::of(action, "as it stood".into(), said.status)
    }
}

prop_compose! {
    fn action(id: &'static str)(status_at in 0..Status::ALL.len(), updates in prop::collection::vec(said(), 0..3)) -> Action {
        let mut action = Action::agreed(id.into(), None, format!("Do {id}"));
        action.status = status(status_at);
        action.updates = updates.into_iter().map(update).collect();
        action
    }
}

prop_compose! {
    fn session(id: &'static str)(
        actions in (action(ACTIONS[0]), action(ACTIONS[1]), action(ACTIONS[2])),
        how_many in 0..4_usize,
        looked_at in prop::collection::vec((0..IDS.len(), 0..ACTIONS.len(), said()), 0..4),
        date in 1..5_u32,
        began in prop::option::of(12..15_u32),
    ) -> Session {
        let (mut session, _) = read_session(SESSION).expect("a session");
        session.id = id.into();
        session.meeting.date = day(date);
        session.meeting.started = began.map(|hour| moment(day(date), hour));
        session.meeting.finished = began.filter(|hour| *hour > 12).map(|_| moment(day(date), 15));
        session.actions = [actions.0, actions.1, actions.2].into_iter().take(how_many).collect();
        session.carried = looked_at
            .into_iter()
            .map(|(of, which, said)| carried((format!("{}/{}", IDS[of], ACTIONS[which]), said)))
            .collect();
        session
    }
}

/// The open actions of a reading, with all that is told of them.
fn open(reading: &Reading<Packed>, today: Day) -> Vec<String> {
    let told = Told::on(reading.rows.as_slice(), today);
    let actions = told.at(&told.rows(|action| action.status == Status::Open));
    actions.iter().map(|action| format!("{action:?}")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_may_be_open_holds_every_open_action_as_all_does(
        sessions in (session(IDS[0]), session(IDS[1]), session(IDS[2]), session(IDS[3]), session(IDS[4])),
        by_hand in 0..6_usize,
        cut_short in 0..8_usize,
        today in 1..6_u32,
    ) {
        let room = tempfile::tempdir().expect("a room");
        let sessions = [sessions.0, sessions.1, sessions.2, sessions.3, sessions.4];
        for (at, session) in sessions.iter().enumerate() {
            let mut text = write_session(session, None).expect("a text");
            if at == by_hand {
                // A line that is not as this program lays it out sends the file to the whole reading.
                text = with_end_mark(&text.replacen("format = 1", "format=1", 1).lines().filter(|line| !line.starts_with("# end")).fold(String::new(), |text, line| text + line + "\n"));
            }
            let named = room.path().join(format!("{}.toml", session.id));
            if at == cut_short {
                // A file that lost its end, with a whole copy beside it.
                fs::write(room.path().join(format!("{}-PC.toml", session.id)), &text).expect("a copy");
                let end = text.find("[[actions]]").or_else(|| text.find("[closing]"));
                text.truncate(end.unwrap_or_default());
            }
            fs::write(named, text).expect("a file");
        }
        let whole = all(room.path()).expect("a folder");
        let today = day(today);
        let short = that_may_be_open(room.path(), today).expect("a folder");
        prop_assert_eq!(open(&short, today), open(&whole, today));
        let lost_of = |reading: &Reading<Packed>| {
            let lost = lost(&reading.rows, today);
            lost.iter().map(|lost| format!("{lost:?}")).collect::<Vec<_>>()
        };
        prop_assert_eq!(lost_of(&short), lost_of(&whole));
    }
}

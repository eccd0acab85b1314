//! Open actions as a calendar that Outlook imports. The only place that knows icalendar.

use super::cut::cut;
use super::shown::shown_in_a_row;
use crate::model::action::Status;
use crate::model::date::{Day, Moment};
use crate::query::actions::TeamAction;
use chrono::Datelike;
use icalendar::{Calendar, Component, Event, EventLike};
use std::fmt::Write as _;

/// The longest subject that Outlook keeps.
const SUBJECT: usize = 255;

/// The longest that any other part of an entry may be: icalendar's time for folding a line grows with
/// the square of its length.
const LINE: usize = 4_000;

/// A calendar file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diary {
    /// The text of the file.
    pub text: String,
    /// How many open actions were left out, since they have no date.
    pub undated: usize,
}

/// One all-day entry for each open action with a date. An entry keeps its UID from one file to the
/// next; `stamp` is when this one is made.
///
/// # Errors
/// When no open action has a date: a calendar holds at least one entry (RFC 5545, section 3.6).
pub fn ics(actions: &[TeamAction], stamp: Moment) -> Result<Diary, String> {
    // Calendar::new() names the product, and names it again where it is given.
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", "-//reflect//actions//EN"));
    let mut undated = 0;
    for action in actions.iter().filter(|one| one.status == Status::Open) {
        match action.due {
            Some(due) => {
                calendar.push(entry(action, due, stamp));
            }
            None => undated += 1,
        }
    }
    if calendar.components.is_empty() {
        return Err("no open action here has a date, so there is nothing for a calendar".into());
    }
    let mut text = String::new();
    write!(text, "{calendar}").map_err(|_| "the calendar would not be written")?;
    Ok(Diary { text, undated })
}

/// The day itself, without taking up its time and without a reminder.
fn entry(action: &TeamAction, due: Day, stamp: Moment) -> Event {
    let mut event = Event::new();
    event
        .uid(&format!("{}@reflect", line(&action.reference())))
        .timestamp(stamp.0)
        .starts(due.0)
        .summary(&cut(&format!("Due: {}", line(action.what)), SUBJECT))
        .description(&description(action))
        .add_property("TRANSP", "TRANSPARENT");
    // A day ends where the next begins (section 3.6.1), and all_day() says the same day. Years have
    // four digits (section 3.3.4); an entry without an end lasts for its day as well.
    if let Some(after) = due.0.succ_opt().filter(|after| after.year() < 10_000) {
        event.ends(after);
    }
    event
}

fn description(action: &TeamAction) -> String {
    let owner = action.owner.unwrap_or("not yet agreed");
    let reference = action.reference();
    let facts = [
        ("To do", Some(action.what)),
        ("Owner", Some(owner)),
        ("Team", Some(action.team)),
        ("Review", Some(action.review)),
        ("How we will know", action.know),
        ("Action", Some(&reference)),
    ];
    let mut text = String::new();
    for (label, fact) in facts {
        if let Some(fact) = fact {
            text.push_str(&format!("{label}: {}\n", line(fact)));
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// Words in one line, with no control characters, which the format does not allow (section 3.3.11).
fn line(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    cut(&shown_in_a_row(&text), LINE)
}

#[cfg(test)]
mod tests {
    use super::super::sheet::sample::{action, bare};
    use super::*;

    fn stamp() -> Moment {
        Moment::read("2026-10-03T09:30:00Z").expect("a moment")
    }

    #[test]
    fn an_open_action_with_a_date_is_an_entry_for_its_day() {
        let done = TeamAction {
            status: Status::Done,
            ..action("Over")
        };
        let actions = [action("Ring the ward; ask, and\nwait"), bare("Ask"), done];
        let diary = ics(&actions, stamp()).expect("a calendar");
        assert_eq!(diary.undated, 1);
        assert_eq!(
            diary.text,
            "BEGIN:VCALENDAR\r\n\
             VERSION:2.0\r\n\
             PRODID:-//reflect//actions//EN\r\n\
             BEGIN:VEVENT\r\n\
             DESCRIPTION:To do: Ring the ward\\; ask\\, and wait\\nOwner: Team manager\\nTea\r\n \
             m: Duty Team\\nReview: Child I\\nHow we will know: No visit is missed\\nActio\r\n \
             n: 2026-09-02-child-i-duty-team/A2\r\n\
             DTEND;VALUE=DATE:20261003\r\n\
             DTSTAMP:20261003T093000Z\r\n\
             DTSTART;VALUE=DATE:20261002\r\n\
             SUMMARY:Due: Ring the ward\\; ask\\, and wait\r\n\
             TRANSP:TRANSPARENT\r\n\
             UID:2026-09-02-child-i-duty-team/A2@reflect\r\n\
             END:VEVENT\r\n\
             END:VCALENDAR\r\n"
        );
    }

    #[test]
    fn nothing_typed_can_add_a_line_of_its_own() {
        let hostile = action("a\r\nEND:VEVENT\u{7}\u{85}\u{2028}\\n");
        let diary = ics(&[hostile], stamp()).expect("a calendar");
        let lines: Vec<&str> = diary.text.split("\r\n").collect();
        assert_eq!(
            lines.iter().filter(|line| **line == "END:VEVENT").count(),
            1
        );
        assert!(lines.iter().all(|line| line.len() <= 75));
        assert!(!diary.text.replace("\r\n", "").contains(char::is_control));
        assert!(
            diary
                .text
                .contains("SUMMARY:Due: a END:VEVENT<U+0007><U+0085><U+2028>\\\\n\r\n")
        );
    }

    #[test]
    fn a_long_text_is_cut_and_says_so() {
        let words = "Ring the ward 👩‍👧 ".repeat(50_000);
        let long = action(&words);
        let text = ics(&[long], stamp()).expect("a calendar").text;
        let text = text.replace("\r\n ", "");
        let summary = text.lines().find(|line| line.starts_with("SUMMARY:"));
        let summary = summary.expect("a subject").trim_start_matches("SUMMARY:");
        assert!(summary.ends_with(" … (cut short)"));
        assert!(summary.encode_utf16().count() <= SUBJECT);
        assert!(text.len() < 20_000);
    }

    #[test]
    fn a_calendar_without_entries_is_not_made() {
        assert!(ics(&[bare("Ask")], stamp()).is_err());
        let far = TeamAction {
            due: Day::read("9999-12-31"),
            ..bare("Ask")
        };
        assert!(
            !ics(&[far], stamp())
                .expect("a calendar")
                .text
                .contains("DTEND")
        );
    }
}

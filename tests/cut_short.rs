//! A meeting that is cut short at any line, and carried on with, ends in the same session as one that
//! was not: the resumed walk goes on at the very prompt where it stopped.

use chrono::{DateTime, NaiveDate, Utc};
use reflect::meeting::set_up::SetUp;
use reflect::meeting::{Clock, Ended, Walk};
use reflect::model::commitments::Commitments;
use reflect::model::date::Day;
use reflect::model::file_text::{read, read_session, write_session};
use reflect::model::review::Review;
use reflect::model::session::Session;
use reflect::model::supervision::{SignOff, SignOffOutcome};
use reflect::prompt::Stop;
use reflect::prompt::scripted::{Happens, Scripted};
use reflect::query::actions;
use reflect::query::questions_back::{self, OpenQuestion};
use reflect::query::under_way::UnderWay;
use reflect::store::Keep;

struct NoTime;

impl Clock for NoTime {
    fn today(&self) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day")
    }

    fn now(&self) -> Option<DateTime<Utc>> {
        None
    }
}

/// Keeps the text of the file, as a disk would.
#[derive(Default)]
struct Memory(Option<String>);

impl Keep for Memory {
    fn keep(&mut self, session: &mut Session) -> Result<Option<String>, String> {
        if session.id.is_empty() {
            session.id = "a-session".into();
        }
        self.0 = Some(write_session(session, self.0.as_deref())?);
        Ok(None)
    }

    fn stand_by(&mut self, _: &Session) {}
}

fn review() -> Review {
    read(include_str!("../reviews/child-ah.toml")).expect("a bundled review")
}

fn begun(review: &Review) -> Session {
    let set_up = SetUp {
        team: "Duty Team".into(),
        ..SetUp::default()
    };
    Session::begun(review, "sha256:0".into(), set_up.meeting(&NoTime))
}

/// A session with two open actions.
fn earlier(review: &Review) -> Session {
    let mut session = begun(review);
    session.id = "earlier".into();
    for (id, what) in [("A1", "Ring the ward"), ("A2", "Change the form")] {
        let action = reflect::model::action::Action::agreed(id.into(), None, what.into());
        session.actions.push(action);
    }
    session
}

fn now() -> UnderWay<'static> {
    UnderWay {
        id: "",
        team: "Duty Team",
        date: Day(NoTime.today()),
    }
}

/// Two questions that a supervisor put back to the team.
fn asked(review: &Review) -> Vec<OpenQuestion> {
    let mut session = begun(review);
    session.id = "earlier".into();
    for asked in ["Who looks at it?", "And on Sundays?"] {
        session.sign_offs.push(SignOff {
            by: "Service manager".into(),
            on: session.meeting.date,
            outcome: SignOffOutcome::SeenWithAQuestion,
            remark: Some(asked.into()),
            question: Some("q2".into()),
            saw: None,
            digest: None,
            other: toml::Table::new(),
        });
    }
    questions_back::open([session].iter(), now())
}

/// Walks with these lines and what happens after the last of them; gives what is on disk.
fn walk(memory: &mut Memory, lines: &[&str], then: &Stop) -> (Session, Ended, Scripted) {
    let review = review();
    let session = match &memory.0 {
        Some(text) => read_session(text).expect("a session").0,
        None => begun(&review),
    };
    let script = lines.iter().map(|line| Happens::Typed((*line).to_owned()));
    let mut prompt = Scripted::of(script.chain([Happens::Stops(then.clone())]));
    let before = earlier(&review);
    let walk = Walk::new(
        &mut prompt,
        memory,
        &NoTime,
        &review,
        session,
        actions::earlier(
            std::iter::once(Commitments::from(&before)),
            now(),
            now().date,
        ),
    );
    let (session, ended) = walk.asked(asked(&review)).run();
    (session, ended, prompt)
}

/// Every kind of prompt, and every way between them.
const MEETING: &[&str] = &[
    "",
    "We do",
    "On Mondays too",
    "/edit 2",
    "On Mondays",
    "/delete 1",
    "yes",
    "/action",
    "",
    "/break",
    "",
    "",
    "/skip no time",
    "/park",
    "/back",
    "Nobody does on Sundays",
    "/back",
    "/next",
    "",
    "1",
    "It helped",
    "still open",
    "/back",
    "The form is with others",
    "",
    "/skip",
    "Point one",
    "Point two",
    "/edit 1",
    "Point one, said better",
    "/delete 2",
    "yes",
    "/action Ring twice",
    "Team manager",
    "in 6 weeks",
    "They answered",
    "/action",
    "Write it down",
    "/back",
    "Write it all down",
    "",
    "next Friday",
    "",
    "/edit A2",
    "",
    "Deputy",
    "",
    "",
    "/break",
    "",
    "/help",
    "",
    "/park",
    "no time",
    "/skip",
    "too soon",
    "pasted one\n- pasted two\n",
    "/back",
    "/next",
    "",
    "Last point",
    "",
    "1",
    "It is on the wall",
    "/edit 1",
    "It is on the door",
    "",
    "2",
    "Ask the library",
    "",
    "",
    "",
    "4",
    "Not ours",
    "",
    "2",
    "A point after all",
    "",
    "",
    "/delete A1",
    "no",
    "/edit A3",
    "",
    "Librarian",
    "",
    "",
    "",
    "tomorrow",
    "We ask first",
    "maybe",
    "yes",
    "31 February",
    "in 8 weeks",
    "/goto 5",
    "",
    "",
    "",
    "",
    "",
    "",
    "close",
];

#[test]
fn a_meeting_that_is_cut_short_anywhere_ends_as_if_it_had_not_been() {
    let end = Stop::End(None);
    let (whole, ended, prompt) = walk(&mut Memory::default(), MEETING, &end);
    assert_eq!(ended, Ended::Sealed, "{}", prompt.transcript());
    let asked = prompt.asked.len();
    assert_eq!(asked, MEETING.len(), "every line is asked for once");
    for cut in 0..MEETING.len() {
        let (before, after) = MEETING.split_at(cut);
        let mut memory = Memory::default();
        let (_, ended, first) = walk(&mut memory, before, &end);
        assert_eq!(ended, Ended::Paused, "cut {cut}: {}", first.transcript());
        if memory.0.is_none() {
            // Nothing had been said: the meeting begins again, and so does the script.
            continue;
        }
        let (session, ended, second) = walk(&mut memory, after, &end);
        let told = || {
            format!(
                "cut {cut} before {:?}:\n{}",
                after.first(),
                second.transcript()
            )
        };
        assert_eq!(ended, Ended::Sealed, "{}", told());
        assert_eq!(session, whole, "{}", told());
        let (stopped, goes_on) = (first.asked.last(), second.asked.first());
        assert_eq!(
            goes_on.map(|ask| &ask.label),
            stopped.map(|ask| &ask.label),
            "{}",
            told()
        );
    }
}

#[test]
fn half_a_line_is_on_the_line_again_and_nowhere_else() {
    for cut in 0..MEETING.len() {
        let (before, _) = MEETING.split_at(cut);
        let mut memory = Memory::default();
        let half = Stop::Interrupted(Some("half a li".into()));
        let (session, ended, first) = walk(&mut memory, before, &half);
        assert_eq!(ended, Ended::Interrupted);
        let mut without = session.clone();
        if let Some(place) = &mut without.place {
            place.draft = None;
        }
        assert!(!format!("{without:?}").contains("half a li"), "cut {cut}");
        if memory.0.is_none() {
            continue;
        }
        let (_, _, second) = walk(&mut memory, &[], &Stop::End(None));
        let place = session.place.clone().expect("a place");
        let item = place.item.as_deref().unwrap_or_default();
        let asked = session.question(item).map(|question| &question.text);
        let asked = asked.or(session.step(item).map(|step| &step.text));
        let back = session.question_back(item).map(|back| &back.asked);
        if let Some(text) = asked.or(back) {
            let shown = second.transcript();
            assert!(
                shown.contains(text),
                "cut {cut}: what it is about is shown again\n{shown}"
            );
        }
        let (stopped, goes_on) = (
            first.asked.last().expect("a prompt"),
            second.asked.first().expect("a prompt"),
        );
        assert_eq!(goes_on.label, stopped.label, "cut {cut}");
        let kept = session.place.and_then(|place| place.draft);
        if kept.is_some() {
            assert_eq!(goes_on.draft.as_deref(), Some("half a li"), "cut {cut}");
        }
    }
}

#[test]
fn what_could_not_be_kept_is_not_said_to_be_saved() {
    /// A disk that fails at the second save.
    struct Failing(usize);
    impl Keep for Failing {
        fn keep(&mut self, session: &mut Session) -> Result<Option<String>, String> {
            session.id = "a-session".into();
            self.0 += 1;
            if self.0 == 2 {
                Err("This is not saved.".into())
            } else {
                Ok(None)
            }
        }
        fn stand_by(&mut self, _: &Session) {}
    }
    let review = review();
    let lines = ["/goto 1", "one", "two", "three"];
    let mut prompt = Scripted::typing(lines);
    let mut keep = Failing(0);
    Walk::new(
        &mut prompt,
        &mut keep,
        &NoTime,
        &review,
        begun(&review),
        Vec::new(),
    )
    .run();
    let said: Vec<&str> = prompt
        .seen
        .iter()
        .map(String::as_str)
        .filter(|row| row.starts_with("• ") || row.ends_with("not saved."))
        .collect();
    assert_eq!(
        said,
        [
            "• one",
            "• Not saved: two",
            "This is not saved.",
            "• two",
            "• three"
        ]
    );
}

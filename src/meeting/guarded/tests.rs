//! What the room decides about a line, and what becomes of it.

use super::*;
use crate::prompt::scripted::{Happens, Scripted};
use std::cell::RefCell;
use std::rc::Rc;

/// A script that can be looked at after it was handed over.
struct Shared(Rc<RefCell<Scripted>>);

impl Prompt for Shared {
    fn say(&mut self, passage: &Passage) {
        self.0.borrow_mut().say(passage);
    }
    fn keep_in_sight(&mut self, passage: Passage) {
        self.0.borrow_mut().keep_in_sight(passage);
    }
    fn ask(&mut self, ask: &Ask) -> Result<String, Stop> {
        self.0.borrow_mut().ask(ask)
    }
    fn columns(&self) -> Option<usize> {
        None
    }
    fn rows(&self) -> Option<usize> {
        None
    }
}

struct Room {
    guarded: Guarded,
    script: Rc<RefCell<Scripted>>,
    never: Rc<RefCell<Vec<String>>>,
    undecided: Undecided,
}

fn room(live: bool, script: Scripted) -> Room {
    let script = Rc::new(RefCell::new(script));
    let never: Rc<RefCell<Vec<String>>> = Rc::default();
    let written = Rc::clone(&never);
    let remember = move |words: &str| {
        written.borrow_mut().push(words.to_owned());
        Ok(())
    };
    let undecided = Undecided::default();
    let guarded = Guarded::new(
        Box::new(Shared(Rc::clone(&script))),
        Vocabulary::default(),
        Box::new(remember),
        live,
        undecided.clone(),
    );
    Room {
        guarded,
        script,
        never,
        undecided,
    }
}

fn typing(lines: &[&str]) -> Room {
    room(true, Scripted::typing(lines.iter().copied()))
}

const WITH_A_NAME: &str = "we asked Sarah Jones to ring";

impl Room {
    fn answer(&mut self) -> Result<String, Stop> {
        self.guarded.ask(&Ask::line("Answer"))
    }

    fn seen(&self) -> String {
        self.script.borrow().transcript()
    }
}

#[test]
fn a_line_is_worded_again_kept_or_never_asked_about_again() {
    let mut room = typing(&[WITH_A_NAME, "1", "we asked the aunt to ring"]);
    assert_eq!(room.answer(), Ok("we asked the aunt to ring".into()));
    assert_eq!(
        room.seen(),
        "Answer: we asked Sarah Jones to ring\n“Sarah Jones” looks like a person's name. It may say who somebody is.\nThis line: 1\nAnswer: we asked the aunt to ring"
    );
    let drafts = room.script.borrow();
    let drafts: Vec<_> = drafts.asked.iter().map(|ask| ask.draft.clone()).collect();
    assert_eq!(drafts, [None, None, Some(WITH_A_NAME.into())]);

    let mut room = typing(&[WITH_A_NAME, "2", WITH_A_NAME, "then Tom Evans came", "3"]);
    assert_eq!(room.answer(), Ok(WITH_A_NAME.into()));
    // What was kept once is not asked about again.
    assert_eq!(room.answer(), Ok(WITH_A_NAME.into()));
    assert_eq!(room.never.borrow().len(), 0);
    assert_eq!(room.answer(), Ok("then Tom Evans came".into()));
    assert_eq!(*room.never.borrow(), ["Tom Evans"]);
}

#[test]
fn a_line_that_is_typed_again_is_looked_at_again() {
    let mut room = typing(&[WITH_A_NAME, "", "Tom Evans rang", "", "her uncle rang"]);
    assert_eq!(room.answer(), Ok("her uncle rang".into()));
}

#[test]
fn a_line_that_is_left_out_leaves_the_room_where_it_is() {
    // Chosen, emptied, or left out with a command in its place.
    for out in [&["4"][..], &["1", ""], &["leave it"], &["1", " "]] {
        let mut room = typing(&[&[WITH_A_NAME], out, &["the next"]].concat());
        assert_eq!(points(&mut room), Ok("the next".into()), "{out:?}");
        assert!(room.seen().contains("That line is left out."));
        assert_eq!(
            room.undecided.of(Some(WITH_A_NAME.into())),
            Some(String::new())
        );
    }
    let mut room = typing(&[WITH_A_NAME, "1", "/next"]);
    assert_eq!(points(&mut room), Ok("/next".into()));
    assert!(room.seen().contains("That line is left out."));

    // Of a paste the rest is taken.
    let mut room = typing(&["one\nMr Ahmed rang\ntwo", "1", ""]);
    assert_eq!(points(&mut room), Ok("one\ntwo".into()));
    let mut room = typing(&["\nMr Ahmed rang\n", "leave it", "the next"]);
    assert_eq!(points(&mut room), Ok("the next".into()));
    let mut room = typing(&[WITH_A_NAME, BETTER, "mum rang", "4"]);
    for line in [BETTER, "mum rang"] {
        assert_eq!(points(&mut room), Ok(line.into()));
    }

    // What stood on the line goes with it.
    let mut room = typing(&[WITH_A_NAME, "4"]);
    let stood = Ask::line("Answer").draft(Some(WITH_A_NAME));
    assert_eq!(
        room.guarded.ask(&stood),
        Err(Stop::End(Some(String::new())))
    );
    let script = room.script.borrow();
    assert_eq!(script.asked.last().and_then(|ask| ask.draft.clone()), None);
}

#[test]
fn a_role_may_take_the_place_of_a_name() {
    let mut room = typing(&["Sarah Jones", "Service manager", "1"]);
    let role = Ask::line("You sign as, by role");
    assert_eq!(room.guarded.ask(&role), Ok("Service manager".into()));
}

#[test]
fn no_line_goes_without_a_word_while_another_is_decided() {
    let mut room = typing(&[
        WITH_A_NAME,
        "keep",
        "gamma third",
        "delta",
        "1",
        "after that",
    ]);
    assert_eq!(points(&mut room), Ok(WITH_A_NAME.into()));
    assert!(room.seen().contains("Not recorded: “keep”."));
    assert_eq!(points(&mut room), Ok("gamma third".into()));
    assert_eq!(points(&mut room), Ok("delta".into()));
    assert_eq!(points(&mut room), Ok("after that".into()));
}

#[test]
fn what_comes_from_a_file_is_kept_and_told() {
    let mut room = room(false, Scripted::typing([WITH_A_NAME, "the next line"]));
    assert_eq!(room.answer(), Ok(WITH_A_NAME.into()));
    assert_eq!(room.answer(), Ok("the next line".into()));
    assert!(room.seen().contains("It is kept as it was typed."));
}

#[test]
fn choices_and_names_of_files_are_not_looked_at() {
    let mut room = typing(&["Sarah Jones.ics", "Sarah Jones"]);
    let file = Ask::line("File").not_kept();
    assert_eq!(room.guarded.ask(&file), Ok("Sarah Jones.ics".into()));
    let choice = Ask::choice("Which", ["one", "other"]);
    assert_eq!(room.guarded.ask(&choice), Ok("Sarah Jones".into()));
    assert!(!room.seen().contains("looks like"));
}

#[test]
fn each_line_of_a_paste_is_asked_about_for_itself() {
    let mut room = typing(&[
        "one plain line\nMr Ahmed rang\nand one more",
        "1",
        "dad rang",
    ]);
    assert_eq!(
        room.answer(),
        Ok("one plain line\ndad rang\nand one more".into())
    );
}

const BETTER: &str = "we asked the aunt to ring";

fn points(room: &mut Room) -> Result<String, Stop> {
    room.guarded.ask(&Ask::line("Answer").many())
}

#[test]
fn a_better_wording_that_is_typed_at_once_takes_the_place_of_the_line() {
    // Enter alone decides nothing then.
    let mut room = typing(&[WITH_A_NAME, BETTER, "", "2", "the next"]);
    assert_eq!(points(&mut room), Ok(BETTER.into()));
    let choices: Vec<Ask> = room.script.borrow().asked.clone();
    assert_eq!(choices[1].on_enter.as_deref(), Some("1"));
    assert_eq!(choices[2].on_enter, None);
    assert_eq!(
        choices[2].options,
        [
            "keep both",
            "put what you have just typed in its place",
            "keep both, and never ask about “Sarah Jones” again, in any meeting here"
        ]
    );
    // Both are in sight when it is chosen.
    let seen = room.seen();
    assert!(
        seen.contains(&format!("This line: {WITH_A_NAME}\nAfter it: {BETTER}\n")),
        "{seen}"
    );
    assert_eq!(points(&mut room), Ok("the next".into()));
    assert_eq!(
        room.undecided.of(Some(WITH_A_NAME.into())),
        Some(String::new())
    );
    // It is looked at as any other.
    let mut room = typing(&[WITH_A_NAME, "we asked Tom Evans to ring", "2", BETTER, "2"]);
    assert_eq!(points(&mut room), Ok(BETTER.into()));
}

#[test]
fn a_line_that_comes_where_a_choice_was_asked_for_is_not_lost() {
    for (choice, never) in [("1", 0), ("3", 1)] {
        let mut room = typing(&[WITH_A_NAME, BETTER, choice, "after it"]);
        for line in [WITH_A_NAME, BETTER, "after it"] {
            assert_eq!(points(&mut room), Ok(line.into()));
        }
        assert_eq!(room.never.borrow().len(), never);
    }
    // The rest of a paste comes after the line, whatever becomes of that, its short lines too.
    let pasted = [WITH_A_NAME, BETTER, "mum rang"];
    for (typed, first) in [
        (&["1"][..], WITH_A_NAME),
        (&["2", "dad rang"], "dad rang"),
        (&["/back", "dad rang"], "dad rang"),
    ] {
        let mut room = typing(&[&pasted, typed].concat());
        for line in [first, BETTER, "mum rang"] {
            assert_eq!(points(&mut room), Ok(line.into()));
        }
    }
}

#[test]
fn what_waits_is_taken_at_its_own_prompt_or_kept_as_unfinished() {
    let mut room = typing(&[WITH_A_NAME, BETTER, "1", "other"]);
    assert_eq!(points(&mut room), Ok(WITH_A_NAME.into()));
    let choice = Ask::choice("Which", ["one", "other"]);
    assert_eq!(room.guarded.ask(&choice), Ok("other".into()));
    assert_eq!(points(&mut room), Ok(BETTER.into()));

    let both = format!("{WITH_A_NAME}\n{BETTER}");
    let mut room = typing(&[WITH_A_NAME, BETTER, "/pause"]);
    assert_eq!(points(&mut room), Err(Stop::End(Some(both))));

    let typed = |line: &str| Happens::Typed(line.into());
    let stop = Happens::Stops(Stop::Interrupted(Some("dad ra".into())));
    let script = [WITH_A_NAME, BETTER, "mum rang", "2"].map(typed);
    let script = script.into_iter().chain([stop]);
    let stopped = points(&mut self::room(true, Scripted::of(script)));
    let rest = format!("dad ra\n{BETTER}\nmum rang");
    assert_eq!(stopped, Err(Stop::Interrupted(Some(rest))));

    // What was rejected is not kept with the rest of a paste.
    let paste = "Sarah Jones rang\nSarah Jones cried\nmum came";
    let stop = Happens::Stops(Stop::Interrupted(Some("she".into())));
    let script = [typed(paste), typed("1"), stop];
    let stopped = points(&mut self::room(true, Scripted::of(script)));
    assert_eq!(
        stopped,
        Err(Stop::Interrupted(Some("she\nmum came".into())))
    );
}

#[test]
fn where_one_line_is_asked_for_only_one_is_taken() {
    let mut room = typing(&[WITH_A_NAME, BETTER, "2", "the next"]);
    assert_eq!(room.answer(), Ok(WITH_A_NAME.into()));
    let keep = room.script.borrow().asked[2].options[1].clone();
    assert_eq!(
        keep,
        "keep this line, and leave out what you have just typed"
    );
    assert!(
        room.seen()
            .contains("Not recorded: “we asked the aunt to ring”.")
    );
    assert_eq!(room.answer(), Ok("the next".into()));
    let mut room = typing(&[WITH_A_NAME, BETTER, "1"]);
    assert_eq!(room.answer(), Ok(BETTER.into()));
    let mut room = typing(&[WITH_A_NAME, BETTER, "mum rang", "1", "dad rang", "the next"]);
    assert_eq!(room.answer(), Ok("dad rang".into()));
    assert_eq!(room.seen().matches("Not recorded").count(), 2);
    assert_eq!(room.answer(), Ok("the next".into()));
}

#[test]
fn what_is_neither_is_asked_once_more() {
    let mut room = typing(&[WITH_A_NAME, "yes", "/help", "2"]);
    assert_eq!(room.answer(), Ok(WITH_A_NAME.into()));
    assert_eq!(room.seen().matches("First this line").count(), 2);
}

#[test]
fn an_undecided_line_is_kept_as_unfinished_and_a_rejected_one_is_not() {
    let stop = |draft: &str| Happens::Stops(Stop::Interrupted(Some(draft.into())));
    let typed = |line: &str| Happens::Typed(line.into());
    let script = Scripted::of([typed(WITH_A_NAME), stop("")]);
    let stopped = room(true, script).answer();
    assert_eq!(stopped, Err(Stop::Interrupted(Some(WITH_A_NAME.into()))));

    let script = Scripted::of([typed(WITH_A_NAME), typed("1"), stop(WITH_A_NAME)]);
    let stopped = room(true, script).answer();
    assert_eq!(stopped, Err(Stop::Interrupted(Some(String::new()))));

    let script = Scripted::of([typed(WITH_A_NAME), typed("1"), stop("we asked the au")]);
    let stopped = room(true, script).answer();
    assert_eq!(
        stopped,
        Err(Stop::Interrupted(Some("we asked the au".into())))
    );

    let script = [typed("one\nMr Ahmed rang\ntwo"), typed("/pause")];
    let stopped = room(true, Scripted::of(script)).answer();
    assert_eq!(
        stopped,
        Err(Stop::End(Some("one Mr Ahmed rang two".into())))
    );
}

#[test]
fn a_signal_in_the_middle_finds_what_may_be_kept() {
    let mut room = typing(&[WITH_A_NAME, "1", "dad rang"]);
    assert_eq!(room.answer(), Ok("dad rang".into()));
    let of = |typed: &str| room.undecided.of(Some(typed.into()));
    assert_eq!(of("Sarah Jones ra"), Some(String::new()));
    assert_eq!(of("the next"), Some("the next".into()));
    assert_eq!(room.undecided.of(None), None);
}

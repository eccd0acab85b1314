//! What a person types too early is on the next line that takes it; what a file holds is only said back.

use crate::meeting::Ended;
use crate::meeting::rehearsed::rehearsed;
use crate::model::place::Asks;
use crate::prompt::Ask;
use crate::prompt::scripted::Scripted;

const THOUGHT: &str = "We ring the ward first";

/// What stood on the line at each prompt where something did.
fn drafts(prompt: &Scripted) -> Vec<&str> {
    let draft = |ask: &'_ Ask| ask.draft.is_some();
    let asked = prompt.asked.iter().filter(|ask| draft(ask));
    asked.filter_map(|ask| ask.draft.as_deref()).collect()
}

#[test]
fn a_sentence_typed_at_press_enter_stands_at_the_next_question() {
    for early in [
        &[THOUGHT, "", "/goto 1"][..],
        &["", THOUGHT, "/skip"],
        &["/goto 2", "/break", THOUGHT, ""],
    ] {
        let (_, ended, prompt) = rehearsed(true, &[early, &[THOUGHT]].concat());
        assert_eq!(ended, Ended::Paused);
        assert_eq!(drafts(&prompt), [THOUGHT], "{early:?}");
        let seen = prompt.transcript();
        assert!(seen.contains("“We ring the ward first” is not recorded yet."));
    }
}

#[test]
fn several_lines_stand_there_together_and_a_word_alone_does_not() {
    let lines = ["ok", THOUGHT, "And then the school", "/goto 1"];
    let (session, _, prompt) = rehearsed(true, &[&lines[..], &["one\ntwo"]].concat());
    let both = [THOUGHT, "And then the school"].join("\n");
    assert_eq!(drafts(&prompt), [both]);
    assert!(prompt.transcript().contains("“ok” was not recorded."));
    assert_eq!(session.questions[0].answers, ["one", "two"]);
}

#[test]
fn at_the_close_it_stands_as_an_action_or_as_the_learning() {
    for (there, asks) in [("/action", "What will be done"), ("", "Learning")] {
        let close = ["/goto close", "", THOUGHT, there];
        let (_, _, prompt) = rehearsed(true, &close);
        let last = prompt.asked.last().expect("a prompt");
        assert_eq!(
            (last.label.as_str(), last.draft.as_deref()),
            (asks, Some(THOUGHT))
        );
    }
}

#[test]
fn it_outlasts_a_pause_and_is_only_said_back_to_a_file() {
    let (session, _, _) = rehearsed(true, &[THOUGHT, "/pause"]);
    let place = session.place.expect("a place");
    assert_eq!(
        (place.asks, place.draft.as_deref()),
        (Asks::Ready, Some(THOUGHT))
    );

    let (session, _, prompt) = rehearsed(false, &[THOUGHT, "/goto 1", ""]);
    assert!(drafts(&prompt).is_empty());
    assert!(session.is_untouched());
    assert!(
        prompt
            .transcript()
            .contains("“We ring the ward first” was not recorded.")
    );
}

#[test]
fn a_sentence_at_a_choice_stands_where_its_words_are_taken_but_never_one_about_how_people_are() {
    let (_, _, prompt) = rehearsed(true, &["/goto s1", THOUGHT, "1"]);
    let last = prompt.asked.last().expect("a prompt");
    let on_it = (last.label.as_str(), last.draft.as_deref());
    assert_eq!(on_it, ("What shows it", Some(THOUGHT)));

    let close = ["/goto close", "", "", "", "One of us is in tears"];
    let (session, _, prompt) = rehearsed(true, &[&close[..], &["/back"]].concat());
    assert!(drafts(&prompt).is_empty());
    assert_eq!(session.place.and_then(|place| place.draft), None);
    let seen = prompt.transcript();
    assert_eq!(seen.matches("in tears").count(), 1, "{seen}");
    assert!(seen.contains("/back goes to it."));
    let last = prompt.asked.last().map(|ask| ask.label.as_str());
    assert_eq!(last, Some("Learning"));
}

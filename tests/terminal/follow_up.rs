//! What comes back on a terminal: earlier answers beside the new ones, and an action after its meeting.

use crate::screen::{Desk, Terminal};

/// A meeting about Child L at its first question.
fn first_question(desk: &Desk) -> Terminal {
    let mut terminal = desk.reflect(&["start", "child-l"], 80, 24);
    terminal.wait_for_text("Team");
    terminal.type_line("Duty Team");
    for _ in ["facilitator", "present", "apologies", "minutes", "audience"] {
        terminal.press_enter();
    }
    terminal.wait_for_text("Press Enter to begin ›");
    terminal.press_enter();
    terminal
}

/// Types the line with which the program ends.
fn end_with(terminal: &mut Terminal, words: &str) {
    terminal.type_words(words);
    terminal.type_keys("\r");
    assert_eq!(terminal.exit_status(), 0);
}

fn kept(desk: &Desk, name: &str) -> String {
    std::fs::read_to_string(desk.path("sessions").join(name)).expect("a session")
}

fn meeting_with_an_answer_and_an_action(desk: &Desk) {
    let mut terminal = first_question(desk);
    terminal.type_line("/skip");
    terminal.wait_for_text("How confident are you");
    terminal.type_line("Two of us are sure.");
    terminal.wait_for_text("• Two of us are sure.");
    terminal.type_line("/action Ask the midwife to speak in May");
    terminal.wait_for_text("Owner, as a role ›");
    terminal.press_enter();
    terminal.wait_for_text("Due ›");
    terminal.press_enter();
    terminal.wait_for_text("difference ›");
    terminal.type_line("Everyone can name two signs");
    terminal.wait_for_text("Everyone can name two signs");
    end_with(&mut terminal, "/pause");
}

#[test]
fn what_was_said_before_is_shown_after_the_new_answers_and_what_moved_is_kept() {
    let desk = Desk::new();
    meeting_with_an_answer_and_an_action(&desk);
    let mut terminal = desk.reflect(&["resume"], 80, 24);
    terminal.wait_for_text("How confident are you");
    terminal.type_line("/goto close");
    for prompt in [
        "Come back to one ›",
        "Press Enter if this is right ›",
        "Owner, as a role ›",
        "Due ›",
        "Learning ›",
    ] {
        terminal.wait_for_text(prompt);
        terminal.press_enter();
    }
    terminal.wait_for_text("Was everyone asked ›");
    terminal.type_line("1");
    terminal.wait_for_text("Next meeting ›");
    terminal.press_enter();
    terminal.wait_for_text("What comes back at the next meeting:");
    terminal.wait_for_text("Type close to close the meeting ›");
    end_with(&mut terminal, "close");

    let mut terminal = first_question(&desk);
    terminal.wait_for_text("What has become of it ›");
    terminal.type_line("5");
    terminal.wait_for_text("Not before ›");
    terminal.type_line("in 8 weeks");
    terminal.wait_for_text("Not before Saturday 16 January 2027");
    terminal.wait_for_text("What is in the way ›");
    terminal.press_enter();
    terminal.wait_for_text("Press Enter to go on ›");
    terminal.type_line("/skip");
    terminal.wait_for_text("How confident are you");
    assert!(!terminal.screen().text().contains("Two of us are sure."));
    terminal.type_line("All of us are sure.");
    terminal.wait_for_text("• All of us are sure.");
    terminal.leave_it_at_that();
    terminal.wait_for_text("What has moved since ›");
    assert!(terminal.screen().text().contains("Two of us are sure."));
    terminal.type_line("The training in March reached everyone");
    terminal.wait_for_text("[2/6]");
    // What was typed amiss is asked about again.
    terminal.type_line("/goto 1");
    terminal.wait_for_text("[1/6]");
    terminal.leave_it_at_that();
    terminal.wait_for_text("What has moved since [The training in March reached everyone] ›");
    terminal.type_line("The training in May reached everyone");
    terminal.wait_for_text("• The training in May reached everyone");
    end_with(&mut terminal, "/pause");
    let kept = kept(&desk, "2026-11-21-child-l-duty-team-2.toml");
    assert!(kept.contains("then = \"2026-11-21-child-l-duty-team/q1\"\nmoved = \"The training in May reached everyone\""), "{kept}");
    assert!(kept.contains("not_before = 2027-01-16"), "{kept}");
}

#[test]
fn an_action_is_chosen_and_updated_on_a_terminal() {
    let desk = Desk::new();
    meeting_with_an_answer_and_an_action(&desk);
    let mut terminal = desk.reflect(&["actions", "update"], 80, 24);
    terminal.wait_for_text("Which action ›");
    terminal.type_line("1");
    terminal.wait_for_text("What has become of it ›");
    terminal.type_line("done");
    terminal.wait_for_text("What was done ›");
    terminal.type_line("She came on 12 May");
    terminal.wait_for_text("What has been seen of it ›");
    end_with(&mut terminal, "Nine of ten could");
    let kept = kept(&desk, "2026-11-21-child-l-duty-team.toml");
    let update = "[[actions.updates]]\non = 2026-11-21\nat = 2026-11-21T14:02:00Z\nstatus = \"done\"\nnote = \"She came on 12 May\"\nseen = \"Nine of ten could\"\n";
    assert!(kept.contains(update), "{kept}");
}

#[test]
fn words_that_were_found_stand_out_and_in_plain_mode_between_signs() {
    let desk = Desk::new();
    meeting_with_an_answer_and_an_action(&desk);
    let mut terminal = desk.reflect(&["search", "ask"], 80, 24);
    assert_eq!(terminal.exit_status(), 0);
    assert_eq!(terminal.screen().bold(), ["Ask"]);
    assert!(!terminal.screen().text().contains("<U+"));
    let mut plain = desk.reflect(&["search", "ask", "--plain"], 80, 24);
    assert_eq!(plain.exit_status(), 0);
    assert!(
        plain.screen().text().contains("«Ask»"),
        "{}",
        plain.screen().text()
    );
}

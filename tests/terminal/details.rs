//! The identifying-detail check on a terminal: what is shown, and what no file holds.

use crate::screen::{Desk, Terminal};
use crate::{CTRL_C, CTRL_U, SESSION, first_question};

const ASKED: &str = "This line [1] ›";

fn kept(desk: &Desk) -> String {
    std::fs::read_to_string(desk.path("sessions").join(SESSION)).expect("a session")
}

fn ask_about(terminal: &mut Terminal, line: &str) {
    terminal.type_line(line);
    terminal.wait_for_text(ASKED);
}

#[test]
fn a_line_is_worded_again_and_nothing_of_it_is_kept() {
    let desk = Desk::new();
    let mut terminal = first_question(&desk, 80, 24);
    ask_about(&mut terminal, "Sarah Jones rang on 07700 900123.");
    let screen = terminal.screen().text();
    assert!(
        screen.contains("“Sarah Jones” looks like a person's name"),
        "{screen}"
    );
    assert!(
        screen.contains("3. keep it, and never ask about"),
        "{screen}"
    );
    terminal.press_enter();
    terminal.wait_for_text("› Sarah Jones rang on 07700 900123.");
    terminal.type_keys(CTRL_U);
    terminal.type_line("The aunt rang.");
    terminal.wait_for_text("• The aunt rang.");
    ask_about(&mut terminal, "Tom Evans, dob 12/03/2019");
    terminal.type_line("1");
    terminal.wait_for_text("› Tom Evans, dob 12/03/2019");
    terminal.type_keys(CTRL_C);
    assert_eq!(terminal.exit_status(), 130);
    let kept = kept(&desk);
    assert!(kept.contains("The aunt rang."), "{kept}");
    for word in ["Jones", "07700", "Evans", "12/03", "draft"] {
        assert!(!kept.contains(word), "{word} in {kept}");
    }
}

#[test]
fn a_line_that_is_being_asked_about_is_not_lost() {
    let desk = Desk::new();
    let mut terminal = first_question(&desk, 80, 24);
    ask_about(&mut terminal, "Write to ward@example.org");
    terminal.type_keys(CTRL_C);
    assert_eq!(terminal.exit_status(), 130);
    assert!(kept(&desk).contains("draft = \"Write to ward@example.org\""));
    let mut terminal = desk.reflect(&["resume"], 80, 24);
    terminal.wait_for_text("› Write to ward@example.org");
    terminal.press_enter();
    terminal.wait_for_text(ASKED);
    terminal.type_line("3");
    terminal.wait_for_text("• Write to ward@example.org");
    // Neither here nor in another meeting is it asked about again.
    terminal.type_line("And ward@example.org answered.");
    terminal.wait_for_text("• And ward@example.org answered.");
    let words = desk.path("home/data/reflect/known-words.txt");
    let text = std::fs::read_to_string(&words).expect("the known words");
    assert!(text.ends_with("\nward@example.org\n"), "{text}");
    use std::os::unix::fs::PermissionsExt;
    let mode = words.metadata().expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_rehearsal_asks_and_writes_nothing() {
    let desk = Desk::new();
    let mut terminal = desk.reflect(&["start", "child-l", "--rehearse"], 80, 24);
    terminal.wait_for_text("Team ›");
    ask_about(&mut terminal, "Sarah Jones and others");
    terminal.type_line("3");
    terminal.wait_for_text("Facilitator");
    terminal.type_keys(CTRL_C);
    assert_eq!(terminal.exit_status(), 130);
    assert!(!desk.path("home/data").exists());
    assert!(!desk.path("sessions").exists());
}

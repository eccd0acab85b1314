//! The program on a terminal: what the rendered screen shows, and which file it leaves.
#![cfg(unix)]

#[path = "terminal/details.rs"]
mod details;
#[path = "terminal/follow_up.rs"]
mod follow_up;
mod screen;

use screen::{Desk, Terminal, flowed};

const CTRL_C: &str = "\x03";
const CTRL_D: &str = "\x04";
const CTRL_U: &str = "\x15";
const ESCAPE: &str = "\x1b";
const UP: &str = "\x1b[A";
const DOWN: &str = "\x1b[B";

const QUESTION: &str = "How confident are you that everyone who works in your agency understands \
    the risks that go with parents' mental health, above all with puerperal psychosis?";

const POINT: &str = "Everyone has had the training.";
const HALF_A_POINT: &str = "Nobody has looked whether it hel";
const SESSION: &str = "2026-11-21-child-l-duty-team.toml";

/// A meeting about Child L, set up, at its opening.
fn opening(desk: &Desk, columns: u16, rows: u16) -> Terminal {
    let mut terminal = desk.reflect(&["start", "child-l"], columns, rows);
    terminal.wait_for_text("Team ›");
    terminal.type_line("Duty Team");
    for _ in ["facilitator", "present", "apologies", "minutes", "audience"] {
        terminal.press_enter();
    }
    terminal.wait_for_text("Press Enter to begin ›");
    terminal
}

/// The same meeting at its first question.
fn first_question(desk: &Desk, columns: u16, rows: u16) -> Terminal {
    let mut terminal = opening(desk, columns, rows);
    terminal.press_enter();
    terminal.type_line("/skip");
    terminal.wait_for_text(QUESTION);
    terminal
}

/// From anywhere in the questions to the last prompt, at which "close" closes the meeting.
fn last_prompt(terminal: &mut Terminal) {
    terminal.type_line("/goto close");
    if terminal.screen().text().contains("Come back to one ›") {
        terminal.press_enter();
    }
    terminal.wait_for_text("Press Enter if this is right ›");
    terminal.press_enter();
    terminal.wait_for_text("Learning ›");
    terminal.press_enter();
    terminal.wait_for_text("Was everyone asked ›");
    terminal.type_line("1");
    terminal.wait_for_text("Next meeting ›");
    terminal.press_enter();
    terminal.wait_for_text("Type close to close the meeting ›");
}

/// The list of reviews is open and drawn to its last row.
fn the_list_stands_at(review: usize, terminal: &mut Terminal) {
    terminal.wait_for("the list", |screen| {
        let text = screen.text();
        text.contains(&format!("❯ {review}. Child")) && text.contains("5. Child L,")
    });
}

/// What the bundled review holds: what a key of it stands for, one text each.
fn review(of: impl Fn(&toml::Table) -> &toml::Value) -> Vec<String> {
    let review: toml::Table = include_str!("../reviews/child-l.toml")
        .parse()
        .expect("the bundled review");
    let texts = of(&review).as_array().expect("a list");
    let words = |text: &toml::Value| {
        text.as_str()
            .or(text.get("text")?.as_str())
            .map(str::to_owned)
    };
    texts.iter().filter_map(words).collect()
}

#[test]
fn at_80_columns_the_question_stays_on_the_screen_while_many_answers_are_typed() {
    let desk = Desk::new();
    let mut terminal = first_question(&desk, 80, 24);
    let answers: Vec<String> = (1..=12)
        .map(|n| {
            format!(
                "Point {n} is long enough for a second row, since what is done here on an \
                 ordinary day, as {n} of us said, takes some words."
            )
        })
        .collect();
    for answer in &answers {
        terminal.type_words(answer);
        assert!(terminal.screen().text().contains(QUESTION), "while typing");
        terminal.press_enter();
        let screen = terminal.screen();
        assert!(screen.text().contains(QUESTION), "after {answer}");
        assert_eq!(screen.line(), "›");
        // The question itself is shown again before it scrolls away; nothing else is.
        let mut rows = screen.rows();
        rows.retain(|row| {
            !row.is_empty() && !row.contains("Question 1") && !QUESTION.contains(row)
        });
        let shown = rows.len();
        rows.sort();
        rows.dedup();
        assert_eq!(rows.len(), shown, "a row is there twice: {rows:#?}");
    }
    let rows = terminal.all_rows();
    for answer in &answers {
        let shown: Vec<&[String]> = rows
            .windows(2)
            .filter(|pair| flowed(pair) == format!("• {answer}"))
            .collect();
        assert_eq!(shown.len(), 1, "{answer} in {rows:#?}");
        let parts = flowed(&rows).matches(answer).count();
        assert_eq!(parts, 1, "{answer} in {rows:#?}");
    }
    assert_eq!(desk.answers(1), answers);
}

#[test]
fn at_40_columns_nothing_is_broken_in_the_middle_of_a_word() {
    let desk = Desk::new();
    let mut broken = Vec::new();
    let mut terminal = desk.reflect(&["start", "child-l"], 40, 24);
    terminal.wait_for_text("Team ›");
    terminal.type_line("Duty Team");
    while !terminal.screen().text().contains(QUESTION) {
        broken.extend(terminal.screen().broken_words());
        terminal.press_enter();
    }
    let answer = "Our café on 字 street is where the families meet 🙂 and where nobody asks them.";
    for line in [
        answer,
        "/action Ask how the café can help",
        "Team manager",
        "in 6 weeks",
        "/next",
        "/delete 1",
        "no",
    ] {
        broken.extend(terminal.screen().broken_words());
        terminal.type_line(line);
    }
    broken.extend(terminal.screen().broken_words());
    let text = terminal.all_text();
    assert!(
        text.contains("speaks of a mother's psychosis after birth"),
        "{text}"
    );
    assert!(text.contains(&format!("• {answer}")), "{text}");
    for part in ["introduction", "good_practice", "development"] {
        for item in review(|review| &review["case"][part]) {
            assert!(text.contains(&format!("• {item}")), "{item} in {text}");
        }
    }
    assert_eq!(desk.answers(1), [answer]);
    assert_eq!(broken, [""; 0]);
}

#[test]
fn at_200_columns_prose_is_at_most_100_wide() {
    let desk = Desk::new();
    let mut terminal = opening(&desk, 200, 50);
    while !terminal.screen().text().contains(QUESTION) {
        terminal.press_enter();
    }
    terminal.type_line(&format!(
        "This is what {}we do.",
        "and how and why ".repeat(10)
    ));
    let rows = terminal.all_rows();
    let widest = rows.iter().map(|row| row.chars().count()).max();
    assert!(
        widest > Some(90) && widest <= Some(100),
        "{widest:?} in {rows:#?}"
    );
}

#[test]
fn ctrl_c_in_the_middle_of_a_line_keeps_the_line() {
    let desk = Desk::new();
    let mut terminal = in_the_middle_of_a_line(&desk);
    terminal.type_keys(CTRL_C);
    assert_eq!(terminal.exit_status(), 130);
    let text = terminal.screen().text();
    assert!(text.contains("Paused. Everything is kept in"), "{text}");
    the_line_was_kept(&desk);
}

#[test]
fn ctrl_d_on_an_empty_line_is_a_pause() {
    let desk = Desk::new();
    let mut terminal = first_question(&desk, 80, 24);
    terminal.type_line(POINT);
    terminal.type_keys(CTRL_D);
    assert_eq!(terminal.exit_status(), 0);
    let text = terminal.screen().text();
    assert!(text.contains("To carry on: reflect resume"), "{text}");
    assert_eq!(desk.session()["status"].as_str(), Some("in progress"));
    assert_eq!(desk.answers(1), [POINT]);
    assert_eq!(desk.draft(), None);
}

#[test]
fn a_closed_window_keeps_the_line() {
    let desk = Desk::new();
    let mut terminal = in_the_middle_of_a_line(&desk);
    terminal.close_the_window();
    // Whichever is noticed first: that nobody types any more, or the signal that says so.
    let status = terminal.exit_status();
    assert!([0, 129].contains(&status), "{status}");
    the_line_was_kept(&desk);
}

#[test]
fn sigterm_keeps_the_line() {
    let desk = Desk::new();
    let mut terminal = in_the_middle_of_a_line(&desk);
    terminal.terminate();
    assert_eq!(terminal.exit_status(), 143);
    the_line_was_kept(&desk);
}

/// One point recorded, and half of the next on the line.
fn in_the_middle_of_a_line(desk: &Desk) -> Terminal {
    let mut terminal = first_question(desk, 80, 24);
    terminal.type_line(POINT);
    terminal.type_words(HALF_A_POINT);
    terminal
}

/// The unfinished line is in the file; carried on with, it stands at the prompt, and Enter records it.
fn the_line_was_kept(desk: &Desk) {
    assert_eq!(desk.answers(1), [POINT]);
    assert_eq!(desk.draft().as_deref(), Some(HALF_A_POINT));
    let mut terminal = desk.reflect(&["resume"], 80, 24);
    terminal.wait_for_text(QUESTION);
    terminal.wait_for("the line again", |screen| {
        screen.line() == format!("› {HALF_A_POINT}")
    });
    terminal.press_enter();
    terminal.wait_for_text(&format!("• {HALF_A_POINT} ›"));
    assert_eq!(desk.answers(1), [POINT, HALF_A_POINT]);
    assert_eq!(desk.draft(), None);
}

#[test]
fn nothing_is_left_beside_the_session_however_the_program_ends() {
    type Way = (&'static str, fn(&mut Terminal));
    let ways: [Way; 4] = [
        ("Ctrl-C", |terminal| terminal.type_keys(CTRL_C)),
        ("Ctrl-D", |terminal| {
            terminal.type_keys(CTRL_U);
            terminal.wait_for("an empty line", |screen| screen.line() == "›");
            terminal.type_keys(CTRL_D);
        }),
        ("SIGTERM", |terminal| terminal.terminate()),
        ("closed window", |terminal| terminal.close_the_window()),
    ];
    let mut left = Vec::new();
    for (way, end) in ways {
        let desk = Desk::new();
        let mut terminal = in_the_middle_of_a_line(&desk);
        end(&mut terminal);
        terminal.exit_status();
        let mut files = desk.session_files();
        files.retain(|name| name != SESSION);
        left.extend(files.into_iter().map(|name| format!("{way}: {name}")));
    }
    assert_eq!(left, [""; 0]);
}

#[test]
fn the_terminal_is_given_back() {
    type Way = (&'static str, fn(&mut Terminal), u32);
    let ways: [Way; 6] = [
        ("pause", |terminal| terminal.type_keys("/pause\r"), 0),
        ("Ctrl-D", |terminal| terminal.type_keys(CTRL_D), 0),
        ("Ctrl-C", |terminal| terminal.type_keys(CTRL_C), 130),
        (
            "Ctrl-C in a line",
            |terminal| {
                terminal.type_words("A line");
                terminal.type_keys(CTRL_C);
            },
            130,
        ),
        ("SIGTERM", |terminal| terminal.terminate(), 143),
        (
            "finish",
            |terminal| {
                last_prompt(terminal);
                terminal.type_keys("close\r");
            },
            0,
        ),
    ];
    for (way, end, status) in ways {
        let desk = Desk::new();
        let mut terminal = first_question(&desk, 80, 24);
        terminal.type_line(POINT);
        let taken = ["echo", "line mode", "the modes before", "plain paste"];
        assert_eq!(terminal.not_given_back(), taken, "{way}");
        end(&mut terminal);
        assert_eq!(terminal.exit_status(), status, "{way}");
        assert_eq!(terminal.not_given_back(), [""; 0], "{way}");
    }
}

#[test]
fn the_terminal_is_given_back_from_a_list() {
    type Way = (fn(&mut Terminal), u32);
    let ways: [Way; 2] = [
        (|terminal| terminal.type_keys(CTRL_C), 130),
        (|terminal| terminal.terminate(), 143),
    ];
    for (end, status) in ways {
        let desk = Desk::new();
        let mut terminal = desk.reflect(&["start"], 80, 24);
        terminal.wait_for_text("Which review ›");
        terminal.type_keys(DOWN);
        the_list_stands_at(1, &mut terminal);
        end(&mut terminal);
        assert_eq!(terminal.exit_status(), status);
        assert_eq!(terminal.not_given_back(), [""; 0], "status {status}");
        assert!(desk.session_files().is_empty());
    }
}

#[test]
fn a_resize_in_the_middle_of_a_line_and_at_a_choice_ends_nothing() {
    let desk = Desk::new();
    let mut terminal = desk.reflect(&["start"], 80, 24);
    terminal.wait_for_text("Which review ›");
    terminal.resize(100, 30);
    terminal.type_keys(DOWN);
    the_list_stands_at(1, &mut terminal);
    terminal.resize(70, 20);
    terminal.type_keys(DOWN);
    the_list_stands_at(2, &mut terminal);
    terminal.press("\r");
    terminal.wait_for_text("Team ›");

    terminal.type_words("Duty");
    terminal.resize(60, 24);
    terminal.type_keys(" Team");
    terminal.wait_for_text("Duty Team");
    terminal.resize(90, 24);
    terminal.press_enter();
    terminal.wait_for_text("✔ Team: Duty Team");
    for _ in ["facilitator", "present", "apologies", "minutes", "audience"] {
        terminal.press_enter();
    }
    terminal.wait_for_text("Press Enter to begin ›");
    terminal.type_line("/goto 1");
    terminal.type_words("The first half");
    terminal.resize(50, 15);
    terminal.type_keys(" and the second");
    terminal.wait_for_text("and the second");
    terminal.press_enter();
    assert_eq!(desk.answers(1), ["The first half and the second"]);
}

#[test]
fn a_bracketed_paste_of_three_lines_becomes_three_points() {
    let desk = Desk::new();
    let mut terminal = first_question(&desk, 80, 24);
    terminal
        .type_keys("\x1b[200~- The first point\r- The second point\r- The third point\x1b[201~");
    terminal.wait_for("the paste on the line", |screen| {
        screen.line().ends_with("The third point")
    });
    assert!(desk.session_files().is_empty(), "kept before Enter");
    terminal.press_enter();
    terminal.wait_for_text("• The first point • The second point • The third point ›");
    assert_eq!(terminal.all_text().matches("The second point").count(), 1);
    assert_eq!(
        desk.answers(1),
        ["The first point", "The second point", "The third point"]
    );
}

#[test]
fn an_unbracketed_paste_with_an_empty_line_in_it_stays_in_the_question() {
    let desk = Desk::new();
    let mut terminal = first_question(&desk, 80, 24);
    terminal.type_keys("The first point\r\rThe second point\r\r\rThe third point\r");
    terminal.wait_for("all three", |screen| {
        screen.line() == "›" && screen.text().contains("The third point ›")
    });
    let text = terminal.screen().text();
    assert!(
        text.contains("• The first point • The second point • The third point ›"),
        "{text}"
    );
    assert!(!text.contains("Question 2"), "{text}");
    assert_eq!(
        desk.answers(1),
        ["The first point", "The second point", "The third point"]
    );
}

#[test]
fn an_unbracketed_paste_stays_in_the_question_where_every_save_is_slow() {
    let desk = Desk::new();
    let mut terminal = first_question(&desk, 80, 24);
    terminal.type_line(POINT);
    terminal.type_keys(CTRL_D);
    assert_eq!(terminal.exit_status(), 0);
    // A session of this size takes longer to save than an empty line of a paste takes to be read.
    desk.edit_session(|text| {
        let long = "\"One of very many points.\", ".repeat(10_000);
        text.replace("id = \"q6\"", &format!("id = \"q6\"\nanswers = [{long}]"))
    });
    let mut terminal = desk.reflect(&["resume"], 80, 24);
    terminal.wait_for_text("What now ›");
    terminal.type_line("1");
    terminal.wait_for_text(QUESTION);
    terminal.type_keys("The first point\r\rThe second point\r\r\rThe third point\r");
    terminal.wait_for("all three", |screen| {
        screen.line() == "›" && screen.text().contains("The third point ›")
    });
    let text = terminal.screen().text();
    assert!(!text.contains("Question 2"), "{text}");
    assert_eq!(desk.answers(1).len(), 4);
}

#[test]
fn a_paste_whose_line_begins_with_a_slash_runs_no_command() {
    let desk = Desk::new();
    let mut terminal = first_question(&desk, 80, 24);
    terminal.type_keys("\x1b[200~/pause\r/delete 1\rThe last line\x1b[201~");
    terminal.wait_for("the paste on the line", |screen| {
        screen.line().ends_with("The last line")
    });
    terminal.press_enter();
    terminal.wait_for_text("• The last line ›");
    assert_eq!(desk.answers(1), ["/pause", "/delete 1", "The last line"]);
}

#[test]
fn an_unknown_command_is_answered_with_the_nearest_and_recorded_nowhere() {
    let desk = Desk::new();
    let mut terminal = first_question(&desk, 80, 24);
    terminal.type_line("/bakc");
    terminal
        .wait_for_text("“/bakc” is not a command, and nothing was recorded. Did you mean /back?");
    assert!(desk.session_files().is_empty());
    terminal.type_line(POINT);
    terminal.type_line("/parc no time");
    terminal.wait_for_text("Did you mean /park?");
    assert_eq!(desk.answers(1), [POINT]);
    assert!(!desk.session().to_string().contains("parc"));
}

#[test]
fn going_back_and_editing_lose_nothing() {
    let desk = Desk::new();
    let mut terminal = first_question(&desk, 80, 24);
    terminal.type_line("The first point");
    terminal.type_line("The second point");
    terminal.leave_it_at_that();
    terminal.wait_for_text("[2/6] Question 2");
    terminal.type_line("Another question's point");
    terminal.type_line("/back");
    terminal.wait_for_text("1. The first point 2. The second point");

    terminal.type_line("/edit 1");
    terminal.wait_for("the point", |screen| {
        screen.line() == "Point 1 › The first point"
    });
    terminal.type_words(", in other words");
    terminal.press_enter();
    terminal.wait_for_text("1. The first point, in other words 2. The second point");

    terminal.type_line("/goto 3");
    terminal.wait_for_text("[3/6] Question 3");
    terminal.type_line("/goto 1");
    terminal.type_line("/delete 1");
    terminal.wait_for_text("Take out “The first point, in other words”?");
    terminal.type_line("no");
    assert_eq!(
        desk.answers(1),
        ["The first point, in other words", "The second point"]
    );
    terminal.type_line("/delete 1");
    terminal.type_line("yes");
    terminal.wait_for_text("✔ Taken out: The first point, in other words");
    assert_eq!(desk.answers(1), ["The second point"]);
    assert_eq!(desk.answers(2), ["Another question's point"]);
}

#[test]
fn the_arrow_keys_choose_a_review_and_escape_goes_back_to_typing() {
    let desk = Desk::new();
    let mut terminal = desk.reflect(&["start"], 80, 24);
    let listed = |terminal: &mut Terminal| terminal.all_text().matches("Child AJ").count();
    terminal.wait_for_text("Which review ›");
    assert_eq!(listed(&mut terminal), 1);

    terminal.type_keys(DOWN);
    the_list_stands_at(1, &mut terminal);
    assert_eq!(listed(&mut terminal), 1);
    terminal.press(ESCAPE);
    terminal.wait_for_text("Which review ›");
    assert_eq!(listed(&mut terminal), 1);
    terminal.type_line("5");
    terminal.wait_for_text("✔ Child L,");
    terminal.wait_for_text("Team ›");
    assert_eq!(listed(&mut terminal), 0);

    terminal.type_line("/back");
    terminal.wait_for_text("(as it stands)");
    terminal.type_keys(UP);
    the_list_stands_at(5, &mut terminal);
    assert_eq!(listed(&mut terminal), 1);
    terminal.type_keys(UP);
    the_list_stands_at(4, &mut terminal);
    terminal.press("\r");
    terminal.wait_for_text("✔ Child I,");
    terminal.wait_for_text("Team ›");
    assert_eq!(listed(&mut terminal), 0);
}

#[test]
fn an_untouched_start_leaves_no_file() {
    let desk = Desk::new();
    let mut terminal = first_question(&desk, 80, 24);
    terminal.type_keys(CTRL_C);
    assert_eq!(terminal.exit_status(), 130);
    let text = terminal.screen().text();
    assert!(
        text.contains("Nothing was recorded, so no file was written."),
        "{text}"
    );
    assert!(desk.session_files().is_empty());
}

#[test]
fn the_whole_meeting_about_child_l_goes_from_the_questions_to_the_close() {
    let desk = Desk::new();
    let mut terminal = first_question(&desk, 80, 40);
    for (question, at) in review(|review| &review["questions"]).into_iter().zip(1..) {
        terminal.wait_for_text(&format!(
            "[{at}/6] Question {at}, 0 of 45 minutes {question}"
        ));
        terminal.type_line(&format!("What we said about question {at}"));
        if at == 3 {
            terminal.type_line("/action Put the safety plan on one page");
            terminal.type_line("Team manager");
            terminal.type_line("in 6 weeks");
            terminal.type_line("Every agency can say what is in it");
        }
        terminal.leave_it_at_that();
    }
    terminal.wait_for_text("Press Enter if this is right ›");
    terminal
        .wait_for_text("A1: Put the safety plan on one page (Team manager, by 2 January 2027).");
    terminal.press_enter();
    terminal.type_line("We ask who else needs the plan.");
    terminal.type_line("1");
    terminal.type_line("20 January");
    terminal.wait_for_text("Type close to close the meeting ›");
    terminal.type_keys("close\r");
    terminal.wait_for_text("Calendar file ›");
    terminal.type_line("clear");
    terminal.wait_for_text("“clear” was not taken for the name of a calendar file");
    terminal.type_line("nowhere/plan.ics");
    terminal.wait_for_text("cannot be written");
    terminal.type_keys("plan.ics\r");
    assert_eq!(terminal.exit_status(), 0);
    let calendar = std::fs::read_to_string(desk.path("plan.ics")).expect("a calendar");
    assert!(
        calendar.contains("DTSTART;VALUE=DATE:20270102"),
        "{calendar}"
    );

    let text = terminal.all_text();
    assert!(!text.contains("What to do now"), "{text}");
    let (_, minutes) = text.split_once("Minutes: Child L").expect("minutes");
    for at in 1..=6 {
        let point = format!("• What we said about question {at}");
        assert!(minutes.contains(&point), "{minutes}");
    }
    for part in ["A1", "Team manager", "2 Jan 2027"] {
        assert!(minutes.contains(part), "{part} in {minutes}");
    }
    assert!(
        minutes.contains("We ask who else needs the plan."),
        "{minutes}"
    );
    assert!(
        minutes.contains("✔ The session is sealed and kept in"),
        "{minutes}"
    );

    let session = desk.session();
    assert_eq!(session["status"].as_str(), Some("sealed"));
    assert!(session["seal"]["digest"].to_string().contains("sha256:"));
    assert!(session.get("place").is_none());
    assert_eq!(session["closing"]["next_meeting"].to_string(), "2027-01-20");
}

#[test]
fn a_question_without_an_action_costs_at_most_12_keystrokes_and_one_with_an_action_at_most_20() {
    let desk = Desk::new();
    let mut terminal = first_question(&desk, 80, 24);
    let before = terminal.keys_pressed();
    terminal.type_line(POINT);
    terminal.leave_it_at_that();
    terminal.wait_for_text("[2/6] Question 2");
    let without = terminal.keys_pressed() - before;
    assert!(without <= 12, "{without} keys");

    let before = terminal.keys_pressed();
    terminal.type_line("They are, but nobody reads them.");
    terminal.type_keys("/action ");
    terminal.type_line("Read them out at the handover");
    terminal.type_line("Team manager");
    terminal.type_line("in 6 weeks");
    terminal.type_line("Everyone can say what is in them");
    terminal.leave_it_at_that();
    terminal.wait_for_text("[3/6] Question 3");
    let with = terminal.keys_pressed() - before;
    assert!(with <= 20, "{with} keys");

    let session = desk.session();
    let action = &session["actions"][0];
    for (key, words) in [
        ("from", "q2"),
        ("what", "Read them out at the handover"),
        ("owner", "Team manager"),
        ("know", "Everyone can say what is in them"),
    ] {
        assert_eq!(action[key].as_str(), Some(words));
    }
    assert_eq!(action["due"].to_string(), "2027-01-02");
}

#[test]
fn an_early_ctrl_c_and_type_ahead_do_not_disturb_the_page() {
    let desk = Desk::new();
    let page = |terminal: &mut Terminal| {
        let mut rows = terminal.all_rows();
        while rows.pop_if(|row| row.is_empty()).is_some() {}
        rows
    };
    let heading = "Child L, North Yorkshire Safeguarding Children Partnership";
    let hint = "With commas between: 2 social workers, health visitor, police";

    let mut terminal = desk.reflect(&["start", "child-l"], 80, 24);
    terminal.wait_until_quiet();
    terminal.type_keys("Duty Team\rTeam manager\r");
    terminal.wait_for_text("Who is here, as roles ›");
    let drawn = [
        heading,
        "✔ Team: Duty Team",
        "✔ Facilitator: Team manager",
        hint,
        "Who is here, as roles ›",
    ];
    assert_eq!(page(&mut terminal), drawn);

    let mut terminal = desk.reflect(&["start", "child-l"], 80, 24);
    terminal.wait_until_quiet();
    terminal.type_keys(CTRL_C);
    assert_eq!(terminal.exit_status(), 130);
    let drawn = [
        heading,
        "Team ›",
        "",
        "Nothing was started, and no file was written.",
    ];
    assert_eq!(page(&mut terminal), drawn);

    // What is typed before there is a program is echoed by the terminal, as at any other time.
    let mut terminal =
        desk.reflect_after("Duty Team\rTeam manager\r", &["start", "child-l"], 80, 24);
    terminal.wait_for_text("Who is here, as roles ›");
    let drawn = [
        "Duty Team",
        "Team manager",
        heading,
        "✔ Team: Duty Team",
        "✔ Facilitator: Team manager",
        hint,
        "Who is here, as roles ›",
    ];
    assert_eq!(page(&mut terminal), drawn);
}

#[test]
fn a_folder_that_cannot_be_written_is_said_before_the_meeting_and_another_is_offered() {
    let desk = Desk::new();
    std::fs::write(desk.path("a-file"), "not a folder").expect("a file");
    let arguments = ["start", "child-l", "--sessions", "a-file/sessions"];
    let mut terminal = desk.reflect(&arguments, 80, 24);
    terminal.wait_for_text("Another folder [");
    assert!(
        terminal
            .all_text()
            .contains("Sessions cannot be written into a-file/sessions: a-file is not a folder.")
    );
    terminal.type_line("a-file");
    terminal.wait_for_text("cannot be written into a-file:");
    let elsewhere = desk.path("elsewhere");
    terminal.type_line(&elsewhere.display().to_string());
    terminal.wait_for_text("Team ›");
    terminal.type_line("Duty Team");
    for _ in ["facilitator", "present", "apologies", "minutes", "audience"] {
        terminal.press_enter();
    }
    terminal.press_enter();
    terminal.type_line("/skip");
    terminal.wait_for_text(QUESTION);
    terminal.type_line(POINT);
    terminal.wait_for_text("• Everyone has had the training.");
    terminal.type_keys("/pause\r");
    assert_eq!(terminal.exit_status(), 0);
    let left = std::fs::read_to_string(elsewhere.join(SESSION)).expect("the session");
    assert!(left.contains(POINT));
}

#[test]
fn the_front_door_offers_what_a_person_would_do_next() {
    let desk = Desk::new();
    let mut terminal = desk.reflect(&[], 80, 24);
    terminal.wait_for_text("What would you like to do ›");
    let options = |terminal: &mut Terminal| -> Vec<String> {
        let rows = terminal.all_rows();
        let numbered = |row: &&String| row.starts_with(|c: char| c.is_ascii_digit());
        rows.iter().filter(numbered).cloned().collect()
    };
    assert_eq!(
        options(&mut terminal),
        [
            "1. Hold a meeting",
            "2. Rehearse one; nothing is written",
            "3. See the reviews"
        ]
    );
    terminal.type_keys("3\r");
    assert_eq!(terminal.exit_status(), 0);
    assert!(terminal.all_text().contains("child-ac"));

    drop(in_the_middle_of_a_line(&desk));
    let mut terminal = desk.reflect(&[], 80, 24);
    terminal.wait_for_text("What would you like to do ›");
    assert_eq!(
        options(&mut terminal)[0],
        "1. Carry on with Child L, Duty Team, 21 November 2026"
    );
    terminal.type_line("1");
    terminal.wait_for_text(QUESTION);
    // The line that was being typed when the window closed is on the line again.
    terminal.type_keys(CTRL_U);
    terminal.type_keys("/pause\r");
    assert_eq!(terminal.exit_status(), 0);
}

#[test]
fn through_the_front_door_too_a_signal_keeps_the_line() {
    let desk = Desk::new();
    drop(in_the_middle_of_a_line(&desk));
    let mut terminal = desk.reflect(&[], 80, 24);
    terminal.wait_for_text("What would you like to do ›");
    terminal.type_line("1");
    terminal.wait_for_text(QUESTION);
    terminal.type_keys(CTRL_U);
    terminal.type_words("half of another li");
    terminal.terminate();
    assert_eq!(terminal.exit_status(), 143);
    assert_eq!(desk.draft().as_deref(), Some("half of another li"));
    assert_eq!(desk.session_files(), [SESSION]);
}

#[test]
fn what_a_file_holds_is_never_obeyed_by_the_terminal() {
    let desk = Desk::new();
    drop(in_the_middle_of_a_line(&desk));
    desk.edit_session(|text| {
        text.replace(HALF_A_POINT, "\\u001b]0;owned\\u0007\\u202ehalf")
            .replace(POINT, "\\u001b[2JEveryone")
    });
    let mut terminal = desk.reflect(&["resume"], 80, 24);
    terminal.wait_for_text("What now ›");
    terminal.type_line("1");
    terminal.wait_for_text("So far: <U+001B>]0;owned<U+0007><U+202E>half");
    assert!(terminal.all_text().contains("1. <U+001B>[2JEveryone"));
    terminal.type_line("/edit 1");
    terminal.wait_for_text("So far: <U+001B>[2JEveryone");
    // Enter keeps what was there, and not what is shown instead of it.
    terminal.press_enter();
    assert_eq!(desk.answers(1), ["\u{1b}[2JEveryone"]);
}

//! What people write on a sheet, badly and well, is read for what it says.

use super::{Form, Said, Worksheet};
use crate::model::file_text;
use crate::model::review::Review;

fn review() -> Review {
    let text = "format = 1\nid = \"r\"\ntitle = \"R\"\nwording = \"restated\"\n[case]\nintroduction = [\"It was a long day for all of them.\"]\n[[questions]]\nid = \"q1\"\ntext = \"What would we see here on an ordinary working day in our team?\"\n[[questions]]\nid = \"q2\"\ntext = \"Who else knows?\"\n[[steps]]\nid = \"s1\"\ntext = \"Look at the form together.\"\n";
    file_text::read(text).expect("a review")
}

#[track_caller]
fn read(text: &str) -> Worksheet {
    Form::Lines.read(text, &review()).expect("a sheet")
}

fn words(said: &[Said]) -> Vec<&str> {
    said.iter().map(|said| said.words.as_str()).collect()
}

#[track_caller]
fn assert_points(under: &str, expected: &[&str]) {
    let sheet = read(&format!(
        "## Questions for reflection\n\n### 1. What\n\n{under}"
    ));
    let points: Vec<&str> = sheet
        .questions
        .first()
        .map(|q| words(&q.answers))
        .unwrap_or_default();
    assert_eq!(points, expected, "{under}");
    assert_eq!(sheet.passed_over, Vec::new(), "{under}");
}

#[test]
fn a_point_is_a_point_whatever_its_mark() {
    assert_points(
        "- one\n* two\n• three\n+ four",
        &["one", "two", "three", "four"],
    );
    assert_points("1. one\n2. two\n3) three", &["one", "two", "three"]);
    assert_points(
        "- one\n  - nested\n    * deeper",
        &["one", "nested", "deeper"],
    );
    assert_points("- one\r\n- two\r\n- \r\n", &["one", "two"]);
    assert_points("We do this\nWe do that", &["We do this", "We do that"]);
    assert_points("- \n- \n-\n", &[]);
}

#[test]
fn a_paragraph_is_one_point_however_it_is_wrapped() {
    assert_points(
        "We use the form, and it goes to the health visitor as well as\nto the school.\n\nAnd we ring.",
        &[
            "We use the form, and it goes to the health visitor as well as to the school.",
            "And we ring.",
        ],
    );
    assert_points(
        "- We use the form but\n  Not always",
        &["We use the form but Not always"],
    );
    assert_points("- We use it\nbut not always", &["We use it but not always"]);
}

#[test]
fn words_are_kept_as_they_stand() {
    for point in [
        "<5 days * 3 & “so” on",
        "a_b_c  d \\ e",
        "**All** of us",
        "#1 is trust",
        "2 of us",
    ] {
        assert_points(&format!("- {point}"), &[point]);
    }
}

#[test]
fn a_question_is_left_with_a_reason() {
    let sheet = read(
        "Questions\n\n1. What would we see here on an ordinary working day in our team?\n- parked: no time\n\nQuestion 2\n- Skipped\n",
    );
    let found: Vec<_> = sheet
        .questions
        .iter()
        .map(|q| (q.id.as_str(), q.outcome.clone(), q.reason.clone()))
        .collect();
    let said = |line, words: &str| {
        Some(Said {
            line,
            words: words.into(),
        })
    };
    assert_eq!(
        found,
        [
            ("q1", said(4, "parked"), said(4, "no time")),
            ("q2", said(7, "skipped"), None)
        ]
    );
}

#[test]
fn a_sheet_that_an_editor_has_wrapped_says_the_same() {
    let wrapped = "## The meeting\n\n- **Present, as roles:** 2 social workers, health visitor,\n  family support\nworker, police\n\n## The case in brief\n\n- It was a long day for all\n  of them.\n\n## Questions for reflection\n\n### 1. What would we see here on an ordinary working\nday in our team?\n\n- the form\n\n## What to do now\n\n### 1. Look at the form together.\n\n- **What became of it (in place, action agreed, needs\n  others, not for us, not reached):** in place\n";
    let sheet = read(wrapped);
    assert_eq!(
        sheet.passed_over,
        [Said {
            line: 5,
            words: "worker, police".into()
        }]
    );
    assert_eq!(
        words(&sheet.present),
        ["2 social workers", "health visitor", "family support"]
    );
    let question = sheet.questions.first().map(|q| words(&q.answers));
    assert_eq!(question, Some(vec!["the form"]));
    let step = sheet
        .steps
        .first()
        .and_then(|step| step.disposition.clone());
    assert_eq!(step.map(|said| said.words).as_deref(), Some("in place"));
}

#[test]
fn what_has_no_place_is_listed_with_its_line() {
    let sheet = read(
        "# My notes\n\n- Team: Duty Team\n- Venue: Room 3\n\n## The case in brief\n\n- It was a long day for all of them.\n- Sad.\n\n## Questions for reflection\n\nWhat now\n\n### 7. Nothing\n\n- lost\n\n## Parking\n\n- a van\n",
    );
    let passed: Vec<_> = sheet
        .passed_over
        .iter()
        .map(|s| (s.line, s.words.as_str()))
        .collect();
    assert_eq!(
        passed,
        [
            (1, "My notes"),
            (4, "- Venue: Room 3"),
            (9, "- Sad."),
            (13, "What now"),
            (15, "7. Nothing"),
            (17, "- lost"),
            (19, "Parking"),
            (21, "- a van"),
        ]
    );
}

#[test]
fn a_step_says_what_became_of_it() {
    for (under, disposition, points) in [
        (
            "- **What became of it (in place):** In place\n- we look",
            "In place",
            vec!["we look"],
        ),
        (
            "What became of it: needs others - the police",
            "needs others",
            vec!["the police"],
        ),
        (
            "- What became of it:\n- not for us.\n- we have none",
            "not for us.",
            vec!["we have none"],
        ),
        ("- What became of it: soon", "soon", vec![]),
    ] {
        let sheet = read(&format!(
            "## What to do now\n\n### 1. Look at the form together.\n\n{under}\n"
        ));
        let step = sheet.steps.first().expect("a step");
        let said = step.disposition.as_ref().map(|said| said.words.as_str());
        assert_eq!(
            (said, words(&step.answers)),
            (Some(disposition), points),
            "{under}"
        );
    }
}

#[test]
fn actions_have_labels_or_are_a_line() {
    let sheet = read(
        "## Actions\n\n### 1. Action\n\n- **What will be done:** Add a field\n  to the form\n- **Owner, as a role:** \n- **Due:** 3/4\n\n### 2. Action\n\n- **What will be done:** \n\n- Ring the school\n- What we said: ring twice\n\n| a | b |\n",
    );
    let found: Vec<_> = sheet
        .actions
        .iter()
        .map(|a| {
            let of = |said: &Option<Said>| said.as_ref().map(|said| said.words.clone());
            (of(&a.what), of(&a.due))
        })
        .collect();
    let some = |words: &str| Some(words.to_owned());
    assert_eq!(
        found,
        [
            (some("Add a field to the form"), some("3/4")),
            (some("Ring the school"), None),
            (some("What we said: ring twice"), None),
        ]
    );
    assert_eq!(words(&sheet.passed_over), ["| a | b |"]);
}

#[test]
fn roles_stand_in_a_line_or_below_it() {
    let sheet = read(
        "Team: Duty Team\nPresent, as roles:\n- 2 social workers\n- Police, health visitor\nApologies: GP; school\nMinutes planned: ______\nwe sat outside\n",
    );
    assert_eq!(
        words(&sheet.present),
        ["2 social workers", "Police", "health visitor"]
    );
    assert_eq!(words(&sheet.apologies), ["GP", "school"]);
}

#[test]
fn tables_name_their_lines() {
    for (text, expected) in [
        (
            "review = \"r\"\n[[questions]]\nanswers = [\"a\"]\n",
            "the question on line 2 has no id; write the id that the review gives it, such as q1",
        ),
        (
            "review = \"r\"\nactions = 3\n",
            "line 2 should have a list of tables, each under its name in two brackets",
        ),
        (
            "[seal]\ndigest = \"x\"\n",
            "line 1 is part of a session that has been kept already, and needs no recording; it belongs into the sessions folder as it is",
        ),
    ] {
        assert_eq!(
            Form::Tables.read(text, &review()),
            Err(expected.to_owned()),
            "{text}"
        );
    }
    let sheet = Form::Tables
        .read(
            "review = \"r\"\nmood = \"low\"\n[meeting]\ndate = 2026-11-19\nroom = 3\n",
            &review(),
        )
        .expect("a sheet");
    assert_eq!(words(&sheet.passed_over), ["mood = \"low\"", "room = 3"]);
    assert_eq!(
        sheet.date,
        Some(Said {
            line: 4,
            words: "2026-11-19".into()
        })
    );
}

#[test]
fn the_words_of_the_sheet_are_the_teams_where_they_stand_elsewhere() {
    // Words of the question itself, and words at the end of another text.
    assert_points("day in our team?", &["day in our team?"]);
    assert_points(
        "- ordinary working day in our team",
        &["ordinary working day in our team"],
    );
    let sheet = read(
        "## Actions\n\n### 1. Action\n\n- **What will be done:** Ask\n- **Due:**\n  end of March.\n",
    );
    let due = sheet.actions.first().and_then(|action| action.due.clone());
    assert_eq!(due.map(|said| said.words), Some("end of March.".into()));
}

#[test]
fn a_point_that_begins_as_a_label_does_is_a_point() {
    let sheet = read(
        "## Questions for reflection\n\n### 1. What would we see here on an ordinary working day in our team?\n\n- How will we know\n\n### 2. x\n\n- said under two\n- Was everyone asked how",
    );
    let points: Vec<Vec<&str>> = sheet
        .questions
        .iter()
        .map(|q| q.answers.iter().map(|said| said.words.as_str()).collect())
        .collect();
    assert_eq!(
        points,
        [
            vec!["How will we know"],
            vec!["said under two", "Was everyone asked how"]
        ]
    );
}

#[test]
fn a_word_alone_begins_no_part_where_headings_do() {
    let sheet = read(
        "## Questions for reflection\n\n### 1. x\n\nWhat gets in the way?\n\nActions\n\n### 2. y\n\n- said under two\n",
    );
    let counts: Vec<usize> = sheet.questions.iter().map(|q| q.answers.len()).collect();
    assert_eq!((counts, sheet.actions.len()), (vec![2, 1], 0));
}

#[test]
fn points_without_marks_stay_apart_however_far_in() {
    assert_points(
        "   We have a rota.\n   We saw it work.\n   We ask every week.",
        &["We have a rota.", "We saw it work.", "We ask every week."],
    );
    assert_points(
        "- We have a rota.\n  We saw it work.",
        &["We have a rota. We saw it work."],
    );
}

#[test]
fn room_that_nobody_wrote_in_is_empty() {
    assert_points("Write here", &[]);
    assert_points("- A point\n\nWrite here", &["A point"]);
}

//! The tables of a report, section by section.

use super::Section;
use super::coverage;
use super::differences::what_difference;
use super::left_out::{files, left_out};
use super::sheaf::Sheaf;
use super::source_numbers::SourceNumbers;
use crate::model::session::Progress;
use crate::query::report::how_well::HowWell;
use crate::query::report::supervision::Supervision;
use crate::query::report::{Figure, HowMuch, Report, Source};
use crate::render::wrap::first_letter_large;

/// Every table of the report under its heading.
pub fn sections(report: &Report, numbers: &SourceNumbers<'_>) -> Vec<Section> {
    let section = |name, heading, tables| Section {
        name,
        heading,
        tables,
    };
    let difference = what_difference(&report.what_difference, report.today, numbers);
    let left_out = vec![left_out(&report.left_out, numbers), files(&report.left_out)];
    vec![
        section(
            "how-much",
            "How much did we do?",
            how_much(&report.how_much, numbers),
        ),
        section(
            "how-well",
            "How well did we do it?",
            how_well(&report.how_well, numbers),
        ),
        section(
            "what-difference",
            "What difference did it make?",
            difference,
        ),
        section("leaves-out", "What this report leaves out", left_out),
        section("comes-from", "Where it comes from", vec![sources(report)]),
    ]
}

fn how_much(how_much: &HowMuch, numbers: &SourceNumbers<'_>) -> Vec<Sheaf> {
    let teams = Figure {
        count: how_much.teams.len(),
        ..how_much.held.clone()
    };
    let lines = [
        ("Sessions held in the period", &how_much.held),
        ("Teams that held one", &teams),
        (
            "Sessions that do not say who was there",
            &how_much.without_attendance,
        ),
    ];
    let of_teams = how_much.teams.iter();
    let roles: Vec<(String, &Figure)> = how_much
        .attendance
        .iter()
        .map(|of| (first_letter_large(&of.role), &of.figure))
        .collect();
    vec![
        Sheaf::of_lines(
            "sessions",
            "Sessions and teams",
            ["What", "How many"],
            lines,
            numbers,
        ),
        Sheaf::of_lines(
            "teams",
            "Sessions of each team",
            ["Team", "Held"],
            of_teams.map(|of_team| (of_team.team.as_str(), &of_team.figure)),
            numbers,
        ),
        Sheaf::of_lines(
            "attendance",
            "Attendance by role",
            ["Role", "Attended"],
            roles.iter().map(|(role, figure)| (role.as_str(), *figure)),
            numbers,
        )
        .note(
            "Roles stand as they were typed. “2 nurses” counts two, and counts with “Nurse”. \
             Somebody who came to three sessions counts three times.",
        ),
        coverage::lists(&how_much.coverage, numbers),
    ]
}

fn how_well(how_well: &HowWell, numbers: &SourceNumbers<'_>) -> Vec<Sheaf> {
    let (questions, actions) = (&how_well.questions, &how_well.actions);
    let steps: Vec<(String, &Figure)> = how_well
        .steps
        .dispositions
        .iter()
        .map(|of| (first_letter_large(of.disposition.word()), &of.figure))
        .collect();
    vec![
        Sheaf::of_shares(
            "questions",
            "Questions for reflection",
            ["What became of them", "Questions"],
            ("All questions", &questions.all),
            [
                ("Discussed", &questions.discussed),
                ("Parked for another time", &questions.parked),
                ("Skipped on purpose", &questions.skipped),
                ("Not reached", &questions.not_reached),
                (
                    "Left, and answered since",
                    &questions.answered_since,
                ),
            ],
            numbers,
        )
        .note("Answered since: added to the record, or discussed at a later meeting about the same review, up to today."),
        Sheaf::of_shares(
            "steps",
            "Steps: what to do now",
            ["What became of the steps", "Steps"],
            ("All steps", &how_well.steps.all),
            steps.iter().map(|(word, figure)| (word.as_str(), *figure)),
            numbers,
        ),
        Sheaf::of_shares(
            "actions",
            "Actions agreed in the period",
            ["What they say", "Actions"],
            ("All actions agreed", &actions.all),
            [
                ("Who owns it", &actions.with_owner),
                ("By when", &actions.with_date),
                (
                    "How we will know it made a difference",
                    &actions.with_measure,
                ),
                ("All three", &actions.whole),
            ],
            numbers,
        )
        .note("As they were agreed in the meeting. An owner or a day that was agreed later is not counted here."),
        supervision(&how_well.supervision, numbers),
    ]
}

fn supervision(supervision: &Supervision, numbers: &SourceNumbers<'_>) -> Sheaf {
    Sheaf::of_lines(
        "supervision",
        "What supervisors made of the sessions",
        ["What", "How many"],
        [
            ("Sessions held and sealed", &supervision.sealed),
            ("Of them, signed off by a supervisor", &supervision.signed_off),
            ("Questions put back to a team about them", &supervision.asked),
            ("Of the questions, answered", &supervision.answered),
        ],
        numbers,
    )
    .note("Whenever that was said, up to today. The sessions of an answer are the one that was asked about and the one that answers.")
}

fn sources(report: &Report) -> Sheaf {
    let standing = |source: &Source| {
        let held = match source.status {
            _ if source.date > report.today => return "dated after today".to_owned(),
            Progress::InProgress => return "in progress".to_owned(),
            _ if source.of_another_team => "of another team",
            _ if source.in_period => "held",
            _ if source.date > report.until => "held later",
            _ => "held earlier",
        };
        if source.seal_missing {
            return format!("{held}; its seal is missing");
        }
        match source.changed_since_sealed {
            true => format!("{held}; changed since sealed"),
            false => held.to_owned(),
        }
    };
    Sheaf {
        name: "sources",
        title: "The sessions".to_owned(),
        note: Some("Held: in the period. Held earlier or later: before or after it, and named here because a figure comes from it.".to_owned()),
        headers: vec!["No.", "Session", "Date", "Team", "Review", "Standing"],
        numbers: vec![0],
        said_by_id: vec![2, 4],
        total_first: false,
        rows: report
            .sessions
            .iter()
            .zip(1..)
            .map(|(source, number): (&Source, usize)| {
                vec![
                    number.to_string(),
                    source.id.clone(),
                    source.date.short(),
                    source.team.clone(),
                    source.review.clone(),
                    standing(source),
                ]
            })
            .collect(),
    }
}

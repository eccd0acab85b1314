//! The tables of what a report leaves out, or counts with a doubt.

use super::sheaf::Sheaf;
use super::source_numbers::SourceNumbers;
use crate::query::report::Figure;
use crate::query::report::left_out::LeftOut;

pub fn left_out(left_out: &LeftOut, numbers: &SourceNumbers<'_>) -> Sheaf {
    let lines: [(&str, &Figure); 15] = [
        (
            "Sessions in progress, up to the end of the period: not counted, but for what they say of earlier actions",
            &left_out.in_progress,
        ),
        (
            "Actions agreed in those: not counted",
            &left_out.actions_in_progress,
        ),
        (
            "Those of them that are open: not counted",
            &left_out.open_in_progress,
        ),
        (
            "Those of them that are overdue today: not counted",
            &left_out.overdue_in_progress,
        ),
        (
            "Sessions dated after today: not counted; one of two clocks is wrong",
            &left_out.after_today,
        ),
        (
            "Sessions that were finished and never sealed: counted",
            &left_out.not_sealed,
        ),
        (
            "Sessions that have changed since they were sealed, or have lost their seal: counted as they are now",
            &left_out.changed_since_sealed,
        ),
        (
            "Open actions without an owner: counted",
            &left_out.without_owner,
        ),
        (
            "Open actions without a date: counted, and never overdue",
            &left_out.without_date,
        ),
        (
            "Actions spoken of before they were agreed: counted as of their first day; one of two clocks is wrong",
            &left_out.spoken_of_too_early,
        ),
        (
            "Actions with an update dated after today: counted without it; one of two clocks is wrong",
            &left_out.word_to_come,
        ),
        (
            "Sessions with a sign-off or an amendment dated after today: counted without it; one of two clocks is wrong",
            &left_out.addition_to_come,
        ),
        (
            "Sessions that ended before they began, or began on another day than their date: counted; a clock is wrong",
            &left_out.clocks_disagree,
        ),
        (
            "Actions that a later meeting left open, and that no session here agreed: not counted",
            &left_out.lost,
        ),
        (
            "Actions that a meeting of the period closed, and that no session here agreed: not counted",
            &left_out.closed_elsewhere,
        ),
    ];
    let (title, headers) = ("Sessions and actions", ["What", "How many"]);
    let mut sheaf = Sheaf::of_lines("left-out", title, headers, lines, numbers);
    let outside = [
        (
            "Sessions held before the period: only their actions are counted",
            left_out.before_period,
            "listed where their actions count",
        ),
        (
            "Sessions after the period: not counted, but for what they say of earlier actions",
            left_out.after_period,
            "listed where a line above names them",
        ),
    ];
    sheaf.rows.extend(outside.map(|(what, count, listed)| {
        let listed = if count > 0 { listed } else { "" };
        vec![what.to_owned(), count.to_string(), listed.to_owned()]
    }));
    sheaf
}

pub fn files(left_out: &LeftOut) -> Sheaf {
    let files = &left_out.files;
    let line = |what: &str, names: &[String]| {
        vec![what.to_owned(), names.len().to_string(), names.join(", ")]
    };
    Sheaf {
        name: "files",
        title: "Files in the sessions folder".to_owned(),
        note: Some("Of every team and every day.".to_owned()),
        headers: vec!["What", "How many", "Which"],
        numbers: vec![1],
        said_by_id: Vec::new(),
        total_first: false,
        rows: vec![
            line("Could not be read: not counted", &files.unreadable),
            line(
                "Hold a session that another file holds as well: not counted",
                &files.copies,
            ),
            line(
                "Hold another meeting under the id of one that is counted: not counted",
                &files.same_id,
            ),
            line(
                "Changed outside the program, or cut short: counted as they are",
                &files.unmarked,
            ),
        ],
    }
}

//! What was verified, as a list.

use super::table::{Layout, lay_out};
use super::wrap::counted;
use crate::query::verification::{Finding, Saw, Verification, Witness};

/// A list of what was found of each session.
pub fn list(rows: &[Verification], layout: Layout) -> String {
    if layout == Layout::Tabs {
        let headers = ["Date", "Team", "Finding", "What was found", "Session"];
        let cells = rows.iter().map(|row| {
            vec![
                row.date.to_string(),
                row.team.clone(),
                row.finding.word().to_owned(),
                details(row),
                row.id.clone(),
            ]
        });
        return lay_out(&headers, &cells.collect::<Vec<_>>(), layout);
    }
    let cells = rows
        .iter()
        .map(|row| vec![row.id.clone(), row.finding.word().to_owned(), details(row)]);
    let headers = ["Session", "Finding", "What was found"];
    lay_out(&headers, &cells.collect::<Vec<_>>(), layout)
}

fn details(row: &Verification) -> String {
    let mut details = Vec::new();
    match row.finding {
        Finding::NeverSealed => details.push(row.status.word().to_owned()),
        Finding::SealMissing => details.push("it is called sealed, and has no seal".into()),
        Finding::Changed if row.changed.is_empty() => {
            details.push("where cannot be told".into());
        }
        Finding::Changed => details.push(row.changed.join(", ")),
        Finding::BrokenChain => {}
        Finding::Intact => details.extend(added(row)),
    }
    details.extend(row.broken.iter().cloned());
    let witnesses = row.sign_offs.iter();
    details.extend(witnesses.filter_map(|witness| saw(row.finding, witness)));
    details.join("; ")
}

/// What was added beside an intact record.
fn added(row: &Verification) -> Option<String> {
    let counts = [
        (row.amendments, "amendment"),
        (row.sign_offs.len(), "sign-off"),
    ];
    let counts = counts.into_iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, noun)| counted(count, noun)).collect();
    (!counts.is_empty()).then(|| counts.join(", "))
}

/// What a sign-off saw, where that is in question.
fn saw(finding: Finding, witness: &Witness) -> Option<String> {
    let words = match witness.saw {
        Saw::AsSealed if finding != Finding::Changed => return None,
        Saw::AsSealed => "signed it before the change",
        Saw::AsItStands => "signed it after the change",
        Saw::Another if finding == Finding::Changed => "signed yet another version",
        Saw::Another => "signed it while it was changed",
        Saw::CannotBeTold => return None,
    };
    Some(format!("{} {words}, {}", witness.by, witness.on.short()))
}

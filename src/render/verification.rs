//! What was verified, as a list.

use super::table::{Layout, lay_out};
use super::wrap::counted;
use crate::model::file_text::EndMark;
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
    // On a screen what was found must not scroll away among what is as it should be.
    let shown = |row: &&Verification| rows.len() <= FEW || row.is_found();
    let cells = rows
        .iter()
        .filter(shown)
        .map(|row| vec![row.id.clone(), row.finding.word().to_owned(), details(row)]);
    let headers = ["Session", "Finding", "What was found"];
    let mut text = match cells.clone().next() {
        Some(_) => lay_out(&headers, &cells.collect::<Vec<_>>(), layout),
        None => String::new(),
    };
    text.push_str(&summary(rows));
    text
}

/// So many sessions are listed on a screen whatever was found.
const FEW: usize = 12;

/// How many were found to be how: "1 changed, 150 intact, 17 never sealed."
fn summary(rows: &[Verification]) -> String {
    let kinds = [
        Finding::Changed,
        Finding::SealMissing,
        Finding::BrokenChain,
        Finding::Intact,
        Finding::NeverSealed,
    ];
    let counts = kinds.into_iter().filter_map(|kind| {
        let count = rows.iter().filter(|row| row.finding == kind).count();
        (count > 0).then(|| format!("{count} {}", kind.word()))
    });
    format!("\n{}.\n", counts.collect::<Vec<_>>().join(", "))
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
    details.extend(match row.end_mark {
        EndMark::Right => None,
        EndMark::Missing => Some("no end mark".to_owned()),
        EndMark::Wrong => Some("the file was changed outside reflect".to_owned()),
    });
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

//! `reflect doctor`: tries the sessions folder, and says what can be promised there and what not.

use super::{Context, out};
use crate::cli::ListFormat;
use crate::meeting::Clock;
use crate::model::date::Day;
use crate::model::glance::glance;
use crate::render::doctor::{Diagnosis, Kept, from_the_root, list};
use crate::render::json::json;
use crate::render::wrap::counted;
use crate::store::left_behind::left_behind;
use crate::store::reading::read_each;
use crate::store::recovery::Recovery;
use crate::store::trial::{Holds, Trial, try_folder, try_recovery};
use crate::trouble::Trouble;

/// The exit status where something cannot be promised.
const NOT_PROMISED: u8 = 3;

pub fn run(context: &Context, format: ListFormat) -> Result<u8, Trouble> {
    let places = &context.places;
    let folder = &places.sessions;
    // Before the trial, whose own files are no finding.
    let left = left_behind(folder, &Recovery::in_folder(places.recovery.clone()));
    let Trial {
        mut findings,
        unusable,
    } = try_folder(folder);
    findings.push(try_recovery(&places.recovery));
    let broken = findings
        .iter()
        .filter(|finding| finding.holds == Holds::No)
        .count();
    let diagnosis = Diagnosis {
        folder: from_the_root(folder),
        findings,
        left_behind: left,
        places: vec![
            Kept::at("sessions", folder),
            Kept::at("reviews", &places.reviews),
            Kept::at("configuration", &places.configuration),
            Kept::at("known words", &places.known_words),
            Kept::at("recovery files", &places.recovery),
        ],
    };
    match format {
        ListFormat::Json => out::print(&json(&diagnosis).map_err(Trouble::refused)?)?,
        ListFormat::Table => out::print(&list(&diagnosis, context.list_layout()))?,
    }
    let today = Day(context.clock.today());
    // A folder that cannot be read at all has said so above.
    if let Ok(reading) = read_each(folder, |_, text| glance(text, today)) {
        out::warn_each(&reading.in_short);
    }
    if let Some(why) = unusable {
        return Err(Trouble::refused(format!(
            "Sessions cannot be kept in {}: {why}.",
            folder.display()
        ))
        .hint("Name another folder with --sessions DIR."));
    }
    if broken == 0 {
        out::warn(&format!(
            "Everything that was tried holds in {}.",
            folder.display()
        ));
        return Ok(0);
    }
    out::warn(&format!(
        "{} cannot be promised in {}. Everything else holds.",
        counted(broken, "thing"),
        folder.display()
    ));
    Ok(NOT_PROMISED)
}

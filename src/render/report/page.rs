//! The report as one HTML page.

use super::Sheet;
use super::charts::{Bars, Columns, opened_and_closed, overdue_by_age};
use super::coverage::{Grid, grids};
use super::source_numbers::SourceNumbers;
use crate::query::report::Report;
use crate::render::template::{TemplateTrouble, Templates};
use serde::Serialize;

#[derive(Serialize)]
struct Page<'a> {
    sheet: &'a Sheet,
    grids: Vec<Grid>,
    over_time: Columns,
    by_age: Bars,
    /// Whether there are so many sessions that a line of their numbers may fill a page.
    many: bool,
    version: &'static str,
    today: String,
}

pub fn html(report: &Report, sheet: &Sheet) -> Result<String, TemplateTrouble> {
    let numbers = SourceNumbers::of(&report.sessions);
    let page = Page {
        sheet,
        grids: grids(&report.how_much.coverage, &numbers),
        over_time: opened_and_closed(&report.what_difference.over_time),
        by_age: overdue_by_age(&report.what_difference.overdue_by_age),
        many: report.sessions.len() > 100,
        version: env!("CARGO_PKG_VERSION"),
        today: report.today.spoken(),
    };
    Templates::bundled()?.fill("report.html", &page)
}

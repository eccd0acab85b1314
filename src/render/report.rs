//! A report as a page for the terminal, for Markdown and for a browser. All three say the same.

mod charts;
mod coverage;
mod differences;
mod left_out;
mod page;
mod sheaf;
mod source_numbers;
mod tables;

use super::document::{Block, Document};
use super::template::TemplateTrouble;
use super::wrap::counted;
use crate::model::date::Day;
use crate::query::report::Report;
use serde::Serialize;
use sheaf::Sheaf;
use source_numbers::SourceNumbers;

/// What a report says, in the order in which it says it.
#[derive(Debug, Serialize)]
struct Sheet {
    title: String,
    facts: Vec<(&'static str, String)>,
    introduction: &'static str,
    sections: Vec<Section>,
}

/// A heading, and the tables under it.
#[derive(Debug, Serialize)]
struct Section {
    name: &'static str,
    heading: &'static str,
    tables: Vec<Sheaf>,
}

const INTRODUCTION: &str = "This report counts. It gives no answers, no words of any action and no names of people. \
    Each line says which sessions it comes from, by their numbers in the list at the end.";

impl Sheet {
    fn of(report: &Report) -> Self {
        let numbers = SourceNumbers::of(&report.sessions);
        let period = spoken_period(report.since, report.until);
        let teams = match report.teams.as_slice() {
            [] => "All teams".to_owned(),
            some => some.join(", "),
        };
        Self {
            title: "Learning from practice reviews".to_owned(),
            facts: [
                ("Period", period),
                ("Teams", teams),
                ("As things stand on", report.today.spoken()),
            ]
            .into_iter()
            .chain(at_a_glance(report))
            .collect(),
            introduction: INTRODUCTION,
            sections: tables::sections(report, &numbers),
        }
    }
}

/// The figures that are asked for first.
fn at_a_glance(report: &Report) -> [(&'static str, String); 3] {
    let (much, difference) = (&report.how_much, &report.what_difference);
    let (agreed, open) = (&difference.agreed, &difference.open);
    let oldest = difference.overdue.first().map(|oldest| {
        let days = usize::try_from(oldest.days).unwrap_or_default();
        let left_alone = match open.overdue_and_left_alone.count {
            0 => String::new(),
            some => format!("; {some} of these left alone until a day to come"),
        };
        format!(
            ", {} of them overdue, the oldest by {}{left_alone}",
            open.overdue.count,
            counted(days, "day")
        )
    });
    [
        (
            "Sessions held",
            match much.held.count {
                0 => "none".to_owned(),
                held => format!("{held}, by {}", counted(much.teams.len(), "team")),
            },
        ),
        (
            "Actions agreed in them",
            match agreed.all.count {
                0 => "none".to_owned(),
                all => format!("{all}, of which {} done", agreed.done.count),
            },
        ),
        (
            "Actions open",
            format!("{}{}", open.all.count, oldest.unwrap_or_default()),
        ),
    ]
}

/// How much room a page has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// Tables leave out what the id of a session says as well.
    OfATerminal,
    /// As much as is wanted.
    Any,
}

/// The report as a page for a terminal or for Markdown.
pub fn document(report: &Report, width: Width) -> Document {
    let sheet = Sheet::of(report);
    let mut document = Document::default();
    document.push(Block::Title(sheet.title));
    for (label, value) in sheet.facts {
        document.fact(label, Some(value));
    }
    document.push(Block::Paragraph(sheet.introduction.to_owned()));
    for section in sheet.sections {
        for sheaf in section.tables {
            let colon = if section.heading.ends_with('?') {
                ""
            } else {
                ":"
            };
            let heading = format!("{}{colon} {}", section.heading, sheaf.title);
            let mut blocks = Vec::new();
            let (headers, rows) = match width {
                Width::OfATerminal => sheaf.narrow(),
                Width::Any => (sheaf.headers, sheaf.rows),
            };
            blocks.extend(sheaf.note.map(Block::Paragraph));
            if rows.is_empty() {
                blocks.push(Block::Paragraph("None.".to_owned()));
            } else {
                blocks.push(Block::Table(headers, rows));
            }
            document.section(&heading, blocks);
        }
    }
    document
}

/// The report as a page for a browser and for paper: one file, with nothing loaded and no script.
///
/// # Errors
/// When a template does not fit the report.
pub fn html(report: &Report) -> Result<String, TemplateTrouble> {
    page::html(report, &Sheet::of(report))
}

/// "22 November 2025 to 21 November 2026".
fn spoken_period(since: Day, until: Day) -> String {
    if since == until {
        return since.spoken();
    }
    format!("{} to {}", since.spoken(), until.spoken())
}

//! `reflect report`: the evidence of a period, for those who ask what the reviews have led to.

use super::unknown::no_such_team;
use super::{Context, out};
use crate::cli::ReportFormat;
use crate::meeting::Clock;
use crate::model::date::Day;
use crate::model::date_phrase::Edge;
use crate::model::file_text::read_session;
use crate::model::tally::Tally;
use crate::query::report::{Asked, Report, report};
use crate::query::teams::Teams;
use crate::render::json::json;
use crate::render::markdown::markdown;
use crate::render::report::{Width, document, html};
use crate::render::table::Layout;
use crate::render::text::text;
use crate::store::export::export;
use crate::store::folder;
use crate::store::reading::read_each;
use crate::store::reviews::shelf;
use crate::trouble::Trouble;
use chrono::{Days, Months};
use std::path::Path;

pub fn run(
    context: &Context,
    period: (Option<&str>, Option<&str>),
    teams: Vec<String>,
    format: Option<ReportFormat>,
    output: Option<&Path>,
    force: bool,
) -> Result<u8, Trouble> {
    let format = format_of(format, output)?;
    let asked = asked(context, period, teams)?;
    let reading = read_each(&context.places.sessions, |_, text| {
        read_session(text).map(|(session, end_mark)| {
            let is_checked = asked.may_come_from(&session);
            (Tally::of(&session, asked.today, is_checked), end_mark)
        })
    })?;
    out::warn_each(&reading.in_short);
    if reading.rows.is_empty() {
        out::warn(&folder::none_saved(&context.places.sessions).to_string());
    }
    let met = reading.rows.iter();
    let known = Teams::of(met.map(|row| (row.team(), row.date())));
    let mut unknown = asked.teams.iter().filter(|team| !known.knows(team));
    // A slip would give a pack of noughts.
    if let Some(team) = unknown.next().filter(|_| !reading.rows.is_empty()) {
        return Err(no_such_team(team, &known));
    }
    let shelf = shelf(&context.places.reviews);
    out::warn_each(&shelf.troubles);
    let reviews: Vec<_> = shelf
        .reviews
        .iter()
        .map(|shelved| &shelved.review)
        .collect();
    let report = report(reading.rows, &asked, &reviews, reading.doubtful);
    let page = page(context, &report, format, output)?;
    match output {
        Some(path) => {
            export(path, page.as_bytes(), force)?;
            out::warn(&format!("The report is in {}.", path.display()));
        }
        None => out::print(&page)?,
    }
    Ok(0)
}

fn page(
    context: &Context,
    report: &Report,
    format: ReportFormat,
    output: Option<&Path>,
) -> Result<String, Trouble> {
    let layout = match output {
        Some(_) if !context.plain => Layout::Table(out::USUAL_COLUMNS),
        _ => context.page_layout(),
    };
    let width = match layout {
        Layout::Table(_) => Width::OfATerminal,
        Layout::Tabs | Layout::Facts(_) => Width::Any,
    };
    match format {
        ReportFormat::Html => html(report).map_err(|why| Trouble::refused(why.to_string())),
        ReportFormat::Markdown => Ok(markdown(&document(report, Width::Any))),
        ReportFormat::Text => Ok(text(&document(report, width), layout)),
        ReportFormat::Json => json(report).map_err(Trouble::refused),
    }
}

/// The format that was named, or else the one that the file's name says.
fn format_of(named: Option<ReportFormat>, output: Option<&Path>) -> Result<ReportFormat, Trouble> {
    let Some(path) = output.filter(|_| named.is_none()) else {
        return Ok(named.unwrap_or(ReportFormat::Text));
    };
    let ending = path.extension().and_then(|ending| ending.to_str());
    match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("html" | "htm") => Ok(ReportFormat::Html),
        Some("md" | "markdown") => Ok(ReportFormat::Markdown),
        Some("txt") => Ok(ReportFormat::Text),
        Some("json") => Ok(ReportFormat::Json),
        _ => Err(Trouble::usage(format!(
            "The name {} does not say how the report is to be written.",
            path.display()
        ))
        .hint("End it in .html, .md, .txt or .json, or add --format.")),
    }
}

/// The period is the last twelve months where nothing is said of it, and never goes beyond today.
fn asked(
    context: &Context,
    (since, until): (Option<&str>, Option<&str>),
    teams: Vec<String>,
) -> Result<Asked, Trouble> {
    let today = Day(context.clock.today());
    let until = context.day_gone_by(until, Edge::Last)?.unwrap_or(today);
    if until > today {
        out::warn(&format!(
            "The period ends today, {}: what is to come is not counted.",
            today.spoken()
        ));
    }
    let until = until.min(today);
    let since = match context.day_gone_by(since, Edge::First)? {
        Some(day) => day,
        None => {
            let year_ago = until.0.checked_sub_months(Months::new(12));
            let next = year_ago.and_then(|day| day.checked_add_days(Days::new(1)));
            next.map_or(until, Day)
        }
    };
    if since > until {
        return Err(Trouble::usage(format!(
            "The period would begin on {} and end on {}, before it begins.",
            since.spoken(),
            until.spoken()
        ))
        .hint("--since names its first day, and --until its last."));
    }
    Ok(Asked {
        since,
        until,
        teams,
        today,
    })
}

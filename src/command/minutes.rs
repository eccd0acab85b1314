//! `reflect minutes`: the summary for the team minutes.

use super::talk::which_session;
use super::{Context, out};
use crate::cli::MinutesFormat;
use crate::meeting::Clock;
use crate::model::date::Moment;
use crate::render::docx::{About, DocxTrouble, docx};
use crate::render::json::json;
use crate::render::markdown::markdown;
use crate::render::minutes::Minutes;
use crate::render::table::Layout;
use crate::render::text::text;
use crate::store::export::export;
use crate::store::letterhead::{cannot_be_used, letterhead};
use crate::trouble::Trouble;
use std::io::{IsTerminal, stdout};
use std::path::Path;

pub fn run(
    context: &Context,
    name: Option<&str>,
    format: Option<MinutesFormat>,
    output: Option<&Path>,
    force: bool,
) -> Result<u8, Trouble> {
    let format = format_of(format, output)?;
    if format == MinutesFormat::Docx && output.is_none() && stdout().is_terminal() {
        return Err(
            Trouble::usage("A Word document cannot be shown on a terminal.")
                .hint("Name a file for it, such as --output minutes.docx."),
        );
    }
    let Some(found) = which_session(context, name)? else {
        return Ok(0);
    };
    let here = &context.places.minutes;
    let minutes = Minutes::of(&found.session).under(here.organisation.as_deref());
    let layout = match output {
        Some(_) if !context.plain => Layout::Table(out::USUAL_COLUMNS),
        _ => context.page_layout(),
    };
    let page = match format {
        MinutesFormat::Text => text(&minutes.document(), layout).into_bytes(),
        MinutesFormat::Markdown => markdown(&minutes.document()).into_bytes(),
        MinutesFormat::Docx => word(context, &minutes)?,
        MinutesFormat::Json => json(&minutes).map_err(Trouble::refused)?.into_bytes(),
    };
    match output {
        Some(path) => {
            export(path, &page, force)?;
            out::warn(&format!("The minutes are in {}.", path.display()));
        }
        None => out::print_bytes(&page)?,
    }
    Ok(0)
}

/// The minutes as a Word document, on the letterhead where one is configured.
fn word(context: &Context, minutes: &Minutes) -> Result<Vec<u8>, Trouble> {
    let path = context.places.minutes.letterhead.as_deref();
    let bytes = path.map(letterhead).transpose()?;
    let midnight = || context.clock.today().and_time(chrono::NaiveTime::MIN);
    let made = context.clock.now().unwrap_or_else(|| midnight().and_utc());
    let about = About {
        title: &format!(
            "Minutes: {}, {}, {}",
            minutes.review,
            minutes.team,
            minutes.date.spoken()
        ),
        organisation: minutes.organisation.as_deref(),
        made: Moment::to_the_second(made),
        letterhead: bytes.as_deref(),
    };
    docx(&minutes.document(), &about).map_err(|trouble| match (trouble, path) {
        (DocxTrouble::Letterhead(why), Some(path)) => cannot_be_used(path, &why),
        (trouble, _) => Trouble::refused(trouble.to_string()),
    })
}

/// The format that was named, or else the one that the file's name says.
fn format_of(
    named: Option<MinutesFormat>,
    output: Option<&Path>,
) -> Result<MinutesFormat, Trouble> {
    match (named, output) {
        (Some(format), _) => Ok(format),
        (None, None) => Ok(MinutesFormat::Text),
        (None, Some(path)) => MinutesFormat::of_ending(path).ok_or_else(|| {
            Trouble::usage(format!(
                "The name {} does not say how the minutes are to be written.",
                path.display()
            ))
            .hint("End it in .docx, .md, .txt or .json, or add --format.")
        }),
    }
}

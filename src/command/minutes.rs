//! `reflect minutes`: the summary for the team minutes, on the screen, as a file, or in a template.

use super::talk::which_session;
use super::{Context, out};
use crate::cli::{MinutesFormat, MinutesWanted};
use crate::meeting::Clock;
use crate::model::date::Moment;
use crate::render::docx::{About, DocxTrouble, docx};
use crate::render::html::html;
use crate::render::json::json_with_nulls;
use crate::render::markdown::markdown;
use crate::render::minutes::Minutes;
use crate::render::table::Layout;
use crate::render::template::Templates;
use crate::render::text::text;
use crate::store::export::export;
use crate::store::folder::read_text;
use crate::store::letterhead::{cannot_be_used, letterhead};
use crate::trouble::Trouble;
use std::io::{IsTerminal, stdout};
use std::path::Path;

pub fn run(context: &Context, wanted: &MinutesWanted) -> Result<u8, Trouble> {
    let way = way(context, wanted)?;
    let is_for_word = matches!(way, Way::Format(MinutesFormat::Docx));
    if is_for_word && wanted.output.is_none() && stdout().is_terminal() {
        return Err(
            Trouble::usage("A Word document cannot be shown on a terminal.")
                .hint("Name a file for it, such as --output minutes.docx."),
        );
    }
    let Some(found) = which_session(context, wanted.session.as_deref())? else {
        return Ok(0);
    };
    let here = &context.places.minutes;
    let minutes = Minutes::of(&found.session).under(here.organisation.as_deref());
    let page = match way {
        Way::Template(path) => in_template(&minutes, path)?.into_bytes(),
        Way::Format(format) => as_format(context, wanted, &minutes, format)?,
    };
    match &wanted.output {
        Some(path) => {
            export(path, &page, wanted.force)?;
            out::warn(&format!("The minutes are in {}.", path.display()));
        }
        None => out::print_bytes(&page)?,
    }
    Ok(0)
}

/// How minutes are made.
enum Way<'a> {
    Format(MinutesFormat),
    Template(&'a Path),
}

/// A format or a template that was named, else what the file's name says, else the template of the
/// configuration.
fn way<'a>(context: &'a Context, wanted: &'a MinutesWanted) -> Result<Way<'a>, Trouble> {
    if let Some(template) = &wanted.template {
        return Ok(Way::Template(template));
    }
    if let Some(format) = wanted.format {
        return Ok(Way::Format(format));
    }
    let configured = context.places.minutes.template.as_deref();
    let Some(path) = &wanted.output else {
        return Ok(configured.map_or(Way::Format(MinutesFormat::Text), Way::Template));
    };
    // A template for web pages does not make the Word document that was asked for.
    let template = configured.filter(|template| template.extension() == path.extension());
    match (template, MinutesFormat::of_ending(path)) {
        (Some(template), _) => Ok(Way::Template(template)),
        (None, Some(format)) => Ok(Way::Format(format)),
        (None, None) => Err(Trouble::usage(format!(
            "What kind of file {} is to be is not known.",
            path.display()
        ))
        .hint("End its name with .docx, .html, .md, .txt or .json, or add --format.")),
    }
}

fn as_format(
    context: &Context,
    wanted: &MinutesWanted,
    minutes: &Minutes,
    format: MinutesFormat,
) -> Result<Vec<u8>, Trouble> {
    let layout = match wanted.output {
        Some(_) if !context.plain => Layout::Table(out::USUAL_COLUMNS),
        _ => context.page_layout(),
    };
    let page = match format {
        MinutesFormat::Text => text(&minutes.document(), layout),
        MinutesFormat::Markdown => markdown(&minutes.document()),
        MinutesFormat::Html => {
            html(&minutes.document()).map_err(|why| Trouble::refused(why.to_string()))?
        }
        MinutesFormat::Docx => return for_word(context, minutes),
        MinutesFormat::Json => json_with_nulls(minutes).map_err(Trouble::refused)?,
    };
    Ok(page.into_bytes())
}

/// The minutes as a Word document, on the letterhead where one is configured.
fn for_word(context: &Context, minutes: &Minutes) -> Result<Vec<u8>, Trouble> {
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

fn in_template(minutes: &Minutes, path: &Path) -> Result<String, Trouble> {
    let shown = path.display();
    let is_known = path
        .extension()
        .and_then(|ending| ending.to_str())
        .is_some_and(|ending| matches!(ending, "md" | "html" | "txt"));
    if !is_known {
        return Err(Trouble::usage(format!(
            "What the template {shown} is for is not known."
        ))
        .hint("End its name with .md, .html or .txt: that says how the words of the team are written."));
    }
    let template = read_text(path)
        .map_err(|why| Trouble::refused(format!("The template {shown} cannot be read: {why}.")))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Templates::bundled()
        .and_then(|templates| templates.with(&name, template))
        .and_then(|templates| templates.fill(&name, minutes))
        .map_err(|why| {
            Trouble::refused(why.to_string()).hint(
                "The README lists the fields. reflect minutes SESSION --format json prints them all.",
            )
        })
}

//! `reflect minutes`: the summary for the team minutes.

use super::talk::which_session;
use super::{Context, out};
use crate::cli::PageFormat;
use crate::render::json::json;
use crate::render::markdown::markdown;
use crate::render::minutes::Minutes;
use crate::render::table::Layout;
use crate::render::text::text;
use crate::store::export::export;
use crate::trouble::Trouble;
use std::path::Path;

pub fn run(
    context: &Context,
    name: Option<&str>,
    format: PageFormat,
    output: Option<&Path>,
    force: bool,
) -> Result<u8, Trouble> {
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
        PageFormat::Text => text(&minutes.document(), layout),
        PageFormat::Markdown => markdown(&minutes.document()),
        PageFormat::Json => json(&minutes).map_err(Trouble::refused)?,
    };
    match output {
        Some(path) => {
            export(path, page.as_bytes(), force)?;
            out::warn(&format!("The minutes are in {}.", path.display()));
        }
        None => out::print(&page)?,
    }
    Ok(0)
}

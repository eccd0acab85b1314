//! `reflect minutes`: the summary for the team minutes, on the screen, as a file, or in a template.

use super::Context;
use super::details::warn_before_passing_on;
use super::paper::Paper;
use super::talk::which_session;
use crate::cli::{MinutesWanted, PageFormat};
use crate::render::json::json_with_nulls;
use crate::render::minutes::Minutes;
use crate::render::template::Templates;
use crate::store::folder::read_text;
use crate::trouble::Trouble;
use std::path::Path;

pub fn run(context: &Context, wanted: &MinutesWanted) -> Result<u8, Trouble> {
    let template = template(context, wanted);
    if let (Some(template), Some(output)) = (&wanted.template, &wanted.page.output) {
        let (kind, asked) = (
            PageFormat::of_ending(template),
            PageFormat::of_ending(output),
        );
        if asked.is_some() && asked != kind {
            return Err(Trouble::usage(format!(
                "The template {} does not make a file such as {}.",
                template.display(),
                output.display()
            ))
            .hint("Give the file the ending that the template has."));
        }
    }
    if template.is_none() {
        wanted.page.can_be_shown(wanted.page.known_format()?)?;
    }
    let Some(found) = which_session(context, wanted.session.as_deref())? else {
        return Ok(0);
    };
    let here = &context.places.minutes;
    let minutes = Minutes::of(&found.session)
        .under(here.organisation.as_deref())
        .from_a_file(found.end_mark);
    if let Some(path) = template {
        let page = in_template(&minutes, path)?;
        warn_before_passing_on(context, wanted.page.output.as_deref(), || [page.as_str()]);
        wanted.page.put("The minutes are", page.as_bytes())?;
        return Ok(0);
    }
    let paper = Paper {
        is: "The minutes are",
        title: format!(
            "Minutes: {}, {}, {}",
            minutes.review,
            minutes.team,
            minutes.date.spoken()
        ),
        page: &minutes.document(),
        is_of_a_team: true,
        json: Some(&|| json_with_nulls(&minutes)),
    };
    wanted.page.write(context, &paper)?;
    Ok(0)
}

/// The template that was named, else that of the configuration, unless another kind of page was asked for.
fn template<'a>(context: &'a Context, wanted: &'a MinutesWanted) -> Option<&'a Path> {
    if wanted.template.is_some() || wanted.page.format.is_some() {
        return wanted.template.as_deref();
    }
    let configured = context.places.minutes.template.as_deref()?;
    let fits = |path: &Path| {
        // A template for web pages does not make the Word document that was asked for.
        PageFormat::of_ending(path) == PageFormat::of_ending(configured)
    };
    wanted
        .page
        .output
        .as_deref()
        .is_none_or(fits)
        .then_some(configured)
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

//! `reflect reviews`: what there is to reflect on.

use super::{Context, import, out};
use crate::cli::{ListFormat, ReviewFormat, ReviewsVerb};
use crate::render::json::{json, json_list};
use crate::render::markdown::markdown;
use crate::render::script::script;
use crate::render::worksheet::worksheet;
use crate::render::{lists, review, text::text};
use crate::store::review_file;
use crate::store::reviews::{Shelf, shelf};
use crate::trouble::Trouble;
use std::path::Path;

pub fn run(
    context: &Context,
    verb: Option<ReviewsVerb>,
    format: ListFormat,
) -> Result<u8, Trouble> {
    let shelf = shelf(&context.places.reviews);
    match verb {
        None => list(context, &shelf, format),
        Some(ReviewsVerb::List { format }) => list(context, &shelf, format),
        Some(ReviewsVerb::Show { id, format, script }) => {
            show(context, &shelf, &id, format, script)
        }
        Some(ReviewsVerb::Import(asked)) => import::run(context, &asked),
        Some(ReviewsVerb::Check { file }) => check(&file),
    }
}

fn list(context: &Context, shelf: &Shelf, format: ListFormat) -> Result<u8, Trouble> {
    out::warn_each(&shelf.troubles);
    let reviews: Vec<_> = shelf
        .reviews
        .iter()
        .map(|shelved| &shelved.review)
        .collect();
    out::print(&match format {
        ListFormat::Table => lists::reviews(&reviews, context.list_layout()),
        ListFormat::Json => json_list(&reviews).map_err(Trouble::refused)?,
    })?;
    Ok(0)
}

fn check(file: &Path) -> Result<u8, Trouble> {
    let found = review_file::check(file);
    if found.is_empty() {
        out::print(&format!("{}: nothing is wrong.\n", file.display()))?;
        return Ok(0);
    }
    for trouble in &found {
        out::print(&format!("{trouble}\n"))?;
    }
    Ok(3)
}

fn show(
    context: &Context,
    shelf: &Shelf,
    id: &str,
    format: ReviewFormat,
    wants_script: bool,
) -> Result<u8, Trouble> {
    let found = shelf.find(id)?;
    out::print(&match (format, wants_script) {
        (ReviewFormat::Text, false) => text(&review::document(found), context.page_layout()),
        (ReviewFormat::Text, true) => text(&script(found), context.page_layout()),
        (ReviewFormat::Markdown, false) => markdown(&worksheet(found)),
        (ReviewFormat::Markdown, true) => markdown(&script(found)),
        (ReviewFormat::Json, false) => json(found).map_err(Trouble::refused)?,
        (ReviewFormat::Json, true) => {
            return Err(
                Trouble::usage("A script is for reading aloud, and has no JSON.")
                    .hint("Leave --format out, or say --format markdown."),
            );
        }
    })?;
    Ok(0)
}

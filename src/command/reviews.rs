//! `reflect reviews`: what there is to reflect on.

use super::{Context, import, out};
use crate::cli::{ListFormat, ReadFormat, ReviewsVerb};
use crate::render::json::{json, json_list};
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
        Some(ReviewsVerb::Show { id, format }) => show(context, &shelf, &id, format),
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

fn show(context: &Context, shelf: &Shelf, id: &str, format: ReadFormat) -> Result<u8, Trouble> {
    let found = shelf.find(id)?;
    out::print(&match format {
        ReadFormat::Text => text(&review::document(found), context.page_layout()),
        ReadFormat::Json => json(found).map_err(Trouble::refused)?,
    })?;
    Ok(0)
}

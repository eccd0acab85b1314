//! `reflect reviews`: what there is to reflect on.

use super::paper::Paper;
use super::{Context, import, out};
use crate::cli::{AsPage, ListFormat, PageFormat, ReviewsVerb};
use crate::render::json::{json, json_list};
use crate::render::script::script;
use crate::render::shown::shown;
use crate::render::worksheet::worksheet;
use crate::render::{lists, review};
use crate::store::review_file;
use crate::store::reviews::{Shelf, shelf};
use crate::trouble::Trouble;
use std::path::Path;

pub fn run(
    context: &Context,
    verb: Option<ReviewsVerb>,
    format: ListFormat,
) -> Result<u8, Trouble> {
    let folder = &context.places.reviews;
    match verb {
        None => list(context, &shelf(folder), format),
        Some(ReviewsVerb::List { format }) => list(context, &shelf(folder), format),
        Some(ReviewsVerb::Show { id, page, script }) => {
            show(context, &shelf(folder), &id, &page, script)
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
        let name = file.display().to_string();
        out::print(&format!("{}: nothing is wrong.\n", shown(&name)))?;
        return Ok(0);
    }
    for trouble in &found {
        out::print(&format!("{}\n", shown(&trouble.to_string())))?;
    }
    Ok(3)
}

fn show(
    context: &Context,
    shelf: &Shelf,
    id: &str,
    page: &AsPage,
    wants_script: bool,
) -> Result<u8, Trouble> {
    let found = shelf.find(id)?;
    let whole = || json(found);
    let (is, title, document) = match page.known_format()? {
        _ if wants_script => ("The script is", "Script", script(found)),
        PageFormat::Text | PageFormat::Json => ("The review is", "Review", review::document(found)),
        _ => ("The worksheet is", "Worksheet", worksheet(found)),
    };
    let paper = Paper {
        is,
        title: format!("{title}: {}", found.title),
        page: &document,
        is_of_a_team: false,
        json: (!wants_script).then_some(&whole),
    };
    page.write(context, &paper)?;
    Ok(0)
}

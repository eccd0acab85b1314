//! `reflect search`: words in answers, actions and remarks.

use super::unknown::Names;
use super::{Context, out};
use crate::cli::{ListFormat, SearchWanted};
use crate::model::date_phrase::Edge;
use crate::query::pattern::Pattern;
use crate::query::search::{Found, PackedFound, Wanted, newest_first, search};
use crate::render::json::json_list;
use crate::render::search::{document, listed, rows};
use crate::render::table::Layout;
use crate::render::text::text;
use crate::store::folder;
use crate::store::reading::{OfSession, read_each};
use crate::store::reviews::shelf;
use crate::trouble::Trouble;
use std::sync::atomic::{AtomicBool, Ordering};

impl OfSession for PackedFound {
    fn id(&self) -> &str {
        self.session()
    }

    fn is_empty(&self) -> bool {
        self.hits == 0
    }
}

pub fn run(context: &Context, asked: SearchWanted) -> Result<u8, Trouble> {
    let pattern = pattern(&asked)?;
    // A review that is no longer on the shelf can still be asked for by its whole id.
    let review = asked.review.map(|name| {
        let shelf = shelf(&context.places.reviews);
        shelf.find(&name).map_or(name, |review| review.id.clone())
    });
    let wanted = Wanted {
        team: asked.team,
        review,
        since: context.day_gone_by(asked.since.as_deref(), Edge::First)?,
    };
    let any = AtomicBool::new(false);
    let reading = read_each(&context.places.sessions, |_, text| {
        let found = search(text, &pattern, &wanted)?;
        any.store(true, Ordering::Relaxed);
        Ok(found)
    })?;
    out::warn_each(&reading.in_short);
    let mut found = reading.rows;
    found.sort_by(newest_first);
    let each = found.iter().map(PackedFound::found);
    if asked.format == ListFormat::Json {
        let found: Vec<Found> = each.collect();
        out::print(&json_list(&listed(&found)).map_err(Trouble::refused)?)?;
    } else if !found.is_empty() {
        match context.list_layout() {
            Layout::Tabs => out::print_each(rows(each))?,
            layout => {
                let page = document(&each.collect::<Vec<_>>());
                out::print_marked(&text(&page, layout), !context.plain)?;
            }
        }
    }
    if found.is_empty() {
        let names = Names {
            teams: wanted.team.as_slice(),
            review: wanted.review.as_deref(),
            ..Names::default()
        };
        if let Some(unknown) = context.unknown(names) {
            return Err(unknown);
        }
        let nothing = if any.into_inner() {
            let kind = if asked.regex { "pattern" } else { "words" };
            let words = asked.words.join("”, “");
            Trouble::refused(format!("Nothing was found with the {kind} “{words}”."))
                .hint(if asked.regex {
                    "It is looked for in answers, actions and remarks."
                } else {
                    "Each is looked for at the beginning of a word, and all of them in the same text."
                })
        } else {
            folder::none_saved(&context.places.sessions)
        };
        out::warn(&nothing.to_string());
    }
    Ok(0)
}

fn pattern(asked: &SearchWanted) -> Result<Pattern, Trouble> {
    if !asked.regex {
        return Pattern::of_words(&asked.words)
            .map_err(|error| Trouble::usage(format!("That cannot be looked for: {error}.")));
    }
    match asked.words.as_slice() {
        [one] => Pattern::of_regex(one).map_err(|error| {
            Trouble::usage(format!("The pattern “{one}” cannot be read: {error}."))
                .hint("Without --regex, every character means itself.")
        }),
        _ => Err(Trouble::usage("--regex takes one pattern.")
            .hint("Put the pattern in quotes where it has spaces in it.")),
    }
}

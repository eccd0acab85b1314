//! `reflect search`: words in answers, actions and remarks.

use super::unknown::Names;
use super::{Context, out};
use crate::cli::{ListFormat, SearchWanted};
use crate::model::date_phrase::Edge;
use crate::model::packed::{pack, unpack};
use crate::query::pattern::Pattern;
use crate::query::search::{Found, Kept, Wanted, newest_first, search};
use crate::render::json::json_list;
use crate::render::search::{document, header, listed, rows};
use crate::render::table::Layout;
use crate::render::text::text;
use crate::store::folder;
use crate::store::reading::{OfSession, read_each};
use crate::store::reviews::shelf;
use crate::trouble::Trouble;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

impl<T: Send> OfSession for Kept<T> {
    fn id(&self) -> &str {
        &self.session
    }

    fn is_empty(&self) -> bool {
        self.kept.is_none()
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
        teams: asked.team,
        review,
        since: context.day_gone_by(asked.since.as_deref(), Edge::First)?,
    };
    let search = Search {
        folder: &context.places.sessions,
        pattern,
        wanted,
    };
    let layout = context.list_layout();
    let is_json = asked.format == ListFormat::Json;
    let (found_nothing, any) = if layout == Layout::Tabs && !is_json {
        // Laid out as they are found: thousands of them would be packed and unpacked for nothing.
        let looked = search.newest_first(|found| rows(found).into_boxed_str())?;
        let found_nothing = looked.kept.is_empty();
        if !found_nothing {
            let header = std::iter::once(header().into_boxed_str());
            out::print_each(header.chain(looked.kept))?;
        }
        (found_nothing, looked.any)
    } else {
        let looked = search.newest_first(|found| pack(found))?;
        let found: Vec<Found> = looked.kept.iter().map(|packed| unpack(packed)).collect();
        if is_json {
            out::print(&json_list(&listed(&found)).map_err(Trouble::refused)?)?;
        } else if !found.is_empty() {
            out::print_marked(&text(&document(&found), layout), !context.plain)?;
        }
        (found.is_empty(), looked.any)
    };
    if !found_nothing {
        return Ok(0);
    }
    let names = Names {
        teams: &search.wanted.teams,
        review: search.wanted.review.as_deref(),
        ..Names::default()
    };
    if let Some(unknown) = context.unknown(names) {
        return Err(unknown);
    }
    let nothing = if any {
        let kind = if asked.regex { "pattern" } else { "words" };
        let words = asked.words.join("”, “");
        Trouble::refused(format!("Nothing was found with the {kind} “{words}”.")).hint(
            if asked.regex {
                "It is looked for in answers, actions and remarks."
            } else {
                "Each is looked for at the beginning of a word, and all of them in the same text."
            },
        )
    } else {
        folder::none_saved(&context.places.sessions)
    };
    out::warn(&nothing.to_string());
    Ok(0)
}

/// What is looked for, and in which folder.
struct Search<'a> {
    folder: &'a Path,
    pattern: Pattern,
    wanted: Wanted,
}

/// What was kept of each session in which something was found.
struct Looked<T> {
    kept: Vec<T>,
    /// Whether there was a session to look in.
    any: bool,
}

impl Search<'_> {
    fn newest_first<T: Send>(
        &self,
        keep: impl Fn(&Found) -> T + Sync,
    ) -> Result<Looked<T>, Trouble> {
        let any = AtomicBool::new(false);
        let reading = read_each(self.folder, |_, text| {
            let found = search(text, &self.pattern, &self.wanted, &keep)?;
            any.store(true, Ordering::Relaxed);
            Ok(found)
        })?;
        out::warn_of_files(&reading);
        let mut found = reading.rows;
        found.sort_by(newest_first);
        Ok(Looked {
            kept: found.into_iter().filter_map(|found| found.kept).collect(),
            any: any.into_inner(),
        })
    }
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

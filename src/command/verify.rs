//! `reflect verify`: which sealed sessions have changed since, and what can be told of it.

use super::{Context, out};
use crate::cli::ListFormat;
use crate::meeting::Clock;
use crate::model::commitments::{Commitments, Packed};
use crate::model::date::Day;
use crate::query::actions::lost::{closed_elsewhere, lost};
use crate::query::verification::Verification;
use crate::render::json::json_list;
use crate::render::verification;
use crate::render::wrap::counted;
use crate::store::folder::{self, Found};
use crate::trouble::Trouble;
use std::collections::BTreeMap;
use std::path::Path;

/// The exit status where something was found.
const FOUND: u8 = 3;

pub fn run(context: &Context, name: Option<&str>, format: ListFormat) -> Result<u8, Trouble> {
    let folder = &context.places.sessions;
    let (found, doubtful) = match name {
        Some(name) => match context.find(name) {
            Ok(found) => {
                out::warn_each(&folder::remark(&found).into_iter().collect::<Vec<_>>());
                (vec![found], Vec::new())
            }
            // A file that is there and cannot be read is a finding too.
            Err(trouble) if is_there(folder, name) => {
                return Err(Trouble {
                    status: FOUND,
                    ..trouble
                });
            }
            Err(trouble) => return Err(trouble),
        },
        None => {
            let listing = folder::list(folder)?;
            out::warn_each(&listing.troubles);
            // Of a copy nobody can say which of the two is the record.
            let doubtful = [
                (listing.doubtful.unreadable.len(), "that could not be read"),
                (
                    listing.doubtful.copies.len(),
                    "with a session that stands in another",
                ),
                (
                    listing.doubtful.same_id.len(),
                    "with another meeting under the id of one that is counted",
                ),
            ];
            let doubtful = doubtful.into_iter().filter(|(count, _)| *count > 0);
            warn_of_lost_actions(context, &listing.found);
            (listing.found, doubtful.collect())
        }
    };
    let rows = verified(&found)?;
    let is_found = !doubtful.is_empty() || rows.iter().any(Verification::is_found);
    if format == ListFormat::Json {
        out::print(&json_list(&rows).map_err(Trouble::refused)?)?;
    } else if rows.is_empty() && doubtful.is_empty() {
        out::warn(&folder::none_saved(folder).to_string());
    } else if !rows.is_empty() {
        out::print(&verification::list(&rows, context.list_layout()))?;
    }
    if !doubtful.is_empty() {
        let each = doubtful.iter();
        let each = each.map(|(count, which)| format!("{} {which}", counted(*count, "file")));
        let each: Vec<String> = each.collect();
        out::warn(&format!("Not counted here: {}.", each.join(", ")));
    }
    Ok(if is_found { FOUND } else { 0 })
}

/// Sessions whose actions later meetings speak of, and that do not hold them, or are not here. That is no finding: they
/// may well be kept elsewhere, and what was cut short is found by its end mark.
fn warn_of_lost_actions(context: &Context, found: &[Found]) {
    let sessions = found.iter().map(|found| &found.session);
    let packed = sessions.map(|session| Packed::from(&Commitments::from(session)));
    let packed: Vec<Packed> = packed.collect();
    let today = Day(context.clock.today());
    let actions = [lost(&packed, today), closed_elsewhere(&packed, today)].concat();
    let mut agreed_in: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for lost in &actions {
        let session = lost
            .action
            .rsplit_once('/')
            .map_or(lost.action, |(id, _)| id);
        let (count, _) = agreed_in.entry(session).or_insert((0, lost.said_in));
        *count += 1;
    }
    let is_here = |session: &str| found.iter().any(|found| found.session.id == session);
    let (here, elsewhere): (BTreeMap<_, _>, BTreeMap<_, _>) = agreed_in
        .into_iter()
        .partition(|(session, _)| is_here(session));
    for (sessions, which, hint) in [
        (
            here,
            "Here, without some actions that later meetings speak of",
            "They were cut short, or somebody has taken the actions out. Bring back an older copy. What became of the actions stands in the later meetings.",
        ),
        (
            elsewhere,
            "Not here, or not readable, and later meetings speak of their actions",
            "What was agreed may stand in another folder, or under another name. What became of it stands in the later meetings.",
        ),
    ] {
        if sessions.is_empty() {
            continue;
        }
        let each = sessions.iter().map(|(session, (count, said_in))| {
            let actions = counted(*count, "action");
            format!("\n  {session}: {actions}, spoken of in {said_in}")
        });
        let each: String = each.collect();
        let said = format!("{which}: {}.{each}", counted(sessions.len(), "session"));
        out::warn(&Trouble::refused(said).hint(hint).to_string());
    }
}

fn is_there(folder: &Path, name: &str) -> bool {
    Path::new(name).is_file() || folder.join(format!("{name}.toml")).is_file()
}

fn verified(found: &[Found]) -> Result<Vec<Verification>, Trouble> {
    let verify = |found: &Found| {
        Verification::of(&found.session)
            .map(|verification| verification.with_end_mark(found.end_mark))
            .map_err(|why| Trouble::refused(format!("{}: {why}.", found.path.display())))
    };
    found.iter().map(verify).collect()
}

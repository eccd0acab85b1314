//! The session that a name means.

use super::folder::{Found, Listing, list, load, none_saved};
use super::reading::is_session_file;
use super::reading::sentences::{About, Kind, in_short};
use crate::model::date::Day;
use crate::model::file_text::EndMark;
use crate::model::nearest::{did_you_mean, nearest};
use crate::trouble::Trouble;
use std::path::Path;

/// A session that was looked for by its name.
#[derive(Debug)]
pub struct Sought {
    /// The session.
    pub found: Found,
    /// What may have hidden the one that was meant: what could not be read may be newer than `last`.
    pub troubles: Vec<Trouble>,
}

impl From<Found> for Sought {
    fn from(found: Found) -> Self {
        let troubles = Vec::new();
        Self { found, troubles }
    }
}

/// The session that a name means: `last`, which is the newest that is not dated after today, an id, the start of one id, or a path.
///
/// # Errors
/// When it means none, or more than one; the candidates are named.
pub fn find(folder: &Path, name: &str, today: Day) -> Result<Sought, Trouble> {
    let path = Path::new(name);
    let looks_like_a_path = path.components().count() > 1 || name.ends_with(".toml");
    if looks_like_a_path {
        return load(path).map(Sought::from);
    }
    let direct = folder.join(format!("{name}.toml"));
    let named = crate::model::id::is_id(name) && direct.symlink_metadata().is_ok();
    let named = named.then(|| load(&direct));
    if let Some(Ok(found)) = &named
        && found.end_mark != EndMark::Missing
    {
        return Ok(found.clone().into());
    }
    let mut listing = list(folder)?;
    if let Some(named) = named {
        return whole_copy(listing, name).map_or_else(|| named.map(Sought::from), Ok);
    }
    if listing.found.is_empty() {
        return Err(match listing.troubles.into_iter().next() {
            Some(trouble) => trouble,
            None => none_saved(folder),
        });
    }
    if name == "last" {
        let mut troubles = listing.hidden();
        let has_been = |found: &Found| found.session.meeting.date <= today;
        let at = listing.found.iter().position(has_been).unwrap_or(0);
        let passed_over = listing.found.iter().take(at);
        troubles.extend(passed_over.map(|found| {
            Trouble::refused(format!(
                "{} is dated after today, so one of two clocks is wrong. The last is the newest before it.",
                found.session.id
            ))
        }));
        let found = listing.found.swap_remove(at);
        return Ok(Sought { found, troubles });
    }
    let exact = listing
        .found
        .iter()
        .position(|found| found.session.id == name);
    let fits: Vec<usize> = match exact {
        Some(at) => vec![at],
        None => (0..listing.found.len())
            .filter(|at| {
                listing
                    .found
                    .get(*at)
                    .is_some_and(|found| found.session.id.starts_with(name))
            })
            .collect(),
    };
    let unreadable = match (exact, listing.doubtful.unreadable.len()) {
        (Some(_), _) | (_, 0) => Vec::new(),
        _ => that_cannot_be_read(folder, name),
    };
    let besides: String = unreadable
        .iter()
        .map(|trouble| format!(" {}", trouble.said))
        .collect();
    match fits.as_slice() {
        [at] => Ok(Sought {
            found: listing.found.swap_remove(*at),
            troubles: unreadable,
        }),
        [] if !unreadable.is_empty() => Err(Trouble {
            hint: match unreadable.as_slice() {
                [one] => one.hint.clone(),
                _ => Some("reflect verify says of each what can be done.".into()),
            },
            ..Trouble::refused(format!(
                "There is no session called “{name}” that can be read.{besides}"
            ))
        }),
        [] => {
            let unreadable = match listing.doubtful.unreadable.len() {
                0 => String::new(),
                1 => " 1 file could not be read.".to_owned(),
                files => format!(" {files} files could not be read."),
            };
            let said = format!("There is no session called “{name}”.{unreadable}");
            let ids = listing.found.iter().map(|found| found.session.id.as_str());
            Err(Trouble::refused(said).hint(did_you_mean(nearest(name, ids))))
        }
        several => {
            let ids = several.iter().filter_map(|at| listing.found.get(*at));
            Err(Trouble::refused(format!(
                "“{name}” is the start of {} sessions.{besides}",
                several.len()
            ))
            .hint(did_you_mean(ids.map(|found| found.session.id.as_str()))))
        }
    }
}

/// A whole file with the session of this id, where the file that is named after it is not whole.
fn whole_copy(mut listing: Listing, id: &str) -> Option<Sought> {
    let is_whole = |found: &Found| found.session.id == id && found.end_mark == EndMark::Right;
    let at = listing.found.iter().position(is_whole)?;
    Some(Sought {
        troubles: listing.hidden(),
        found: listing.found.swap_remove(at),
    })
}

/// What is said of the files that cannot be read and whose names begin so: one of them may be meant.
fn that_cannot_be_read(folder: &Path, name: &str) -> Vec<Trouble> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let named = entries
        .filter(is_session_file)
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(name));
    let mut troubles: Vec<About> = named
        .filter_map(|entry| Some((entry.path(), load(&entry.path()).err()?)))
        .collect();
    troubles.sort_by(|one, other| one.0.cmp(&other.0));
    in_short(Kind::Unreadable, &troubles)
}

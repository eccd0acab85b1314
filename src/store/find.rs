//! The session that a name means.

use super::folder::{Found, Listing, list, load, none_saved};
use super::reading::kind_of;
use super::reading::sentences::{About, Kind, about_no_file, in_short};
use crate::model::date::Day;
use crate::model::file_text::EndMark;
use crate::model::nearest::{did_you_mean, may_be_meant, nearest};
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
        // An id that a person has given may have a slash in it.
        let is_there = path.symlink_metadata().is_ok();
        let by_id = (!is_there).then(|| list(folder).ok()).flatten();
        return match by_id.and_then(|listing| counted(listing, name)) {
            Some(sought) => Ok(sought),
            None => load(path).map(Sought::from),
        };
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
        return match counted(listing, name) {
            Some(sought) if sought.found.path != direct => Ok(sought),
            _ => named.map(Sought::from),
        };
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
        if let Some(mut several) = as_late(&listing.found, at) {
            for trouble in &troubles {
                several.said.push_str(&format!(" {}", trouble.said));
            }
            return Err(several);
        }
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
            let meant = ids.filter(|id| may_be_meant(name, id));
            let meant = nearest(name, meant);
            Err(Trouble::refused(said).hint(match meant.is_empty() {
                true => "reflect sessions lists them.".to_owned(),
                false => did_you_mean(meant),
            }))
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

/// The meetings of which any may be the last, where no time tells which of one day came later: what is said next may be
/// kept in it.
pub fn as_late(found: &[Found], at: usize) -> Option<Trouble> {
    let meeting = |found: &Found| (found.session.meeting.date, found.session.meeting.started);
    let (date, started) = meeting(found.get(at)?);
    let of_day = found.iter().filter(|found| meeting(found).0 == date);
    let as_late = of_day
        .filter(|found| started.is_none() || meeting(found).1.is_none_or(|at| Some(at) == started));
    let ids: Vec<&str> = as_late.map(|found| found.session.id.as_str()).collect();
    (ids.len() > 1).then(|| {
        Trouble::refused(format!(
            "“last” may be any of {} meetings of {}: no time tells which of them came later.",
            ids.len(),
            date.spoken()
        ))
        .hint(did_you_mean(ids))
    })
}

/// The file that lists count for a session, which is not the one that is named after it where that was cut short and
/// another was not.
fn counted(mut listing: Listing, id: &str) -> Option<Sought> {
    let troubles = listing.hidden();
    let at = listing
        .found
        .iter()
        .position(|found| found.session.id == id)?;
    Some(Sought {
        found: listing.found.swap_remove(at),
        troubles,
    })
}

/// What is said of the files that cannot be read and whose names begin so: one of them may be meant.
fn that_cannot_be_read(folder: &Path, name: &str) -> Vec<Trouble> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let named = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(name));
    let about = named.filter_map(|entry| {
        let (kind, path) = (kind_of(&entry)?, entry.path());
        let trouble = if kind.is_file() {
            load(&path).err()?
        } else {
            about_no_file(&path, kind)
        };
        Some((path, trouble))
    });
    let mut troubles: Vec<About> = about.collect();
    troubles.sort_by(|one, other| one.0.cmp(&other.0));
    in_short(Kind::Unreadable, &troubles)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Moment;
    use crate::model::file_text::{read_session, with_end_mark, write_session};
    use chrono::NaiveDate;
    use std::fs;
    use tempfile::TempDir;

    const SESSION: &str = include_str!("../../sessions/2026-09-02-child-i-example-team.toml");
    const ID: &str = "2026-09-02-child-i-example-team";

    fn whole(team: &str, review: &str) -> String {
        let (mut session, _) = read_session(SESSION).expect("a session");
        session.meeting.team = team.into();
        session.review.id = review.into();
        write_session(&session, None).expect("a text")
    }

    /// A file that was cut short, and beside it another.
    fn folder(beside: &str) -> TempDir {
        let room = tempfile::tempdir().expect("a room");
        let cut = whole("Example Team", "child-i");
        let (cut, _) = cut.split_once("[[actions]]").expect("an action");
        fs::write(room.path().join(format!("{ID}.toml")), cut).expect("a file");
        fs::write(room.path().join("beside.toml"), beside).expect("a file");
        room
    }

    fn file_found(room: &TempDir, name: &str) -> String {
        let today = Day(NaiveDate::from_ymd_opt(2026, 11, 21).expect("a date"));
        let found = find(room.path(), name, today).expect("a session").found;
        let file = found.path.file_name().map(|name| name.to_string_lossy());
        file.unwrap_or_default().into_owned()
    }

    #[test]
    fn the_last_of_a_day_is_told_by_the_time_or_asked_for() {
        let room = tempfile::tempdir().expect("a room");
        let save = |id: &str, day: u32, hour: Option<u32>| {
            let (mut session, _) = read_session(SESSION).expect("a session");
            session.id = id.into();
            let date = NaiveDate::from_ymd_opt(2026, 9, day).expect("a date");
            session.meeting.date = Day(date);
            let at = hour.and_then(|hour| date.and_hms_opt(hour, 0, 0));
            session.meeting.started = at.map(|at| Moment::to_the_second(at.and_utc()));
            let text = write_session(&session, None).expect("a text");
            fs::write(room.path().join(format!("{id}.toml")), text).expect("a file");
        };
        let today = Day(NaiveDate::from_ymd_opt(2026, 11, 21).expect("a date"));
        let last = || find(room.path(), "last", today);
        save("earlier", 1, None);
        save("ward", 2, Some(10));
        assert_eq!(last().expect("a session").found.session.id, "ward");
        save("duty", 2, Some(14));
        assert_eq!(last().expect("a session").found.session.id, "duty");
        save("night", 2, None);
        let trouble = last().expect_err("two that may be").to_string();
        assert_eq!(
            trouble,
            "“last” may be any of 2 meetings of 2 September 2026: no time tells which of them came later.\nDid you mean one of these?\n  duty\n  night"
        );
        save("later", 3, None);
        assert_eq!(last().expect("a session").found.session.id, "later");
    }

    #[test]
    fn an_id_its_start_and_last_name_the_file_that_is_counted() {
        let edited =
            whole("Example Team", "child-i").replace("status = \"open\"", "status = \"done\"");
        let other = whole("Night Team", "child-l");
        let named = format!("{ID}.toml");
        for (beside, counted) in [
            (whole("Example Team", "child-i"), "beside.toml"),
            (edited, "beside.toml"),
            (other, named.as_str()),
        ] {
            let room = folder(&beside);
            for name in [ID, "2026-09", "last"] {
                assert_eq!(file_found(&room, name), counted, "{name}");
            }
        }
    }

    #[test]
    fn a_copy_is_found_where_the_file_itself_cannot_be_read() {
        let room = folder(&whole("Example Team", "child-i"));
        fs::write(room.path().join(format!("{ID}.toml")), "id = ").expect("a file");
        for name in [ID, "2026-09", "last"] {
            assert_eq!(file_found(&room, name), "beside.toml", "{name}");
        }
    }

    #[test]
    fn a_file_that_was_cut_short_and_has_no_copy_is_found() {
        let mut ended = whole("Example Team", "child-i");
        ended = with_end_mark(&ended.replace(ID, "another"));
        let room = folder(&ended);
        assert_eq!(file_found(&room, ID), format!("{ID}.toml"));
    }
}

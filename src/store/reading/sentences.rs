//! What is said of files of a sessions folder that are not as they should be.

use crate::model::doubtful_files::DoubtfulFiles;
use crate::model::file_text::EndMark;
use crate::model::id::is_id;
use crate::model::meeting::same_team;
use crate::model::seal::is_changed_since_sealed;
use crate::model::session::Session;
use crate::store::folder::{about_end_mark, load, said};
use crate::trouble::Trouble;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// More files of a kind than this are not spoken of one by one.
const ONE_BY_ONE: usize = 3;

/// What helps with many files.
pub const NAMES_EACH: &str = "reflect verify names each of them, and says what can be done.";

/// Something that is said of a file.
pub type About = (PathBuf, Trouble);

/// Each trouble, but those of a kind of which there are many in one sentence.
pub fn in_short(kind: Kind, troubles: &[About]) -> Vec<Trouble> {
    if troubles.len() <= ONE_BY_ONE {
        return troubles
            .iter()
            .map(|(_, trouble)| trouble.clone())
            .collect();
    }
    let what = match kind {
        Kind::Unreadable => "could not be read and are left out",
        Kind::Copies => "hold a session that another file holds too, which is counted once",
        Kind::SameId => "hold another meeting with the id of one that is counted, and are left out",
        Kind::Unmarked => {
            "have no end mark, or were changed outside reflect, and are read as they stand"
        }
    };
    let names: Vec<String> = troubles
        .iter()
        .filter_map(|(path, _)| name_of(path))
        .collect();
    let first = names.iter().take(ONE_BY_ONE).cloned().collect::<Vec<_>>();
    let folder = troubles.first().and_then(|(path, _)| path.parent());
    let folder = folder.map(|folder| format!(" in {}", folder.display()));
    vec![
        Trouble::refused(format!(
            "{} files{} {what}: {} and {} more.",
            troubles.len(),
            folder.unwrap_or_default(),
            first.join(", "),
            troubles.len().saturating_sub(ONE_BY_ONE)
        ))
        .hint(NAMES_EACH),
    ]
}

/// What can be wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It could not be read.
    Unreadable,
    /// Its session stands in another file too.
    Copies,
    /// It holds another meeting with the id of one that is counted.
    SameId,
    /// It has not the right end mark.
    Unmarked,
}

/// Everything in one sentence, for a room that has come to hold a meeting or to see a list; a single trouble in its own words.
pub fn in_brief(files: &DoubtfulFiles, troubles: &[Trouble]) -> Vec<Trouble> {
    if troubles.len() < 2 {
        return troubles.to_vec();
    }
    let kinds = [
        (files.unreadable.len(), "that cannot be read (left out)"),
        (
            files.copies.len(),
            "with a session that another file holds too (counted once)",
        ),
        (
            files.same_id.len(),
            "with another meeting under the id of one that is counted (left out)",
        ),
        (
            files.unmarked.len(),
            "without the right end mark (read as it stands)",
        ),
    ];
    let kinds = kinds.into_iter().filter(|(count, _)| *count > 0);
    let kinds = kinds.map(|(count, which)| match count {
        1 => format!("1 file {which}"),
        more => format!("{more} files {which}"),
    });
    let kinds: Vec<String> = kinds.collect();
    vec![
        Trouble::refused(format!(
            "Something to look at later in the sessions folder: {}.",
            kinds.join(", ")
        ))
        .hint("reflect verify names each, and says what can be done."),
    ]
}

/// Two files with one id: whether they hold one session or two, which of them is counted, and what can be done.
pub fn about_copy(counted: &Path, aside: &Path) -> (Kind, Trouble) {
    let files = [load(counted), load(aside)];
    let kind = match &files {
        [Ok(one), Ok(other)] if !is_one_meeting(&one.session, &other.session) => Kind::SameId,
        _ => Kind::Copies,
    };
    let (words, hint) = match &files {
        [Ok(one), Ok(other)] if one.session == other.session => (
            "hold the same session".to_owned(),
            "They say the same, so one of the two can be removed.".to_owned(),
        ),
        [Ok(one), Ok(other)] if !is_one_meeting(&one.session, &other.session) => (
            format!(
                "are two meetings with one id: {}, and {}",
                meeting(&one.session),
                meeting(&other.session)
            ),
            own_name(aside, &other.session),
        ),
        [Ok(one), Ok(other)] if other.end_mark == EndMark::Missing => (
            "hold the same session with different content".to_owned(),
            if is_named_after(counted, &one.session) {
                "The second may have been cut short. Compare the two; where nothing is missing in the first, remove the second."
            } else {
                "The second may have been cut short. Compare the two; where nothing is missing in the first, take the second away and give the first its name."
            }
            .to_owned(),
        ),
        _ => (
            "hold the same session with different content".to_owned(),
            "Compare the two, copy over what is missing, and remove the one that is not needed."
                .to_owned(),
        ),
    };
    let mut said = format!(
        "{} and {} {words}. Only the first is counted.",
        said(counted),
        said(aside)
    );
    if let [_, Ok(found)] = &files
        && let Some(remark) = about_end_mark(aside, found.end_mark)
    {
        said.push(' ');
        said.push_str(&remark.said);
    }
    (kind, Trouble::refused(said).hint(hint))
}

/// How the second of two meetings with one id comes to be counted.
fn own_name(file: &Path, session: &Session) -> String {
    let stem = file.file_stem().and_then(OsStr::to_str);
    let stem = stem.filter(|stem| is_id(stem) && *stem != session.id);
    let (name, named) = match stem {
        Some(stem) => (
            format!("Write the name of the second file, {stem}, in its line that begins with id."),
            Session {
                id: stem.to_owned(),
                ..session.clone()
            },
        ),
        None => (
            "Give the second file a name of its own, and write that name in its line that begins with id.".to_owned(),
            session.clone(),
        ),
    };
    let counted = match &named.seal {
        None => "It is counted then.",
        Some(_) if stem.is_some() && !is_changed_since_sealed(&named) => {
            "It is counted then, and its seal holds again."
        }
        Some(_) => {
            "It is counted then; reflect verify says of it that it was changed since it was sealed."
        }
    };
    format!("Keep both. {name} {counted}")
}

fn is_named_after(path: &Path, session: &Session) -> bool {
    path.file_stem()
        .is_some_and(|stem| stem == session.id.as_str())
}

/// Whether a file without an end mark may be a shorter version of another of the same meeting. One that says more may
/// have been edited by hand, and an older copy must not hide that.
pub fn may_be_cut_from(cut: &Path, whole: &Path) -> bool {
    match (load(cut), load(whole)) {
        (Ok(cut), Ok(whole)) => {
            is_one_meeting(&cut.session, &whole.session) && cut.text.len() < whole.text.len()
        }
        _ => false,
    }
}

/// Whether two sessions with one id are of one team and one review. The day may have been put right by hand.
fn is_one_meeting(one: &Session, other: &Session) -> bool {
    same_team(&one.meeting.team, &other.meeting.team) && one.review.id == other.review.id
}

fn meeting(session: &Session) -> String {
    format!(
        "{} about {} on {}",
        session.meeting.team,
        session.review.title,
        session.meeting.date.spoken()
    )
}

/// What is said of each file that has not the right end mark.
pub fn about_unmarked(unmarked: &[(PathBuf, EndMark)]) -> Vec<About> {
    let about = |(path, end_mark): &(PathBuf, EndMark)| {
        Some((path.clone(), about_end_mark(path, *end_mark)?))
    };
    unmarked.iter().filter_map(about).collect()
}

/// What is said of something that is named like a session file and is none.
pub fn about_no_file(path: &Path, kind: std::fs::FileType) -> Trouble {
    let (what, hint) = if kind.is_symlink() {
        (
            "is a link to somewhere else, and links are not followed",
            "Put the file itself into the folder, or rename the link.",
        )
    } else if kind.is_dir() {
        (
            "is a folder, and no session",
            "What is in it is not read. Move its files up, or rename it.",
        )
    } else {
        (
            "is no ordinary file, and is not read",
            "Take it away, or rename it.",
        )
    };
    Trouble::refused(format!("{} {what}.", said(path))).hint(hint)
}

/// The names of some files, in order.
pub fn names<T>(files: &[(PathBuf, T)]) -> Vec<String> {
    let mut names: Vec<String> = files.iter().filter_map(|(path, _)| name_of(path)).collect();
    names.sort();
    names
}

fn name_of(path: &Path) -> Option<String> {
    path.file_name().map(|name| said(Path::new(name)))
}

//! The reviews: five compiled into the program, and those of a team's own folder, which take their place.

use super::folder::{read_text, reason};
use crate::model::file_text::{Unreadable, read};
use crate::model::id::is_id;
use crate::model::review::Review;
use crate::trouble::Trouble;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

const BUNDLED: [&str; 5] = [
    include_str!("../../reviews/child-ac.toml"),
    include_str!("../../reviews/child-ah.toml"),
    include_str!("../../reviews/child-aj.toml"),
    include_str!("../../reviews/child-i.toml"),
    include_str!("../../reviews/child-l.toml"),
];

/// A review, and the file it was read from; none where it is bundled.
#[derive(Debug, Clone)]
pub struct Shelved {
    /// The review.
    pub review: Review,
    /// Its file.
    pub path: Option<PathBuf>,
}

/// Every review by id, and what was wrong with the files.
#[derive(Debug, Default)]
pub struct Shelf {
    /// The reviews, in the order of their ids.
    pub reviews: Vec<Shelved>,
    /// One sentence for each file that is not a review.
    pub troubles: Vec<Trouble>,
}

/// All reviews: the bundled ones, and those in a folder, which need not exist.
pub fn shelf(folder: &Path) -> Shelf {
    let mut shelf = Shelf::default();
    for text in BUNDLED {
        match read::<Review>(text) {
            Ok(review) => shelf.reviews.push(Shelved { review, path: None }),
            Err(error) => shelf
                .troubles
                .push(Trouble::refused(format!("A bundled review: {error}."))),
        }
    }
    let mut paths = match std::fs::read_dir(folder) {
        Ok(entries) => entries
            .flatten()
            .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
            .collect::<Vec<_>>(),
        Err(error) => {
            if error.kind() != ErrorKind::NotFound {
                shelf.troubles.push(Trouble::refused(format!(
                    "The reviews folder {} cannot be read: {}.",
                    folder.display(),
                    reason(&error)
                )));
            }
            Vec::new()
        }
    };
    paths.sort();
    for path in paths {
        match load(&path) {
            Ok(review) => shelf.put(review, path),
            Err(trouble) => shelf.troubles.push(trouble),
        }
    }
    shelf
        .reviews
        .sort_by(|one, other| one.review.id.cmp(&other.review.id));
    shelf
}

impl Shelf {
    fn put(&mut self, review: Review, path: PathBuf) {
        let new = Shelved {
            review,
            path: Some(path.clone()),
        };
        let Some(known) = self
            .reviews
            .iter_mut()
            .find(|known| known.review.id == new.review.id)
        else {
            self.reviews.push(new);
            return;
        };
        match &known.path {
            None => *known = new,
            Some(first) => {
                let line = line_of(&path, "id");
                self.troubles.push(
                    Trouble::refused(format!(
                        "{}, line {line}: the id “{}” is used by {} already.",
                        path.display(),
                        new.review.id,
                        first.display()
                    ))
                    .hint("Give one of the two another id. Until then the first is used."),
                );
            }
        }
    }

    /// The review that a name means: an id, or the start of one id.
    ///
    /// # Errors
    /// When it means none, or more than one; the candidates are named.
    pub fn find(&self, name: &str) -> Result<&Review, Trouble> {
        let wanted = name.trim().to_lowercase().replace(' ', "-");
        let all = || self.reviews.iter().map(|shelved| &shelved.review);
        if let Some(exact) = all().find(|review| review.id == wanted) {
            return Ok(exact);
        }
        let fits: Vec<&Review> = all()
            .filter(|review| !wanted.is_empty() && review.id.starts_with(&wanted))
            .collect();
        let named = |reviews: &mut dyn Iterator<Item = &Review>| {
            let ids: Vec<String> = reviews.map(|review| format!("\n  {}", review.id)).collect();
            format!("Did you mean one of these?{}", ids.concat())
        };
        match fits.as_slice() {
            [one] => Ok(one),
            [] => Err(
                Trouble::refused(format!("There is no review called “{name}”."))
                    .hint(named(&mut all())),
            ),
            several => Err(Trouble::refused(format!(
                "“{name}” is the start of {} reviews.",
                several.len()
            ))
            .hint(named(&mut several.iter().copied()))),
        }
    }
}

/// Reads one review file.
///
/// # Errors
/// Path, line and what to do, where it is no review that a meeting can be held on.
pub fn load(path: &Path) -> Result<Review, Trouble> {
    let text = read_text(path)
        .map_err(|why| Trouble::refused(format!("{} cannot be read: {why}.", path.display())))?;
    let at = |line: usize, what: &str| format!("{}, line {line}: {what}.", path.display());
    let review: Review = read(&text).map_err(|error| match error {
        Unreadable::Newer(_) => Trouble::refused(format!("{}: {error}.", path.display()))
            .hint("Use the newer version of reflect to open it."),
        Unreadable::Shape { line, found } if found.contains("missing field `id`") => {
            Trouble::refused(at(line.unwrap_or(1), "a question, a step or the review itself has no id"))
                .hint("Every review, question and step needs a line such as id = \"q1\".")
        }
        Unreadable::Shape { line, found } if found.contains("duplicate key") => {
            Trouble::refused(at(line.unwrap_or(1), &found))
                .hint("The same key stands there twice. Take one of the two lines out.")
        }
        Unreadable::Shape { line, found } => Trouble::refused(at(line.unwrap_or(1), &found))
            .hint("Mend that line in a text editor. reflect reviews show child-ac --format json shows what a review holds."),
    })?;
    if !is_id(&review.id) {
        return Err(Trouble::refused(at(
            line_of(path, "id"),
            &format!("“{}” cannot be an id", review.id),
        ))
        .hint(
            "An id has small letters, digits and hyphens, at most 64 of them, such as child-ac.",
        ));
    }
    if review.questions.is_empty() {
        return Err(
            Trouble::refused(format!("{} has no questions.", path.display()))
                .hint("A review needs at least one [[questions]] with an id and a text."),
        );
    }
    let ids: Vec<&str> = review
        .questions
        .iter()
        .map(|question| question.id.as_str())
        .chain(review.steps.iter().map(|step| step.id.as_str()))
        .collect();
    for (place, id) in ids.iter().enumerate() {
        if ids.iter().take(place).any(|earlier| earlier == id) {
            let line = last_line_with(&text, &format!("id = \"{id}\""));
            return Err(
                Trouble::refused(at(line, &format!("the id “{id}” stands twice")))
                    .hint("Give every question and step an id of its own, such as q1, q2 and s1."),
            );
        }
        if !is_id(id) {
            let line = last_line_with(&text, &format!("\"{id}\""));
            return Err(
                Trouble::refused(at(line, &format!("“{id}” cannot be an id")))
                    .hint("An id has small letters, digits and hyphens, such as q1."),
            );
        }
    }
    Ok(review)
}

/// The line on which a key of the file stands first, counted from 1.
fn line_of(path: &Path, key: &str) -> usize {
    read_text(path).ok().map_or(1, |text| {
        text.lines()
            .position(|line| {
                line.split('=')
                    .next()
                    .is_some_and(|name| name.trim() == key)
            })
            .map_or(1, |at| at + 1)
    })
}

fn last_line_with(text: &str, wanted: &str) -> usize {
    text.lines()
        .enumerate()
        .filter(|(_, line)| line.contains(wanted))
        .last()
        .map_or(1, |(at, _)| at + 1)
}

//! The reviews: five compiled into the program, and those of a team's own folder, which take their place.

use super::folder::reason;
use super::review_file::{line_of, load};
use crate::model::file_text::read;
use crate::model::nearest::{did_you_mean, nearest};
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
    match files(folder) {
        Ok(paths) => {
            for path in paths {
                match load(&path) {
                    Ok(review) => shelf.put(review, path),
                    Err(trouble) => shelf.troubles.push(trouble),
                }
            }
        }
        Err(trouble) => shelf.troubles.push(trouble),
    }
    shelf
        .reviews
        .sort_by(|one, other| one.review.id.cmp(&other.review.id));
    shelf
}

/// The review of exactly this id, without the time it takes to read every bundled one.
pub fn of_id(folder: &Path, id: &str) -> Option<Shelved> {
    let own = files(folder).into_iter().flatten().find_map(|path| {
        let review = load(&path).ok().filter(|review| review.id == id)?;
        let path = Some(path);
        Some(Shelved { review, path })
    });
    let words = format!("id = \"{id}\"");
    own.or_else(|| {
        let maybe = BUNDLED.into_iter().filter(|text| text.contains(&words));
        let review = maybe
            .filter_map(|text| read::<Review>(text).ok())
            .find(|review| review.id == id)?;
        Some(Shelved { review, path: None })
    })
}

/// The files of a reviews folder, by name.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Trouble> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => {
            return Err(Trouble::refused(format!(
                "The reviews folder {} cannot be read: {}.",
                folder.display(),
                reason(&error)
            )));
        }
    };
    let mut paths: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    paths.sort();
    Ok(paths)
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
        match fits.as_slice() {
            [one] => Ok(one),
            [] => {
                let ids = nearest(&wanted, all().map(|review| review.id.as_str()));
                Err(
                    Trouble::refused(format!("There is no review called “{name}”."))
                        .hint(did_you_mean(ids)),
                )
            }
            several => Err(Trouble::refused(format!(
                "“{name}” is the start of {} reviews.",
                several.len()
            ))
            .hint(did_you_mean(
                several.iter().map(|review| review.id.as_str()),
            ))),
        }
    }
}

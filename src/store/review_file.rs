//! One review file: read for a meeting, or checked line by line for whoever wrote it.

use super::folder::read_text;
use crate::model::file_text::{MOST_ITEMS, Unreadable, read};
use crate::model::id::is_id;
use crate::model::review::Review;
use crate::trouble::Trouble;
use std::collections::HashSet;
use std::path::Path;

/// So many things that are wrong are named; whoever mends them looks again.
const MOST_NAMED: usize = 20;

/// Reads one review file.
///
/// # Errors
/// Path, line and what to do, where it is no review that a meeting can be held on.
pub fn load(path: &Path) -> Result<Review, Trouble> {
    let (text, review) = read_shape(path)?;
    match faults(path, &text, &review).into_iter().next() {
        Some(fault) => Err(fault),
        None => Ok(review),
    }
}

/// Everything that is wrong with a review file, and everything that looks wrong.
pub fn check(path: &Path) -> Vec<Trouble> {
    match read_shape(path) {
        Err(trouble) => vec![trouble],
        Ok((text, review)) => {
            let mut found = faults(path, &text, &review);
            found.extend(doubts(path, &text, &review));
            found
        }
    }
}

fn read_shape(path: &Path) -> Result<(String, Review), Trouble> {
    let text = read_text(path)
        .map_err(|why| Trouble::refused(format!("{} cannot be read: {why}.", path.display())))?;
    let review: Review = read(&text).map_err(|error| shape(path, &error))?;
    Ok((text, review))
}

fn at(path: &Path, line: usize, what: &str) -> Trouble {
    Trouble::refused(format!("{}, line {line}: {what}.", path.display()))
}

/// Words of the file, in a sentence about them: a line of them, and not all where they are many.
fn brief(words: &str) -> String {
    const MOST: usize = 80;
    let line = words.replace(['\n', '\r'], " ");
    match line.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line,
    }
}

fn shape(path: &Path, error: &Unreadable) -> Trouble {
    let (line, found) = match error {
        Unreadable::Newer(_) => {
            return Trouble::refused(format!("{}: {error}.", path.display()))
                .hint("Use the newer version of reflect to open it.");
        }
        Unreadable::Empty => {
            return Trouble::refused(format!("{}: {error}.", path.display()))
                .hint("Bring back an older copy, or take the file away.");
        }
        Unreadable::Shape { line, found } => (line.unwrap_or(1), found.as_str()),
    };
    if found.contains("missing field `id`") {
        at(
            path,
            line,
            "a question, a step or the review itself has no id",
        )
        .hint("Every review, question and step needs a line such as id = \"q1\".")
    } else if found.contains("duplicate key") {
        at(path, line, found)
            .hint("The same key stands there twice. Take one of the two lines out.")
    } else {
        at(path, line, found).hint(
            "Mend that line in a text editor. reflect reviews show child-ac --format json shows what a review holds.",
        )
    }
}

/// What makes a review unfit for a meeting.
fn faults(path: &Path, text: &str, review: &Review) -> Vec<Trouble> {
    let mut faults = Vec::new();
    if !is_id(&review.id) {
        let what = format!("“{}” cannot be an id", brief(&review.id));
        faults.push(at(path, line_of_key(text, "id"), &what).hint(
            "An id has small letters, digits and hyphens, at most 64 of them, such as child-ac.",
        ));
    }
    if review.questions.is_empty() {
        faults.push(
            Trouble::refused(format!("{} has no questions.", path.display()))
                .hint("A review needs at least one [[questions]] with an id and a text."),
        );
    }
    let items = review.questions.len().max(review.steps.len());
    if items > MOST_ITEMS {
        let most = format!("has {items} questions or steps, and a review has at most {MOST_ITEMS}");
        faults.push(
            Trouble::refused(format!("{} {most}.", path.display()))
                .hint("Make several reviews of it, each for one meeting."),
        );
    }
    let questions = review.questions.iter().map(|question| question.id.as_str());
    let ids = questions.chain(review.steps.iter().map(|step| step.id.as_str()));
    let mut earlier = HashSet::new();
    for id in ids {
        let is_new = earlier.insert(id);
        if is_new && is_id(id) {
            continue;
        }
        // To find the line of each of thousands would take for ever.
        if faults.len() == MOST_NAMED {
            break;
        }
        if !is_new {
            let line = last_line_with(text, &format!("id = \"{id}\""));
            faults.push(
                at(path, line, &format!("the id “{}” stands twice", brief(id)))
                    .hint("Give every question and step an id of its own, such as q1, q2 and s1."),
            );
        } else {
            let line = last_line_with(text, &format!("\"{id}\""));
            faults.push(
                at(path, line, &format!("“{}” cannot be an id", brief(id)))
                    .hint("An id has small letters, digits and hyphens, such as q1."),
            );
        }
    }
    faults
}

/// What a meeting can be held on, and was probably not meant.
fn doubts(path: &Path, text: &str, review: &Review) -> Vec<Trouble> {
    let mut doubts = Vec::new();
    let mut doubt = |key: &str, what: &str| {
        if doubts.len() < MOST_NAMED {
            doubts.push(at(path, last_line_with(text, key), what));
        }
    };
    for (key, value) in [("title", &review.title), ("publisher", &review.publisher)] {
        if value.trim().is_empty() {
            doubt(key, &format!("the {key} is empty or missing"));
        }
    }
    let texts = review
        .questions
        .iter()
        .map(|question| (&question.id, &question.text))
        .chain(review.steps.iter().map(|step| (&step.id, &step.text)));
    for (id, words) in texts {
        if words.trim().is_empty() {
            doubt(
                &format!("id = \"{id}\""),
                &format!("{} has no words", brief(id)),
            );
        }
    }
    for key in review.other.keys().chain(review.case.other.keys()) {
        doubt(
            key,
            &format!("“{}” is no part of a review, and is not shown", brief(key)),
        );
    }
    for url in review
        .resources
        .iter()
        .filter_map(|resource| resource.url.as_ref())
    {
        if !url.starts_with("https://") && !url.starts_with("http://") {
            doubt(
                url,
                &format!(
                    "“{}” is not an address that begins with https://",
                    brief(url)
                ),
            );
        }
    }
    doubts
}

/// The line on which a key of the file stands first, counted from 1.
pub fn line_of(path: &Path, key: &str) -> usize {
    read_text(path).map_or(1, |text| line_of_key(&text, key))
}

fn line_of_key(text: &str, key: &str) -> usize {
    let is_key = |line: &str| {
        line.split('=')
            .next()
            .is_some_and(|name| name.trim() == key)
    };
    text.lines().position(is_key).map_or(1, |at| at + 1)
}

fn last_line_with(text: &str, wanted: &str) -> usize {
    text.lines()
        .enumerate()
        .filter(|(_, line)| line.contains(wanted))
        .last()
        .map_or(1, |(at, _)| at + 1)
}

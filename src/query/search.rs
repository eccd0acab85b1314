//! Words found in what was said, agreed and remarked.

use super::pattern::Pattern;
use crate::model::date::{Day, Moment};
use crate::model::file_text::{EndMark, Unreadable, read_session, split_end_mark};
use crate::model::meeting::is_wanted;
use crate::model::packed::perhaps_day;
use crate::model::skim::{has_escape, id_of, is_of_this_format};
use crate::model::texts::{Field, Part, Place, Texts};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What was found in one session.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Found<'a> {
    /// The session's id.
    pub session: &'a str,
    /// The team.
    pub team: &'a str,
    /// The day of the meeting; none where nothing was found.
    #[serde(with = "perhaps_day")]
    pub date: Option<Day>,
    /// The id of the review.
    pub review: &'a str,
    /// The review's title.
    pub title: &'a str,
    /// The questions and steps that the texts belong to.
    #[serde(borrow)]
    pub items: Vec<ItemOf<'a>>,
    /// The texts that were found, in the order of the session.
    #[serde(borrow)]
    pub hits: Vec<Hit<'a>>,
}

/// A text that was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hit<'a> {
    /// The part of the session in which it stands.
    pub part: Part,
    /// What it is in there.
    pub field: Field,
    /// The question or step that it belongs to, if to any: its place among the items.
    pub item: Option<usize>,
    /// The action that it belongs to: its id, of a carried one `<session id>/<action id>`.
    pub action: Option<&'a str>,
    /// What that action is, where the text is something else of it.
    pub agreed: Option<&'a str>,
    /// The text.
    pub text: &'a str,
    /// Where the words stand in it, in bytes.
    pub marks: Vec<Range<usize>>,
}

/// A question or a step.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ItemOf<'a> {
    /// Its id.
    pub id: &'a str,
    /// Whether it is a step.
    pub is_step: bool,
    /// Its number.
    pub number: usize,
    /// Its words.
    pub text: &'a str,
}

/// What is kept of the texts that were found in one session, with what orders it among the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept<T> {
    /// The session's id.
    pub session: Box<str>,
    /// The day of the meeting, and when it began.
    when: (Option<Day>, Option<Moment>),
    /// What is kept; none where nothing was found.
    pub kept: Option<T>,
}

/// In which sessions words are looked for; nothing means all.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Of these teams.
    pub teams: Vec<String>,
    /// About the review with this id.
    pub review: Option<String>,
    /// On this day or later.
    pub since: Option<Day>,
}

impl Wanted {
    fn includes(&self, texts: &Texts<'_>) -> bool {
        is_wanted(&self.teams, texts.team)
            && self.review.as_ref().is_none_or(|id| id == texts.review)
            && self.since.is_none_or(|day| texts.date >= Some(day))
    }
}

/// The order of what was found: the newest session first.
pub fn newest_first<T>(one: &Kept<T>, other: &Kept<T>) -> std::cmp::Ordering {
    (other.when, &other.session).cmp(&(one.when, &one.session))
}

/// Looks for a pattern in the text of a session's file, keeps what is wanted of what was found, and looks at
/// the end mark.
///
/// Where the mark shows that the program wrote it, the spelling tells most files in which nothing can
/// be found: a character that is written as another needs a backslash. In the rest, the lines are read.
///
/// # Errors
/// When the text is not TOML, not a session, or of a newer format.
pub fn search<T>(
    text: &str,
    pattern: &Pattern,
    wanted: &Wanted,
    keep: impl Fn(&Found<'_>) -> T,
) -> Result<(Kept<T>, EndMark), Unreadable> {
    let (body, end_mark) = split_end_mark(text);
    if end_mark == EndMark::Right
        && is_of_this_format(body)
        && let Some(found) = search_by_lines(body, pattern, wanted, &keep)
    {
        return Ok((found, end_mark));
    }
    search_whole(text, pattern, wanted, keep)
}

fn search_whole<T>(
    text: &str,
    pattern: &Pattern,
    wanted: &Wanted,
    keep: impl Fn(&Found<'_>) -> T,
) -> Result<(Kept<T>, EndMark), Unreadable> {
    let (session, end_mark) = read_session(text)?;
    let texts = Texts::of(&session);
    let kept = kept(&texts, wanted, |text| pattern.marks(text), keep);
    Ok((kept, end_mark))
}

fn search_by_lines<T>(
    body: &str,
    pattern: &Pattern,
    wanted: &Wanted,
    keep: impl Fn(&Found<'_>) -> T,
) -> Option<Kept<T>> {
    let places = pattern.places(body);
    let nowhere = places.as_ref().is_some_and(Vec::is_empty);
    if nowhere && !has_escape(body) {
        return Some(nothing(id_of(body)?));
    }
    let start = body.as_ptr().addr();
    let mut next = 0;
    let texts = Texts::by_lines(body, |spelled| {
        let Some(places) = &places else { return true };
        let from = spelled.as_ptr().addr() - start;
        // The lines come in the order of the file, and so do the places.
        while places.get(next).is_some_and(|place| place.end < from) {
            next += 1;
        }
        let place = places.get(next);
        place.is_some_and(|place| place.start <= from + spelled.len())
    })?;
    let marks = |text: &str| match &places {
        Some(places) => pattern.marks_at(text.as_ptr().addr() - start, text, places),
        None => pattern.marks(text),
    };
    Some(kept(&texts, wanted, marks, keep))
}

impl<'a> Found<'a> {
    /// The question or step that a text belongs to.
    pub fn item(&self, hit: &Hit) -> Option<&ItemOf<'a>> {
        self.items.get(hit.item?)
    }
}

fn nothing<T>(session: &str) -> Kept<T> {
    Kept {
        session: session.into(),
        when: (None, None),
        kept: None,
    }
}

fn kept<T>(
    texts: &Texts<'_>,
    wanted: &Wanted,
    marks: impl Fn(&str) -> Vec<Range<usize>>,
    keep: impl Fn(&Found<'_>) -> T,
) -> Kept<T> {
    if !wanted.includes(texts) {
        return nothing(texts.session);
    }
    let mut items = Vec::new();
    let mut hits = Vec::with_capacity(texts.texts.len());
    for (place, text) in &texts.texts {
        let marks = marks(text);
        if !marks.is_empty() {
            hits.push(hit(texts, *place, text, marks, &mut items));
        }
    }
    if hits.is_empty() {
        return nothing(texts.session);
    }
    let found = Found {
        session: texts.session,
        team: texts.team,
        date: texts.date,
        review: texts.review,
        title: texts.title,
        items,
        hits,
    };
    Kept {
        session: texts.session.into(),
        when: (texts.date, texts.started),
        kept: Some(keep(&found)),
    }
}

fn hit<'a>(
    texts: &Texts<'a>,
    place: Place,
    text: &'a str,
    marks: Vec<Range<usize>>,
    items: &mut Vec<ItemOf<'a>>,
) -> Hit<'a> {
    let entry = texts.entry(place);
    let about = match place.part {
        Part::Question | Part::Step => Some(entry.id),
        _ => entry.about,
    };
    let is_action = matches!(place.part, Part::Action | Part::Carried);
    Hit {
        part: place.part,
        field: place.field,
        item: about.and_then(|id| item(texts, id, items)),
        action: is_action.then_some(entry.id),
        agreed: (is_action && place.field != Field::What).then_some(entry.text),
        text,
        marks,
    }
}

/// The place of a question or step among the items, where the session has it.
fn item<'a>(texts: &Texts<'a>, id: &str, items: &mut Vec<ItemOf<'a>>) -> Option<usize> {
    if let Some(known) = items.iter().rposition(|item| item.id == id) {
        return Some(known);
    }
    let (id, part, number, text) = texts.item(id)?;
    items.push(ItemOf {
        id,
        is_step: part == Part::Step,
        number,
        text,
    });
    Some(items.len() - 1)
}

#[cfg(test)]
mod tests;

//! Words found in what was said, agreed and remarked.

use super::pattern::Pattern;
use crate::model::date::{Day, Moment};
use crate::model::file_text::{EndMark, Unreadable, read_session, split_end_mark};
use crate::model::meeting::same_team;
use crate::model::skim::{has_escape, id_of, is_of_this_format};
use crate::model::texts::{Field, Part, Place, Texts};
use std::ops::Range;

/// What was found in one session.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The session's id.
    pub session: String,
    /// The team.
    pub team: String,
    /// The day of the meeting; none where nothing was found.
    pub date: Option<Day>,
    /// When it began, where that is known. It orders the meetings of one day.
    pub started: Option<Moment>,
    /// The id of the review.
    pub review: String,
    /// The review's title.
    pub title: String,
    /// The questions and steps that the texts belong to.
    pub items: Vec<ItemOf>,
    /// The texts that were found, in the order of the session.
    pub hits: Vec<Hit>,
}

/// A text that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The part of the session in which it stands.
    pub part: Part,
    /// What it is in there.
    pub field: Field,
    /// The question or step that it belongs to, if to any: its place among the items.
    pub item: Option<usize>,
    /// The action that it belongs to: its id, of a carried one `<session id>/<action id>`.
    pub action: Option<String>,
    /// What that action is, where the text is something else of it.
    pub agreed: Option<String>,
    /// The text.
    pub text: String,
    /// Where the words stand in it, in bytes.
    pub marks: Vec<Range<usize>>,
}

/// A question or a step.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemOf {
    /// Its id.
    pub id: String,
    /// Whether it is a step.
    pub is_step: bool,
    /// Its number.
    pub number: usize,
    /// Its words.
    pub text: String,
}

/// In which sessions words are looked for; nothing means all.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Of this team.
    pub team: Option<String>,
    /// About the review with this id.
    pub review: Option<String>,
    /// On this day or later.
    pub since: Option<Day>,
}

impl Wanted {
    fn includes(&self, texts: &Texts<'_>) -> bool {
        let team = self.team.as_ref();
        team.is_none_or(|team| same_team(team, texts.team))
            && self.review.as_ref().is_none_or(|id| id == texts.review)
            && self.since.is_none_or(|day| texts.date >= Some(day))
    }
}

/// The order of what was found: the newest session first.
pub fn newest_first(one: &Found, other: &Found) -> std::cmp::Ordering {
    let key = |found: &Found| (found.date, found.started);
    key(other)
        .cmp(&key(one))
        .then_with(|| other.session.cmp(&one.session))
}

/// Looks for a pattern in the text of a session's file, and looks at its end mark.
///
/// Where the mark shows that the program wrote it, the spelling tells most files in which nothing can
/// be found: a character that is written as another needs a backslash. In the rest, the lines are read.
///
/// # Errors
/// When the text is not TOML, not a session, or of a newer format.
pub fn search(
    text: &str,
    pattern: &Pattern,
    wanted: &Wanted,
) -> Result<(Found, EndMark), Unreadable> {
    let (body, end_mark) = split_end_mark(text);
    if end_mark == EndMark::Right
        && is_of_this_format(body)
        && let Some(found) = search_by_lines(body, pattern, wanted)
    {
        return Ok((found, end_mark));
    }
    search_whole(text, pattern, wanted)
}

fn search_whole(
    text: &str,
    pattern: &Pattern,
    wanted: &Wanted,
) -> Result<(Found, EndMark), Unreadable> {
    let (session, end_mark) = read_session(text)?;
    Ok((found(&Texts::of(&session), pattern, wanted), end_mark))
}

fn search_by_lines(body: &str, pattern: &Pattern, wanted: &Wanted) -> Option<Found> {
    let places = pattern.places(body);
    let nowhere = places.as_ref().is_some_and(Vec::is_empty);
    if nowhere && !has_escape(body) {
        return Some(Found::nothing(id_of(body)?));
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
    Some(found(&texts, pattern, wanted))
}

impl Found {
    fn nothing(session: &str) -> Self {
        Self {
            session: session.to_owned(),
            team: String::new(),
            date: None,
            started: None,
            review: String::new(),
            title: String::new(),
            items: Vec::new(),
            hits: Vec::new(),
        }
    }

    /// The question or step that a text belongs to.
    pub fn item(&self, hit: &Hit) -> Option<&ItemOf> {
        self.items.get(hit.item?)
    }
}

fn found(texts: &Texts<'_>, pattern: &Pattern, wanted: &Wanted) -> Found {
    let nothing = Found::nothing(texts.session);
    if !wanted.includes(texts) {
        return nothing;
    }
    let mut items = Vec::new();
    let hits = texts.texts.iter().filter_map(|(place, text)| {
        let marks = pattern.marks(text);
        (!marks.is_empty()).then(|| hit(texts, *place, text, marks, &mut items))
    });
    let hits: Vec<Hit> = hits.collect();
    if hits.is_empty() {
        return nothing;
    }
    Found {
        team: texts.team.to_owned(),
        date: texts.date,
        started: texts.started,
        review: texts.review.to_owned(),
        title: texts.title.to_owned(),
        items,
        hits,
        ..nothing
    }
}

fn hit(
    texts: &Texts<'_>,
    place: Place,
    text: &str,
    marks: Vec<Range<usize>>,
    items: &mut Vec<ItemOf>,
) -> Hit {
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
        action: is_action.then(|| entry.id.to_owned()),
        agreed: (is_action && place.field != Field::What).then(|| entry.text.to_owned()),
        text: text.to_owned(),
        marks,
    }
}

/// The place of a question or step among the items, where the session has it.
fn item(texts: &Texts<'_>, id: &str, items: &mut Vec<ItemOf>) -> Option<usize> {
    if let Some(known) = items.iter().rposition(|item| item.id == id) {
        return Some(known);
    }
    let (part, number, words) = texts.item(id)?;
    items.push(ItemOf {
        id: id.to_owned(),
        is_step: part == Part::Step,
        number,
        text: words.to_owned(),
    });
    Some(items.len() - 1)
}

#[cfg(test)]
mod tests;

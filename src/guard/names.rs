//! Full names: a first name with a surname, or a title with one.
//!
//! A first name alone says little and stays. Names are known by lists of what is common in Britain, and
//! by how they stand: a rare first name is seen beside a common surname, and a rare surname behind a
//! common first name. What is named after a person, such as a hospital, is not a person.

use super::Kind;
use super::lists::{GIVEN, Listed, NAMED_AFTER, NO_NAMES, PUBLISHED, SURNAMES};
use super::words::{Word, words};
use std::ops::Range;

/// Written small between the parts of a name.
const PARTICLES: [&str; 25] = [
    "de", "da", "do", "dos", "das", "di", "du", "del", "della", "dela", "la", "le", "van", "von",
    "der", "den", "ter", "bin", "bint", "ibn", "al", "el", "ap", "ab", "ould",
];

/// What is named after people and often written small.
const THINGS: [&str; 24] = [
    "academy",
    "award",
    "building",
    "centre",
    "clinic",
    "college",
    "foundation",
    "hospice",
    "hospital",
    "house",
    "infirmary",
    "inquiry",
    "law",
    "model",
    "nursery",
    "primary",
    "road",
    "school",
    "street",
    "suite",
    "surgery",
    "trust",
    "university",
    "ward",
];

/// A letter behind one of these is how an anonymous account speaks of somebody.
const PSEUDONYMS: [&str; 26] = [
    "child",
    "baby",
    "adult",
    "sibling",
    "mother",
    "father",
    "parent",
    "carer",
    "family",
    "person",
    "patient",
    "young",
    "person",
    "student",
    "pupil",
    "worker",
    "professional",
    "practitioner",
    "team",
    "panel",
    "group",
    "plan",
    "part",
    "vitamin",
    "hepatitis",
    "appendix",
];

/// Whether a word is said before a surname. A match, as every word of a text is asked.
fn is_title(word: &Word) -> bool {
    matches!(
        &*word.plain,
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "mx"
            | "dr"
            | "doctor"
            | "prof"
            | "professor"
            | "pc"
            | "dc"
            | "ds"
            | "sgt"
            | "wpc"
            | "rev"
            | "reverend"
            | "cllr"
            | "councillor"
            | "sir"
            | "dame"
            | "nurse"
            | "judge"
    )
}

/// Names in a text, with where they stand.
pub fn look(text: &str) -> Vec<(Range<usize>, Kind)> {
    let words = words(text);
    let small_only = !text.chars().any(char::is_uppercase);
    let large_only = !text.chars().any(char::is_lowercase);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let rest = words.get(at..).unwrap_or_default();
        let before = at.checked_sub(1).and_then(|before| words.get(before));
        let mut length = titled(rest);
        // Most words of a text are small, and only a title or a name in small letters begins with one.
        if rest.first().is_some_and(|word| word.is_large) {
            length = length
                .or_else(|| surname_first(rest))
                .or_else(|| with_initial(rest, before))
                .or_else(|| in_capitals(rest, before, large_only));
        }
        let length = length.or_else(|| in_small_letters(rest, small_only || large_only));
        if let (Some(length), Some(first)) = (length, rest.first()) {
            if let Some(last) = rest.get(length - 1) {
                push(
                    &mut found,
                    rest.get(..length).unwrap_or_default(),
                    first.at.start..last.at.end,
                );
            }
            at += length;
        } else {
            at += 1;
        }
    }
    found
}

fn push(found: &mut Vec<(Range<usize>, Kind)>, name: &[Word], range: Range<usize>) {
    let plain: Vec<&str> = name.iter().map(|word| &*word.plain).collect();
    let known = |from: usize| {
        let rest = plain.get(from..).unwrap_or_default();
        PUBLISHED.has(&rest.join(" "))
    };
    // "Professor Eileen Munro" is known as "eileen munro".
    if !(0..plain.len()).any(known) {
        found.push((range, Kind::Name));
    }
}

/// Whether a word follows the one before with nothing but a space, or the full stop of an initial.
fn follows(word: &Word) -> bool {
    matches!(word.after, " " | "  " | "\u{a0}")
}

fn follows_short(word: &Word) -> bool {
    follows(word) || matches!(word.after, ". " | ".")
}

fn could_be_surname(word: &Word) -> bool {
    (word.is_capitalised() || word.is_in_capitals())
        && !word.text.ends_with('-')
        && (SURNAMES.has(&word.plain)
            || word.text.contains('-')
            || (word.is_capitalised()
                && word.plain.len() > 2
                && !NO_NAMES.has(&word.plain)
                && !NAMED_AFTER.has(&word.plain)))
}

/// How many words a name goes on for, from a surname at a place.
fn whole_surname(words: &[Word], surname: usize) -> usize {
    let mut end = surname + 1;
    while let Some(next) = words.get(end) {
        let owned = words.get(end - 1).is_some_and(|word| word.owns);
        let goes_on = next.is_capitalised()
            && follows(next)
            && !NO_NAMES.has(&next.plain)
            && (SURNAMES.has(&next.plain) || GIVEN.has(&next.plain));
        if owned || !goes_on {
            break;
        }
        end += 1;
    }
    end
}

/// Whether a name is that of a place or a thing: a hospital, a school, a law.
fn goes_on_as_a_thing(words: &[Word], end: usize) -> bool {
    let is_owned = end
        .checked_sub(1)
        .and_then(|last| words.get(last))
        .is_some_and(|last| last.owns);
    let mut rest = words.get(end..).unwrap_or_default().iter().take(4);
    let mut large = rest.by_ref().take_while(|word| {
        (follows(word) || word.after == " & ") && (word.is_capitalised() || word.is_in_capitals())
    });
    let next = words.get(end).filter(|next| follows(next) && !is_owned);
    large.any(|word| NAMED_AFTER.has(&word.plain))
        || next.is_some_and(|next| next.is_one_of(&THINGS))
}

fn titled(words: &[Word]) -> Option<usize> {
    let (title, rest) = words.split_first()?;
    if !is_title(title) || title.owns {
        return None;
    }
    let police = title.is_one_of(&["pc", "dc", "ds", "wpc"]);
    if police && !title.is_in_capitals() {
        return None;
    }
    let mut at = 0;
    while rest
        .get(at)
        .is_some_and(|word| word.is_initial() && follows_short(word))
        && at < 3
    {
        at += 1;
    }
    let mut surname = rest.get(at).filter(|word| follows_short(word))?;
    let small = title.text.chars().all(char::is_lowercase);
    // "Mr and Mrs Khan" is found at the second title.
    while PARTICLES.contains(&surname.text) {
        at += 1;
        surname = rest.get(at).filter(|word| follows(word))?;
    }
    let is_one = if surname.is_capitalised() || surname.is_in_capitals() && surname.text.len() > 2 {
        could_be_surname(surname) || GIVEN.has(&surname.plain)
    } else {
        let short = ["mr", "mrs", "ms", "miss", "dr"];
        small && title.is_one_of(&short) && SURNAMES.get(&surname.plain) == Some(Listed::Name)
    };
    if !is_one
        || title.plain == "nurse" && !SURNAMES.has(&surname.plain) && !GIVEN.has(&surname.plain)
    {
        return None;
    }
    let mut end = whole_surname(rest, at);
    // A title before a first name: the surname comes after it.
    if rest
        .get(end)
        .is_some_and(|next| follows(next) && GIVEN.has(&surname.plain) && could_be_surname(next))
    {
        end += 1;
    }
    (!goes_on_as_a_thing(rest, end)).then_some(end + 1)
}

/// Smith, Jane; SMITH Jane.
fn surname_first(words: &[Word]) -> Option<usize> {
    let [surname, given, ..] = words else {
        return None;
    };
    let in_capitals = surname.is_in_capitals() && surname.text.len() > 2 && !given.is_in_capitals();
    let is_comma = given.after == ", " && (surname.is_capitalised() || in_capitals);
    if !(is_comma || in_capitals && follows(given)) {
        return None;
    }
    let is_listed = SURNAMES.get(&surname.plain) == Some(Listed::Name)
        || in_capitals && SURNAMES.has(&surname.plain);
    let is_first = GIVEN.get(&given.plain) == Some(Listed::Name) && given.is_capitalised();
    // Thomas, James and Lewis are three first names.
    let ambiguous = GIVEN.has(&surname.plain) && !in_capitals;
    (is_listed && is_first && !ambiguous && !surname.owns).then_some(2)
}

/// J Smith, J. R. Patel.
fn with_initial(words: &[Word], before: Option<&Word>) -> Option<usize> {
    let first = words.first().filter(|word| word.is_initial())?;
    let mut at = 1;
    while words
        .get(at)
        .is_some_and(|word| word.is_initial() && follows_short(word))
    {
        at += 1;
    }
    let surname = words
        .get(at)
        .filter(|word| follows_short(word) && word.is_capitalised())?;
    let dotted = surname.after.starts_with('.');
    let listed = SURNAMES.get(&surname.plain)?;
    let named_so = before.is_some_and(|before| before.is_one_of(&PSEUDONYMS) && follows(first));
    let a_word = matches!(first.text, "A" | "I") && !dotted;
    if named_so || a_word || listed == Listed::AlsoAWord && !dotted {
        return None;
    }
    let end = whole_surname(words, at);
    (!goes_on_as_a_thing(words, end)).then_some(end)
}

/// Jane Smith, Jane Mary de Souza, Jane SMITH.
fn in_capitals(words: &[Word], before: Option<&Word>, large_only: bool) -> Option<usize> {
    let first = words.first()?;
    let is_saint = |before: &Word| before.is_one_of(&["st", "saint"]) && follows_short(first);
    let is_large = first.is_capitalised() || first.is_in_capitals();
    if first.owns || !is_large || large_only || before.is_some_and(is_saint) {
        return None;
    }
    let at = surname_after(words)?;
    let surname = words.get(at)?;
    let could_be_one = if at > 1 {
        surname.is_capitalised() && !NAMED_AFTER.has(&surname.plain)
    } else {
        could_be_surname(surname) || has_particle(surname)
    };
    let listed = SURNAMES.get(surname.plain.rsplit('-').next().unwrap_or_default());
    let whole = GIVEN.get(&first.plain);
    let is_name = match whole.or_else(|| GIVEN.get(first.plain.split('-').next()?)) {
        Some(Listed::Name) => could_be_one,
        Some(Listed::AlsoAWord) => {
            could_be_one
                && (listed == Some(Listed::Name) || listed.is_some() && !is_a_word(surname))
        }
        // A rare first name, beside a common surname. Two rare ones are more often a town or a tool.
        None => {
            listed == Some(Listed::Name) && surname.is_capitalised() && could_be_rare(first, before)
        }
    };
    if !is_name || surname.is_in_capitals() && listed.is_none() {
        return None;
    }
    let end = whole_surname(words, at);
    (!goes_on_as_a_thing(words, end)).then_some(end)
}

/// Where the surname stands behind a first name. Initials and particles may stand between.
fn surname_after(words: &[Word]) -> Option<usize> {
    const MOST: usize = 5;
    let stands_between = |at: &usize| {
        let (Some(word), Some(next)) = (words.get(*at), words.get(at + 1)) else {
            return false;
        };
        let is_particle = |word: &Word| PARTICLES.contains(&word.text);
        follows(word)
            && if word.is_initial() {
                follows_short(next) && (could_be_surname(next) || is_particle(next))
            } else {
                is_particle(word)
                    && (follows(next) || next.after == "-")
                    && (next.is_capitalised() || is_particle(next))
            }
    };
    let at = 1 + (1..MOST).take_while(stands_between).count();
    let surname = words.get(at)?;
    let joined = follows(surname) || at > 1 && (follows_short(surname) || surname.after == "-");
    joined.then_some(at)
}

/// Whether a word that is no listed first name may be one: it is no word that is known, and no part of
/// a longer name of something else.
fn could_be_rare(word: &Word, before: Option<&Word>) -> bool {
    let goes_on = |before: &Word| {
        follows(word) && before.is_capitalised() && !before.begins() && !is_a_word(before)
    };
    word.is_capitalised()
        && word.plain.len() > 2
        && !is_a_word(word)
        && !before.is_some_and(goes_on)
}

/// al-Hassan, d'Souza: a particle within the word.
fn has_particle(word: &Word) -> bool {
    let mut parts = word.text.splitn(2, ['-', '\'', '’']);
    let prefix = parts.next().unwrap_or_default();
    ["al", "el", "d", "de", "ul", "ur"].contains(&prefix)
        && parts
            .next()
            .is_some_and(|rest| rest.chars().next().is_some_and(char::is_uppercase))
}

fn is_a_word(word: &Word) -> bool {
    NO_NAMES.has(&word.plain) || NAMED_AFTER.has(&word.plain) || is_title(word)
}

/// jane smith, and JANE SMITH where nothing is small: both must be names and nothing else.
fn in_small_letters(words: &[Word], whole_text: bool) -> Option<usize> {
    let [given, surname, ..] = words else {
        return None;
    };
    let small = |word: &Word| word.text.chars().all(|letter| !letter.is_uppercase());
    // What the fewest words are comes first.
    let is_name = (whole_text || !given.is_large && !surname.is_large)
        && follows(surname)
        && !given.owns
        && GIVEN.get(&given.plain) == Some(Listed::Name)
        && SURNAMES.get(&surname.plain) == Some(Listed::Name)
        && (whole_text || small(given) && small(surname));
    if !is_name {
        return None;
    }
    let end = whole_surname(words, 1);
    let thing = words
        .get(end)
        .is_some_and(|next| follows(next) && NAMED_AFTER.has(&next.plain));
    (!thing).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        let found = look(text).into_iter();
        found.filter_map(|(range, _)| text.get(range)).collect()
    }

    #[test]
    fn full_names_are_seen_however_they_are_written() {
        for (text, seen) in [
            ("we asked Sarah Jones to ring", "Sarah Jones"),
            ("Priya Ann Patel's plan", "Priya Ann Patel"),
            ("SMITH, Jane was seen", "SMITH, Jane"),
            ("ask Mr Ahmed", "Mr Ahmed"),
            ("mrs khan rang", "mrs khan"),
            ("Mr and Mrs Kowalski came", "Mrs Kowalski"),
            ("J. R. Taylor signed", "J. R. Taylor"),
            ("sarah jones did not know", "sarah jones"),
            ("with Maria de Souza today", "Maria de Souza"),
            ("seen by Xanthia Taylor", "Xanthia Taylor"),
            ("Siân O'Brien-Evans said", "Siân O'Brien-Evans"),
            ("Grace Thompson is the lead", "Grace Thompson"),
            ("Mohammed al-Hassan rang", "Mohammed al-Hassan"),
            ("JANE SMITH TO RING", "JANE SMITH"),
        ] {
            assert_eq!(names(text), [seen], "{text}");
        }
    }

    #[test]
    fn what_is_named_after_people_is_none() {
        for text in [
            "Child AC and Child J",
            "Sarah said that Tom and Lucy came",
            "Great Ormond Street",
            "the James Cook University Hospital",
            "St James's Hospital",
            "Victoria Road and Grace House",
            "Sarah's Law and Clare's Law",
            "the Health Visitor Team Manager",
            "Working Together and Early Help",
            "Professor Eileen Munro wrote",
            "North Yorkshire Police",
            "Team Manager to ask Health Visitor",
            "will ask on Monday in May",
            "Thomas, James and Lewis",
        ] {
            assert_eq!(names(text), Vec::<&str>::new(), "{text}");
        }
    }
}

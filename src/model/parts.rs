//! The parts of a sealed session, each with a short digest of its own, so that a change can be placed.

use super::date::Moment;
use super::file_text::table;
use super::seal::{digest_of_table, digest_of_value, sealed_content};
use super::session::Session;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use toml::Value;

/// Hexadecimal digits of a part's digest: enough to see a change, and no seal by itself.
const DIGITS: usize = 16;

/// So many changes are named; a team manager looks at the first of more.
const MOST_NAMED: usize = 12;

/// The lists whose items are parts by their ids.
const LISTS: [&str; 3] = ["questions", "steps", "actions"];

/// The tables and lists that are one part each, and how they are spoken of.
const WHOLE: [(&str, &str); 5] = [
    ("meeting", "who met, and when"),
    ("review", "which review it was"),
    ("carried", "the matters arising"),
    ("questions_back", "the questions from the supervisor"),
    ("closing", "the close"),
];

/// In which order the items of the lists stand.
const ORDER: &str = "order";

/// Everything else: the id, the status, and keys that this version does not know.
const RECORD: &str = "record";

/// When it was sealed, and whatever else the seal says of itself. Older seals have no such part.
const SEAL: &str = "seal";

/// A short digest of each part: of each question, step and action by its id, and of the rest.
///
/// # Errors
/// When the session cannot be written as TOML at all.
pub fn parts(session: &Session) -> Result<BTreeMap<String, String>, String> {
    let mut record = sealed_content(session)?;
    let mut order = toml::Table::new();
    let mut parts = BTreeMap::new();
    for list in LISTS {
        let Some(Value::Array(items)) = record.get_mut(list) else {
            continue;
        };
        for item in items.iter_mut() {
            let id = item.get("id").and_then(Value::as_str).map(str::to_owned);
            // An item that is called like a part of another kind stays where it is, and is part of the order.
            if let Some(id) = id.filter(|id| !is_own(id)) {
                parts.insert(id.clone(), short(&digest_of_value(item)));
                *item = Value::String(id);
            }
        }
        order.extend(record.remove_entry(list));
    }
    for (key, _) in WHOLE {
        if let Some(value) = record.remove(key) {
            parts.insert(key.to_owned(), short(&digest_of_value(&value)));
        }
    }
    parts.insert(ORDER.to_owned(), short(&digest_of_table(&order)));
    parts.insert(RECORD.to_owned(), short(&digest_of_table(&record)));
    Ok(parts)
}

/// What a seal says of itself beside its digests.
#[derive(Serialize)]
struct OfItself<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    sealed: Option<Moment>,
    #[serde(flatten)]
    other: &'a toml::Table,
}

/// The parts that stand in a seal: those of the session, and the seal's own words.
///
/// # Errors
/// When the session cannot be written as TOML at all.
pub fn parts_of_a_seal(
    session: &Session,
    sealed: Option<Moment>,
) -> Result<BTreeMap<String, String>, String> {
    with_seal(parts(session)?, sealed, &toml::Table::new())
}

fn with_seal(
    mut parts: BTreeMap<String, String>,
    sealed: Option<Moment>,
    other: &toml::Table,
) -> Result<BTreeMap<String, String>, String> {
    let of_itself = table(&OfItself { sealed, other })?;
    parts.insert(SEAL.to_owned(), short(&digest_of_table(&of_itself)));
    Ok(parts)
}

/// Whether a seal whose digest is right was changed beside it: its day, its parts, or a key of its own.
///
/// # Errors
/// When the session cannot be written as TOML at all.
pub fn is_seal_touched(session: &Session) -> Result<bool, String> {
    let Some(seal) = session.seal.as_ref().filter(|seal| !seal.parts.is_empty()) else {
        return Ok(false);
    };
    let now = parts(session)?;
    if seal.parts.contains_key(SEAL) {
        return Ok(with_seal(now, seal.sealed, &seal.other)? != seal.parts);
    }
    Ok(now != seal.parts)
}

/// The parts that are not as they were sealed, as they are spoken of: "question 3", "action A2". None
/// where the seal has no parts, or where the change is in none of them.
///
/// # Errors
/// When the session cannot be written as TOML at all.
pub fn changed_parts(session: &Session) -> Result<Vec<String>, String> {
    let Some(sealed) = session.seal.as_ref().map(|seal| &seal.parts) else {
        return Ok(Vec::new());
    };
    if sealed.is_empty() {
        return Ok(Vec::new());
    }
    let now = parts(session)?;
    let added = |key: &str| now.contains_key(key) && !sealed.contains_key(key);
    let gone = |key: &str| sealed.contains_key(key) && !now.contains_key(key);
    let mut keys: Vec<&str> = sealed
        .keys()
        .chain(now.keys())
        .map(String::as_str)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys.retain(|key| *key != SEAL && sealed.get(*key) != now.get(*key));
    // Where an item has come or gone, the order is another of itself.
    if keys
        .iter()
        .any(|key| !is_own(key) && (added(key) || gone(key)))
    {
        keys.retain(|key| *key != ORDER);
    }
    let places = places(session);
    keys.sort_by_key(|key| places.get(key).copied().unwrap_or(usize::MAX));
    let more = keys.len().saturating_sub(MOST_NAMED);
    let mut named: Vec<String> = keys
        .into_iter()
        .take(MOST_NAMED)
        .map(|key| {
            let what = spoken(session, key);
            match (added(key), gone(key)) {
                (true, _) => format!("{what} (added)"),
                (_, true) => format!("{what} (taken out)"),
                _ => what,
            }
        })
        .collect();
    if more > 0 {
        named.push(format!("{more} more"));
    }
    Ok(named)
}

fn is_own(key: &str) -> bool {
    matches!(key, ORDER | RECORD | SEAL) || WHOLE.iter().any(|(whole, _)| *whole == key)
}

fn spoken(session: &Session, key: &str) -> String {
    match (key, WHOLE.iter().find(|(whole, _)| *whole == key)) {
        (_, Some((_, words))) => (*words).to_owned(),
        (ORDER, _) => "the order of its questions, steps or actions".into(),
        (RECORD, _) => "its id, its status, or something that was added by hand".into(),
        _ => match session.action(key) {
            Some(action) => format!("action {}", action.id),
            None => session.spoken_source(key),
        },
    }
}

/// Where each part stands: changes are named in the order of the file.
fn places(session: &Session) -> HashMap<&str, usize> {
    let whole = WHOLE.iter().map(|(whole, _)| *whole);
    let ids = session.questions.iter().map(|q| q.id.as_str());
    let ids = ids.chain(session.steps.iter().map(|s| s.id.as_str()));
    let ids = ids.chain(session.actions.iter().map(|a| a.id.as_str()));
    let mut places = HashMap::new();
    for (at, key) in whole.chain(ids).enumerate() {
        places.entry(key).or_insert(at);
    }
    places
}

fn short(digest: &str) -> String {
    let hexadecimal = digest.rsplit(':').next().unwrap_or(digest);
    hexadecimal.chars().take(DIGITS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::action::{Action, Status, Update};
    use crate::model::closing::Closing;
    use crate::model::date::Day;
    use crate::model::question_back::QuestionBack;
    use crate::model::seal::{Seal, session_digest};
    use crate::model::session::Progress;
    use crate::model::supervision::Amendment;
    use proptest::prelude::*;

    /// The sample session of the repository, with everything a session can hold, sealed.
    fn sealed() -> Session {
        let text = include_str!("../../sessions/2026-09-02-child-i-example-team.toml");
        let (mut session, _) = crate::model::file_text::read_session(text).expect("a session");
        session.questions_back.push(QuestionBack {
            session: "earlier".into(),
            sign_off: 1,
            by: "Service manager".into(),
            asked: "Who looks?".into(),
            about: None,
            answers: vec!["We do".into()],
            other: toml::Table::new(),
        });
        session.seal = Some(Seal::of(&session, None).expect("a seal"));
        session
    }

    /// One change of sealed content, and how it is named.
    fn change(session: &mut Session, kind: usize, at: usize, words: &str) -> String {
        let word = || format!("{words} and more");
        let question = at % session.questions.len();
        let step = at % session.steps.len();
        let action = at % session.actions.len();
        match kind {
            0 => session.questions[question].answers.push(word()),
            1 => session.questions[question].text = word(),
            2 => session.questions[question].reason = Some(word()),
            3 => session.steps[step].answers.push(word()),
            4 => session.actions[action].what = word(),
            5 => session.actions[action].owner = Some(word()),
            6 => session.meeting.present.push(word()),
            7 => session.review.title = word(),
            8 => {
                session
                    .closing
                    .get_or_insert_with(Closing::default)
                    .learning = Some(word())
            }
            9 => session.questions_back[0].answers.push(word()),
            10 => session.status = Progress::InProgress,
            11 => session.questions.swap(0, 1),
            12 => {
                session.other.insert("ours".into(), Value::String(word()));
            }
            13 => {
                let id = session.next_action_id();
                session
                    .actions
                    .push(Action::agreed(id.clone(), None, word()));
                return format!("action {id} (added)");
            }
            14 => {
                let id = session.questions.remove(question).id;
                return format!("{id} (taken out)");
            }
            15 => {
                session.questions_back.clear();
                return "the questions from the supervisor (taken out)".into();
            }
            _ => session.format = 0,
        }
        match kind {
            0..=2 => format!("question {}", question + 1),
            3 => format!("step {}", step + 1),
            4 | 5 => format!("action {}", session.actions[action].id),
            6 => "who met, and when".into(),
            7 => "which review it was".into(),
            8 => "the close".into(),
            9 => "the questions from the supervisor".into(),
            11 => "the order of its questions, steps or actions".into(),
            _ => "its id, its status, or something that was added by hand".into(),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

        #[test]
        fn every_change_is_found_and_named(
            changes in prop::collection::btree_map(0_usize..17, (0_usize..9, "[a-z ]{0,9}"), 1..4),
        ) {
            let mut session = sealed();
            let before = session.clone();
            // What is swapped or taken out is named by where it stood, so it comes alone.
            let mut named = Vec::new();
            let moves = |kind: usize| matches!(kind, 11 | 14 | 15);
            for (kind, (at, words)) in &changes {
                if !moves(*kind) || changes.len() == 1 {
                    named.push(change(&mut session, *kind, *at, words));
                }
            }
            prop_assume!(!named.is_empty());
            let seal = before.seal.as_ref().expect("a seal");
            prop_assert_ne!(&session_digest(&session).expect("a digest"), &seal.digest);
            let found = changed_parts(&session).expect("parts");
            for name in &named {
                prop_assert!(found.contains(name), "{} in {:?}", name, found);
            }
            named.sort();
            named.dedup();
            prop_assert_eq!(found.len(), named.len(), "{:?}", found);
        }

        #[test]
        fn what_stands_beside_changes_no_part(words in "\\PC{0,20}") {
            let mut session = sealed();
            let on = Day(chrono::NaiveDate::default());
            session.amendments.push(Amendment {
                on,
                reason: words.clone(),
                question: None,
                step: None,
                answers: vec![words.clone()],
                saw: None,
                digest: None,
                other: toml::Table::new(),
            });
            session.actions[0].updates.push(Update { note: Some(words), ..Update::on(on, Status::Done) });
            prop_assert_eq!(changed_parts(&session), Ok(Vec::new()));
            let seal = session.seal.clone().expect("a seal");
            prop_assert_eq!(session_digest(&session), Ok(seal.digest));
        }
    }

    #[test]
    fn a_question_that_is_called_like_a_part_is_seen_all_the_same() {
        let mut session = sealed();
        session.questions[0].id = "closing".into();
        session.seal = Some(Seal::of(&session, None).expect("a seal"));
        session.questions[0].answers.push("more".into());
        assert_eq!(
            changed_parts(&session).expect("parts"),
            ["the order of its questions, steps or actions"]
        );
    }

    #[test]
    fn a_seal_without_parts_names_nothing() {
        let mut session = sealed();
        if let Some(seal) = &mut session.seal {
            seal.parts.clear();
        }
        session.questions[0].answers.clear();
        assert_eq!(changed_parts(&session), Ok(Vec::new()));
    }

    #[test]
    fn another_order_is_named_beside_an_item_that_changed() {
        let mut session = sealed();
        session.questions.swap(0, 1);
        session.actions[0].what.push('x');
        assert_eq!(
            changed_parts(&session).expect("parts"),
            ["action A1", "the order of its questions, steps or actions"]
        );
    }

    #[test]
    fn of_many_changes_the_first_are_named() {
        let mut session = sealed();
        for question in &mut session.questions {
            question.answers.push("more".into());
        }
        for step in &mut session.steps {
            step.answers.push("more".into());
        }
        for action in &mut session.actions {
            action.what.push('x');
        }
        let found = changed_parts(&session).expect("parts");
        assert_eq!(found.len(), MOST_NAMED);
        assert_eq!(found.last().map(String::as_str), Some("action A3"));
        session.meeting.present.clear();
        let found = changed_parts(&session).expect("parts");
        assert_eq!(found.len(), MOST_NAMED + 1);
        assert_eq!(found.first().map(String::as_str), Some("who met, and when"));
        assert_eq!(found.last().map(String::as_str), Some("1 more"));
    }

    #[test]
    fn a_seal_that_was_touched_is_known_in_its_older_form_too() {
        let touched = |change: fn(&mut Seal)| {
            let mut session = sealed();
            session.seal.iter_mut().for_each(change);
            is_seal_touched(&session).expect("an answer")
        };
        assert!(!touched(|_| ()));
        assert!(touched(
            |seal| seal.sealed = Moment::read("2026-09-02T12:00:00Z")
        ));
        assert!(touched(|seal| drop(
            seal.parts.insert("q1".into(), "0".into())
        )));
        assert!(!touched(|seal| seal.parts.clear()));
        assert!(!touched(|seal| drop(seal.parts.remove(SEAL))));
        assert!(touched(|seal| {
            seal.parts.remove(SEAL);
            seal.parts.insert("q1".into(), "0".into());
        }));
        let mut session = sealed();
        session.seal = None;
        assert_eq!(is_seal_touched(&session), Ok(false));
    }
}

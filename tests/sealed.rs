//! `verify` finds every change of a sealed session, also one that keeps the length or only reorders, where
//! the end mark was written anew so that nothing but the seal can tell. `REFLECT_LONG=1 cargo test --release
//! --test sealed` tries every byte in every way.

use reflect::model::action::{Status, Update};
use reflect::model::chain::{add_amendment, add_sign_off};
use reflect::model::date::Moment;
use reflect::model::file_text::{read_session, split_end_mark, with_end_mark, write_session};
use reflect::model::question_back::QuestionBack;
use reflect::model::seal::Seal;
use reflect::model::session::{Progress, Session};
use reflect::model::supervision::{Amendment, SignOff, SignOffOutcome};
use reflect::query::verification::{Finding, Verification};
use std::mem::discriminant;
use toml::Value;

#[allow(dead_code, reason = "nothing is read back here")]
mod every_word;

/// What looks at a session and says whether it is as it was sealed.
type Verifier = fn(&Session) -> bool;

fn verify(session: &Session) -> bool {
    let found = Verification::of(session).expect("a finding");
    found.finding == Finding::Intact
}

/// Everything that can be sealed, sealed, with an amendment and two sign-offs beside it.
fn sealed() -> Session {
    let mut session = every_word::session(&[2, 3, 4, 1, 2], 3, 2, 0);
    session.status = Progress::Sealed;
    let words = Value::String("of the audit".into());
    session.actions[1].other.insert("because".into(), words);
    session.questions_back.push(QuestionBack {
        session: "earlier".into(),
        sign_off: 2,
        by: "Service manager".into(),
        asked: "What came of it?".into(),
        about: Some("q2".into()),
        answers: vec!["This".into(), "And that".into()],
        other: toml::Table::new(),
    });
    let ours: toml::Table = "ours = [1, 2.5, true, 2026-09-02, { a = \"b\" }]"
        .parse()
        .expect("a table");
    session.other = ours;
    let at = chrono::DateTime::from_timestamp(1_790_000_000, 0).map(Moment);
    session.seal = Some(Seal::of(&session, at).expect("a seal"));
    beside(&mut session);
    session
}

/// What the program adds later.
fn beside(session: &mut Session) {
    let on = session.meeting.date;
    let sign_off = |by: &str| SignOff {
        by: by.into(),
        on,
        outcome: SignOffOutcome::Seen,
        remark: Some("Thank you".into()),
        question: None,
        saw: None,
        digest: None,
        other: toml::Table::new(),
    };
    let amendment = Amendment {
        on,
        reason: "Left out".into(),
        question: Some("q1".into()),
        step: None,
        answers: vec!["One more".into(), "And one".into()],
        saw: None,
        digest: None,
        other: toml::Table::new(),
    };
    add_sign_off(session, sign_off("Chair")).expect("a sign-off");
    add_amendment(session, amendment).expect("an amendment");
    add_sign_off(session, sign_off("Service manager")).expect("a sign-off");
    session.actions[0].updates.push(Update {
        note: Some("Both are there".into()),
        ..Update::on(on, Status::Done)
    });
}

/// The words on an action stand outside the seal and the chain, and the README says so.
fn without_updates(mut session: Session) -> Session {
    for action in &mut session.actions {
        action.updates.clear();
    }
    session
}

/// How many changed texts were still a session with other content, and those of them that nobody found.
fn missed(
    texts: impl Iterator<Item = String>,
    whole: &str,
    verify: Verifier,
) -> (usize, Vec<String>) {
    let (whole, _) = read_session(whole).expect("a session");
    let whole = without_updates(whole);
    let mut changed = 0;
    let mut missed = Vec::new();
    for text in texts {
        let Ok((session, _)) = read_session(&with_end_mark(&text)) else {
            continue;
        };
        let is_other = without_updates(session.clone()) != whole;
        changed += usize::from(is_other);
        if is_other && verify(&session) {
            missed.push(text);
        }
    }
    (changed, missed)
}

/// Every text that differs in one byte or has two neighbours changed about; or one in forty-one of them.
fn other_bytes(body: &str) -> impl Iterator<Item = String> {
    let changed = |at: usize, change: usize| {
        let mut bytes = body.as_bytes().to_vec();
        match change {
            0 => bytes[at] ^= 1,
            1 => bytes[at] ^= 0x20,
            2 => bytes[at] = b'9',
            3 => drop(bytes.remove(at)),
            4 => bytes.insert(at, b'x'),
            _ => bytes.swap(at, (at + 1).min(body.len() - 1)),
        }
        String::from_utf8(bytes).ok()
    };
    let step = if std::env::var_os("REFLECT_LONG").is_some() {
        1
    } else {
        41
    };
    let all = (0..body.len()).flat_map(|at| (0..6).map(move |change| (at, change)));
    all.step_by(step)
        .filter_map(move |(at, change)| changed(at, change))
}

/// Every way to change one value of a tree or to let two items of a list change places.
fn other_values(value: &Value) -> Vec<Value> {
    let mut all = Vec::new();
    match value {
        Value::String(text) => {
            let mut longer = text.clone();
            longer.push(' ');
            let same_length: String = text.chars().rev().collect();
            let said = [longer, same_length, String::new(), "sealed".into()];
            all.extend(said.into_iter().map(Value::String));
        }
        Value::Integer(number) => all.extend([number + 1, -number].map(Value::Integer)),
        Value::Float(number) => all.push(Value::Float(number + 0.5)),
        Value::Boolean(is) => all.push(Value::Boolean(!is)),
        Value::Datetime(_) => {
            let others = [
                "2026-09-03",
                "2026-09-02T13:00:01Z",
                "2026-09-02T13:00:00+01:00",
            ];
            let others = others.map(|text| Value::Datetime(text.parse().expect("a date")));
            all.extend(others);
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                let with = |item: Value| {
                    let mut items = items.clone();
                    items[at] = item;
                    Value::Array(items)
                };
                all.extend(other_values(item).into_iter().map(with));
                let mut fewer = items.clone();
                fewer.remove(at);
                let mut more = items.clone();
                more.insert(at, item.clone());
                all.extend([fewer, more].map(Value::Array));
                for other in at + 1..items.len() {
                    let mut swapped = items.clone();
                    swapped.swap(at, other);
                    all.push(Value::Array(swapped));
                    // The same between two items: only what one of their keys holds.
                    all.extend(exchanged(items, at, other).into_iter().map(Value::Array));
                }
            }
        }
        Value::Table(table) => {
            for (key, item) in table {
                let with = |item: Value| {
                    let mut table = table.clone();
                    table.insert(key.clone(), item);
                    Value::Table(table)
                };
                all.extend(other_values(item).into_iter().map(with));
                let mut fewer = table.clone();
                fewer.remove(key);
                let mut renamed = fewer.clone();
                renamed.insert(format!("{key}x"), item.clone());
                all.extend([fewer, renamed].map(Value::Table));
            }
            let mut more = table.clone();
            more.insert("more".into(), Value::String("slipped in".into()));
            all.push(Value::Table(more));
        }
    }
    all.retain(|other| discriminant(other) == discriminant(value) && other != value);
    all
}

fn exchanged(items: &[Value], one: usize, other: usize) -> Vec<Vec<Value>> {
    let (Value::Table(first), Value::Table(second)) = (&items[one], &items[other]) else {
        return Vec::new();
    };
    let keys = first.keys().filter(|key| second.contains_key(*key));
    let exchange = |key: &String| {
        let mut items = items.to_vec();
        let (first, second) = (first[key].clone(), second[key].clone());
        items[one][key.as_str()] = second;
        items[other][key.as_str()] = first;
        items
    };
    keys.map(exchange).collect()
}

/// What no digest can vouch for: who takes the parts out of a seal leaves an older kind of seal, and who takes
/// the last entry out leaves a file to which it was never added.
fn beyond_a_digest(missed: &[String], whole: &str) {
    let (before, _) = read_session(whole).expect("a session");
    for text in missed {
        let (session, _) = read_session(text).expect("a session");
        let no_parts = session
            .seal
            .as_ref()
            .is_some_and(|seal| !seal.parts.contains_key("seal"));
        let last_is_gone = session.sign_offs.len() < before.sign_offs.len()
            && before.sign_offs.starts_with(&session.sign_offs);
        let other = text
            .lines()
            .zip(whole.lines())
            .find(|(one, other)| one != other);
        assert!(no_parts || last_is_gone, "not found: {other:?}");
    }
}

#[test]
fn a_byte_that_is_another_is_found() {
    let text = write_session(&sealed(), None).expect("a text");
    let (body, _) = split_end_mark(&text);
    let (changed, missed) = missed(other_bytes(body), &text, verify);
    println!(
        "{changed} changes of one byte left a session, {} not found",
        missed.len()
    );
    assert!(changed > 200, "only {changed}");
    beyond_a_digest(&missed, &text);
}

#[test]
fn a_value_that_is_another_or_elsewhere_is_found() {
    let session = sealed();
    let text = write_session(&session, None).expect("a text");
    let (whole, _) = read_session(&text).expect("a session");
    assert!(verify(&whole), "what the program added broke the seal");
    let tree: toml::Table = text.parse().expect("a table");
    let others = other_values(&Value::Table(tree));
    let written = |other: &Value| toml::to_string(other).expect("a text");
    let (changed, missed) = missed(others.iter().map(written), &text, verify);
    println!(
        "{changed} other values left a session, {} not found",
        missed.len()
    );
    assert!(changed > 900, "only {changed}");
    beyond_a_digest(&missed, &text);
}

#[test]
fn a_verifier_that_looks_less_closely_is_convicted() {
    let by_id: Verifier = |session| {
        let Some(seal) = &session.seal else {
            return false;
        };
        let mut sorted = session.clone();
        sorted.questions.sort_by(|one, other| one.id.cmp(&other.id));
        let now = Seal::of(&sorted, seal.sealed).expect("a seal");
        now.digest == seal.digest
    };
    let digest_alone: Verifier = |session| {
        let Some(seal) = &session.seal else {
            return false;
        };
        Seal::of(session, None).expect("a seal").digest == seal.digest
    };
    let end_mark_alone: Verifier = |_| true;
    let text = write_session(&sealed(), None).expect("a text");
    let tree: toml::Table = text.parse().expect("a table");
    let others = other_values(&Value::Table(tree));
    let texts: Vec<String> = others
        .iter()
        .step_by(4)
        .map(|other| toml::to_string(other).expect("a text"))
        .collect();
    let missed_by = |verifier| missed(texts.iter().cloned(), &text, verifier).1.len();
    let honest = missed_by(verify);
    for verifier in [by_id, digest_alone, end_mark_alone] {
        assert!(missed_by(verifier) > honest);
    }
}

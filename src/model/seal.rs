//! The seal of a finished session, and the digests it is made of.

use super::date::Moment;
use super::file_text::table;
use super::parts::parts_of_a_seal;
use super::review::Review;
use super::session::{Progress, Session};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Written when the session is closed. Without a key it shows a change; it cannot show who made it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seal {
    /// `sha256:` and 64 hexadecimal digits.
    pub digest: String,
    /// When it was sealed; absent where only the day of the meeting is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<Moment>,
    /// A short digest of each part, by which a change can be placed; a seal is valid without.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub parts: BTreeMap<String, String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub other: toml::Table,
}

impl Seal {
    /// The seal that belongs to a session as it stands.
    ///
    /// # Errors
    /// When the session cannot be written as TOML at all.
    pub fn of(session: &Session, sealed: Option<Moment>) -> Result<Self, String> {
        Ok(Self {
            digest: session_digest(session)?,
            sealed,
            parts: parts_of_a_seal(session, sealed)?,
            other: toml::Table::new(),
        })
    }
}

/// The digest of some bytes, as it stands in files.
pub fn digest(bytes: &[u8]) -> String {
    digest_of_both(bytes, &[])
}

/// The digest of some bytes and of those that follow them.
pub(super) fn digest_of_both(bytes: &[u8], more: &[u8]) -> String {
    let mut text = String::with_capacity("sha256:".len() + 64);
    text.push_str("sha256:");
    for byte in Sha256::new()
        .chain_update(bytes)
        .chain_update(more)
        .finalize()
    {
        for half in [byte >> 4, byte & 15] {
            let zero = if half < 10 { b'0' } else { b'a' - 10 };
            text.push(char::from(zero + half));
        }
    }
    text
}

/// The digest of everything in a session but the updates of its actions, its amendments, its
/// sign-offs and the seal itself. Spacing, comments and the order of keys do not count; the order
/// of answers does.
///
/// # Errors
/// When the session cannot be written as TOML at all.
pub fn session_digest(session: &Session) -> Result<String, String> {
    sealed_content(session).map(|table| digest_of_table(&table))
}

/// Whether a session was sealed and is not what was sealed. One whose seal has been taken out is not.
pub fn is_changed_since_sealed(session: &Session) -> bool {
    match &session.seal {
        Some(seal) => session_digest(session).is_ok_and(|digest| digest != seal.digest),
        None => session.status == Progress::Sealed,
    }
}

/// What is under the seal, as it stands in the file.
///
/// # Errors
/// When the session cannot be written as TOML at all.
pub(super) fn sealed_content(session: &Session) -> Result<toml::Table, String> {
    let mut sealed = session.clone();
    sealed.seal = None;
    sealed.amendments.clear();
    sealed.sign_offs.clear();
    for action in &mut sealed.actions {
        action.updates.clear();
    }
    table(&sealed)
}

/// Gives a sealed session the digest that belongs to it, where it had to take another id before it was
/// ever in its folder. A session without a seal stays without one.
pub fn seal_again(session: &mut Session) {
    let sealed = session.seal.as_ref().and_then(|seal| seal.sealed);
    if let Ok(again) = Seal::of(session, sealed)
        && let Some(seal) = &mut session.seal
    {
        seal.digest = again.digest;
        seal.parts = again.parts;
    }
}

/// The digest of a review as it was walked.
///
/// # Errors
/// When the review cannot be written as TOML at all.
pub fn review_fingerprint(review: &Review) -> Result<String, String> {
    table(review).map(|table| digest_of_table(&table))
}

/// The digest of a table, whatever the order of its keys.
pub(super) fn digest_of_table(table: &toml::Table) -> String {
    digest_of_value(&toml::Value::Table(table.clone()))
}

/// The digest of any value of a file.
pub(super) fn digest_of_value(value: &toml::Value) -> String {
    digest(canonical(value).as_bytes())
}

/// One text for one content: keys sorted, every value with its type and its length, so that no two
/// different contents share a text. Not JSON, because JSON has no dates and may print a number in two ways.
pub(super) fn canonical(value: &toml::Value) -> String {
    let mut text = String::new();
    write_canonical(value, &mut text);
    text
}

fn write_canonical(value: &toml::Value, text: &mut String) {
    use toml::Value;
    // Writing into a String cannot fail.
    let _ = match value {
        Value::String(string) => write!(text, "s{}:{string}", string.len()),
        Value::Integer(integer) => write!(text, "i{integer};"),
        Value::Float(float) => write!(text, "f{:016x};", float.to_bits()),
        Value::Boolean(boolean) => write!(text, "b{boolean};"),
        Value::Datetime(datetime) => write!(text, "d{datetime};"),
        Value::Array(items) => {
            let _ = write!(text, "a{}:", items.len());
            for item in items {
                write_canonical(item, text);
            }
            Ok(())
        }
        Value::Table(table) => {
            let mut keys: Vec<_> = table.iter().collect();
            keys.sort_by_key(|(key, _)| key.as_str());
            let _ = write!(text, "t{}:", keys.len());
            for (key, value) in keys {
                let _ = write!(text, "{}:{key}", key.len());
                write_canonical(value, text);
            }
            Ok(())
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first example of FIPS 180-4, and that of an empty text.
    #[test]
    fn a_digest_is_that_of_the_standard() {
        let abc = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let empty = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(digest(b"abc"), abc);
        assert_eq!(digest_of_both(b"a", b"bc"), abc);
        assert_eq!(digest(b""), empty);
    }

    #[test]
    fn a_review_has_the_same_fingerprint_however_its_file_is_laid_out() {
        let text = include_str!("../../reviews/child-l.toml");
        let print = |text: &str| {
            let review: Review = super::super::file_text::read(text).expect("a review");
            review_fingerprint(&review).expect("a fingerprint")
        };
        assert_eq!(
            print(text),
            print(&format!("# A comment.\n\n{}", text.replace(" = ", "  =  ")))
        );
        assert_ne!(print(text), print(&text.replace('?', ".")));
    }

    #[test]
    fn a_sealed_session_that_was_changed_or_unsealed_is_known() {
        let text = include_str!("../../sessions/2026-09-02-child-i-example-team.toml");
        let (mut session, _) = crate::model::file_text::read_session(text).expect("a session");
        assert_eq!(session.status, Progress::Sealed);
        assert!(!is_changed_since_sealed(&session));
        session.meeting.team.push('x');
        assert!(is_changed_since_sealed(&session));
        seal_again(&mut session);
        assert!(!is_changed_since_sealed(&session));
        session.seal = None;
        assert!(is_changed_since_sealed(&session));
        session.status = Progress::InProgress;
        assert!(!is_changed_since_sealed(&session));
    }
}

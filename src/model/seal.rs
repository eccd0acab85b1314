//! The seal of a finished session, and the digests it is made of.

use super::date::Moment;
use super::file_text::table;
use super::review::Review;
use super::session::Session;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// Written when the session is closed. Without a key it shows a change; it cannot show who made it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seal {
    /// `sha256:` and 64 hexadecimal digits.
    pub digest: String,
    /// When it was sealed; absent where only the day of the meeting is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<Moment>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub other: toml::Table,
}

/// The digest of some bytes, as it stands in files.
pub fn digest(bytes: &[u8]) -> String {
    let mut text = String::with_capacity("sha256:".len() + 64);
    text.push_str("sha256:");
    for byte in Sha256::digest(bytes) {
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
    let mut sealed = session.clone();
    sealed.seal = None;
    sealed.amendments.clear();
    sealed.sign_offs.clear();
    for action in &mut sealed.actions {
        action.updates.clear();
    }
    digest_of(&sealed)
}

/// Gives a sealed session the digest that belongs to it, where it had to take another id before it was
/// ever in its folder. A session without a seal stays without one.
pub fn seal_again(session: &mut Session) {
    if let (Some(_), Ok(digest)) = (&session.seal, session_digest(session))
        && let Some(seal) = &mut session.seal
    {
        seal.digest = digest;
    }
}

/// The digest of a review as it was walked.
///
/// # Errors
/// When the review cannot be written as TOML at all.
pub fn review_fingerprint(review: &Review) -> Result<String, String> {
    digest_of(review)
}

fn digest_of(value: &impl Serialize) -> Result<String, String> {
    let table = table(value)?;
    Ok(digest(canonical(&toml::Value::Table(table)).as_bytes()))
}

/// One text for one content: keys sorted, every value with its type and its length, so that no two
/// different contents share a text. Not JSON, because JSON has no dates and may print a number in two ways.
fn canonical(value: &toml::Value) -> String {
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

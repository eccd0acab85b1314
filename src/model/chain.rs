//! The chain of what was added beside a sealed session: amendments and sign-offs, in the order of time.
//!
//! Each entry's digest is over the digest of the entry before it, or of the seal for the first, and
//! over its own content. So a later change to an entry is seen, and so is one that was moved, put in
//! or taken out between two others. There is no key. What cannot be seen: that the last entries were
//! taken out, and that somebody who can write the file has written all of it anew, seal and chain.
//! The two lists of the file are one chain: which entry comes next is the one whose digest follows.

use super::file_text::table;
use super::seal::{canonical, digest_of_both, session_digest};
use super::session::Session;
use super::supervision::{Amendment, SignOff};
use serde::Serialize;
use std::cell::Cell;
use std::collections::HashSet;
use std::fmt;
use std::fmt::Write as _;
use toml::Value;

/// What kind of entry it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Something the team added.
    Amendment,
    /// A supervisor's remark.
    SignOff,
}

/// Whether an entry is where it was put, and as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// It follows from what stands before it.
    Follows,
    /// It does not: it, or what stood before it, was changed, moved or taken out.
    DoesNotFollow,
    /// It has no digest: somebody wrote it by hand.
    Unchained,
}

/// One entry of the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What kind it is.
    pub kind: Kind,
    /// Its number among its kind, from 1.
    pub number: usize,
    /// Whether it holds.
    pub holds: Holds,
}

/// The entries of a session in the order of time, as far as that can be told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chain {
    /// The entries.
    pub links: Vec<Link>,
    /// The digest that the next entry is chained to.
    head: Option<String>,
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            Kind::Amendment => "amendment",
            Kind::SignOff => "sign-off",
        };
        let number = self.number;
        match self.holds {
            Holds::Follows => write!(f, "{kind} {number} follows from what stands before it"),
            Holds::DoesNotFollow => {
                write!(
                    f,
                    "{kind} {number} does not follow from what stands before it"
                )
            }
            Holds::Unchained => write!(f, "{kind} {number} has no digest: it was written by hand"),
        }
    }
}

impl Chain {
    /// Reads the chain of a session.
    ///
    /// # Errors
    /// When an entry cannot be written as TOML at all.
    pub fn of(session: &Session) -> Result<Self, String> {
        let entries = |kind, contents: Vec<(toml::Table, String)>| -> Vec<Entry> {
            let entry = |(at, (content, on))| Entry::new(kind, at, content, on);
            contents.into_iter().enumerate().map(entry).collect()
        };
        let amendments = session.amendments.iter();
        let amendments: Result<Vec<_>, String> = amendments
            .map(|entry| Ok((table(entry)?, entry.on.to_string())))
            .collect();
        let sign_offs = session.sign_offs.iter();
        let sign_offs: Result<Vec<_>, String> = sign_offs
            .map(|entry| Ok((table(entry)?, entry.on.to_string())))
            .collect();
        let lists = [
            entries(Kind::Amendment, amendments?),
            entries(Kind::SignOff, sign_offs?),
        ];
        let head = session.seal.as_ref().map(|seal| seal.digest.clone());
        Ok(replay(&lists, head))
    }

    /// The entries that do not hold.
    pub fn broken(&self) -> impl Iterator<Item = &Link> {
        self.links
            .iter()
            .filter(|link| link.holds != Holds::Follows)
    }

    /// The numbers of the entries of a kind that hold, from 1.
    pub fn holding(&self, kind: Kind) -> HashSet<usize> {
        let links = self.links.iter();
        let holding = links.filter(|link| link.kind == kind && link.holds == Holds::Follows);
        holding.map(|link| link.number).collect()
    }
}

/// Adds an amendment at the end of the chain.
///
/// # Errors
/// When it cannot be written as TOML at all.
pub fn add_amendment(session: &mut Session, mut amendment: Amendment) -> Result<(), String> {
    amendment.saw = seen_besides_the_seal(session)?;
    amendment.digest = Some(next_digest(session, Kind::Amendment, &amendment)?);
    session.amendments.push(amendment);
    Ok(())
}

/// Adds a sign-off at the end of the chain.
///
/// # Errors
/// When it cannot be written as TOML at all.
pub fn add_sign_off(session: &mut Session, mut sign_off: SignOff) -> Result<(), String> {
    sign_off.saw = seen_besides_the_seal(session)?;
    sign_off.digest = Some(next_digest(session, Kind::SignOff, &sign_off)?);
    session.sign_offs.push(sign_off);
    Ok(())
}

/// The digest of a session that is no longer as it was sealed; nothing where it is.
///
/// # Errors
/// When it cannot be written as TOML at all.
pub fn seen_besides_the_seal(session: &Session) -> Result<Option<String>, String> {
    let now = session_digest(session)?;
    let sealed = session.seal.as_ref().map(|seal| &seal.digest);
    Ok((sealed != Some(&now)).then_some(now))
}

fn next_digest(session: &Session, kind: Kind, entry: &impl Serialize) -> Result<String, String> {
    let head = Chain::of(session)?.head;
    let (content, _) = without_digest(table(entry)?);
    let content = canonical(&Value::Table(content));
    Ok(link_digest(head.as_deref(), kind, &content))
}

/// So many bytes are looked at to find the order of the entries. A chain that nobody touched takes twice
/// its own length, and a file is at most two million long; one made to take for ever is given up.
const MOST_BYTES: usize = 64_000_000;

/// One entry of either list, before it is known where it comes.
struct Entry {
    kind: Kind,
    number: usize,
    content: String,
    digest: Option<String>,
    on: String,
}

impl Entry {
    fn new(kind: Kind, at: usize, content: toml::Table, on: String) -> Self {
        let (content, digest) = without_digest(content);
        Self {
            kind,
            number: at + 1,
            content: canonical(&Value::Table(content)),
            digest,
            on,
        }
    }

    fn follows(&self, head: Option<&str>, left: &Cell<usize>) -> bool {
        let length = self.content.len() + head.map_or(0, str::len);
        let Some(less) = left.get().checked_sub(length) else {
            return false;
        };
        left.set(less);
        self.digest.as_ref() == Some(&link_digest(head, self.kind, &self.content))
    }
}

fn without_digest(mut content: toml::Table) -> (toml::Table, Option<String>) {
    let digest = match content.remove("digest") {
        Some(Value::String(digest)) => Some(digest),
        _ => None,
    };
    (content, digest)
}

/// The digest of a table with the digest before, as `after`, and the content by its kind: the canonical
/// text of that table, without making one for each place at which an entry is tried.
fn link_digest(head: Option<&str>, kind: Kind, content: &str) -> String {
    let key = match kind {
        Kind::Amendment => "amendment",
        Kind::SignOff => "sign_off",
    };
    let mut text = match head {
        Some(head) => format!("t2:5:afters{}:{head}", head.len()),
        None => "t1:".to_owned(),
    };
    // Writing into a String cannot fail.
    let _ = write!(text, "{}:{key}", key.len());
    digest_of_both(text.as_bytes(), content.as_bytes())
}

/// Takes the entries in the order in which each follows from the one before. An entry that does not is
/// taken at its word, so that a break is placed where it is and what comes after it still counts.
fn replay(lists: &[Vec<Entry>; 2], mut head: Option<String>) -> Chain {
    let mut links = Vec::new();
    let left = Cell::new(MOST_BYTES);
    let mut rest: Vec<&[Entry]> = lists.iter().map(Vec::as_slice).collect();
    loop {
        let mut fronts: Vec<&Entry> = rest.iter().filter_map(|list| list.first()).collect();
        // A long entry is tried only where a short one does not follow.
        fronts.sort_by_key(|entry| entry.content.len());
        let mut tried = fronts.iter().copied();
        let follows = tried.find(|entry| entry.follows(head.as_deref(), &left));
        let Some(next) = follows.or_else(|| broken_first(&fronts, &rest, &left)) else {
            return Chain { links, head };
        };
        let holds = match (&next.digest, follows) {
            (_, Some(_)) => Holds::Follows,
            (Some(_), None) => Holds::DoesNotFollow,
            (None, None) => Holds::Unchained,
        };
        links.push(Link {
            kind: next.kind,
            number: next.number,
            holds,
        });
        if let Some(digest) = &next.digest {
            head = Some(digest.clone());
        }
        for list in &mut rest {
            if let Some((first, others)) = list.split_first()
                && first.kind == next.kind
            {
                *list = others;
            }
        }
    }
}

/// Which of the entries that do not follow stood first: one without a digest, one from which another
/// follows, or the earlier day.
fn broken_first<'a>(
    fronts: &[&'a Entry],
    rest: &[&'a [Entry]],
    left: &Cell<usize>,
) -> Option<&'a Entry> {
    let is_followed = |entry: &Entry| {
        let mut others = rest.iter().filter_map(|list| {
            let after = list.first().is_some_and(|first| first.kind == entry.kind);
            list.get(usize::from(after))
        });
        others.any(|other| other.follows(entry.digest.as_deref(), left))
    };
    let rank = |entry: &Entry| match &entry.digest {
        None => 0,
        Some(_) if is_followed(entry) => 1,
        Some(_) => 2,
    };
    let key = |entry: &&&'a Entry| (rank(entry), entry.on.as_str(), entry.kind == Kind::SignOff);
    fronts.iter().min_by_key(key).copied()
}

#[cfg(test)]
mod tests;

//! The identifying-detail check: what in a text may say who somebody is.
//!
//! It looks on this machine only, at one text at a time, and keeps nothing. It is a second pair of eyes
//! and no judge: what it sees may be harmless, and it does not see everything.

mod dates;
mod lists;
mod names;
mod numbers;
mod vocabulary;
mod words;

pub use vocabulary::Vocabulary;

use std::collections::BTreeSet;
use std::ops::Range;

/// What a detail looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Ten digits of which the last is the right check digit.
    NhsNumber,
    /// A date beside a word about being born.
    DateOfBirth,
    /// A full postcode.
    Postcode,
    /// A telephone number that is no public helpline's.
    Telephone,
    /// An e-mail address.
    Email,
    /// A National Insurance number.
    NationalInsurance,
    /// The number of a case, a file or a crime.
    CaseReference,
    /// A first name with a surname, or a title with one.
    Name,
}

impl Kind {
    /// Whether it may be what every meeting says, as an office's number or a place that is called like a person is, so
    /// that it need not be asked about every time. The rest is never anything but one person's or one case's.
    pub fn may_be_ours(self) -> bool {
        matches!(
            self,
            Self::Postcode | Self::Telephone | Self::Email | Self::Name
        )
    }

    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::NhsNumber,
        Self::DateOfBirth,
        Self::Postcode,
        Self::Telephone,
        Self::Email,
        Self::NationalInsurance,
        Self::CaseReference,
        Self::Name,
    ];

    /// What it is called when the room is told of it.
    pub fn described(self) -> &'static str {
        match self {
            Self::NhsNumber => "an NHS number",
            Self::DateOfBirth => "a date of birth",
            Self::Postcode => "a postcode",
            Self::Telephone => "a telephone number",
            Self::Email => "an e-mail address",
            Self::NationalInsurance => "a National Insurance number",
            Self::CaseReference => "a case reference",
            Self::Name => "a person's name",
        }
    }
}

/// A detail that was seen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Seen {
    /// What it looks like.
    pub kind: Kind,
    /// The words, as they stand in the text.
    pub words: String,
}

/// What was seen, in a sentence or two: the first few by their words, the rest by their number.
pub fn told(found: &[Seen], most: usize) -> String {
    let each = found.iter().take(most);
    let mut each: Vec<String> = each
        .map(|detail| format!("“{}” looks like {}", detail.words, detail.kind.described()))
        .collect();
    if let Some(more) = found.len().checked_sub(most).filter(|more| *more > 0) {
        each.push(format!("there are {more} more"));
    }
    let last = each.pop().unwrap_or_default();
    let all = if each.is_empty() {
        last
    } else {
        format!("{}, and {last}", each.join(", "))
    };
    let may = if found.len() == 1 { "It" } else { "They" };
    format!("{all}. {may} may say who somebody is.")
}

/// What in a text may say who somebody is, in the order of the text, and is not in the vocabulary.
pub fn seen(text: &str, vocabulary: &Vocabulary) -> Vec<Seen> {
    seen_in([text], vocabulary)
}

/// The same of several texts, each looked at by itself.
pub fn seen_in<T: AsRef<str>>(
    texts: impl IntoIterator<Item = T>,
    vocabulary: &Vocabulary,
) -> Vec<Seen> {
    let mut known = BTreeSet::new();
    let mut all = Vec::new();
    for text in texts {
        for new in look(text.as_ref()) {
            if !vocabulary.has(&new.words) && known.insert(new.clone()) {
                all.push(new);
            }
        }
    }
    all
}

fn look(text: &str) -> impl Iterator<Item = Seen> {
    let mut found: Vec<(Range<usize>, Kind)> = Vec::new();
    // What is surer comes first; nothing is seen twice.
    let looks = [numbers::look, dates::look, names::look];
    for (range, kind) in looks.into_iter().flat_map(|look| look(text)) {
        let overlaps =
            |(known, _): &(Range<usize>, Kind)| known.start < range.end && range.start < known.end;
        if !found.iter().any(overlaps) {
            found.push((range, kind));
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found.into_iter().map(|(range, kind)| {
        let words = text.get(range).unwrap_or_default().trim().to_owned();
        Seen { kind, words }
    })
}

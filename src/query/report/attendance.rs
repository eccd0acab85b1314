//! Who was there, by role, counted from what was typed: "2 social workers" is two of one role.

use super::Figure;
use crate::model::spacing::in_single_spaces;
use crate::model::tally::Tally;
use serde::Serialize;
use std::collections::BTreeMap;

/// More than this in front of a role is no number of people.
const MOST: usize = 99;

/// How often a role was there.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RoleFigure {
    /// The role, in its commonest spelling.
    pub role: String,
    /// How often: somebody who came three times counts three times.
    #[serde(flatten)]
    pub figure: Figure,
}

/// The roles that were there, the commonest first.
pub fn attendance(held: &[&Tally]) -> Vec<RoleFigure> {
    let mut of_key: BTreeMap<String, (BTreeMap<String, usize>, Figure)> = BTreeMap::new();
    for tally in held {
        for entry in &tally.present {
            let (count, role) = counted_role(entry);
            if role.is_empty() {
                continue;
            }
            let (spellings, figure) = of_key.entry(role.to_lowercase()).or_default();
            *spellings.entry(role).or_default() += 1;
            figure.add(tally.id(), count);
        }
    }
    let commonest = |spellings: BTreeMap<String, usize>| {
        // The map's own order decides between spellings that are as common.
        let best = spellings.into_iter().rev().max_by_key(|(_, times)| *times);
        best.map(|(spelling, _)| spelling).unwrap_or_default()
    };
    let mut roles: Vec<RoleFigure> = of_key
        .into_values()
        .map(|(spellings, figure)| RoleFigure {
            role: commonest(spellings),
            figure,
        })
        .collect();
    roles.sort_by_key(|role| std::cmp::Reverse(role.figure.count));
    roles
}

/// The number in front of a role, or else one, and the role in the singular.
fn counted_role(entry: &str) -> (usize, String) {
    let entry = in_single_spaces(entry);
    let rest = entry.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = entry.get(..entry.len() - rest.len()).unwrap_or_default();
    let rest = rest.trim_start();
    // "2 x social workers", but not "2 Xavier nurses".
    let role = ["x ", "X ", "× ", "×"]
        .iter()
        .find_map(|times| rest.strip_prefix(times))
        .unwrap_or(rest);
    match digits.parse::<usize>() {
        Ok(count @ 1..=MOST) if role.starts_with(char::is_alphabetic) => (count, singular(role)),
        _ => (1, singular(&entry)),
    }
}

/// The role with its last word in the singular, as far as simple rules go.
fn singular(role: &str) -> String {
    let (before, word) = match role.rsplit_once(' ') {
        Some((before, word)) => (format!("{before} "), word),
        None => (String::new(), role),
    };
    let longer_than_an_ending = |stem: &&str| stem.chars().count() >= 2;
    let single = if let Some(stem) = word.strip_suffix("wives") {
        format!("{stem}wife")
    } else if let Some(stem) = word.strip_suffix("ies").filter(longer_than_an_ending) {
        format!("{stem}y")
    } else if ["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        word.to_owned()
    } else {
        let stem = word.strip_suffix('s').filter(longer_than_an_ending);
        stem.unwrap_or(word).to_owned()
    };
    format!("{before}{single}")
}

#[cfg(test)]
mod tests {
    use super::counted_role;

    #[test]
    fn a_number_is_counted_and_the_plural_folded() {
        for (typed, count, role) in [
            ("2 social workers", 2, "social worker"),
            ("Health visitor", 1, "Health visitor"),
            (" 3  nurses ", 3, "nurse"),
            ("2 x midwives", 2, "midwife"),
            ("2× GPs", 2, "GP"),
            ("Police", 1, "Police"),
            ("CAMHS", 1, "CAMHS"),
            ("4 deputies", 4, "deputy"),
            ("2026 intake", 1, "2026 intake"),
            ("12", 1, "12"),
            ("0 nurses", 1, "0 nurse"),
            ("", 1, ""),
        ] {
            assert_eq!(counted_role(typed), (count, role.to_owned()), "{typed}");
        }
    }
}

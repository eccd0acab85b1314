//! What the words typed in the set-up mean: a review, a team, roles, minutes.

use super::{Entry, Offered, OfferedReview, SetUp, ask_for};
use crate::model::meeting::{Meeting, roles, same_team};
use crate::model::nearest::{may_be_meant, nearest};
use crate::model::none_said::says_none;
use crate::model::spacing::in_single_spaces;

/// The shortest and the longest meeting that can be planned, in minutes.
const MINUTES: std::ops::RangeInclusive<u32> = 5..=480;

/// Takes in what was typed at a prompt; what to say where it means nothing there.
pub fn take(asks: Entry, words: &str, offered: &Offered, values: &mut SetUp) -> Result<(), String> {
    match asks {
        Entry::Review => {
            let ask = ask_for(asks, offered, values);
            let by_id = || ask.option_meant(&words.replace('-', " "));
            let chosen = ask.option_meant(words).or_else(by_id);
            let chosen = chosen.or_else(|| review_with_word(offered, words));
            values.review = Some(chosen.ok_or_else(|| {
                format!(
                    "“{words}” is none of these. Type a number from 1 to {}.",
                    offered.reviews.len()
                )
            })?);
        }
        Entry::Team => {
            let typed = in_single_spaces(words);
            if same_team(&typed, &values.team) {
                return Ok(());
            }
            // Who was there with one team says nothing about another.
            let earlier = offered
                .earlier
                .iter()
                .find(|meeting| same_team(&meeting.team, &typed));
            *values = SetUp {
                review: values.review,
                ..earlier.map(SetUp::like).unwrap_or(SetUp {
                    team: typed,
                    ..SetUp::default()
                })
            };
        }
        Entry::Facilitator => {
            let is_nobody = words == "-" || says_none(words);
            values.facilitator = (!is_nobody).then(|| words.to_owned());
        }
        Entry::Present => values.present = roles(words),
        Entry::Apologies => values.apologies = roles(words),
        Entry::Minutes => {
            values.minutes = Some(planned_minutes(words)?);
        }
        Entry::Audience => values.audience = Some(words.to_owned()),
    }
    Ok(())
}

/// The only review that has a word in its name: "ac" of "Child AC".
fn review_with_word(offered: &Offered, word: &str) -> Option<usize> {
    let has_word = |review: &OfferedReview| {
        let mut words = review.shown.split(|c: char| !c.is_alphanumeric());
        words.any(|one| !one.is_empty() && one.to_lowercase() == word.to_lowercase())
    };
    let mut fitting = (0..)
        .zip(&offered.reviews)
        .filter(|(_, review)| has_word(review));
    match (fitting.next(), fitting.next()) {
        (Some((at, _)), None) => Some(at),
        _ => None,
    }
}

/// The team of which an unknown name may be a slip: its matters arising would be missing.
pub fn team_perhaps_meant<'a>(offered: &'a Offered, team: &str) -> Option<&'a Meeting> {
    let known = || offered.earlier.iter().map(|meeting| meeting.team.as_str());
    if known().any(|known| same_team(known, team)) {
        return None;
    }
    let nearest = nearest(team, known()).into_iter().next()?;
    let mut earlier = offered.earlier.iter();
    earlier.find(|meeting| meeting.team == nearest && may_be_meant(team, nearest))
}

/// The planned minutes that were meant.
pub fn planned_minutes(words: &str) -> Result<u32, String> {
    let minutes = minutes_meant(words).filter(|minutes| MINUTES.contains(minutes));
    minutes.ok_or_else(|| {
        format!(
            "“{words}” is not a number of minutes from {} to {}. Type 45, for example.",
            MINUTES.start(),
            MINUTES.end()
        )
    })
}

/// "45", "90 min", "1 hour", "2h".
fn minutes_meant(words: &str) -> Option<u32> {
    let digits: String = words.chars().take_while(char::is_ascii_digit).collect();
    let unit = words.get(digits.len()..)?.trim().to_lowercase();
    let number: u32 = digits.parse().ok()?;
    match unit.chars().next() {
        None | Some('m') => Some(number),
        Some('h') => number.checked_mul(60),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_review_is_known_by_its_number_its_id_and_the_word_that_only_it_has() {
        let reviews = ["Child AC, North", "Child AH, North", "Child I, North"];
        let offered = Offered {
            reviews: reviews
                .map(|shown| OfferedReview {
                    shown: shown.into(),
                    about: String::new(),
                })
                .into(),
            earlier: Vec::new(),
        };
        let chosen = |words| {
            let mut values = SetUp::default();
            take(Entry::Review, words, &offered, &mut values).ok()?;
            values.review
        };
        for (words, at) in [
            ("2", 1),
            ("ac", 0),
            ("I", 2),
            ("child-ah", 1),
            ("child i", 2),
        ] {
            assert_eq!(chosen(words), Some(at), "{words}");
        }
        for words in ["child", "north", "child a", "a", "4", ","] {
            assert_eq!(chosen(words), None, "{words}");
        }
    }
}

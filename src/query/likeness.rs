//! How alike two short texts are in what they talk about.

use std::collections::BTreeSet;

/// Words that say nothing about the subject.
const SMALL: [&str; 34] = [
    "a", "all", "an", "and", "are", "at", "be", "by", "can", "do", "each", "for", "from", "how",
    "in", "is", "it", "of", "on", "or", "our", "so", "that", "the", "their", "this", "to", "up",
    "we", "when", "who", "will", "with", "you",
];

/// From 0 (nothing shared) to 1 (the same words): the mean of the shares of either text's words that
/// stand in both, and nothing where one is a single word.
pub fn likeness(one: &str, other: &str) -> f64 {
    let (one, other) = (words(one), words(other));
    let shorter = one.len().min(other.len());
    if shorter < 2 {
        return 0.0;
    }
    let shared = one.intersection(&other).count();
    let longer = one.len().max(other.len());
    // Half by the shorter and half by the longer, so that two words inside a paragraph do not count as the same.
    #[allow(clippy::cast_precision_loss, reason = "a text has few words")]
    let share = |count: usize| shared as f64 / count as f64;
    f64::midpoint(share(shorter), share(longer))
}

fn words(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| !word.is_empty() && !SMALL.contains(&word.as_str()))
        .map(stem)
        .collect()
}

/// The word without its commonest endings, so that "audits" and "auditing" meet "audit".
fn stem(word: String) -> String {
    for ending in ["ing", "ed", "es", "s"] {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.chars().count() >= 4
        {
            return stem.to_owned();
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::likeness;

    #[test]
    fn the_same_commitment_in_other_words_is_close() {
        assert!(
            likeness(
                "Audit ten case summaries each month",
                "Auditing of case summaries every month"
            ) > 0.5
        );
        assert!(
            likeness(
                "Audit ten case summaries each month",
                "Invite the school nurse to the next meeting"
            ) < 0.2
        );
        assert!(likeness("", "anything") < f64::EPSILON);
    }
}

//! What people type where there is nothing to say.

/// Whether words only say that there is nothing, or nothing yet: "none", "n/a", "tbc".
pub fn says_none(words: &str) -> bool {
    let small = words.trim().trim_end_matches('.').replace('’', "'");
    matches!(
        small.to_lowercase().as_str(),
        "no" | "none"
            | "nil"
            | "nobody"
            | "no one"
            | "no-one"
            | "n/a"
            | "na"
            | "not yet"
            | "not known"
            | "don't know"
            | "tba"
            | "tbc"
            | "tbd"
            | "to be agreed"
            | "to be confirmed"
    )
}

#[cfg(test)]
mod tests {
    use super::says_none;

    #[test]
    fn nothing_is_said_in_several_ways_and_in_no_longer_words() {
        for words in ["None", " n/a ", "TBC.", "don’t know", "not yet"] {
            assert!(says_none(words), "{words}");
        }
        for words in ["", "-", "none of the fathers", "No one asked", "nursery"] {
            assert!(!says_none(words), "{words}");
        }
    }
}

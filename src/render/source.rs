//! What an action came from, in a few words, where only its id is at hand.

/// "question 3", "step 1", "a supervisor's question"; the id itself where a person has given one of their own.
pub fn source(from: &str) -> String {
    let numbered = |letter| {
        let number = from.strip_prefix(letter)?;
        number
            .parse::<u32>()
            .ok()
            .filter(|_| !number.starts_with('+'))
    };
    if let Some(number) = numbered('q') {
        format!("question {number}")
    } else if let Some(number) = numbered('s') {
        format!("step {number}")
    } else if from.contains("/sign-off-") {
        "a supervisor's question".to_owned()
    } else {
        from.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_said_in_words() {
        for (id, words) in [
            ("q3", "question 3"),
            ("s12", "step 12"),
            (
                "2026-09-02-child-i-duty/sign-off-1",
                "a supervisor's question",
            ),
            ("q", "q"),
            ("q+1", "q+1"),
            ("safer-sleep", "safer-sleep"),
        ] {
            assert_eq!(source(id), words);
        }
    }
}

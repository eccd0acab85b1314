//! What an action came from, where only its id is at hand.

/// The id of a question or a step, as it stands in the file: its place among the others is known only to the session.
/// A question back, whose id is long, in words.
pub fn source(from: &str) -> &str {
    if from.contains("/sign-off-") {
        "a question from your supervisor"
    } else {
        from
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_question_back_is_said_in_words() {
        for (id, said) in [
            ("q3", "q3"),
            ("safer-sleep", "safer-sleep"),
            (
                "2026-09-02-child-i-duty/sign-off-1",
                "a question from your supervisor",
            ),
        ] {
            assert_eq!(source(id), said);
        }
    }
}

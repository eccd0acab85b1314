//! Words that are typed where none are taken down. They are said back, so that they can be typed again elsewhere.

use super::beside::in_one_line;
use super::walk::Walk;

impl Walk<'_> {
    /// Says that words are not recorded here, and how it goes on.
    pub(super) fn not_here(&mut self, words: &str, how: &str) {
        self.notice(not_recorded(words, how));
    }
}

/// Says words back that were not recorded, and how it goes on.
pub(super) fn not_recorded(words: &str, how: &str) -> String {
    format!("“{}” was not recorded. {how}", in_one_line(words))
}

#[cfg(test)]
mod tests {
    use crate::meeting::scripted_walk::walk;

    const THOUGHT: &str = "We ring the ward first";

    #[test]
    fn words_that_are_typed_where_enter_is_asked_for_are_said_back_and_nothing_is_kept() {
        for lines in [
            &[THOUGHT][..],
            &["", THOUGHT],
            &["/goto 2", "/break", THOUGHT],
            &["/goto close", THOUGHT],
            &["/goto close", "", THOUGHT],
            &["/goto s1", THOUGHT],
        ] {
            let (session, _, prompt) = walk(lines);
            let seen = prompt.transcript();
            let said = "“We ring the ward first” was not recorded.";
            assert_eq!(seen.matches(said).count(), 1, "{lines:?} {seen}");
            assert!(session.is_untouched(), "{lines:?}");
        }
    }

    #[test]
    fn how_people_are_is_not_said_back() {
        for words in ["One of us is in tears", "tears"] {
            let (session, _, prompt) = walk(&["/goto close", "", "", "", words, "/back"]);
            let seen = prompt.transcript();
            assert_eq!(seen.matches("tears").count(), 1, "{seen}");
            assert!(seen.contains("/back goes to it."));
            let last = prompt.asked.last().map(|ask| ask.label.as_str());
            assert_eq!(last, Some("Learning"));
            assert_eq!(session.place.and_then(|place| place.draft), None);
        }
    }
}

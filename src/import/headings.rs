//! Which words head which part of a briefing. Data: to teach it another publisher's words, add a line.

use serde::Serialize;

/// What a part of a briefing is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Who the child was and what happened.
    Introduction,
    /// The family and the setting.
    Context,
    /// What went well.
    GoodPractice,
    /// What could have been better.
    Development,
    /// What the review asked agencies to do.
    Recommendations,
    /// The questions for reflection.
    Questions,
    /// What to do now.
    Steps,
    /// Further reading.
    Resources,
    /// How to reach somebody: no part of a review.
    Contact,
    /// Anything else.
    Other,
}

impl Subject {
    /// The parts that a review is made of, in the order of its file.
    pub const PARTS: [Self; 8] = [
        Self::Introduction,
        Self::Context,
        Self::GoodPractice,
        Self::Development,
        Self::Recommendations,
        Self::Questions,
        Self::Steps,
        Self::Resources,
    ];

    /// What the part is called when it is talked about.
    pub fn name(self) -> &'static str {
        match self {
            Self::Introduction => "introduction",
            Self::Context => "context",
            Self::GoodPractice => "good practice",
            Self::Development => "areas for development",
            Self::Recommendations => "recommendations",
            Self::Questions => "questions",
            Self::Steps => "steps",
            Self::Resources => "resources",
            Self::Contact => "contact details",
            Self::Other => "something else",
        }
    }

    /// Whether the part is a list, of which the items count and the sentences between them do not.
    pub fn is_list(self) -> bool {
        !matches!(
            self,
            Self::Introduction | Self::Context | Self::Contact | Self::Other
        )
    }
}

/// Headings in plain words: small letters, "and" for "&", no number before and no mark after them.
const HEADINGS: [(Subject, &[&str]); 9] = [
    (
        Subject::Introduction,
        &[
            "introduction",
            "what happened",
            "background",
            "the case",
            "case summary",
            "summary",
            "about the case",
            "about this case",
            "overview",
            "case overview",
            "the incident",
            "summary of the case",
            "the story",
            "case background",
            "background to the case",
            "brief summary of the case",
            "why was this review undertaken",
            "the child's story",
        ],
    ),
    (
        Subject::Context,
        &[
            "context",
            "family context",
            "the family",
            "about the family",
            "family background",
            "the child and family",
            "family circumstances",
            "what was life like",
        ],
    ),
    (
        Subject::GoodPractice,
        &[
            "areas of good practice",
            "good practice",
            "what went well",
            "what worked well",
            "good practice identified",
            "effective practice",
            "strengths",
            "examples of good practice",
            "what we did well",
            "positive practice",
            "key strengths",
            "strengths in practice",
            "areas of strength",
            "what is working well",
        ],
    ),
    (
        Subject::Development,
        &[
            "areas for development",
            "areas for improvement",
            "learning",
            "key learning",
            "learning points",
            "key learning points",
            "findings",
            "key findings",
            "what we learned",
            "what we found",
            "what did we find",
            "what was found",
            "what the review found",
            "what we learnt",
            "what did we learn",
            "lessons learned",
            "lessons learnt",
            "learning themes",
            "key issues",
            "key themes",
            "what could be better",
            "what could have been better",
            "what needs to improve",
            "learning identified",
            "learning from the review",
            "key messages",
            "areas of learning",
            "areas for learning",
            "what are we worried about",
            "the learning",
            "even better if",
            "practice learning",
            "key practice themes",
            "themes",
        ],
    ),
    (
        Subject::Recommendations,
        &[
            "recommendations",
            "key recommendations",
            "recommendations and actions",
            "the review's recommendations",
            "recommendations from the review",
            "what the review recommends",
            "recommendations made",
        ],
    ),
    (
        Subject::Questions,
        &[
            "questions for reflection",
            "reflective questions",
            "questions to consider",
            "discuss with your team",
            "points for reflection",
            "what can we learn",
            "questions",
            "questions for discussion",
            "discussion points",
            "points for discussion",
            "questions for your team",
            "questions for teams",
            "questions for practitioners",
            "reflection",
            "reflections",
            "reflection questions",
            "reflection points",
            "reflective points",
            "points to consider",
            "questions to ask",
            "questions to reflect on",
            "questions to discuss",
            "consider",
            "things to consider",
            "think about",
            "think",
            "reflect",
            "time to reflect",
            "for reflection",
            "for discussion",
            "team discussion",
            "discussion questions",
            "questions for reflection and discussion",
            "questions to ask yourself",
            "questions for supervision",
            "challenge questions",
            "reflect on your practice",
            "what does this mean for me",
            "what does this mean for you",
            "questions for you and your team",
            "questions for consideration",
            "key questions",
            "points for consideration",
        ],
    ),
    (
        Subject::Steps,
        &[
            "what to do now",
            "what you need to do",
            "next steps",
            "key actions",
            "messages for practitioners",
            "after the briefing",
            "implementing change",
            "what to do next",
            "what do i need to do",
            "what do you need to do",
            "what should you do",
            "actions",
            "action",
            "actions for practitioners",
            "key messages for practitioners",
            "what needs to happen",
            "what needs to happen next",
            "what happens next",
            "what next",
            "actions to take",
            "actions for teams",
            "practice points",
            "practice messages",
            "how to use this briefing",
            "what can you do",
            "what you can do",
            "what can i do",
            "making a difference",
            "take action",
            "for practice",
            "implications for practice",
            "messages for practice",
            "your actions",
            "action points",
            "what will you do",
            "what we need to do",
            "act now",
            "do now",
        ],
    ),
    (
        Subject::Resources,
        &[
            "resources",
            "resources and further information",
            "further information",
            "further reading",
            "useful links",
            "links",
            "useful resources",
            "resources and links",
            "more information",
            "find out more",
            "where to find out more",
            "further resources",
            "additional resources",
            "tools and resources",
            "guidance and resources",
            "training and resources",
            "references",
            "useful information",
            "local resources",
            "policies and procedures",
            "training",
            "guidance",
            "related guidance",
        ],
    ),
    (
        Subject::Contact,
        &[
            "get in touch",
            "contact",
            "contact us",
            "contacts",
            "how to contact us",
            "contact details",
            "make a referral",
            "how to make a referral",
            "feedback",
            "share this page",
            "follow us",
        ],
    ),
];

/// Sentences that lead to a list.
const LEAD_INS: [(Subject, &[&str]); 2] = [
    (
        Subject::Questions,
        &[
            "consider these questions",
            "consider the following questions",
            "discuss these questions",
            "discuss the following",
            "questions below",
            "following questions",
            "questions to support",
            "reflect on the following",
            "ask yourselves",
            "ask yourself",
            "reflect on these",
        ],
    ),
    (
        Subject::Steps,
        &[
            "following actions",
            "following steps",
            "please now",
            "we ask you to",
            "you are asked to",
            "teams are asked to",
            "practitioners are asked to",
            "you should now",
        ],
    ),
];

/// What a heading is about, by its words.
pub fn subject_of(heading: &str) -> Option<Subject> {
    let plain = plain(heading);
    HEADINGS
        .iter()
        .find(|(_, headings)| headings.contains(&plain.as_str()))
        .map(|(subject, _)| *subject)
}

/// What a marked heading is about that only holds the words of a known one: "Reflective questions for
/// managers". The longest known one counts, since it says the most.
pub fn subject_within(heading: &str) -> Option<Subject> {
    let plain = format!(" {} ", plain(heading));
    HEADINGS
        .iter()
        .flat_map(|(subject, headings)| headings.iter().map(move |known| (*subject, *known)))
        .filter(|(_, known)| says_enough(known) && plain.contains(&format!(" {known} ")))
        .max_by_key(|(_, known)| known.len())
        .map(|(subject, _)| subject)
}

/// Whether known words mean the same wherever they stand: "learning" does not, "key learning" does.
fn says_enough(known: &str) -> bool {
    known.contains(' ') || ["recommendations", "questions", "resources"].contains(&known)
}

/// What a sentence leads to.
pub fn subject_led_to(sentence: &str) -> Option<Subject> {
    if !sentence.trim_end().ends_with(':') {
        return None;
    }
    let plain = plain(sentence);
    LEAD_INS
        .iter()
        .find(|(_, known)| known.iter().any(|known| plain.contains(known)))
        .map(|(subject, _)| *subject)
}

/// A heading in plain words: what stands in brackets, a number before it and marks after it left out.
fn plain(heading: &str) -> String {
    let mut outside = String::new();
    let mut depth = 0_usize;
    for c in heading.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    let plain = outside
        .to_lowercase()
        .replace('&', " and ")
        .replace('’', "'");
    let words: Vec<&str> = plain
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty())
        .collect();
    let is_number = |at: usize| {
        let word = words.get(at);
        word.is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()))
    };
    let is_named = matches!(
        words.first(),
        Some(&("section" | "part" | "step" | "panel"))
    );
    let from = match (is_named && is_number(1), is_number(0)) {
        (true, _) => 2,
        (false, true) => 1,
        (false, false) => 0,
    };
    words.get(from..).unwrap_or_default().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_by_their_meaning() {
        for (heading, subject) in [
            ("Questions for Reflection", Some(Subject::Questions)),
            ("5. Reflective questions:", Some(Subject::Questions)),
            ("What can we learn?", Some(Subject::Questions)),
            (
                "Recommendations (with what has been done since)",
                Some(Subject::Recommendations),
            ),
            ("Resources & Further Information", Some(Subject::Resources)),
            ("1 What happened", Some(Subject::Introduction)),
            ("Section 4: Next steps", Some(Subject::Steps)),
            ("Recommendations will be looked at in spring", None),
            ("What we ate", None),
            ("", None),
        ] {
            assert_eq!(subject_of(heading), subject, "{heading}");
        }
        assert_eq!(
            subject_within("Reflective questions for managers"),
            Some(Subject::Questions)
        );
        assert_eq!(
            subject_led_to("In your team, please consider these questions:"),
            Some(Subject::Questions)
        );
        assert_eq!(subject_led_to("We considered these questions."), None);
    }

    #[test]
    fn no_heading_stands_for_two_subjects() {
        let mut known: Vec<&str> = HEADINGS
            .iter()
            .flat_map(|(_, headings)| *headings)
            .copied()
            .collect();
        let count = known.len();
        known.sort_unstable();
        known.dedup();
        assert_eq!(known.len(), count);
        for heading in known {
            assert_eq!(
                plain(heading),
                heading,
                "a heading in the table is written in plain words"
            );
        }
    }
}

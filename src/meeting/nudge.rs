//! One soft word about an action, said once and never again in the same meeting.

use super::walk::Walk;
use crate::prompt::Line;
use crate::query::actions::TeamAction;
use crate::query::likeness::likeness;

/// Verbs that change nothing by themselves (Agency for Healthcare Research and Quality, the action
/// hierarchy of "RCA2": reminders and exhortation are the weakest actions).
const WEAK: [&str; 10] = [
    "remind",
    "ensure",
    "encourage",
    "promote",
    "raise",
    "reiterate",
    "reinforce",
    "consider",
    "discuss",
    "be",
];

/// More actions than this are seldom all done.
const MANY: usize = 3;

/// How alike two actions must be before the earlier one is shown.
const CLOSE: f64 = 0.5;

/// A word about a verb that changes nothing by itself.
fn weak_verb(what: &str) -> Option<String> {
    let first = what.split_whitespace().next()?;
    let plain = first
        .trim_matches(|c: char| !c.is_alphabetic())
        .to_lowercase();
    WEAK.contains(&plain.as_str()).then(|| {
        format!(
            "“{first}” seldom changes things by itself. What would make the right thing easier to do? You can leave it as it is."
        )
    })
}

/// A word about many actions.
fn many(actions: usize) -> Option<String> {
    (actions == MANY + 1).then(|| {
        "That is more than three actions. Teams finish more when they agree fewer. It is kept all the same.".to_owned()
    })
}

/// The earlier action of the team that is closest to a new one, where one is close.
fn agreed_before<'a>(what: &str, earlier: &'a [TeamAction]) -> Option<&'a TeamAction> {
    earlier
        .iter()
        .map(|action| (likeness(what, &action.what), action))
        .filter(|(likeness, _)| *likeness >= CLOSE)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, action)| action)
}

impl Walk<'_> {
    /// A soft word, once in a meeting.
    pub(super) fn nudge(&mut self, kind: &'static str, text: impl Into<String>) {
        if !self.nudged.contains(&kind) {
            self.nudged.push(kind);
            self.when_kept.push(Line::Notice(text.into()));
        }
    }

    /// The nudges that an action's words call for.
    pub(super) fn nudge_about(&mut self, what: &str) {
        if let Some(words) = weak_verb(what) {
            self.nudge("weak verb", words);
        }
        if let Some(words) = many(self.session.actions.len()) {
            self.nudge("many", words);
        }
        if let Some(before) = agreed_before(what, &self.earlier) {
            let today = self
                .session
                .carried
                .iter()
                .find(|carried| carried.action == before.reference);
            let since = match (today, before.spoken_of) {
                (Some(carried), _) => format!("{} today", carried.status.word()),
                (None, Some(day)) => format!("{} on {}", before.status.word(), day.spoken()),
                (None, None) => format!("still {}", before.status.word()),
            };
            let line = format!(
                "On {} this team agreed something close to it: “{}”. It is {since}.",
                before.agreed.spoken(),
                before.what
            );
            self.when_kept.push(Line::Notice(line));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_weak_verbs_are_mentioned() {
        assert!(weak_verb("Remind all staff").is_some());
        assert!(weak_verb("\"Ensure\" plans are shared").is_some());
        assert!(weak_verb("Add a field to the form").is_none());
        assert!(weak_verb("").is_none());
    }
}

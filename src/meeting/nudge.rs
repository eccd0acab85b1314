//! One soft word about an action, said once and never again in the same meeting.

use super::walk::Walk;
use crate::model::carried::Carried;
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
fn agreed_before<'a>(what: &str, earlier: &[TeamAction<'a>]) -> Option<TeamAction<'a>> {
    earlier
        .iter()
        .map(|action| (likeness(what, action.what), *action))
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
        let about = About {
            actions: self.session.actions.len(),
            earlier: &self.earlier,
            carried: &self.session.carried,
        };
        for (kind, words) in about.words(what) {
            match kind {
                Some(kind) => self.nudge(kind, words),
                None => self.when_kept.push(Line::Notice(words)),
            }
        }
    }
}

/// What an action is looked at beside.
pub(super) struct About<'a> {
    /// How many actions the session has, this one included.
    pub(super) actions: usize,
    /// What the team agreed in earlier sessions.
    pub(super) earlier: &'a [TeamAction<'a>],
    /// What became of that today.
    pub(super) carried: &'a [Carried],
}

impl About<'_> {
    /// The soft words that an action calls for; those of a kind are said once in a meeting.
    pub(super) fn words(&self, what: &str) -> Vec<(Option<&'static str>, String)> {
        let mut said = Vec::new();
        said.extend(weak_verb(what).map(|words| (Some("weak verb"), words)));
        said.extend(many(self.actions).map(|words| (Some("many"), words)));
        said.extend(agreed_before(what, self.earlier).map(|before| {
            let mut carried = self.carried.iter();
            let today = carried.find(|carried| carried.action == before.reference());
            let since = match (today, before.spoken_of) {
                (Some(carried), _) => format!("{} today", carried.status.word()),
                (None, Some(day)) => format!("{} on {}", before.status.word(), day.spoken()),
                (None, None) => format!("still {}", before.status.word()),
            };
            let words = format!(
                "On {} this team agreed something close to it: “{}”. It is {since}.",
                before.agreed.spoken(),
                before.what
            );
            (None, words)
        }));
        said
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

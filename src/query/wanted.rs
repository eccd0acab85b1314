//! Which actions are wanted of all that were agreed.

use super::actions::TeamAction;
use crate::model::action::Status;
use crate::model::date::Day;
use crate::model::meeting::is_wanted;
use crate::model::review::Review;

/// Which actions are wanted; nothing means all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WantedActions {
    /// Open ones.
    pub open: bool,
    /// Open ones whose day has passed.
    pub overdue: bool,
    /// With this status.
    pub status: Option<Status>,
    /// Of these teams.
    pub teams: Vec<String>,
    /// With this role in their owner.
    pub owner: Option<String>,
    /// From this review.
    pub review: Option<String>,
    /// From a question, or else a review, about this theme.
    pub theme: Option<String>,
    /// Due before this day.
    pub due_before: Option<Day>,
    /// In which each of these is missing.
    pub without: Vec<Missing>,
}

/// What an action may not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Who owns it.
    Owner,
    /// By when it is to be done.
    Date,
    /// How the team will know.
    Measure,
}

impl Missing {
    fn is_in(self, action: &TeamAction) -> bool {
        match self {
            Self::Owner => action.owner.is_none(),
            Self::Date => action.due.is_none(),
            Self::Measure => action.know.is_none(),
        }
    }
}

impl WantedActions {
    /// Whether an action is wanted, as the reviews and the day stand.
    pub fn includes(&self, action: &TeamAction, reviews: &[&Review], today: Day) -> bool {
        (!self.open || action.status == Status::Open)
            && (!self.overdue || action.is_overdue(today))
            && self.status.is_none_or(|status| action.status == status)
            && is_wanted(&self.teams, action.team)
            && is_or_absent(&self.owner, |wanted| {
                action.owner.is_some_and(|owner| is_owner(wanted, owner))
            })
            && is_or_absent(&self.review, |id| action.review_id == id)
            && is_or_absent(&self.theme, |theme| {
                themes(action, reviews).iter().any(|known| known == theme)
            })
            && self.without.iter().all(|missing| missing.is_in(action))
            && self
                .due_before
                .is_none_or(|day| action.due.is_some_and(|due| due < day))
    }
}

/// Whether an owner's role has these words in it, in capitals or not.
pub fn is_owner(wanted: &str, owner: &str) -> bool {
    owner.to_lowercase().contains(&wanted.trim().to_lowercase())
}

fn is_or_absent(wanted: &Option<String>, fits: impl Fn(&str) -> bool) -> bool {
    wanted.as_deref().is_none_or(fits)
}

/// What an action is about: the themes of the question it came from, or else those of its review.
pub fn themes<'a>(action: &TeamAction, reviews: &[&'a Review]) -> &'a [String] {
    let Some(review) = reviews.iter().find(|review| review.id == action.review_id) else {
        return &[];
    };
    let question = review
        .questions
        .iter()
        .find(|question| Some(question.id.as_str()) == action.from);
    match question {
        Some(question) if !question.themes.is_empty() => &question.themes,
        _ => &review.themes,
    }
}

//! What may have become of an action that comes back, as it is asked in a meeting and after it.

use crate::model::action::Status;
use crate::model::date::Day;
use crate::prompt::Ask;

/// One answer to what has become of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// It has this status, and there is no more to it.
    Is(Status),
    /// It is open, and left alone until a day.
    RestsUntil,
    /// It is open, and somebody else sees to it, or by another day.
    OnOtherTerms,
}

impl Became {
    /// Every answer, in the order in which it is offered. A meeting that is fed from a file answers by number: new
    /// ones come last.
    const ALL: [Self; 6] = [
        Self::Is(Status::Done),
        Self::Is(Status::Open),
        Self::Is(Status::Overtaken),
        Self::Is(Status::NotPossible),
        Self::RestsUntil,
        Self::OnOtherTerms,
    ];

    /// The question, with every answer as an option; the one that stands is the likely one.
    pub fn ask(stood: Option<Self>) -> Ask {
        let options = Self::ALL.map(Self::spoken);
        let likely = stood.and_then(|stood| Self::ALL.iter().position(|one| *one == stood));
        Ask::choice("What has become of it", options).likely(likely)
    }

    /// The answer that an option stands for, counted from 0.
    pub fn option(at: usize) -> Option<Self> {
        Self::ALL.get(at).copied()
    }

    /// The answer that what was recorded of an action stands for.
    pub fn of(
        status: Status,
        not_before: Option<Day>,
        owner: Option<&str>,
        due: Option<Day>,
    ) -> Self {
        if not_before.is_some() {
            Self::RestsUntil
        } else if owner.is_some() || due.is_some() {
            Self::OnOtherTerms
        } else {
            Self::Is(status)
        }
    }

    /// What is said of it in a meeting.
    pub fn spoken(self) -> &'static str {
        match self {
            Self::Is(status) => status.spoken(),
            Self::RestsUntil => "leave it alone until a date",
            Self::OnOtherTerms => "still open, new owner or date",
        }
    }

    /// What is said once it has been taken down; who and by when are asked next.
    pub fn taken_down(self) -> &'static str {
        match self {
            Self::OnOtherTerms => Status::Open.spoken(),
            other => other.spoken(),
        }
    }

    /// The status that it leaves the action with.
    pub fn status(self) -> Status {
        match self {
            Self::Is(status) => status,
            Self::RestsUntil | Self::OnOtherTerms => Status::Open,
        }
    }
}

//! Where a meeting stands: the very prompt that a paused session goes on with.

use serde::{Deserialize, Serialize};

/// The stages of a meeting that a session file can be paused in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Stage {
    /// The words read aloud at the start.
    #[serde(rename = "opening")]
    Opening,
    /// Open actions from earlier sessions.
    #[serde(rename = "matters arising")]
    MattersArising,
    /// The case, part by part.
    #[serde(rename = "case")]
    Case,
    /// The questions for reflection.
    #[serde(rename = "questions")]
    Questions,
    /// The "what to do now" steps.
    #[serde(rename = "steps")]
    Steps,
    /// Reading back, learning, next meeting.
    #[serde(rename = "close")]
    Close,
}

/// What a prompt asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Asks {
    /// Only whether the team is ready to go on.
    #[serde(rename = "ready")]
    Ready,
    /// What became of a carried action.
    #[serde(rename = "status")]
    Status,
    /// What was said about a carried action.
    #[serde(rename = "note")]
    Note,
    /// The day before which a carried action is to be left alone.
    #[serde(rename = "not before")]
    NotBefore,
    /// The team's points.
    #[serde(rename = "answers")]
    Answers,
    /// Why a question was parked or skipped.
    #[serde(rename = "reason")]
    Reason,
    /// What has moved since a question like this was answered before.
    #[serde(rename = "moved")]
    Moved,
    /// What became of a step.
    #[serde(rename = "disposition")]
    Disposition,
    /// What will be done.
    #[serde(rename = "what")]
    What,
    /// Who will see to it, as a role.
    #[serde(rename = "owner")]
    Owner,
    /// By when.
    #[serde(rename = "due")]
    Due,
    /// How the team will know that it made a difference.
    #[serde(rename = "know")]
    Know,
    /// Whether to come back to what was left.
    #[serde(rename = "come back")]
    ComeBack,
    /// What the team will do differently.
    #[serde(rename = "learning")]
    Learning,
    /// Whether everyone has been asked how they are.
    #[serde(rename = "wellbeing")]
    Wellbeing,
    /// The day of the next meeting.
    #[serde(rename = "next meeting")]
    NextMeeting,
    /// Whether to seal the session.
    #[serde(rename = "finish")]
    Finish,
    /// Other words for a point.
    #[serde(rename = "edit")]
    Edit,
    /// Whether to take a point or an action out.
    #[serde(rename = "delete")]
    Delete,
}

impl Asks {
    /// Whether what is typed there is recorded, so that half of it is worth keeping.
    pub fn records(self) -> bool {
        !matches!(
            self,
            Self::Ready
                | Self::Status
                | Self::Disposition
                | Self::ComeBack
                | Self::Wellbeing
                | Self::Finish
                | Self::Delete
        )
    }
}

/// One prompt of the walk. Kept in the file while a session is in progress, and gone once it is sealed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The stage.
    pub stage: Stage,
    /// The id of the question, step, part of the case or action within the stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// What is asked there.
    pub asks: Asks,
    /// Whether the team came here from the close and goes back to it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub returning: bool,
    /// Whether the team is having a break.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub resting: bool,
    /// What had been typed and not yet accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<String>,
    /// Whole minutes that the meeting had taken by then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// The action being agreed on the way, and what is asked of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<ActionPlace>,
    /// The point that is being changed or taken out, and which of the two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<PointPlace>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub other: toml::Table,
}

/// A prompt about one action, from which the walk goes back to where it was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ActionPlace {
    /// The action's id; it need not be in the session yet.
    pub id: String,
    /// What is asked of it.
    pub asks: Asks,
    /// Whether the step it comes from is settled by it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub settles: bool,
    /// Whether the team was having a break, to which it goes back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_break: bool,
}

/// A prompt about one point, from which the walk goes back to where it was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PointPlace {
    /// Its number among the answers, from 1.
    pub number: usize,
    /// What is asked of it.
    pub asks: Asks,
}

impl Place {
    /// A place without an item.
    pub fn stage(stage: Stage, asks: Asks) -> Self {
        Self {
            stage,
            item: None,
            asks,
            returning: false,
            resting: false,
            draft: None,
            minutes: None,
            action: None,
            point: None,
            other: toml::Table::new(),
        }
    }

    /// A place at one item of a stage.
    pub fn item(stage: Stage, item: &str, asks: Asks) -> Self {
        Self {
            item: Some(item.to_owned()),
            ..Self::stage(stage, asks)
        }
    }

    /// The same place, asking something else.
    #[must_use]
    pub fn asking(&self, asks: Asks) -> Self {
        Self {
            asks,
            resting: false,
            draft: None,
            action: None,
            point: None,
            ..self.clone()
        }
    }

    /// The same place after a detour through an action or a point.
    #[must_use]
    pub fn back(&self) -> Self {
        Self {
            resting: self.is_in_break(),
            ..self.asking(self.asks)
        }
    }

    /// Whether the team is having a break, or is on a detour from one.
    fn is_in_break(&self) -> bool {
        self.resting || self.action.as_ref().is_some_and(|action| action.in_break)
    }

    /// The same place, on the way through one of its points.
    #[must_use]
    pub fn at_point(&self, number: usize, asks: Asks) -> Self {
        Self {
            point: Some(PointPlace { number, asks }),
            ..self.back()
        }
    }

    /// What is asked at this very prompt, detours included.
    pub fn asks_here(&self) -> Asks {
        let action = self.action.as_ref().map(|action| action.asks);
        let point = self.point.as_ref().map(|point| point.asks);
        action.or(point).unwrap_or(self.asks)
    }

    /// The same place, on the way to or through an action.
    #[must_use]
    pub fn through(&self, id: &str, asks: Asks) -> Self {
        let settles = self.action.as_ref().is_some_and(|action| action.settles);
        Self {
            draft: None,
            point: None,
            resting: false,
            action: Some(ActionPlace {
                id: id.to_owned(),
                asks,
                settles,
                in_break: self.is_in_break(),
            }),
            ..self.clone()
        }
    }

    /// The item's id, or nothing.
    pub fn item_id(&self) -> &str {
        self.item.as_deref().unwrap_or_default()
    }
}

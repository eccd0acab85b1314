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
    /// The team's points.
    #[serde(rename = "answers")]
    Answers,
    /// Why a question was parked or skipped.
    #[serde(rename = "reason")]
    Reason,
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
    /// What had been typed and not yet accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<String>,
    /// The action being agreed on the way, and what is asked of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<ActionPlace>,
}

/// A prompt about one action, from which the walk goes back to where it was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ActionPlace {
    /// The action's id; it need not be in the session yet.
    pub id: String,
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
            draft: None,
            action: None,
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
            draft: None,
            action: None,
            ..self.clone()
        }
    }

    /// The same place, on the way to or through an action.
    #[must_use]
    pub fn through(&self, id: &str, asks: Asks) -> Self {
        Self {
            draft: None,
            action: Some(ActionPlace {
                id: id.to_owned(),
                asks,
            }),
            ..self.clone()
        }
    }

    /// The item's id, or nothing.
    pub fn item_id(&self) -> &str {
        self.item.as_deref().unwrap_or_default()
    }
}

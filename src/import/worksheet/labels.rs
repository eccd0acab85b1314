//! The headings and labels of a sheet: as they are printed, and as people shorten them.

use super::OfAction;
use super::Said;
use super::marks::number_of;
use super::printed::plain;
use crate::render::worksheet::section;

/// A section of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Who met.
    Meeting,
    /// The case.
    Case,
    /// The questions.
    Questions,
    /// The steps.
    Steps,
    /// The actions.
    Actions,
    /// The end.
    Close,
    /// What stands elsewhere.
    LeftOut,
}

/// What a label asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The review.
    Review,
    /// The team.
    Team,
    /// The day.
    Date,
    /// Who led it.
    Facilitator,
    /// Who was there.
    Present,
    /// Who was not.
    Apologies,
    /// Minutes planned.
    Minutes,
    /// Who reads the record.
    Audience,
    /// What became of a step.
    Became,
    /// What will be done.
    What,
    /// Who sees to it.
    Owner,
    /// By when.
    Due,
    /// What will show it.
    Know,
    /// Where an action comes from.
    From,
    /// The line of learning.
    Learning,
    /// Whether everyone was asked.
    Wellbeing,
    /// The next meeting.
    NextMeeting,
}

/// The labels of who met.
pub const MEETING: [(&str, Field); 13] = [
    ("review", Field::Review),
    ("team", Field::Team),
    ("date", Field::Date),
    ("held on", Field::Date),
    ("facilitator", Field::Facilitator),
    ("present", Field::Present),
    ("who was here", Field::Present),
    ("who was there", Field::Present),
    ("apologies", Field::Apologies),
    ("minutes planned", Field::Minutes),
    ("minutes", Field::Minutes),
    ("who will read this record", Field::Audience),
    ("audience", Field::Audience),
];
/// The labels of a step.
pub const STEP: [(&str, Field); 1] = [("what became of it", Field::Became)];
/// The labels of an action.
pub const OF_ACTION: [(&str, Field); 13] = [
    ("what will be done", Field::What),
    ("what", Field::What),
    ("action", Field::What),
    ("owner", Field::Owner),
    ("who", Field::Owner),
    ("due", Field::Due),
    ("by when", Field::Due),
    ("how will we know it made a difference", Field::Know),
    ("how we will know it made a difference", Field::Know),
    ("how will we know", Field::Know),
    ("how we will know", Field::Know),
    ("know", Field::Know),
    ("from", Field::From),
];
/// The labels of the end.
pub const CLOSE: [(&str, Field); 8] = [
    ("in one line, what will we do differently", Field::Learning),
    ("what will we do differently", Field::Learning),
    ("what we will do differently", Field::Learning),
    ("learning", Field::Learning),
    ("was everyone asked how they are", Field::Wellbeing),
    ("was everyone asked", Field::Wellbeing),
    ("wellbeing", Field::Wellbeing),
    ("next meeting", Field::NextMeeting),
];

/// The section that a heading names.
pub fn section_named(heading: &str) -> Option<Section> {
    let name = plain(heading.trim_end_matches([':', '#', ' ']));
    let name = match number_of(&name) {
        Some((_, rest)) => rest,
        None => &name,
    };
    let known = [
        (section::MEETING, Section::Meeting),
        ("who met", Section::Meeting),
        (section::CASE, Section::Case),
        ("the case", Section::Case),
        (section::QUESTIONS, Section::Questions),
        ("questions", Section::Questions),
        (section::STEPS, Section::Steps),
        ("steps", Section::Steps),
        (section::ACTIONS, Section::Actions),
        (section::CLOSE, Section::Close),
        (section::LEFT_OUT, Section::LeftOut),
    ];
    let mut known = known.into_iter();
    known
        .find(|(known, _)| plain(known) == name)
        .map(|(_, section)| section)
}

/// The field that a label names, whatever stands behind its name in brackets or after a comma.
pub fn field_named(known: &[(&str, Field)], label: &str) -> Option<Field> {
    let mut known = known.iter();
    let named = known.find(|(name, _)| {
        let rest = label.strip_prefix(name).map(str::trim_start);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([',', '(']))
    });
    named.map(|(_, field)| *field)
}

/// What stands in an action for one of its labels.
pub fn field_of(action: &OfAction, field: Field) -> Option<&Said> {
    match field {
        Field::What => action.what.as_ref(),
        Field::Owner => action.owner.as_ref(),
        Field::Due => action.due.as_ref(),
        Field::Know => action.know.as_ref(),
        Field::From => action.from.as_ref(),
        _ => None,
    }
}

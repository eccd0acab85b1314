//! The order of the prompts from the opening to the close, as it follows from the session.

use crate::model::place::{Asks, Place, Stage};
use crate::model::question_record::Outcome;
use crate::model::review::Review;
use crate::model::session::Session;
use crate::model::step_record::Disposition;

/// The item of the close at which the actions are read back.
pub const READ_BACK: &str = "actions";

/// Every place of the walk, in order. `asked` are the questions back from a supervisor, `carried` the
/// references of the actions that come back.
pub fn route(
    review: &Review,
    session: &Session,
    asked: &[String],
    carried: &[String],
) -> Vec<Place> {
    let mut route = vec![Place::stage(Stage::Opening, Asks::Ready)];
    let mut add = |stage, ids: Vec<&str>, asks| {
        route.extend(ids.into_iter().map(|id| Place::item(stage, id, asks)));
    };
    add(
        Stage::MattersArising,
        asked.iter().map(String::as_str).collect(),
        Asks::Answers,
    );
    add(
        Stage::MattersArising,
        carried.iter().map(String::as_str).collect(),
        Asks::Status,
    );
    add(
        Stage::Case,
        review.case.parts().map(|(key, _, _)| key).collect(),
        Asks::Ready,
    );
    add(
        Stage::Questions,
        session.questions.iter().map(|q| q.id.as_str()).collect(),
        Asks::Answers,
    );
    add(
        Stage::Steps,
        session.steps.iter().map(|s| s.id.as_str()).collect(),
        Asks::Disposition,
    );
    if !left_over(session).is_empty() {
        route.push(Place::stage(Stage::Close, Asks::ComeBack));
    }
    route.push(Place::item(Stage::Close, READ_BACK, Asks::Ready));
    for action in &session.actions {
        if action.owner.is_none() {
            route.push(Place::item(Stage::Close, &action.id, Asks::Owner));
        }
        if action.due.is_none() {
            route.push(Place::item(Stage::Close, &action.id, Asks::Due));
        }
    }
    for asks in [
        Asks::Learning,
        Asks::Wellbeing,
        Asks::NextMeeting,
        Asks::Finish,
    ] {
        route.push(Place::stage(Stage::Close, asks));
    }
    route
}

/// The questions and steps that were parked, skipped or not reached: id, and what became of it.
pub fn left_over(session: &Session) -> Vec<(&str, &'static str)> {
    let questions = session
        .questions
        .iter()
        .filter(|question| question.outcome != Outcome::Discussed)
        .map(|question| (question.id.as_str(), question.outcome.word()));
    let steps = session
        .steps
        .iter()
        .filter(|step| step.disposition == Disposition::NotReached)
        .map(|step| (step.id.as_str(), step.disposition.word()));
    questions.chain(steps).collect()
}

/// Whether two places are the same stop of the route, whatever is asked on the side.
pub fn same_stop(one: &Place, other: &Place) -> bool {
    one.stage == other.stage
        && one.item == other.item
        && (one.stage != Stage::Close || one.asks == other.asks)
}

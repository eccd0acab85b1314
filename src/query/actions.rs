//! Actions across sessions, with what became of them in later ones.

use crate::model::action::Status;
use crate::model::date::Day;
use crate::model::meeting::same_team;
use crate::model::session::Session;

/// An action as its team knows it today.
#[derive(Debug, Clone, PartialEq)]
pub struct TeamAction {
    /// `<session id>/<action id>`.
    pub reference: String,
    /// What was agreed.
    pub what: String,
    /// The owner's role.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<Day>,
    /// How the team will know.
    pub know: Option<String>,
    /// The day it was agreed.
    pub agreed: Day,
    /// The title of the review it came from.
    pub review: String,
    /// What has become of it, by the latest word on it.
    pub status: Status,
    /// The day of that latest word, where there was one after the meeting itself.
    pub spoken_of: Option<Day>,
    /// What was said then.
    pub note: Option<String>,
    /// How many later sessions looked at it.
    pub times_carried: usize,
}

/// Every action that a team agreed in these sessions, oldest first. The latest word on an action
/// counts, whether it stands as an update beside it or in a later session that looked at it again.
/// The session named `but` is left out: it is the one under way.
pub fn of_team(sessions: &[Session], team: &str, but: &str) -> Vec<TeamAction> {
    let of_team: Vec<&Session> = sessions
        .iter()
        .filter(|session| session.id != but && same_team(&session.meeting.team, team))
        .collect();
    let mut actions: Vec<TeamAction> = of_team
        .iter()
        .flat_map(|session| session.actions.iter().map(move |action| (*session, action)))
        .map(|(session, action)| {
            let reference = format!("{}/{}", session.id, action.id);
            let mut known = TeamAction {
                reference: reference.clone(),
                what: action.what.clone(),
                owner: action.owner.clone(),
                due: action.due,
                know: action.know.clone(),
                agreed: session.meeting.date,
                review: session.review.title.clone(),
                status: action.status,
                spoken_of: None,
                note: None,
                times_carried: 0,
            };
            for update in &action.updates {
                known.hear(update.on, update.status, update.note.as_deref());
            }
            for later in &of_team {
                let carried = later.carried.iter();
                for carried in carried.filter(|c| c.action == reference) {
                    known.times_carried += 1;
                    known.hear(later.meeting.date, carried.status, carried.note.as_deref());
                }
            }
            known
        })
        .collect();
    actions
        .sort_by(|one, other| (one.agreed, &one.reference).cmp(&(other.agreed, &other.reference)));
    actions
}

impl TeamAction {
    /// Takes in a word on the action, unless a later one is known already.
    fn hear(&mut self, on: Day, status: Status, note: Option<&str>) {
        if self.spoken_of.is_some_and(|known| known > on) {
            return;
        }
        self.spoken_of = Some(on);
        self.status = status;
        self.note = note.map(str::to_owned);
    }
}

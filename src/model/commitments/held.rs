//! Which actions stand in some sessions.

use super::Packed;
use crate::model::by_name::ByName;

/// The actions that some sessions agreed, by their names.
pub struct Held<'a, P> {
    sessions: &'a [P],
    /// In which sessions an action of a name may stand.
    places: ByName,
}

impl<'a, P: AsRef<Packed>> Held<'a, P> {
    /// Those of these sessions.
    pub fn by(sessions: &'a [P]) -> Self {
        let names = (0..).zip(sessions).flat_map(|(at, session)| {
            let session = session.as_ref().commitments();
            let agreed = session.agreed.iter();
            let names = agreed.map(|agreed| (format!("{}/{}", session.session, agreed.id), at));
            names.collect::<Vec<_>>()
        });
        let places = ByName::of(names);
        Self { sessions, places }
    }

    /// Whether one of them agreed the action `<session id>/<action id>`.
    pub fn holds(&self, action: &str) -> bool {
        self.places.perhaps(action).any(|at| {
            let session = usize::try_from(at)
                .ok()
                .and_then(|at| self.sessions.get(at));
            session.is_some_and(|session| {
                let session = session.as_ref().commitments();
                let id = action.strip_prefix(session.session);
                let id = id.and_then(|rest| rest.strip_prefix('/'));
                session.agreed.iter().any(|agreed| Some(agreed.id) == id)
            })
        })
    }
}

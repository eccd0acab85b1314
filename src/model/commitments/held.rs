//! Which actions stand in some sessions.

use super::Packed;
use crate::model::by_name::ByName;

/// The actions that some sessions agreed, by the names of the sessions.
pub struct Held<'a, P> {
    sessions: &'a [P],
    /// Where a session of a name may stand.
    places: ByName,
}

impl<'a, P: AsRef<Packed>> Held<'a, P> {
    /// Those of these sessions.
    pub fn by(sessions: &'a [P]) -> Self {
        let named = sessions.iter().map(|session| session.as_ref().session());
        let places = ByName::of(named.zip(0..));
        Self { sessions, places }
    }

    /// Whether one of them agreed the action `<session id>/<action id>`.
    pub fn holds(&self, action: &str) -> bool {
        // An id that a person has given may have a slash in it.
        let parted = action.match_indices('/').filter_map(|(at, _)| {
            let (session, id) = action.split_at_checked(at)?;
            Some((session, id.strip_prefix('/')?))
        });
        let mut parted = parted.map(|(session, id)| {
            let places = self.places.perhaps(session);
            let sessions = places.filter_map(|at| self.sessions.get(usize::try_from(at).ok()?));
            let mut said = sessions.map(|packed| packed.as_ref().commitments());
            said.any(|said| {
                said.session == session && said.agreed.iter().any(|agreed| agreed.id == id)
            })
        });
        parted.any(|holds| holds)
    }
}

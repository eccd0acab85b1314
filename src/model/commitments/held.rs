//! Which actions stand in some sessions.

use super::Packed;
use crate::model::action::Status;
use crate::model::by_name::ByName;
use std::collections::BTreeSet;

/// The actions `<session id>/<action id>` that one of some sessions called open when it looked at them, and that none of
/// them holds.
pub fn called_open_elsewhere<P: AsRef<Packed>>(sessions: &[P]) -> BTreeSet<&str> {
    elsewhere(sessions, |status| status == Status::Open)
}

/// The actions that one of some sessions closed when it looked at them, and that none of them holds.
pub fn closed_elsewhere<P: AsRef<Packed>>(sessions: &[P]) -> BTreeSet<&str> {
    elsewhere(sessions, |status| status != Status::Open)
}

fn elsewhere<P: AsRef<Packed>>(sessions: &[P], called: impl Fn(Status) -> bool) -> BTreeSet<&str> {
    let held = Held::by(sessions);
    let looked_at = sessions
        .iter()
        .flat_map(|packed| packed.as_ref().looked_at());
    let called = looked_at.filter(|later| called(later.word.status));
    let actions = called.map(|later| later.action);
    actions.filter(|action| !held.holds(action)).collect()
}

/// The actions that some sessions agreed, by the names of the sessions.
struct Held<'a, P> {
    sessions: &'a [P],
    /// Where a session of a name may stand.
    places: ByName,
}

impl<'a, P: AsRef<Packed>> Held<'a, P> {
    fn by(sessions: &'a [P]) -> Self {
        let named = sessions.iter().map(|session| session.as_ref().session());
        let places = ByName::of(named.zip(0..));
        Self { sessions, places }
    }

    fn holds(&self, action: &str) -> bool {
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

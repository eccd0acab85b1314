//! Sessions by their places among each other: thousands of them are held packed, and each is unpacked where it is asked
//! for.

use crate::model::commitments::{Commitments, LookedAt, Packed};

/// Some sessions, and what each says about actions. Beyond the last, nothing is said.
pub trait Sessions<'a> {
    /// How many there are.
    fn count(&self) -> usize;

    /// The id of one.
    fn id(&self, at: usize) -> &'a str;

    /// All that one says about actions.
    fn commitments(&self, at: usize) -> Commitments<'a>;

    /// The actions of earlier sessions that one looked at again.
    fn looked_at(&self, at: usize) -> Vec<LookedAt<'a>>;
}

impl<'a> Sessions<'a> for Vec<&'a Packed> {
    fn count(&self) -> usize {
        self.len()
    }

    fn id(&self, at: usize) -> &'a str {
        self.get(at)
            .map(|packed| packed.session())
            .unwrap_or_default()
    }

    fn commitments(&self, at: usize) -> Commitments<'a> {
        let packed = self.get(at);
        packed
            .map(|packed| packed.commitments())
            .unwrap_or_default()
    }

    fn looked_at(&self, at: usize) -> Vec<LookedAt<'a>> {
        let packed = self.get(at);
        packed.map(|packed| packed.looked_at()).unwrap_or_default()
    }
}

impl<'a> Sessions<'a> for Vec<Commitments<'a>> {
    fn count(&self) -> usize {
        self.len()
    }

    fn id(&self, at: usize) -> &'a str {
        self.get(at)
            .map(|session| session.session)
            .unwrap_or_default()
    }

    fn commitments(&self, at: usize) -> Commitments<'a> {
        self.get(at).cloned().unwrap_or_default()
    }

    fn looked_at(&self, at: usize) -> Vec<LookedAt<'a>> {
        let session = self.get(at);
        session
            .map(|session| session.looked_at.clone())
            .unwrap_or_default()
    }
}

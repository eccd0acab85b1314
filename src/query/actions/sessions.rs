//! Sessions by their places among each other: thousands of them are held packed, and each is unpacked where it is asked
//! for.

use crate::model::commitments::{Commitments, LookedAt, Packed};

/// Some sessions, and what each says about actions. Beyond the last, nothing is said.
///
/// A place is a small number, since a list of many years holds hundreds of thousands of them.
pub trait Sessions<'a> {
    /// How many there are.
    fn count(&self) -> u32;

    /// The id of one.
    fn id(&self, at: u32) -> &'a str;

    /// All that one says about actions.
    fn commitments(&self, at: u32) -> Commitments<'a>;

    /// The actions of earlier sessions that one looked at again.
    fn looked_at(&self, at: u32) -> Vec<LookedAt<'a>>;
}

impl<'a, P: AsRef<Packed>> Sessions<'a> for &'a [P] {
    fn count(&self) -> u32 {
        how_many(self)
    }

    fn id(&self, at: u32) -> &'a str {
        let packed = one_of(self, at);
        packed
            .map(|packed| packed.as_ref().session())
            .unwrap_or_default()
    }

    fn commitments(&self, at: u32) -> Commitments<'a> {
        let packed = one_of(self, at);
        packed
            .map(|packed| packed.as_ref().commitments())
            .unwrap_or_default()
    }

    fn looked_at(&self, at: u32) -> Vec<LookedAt<'a>> {
        let packed = one_of(self, at);
        packed
            .map(|packed| packed.as_ref().looked_at())
            .unwrap_or_default()
    }
}

impl<'a> Sessions<'a> for Vec<Commitments<'a>> {
    fn count(&self) -> u32 {
        how_many(self)
    }

    fn id(&self, at: u32) -> &'a str {
        let session = one_of(self, at);
        session.map(|session| session.session).unwrap_or_default()
    }

    fn commitments(&self, at: u32) -> Commitments<'a> {
        one_of(self, at).cloned().unwrap_or_default()
    }

    fn looked_at(&self, at: u32) -> Vec<LookedAt<'a>> {
        let session = one_of(self, at);
        session
            .map(|session| session.looked_at.clone())
            .unwrap_or_default()
    }
}

fn how_many<T>(all: &[T]) -> u32 {
    u32::try_from(all.len()).unwrap_or(u32::MAX)
}

fn one_of<T>(all: &[T], at: u32) -> Option<&T> {
    all.get(usize::try_from(at).ok()?)
}

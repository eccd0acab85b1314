//! Where things with a name stand in a long list.

use std::hash::{BuildHasher, RandomState};

/// Places by the names of what stands there. There are hundreds of thousands, and most are never asked for: of each name
/// only a part of its hash is held, which is enough to find a few.
pub struct ByName {
    hasher: RandomState,
    /// The part of the hash, and the place; in that order.
    places: Vec<(u32, u32)>,
}

impl ByName {
    /// The places of these.
    pub fn of<Name: AsRef<str>>(named: impl Iterator<Item = (Name, u32)>) -> Self {
        let hasher = RandomState::new();
        let named = named.map(|(name, at)| (hash(&hasher, name.as_ref()), at));
        let mut places: Vec<(u32, u32)> = named.collect();
        places.sort_unstable();
        places.dedup();
        Self { hasher, places }
    }

    /// Every place where something with this name stands, in order, each once. Something with another name may stand
    /// there instead.
    pub fn perhaps(&self, name: &str) -> impl Iterator<Item = u32> {
        let wanted = hash(&self.hasher, name);
        let first = self.places.partition_point(|(hash, _)| *hash < wanted);
        let rest = self.places.iter().skip(first);
        let of_name = rest.take_while(move |(hash, _)| *hash == wanted);
        of_name.map(|(_, at)| *at)
    }
}

fn hash(hasher: &RandomState, name: &str) -> u32 {
    u32::try_from(hasher.hash_one(name) >> 32).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_a_name_is_found() {
        let named = (0..100_000_u32).map(|at| (format!("name {}", at % 50_000), at));
        let by_name = ByName::of(named.chain([("name 7".to_owned(), 7)]));
        let of = |name: &str, wanted: &[u32]| {
            let found: Vec<u32> = by_name.perhaps(name).collect();
            assert!(
                found.is_sorted() && wanted.iter().all(|at| found.contains(at)),
                "{found:?}"
            );
            found.len() - wanted.len()
        };
        let others: usize = (0..50_000)
            .map(|at| of(&format!("name {at}"), &[at, at + 50_000]))
            .sum();
        // Of fifty thousand hardly any two share this part of their hashes.
        assert!(others < 100, "{others}");
        assert!(of("another", &[]) < 4);
    }
}

//! What is said where the program itself fails: where in its source, and never what it was at.

use super::out;
use std::panic::{Location, set_hook};

/// Lets no answer into a crash: the words of a panic may quote the text that it happened in, and a dump of
/// the memory holds all of it.
pub fn tell_nothing() {
    set_hook(Box::new(|panic| out::warn(&sentence(panic.location()))));
    #[cfg(unix)]
    {
        use nix::sys::resource::{Resource, setrlimit};
        // A system that refuses goes on as it would have.
        let _ = setrlimit(Resource::RLIMIT_CORE, 0, 0);
    }
}

fn sentence(place: Option<&Location>) -> String {
    let place = place.map_or_else(String::new, |place| format!(" ({place})"));
    format!(
        "reflect itself has failed{place}. What was said to be saved is on disk.\nPlease tell whoever gave you reflect, with the place in brackets."
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::{catch_unwind, take_hook};
    use std::sync::{Arc, Mutex};

    #[test]
    fn a_panic_names_its_place_and_quotes_nothing() {
        let said = Arc::new(Mutex::new(String::new()));
        let heard = Arc::clone(&said);
        let usual = take_hook();
        set_hook(Box::new(move |panic| {
            if let Ok(mut heard) = heard.lock() {
                *heard = sentence(panic.location());
            }
        }));
        let answer = "We did not ask é";
        let cut = answer.len() - 1;
        let failed = catch_unwind(|| answer[..cut].len());
        set_hook(usual);
        assert!(failed.is_err());
        let said = said.lock().expect("a sentence");
        assert!(said.contains("crash.rs:"), "{said}");
        assert!(!said.contains("ask"), "{said}");
    }
}

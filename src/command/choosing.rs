//! Lets whoever is there choose one of a few things, or one of many: a page at a time, or by its words.

use super::talk::Talk;
use crate::prompt::{Ask, Line};
use crate::render::wrap::counted;

/// So many are shown at once: with its question, a page stands on a screen of 24 rows.
const AT_ONCE: usize = 12;

/// Lets the room choose. Nothing where it left with `/pause`, `/back`, Ctrl-C or the end of the input.
pub fn choose(talk: &mut Talk, label: &str, options: Vec<String>) -> Option<usize> {
    // A page with one option on it would be silly.
    let many = options.len() > AT_ONCE + 1;
    let mut left: Vec<usize> = (0..options.len()).collect();
    loop {
        let rest = left.split_off(left.len().min(if many { AT_ONCE } else { left.len() }));
        let shown = left.iter().filter_map(|at| options.get(*at)).cloned();
        let mut shown: Vec<String> = shown.collect();
        if !rest.is_empty() {
            shown.push(format!("show more ({} left)", rest.len()));
        }
        let ask = Ask::choice(label, shown).hint(if many {
            "Type a number, or words to look for among all of them. /pause leaves."
        } else {
            "Type a number. /pause leaves."
        });
        left = match meant(talk, &ask, &options, many)? {
            Meant::Option(at) => match left.get(at) {
                Some(chosen) => return Some(*chosen),
                None => rest,
            },
            Meant::Among(found) => found,
        };
    }
}

enum Meant {
    /// One that was shown.
    Option(usize),
    /// One of those that hold the words.
    Among(Vec<usize>),
}

fn meant(talk: &mut Talk, ask: &Ask, options: &[String], many: bool) -> Option<Meant> {
    loop {
        let line = talk.prompt.ask(ask).ok()?;
        let line = line.trim();
        if line == "/pause" || line == "/back" {
            talk.say(Line::Notice("Nothing was chosen.".into()));
            return None;
        }
        if let Some(at) = ask.option_meant(line) {
            return Some(Meant::Option(at));
        }
        let is_number = line.chars().all(|c| c.is_ascii_digit());
        talk.say(Line::Notice(if line.starts_with('/') || line.is_empty() {
            "Type the number of what you want. /pause leaves.".into()
        } else if is_number || !many {
            format!(
                "“{line}” is none of these. Type a number from 1 to {}.",
                ask.options.len()
            )
        } else {
            let found = with_words(options, line);
            if !found.is_empty() {
                let words = counted(found.len(), "line");
                talk.say(Line::Notice(format!("Found “{line}” in {words}.")));
                return Some(Meant::Among(found));
            }
            format!("None of the {} holds “{line}”.", options.len())
        }));
    }
}

/// The options that hold every word, in whatever case.
fn with_words(options: &[String], line: &str) -> Vec<usize> {
    let line = line.to_lowercase();
    let holds = |option: &String| {
        let option = option.to_lowercase();
        line.split_whitespace().all(|word| option.contains(word))
    };
    let holding = options
        .iter()
        .enumerate()
        .filter(|(_, option)| holds(option));
    holding.map(|(at, _)| at).collect()
}

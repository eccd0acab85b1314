//! A document that holds several cases: each is a review of its own.

use super::block::{Block, Kind};
use super::headings::{Subject, subject_led_to, subject_of, subject_within};

/// A heading of a case is no longer than this, in words.
const HEADING_WORDS: usize = 6;

/// One case of a document: its name, and its blocks.
pub type Case<'a> = (String, &'a [Block]);

/// The cases of a document that holds more than one with questions of its own; else none.
pub fn cases(blocks: &[Block]) -> Vec<Case<'_>> {
    let begins: Vec<(usize, String)> = blocks
        .iter()
        .enumerate()
        .filter_map(|(at, block)| Some((at, case_name(block)?)))
        .collect();
    let mut cases: Vec<Case<'_>> = Vec::new();
    for (number, (from, name)) in begins.iter().enumerate() {
        let to = begins.get(number + 1).map_or(blocks.len(), |(to, _)| *to);
        let Some(part) = blocks.get(*from..to) else {
            continue;
        };
        if part.iter().any(heads_questions) && cases.iter().all(|(known, _)| known != name) {
            cases.push((name.clone(), part));
        }
    }
    if cases.len() > 1 { cases } else { Vec::new() }
}

/// "Child AC", "Case 2", "Family B": the name of a case, where a block is the heading of one.
fn case_name(block: &Block) -> Option<String> {
    let text = block.text();
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() > HEADING_WORDS || !matches!(block.kind, Kind::Heading(_) | Kind::Paragraph) {
        return None;
    }
    let rest = match words.as_slice() {
        ["Case", "study" | "Study", rest @ ..]
        | ["Child" | "Case" | "Family" | "Baby", rest @ ..] => rest,
        _ => return None,
    };
    let letters = rest.first()?.trim_end_matches([':', ',', '.']);
    let is_name = !letters.is_empty()
        && letters.len() <= 3
        && letters
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let kind: Vec<&str> = words
        .iter()
        .copied()
        .take(words.len() - rest.len())
        .collect();
    is_name.then(|| format!("{} {letters}", kind.join(" ")))
}

fn heads_questions(block: &Block) -> bool {
    let text = block.text();
    let marked = || {
        matches!(block.kind, Kind::Heading(_))
            .then(|| subject_within(&text))
            .flatten()
    };
    let subject = subject_of(&text)
        .or_else(marked)
        .or_else(|| subject_led_to(&text));
    matches!(block.kind, Kind::Heading(_) | Kind::Paragraph) && subject == Some(Subject::Questions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::text::read;

    #[test]
    fn several_cases_are_told_apart_and_one_is_no_several() {
        let two = "Child B\n\nQuestions\n\n- What?\n\nChild C: a summary\n\nQuestions\n\n- Why?\n";
        let blocks = read(two).expect("blocks");
        let names: Vec<String> = cases(&blocks).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["Child B", "Child C"]);
        let one = "Child B\n\nQuestions\n\n- What?\n\nChild C was a sibling.\n";
        assert!(cases(&read(one).expect("blocks")).is_empty());
    }
}

//! How much the identifying-detail check sees, and how often it speaks up for nothing: measured on
//! sentences that were written and labelled for it. `cargo test --test labelled -- --nocapture` prints
//! the figures.
//!
//! Every second sentence was looked at while the check was made. The others were not, and their figures
//! are the ones to believe.

use reflect::guard::{Kind, Seen, Vocabulary, seen};
use std::collections::BTreeMap;

const SENTENCES: &str = include_str!("labelled/sentences.tsv");

/// What one half of the sentences came to.
#[derive(Default)]
struct Figures {
    /// Details that were labelled, and how many of those were seen.
    labelled: BTreeMap<Kind, (u32, u32)>,
    /// Details that were seen where none is labelled.
    for_nothing: BTreeMap<Kind, u32>,
    ordinary: u32,
    /// Ordinary sentences in which nothing was seen.
    silent: u32,
    said: Vec<String>,
}

fn kind_of(word: &str) -> Kind {
    let named = |kind: &Kind| serde_json::to_value(kind).expect("a word") == word;
    Kind::ALL.into_iter().find(named).expect(word)
}

fn measure(is_wanted: impl Fn(usize) -> bool) -> Figures {
    let mut figures = Figures::default();
    let nothing = Vocabulary::default();
    for (at, line) in SENTENCES.lines().enumerate() {
        if !is_wanted(at) {
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let [label, details, sentence] = fields.as_slice() else {
            panic!("line {}: {line}", at + 1);
        };
        let mut labelled: Vec<(Kind, &str)> = Vec::new();
        if *label == "detail" {
            for detail in details.split(" | ") {
                let (kind, words) = detail.split_once('=').expect(line);
                assert!(sentence.contains(words), "line {}: {words}", at + 1);
                labelled.push((kind_of(kind), words));
            }
        }
        let found = seen(sentence, &nothing);
        if labelled.is_empty() {
            figures.ordinary += 1;
            figures.silent += u32::from(found.is_empty());
        }
        // What was seen is right where it is of the right kind and holds the words or a part of them.
        let fits = |seen: &Seen, (kind, words): &(Kind, &str)| {
            seen.kind == *kind && (words.contains(&seen.words) || seen.words.contains(words))
        };
        for label in &labelled {
            let (all, hit) = figures.labelled.entry(label.0).or_default();
            *all += 1;
            if found.iter().any(|seen| fits(seen, label)) {
                *hit += 1;
            } else {
                let said = format!("line {}: missed {label:?} in: {sentence}", at + 1);
                figures.said.push(said);
            }
        }
        for seen in &found {
            if !labelled.iter().any(|label| fits(seen, label)) {
                *figures.for_nothing.entry(seen.kind).or_default() += 1;
                let said = format!("line {}: saw {seen:?} in: {sentence}", at + 1);
                figures.said.push(said);
            }
        }
    }
    figures
}

impl Figures {
    fn precision(&self) -> f64 {
        let right: u32 = self.labelled.values().map(|(_, hit)| hit).sum();
        let wrong: u32 = self.for_nothing.values().sum();
        f64::from(right) / f64::from(right + wrong)
    }

    fn recall(&self) -> f64 {
        let all: u32 = self.labelled.values().map(|(all, _)| all).sum();
        let right: u32 = self.labelled.values().map(|(_, hit)| hit).sum();
        f64::from(right) / f64::from(all)
    }

    fn print(&self, what: &str) {
        println!(
            "{what}: precision {:.3}, recall {:.3}; {} of {} ordinary sentences silent",
            self.precision(),
            self.recall(),
            self.silent,
            self.ordinary
        );
        for kind in Kind::ALL {
            let (all, hit) = self.labelled.get(&kind).copied().unwrap_or_default();
            let wrong = self.for_nothing.get(&kind).copied().unwrap_or_default();
            println!(
                "  {}: {hit} of {all} seen, {wrong} for nothing",
                kind.described()
            );
        }
    }
}

#[test]
fn most_details_are_seen_and_ordinary_sentences_stay_silent() {
    let known = measure(|at| at % 2 == 0);
    let unknown = measure(|at| at % 2 == 1);
    if std::env::var_os("REFLECT_LONG").is_some() {
        println!("{}", known.said.join("\n"));
    }
    known.print("Sentences looked at while the check was made");
    unknown.print("Sentences never looked at");
    assert!(SENTENCES.lines().count() >= 400);
    for (half, precision, recall) in [(&known, 0.99, 0.99), (&unknown, 0.94, 0.90)] {
        assert!(half.precision() >= precision && half.recall() >= recall);
        assert!(f64::from(half.silent) >= 0.95 * f64::from(half.ordinary));
    }
}

#[test]
fn nothing_is_seen_in_the_bundled_reviews() {
    let reviews = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/reviews"));
    let mut read = 0;
    for review in reviews.expect("the bundled reviews") {
        let text = std::fs::read_to_string(review.expect("a review").path()).expect("a text");
        assert_eq!(seen(&text, &Vocabulary::default()), []);
        read += 1;
    }
    assert_eq!(read, 5);
}

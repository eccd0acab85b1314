//! The five published briefings, where they stand beside this clone, and how an import of one is compared
//! with what was published.
#![allow(dead_code, reason = "each test uses what it needs")]

use reflect::import::block::Block;
use reflect::import::outline::Outline;
use reflect::import::review::{Origin, review};
use reflect::model::file_text::read;
use reflect::model::review::Review;
use std::fs;
use std::path::{Path, PathBuf};

pub const COUNTS: [(&str, usize, usize); 5] = [
    ("Child AC", 6, 6),
    ("Child I", 6, 3),
    ("Child AH", 5, 3),
    ("Child L", 6, 0),
    ("Child AJ", 5, 3),
];

/// Their folder; where it is not there, that is said aloud.
pub fn seeds(test: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    if folder.is_dir() {
        return Some(folder);
    }
    // Written past the test's own capture, so that a run without them cannot look like one with them.
    let said = format!("\nNOT RUN: {test}, the published briefings are not beside this clone\n");
    std::io::Write::write_all(&mut std::io::stderr(), said.as_bytes()).expect("standard error");
    None
}

pub fn seed_text(folder: &Path, number: usize) -> String {
    let wanted = format!("{number:03}_");
    let file = fs::read_dir(folder)
        .expect("the seeds")
        .map(|entry| entry.expect("an entry").path())
        .find(|path| {
            path.file_name()
                .is_some_and(|name| name.to_string_lossy().starts_with(&wanted))
        })
        .expect("a seed");
    fs::read_to_string(file).expect("a text")
}

/// The items under a heading of a seed, as they are published: the lines that begin with a hyphen, read
/// in the plainest way there is.
fn published(text: &str, headings: &[&str]) -> Vec<String> {
    let known = [
        "Introduction",
        "Context",
        "Areas of",
        "Areas for",
        "Recommendations",
        "Questions for",
        "What to do",
        "Resources &",
    ];
    let (mut inside, mut items) = (false, Vec::new());
    for line in text.lines() {
        let is_heading =
            known.iter().any(|known| line.starts_with(known)) && !line.contains(" to be reviewed");
        if is_heading {
            inside = headings.iter().any(|heading| line.starts_with(heading));
        } else if let (true, Some(item)) = (inside, line.strip_prefix("- ")) {
            items.push(plain(item));
        }
    }
    items
}

fn plain(item: &str) -> String {
    let mut item = item
        .replace("**", "")
        .replace("](#)", "")
        .replace("\\(", "(")
        .replace("\\)", ")");
    if item.starts_with('[') {
        item.remove(0);
    }
    item.replace("([", "(")
        .trim_matches(['<', '>'])
        .trim()
        .to_owned()
}

pub fn import(blocks: &[Block], name: &str) -> Review {
    let origin = Origin {
        file: name.to_owned(),
        ..Origin::default()
    };
    review(&Outline::of(blocks), &origin).expect(name).0
}

/// Compares what a team works through: the title, the questions and the steps.
pub fn compare_agenda(
    found: &Review,
    text: &str,
    (title, questions, steps): (&str, usize, usize),
    from: &str,
) {
    let texts = |items: &mut dyn Iterator<Item = &String>| items.cloned().collect::<Vec<_>>();
    let questions_found = texts(&mut found.questions.iter().map(|q| &q.text));
    let steps_found = texts(&mut found.steps.iter().map(|s| &s.text));
    println!(
        "{from:32} {title:9} {:2} of {questions} questions, {:2} of {steps} steps",
        questions_found.len(),
        steps_found.len()
    );
    assert_eq!(found.title, title, "{from}");
    assert_eq!(
        questions_found,
        published(text, &["Questions for"]),
        "{from}"
    );
    assert_eq!(steps_found, published(text, &["What to do"]), "{from}");
    assert_eq!(
        (questions_found.len(), steps_found.len()),
        (questions, steps),
        "{from}"
    );
}

/// Compares every part.
pub fn compare(found: &Review, text: &str, counts: (&str, usize, usize), from: &str) {
    compare_agenda(found, text, counts, from);
    let texts = |items: &mut dyn Iterator<Item = &String>| items.cloned().collect::<Vec<_>>();
    assert_eq!(
        found.case.good_practice,
        published(text, &["Areas of"]),
        "{from}"
    );
    assert_eq!(
        found.case.development,
        published(text, &["Areas for"]),
        "{from}"
    );
    let resources = texts(&mut found.resources.iter().map(|r| &r.title));
    assert_eq!(resources, published(text, &["Resources &"]), "{from}");
    // Their links are empty, but for an address that is its own text.
    for resource in &found.resources {
        let own = resource
            .title
            .starts_with("https://")
            .then_some(&resource.title);
        assert_eq!(resource.url.as_ref(), own, "{from}");
    }
    let recommendations: Vec<String> = found
        .recommendations
        .iter()
        .map(|r| {
            r.update
                .iter()
                .fold(r.text.clone(), |text, update| format!("{text} {update}"))
        })
        .collect();
    assert_eq!(
        recommendations,
        published(text, &["Recommendations"]),
        "{from}"
    );
    let updates = found
        .recommendations
        .iter()
        .filter(|r| r.update.is_some())
        .count();
    let expected = match counts.0 {
        "Child I" => 5,
        "Child L" => 10,
        _ => 0,
    };
    assert_eq!(updates, expected, "{from}: updates");
}

/// Typographic marks that a converter puts in the place of typed ones.
pub fn folded(text: &str) -> String {
    text.replace(['\u{2018}', '\u{2019}'], "'")
        .replace(['\u{201c}', '\u{201d}'], "\"")
        .replace('\u{2026}', "...")
}

/// The review as it would be, had its document kept the typed marks.
pub fn with_typed_marks(review: &Review) -> Review {
    let text = toml::to_string(review).expect("a text");
    let folded = folded(&text.replace(['\u{201c}', '\u{201d}'], "\\\""));
    read(&folded).expect("a review")
}

//! A review that is written out and imported again asks the same questions.

use proptest::prelude::*;
use reflect::import::format::Format;
use reflect::import::outline::Outline;
use reflect::import::review::{Origin, review};
use reflect::import::{block::Block, markdown, text};
use reflect::model::file_text::read;
use reflect::model::review::{Question, Review, Step};
use reflect::render::table::Layout;

/// One line of words, as a question has it: any letters and marks, single spaces.
fn words() -> impl Strategy<Value = String> {
    "[A-Z][A-Za-z0-9é字’“”(){}<>|_*#&@~`.,;:/!$=+-]{0,9}( [A-Za-z0-9é字’“”(){}<>|_*#&@~`.,;:/!$=+-]{1,9}){2,14}\\?"
}

fn with(questions: Vec<String>, steps: Vec<String>) -> Review {
    let mut review: Review = read(include_str!("../reviews/child-l.toml")).expect("a review");
    review.questions = questions
        .into_iter()
        .enumerate()
        .map(|(at, text)| Question {
            id: format!("q{}", at + 1),
            text,
            themes: Vec::new(),
            other: toml::Table::new(),
        })
        .collect();
    review.steps = steps
        .into_iter()
        .enumerate()
        .map(|(at, text)| Step {
            id: format!("s{}", at + 1),
            text,
            other: toml::Table::new(),
        })
        .collect();
    review
}

/// The review as a plain page, every mark of HTML escaped.
fn page(review: &Review) -> String {
    let escaped = |text: &str| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        text.replace('>', "&gt;").replace('"', "&quot;")
    };
    let list = |heading: &str, texts: &mut dyn Iterator<Item = &String>| {
        let items: String = texts
            .map(|text| format!("<li>{}</li>", escaped(text)))
            .collect();
        format!("<h2>{heading}</h2><ol>{items}</ol>")
    };
    let questions = list(
        "Questions for reflection",
        &mut review.questions.iter().map(|q| &q.text),
    );
    let steps = list("What to do now", &mut review.steps.iter().map(|s| &s.text));
    format!(
        "<!doctype html><html><body><main><h1>Child L</h1>{steps}{questions}</main></body></html>"
    )
}

fn asked(blocks: &[Block]) -> Option<(Vec<String>, Vec<String>)> {
    let (found, _) = review(&Outline::of(blocks), &Origin::default()).ok()?;
    let questions = found.questions.into_iter().map(|question| question.text);
    let steps = found.steps.into_iter().map(|step| step.text);
    Some((questions.collect(), steps.collect()))
}

proptest! {
    #[test]
    fn as_markdown(
        questions in prop::collection::vec(words(), 1..7),
        steps in prop::collection::vec(words(), 0..4),
    ) {
        let review = with(questions.clone(), steps.clone());
        let page = reflect::render::markdown::markdown(&reflect::render::review::document(&review));
        let blocks = markdown::read(&page).expect("blocks");
        prop_assert_eq!(asked(&blocks), Some((questions, steps)), "{}", page);
    }

    #[test]
    fn as_html(
        questions in prop::collection::vec(words(), 1..7),
        steps in prop::collection::vec(words(), 0..4),
    ) {
        // Two stars are emphasis in every format, also where somebody typed them into a page.
        let marked = |texts: &[String]| texts.iter().any(|text| text.contains("**"));
        prop_assume!(!marked(&questions) && !marked(&steps));
        let page = page(&with(questions.clone(), steps.clone()));
        let blocks = Format::Html.read(page.as_bytes()).expect("blocks");
        prop_assert_eq!(asked(&blocks), Some((questions, steps)), "{}", page);
    }

    #[test]
    fn as_plain_text(
        questions in prop::collection::vec("[A-Z][a-zé字’]{0,9}( [A-Za-zé字’]{1,9}){2,14}\\?", 1..7),
        steps in prop::collection::vec("[A-Z][a-z]{0,9}( [a-z]{1,9}){2,14}\\.", 0..4),
    ) {
        let review = with(questions.clone(), steps.clone());
        let page = reflect::render::text::text(&reflect::render::review::document(&review), Layout::Facts(None));
        let blocks = text::read(&page).expect("blocks");
        prop_assert_eq!(asked(&blocks), Some((questions, steps)), "{}", page);
    }

    #[test]
    fn no_text_makes_the_import_panic(page in "(\\PC|\n|\t|- |# |• |\\*\\*|\\[|\\]\\(){0,200}") {
        for blocks in [markdown::read(&page), text::read(&page)] {
            let _ = asked(&blocks.expect("blocks"));
        }
    }
}

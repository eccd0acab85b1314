//! A review that is written out and imported again asks the same questions.

use proptest::prelude::*;
use reflect::import::format::Format;
use reflect::import::outline::Outline;
use reflect::import::review::{Origin, review};
use reflect::import::{address::address, block::Block, markdown, text};
use reflect::model::file_text::read;
use reflect::model::review::{Question, Resource, Review, Step};
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

/// What may stand where a link leads: an address of the web or nearly one, or anything.
fn target() -> impl Strategy<Value = String> {
    prop_oneof![
        "https?://[a-z]{1,9}\\.example(/[A-Za-z0-9é%&=?;_~.@-]{0,20}){0,3}(#[a-z]{0,9})?",
        "(https?|HTTPS|file|javascript|mailto)?(:|://|//)?[a-z@.#/ \t\u{1b}\u{202e}-]{0,20}",
        "\\PC{0,30}",
    ]
}

/// Questions, and links under "Resources", as the lines of a document.
fn linked(blocks: &[Block]) -> Vec<Resource> {
    let found = review(&Outline::of(blocks), &Origin::default());
    found.expect("a review").0.resources
}

fn asked(blocks: &[Block]) -> Option<(Vec<String>, Vec<String>)> {
    let (found, _) = review(&Outline::of(blocks), &Origin::default()).ok()?;
    let questions = found.questions.into_iter().map(|question| question.text);
    let steps = found.steps.into_iter().map(|step| step.text);
    Some((questions.collect(), steps.collect()))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

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
    fn a_link_leads_where_it_led_if_that_is_an_address(
        links in prop::collection::vec(("[A-Z][a-z]{2,9}( [a-z]{1,9}){1,5}", target()), 1..6),
    ) {
        let expected: Vec<Resource> = links
            .iter()
            .map(|(title, link)| Resource {
                title: title.clone(),
                url: address(link),
                other: toml::Table::new(),
            })
            .collect();
        let escaped = |link: &str| link.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        let items: String = links
            .iter()
            .map(|(title, link)| format!("<li><a href=\"{}\">{title}</a></li>", escaped(link)))
            .collect();
        let page = format!("<main><h2>Questions</h2><ul><li>Why?</li></ul><h2>Resources</h2><ul>{items}</ul></main>");
        let blocks = Format::Html.read(page.as_bytes()).expect("blocks");
        prop_assert_eq!(linked(&blocks), expected.clone(), "{}", page);
        for (link, resource) in links.iter().map(|(_, link)| link).zip(expected) {
            let Some(url) = resource.url else { continue };
            prop_assert_eq!(address(&url), Some(url.clone()));
            prop_assert!(url.chars().all(|c| !c.is_whitespace() && !c.is_control()));
            prop_assert!(url.starts_with("https://") || url.starts_with("http://"));
            if link.contains(['<', '>', '\\', '`', '*', '_', '&', '(', ')']) {
                continue;
            }
            let page = format!("# Questions\n\n- Why?\n\n# Resources\n\n- [A page]({})\n", link.trim());
            for blocks in [markdown::read(&page), text::read(&page.replace('#', ""))] {
                let found = linked(&blocks.expect("blocks"));
                prop_assert_eq!(found[0].title.as_str(), "A page");
                prop_assert!(found[0].url.is_some(), "{}", page);
            }
        }
    }

    #[test]
    fn no_text_makes_the_import_panic(page in "(\\PC|\n|\t|- |# |• |\\*\\*|\\[|\\]\\(){0,200}") {
        for blocks in [markdown::read(&page), text::read(&page)] {
            let _ = asked(&blocks.expect("blocks"));
        }
    }
}

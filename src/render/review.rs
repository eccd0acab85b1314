//! One review in full.

use super::document::{Block, Document};
use crate::model::review::{Resource, Review};

/// The review as a page.
pub fn document(review: &Review) -> Document {
    let mut page = Document::default();
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    page.push(Block::Title(review.title.clone()));
    page.fact("Id", some(&review.id));
    page.fact("Kind", some(&review.kind));
    page.fact("Publisher", some(&review.publisher));
    page.fact("Wording", some(review.wording.word()));
    let document = review.source.get("document").and_then(toml::Value::as_str);
    page.fact("Source", document.and_then(some));
    page.fact("Themes", some(&review.themes.join(", ")));
    page.fact("May be hard to hear", some(&review.content_note));
    for (_, heading, items) in review.case.parts() {
        page.section(heading, items.iter().cloned().map(Block::Point).collect());
    }
    let recommendations = review.recommendations.iter().map(|recommendation| {
        let update = recommendation.update.as_ref();
        let since = update.map(|update| format!(" Since then: {update}"));
        Block::Point(format!(
            "{}{}",
            recommendation.text,
            since.unwrap_or_default()
        ))
    });
    page.section("Recommendations", recommendations.collect());
    let numbered = |(at, text): (usize, &String)| Block::Numbered(at + 1, text.clone());
    let questions = review.questions.iter().map(|question| &question.text);
    page.section(
        "Questions for reflection",
        questions.enumerate().map(numbered).collect(),
    );
    let steps = review.steps.iter().map(|step| &step.text);
    page.section("What to do now", steps.enumerate().map(numbered).collect());
    let resources = review.resources.iter().map(Resource::with_address);
    page.section("Resources", resources.map(Block::Point).collect());
    page
}

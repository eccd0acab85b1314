//! The five bundled reviews: what they must hold, and one vocabulary of themes across them.

use reflect::model::id::is_id;
use reflect::model::review::{Review, Wording};
use reflect::model::theme::THEMES;
use reflect::store::reviews::shelf;
use std::collections::BTreeSet;
use std::path::Path;

fn bundled() -> Vec<Review> {
    let shelf = shelf(Path::new("/a folder that is not there"));
    assert_eq!(shelf.troubles, Vec::new());
    shelf
        .reviews
        .into_iter()
        .map(|shelved| shelved.review)
        .collect()
}

#[test]
fn every_review_has_its_published_number_of_questions_and_steps() {
    let counts: Vec<_> = bundled()
        .iter()
        .map(|review| {
            (
                review.id.clone(),
                review.questions.len(),
                review.steps.len(),
            )
        })
        .collect();
    let expected = [
        ("child-ac", 6, 6),
        ("child-ah", 5, 3),
        ("child-aj", 5, 3),
        ("child-i", 6, 3),
        ("child-l", 6, 0),
    ];
    assert_eq!(
        counts,
        expected.map(|(id, questions, steps)| (id.to_owned(), questions, steps))
    );
}

#[test]
fn every_part_of_every_review_is_there() {
    let parts: Vec<_> = bundled()
        .iter()
        .map(|review| {
            (
                review.id.clone(),
                review.case.good_practice.len(),
                review.case.development.len(),
                review.recommendations.len(),
                review
                    .recommendations
                    .iter()
                    .filter(|r| r.update.is_some())
                    .count(),
            )
        })
        .collect();
    let expected = [
        ("child-ac", 7, 7, 10, 0),
        ("child-ah", 6, 6, 5, 0),
        ("child-aj", 5, 6, 7, 0),
        ("child-i", 4, 5, 5, 5),
        ("child-l", 5, 6, 10, 10),
    ];
    assert_eq!(
        parts,
        expected.map(|(id, a, b, c, d)| (id.to_owned(), a, b, c, d))
    );
    for review in bundled() {
        assert_eq!(
            (review.format, review.wording),
            (1, Wording::Restated),
            "{}",
            review.id
        );
        assert!(
            is_id(&review.id) && !review.content_note.is_empty(),
            "{}",
            review.id
        );
        assert!(!review.case.introduction.is_empty() && !review.resources.is_empty());
        assert!(review.other.is_empty(), "{}: {:?}", review.id, review.other);
        for (at, question) in review.questions.iter().enumerate() {
            assert_eq!(question.id, format!("q{}", at + 1));
            assert!(question.text.ends_with(['?', '.']), "{}", question.text);
        }
        for (at, step) in review.steps.iter().enumerate() {
            assert_eq!(step.id, format!("s{}", at + 1));
        }
    }
}

#[test]
fn one_vocabulary_of_themes_is_used_across_all_five() {
    let known: BTreeSet<&str> = THEMES.into_iter().collect();
    let reviews = bundled();
    let used: BTreeSet<&str> = reviews
        .iter()
        .flat_map(|review| {
            review
                .questions
                .iter()
                .flat_map(|question| &question.themes)
        })
        .map(String::as_str)
        .collect();
    assert_eq!(used, known);
    for review in &reviews {
        for theme in review
            .questions
            .iter()
            .flat_map(|question| &question.themes)
        {
            assert!(review.themes.contains(theme), "{}: {theme}", review.id);
        }
        assert!(
            review
                .themes
                .iter()
                .all(|theme| known.contains(theme.as_str()))
        );
    }
}

#[test]
fn the_three_that_ask_about_professional_curiosity_share_that_theme() {
    let asking: Vec<String> = bundled()
        .iter()
        .flat_map(|review| {
            let themed = |theme: &String| theme == "professional curiosity";
            let questions = review
                .questions
                .iter()
                .filter(move |q| q.themes.iter().any(themed));
            questions
                .map(|question| format!("{} {}", review.id, question.id))
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(asking, ["child-ac q6", "child-aj q5", "child-i q4"]);
}

/// Facts that a restatement must keep: ages, dates, services, legal status.
#[test]
fn the_facts_are_kept() {
    let facts: [(&str, &[&str]); 5] = [
        (
            "child-ac",
            &[
                "24 weeks",
                "three months",
                "Interim Care Order with Care Planning Regulations for Placement with Parent",
                "5 to 6 weeks",
                "Two older siblings",
            ],
        ),
        (
            "child-ah",
            &[
                "8-week-old",
                "Interim Care Order",
                "paternal grandmother",
                "NHS 111",
                "6 to 8 week",
            ],
        ),
        (
            "child-aj",
            &[
                "45 health appointments",
                "12 home visits",
                "2024",
                "Child in Need",
                "conditional threat",
            ],
        ),
        (
            "child-i",
            &[
                "12-week-old",
                "Section 17",
                "20 working days",
                "Covid",
                "HEAT",
            ],
        ),
        (
            "child-l",
            &[
                "27-day-old",
                "April 2021",
                "October 2025",
                "amphetamines",
                "50%",
                "Mental Health Act",
            ],
        ),
    ];
    for review in bundled() {
        let text = toml::to_string(&review).expect("a text");
        let (_, kept) = facts
            .iter()
            .find(|(id, _)| *id == review.id)
            .expect("its facts");
        for fact in *kept {
            assert!(text.contains(fact), "{} no longer says “{fact}”", review.id);
        }
    }
}

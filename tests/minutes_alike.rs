//! The minutes of one session say the same in every format: each fact once more, and in the same order.

use chrono::DateTime;
mod every_word;

use every_word::{found, read_back, session};
use proptest::prelude::*;
use proptest::test_runner::Config;
use reflect::import::format::Format;
use reflect::model::date::Moment;
use reflect::render::document::{Block, Document};
use reflect::render::docx::{About, docx};
use reflect::render::html::html;
use reflect::render::json::json_with_nulls;
use reflect::render::markdown::markdown;
use reflect::render::minutes::Minutes;
use reflect::render::table::Layout;
use reflect::render::text::text;

/// Every text of a page, in its order.
fn said(document: &Document) -> String {
    let texts = document.0.iter().map(|block| match block {
        Block::Title(text)
        | Block::Heading(text)
        | Block::Paragraph(text)
        | Block::Numbered(_, text)
        | Block::Remark(text)
        | Block::Voice(text)
        | Block::Point(text) => text.clone(),
        Block::Fact(label, value) => format!("{label} {value}"),
        Block::Room(_) => String::new(),
        Block::Table(_, rows) => rows.concat().join(" "),
    });
    texts.collect::<Vec<_>>().join("\n")
}

fn sorted(mut numbers: Vec<usize>) -> Vec<usize> {
    numbers.sort_unstable();
    numbers
}

proptest! {
    #![proptest_config(Config { cases: 60, failure_persistence: None, ..Config::default() })]

    #[test]
    fn no_answer_action_or_count_is_in_one_and_not_in_another(
        points in prop::collection::vec(0_usize..5, 1..9),
        actions in 0_usize..5,
        carried in 0_usize..3,
        added in 0_usize..3,
    ) {
        let session = session(&points, actions, carried, added);
        let minutes = Minutes::of(&session);
        let page = minutes.document();
        let expected = found(&said(&page));
        let agreed = session.actions.len() * 3;
        let answers: usize = session.questions.iter().map(|q| q.answers.len()).sum();
        prop_assert!(expected.len() > agreed + answers);

        prop_assert_eq!(&found(&text(&page, Layout::Facts(None))), &expected);
        // Cells that wrap stand beside each other on the screen.
        let on_screen = text(&page, Layout::Table(100));
        prop_assert_eq!(sorted(found(&on_screen)), sorted(expected.clone()));
        let page_of_markdown = markdown(&page);
        prop_assert_eq!(&read_back(Format::Markdown, page_of_markdown.as_bytes()), &expected);
        let page_of_html = html(&page).expect("a page");
        prop_assert_eq!(&read_back(Format::Html, page_of_html.as_bytes()), &expected);
        let about = About {
            title: "Minutes",
            organisation: None,
            made: Moment(DateTime::UNIX_EPOCH),
            letterhead: None,
        };
        let for_word = docx(&page, &about).expect("a Word document");
        prop_assert_eq!(&read_back(Format::Docx, &for_word), &expected);
        // The value has every fact once; a page says why something was left beside it and in its list.
        let value = found(&json_with_nulls(&minutes).expect("JSON"));
        let mut once = sorted(expected);
        once.dedup();
        let mut of_value = sorted(value);
        of_value.dedup();
        prop_assert_eq!(of_value, once);
    }
}

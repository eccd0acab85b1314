//! Pages printed from a browser import to the questions and steps of the page, word for word.
//!
//! `cargo test --test import_printed -- --ignored` runs them where Chromium is installed.

use reflect::import::block::Block;
use reflect::import::format::Format;
use reflect::model::review::Review;
use std::fs;

mod printing;
mod seeds;

use printing::{LAYOUTS, print};
use seeds::{COUNTS, compare_agenda, folded, import, seed_text, seeds, with_typed_marks};

const BRIEFING: &str = include_str!("printing/briefing.html");

fn blocks(printed: &[u8], from: &str) -> Vec<Block> {
    assert_eq!(Format::of(printed, "printed"), Ok(Format::Pdf), "{from}");
    Format::Pdf.read(printed).expect(from)
}

fn questions(review: &Review) -> Vec<&str> {
    review.questions.iter().map(|q| q.text.as_str()).collect()
}

fn steps(review: &Review) -> Vec<&str> {
    review.steps.iter().map(|s| s.text.as_str()).collect()
}

#[test]
#[ignore = "needs Chromium: apt-get install chromium"]
fn a_briefing_comes_back_exactly_from_every_printed_layout() {
    let page = Format::Html.read(BRIEFING.as_bytes()).expect("blocks");
    let published = import(&page, "briefing.html");
    assert_eq!((published.questions.len(), published.steps.len()), (7, 4));
    for layout in &LAYOUTS {
        let from = format!("the briefing as {}", layout.name);
        let found = import(&blocks(&print(BRIEFING, layout), &from), "briefing.pdf");
        assert_eq!(found.title, published.title, "{from}");
        assert_eq!(questions(&found), questions(&published), "{from}");
        assert_eq!(steps(&found), steps(&published), "{from}");
        assert_eq!(found.case, published.case, "{from}");
    }
}

#[test]
#[ignore = "needs Chromium: apt-get install chromium"]
fn the_five_briefings_come_back_exactly_from_every_printed_layout() {
    let Some(folder) = seeds("import_printed") else {
        return;
    };
    for (number, counts) in COUNTS.into_iter().enumerate() {
        let published = folded(&seed_text(&folder, number));
        let page = fs::read_to_string(folder.join(format!("formats/seed{number}.html")));
        let page = page.expect("a page");
        for layout in &LAYOUTS {
            let from = format!("seed {number} as {}", layout.name);
            let found = import(&blocks(&print(&page, layout), &from), "seed.pdf");
            compare_agenda(&with_typed_marks(&found), &published, counts, &from);
        }
    }
}

//! Damaged documents never make a reader panic. `REFLECT_LONG=20000 cargo test --release --test
//! import_mutated` is the longer run.

use reflect::import::cases::cases;
use reflect::import::format::Format;
use reflect::import::outline::Outline;
use reflect::import::review::{Origin, review};

mod chance;
mod documents;

use chance::Chance;
use documents::{LINKS, WORD, pdf, zipped};

const TEXT: &str = "Learning briefing\n\nChild QZ was heard.\n\nLearning points:\n\n• One **team** knew\n• [Another](#) did not\n\nReflective questions\n\no  Who would have known?\n1. What next?\n\nResources\n\n- [A page](https://a.example/b_c)\n- <https://b.example>\n";
const MARKDOWN: &str = "---\ntitle: a\n---\n# Child QZ\n\n## Questions\n\n- Who **knew**?\n  - And \\(why\\)?\n- Sharing:** what?\n\n| a | b |\n| - | - |\n| c | d |\n\n## Resources\n\n- [A page](https://a.example/(b) \"c\")\n- <https://b.example>\n";
const HTML: &str = "<!doctype html><html><head><title>t</title></head><body><nav>x</nav><main><h1>Child QZ</h1><h2>Questions to consider</h2><ul><li>Who <b>knew</b>&nbsp;it?<ul><li>And why?</li></ul></li></ul><table><tr><td>a</td><td>b</td></tr></table><p>1<br>2</p><h2>Resources</h2><ul><li><a href=\"https://a.example/?b&amp;c\">A <b>page</b></a></li></ul></main></body></html>";

fn word_document(document: &[u8], links: &[u8]) -> Vec<u8> {
    zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", links),
    ])
}

/// What is put into a document.
const PIECES: [&str; 1] = ["<w:p>**\n- [](&#0;"];

#[test]
fn a_damaged_document_never_makes_a_reader_panic() {
    let long = std::env::var("REFLECT_LONG")
        .ok()
        .and_then(|text| text.parse().ok());
    let runs: usize = long.unwrap_or(400);
    let word = word_document(WORD.as_bytes(), LINKS.as_bytes());
    let lines = [
        "Questions for reflection",
        "- Who would have known?",
        "- What next?",
    ];
    let pages = pdf(&lines);
    let documents: [(Format, &[u8]); 5] = [
        (Format::Pdf, &pages),
        (Format::Text, TEXT.as_bytes()),
        (Format::Markdown, MARKDOWN.as_bytes()),
        (Format::Html, HTML.as_bytes()),
        (Format::Docx, &word),
    ];
    let mut chance = Chance(0x2545_f491_4f6c_dd1d);
    for (format, whole) in documents {
        if format == Format::Pdf && !cfg!(feature = "pdf") {
            println!("Pdf: NOT RUN, this build reads none");
            continue;
        }
        assert!(
            format.read(whole).is_ok_and(|blocks| !blocks.is_empty()),
            "{format:?}"
        );
        let mut read = 0;
        for _ in 0..runs {
            // Damage to a packed file is mostly found by its checksum; damage before packing is not.
            let damaged = if format == Format::Docx && chance.below(2) == 0 {
                word_document(
                    &chance.damage(WORD.as_bytes(), &PIECES),
                    &chance.damage(LINKS.as_bytes(), &PIECES),
                )
            } else {
                chance.damage(whole, &PIECES)
            };
            if let Ok(blocks) = format.read(&damaged) {
                read += 1;
                let _ = cases(&blocks);
                let _ = review(&Outline::of(&blocks), &Origin::default());
            }
        }
        println!("{format:?}: {runs} damaged documents, {read} of them still readable");
        assert!(
            read > 0,
            "{format:?}: the damage is so great that nothing is tried"
        );
    }
}

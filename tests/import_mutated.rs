//! Damaged documents never make a reader panic. `REFLECT_LONG=20000 cargo test --release --test
//! import_mutated` is the longer run.

use reflect::import::cases::cases;
use reflect::import::format::Format;
use reflect::import::outline::Outline;
use reflect::import::review::{Origin, review};

mod chance;
mod damaged;
mod documents;

use damaged::{Damaged, FOR_EVER};
use documents::{LINKS, WORD, zipped};

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

/// A document, with what is put into it.
fn document<'a>(what: &'a str, whole: &'a [u8]) -> Damaged<'a> {
    Damaged {
        what,
        whole,
        pieces: &["<w:p>**\n- [](&#0;"],
        runs: 400,
        limit: FOR_EVER,
    }
}

/// Whether a document can be read at all; what is read is then understood.
fn is_read(format: Format, bytes: &[u8]) -> bool {
    let Ok(blocks) = format.read(bytes) else {
        return false;
    };
    let _ = cases(&blocks);
    let _ = review(&Outline::of(&blocks), &Origin::default());
    !blocks.is_empty()
}

fn damaged(what: &str, format: Format, whole: &[u8]) {
    document(what, whole).read_by(|bytes| is_read(format, bytes));
}

#[test]
fn a_damaged_page_or_text() {
    damaged("text", Format::Text, TEXT.as_bytes());
    damaged("Markdown", Format::Markdown, MARKDOWN.as_bytes());
    damaged("HTML", Format::Html, HTML.as_bytes());
}

#[test]
fn a_damaged_word_document() {
    let (text, links) = (WORD.as_bytes(), LINKS.as_bytes());
    damaged("Word", Format::Docx, &word_document(text, links));
    // Damage to a packed file is mostly found by its checksum; damage before packing is not.
    document("the text of a Word document", text)
        .read_by(|bytes| is_read(Format::Docx, &word_document(bytes, links)));
    document("the links of a Word document", links)
        .read_by(|bytes| is_read(Format::Docx, &word_document(text, bytes)));
}

#[cfg(feature = "pdf")]
#[test]
fn a_damaged_pdf() {
    let lines = [
        "Questions for reflection",
        "- Who would have known?",
        "- What next?",
    ];
    damaged("PDF", Format::Pdf, &documents::pdf(&lines));
}

#[test]
fn careless_readers_are_found_out() {
    document("careless", TEXT.as_bytes()).convicts();
}

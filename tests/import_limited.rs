//! Documents go through the limited process: good ones become reviews, bad ones get one sentence and
//! leave nothing behind.

mod documents;

use documents::{ADDRESS, LINKS, WORD, zipped};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

fn import(room: &Path, name: &str, bytes: &[u8]) -> Output {
    fs::write(room.join(name), bytes).expect("a document");
    Command::new(env!("CARGO_BIN_EXE_reflect"))
        .args(["reviews", "import", name, "--yes", "--id", "imported"])
        .current_dir(room)
        .env_clear()
        .env("HOME", room)
        .env("REFLECT_TODAY", "2026-11-21")
        .env("REFLECT_REVIEWS", "reviews")
        .output()
        .expect("the program")
}

#[test]
fn a_word_document_becomes_a_review() {
    let room = tempfile::tempdir().expect("a room");
    let document = zipped(&[
        ("word/document.xml", WORD.as_bytes()),
        ("word/_rels/document.xml.rels", LINKS.as_bytes()),
    ]);
    let output = import(room.path(), "briefing.docx", &document);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let review = fs::read_to_string(room.path().join("reviews/imported.toml")).expect("a review");
    assert!(review.contains("text = \"Who & what?\""), "{review}");
    assert!(review.contains("at = \"paragraph 2\""), "{review}");
    let resource = format!("title = \"A page about sharing\"\nurl = \"{ADDRESS}\"\n");
    assert!(review.contains(&resource), "{review}");
}

#[cfg(feature = "pdf")]
#[test]
fn a_pdf_becomes_a_review() {
    let room = tempfile::tempdir().expect("a room");
    let document = documents::pdf(&[
        "Questions for reflection",
        "1. Who would have known?",
        "2. What next?",
        "Resources",
        "- A page about tea",
        "- A page about sharing",
    ]);
    let output = import(room.path(), "briefing.pdf", &document);
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let review = fs::read_to_string(room.path().join("reviews/imported.toml")).expect("a review");
    assert!(review.contains("text = \"What next?\""), "{review}");
    let resources = format!(
        "title = \"A page about tea\"\n\n[[resources]]\ntitle = \"A page about sharing\"\nurl = \"{ADDRESS}\"\n"
    );
    assert!(review.contains(&resources), "{review}");
}

#[test]
fn bad_documents_get_one_sentence_and_leave_nothing_behind() {
    let bomb = format!(
        "{}{}",
        WORD.split_once("<w:p>").expect("a start").0,
        "<w:p/>".repeat(12_000_000)
    );
    let nested = format!("<html><body>{}</body></html>", "<div>".repeat(200_000));
    let many_pages = b"%PDF-1.7\nnothing of a PDF follows".as_slice();
    let documents: [(&str, Vec<u8>, &str); 7] = [
        (
            "bomb.docx",
            zipped(&[("word/document.xml", bomb.as_bytes())]),
            "cannot be imported: ",
        ),
        (
            "no-word.docx",
            zipped(&[("a.txt", b"text")]),
            "it is a zip file and not a Word document",
        ),
        (
            "cut.docx",
            zipped(&[("word/document.xml", WORD.as_bytes())])[..120].to_vec(),
            "cannot be imported: ",
        ),
        (
            "old.doc",
            [&[0xd0, 0xcf, 0x11, 0xe0][..], &[0; 600]].concat(),
            "it is an old Word file (.doc)",
        ),
        ("damaged.pdf", many_pages.to_vec(), "cannot be imported: "),
        ("nested.html", nested.into_bytes(), "cannot be imported: "),
        (
            "chrome.html",
            b"<!doctype html><body><nav>Questions</nav><p>Hello.</p></body>".to_vec(),
            "no questions for reflection were found",
        ),
    ];
    for (name, bytes, sentence) in documents {
        let room = tempfile::tempdir().expect("a room");
        let from = Instant::now();
        let output = import(room.path(), name, &bytes);
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(1), "{name}: {said}");
        assert!(said.contains(sentence), "{name}: {said}");
        assert!(!said.contains("panicked"), "{name}: {said}");
        let left: Vec<_> = fs::read_dir(room.path()).expect("the room").collect();
        assert_eq!(left.len(), 1, "{name} left something behind");
        // Not a measurement: the clock of the limited process ends at 15 seconds.
        assert!(
            from.elapsed() < Duration::from_secs(60),
            "{name} took for ever"
        );
    }
}

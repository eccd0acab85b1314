//! Documents that go through the limited process become reviews, whichever way their letters are written.

mod documents;

use documents::{ADDRESS, LINKS, WORD, import, zipped};
use std::fs;
use std::path::Path;

fn imported(room: &Path, name: &str, bytes: &[u8]) -> String {
    fs::write(room.join(name), bytes).expect("a document");
    let output = import(room, &[name, "--id", "imported"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {said}");
    fs::read_to_string(room.join("reviews/imported.toml")).expect("a review")
}

#[test]
fn a_word_document_becomes_a_review() {
    let room = tempfile::tempdir().expect("a room");
    let document = zipped(&[
        ("word/document.xml", WORD.as_bytes()),
        ("word/_rels/document.xml.rels", LINKS.as_bytes()),
    ]);
    let review = imported(room.path(), "briefing.docx", &document);
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
    let review = imported(room.path(), "briefing.pdf", &document);
    assert!(review.contains("text = \"What next?\""), "{review}");
    let resources = format!(
        "title = \"A page about tea\"\n\n[[resources]]\ntitle = \"A page about sharing\"\nurl = \"{ADDRESS}\"\n"
    );
    assert!(review.contains(&resources), "{review}");
}

#[test]
fn a_text_is_read_in_the_letters_of_windows_and_in_utf_16() {
    let text = "Child QZ\r\n\r\nQuestions\r\n\r\n- Who is “here” – at the café?\r\n";
    let windows: Vec<u8> = text
        .chars()
        .map(|c| match c {
            '“' => 0x93,
            '”' => 0x94,
            '–' => 0x96,
            c => u8::try_from(u32::from(c)).expect("a letter of Windows-1252"),
        })
        .collect();
    let little = text.encode_utf16().flat_map(u16::to_le_bytes);
    let little: Vec<u8> = [0xff, 0xfe].into_iter().chain(little).collect();
    let big = text.encode_utf16().flat_map(u16::to_be_bytes);
    let big: Vec<u8> = [0xfe, 0xff].into_iter().chain(big).collect();
    for bytes in [windows, little, big] {
        let room = tempfile::tempdir().expect("a room");
        let review = imported(room.path(), "briefing.txt", &bytes);
        assert!(review.contains("Who is “here” – at the café?"), "{review}");
    }
}

//! What cannot be imported gets one sentence, exit status 1, and leaves nothing behind.

mod documents;

#[cfg(feature = "pdf")]
use documents::pages;
use documents::{WORD, import, zipped};
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// The names of all that lies in a room.
fn left(room: &Path) -> Vec<String> {
    let entries = fs::read_dir(room).expect("the room");
    let mut names: Vec<String> = entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .collect();
    names.sort();
    names
}

/// Tries to import what `lies` in the room under this name, and compares what is said.
fn refused(name: &str, lies: impl FnOnce(&Path), expected: &str) {
    let room = tempfile::tempdir().expect("a room");
    lies(&room.path().join(name));
    let before = left(room.path());
    let from = Instant::now();
    let output = import(room.path(), &[name]);
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(said.trim_end(), expected, "{name}");
    assert_eq!(output.status.code(), Some(1), "{name}: {said}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{name}");
    assert_eq!(left(room.path()), before, "{name} left something behind");
    // Not a measurement: the clock of the limited process ends at 15 seconds.
    assert!(
        from.elapsed() < Duration::from_secs(60),
        "{name} took for ever"
    );
}

fn refused_file(name: &str, bytes: &[u8], why: &str) {
    let lies = |path: &Path| fs::write(path, bytes).expect("a document");
    refused(name, lies, &format!("{name} cannot be imported: {why}"));
}

const OLD_WORD: &str = "it is an old Word file (.doc) or is protected with a password; save it as .docx without a password.";
const NO_QUESTIONS: &str = "no questions for reflection were found in it.\nA review needs questions under a heading such as “Questions for reflection”. A document without them can be written as a review by hand.";

#[test]
fn word_documents() {
    let old = [&[0xd0, 0xcf, 0x11, 0xe0][..], &[0; 600]].concat();
    refused_file("old.doc", &old, OLD_WORD);
    let document = zipped(&[("word/document.xml", WORD.as_bytes())]);
    refused_file("cut.docx", &document[..120], "it is damaged or cut short.");
    refused_file(
        "photos.zip",
        &zipped(&[("a.jpeg", b"a picture")]),
        "it is a zip file and not a Word document.",
    );
    let sheet = zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.xml", b"<w/>"),
    ]);
    refused_file(
        "figures.xlsx",
        &sheet,
        "it is an Office file of another kind and not a Word document.",
    );
    let open = WORD.split_once("<w:p>").expect("a start").0;
    let bomb = format!("{open}{}", "<w:p/>".repeat(12_000_000));
    let bomb = zipped(&[("word/document.xml", bomb.as_bytes())]);
    refused_file(
        "bomb.docx",
        &bomb,
        "it unpacks to more than 64 MB, and a briefing has a few pages.",
    );
}

#[test]
#[cfg(feature = "pdf")]
fn pdfs() {
    refused_file(
        "scan.pdf",
        &pages("q 595 0 0 842 0 0 cm /Im1 Do Q", 3),
        "its pages are pictures without text (a scan); ask the publisher for the text, or run text recognition first.",
    );
    refused_file(
        "locked.pdf",
        &locked(),
        "it is protected with a password; save a copy without one.",
    );
    let long = pages("BT /F1 11 Tf 72 720 Td (Who knew?) Tj ET", 500);
    refused_file(
        "five-hundred-pages.pdf",
        &long,
        "it has 500 pages, and a briefing has a few; cut out the pages of one review first.",
    );
    refused_file(
        "damaged.pdf",
        b"%PDF-1.7\nnothing of a PDF follows",
        "it is a damaged PDF; ask for another copy.",
    );
}

/// A PDF that asks for a password.
#[cfg(feature = "pdf")]
fn locked() -> Vec<u8> {
    use lopdf::encryption::{EncryptionState, EncryptionVersion, Permissions};
    use lopdf::{Document, Object, StringFormat};
    let bytes = pages("BT /F1 11 Tf 72 720 Td (Who knew?) Tj ET", 1);
    let mut file = Document::load_mem(&bytes).expect("a PDF");
    let id = || Object::String(b"0123456789abcdef".to_vec(), StringFormat::Literal);
    file.trailer.set("ID", vec![id(), id()]);
    let state = EncryptionState::try_from(EncryptionVersion::V2 {
        document: &file,
        owner_password: "owner",
        user_password: "user",
        key_length: 128,
        permissions: Permissions::all(),
    });
    file.encrypt(&state.expect("a lock")).expect("a locked PDF");
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("a PDF");
    bytes
}

#[test]
fn texts_and_pages() {
    refused_file("empty.txt", b" \n\n", "it is empty.");
    refused_file(
        "sound.txt",
        &[0, 1, 2, 3, 0, 200].repeat(50),
        "it is not a text that can be read.",
    );
    refused_file(
        "no-questions.txt",
        b"Minutes\n\nThe tea was cold.\n",
        NO_QUESTIONS,
    );
    let chrome = b"<!doctype html><body><nav>Questions</nav><p>Hello.</p></body>";
    refused_file("chrome.html", chrome, NO_QUESTIONS);
    let nested = format!("<html><body>{}</body></html>", "<div>".repeat(200_000));
    refused_file(
        "nested.html",
        nested.as_bytes(),
        "its elements are nested too deeply.",
    );
}

#[test]
fn what_is_no_document_at_all() {
    refused(
        "folder",
        |path| fs::create_dir(path).expect("a folder"),
        "folder cannot be read: it is not a file.\nName the document itself.",
    );
    refused(
        "gone.txt",
        |_| {},
        "gone.txt cannot be read: it is not there.",
    );
    let long = |path: &Path| {
        let file = fs::File::create(path).expect("a file");
        file.set_len(65 << 20).expect("a length");
    };
    refused(
        "long.txt",
        long,
        "long.txt cannot be read: it is 65 MB long, and a briefing is a few.",
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        let gone = |path: &Path| symlink("nowhere", path).expect("a link");
        refused(
            "link-to-nothing.txt",
            gone,
            "link-to-nothing.txt cannot be read: it is not there.",
        );
        let device = |path: &Path| symlink("/dev/zero", path).expect("a link");
        refused(
            "device.txt",
            device,
            "device.txt cannot be read: it is not a file.\nName the document itself.",
        );
    }
}

#[test]
fn several_cases_are_named_and_one_is_picked() {
    let several = "Child B\n\nQuestions\n\n- What?\n\nChild C: a summary\n\nQuestions\n\n- Why?\n";
    refused_file(
        "several.txt",
        several.as_bytes(),
        "it holds several cases: Child B, Child C.\nPick one with --case \"Child B\".",
    );
    let room = tempfile::tempdir().expect("a room");
    fs::write(room.path().join("several.txt"), several).expect("a document");
    let output = import(room.path(), &["several.txt", "--case", "Child D"]);
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(
        said,
        "several.txt cannot be imported: it has no case called “Child D”.\nIt holds Child B, Child C.\n"
    );
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(left(room.path()), ["several.txt"]);
    let output = import(room.path(), &["several.txt", "--case", "child c"]);
    assert!(output.status.success());
    let review = fs::read_to_string(room.path().join("reviews/child-c.toml")).expect("a review");
    assert!(
        review.contains("Why?") && !review.contains("What?"),
        "{review}"
    );
}

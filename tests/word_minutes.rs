//! Minutes as a Word document: whatever was said comes back whole, and the command refuses in a sentence.

use chrono::DateTime;
use proptest::prelude::*;
use reflect::import::docx::read;
use reflect::model::date::Moment;
use reflect::render::document::{Block, Document};
use reflect::render::docx::{About, docx};
use reflect::render::shown::shown;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The text as it is shown, without white space, which a reader may set in another way.
fn dense(text: &str) -> String {
    let text = shown(&text.replace("\r\n", "\n").replace('\t', " ")).into_owned();
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Any text; a letter begins every line, since a reader takes a mark there for that of a list by hand.
fn anything() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[<>&\"'\u{0}-\u{1f} \u{2028}\u{202e}\u{fffe}\u{ffff}\u{fdd0}\u{10ffff}a-c]{0,40}",
    ]
    .prop_map(|text| format!("x{}", text.replace('\n', "\nx")))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_back_whole(texts in prop::collection::vec(anything(), 6)) {
        let [title, heading, number, point, what, cell] = texts.try_into().expect("six texts");
        let said: String = [&title, &heading, &number, &point]
            .map(|text| dense(text))
            .concat();
        let row = dense(&what) + &dense(&cell);
        let page = Document(vec![
            Block::Title(title.clone()),
            Block::Heading(heading),
            Block::Numbered(1, number),
            Block::Point(point),
            Block::Table(vec!["No.", "What"], vec![vec![what, cell]]),
        ]);
        let about = About {
            title: &title,
            organisation: Some(&title),
            made: Moment(DateTime::UNIX_EPOCH),
            letterhead: None,
        };
        let first = docx(&page, &about).expect("a Word document");
        // And on a letterhead: the document itself.
        let second = docx(&page, &About { letterhead: Some(&first), ..about });
        for bytes in [first, second.expect("a Word document")] {
            let blocks = read(&bytes).expect("it can be read");
            let found: String = blocks.iter().map(|block| dense(&block.text())).collect();
            prop_assert_eq!(found, format!("{said}No.What{row}"));
        }
    }
}

fn reflect(room: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_reflect"))
        .args(arguments)
        .current_dir(room)
        .env_clear()
        .env("HOME", room)
        .env("XDG_CONFIG_HOME", room)
        .env("REFLECT_TODAY", "2026-11-21")
        .env(
            "REFLECT_SESSIONS",
            Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions"),
        )
        .output()
        .expect("the program")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn the_name_of_the_file_says_that_it_is_for_word() {
    let room = tempfile::tempdir().expect("a room");
    let output = reflect(
        room.path(),
        &["minutes", "2026-09-02", "--output", "minutes.docx"],
    );
    assert!(output.status.success(), "{}", said(&output));
    let file = fs::read(room.path().join("minutes.docx")).expect("minutes.docx");
    let piped = reflect(room.path(), &["minutes", "2026-09-02", "--format", "docx"]);
    assert_eq!(piped.stdout, file);
    let texts: Vec<String> = read(&file)
        .expect("a Word document")
        .iter()
        .map(reflect::import::block::Block::text)
        .collect();
    assert!(texts.contains(&"Minutes: Child I".to_owned()), "{texts:?}");

    let output = reflect(
        room.path(),
        &["minutes", "2026-09-02", "--output", "minutes.doc"],
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("End its name with .docx"),
        "{}",
        said(&output)
    );
}

#[test]
fn a_letterhead_that_cannot_be_used_is_named_with_the_reason() {
    let room = tempfile::tempdir().expect("a room");
    let folder = room.path().join("reflect");
    fs::create_dir(&folder).expect("a folder");
    let configuration = "[minutes]\nletterhead = \"paper.docx\"\n";
    fs::write(folder.join("config.toml"), configuration).expect("a file");
    let minutes = || {
        let output = reflect(
            room.path(),
            &["minutes", "2026-09-02", "--output", "minutes.docx"],
        );
        (output.status.code(), said(&output).replace('\n', " "))
    };
    for (paper, why) in [
        (None, "cannot be used: it is not there."),
        (
            Some("no paper"),
            "cannot be used: it is not a Word document.",
        ),
    ] {
        if let Some(paper) = paper {
            fs::write(folder.join("paper.docx"), paper).expect("a file");
        }
        let (status, said) = minutes();
        assert_eq!(status, Some(1));
        assert!(said.contains("paper.docx") && said.contains(why), "{said}");
        assert!(!room.path().join("minutes.docx").exists());
    }
}

//! Minutes in a real browser: readable by everyone, on a telephone and on paper, as a tagged PDF.

mod browser;
mod every_word;

use browser::{is_for_everyone, is_on_a4, look};
use every_word::{found, read_back, session};
use lopdf::{Document, Object};
use reflect::import::format::Format;
use reflect::model::file_text::{read_session, write_session};
use reflect::model::session::Session;
use std::fs;
use std::path::Path;
use std::process::Command;

fn sample() -> Session {
    let text = include_str!("../sessions/2026-09-02-child-i-example-team.toml");
    read_session(text).expect("a session").0
}

/// Forty answers to a question, one of 20,000 characters, and characters that turn a line round.
fn long() -> Session {
    let mut session = sample();
    session.id = "long".into();
    let point = |at: usize| format!("Point {at}: what was seen on an ordinary day, in some words.");
    session.questions[0].answers = (1..=40).map(point).collect();
    session.questions[1].answers =
        vec!["Every visit is written down. ".repeat(690), "x".repeat(400)];
    session.questions[2].answers =
        vec!["\u{202e}turned round\u{202c} \u{1b}[2J \u{0} 😀 עברית".into()];
    session
}

/// Nothing was said.
fn empty() -> Session {
    let mut session = sample();
    session.id = "empty".into();
    session
        .questions
        .iter_mut()
        .for_each(|question| question.answers.clear());
    session.steps.clear();
    session.actions.clear();
    session.closing = None;
    session
}

/// The minutes of a session as a page in a room.
fn page_of(room: &Path, session: &Session) {
    let sessions = room.join("sessions");
    fs::create_dir_all(&sessions).expect("a folder");
    let text = write_session(session, None).expect("a text");
    fs::write(sessions.join(format!("{}.toml", session.id)), text).expect("a file");
    page_by(room, &["minutes", &session.id], "minutes.html");
}

/// The page that a command makes.
fn page_by(room: &Path, command: &[&str], name: &str) {
    let output = Command::new(env!("CARGO_BIN_EXE_reflect"))
        .args(command)
        .args(["--output", name, "--force"])
        .current_dir(room)
        .env_clear()
        .env("HOME", room)
        .env("REFLECT_TODAY", "2026-11-21")
        .output()
        .expect("the program");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}

#[test]
fn nothing_is_loaded_and_nothing_runs() {
    let room = tempfile::tempdir().expect("a room");
    for session in [sample(), long(), empty()] {
        page_of(room.path(), &session);
        let page = fs::read_to_string(room.path().join("minutes.html")).expect("a page");
        for loaded in [
            "src=", "<script", "@import", "http:", "https:", "<link", "style=",
        ] {
            assert!(!page.contains(loaded), "{loaded}");
        }
        assert!(!page.contains(['\u{202e}', '\u{1b}', '\u{0}']));
    }
}

#[test]
#[ignore = "needs Chromium, node, playwright-core and axe-core: .ci/run"]
fn everyone_can_read_the_minutes_in_a_browser_and_as_a_tagged_pdf() {
    let room = tempfile::tempdir().expect("a room");
    for session in [sample(), long(), empty()] {
        page_of(room.path(), &session);
        let name = session.id.as_str();
        let (seen, printed) = look(room.path(), "minutes.html", name);
        is_for_everyone(&seen, 60, name);
        is_on_a4(&printed, name);
        is_tagged(&printed, name);
    }
}

#[test]
#[ignore = "needs Chromium, node, playwright-core and axe-core: .ci/run"]
fn no_word_is_on_the_page_and_not_in_the_pdf() {
    let room = tempfile::tempdir().expect("a room");
    let mut session = session(&[2, 4, 1, 0, 3], 4, 2, 2);
    session.id = "every-word".into();
    page_of(room.path(), &session);
    let page = fs::read(room.path().join("minutes.html")).expect("a page");
    let (_, printed) = look(room.path(), "minutes.html", "every-word");
    let sorted = |mut words: Vec<usize>| {
        words.sort_unstable();
        words
    };
    let on_the_page = read_back(Format::Html, &page);
    assert!(on_the_page.len() > 40, "{on_the_page:?}");
    assert_eq!(
        sorted(read_back(Format::Pdf, &printed)),
        sorted(on_the_page.clone())
    );
    let title = String::from_utf8_lossy(&page);
    assert_eq!(found(&title).len(), on_the_page.len());
}

#[test]
#[ignore = "needs Chromium, node, playwright-core and axe-core: .ci/run"]
fn everyone_can_read_worksheets_scripts_and_invitations() {
    let room = tempfile::tempdir().expect("a room");
    page_of(room.path(), &sample());
    for (name, command) in [
        ("worksheet", vec!["reviews", "show", "child-ac"]),
        ("script", vec!["reviews", "show", "child-l", "--script"]),
        (
            "invitation",
            vec!["invitation", "last", "--review", "child-aj"],
        ),
        ("comparison", vec!["compare", "child-i"]),
    ] {
        page_by(room.path(), &command, "page.html");
        let (seen, printed) = look(room.path(), "page.html", name);
        is_for_everyone(&seen, 50, name);
        is_on_a4(&printed, name);
    }
}

/// A screen reader finds the language, the headings, the lists and the table in the file (PDF 2.0,
/// section 14.8, "Tagged PDF").
fn is_tagged(printed: &[u8], name: &str) {
    let file = Document::load_mem(printed).expect("a PDF");
    let catalog = file.catalog().expect("a catalogue");
    let marked = catalog
        .get(b"MarkInfo")
        .and_then(|info| file.dereference(info))
        .and_then(|(_, info)| info.as_dict())
        .and_then(|info| info.get(b"Marked"))
        .and_then(Object::as_bool);
    assert_eq!(marked.ok(), Some(true), "{name}");
    let language = catalog.get(b"Lang").and_then(Object::as_str);
    assert_eq!(language.ok(), Some(b"en-GB".as_slice()), "{name}");
    let kinds: Vec<String> = file
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok()?.get(b"S").ok()?.as_name().ok())
        .map(|kind| String::from_utf8_lossy(kind).into_owned())
        .collect();
    let wanted: &[&str] = match name {
        "empty" => &["H1", "H2", "Table", "TH", "TD"],
        _ => &["H1", "H2", "H3", "L", "LI", "Table", "TH", "TD"],
    };
    for kind in wanted {
        assert!(kinds.iter().any(|found| found == kind), "{name}: no {kind}");
    }
}

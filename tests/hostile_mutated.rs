//! A damaged file never makes a reader panic or run for ever. `REFLECT_LONG=100000 cargo test --release
//! --test hostile_mutated -- --nocapture` is the longer run.

mod chance;
mod damaged;

use chrono::NaiveDate;
use damaged::{Damaged, FOR_EVER};
use reflect::import::decode::decode;
use reflect::import::worksheet::Form;
use reflect::model::commitments::{Which, commitments};
use reflect::model::date::Day;
use reflect::model::file_text::{read, read_session, split_end_mark, with_end_mark, write_session};
use reflect::model::glance::{Glance, glance};
use reflect::model::review::Review;
use reflect::model::tally::Tally;
use reflect::model::texts::Texts;
use reflect::model::walked::walked;
use reflect::query::verification::Verification;
use reflect::render::minutes::Minutes;
use reflect::render::table::Layout;
use reflect::render::text::text;
use reflect::store::known_words::known_words;
use reflect::store::places::configuration;
use reflect::store::recovery::Recovery;
use reflect::store::review_file::check;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// A day between those of what was added beside the sample.
static TODAY: LazyLock<Day> =
    LazyLock::new(|| Day(NaiveDate::from_ymd_opt(2026, 9, 12).expect("a day")));
const REVIEW: &str = include_str!("../reviews/child-l.toml");
const SESSION: &str = include_str!("stories/verifying/before/2026-09-04-child-l-chained.toml");
const SHEET: &str = include_str!("stories/a-meeting-on-paper/documents/sheet.md");
const SHEETS: [(&str, &str); 3] = [
    ("sheet.md", SHEET),
    ("sheet.txt", SHEET),
    (
        "sheet.toml",
        include_str!("stories/a-meeting-on-paper/documents/sheet.toml"),
    ),
];
const CONFIGURATION: &str = "sessions = \"a folder\"\nreviews = \"another\"\nplain = true\n\n[minutes]\norganisation = \"A council\"\ntemplate = \"a.md\"\nletterhead = \"b.docx\"\n";
const KNOWN_WORDS: &str = "# Words\nChild AC\nQueen's Road\n0300 123 4567\n";

/// What a damaged file is made of besides itself.
const PIECES: [&str; 24] = [
    "[[",
    "]]",
    "[",
    "]",
    "{",
    "}",
    "\"\"\"",
    "'''",
    "\"",
    "\\",
    "\\u0000",
    "\\ud800",
    "\r\n",
    "\n",
    "\0",
    "#",
    " = ",
    "= [\n",
    "9999999999999999999",
    "2026-02-30",
    "nan",
    "\u{feff}",
    "\u{1b}[2J",
    "é\u{202e}",
];

fn file<'a>(what: &'a str, whole: &'a str) -> Damaged<'a> {
    Damaged {
        what,
        whole: whole.as_bytes(),
        pieces: &PIECES,
        runs: 300,
        limit: FOR_EVER,
    }
}

fn damaged(what: &str, whole: &str, reader: impl FnMut(&[u8]) -> bool) {
    file(what, whole).read_by(reader);
}

#[test]
fn careless_readers_are_found_out() {
    file("careless", REVIEW).convicts();
}

fn in_a_file(name: &str, mut reader: impl FnMut(&Path) -> bool) -> impl FnMut(&[u8]) -> bool {
    let room = tempfile::tempdir().expect("a room");
    let path = room.path().join(name);
    move |bytes| {
        let _still_there = &room;
        fs::write(&path, bytes).expect("a file");
        reader(&path)
    }
}

#[test]
fn a_session_that_is_read_whole() {
    damaged("session", SESSION, |bytes| {
        let Ok((session, _)) = read_session(&String::from_utf8_lossy(bytes)) else {
            return false;
        };
        let _ = Verification::of(&session);
        let _ = Tally::of(&session, *TODAY, true);
        let _ = text(&Minutes::of(&session).document(), Layout::Table(80));
        let _ = write_session(&session, Some(&String::from_utf8_lossy(bytes)));
        true
    });
}

#[test]
fn a_session_that_is_read_by_its_lines() {
    damaged("session by lines", SESSION, |bytes| {
        // With an end mark that is right: else the lines are left to the whole reading.
        let text = String::from_utf8_lossy(bytes);
        let text = with_end_mark(split_end_mark(&text).0);
        let (body, _) = split_end_mark(&text);
        let _ = walked(&text, *TODAY);
        let _ = commitments(&text, Which::OpenThere(*TODAY));
        let _ = Texts::by_lines(body, |_| true);
        let glance = glance(&text, *TODAY);
        if let Ok((session, _)) = read_session(&text) {
            assert_eq!(
                glance.map(|(glance, _)| glance),
                Ok(Glance::of(&session, *TODAY)),
                "{text}"
            );
            return true;
        }
        false
    });
}

#[test]
fn a_review() {
    damaged("review", REVIEW, |bytes| {
        read::<Review>(&String::from_utf8_lossy(bytes)).is_ok()
    });
    damaged(
        "review file that is checked",
        REVIEW,
        in_a_file("review.toml", |path| check(path).is_empty()),
    );
}

#[test]
fn a_worksheet() {
    let review: Review = read(REVIEW).expect("a review");
    for (name, sheet) in SHEETS {
        let form = Form::of_name(name);
        damaged(name, sheet, |bytes| {
            let Ok(text) = decode(bytes) else {
                return false;
            };
            let _ = form.review_named(&text);
            form.read(&text, &review).is_ok()
        });
    }
}

#[test]
fn the_files_of_the_person() {
    let is_read =
        |path: &Path| configuration(path).is_ok_and(|it| format!("{it:?}").contains("true"));
    damaged(
        "configuration",
        CONFIGURATION,
        in_a_file("config.toml", is_read),
    );
    let is_read = |path: &Path| !known_words(path).is_empty();
    damaged(
        "known words",
        KNOWN_WORDS,
        in_a_file("known-words.txt", is_read),
    );
    let room = tempfile::tempdir().expect("a room");
    let recovery = Recovery::in_folder(room.path().to_owned());
    let kept = recovery.keep("a.toml", SESSION, Path::new("sessions/a.toml"), None);
    let path = kept.expect("a recovery file");
    let whole = fs::read_to_string(&path).expect("a text");
    damaged("recovery file", &whole, |bytes| {
        fs::write(&path, bytes).expect("a file");
        !recovery.asides().is_empty()
    });
}

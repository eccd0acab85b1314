//! What was kept aside, and what stands in the folder when it comes home.

use super::*;
use crate::model::file_text::write_session;
use crate::model::session::Session;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

const SAMPLE: &str = include_str!("../../../sessions/2026-09-02-child-i-example-team.toml");
const ID: &str = "2026-09-02-child-i-example-team";

/// A sessions folder, a folder of recovery files, and one session that is kept aside.
struct Home {
    room: TempDir,
    recovery: Recovery,
}

impl Home {
    fn with(session: &Session, ahead_of: Option<&str>) -> Self {
        let room = tempfile::tempdir().expect("a room");
        fs::create_dir(room.path().join("sessions")).expect("a folder");
        let recovery = Recovery::in_folder(room.path().join("recovery"));
        let home = Self { room, recovery };
        let text = write_session(session, None).expect("a text");
        let belongs = home.file(&format!("{ID}.toml"));
        let ahead_of = ahead_of.map(|text| digest(text.as_bytes()));
        home.recovery
            .keep("aside.toml", &text, &belongs, ahead_of.as_deref())
            .expect("a recovery file");
        home
    }

    fn folder(&self) -> PathBuf {
        self.room.path().join("sessions")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    fn comes(&self) -> Vec<String> {
        bring_home(&self.folder(), &self.recovery)
    }

    fn asides(&self) -> usize {
        self.recovery.asides().len()
    }

    fn session(&self, name: &str) -> Session {
        let text = fs::read_to_string(self.file(name)).expect("a file");
        read_session(&text).expect("a session").0
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder()).expect("a folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<String> = names
            .map(|name| name.into_string().expect("a name"))
            .collect();
        names.sort();
        names
    }
}

/// The session as it was said on, while its folder could not be written.
fn said_on() -> Session {
    let (mut session, _) = read_session(SAMPLE).expect("a session");
    session.questions[0].answers.push("Said later.".into());
    session
}

fn is_in(home: &Home) -> Vec<String> {
    vec![format!(
        "What was kept aside of {ID} is in {} now.",
        home.folder().display()
    )]
}

#[test]
fn what_was_never_in_its_folder_comes_home() {
    let home = Home::with(&said_on(), None);
    assert_eq!(home.comes(), is_in(&home));
    assert_eq!(home.names(), [format!("{ID}.toml")]);
    assert_eq!(home.session(&format!("{ID}.toml")), said_on());
    assert_eq!(home.asides(), 0);
    assert_eq!(home.comes(), Vec::<String>::new());
}

#[test]
fn it_takes_the_place_of_what_it_is_ahead_of() {
    let home = Home::with(&said_on(), Some(SAMPLE));
    fs::write(home.file(&format!("{ID}.toml")), SAMPLE).expect("a file");
    assert_eq!(home.comes(), is_in(&home));
    assert_eq!(home.names(), [format!("{ID}.toml")]);
    assert_eq!(home.session(&format!("{ID}.toml")), said_on());
    assert_eq!(home.asides(), 0);
}

#[test]
fn where_the_folder_has_gone_another_way_both_versions_are_kept() {
    let home = Home::with(&said_on(), Some("what it was ahead of"));
    let taken = home.file(&format!("{ID}.conflict-1.toml"));
    fs::write(home.file(&format!("{ID}.toml")), SAMPLE).expect("a file");
    fs::write(&taken, "theirs").expect("a file");
    assert_eq!(
        home.comes(),
        [format!(
            "{ID}.toml has been changed since a part of it was kept aside. That part is beside it now, as {ID}.conflict-2.toml."
        )]
    );
    let text = fs::read_to_string(home.file(&format!("{ID}.toml"))).expect("a file");
    assert_eq!(text, SAMPLE);
    assert_eq!(fs::read_to_string(&taken).expect("a file"), "theirs");
    assert_eq!(home.session(&format!("{ID}.conflict-2.toml")), said_on());
    assert_eq!((home.names().len(), home.asides()), (3, 0));
}

#[test]
fn what_has_come_home_already_is_only_tidied_away() {
    let home = Home::with(&said_on(), Some("what it was ahead of"));
    let text = write_session(&said_on(), None).expect("a text");
    fs::write(home.file(&format!("{ID}.toml")), text).expect("a file");
    assert_eq!(home.comes(), Vec::<String>::new());
    assert_eq!((home.names().len(), home.asides()), (1, 0));
}

#[test]
fn what_belongs_elsewhere_or_has_no_proper_id_stays() {
    let home = Home::with(&said_on(), None);
    let other = home.room.path().join("other");
    fs::create_dir(&other).expect("a folder");
    assert_eq!(bring_home(&other, &home.recovery), Vec::<String>::new());
    assert_eq!(home.asides(), 1);
    let mut session = said_on();
    session.id = "../elsewhere".into();
    let home = Home::with(&session, None);
    assert_eq!(home.comes(), Vec::<String>::new());
    assert_eq!((home.names().len(), home.asides()), (0, 1));
}

#[test]
fn what_was_left_half_written_is_taken_away_after_an_hour() {
    let home = Home::with(&said_on(), None);
    let folder = home.recovery.folder();
    for (name, minutes) in [(".old.toml.new.tmp", 61), (".new.toml.new.tmp", 59)] {
        let file = fs::File::create(folder.join(name)).expect("a file");
        let age = std::time::Duration::from_secs(60 * minutes);
        file.set_modified(std::time::SystemTime::now() - age)
            .expect("a time");
    }
    home.comes();
    let left = |name: &str| folder.join(name).exists();
    assert!(!left(".old.toml.new.tmp"));
    assert!(left(".new.toml.new.tmp"));
}

/// The name is as long as a name may be, so that no longer one can stand beside it.
#[cfg(unix)]
#[test]
fn what_cannot_be_put_beside_the_other_version_stays_aside() {
    let home = Home::with(&said_on(), Some("another text"));
    let name = format!("{}.toml", "a".repeat(250));
    fs::write(home.file(&name), SAMPLE).expect("a file");
    let text = write_session(&said_on(), None).expect("a text");
    home.recovery
        .keep("aside.toml", &text, &home.file(&name), Some("sha256:0"))
        .expect("a recovery file");
    assert_eq!(home.comes(), Vec::<String>::new());
    assert_eq!((home.asides(), home.names()), (1, vec![name]));
}

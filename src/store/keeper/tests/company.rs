//! What is done, and said, where somebody else is in the folder, or the program is told to end.

use super::*;
use crate::model::place::{Asks, Place, Stage};
use crate::store::folder::load;

const ID: &str = "2026-11-21-child-ac-duty-team";

struct Room {
    room: tempfile::TempDir,
}

impl Room {
    fn new() -> Self {
        let room = tempfile::tempdir().expect("a room");
        Self { room }
    }

    fn folder(&self) -> PathBuf {
        self.room.path().join("sessions")
    }

    fn file(&self) -> PathBuf {
        self.folder().join(format!("{ID}.toml"))
    }

    fn recovery(&self) -> Recovery {
        Recovery::in_folder(self.room.path().join("aside"))
    }

    fn keeper(&self) -> Keeper {
        Keeper::of_new(self.folder(), self.recovery())
    }

    /// What is said, with the room left out.
    fn said(&self, said: &str) -> String {
        let room = format!(
            "{}{}",
            self.room.path().display(),
            std::path::MAIN_SEPARATOR
        );
        said.replace(&room, "")
    }

    /// What is said to one more point.
    fn kept(&self, keeper: &mut Keeper, session: &mut Session, point: &str) -> Option<String> {
        session.record("q1", point.into());
        let said = keeper.keep(session).expect("a disk");
        said.map(|said| self.said(&said).replace('\\', "/"))
    }
}

fn names(folder: &Path) -> Vec<String> {
    texts(folder).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn two_meetings_of_one_name_have_a_file_each() {
    let room = Room::new();
    let (mut one, mut other, mut third) = (begun(), begun(), begun());
    let (mut first, mut second, mut last) = (room.keeper(), room.keeper(), room.keeper());
    assert_eq!(first.whereabouts(), Whereabouts::NotKept);
    assert_eq!(room.kept(&mut first, &mut one, "One."), None);
    assert_eq!(first.whereabouts(), Whereabouts::InFolder(room.file()));
    assert_eq!(room.kept(&mut second, &mut other, "Two."), None);
    // A name is taken too where only its lock is held.
    let lock = Lock::take(&room.folder(), &format!("{ID}-3.toml")).expect("a lock");
    assert_eq!(room.kept(&mut last, &mut third, "Three."), None);
    drop(lock);
    let ids = [&one.id, &other.id, &third.id];
    assert_eq!(ids, [ID, &format!("{ID}-2"), &format!("{ID}-4")]);
    let files = ["-2.toml", "-4.toml", ".toml"].map(|ending| format!("{ID}{ending}"));
    assert_eq!(names(&room.folder()), files);
    assert_eq!(points(&fs::read_to_string(room.file()).expect("a text")), 1);
}

#[test]
fn a_sealed_session_that_takes_another_name_is_sealed_again() {
    let room = Room::new();
    fs::create_dir(room.folder()).expect("a folder");
    let sample = include_str!("../../../../sessions/2026-09-02-child-i-example-team.toml");
    let (mut session, _) = read_session(sample).expect("a session");
    fs::write(room.folder().join(format!("{}.toml", session.id)), sample).expect("a file");
    let before = session.seal.clone();
    let said = room.keeper().keep_in_folder_only(&mut session);
    assert_eq!(said, Ok(None));
    assert_eq!(session.id, "2026-09-02-child-i-example-team-2");
    assert_ne!(session.seal, before);
    assert!(!crate::model::seal::is_changed_since_sealed(&session));
}

#[test]
fn a_session_is_open_in_one_place_only() {
    let room = Room::new();
    let (mut keeper, mut session) = (room.keeper(), begun());
    room.kept(&mut keeper, &mut session, "One.");
    let found = load(&room.file()).expect("a session");
    let refused = Keeper::of_found(&found, room.recovery()).expect_err("it is open");
    assert_eq!(
        refused.said,
        format!("{ID} is open in another window or on another computer.")
    );
    keeper.let_go();
    let mut again = Keeper::of_found(&found, room.recovery()).expect("it is free");
    assert_eq!(again.whereabouts(), Whereabouts::InFolder(room.file()));
    let refused = Keeper::of_found(&found, room.recovery()).expect_err("it is open once more");
    assert_eq!(refused.said.split(" is ").next(), Some(ID));
    assert_eq!(room.kept(&mut again, &mut session, "Two."), None);
    assert_eq!(again.whereabouts(), Whereabouts::InFolder(room.file()));
    drop(again);
    fs::rename(room.folder(), room.room.path().join("gone")).expect("another name");
    let refused = Keeper::of_found(&found, room.recovery()).expect_err("it is gone");
    assert_eq!(
        room.said(&refused.said),
        "The folder sessions cannot be opened: it is not there."
    );
}

#[test]
fn what_others_do_to_the_file_is_said_once() {
    let room = Room::new();
    let (mut keeper, mut session) = (room.keeper(), begun());
    room.kept(&mut keeper, &mut session, "One.");
    fs::write(room.file(), "theirs").expect("a file");
    let said = room.kept(&mut keeper, &mut session, "Two.").expect("words");
    let other = names(&room.folder())
        .into_iter()
        .find(|name| *name != format!("{ID}.toml"));
    let other = other.expect("their version");
    assert_eq!(
        said,
        format!(
            "Somebody else has changed sessions/{ID}.toml during this meeting. Their version is kept beside it as {other}."
        )
    );
    let theirs = fs::read_to_string(room.folder().join(other)).expect("a text");
    assert_eq!(theirs, "theirs");
    assert_eq!(room.kept(&mut keeper, &mut session, "Three."), None);
    fs::remove_file(room.file()).expect("no file");
    assert_eq!(
        room.kept(&mut keeper, &mut session, "Four."),
        Some(format!(
            "sessions/{ID}.toml had been removed. It has been written again, whole."
        ))
    );
    assert_eq!(points(&fs::read_to_string(room.file()).expect("a text")), 4);
}

#[test]
fn what_stands_in_the_place_of_the_file_is_left_and_the_words_go_aside() {
    let room = Room::new();
    let (mut keeper, mut session) = (room.keeper(), begun());
    room.kept(&mut keeper, &mut session, "One.");
    fs::remove_file(room.file()).expect("no file");
    fs::create_dir(room.file()).expect("a folder in its place");
    let said = room.kept(&mut keeper, &mut session, "Two.").expect("words");
    assert!(
        said.starts_with(
            "sessions cannot be written: something else stands in the file's place. Everything you say is kept in aside/"
        ),
        "{said}"
    );
    assert!(
        said.ends_with(" /folder and the name of another keeps the session there."),
        "{said}"
    );
    // It was said, and is not said again.
    assert_eq!(room.kept(&mut keeper, &mut session, "Three."), None);
    fs::remove_dir(room.file()).expect("no folder");
    let said = room.kept(&mut keeper, &mut session, "Four.");
    assert!(said.is_some(), "it is back in the folder");
    assert_eq!(keeper.whereabouts(), Whereabouts::InFolder(room.file()));
    assert_eq!(names(&room.room.path().join("aside")), Vec::<String>::new());
}

#[test]
fn the_folder_that_is_offered_is_named_where_it_is_another() {
    let room = Room::new();
    fs::write(room.folder(), "").expect("a file in its place");
    let own = room.room.path().join("own");
    let mut keeper = room.keeper().offering(&own);
    let mut session = begun();
    let said = room.kept(&mut keeper, &mut session, "One.").expect("words");
    assert!(
        said.ends_with(
            "/folder alone keeps the session in own from now on, and /folder with the name of another folder keeps it there."
        ),
        "{said}"
    );
    let said = keeper.keep_in(" ", &mut session).expect("a folder");
    assert_eq!(
        room.said(&said).replace('\\', "/"),
        format!("Everything is saved in own/{ID}.toml now.")
    );

    let mut keeper = room.keeper().offering(&room.folder());
    let said = room.kept(&mut keeper, &mut begun(), "One.").expect("words");
    assert!(
        said.ends_with("/folder and the name of another keeps the session there."),
        "{said}"
    );
}

#[test]
fn a_session_longer_than_what_would_be_read_again_is_not_written() {
    let room = Room::new();
    let (mut keeper, mut session) = (room.keeper(), begun());
    room.kept(&mut keeper, &mut session, "One.");
    let largest = usize::try_from(LARGEST).expect("a size");
    let length = |session: &Session| write_session(session, None).expect("a text").len();
    session.record("q1", "x".repeat(largest));
    let spare = length(&session) - largest;
    let drop_last = |session: &mut Session, count: usize| {
        let point = &mut session.answers_mut("q1").expect("answers")[1];
        point.truncate(point.len() - count);
    };
    drop_last(&mut session, spare - 1);
    assert_eq!(length(&session), largest + 1);
    let said = keeper.keep(&mut session).expect_err("it is on no disk");
    assert!(
        said.contains("the session would be longer than 2048 KB; /delete takes a point out"),
        "{said}"
    );
    assert_eq!(points(&fs::read_to_string(room.file()).expect("a text")), 1);

    drop_last(&mut session, 1);
    let said = keeper.keep(&mut session).expect("a disk");
    assert!(said.is_some_and(|said| said.starts_with("Everything is saved in ")));
    assert_eq!(points(&fs::read_to_string(room.file()).expect("a text")), 2);
}

fn at(asks: Asks) -> Session {
    let mut session = begun();
    session.place = Some(Place::item(Stage::Questions, "q1", asks));
    session
}

#[test]
fn the_line_that_was_being_typed_is_kept_where_it_would_be_recorded() {
    for (asks, draft, kept) in [
        (Asks::Answers, Some("half a li"), Some("half a li")),
        (Asks::Answers, None, None),
        (Asks::Finish, Some("clo"), None),
    ] {
        let room = Room::new();
        let (mut keeper, mut session) = (room.keeper(), at(asks));
        room.kept(&mut keeper, &mut session, "One.");
        let whereabouts = keeper.keep_draft_and_let_go(draft.map(str::to_owned));
        assert_eq!(whereabouts, Whereabouts::InFolder(room.file()));
        let found = load(&room.file()).expect("a session");
        let place = found.session.place.clone().expect("a place");
        assert_eq!(place.draft.as_deref(), kept, "{asks:?}");
        // Others may have it now.
        assert!(Keeper::of_found(&found, room.recovery()).is_ok());
    }
}

#[test]
fn a_session_that_is_carried_on_with_keeps_its_remarks_and_the_line_being_typed() {
    let room = Room::new();
    let (mut keeper, mut session) = (room.keeper(), at(Asks::Answers));
    room.kept(&mut keeper, &mut session, "One.");
    drop(keeper);
    let text = fs::read_to_string(room.file()).expect("a text");
    fs::write(room.file(), format!("# A remark of ours.\n{text}")).expect("a file");
    let found = load(&room.file()).expect("a session");
    let keeper = Keeper::of_found(&found, room.recovery()).expect("it is free");
    keeper.keep_draft_and_let_go(Some("half a li".into()));
    let text = fs::read_to_string(room.file()).expect("a text");
    assert!(text.starts_with("# A remark of ours.\n"), "{text}");
    let place = load(&room.file()).expect("a session").session.place;
    assert_eq!(
        place.and_then(|place| place.draft).as_deref(),
        Some("half a li")
    );
}

#[test]
fn the_session_as_it_was_last_heard_of_is_what_is_kept_at_the_end() {
    let room = Room::new();
    let (mut keeper, mut session) = (room.keeper(), at(Asks::Answers));
    room.kept(&mut keeper, &mut session, "One.");
    session.record("q1", "Two, which has not been kept.".into());
    keeper.stand_by(&session);
    assert_eq!(points(&fs::read_to_string(room.file()).expect("a text")), 1);
    keeper.keep_draft_and_let_go(Some("Thr".into()));
    assert_eq!(points(&fs::read_to_string(room.file()).expect("a text")), 2);
}

#[cfg(unix)]
#[test]
fn a_folder_without_locks_is_spoken_of_once() {
    let room = Room::new();
    fs::create_dir(room.folder()).expect("a folder");
    let lock = room.folder().join(format!("~${ID}.toml"));
    // A link in the lock's place stands for a folder that knows none.
    std::os::unix::fs::symlink("nowhere", lock).expect("a link");
    let said = "sessions knows no locks: make sure that nobody else has this session open.";
    let (mut keeper, mut session) = (room.keeper(), begun());
    assert_eq!(
        room.kept(&mut keeper, &mut session, "One."),
        Some(said.into())
    );
    assert_eq!(room.kept(&mut keeper, &mut session, "Two."), None);
    let found = load(&room.file()).expect("a session");
    let mut again = Keeper::of_found(&found, room.recovery()).expect("a session");
    assert_eq!(
        room.kept(&mut again, &mut session, "Three."),
        Some(said.into())
    );
    assert_eq!(room.kept(&mut again, &mut session, "Four."), None);
}

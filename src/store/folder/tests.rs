//! What a folder of sessions gives, and what is said of a file that is none.

use super::*;
use crate::model::file_text::{with_end_mark, write_session};
use std::fs;
use tempfile::TempDir;

const SAMPLE: &str = include_str!("../../../sessions/2026-09-02-child-i-example-team.toml");

/// The sample under another id, on another day, begun at another hour, as far as it has come.
fn session(id: &str, day: &str, hour: Option<u32>, status: Progress) -> String {
    let (mut session, _) = read_session(SAMPLE).expect("a session");
    session.id = id.into();
    session.status = status;
    session.seal = None;
    session.meeting.date = crate::model::date::Day::read(day).expect("a day");
    session.meeting.started = hour.map(|hour| {
        let at = session.meeting.date.0.and_hms_opt(hour, 0, 0);
        crate::model::date::Moment::to_the_second(at.expect("an hour").and_utc())
    });
    write_session(&session, None).expect("a text")
}

fn written(room: &TempDir, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
    let path = room.path().join(name);
    fs::write(&path, text).expect("a file");
    path
}

#[test]
fn the_newest_stands_first() {
    use Progress::{InProgress, Sealed};
    let room = tempfile::tempdir().expect("a room");
    for (id, day, hour, status) in [
        ("a", "2026-09-02", Some(10), Sealed),
        ("b", "2026-09-02", Some(11), InProgress),
        ("c", "2026-09-02", None, Sealed),
        ("d", "2026-09-02", None, InProgress),
        ("e", "2026-09-03", None, Sealed),
        ("f", "2026-08-31", Some(12), InProgress),
    ] {
        written(&room, &format!("{id}.toml"), session(id, day, hour, status));
    }
    let listing = list(room.path()).expect("a folder");
    let ids = |found: &[Found]| -> String { found.iter().map(|f| f.session.id.as_str()).collect() };
    assert_eq!(ids(&listing.found), "ebadcf");
    assert_eq!(ids(&listing.unfinished()), "bdf");
    assert!(listing.hidden().is_empty());
    assert_eq!(listing.found[0].path, room.path().join("e.toml"));
    assert_eq!(
        listing.found[0].described(),
        "Child I, Example Team, 3 September 2026"
    );
}

#[test]
fn what_hides_a_session_is_told_apart_from_a_missing_end_mark() {
    let room = tempfile::tempdir().expect("a room");
    let text = session("a", "2026-09-02", None, Progress::Sealed);
    written(&room, "a.toml", &text);
    written(&room, "copy.toml", &text);
    written(&room, "broken.toml", "id = ");
    let unmarked = session("b", "2026-09-02", None, Progress::Sealed);
    let (unmarked, _) = unmarked.rsplit_once("# end").expect("an end mark");
    written(&room, "b.toml", unmarked);
    let listing = list(room.path()).expect("a folder");
    assert_eq!((listing.found.len(), listing.troubles.len()), (2, 3));
    let in_one = |troubles: Vec<Trouble>| troubles.first().map(|trouble| trouble.said.clone());
    assert_eq!(
        in_one(listing.hidden()).as_deref(),
        Some(
            "Something to look at later in the sessions folder: 1 file that cannot be read (left out), \
             1 file with a session that another file holds too (counted once)."
        )
    );
    assert_eq!(
        in_one(listing.in_brief()).as_deref(),
        Some(
            "Something to look at later in the sessions folder: 1 file that cannot be read (left out), \
             1 file with a session that another file holds too (counted once), 1 file without the right end mark (read as it stands)."
        )
    );
    let b = load(&room.path().join("b.toml")).expect("a session");
    assert_eq!(b.text, unmarked);
    let said = remark(&b).expect("a remark").said;
    assert!(
        said.ends_with("has no end mark: it was cut short, or written by hand."),
        "{said}"
    );
    let changed = with_end_mark(unmarked).replace("Example Team", "Examples Team");
    let changed = load(&written(&room, "b.toml", changed)).expect("a session");
    let said = remark(&changed).expect("a remark").said;
    assert!(
        said.ends_with("was changed outside reflect since it was last saved."),
        "{said}"
    );
    assert!(remark(&load(&room.path().join("a.toml")).expect("a session")).is_none());
}

#[test]
fn what_is_no_session_is_named_with_what_to_do() {
    let room = tempfile::tempdir().expect("a room");
    let refused = |name: &str, text: &[u8]| {
        let trouble = load(&written(&room, name, text)).expect_err("no session");
        let folder = format!("{}{}", room.path().display(), std::path::MAIN_SEPARATOR);
        let hint = trouble.hint.unwrap_or_default();
        (trouble.said.replace(&folder, ""), hint)
    };
    let (said, hint) = refused("newer.toml", b"format = 99\n");
    assert!(said.starts_with("newer.toml is not a session: "), "{said}");
    assert!(hint.starts_with("Use the newer version"), "{hint}");
    let (said, hint) = refused("empty.toml", b"");
    assert!(said.starts_with("empty.toml is not a session: "), "{said}");
    assert_eq!(hint, "Bring back an older copy, or take the file away.");
    let (said, hint) = refused("broken.toml", b"format = 1\nid = \n");
    assert!(said.starts_with("broken.toml is not a session: "), "{said}");
    assert!(hint.starts_with("It has no end mark."), "{hint}");
    let marked = with_end_mark("format = 1\nid = \n");
    let (_, hint) = refused("broken.toml", marked.as_bytes());
    assert!(
        hint.starts_with("Mend that line in a text editor"),
        "{hint}"
    );
    let (said, _) = refused("bytes.toml", b"\xff\xfe");
    assert_eq!(said, "bytes.toml cannot be read: it is not UTF-8 text.");
}

#[test]
fn a_text_is_read_as_far_as_one_may_be_long() {
    let room = tempfile::tempdir().expect("a room");
    let of = |length: u64| {
        let text = "x".repeat(usize::try_from(length).expect("a length"));
        read_text(&written(&room, "file", text)).map(|text| text.len() as u64)
    };
    assert_eq!(of(0), Ok(0));
    assert_eq!(of(LARGEST), Ok(LARGEST));
    let too_long = |kb: u32| {
        Err(format!(
            "it is {kb} KB long, and no session or review is longer than 2048 KB"
        ))
    };
    assert_eq!(of(LARGEST + 1), too_long(2048));
    assert_eq!(of(LARGEST + 1024), too_long(2049));
    assert_eq!(
        read_text(&room.path().join("missing")),
        Err("it is not there".into())
    );
}

#[cfg(unix)]
#[test]
fn a_link_or_a_pipe_is_no_file() {
    let room = tempfile::tempdir().expect("a room");
    let (link, pipe) = (room.path().join("link"), room.path().join("pipe"));
    std::os::unix::fs::symlink(written(&room, "file", "x"), &link).expect("a link");
    assert_eq!(
        read_text(&link),
        Err("it is a link to somewhere else, and links are not followed".into())
    );
    nix::unistd::mkfifo(&pipe, nix::sys::stat::Mode::S_IRWXU).expect("a pipe");
    assert_eq!(read_text(&pipe), Err("it is not a file".into()));
    assert_eq!(read_text(room.path()), Err("it is not a file".into()));
}

#[test]
fn what_the_system_says_is_said_in_words() {
    for (kind, words) in [
        (ErrorKind::NotFound, "it is not there"),
        (ErrorKind::PermissionDenied, "you may not do that there"),
        (ErrorKind::StorageFull, "the disk is full"),
        (ErrorKind::QuotaExceeded, "the disk is full"),
        (ErrorKind::FileTooLarge, "files may not grow that long here"),
        (ErrorKind::ReadOnlyFilesystem, "the disk can only be read"),
        (ErrorKind::IsADirectory, "it is a folder"),
        (ErrorKind::NotADirectory, "it is not a folder"),
    ] {
        assert_eq!(reason(&kind.into()), words);
    }
    assert_eq!(
        reason(&io::Error::other("something else")),
        "something else"
    );
}

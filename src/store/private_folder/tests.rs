//! A folder is made where it is missing, for its owner alone, and tried without leaving anything.

use super::*;

fn kind(result: io::Result<()>) -> Option<ErrorKind> {
    result.err().map(|error| error.kind())
}

#[test]
fn what_is_missing_is_made_and_what_is_there_is_left() {
    let room = tempfile::tempdir().expect("a room");
    let deep = room.path().join("one").join("two");
    make_private(&deep).expect("a folder");
    fs::write(deep.join("file"), "").expect("a file");
    make_private(&deep).expect("the same folder");
    assert!(deep.join("file").is_file());
    assert_eq!(
        kind(make_private(&deep.join("file"))),
        Some(ErrorKind::NotADirectory)
    );
    let trouble = make_private_or_say(&deep.join("file")).expect_err("no folder");
    assert!(
        trouble
            .said
            .ends_with("cannot be made: it is not a folder."),
        "{}",
        trouble.said
    );
    assert!(make_private_or_say(&deep).is_ok());
}

#[cfg(unix)]
#[test]
fn what_is_made_is_its_owners_alone_and_what_was_there_keeps_its_mode() {
    use std::os::unix::fs::PermissionsExt;
    let room = tempfile::tempdir().expect("a room");
    let mode = |name: &str| {
        let data = fs::metadata(room.path().join(name)).expect("a folder");
        data.permissions().mode() & 0o777
    };
    let shared = fs::Permissions::from_mode(0o755);
    fs::create_dir(room.path().join("shared")).expect("a folder");
    fs::set_permissions(room.path().join("shared"), shared).expect("a mode");
    make_private(&room.path().join("shared/one/two")).expect("a folder");
    assert_eq!(
        [mode("shared"), mode("shared/one"), mode("shared/one/two")],
        [0o755, 0o700, 0o700]
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_cannot_be_flushed_is_an_error() {
    assert_eq!(kind(flush_name_of(Path::new("/"))), None);
    assert_eq!(kind(flush_name_of(Path::new("bare"))), None);
    let room = tempfile::tempdir().expect("a room");
    assert_eq!(
        kind(flush_name_of(&room.path().join("missing/folder"))),
        Some(ErrorKind::NotFound)
    );
    fs::write(room.path().join("file"), "").expect("a file");
    assert_eq!(
        kind(flush_name_of(&room.path().join("file/folder"))),
        Some(ErrorKind::NotADirectory)
    );
}

#[test]
fn a_folder_is_tried_and_nothing_is_left_in_it() {
    let room = tempfile::tempdir().expect("a room");
    let names = || fs::read_dir(room.path()).expect("a folder").count();
    assert_eq!(can_be_written(room.path()), Ok(()));
    assert_eq!(can_be_written(&room.path().join("one").join("two")), Ok(()));
    assert_eq!(names(), 0);

    let file = room.path().join("file");
    fs::write(&file, "").expect("a file");
    assert_eq!(can_be_written(&file), Err("it is not a folder".into()));
    assert_eq!(
        can_be_written(&file.join("folder").join("another")),
        Err(format!("{} is not a folder", file.display()))
    );
}

#[test]
fn what_is_not_there_is_what_is_made_and_flushed() {
    let room = tempfile::tempdir().expect("a room");
    let (one, two) = (room.path().join("one"), room.path().join("one").join("two"));
    assert_eq!(missing(&two), [two.as_path(), one.as_path()]);
    fs::create_dir(&one).expect("a folder");
    assert_eq!(missing(&two), [two.as_path()]);
    assert_eq!(missing(&one), Vec::<&Path>::new());
    assert_eq!(
        missing(Path::new("not made/yet")),
        [Path::new("not made/yet"), Path::new("not made")]
    );
    assert_eq!(kind(flush_what_opens(SystemDisk::open(&one))), None);
    for (error, left) in [
        (ErrorKind::PermissionDenied, None),
        (ErrorKind::Other, Some(ErrorKind::Other)),
    ] {
        assert_eq!(kind(flush_what_opens(Err(error.into()))), left);
    }
}

#[cfg(unix)]
#[test]
fn where_nothing_can_be_written_that_is_said() {
    let room = tempfile::tempdir().expect("a room");
    // For the system's own user nothing is forbidden, but for what no file can be made in.
    let nowhere = Path::new("/proc");
    if cfg!(target_os = "linux") {
        assert!(can_be_written(nowhere).is_err());
        assert!(make_private(&nowhere.join("reflect")).is_err());
    }
    let link = room.path().join("link");
    std::os::unix::fs::symlink(room.path().join("missing"), &link).expect("a link");
    // A link to nowhere stands in the folder's place.
    assert_eq!(kind(make_private(&link)), Some(ErrorKind::NotADirectory));
}

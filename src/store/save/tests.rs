//! Saves on a disk of which one call fails, or every call from one on.

use super::*;
use crate::store::SystemDisk;
use std::cell::Cell;
use std::fs;
use std::path::Path;

/// A disk on which one call, counted from the first, fails.
#[derive(Debug)]
struct Failing {
    disk: SystemDisk,
    calls: Cell<usize>,
    fails_at: Cell<usize>,
    exchanges: bool,
    /// Whether all calls after that one fail too.
    goes_on: bool,
}

impl Failing {
    fn new(folder: &Path, fails_at: usize, exchanges: bool) -> Self {
        Self {
            disk: SystemDisk::open(folder).expect("a folder"),
            calls: Cell::new(0),
            fails_at: Cell::new(fails_at),
            exchanges,
            goes_on: false,
        }
    }

    fn call(&self) -> io::Result<()> {
        self.calls.set(self.calls.get() + 1);
        let (number, at) = (self.calls.get(), self.fails_at.get());
        if number == at || (self.goes_on && at > 0 && number > at) {
            Err(ErrorKind::StorageFull.into())
        } else {
            Ok(())
        }
    }
}

impl Disk for Failing {
    fn create(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        // A write that fails half way leaves half a file.
        if self.call().is_err() {
            let half = bytes.len() / 2;
            self.disk.create(name, &bytes[..half])?;
            return Err(ErrorKind::StorageFull.into());
        }
        self.disk.create(name, bytes)
    }
    fn holds(&self, name: &str, bytes: &[u8]) -> io::Result<bool> {
        self.call()?;
        self.disk.holds(name, bytes)
    }
    fn exchange(&self, one: &str, other: &str) -> io::Result<()> {
        if !self.exchanges {
            return Err(ErrorKind::Unsupported.into());
        }
        self.call()?;
        self.disk.exchange(one, other)
    }
    fn rename_to_free(&self, from: &str, to: &str) -> io::Result<()> {
        self.call()?;
        self.disk.rename_to_free(from, to)
    }
    fn rename_over(&self, from: &str, to: &str) -> io::Result<()> {
        self.call()?;
        self.disk.rename_over(from, to)
    }
    fn remove(&self, name: &str) -> io::Result<()> {
        self.call()?;
        self.disk.remove(name)
    }
    fn flush(&self) -> io::Result<()> {
        self.call()?;
        self.disk.flush()
    }
}

const NAME: &str = "session.toml";

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
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

#[test]
fn a_failure_at_any_call_leaves_the_old_file_or_the_new_one() {
    for exchanges in [true, false] {
        let mut failed = 0;
        for fails_at in 1..=8 {
            let folder = tempfile::tempdir().expect("a folder");
            fs::write(folder.path().join(NAME), "old").expect("the old file");
            let disk = Failing::new(folder.path(), fails_at, exchanges);
            let mut saver = Saver::new(&disk, NAME, Some(b"old".to_vec()));
            let first = saver.save("new");
            failed += usize::from(first.is_err());
            let text = fs::read_to_string(folder.path().join(NAME)).expect("a file");
            assert!(text == "old" || text == "new", "{text}");
            if first.is_ok() {
                assert_eq!(text, "new");
            }
            disk.fails_at.set(0);
            let theirs = names(folder.path());
            assert!(
                theirs.iter().all(|name| !name.ends_with(TEMPORARY)) || fails_at > 2,
                "{theirs:?}"
            );
            // Whatever went wrong, the next save succeeds and loses nothing.
            assert!(saver.save("newer").is_ok(), "after a failure at {fails_at}");
            let text = fs::read_to_string(folder.path().join(NAME)).expect("a file");
            assert_eq!(text, "newer");
        }
        assert!(failed >= 3, "only {failed} calls were made to fail");
    }
}

#[test]
fn a_failure_at_any_call_loses_nothing_of_somebody_elses() {
    for exchanges in [true, false] {
        for fails_at in 1..=9 {
            let folder = tempfile::tempdir().expect("a folder");
            fs::write(folder.path().join(NAME), "theirs").expect("their file");
            let disk = Failing::new(folder.path(), fails_at, exchanges);
            let mut saver = Saver::new(&disk, NAME, Some(b"old".to_vec()));
            let _ = saver.save("ours");
            disk.fails_at.set(0);
            assert!(saver.save("ours again").is_ok());
            let texts: Vec<String> = names(folder.path())
                .iter()
                .map(|name| fs::read_to_string(folder.path().join(name)).expect("a file"))
                .collect();
            assert!(
                texts.contains(&"theirs".to_owned()),
                "at {fails_at}: {texts:?}"
            );
            assert!(
                texts.contains(&"ours again".to_owned()),
                "at {fails_at}: {texts:?}"
            );
        }
    }
}

#[test]
fn a_disk_that_fails_from_any_call_on_loses_nothing_of_somebody_elses_and_tells_of_it() {
    for exchanges in [true, false] {
        for fails_at in 1..=9 {
            let folder = tempfile::tempdir().expect("a folder");
            fs::write(folder.path().join(NAME), "theirs").expect("their file");
            let mut disk = Failing::new(folder.path(), fails_at, exchanges);
            disk.goes_on = true;
            let mut saver = Saver::new(&disk, NAME, Some(b"old".to_vec()));
            let first = saver.save("ours");
            let _ = saver.save("ours too");
            disk.fails_at.set(0);
            let kept = format!("at {fails_at}: {:?}", names(folder.path()));
            let told = match (first, saver.save("ours again").expect("a save")) {
                (Ok(Saved::BesideAnother(kept)), _) | (_, Saved::BesideAnother(kept)) => kept,
                other => panic!("in silence {kept}: {other:?}"),
            };
            let read = |name: &str| fs::read_to_string(folder.path().join(name));
            assert_eq!(read(&told).expect("their file"), "theirs", "{kept}");
            assert_eq!(read(NAME).expect("our file"), "ours again", "{kept}");
        }
    }
}

#[test]
fn what_a_killed_save_displaced_is_told_from_its_own() {
    let name = temporary_name(NAME, Some(b"old"), b"new");
    for (text, displaced) in [("old", None), ("new", None), ("theirs", Some(NAME))] {
        assert_eq!(displaced_from(&name, text.as_bytes()), displaced, "{text}");
    }
    assert_eq!(displaced_from("session.toml", b"theirs"), None);
}

#[test]
fn somebody_elses_change_is_kept_under_a_name_of_its_own() {
    for exchanges in [true, false] {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join(NAME);
        let disk = Failing::new(folder.path(), 0, exchanges);
        let mut saver = Saver::new(&disk, NAME, None);
        assert!(matches!(saver.save("one"), Ok(Saved::Quietly)));
        for (their, kept) in [
            ("theirs", "session.conflict-1.toml"),
            ("one and more", "session.conflict-2.toml"),
            ("", "session.conflict-3.toml"),
        ] {
            fs::write(&file, their).expect("their change");
            match saver.save("ours") {
                Ok(Saved::BesideAnother(name)) => assert_eq!(name, kept),
                other => panic!("{other:?}"),
            }
            let beside = fs::read_to_string(folder.path().join(kept)).expect("theirs");
            assert_eq!(beside, their);
            assert_eq!(fs::read_to_string(&file).expect("ours"), "ours");
        }
        fs::remove_file(&file).expect("a removal");
        assert!(matches!(saver.save("again"), Ok(Saved::Again)));
        assert_eq!(fs::read_to_string(&file).expect("ours"), "again");
        assert_eq!(names(folder.path()).len(), 4, "{:?}", names(folder.path()));
    }
}

#[test]
fn a_version_that_a_failed_save_put_aside_is_named_by_the_next() {
    for (exchanges, last_flush) in [(true, 5), (false, 6)] {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(NAME), "theirs").expect("their file");
        let disk = Failing::new(folder.path(), last_flush, exchanges);
        let mut saver = Saver::new(&disk, NAME, Some(b"old".to_vec()));
        assert!(matches!(saver.save("ours"), Err(NotSaved::Refused(_))));
        for expected in [
            Saved::BesideAnother("session.conflict-1.toml".into()),
            Saved::Quietly,
        ] {
            assert_eq!(saver.save("ours").expect("a save"), expected);
        }
        assert_eq!(names(folder.path()), ["session.conflict-1.toml", NAME]);
    }
}

#[test]
fn a_new_file_takes_no_name_that_is_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(NAME), "theirs").expect("their file");
    let disk = Failing::new(folder.path(), 0, true);
    let mut saver = Saver::new(&disk, NAME, None);
    assert!(matches!(saver.save("ours"), Err(NotSaved::NameTaken)));
    assert_eq!(names(folder.path()), [NAME]);
    let text = fs::read_to_string(folder.path().join(NAME)).expect("their file");
    assert_eq!(text, "theirs");
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_the_file_is_refused_and_not_followed() {
    for exchanges in [true, false] {
        let folder = tempfile::tempdir().expect("a folder");
        let elsewhere = folder.path().join("elsewhere");
        fs::write(&elsewhere, "old").expect("a file");
        std::os::unix::fs::symlink(&elsewhere, folder.path().join(NAME)).expect("a link");
        let disk = Failing::new(folder.path(), 0, exchanges);
        let mut saver = Saver::new(&disk, NAME, Some(b"old".to_vec()));
        assert!(matches!(saver.save("new"), Err(NotSaved::NotAFile)));
        assert_eq!(fs::read_to_string(&elsewhere).expect("a file"), "old");
        let still = folder
            .path()
            .join(NAME)
            .symlink_metadata()
            .expect("the link");
        assert!(still.is_symlink());
        assert_eq!(names(folder.path()), ["elsewhere", NAME]);
    }
}

#[test]
fn what_the_system_refuses_is_told_as_it_is() {
    // Of a save where files can be exchanged: make, exchange, look; elsewhere: make, look, rename.
    for (fails_at, exchanges) in (1..=3).flat_map(|at| [(at, true), (at, false)]) {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(NAME), "old").expect("the old file");
        let disk = Failing::new(folder.path(), fails_at, exchanges);
        let saved = Saver::new(&disk, NAME, Some(b"old".to_vec())).save("new");
        assert!(
            matches!(&saved, Err(NotSaved::Refused(why)) if why.kind() == ErrorKind::StorageFull),
            "{fails_at}: {saved:?}"
        );
        let text = fs::read_to_string(folder.path().join(NAME)).expect("a file");
        assert_eq!(text, "old", "{fails_at}");
    }
    // Of the first save of a new file: make, rename.
    for fails_at in 1..=2 {
        let folder = tempfile::tempdir().expect("a folder");
        let disk = Failing::new(folder.path(), fails_at, true);
        let saved = Saver::new(&disk, NAME, None).save("new");
        assert!(matches!(saved, Err(NotSaved::Refused(_))), "{fails_at}");
    }
}

/// A saver whose disk failed as it looked at what it had displaced, and from then on; and the temporary name
/// under which that stands.
fn with_its_old_text_unseen(folder: &Path, old: &str) -> (Saver<Failing>, String) {
    fs::write(folder.join(NAME), old).expect("the old file");
    let mut disk = Failing::new(folder, 3, true);
    disk.goes_on = true;
    let mut saver = Saver::new(disk, NAME, Some(b"old".to_vec()));
    assert!(saver.save("new").is_err());
    let mut names = names(folder).into_iter();
    let temporary = names.find(|name| name.ends_with(TEMPORARY));
    (saver, temporary.expect("a temporary file"))
}

#[test]
fn what_is_left_behind_says_whose_text_it_is() {
    for (old, theirs) in [("old", None), ("theirs", Some(NAME))] {
        let folder = tempfile::tempdir().expect("a folder");
        let (_, temporary) = with_its_old_text_unseen(folder.path(), old);
        let text = fs::read(folder.path().join(&temporary)).expect("the old text");
        assert_eq!(text, old.as_bytes());
        assert_eq!(displaced_from(&temporary, &text), theirs);
    }
}

#[test]
fn an_old_text_that_somebody_swept_up_stops_no_save() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut saver, temporary) = with_its_old_text_unseen(folder.path(), "old");
    fs::remove_file(folder.path().join(temporary)).expect("a removal");
    saver.disk.fails_at.set(0);
    assert_eq!(saver.save("newer").expect("a save"), Saved::Quietly);
    assert_eq!(names(folder.path()), [NAME]);
}

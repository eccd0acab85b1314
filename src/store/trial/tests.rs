//! What a trial convicts: folders that promise less than they seem to.

use super::*;

#[test]
fn clients_are_told_by_the_path() {
    for (path, client) in [
        ("/home/a/OneDrive - Council/sessions", Some("OneDrive")),
        ("/home/a/OneDrive/sessions", Some("OneDrive")),
        ("/home/a/Dropbox (Team)/s", Some("Dropbox")),
        ("/home/a/dropboxes/s", None),
        ("/home/a/Google Drive/My Drive", Some("Google Drive")),
        (
            "/Users/a/Library/CloudStorage/OneDrive-Council",
            Some("OneDrive"),
        ),
        (
            "/Users/a/Library/Mobile Documents/com~apple~CloudDocs/s",
            Some("iCloud"),
        ),
        ("/home/a/iCloudDrive/s", Some("iCloud")),
        ("/home/a/sessions", None),
    ] {
        assert_eq!(synchroniser(Path::new(path)), client, "{path}");
    }
}

#[test]
fn a_client_that_leaves_a_mark_is_told_by_it() {
    let room = tempfile::tempdir().expect("a folder");
    let inner = room.path().join("notes/sessions");
    std::fs::create_dir_all(&inner).expect("a folder");
    assert_eq!(synchroniser(&inner), None);
    std::fs::create_dir(room.path().join("notes/.stfolder")).expect("a mark");
    assert_eq!(synchroniser(&inner), Some("Syncthing"));
}

/// A disk that does one thing badly.
#[derive(Debug)]
struct Bad {
    disk: SystemDisk,
    exchanges: bool,
    /// Says that a file is as it was, whatever it holds.
    blind: bool,
    /// Saves that succeed.
    room_for: std::cell::Cell<usize>,
}

impl Bad {
    fn new(folder: &Path) -> Self {
        Self {
            disk: SystemDisk::open(folder).expect("a folder"),
            exchanges: true,
            blind: false,
            room_for: std::cell::Cell::new(usize::MAX),
        }
    }
}

impl Disk for Bad {
    fn create(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let Some(left) = self.room_for.get().checked_sub(1) else {
            return Err(ErrorKind::StorageFull.into());
        };
        self.room_for.set(left);
        self.disk.create(name, bytes)
    }
    fn holds(&self, name: &str, bytes: &[u8]) -> io::Result<bool> {
        Ok(self.blind || self.disk.holds(name, bytes)?)
    }
    fn exchange(&self, one: &str, other: &str) -> io::Result<()> {
        if self.exchanges {
            self.disk.exchange(one, other)
        } else {
            Err(ErrorKind::Unsupported.into())
        }
    }
    fn rename_to_free(&self, from: &str, to: &str) -> io::Result<()> {
        self.disk.rename_to_free(from, to)
    }
    fn rename_over(&self, _: &str, _: &str) -> io::Result<()> {
        Err(ErrorKind::PermissionDenied.into())
    }
    fn remove(&self, name: &str) -> io::Result<()> {
        self.disk.remove(name)
    }
    fn flush(&self) -> io::Result<()> {
        self.disk.flush()
    }
}

#[test]
fn a_disk_that_does_one_thing_badly_is_convicted_of_it() {
    let room = tempfile::tempdir().expect("a folder");
    let name = format!("{TRIAL}test");
    let again = || {
        let disk = SystemDisk::open(room.path()).expect("a folder");
        let _ = disk.remove(&name);
        disk.create(&name, b"one").expect("a file");
        disk
    };
    let good = again();
    assert_eq!(try_rename(room.path(), &good, &name).holds, Holds::Yes);
    if cfg!(all(target_os = "linux", target_env = "gnu")) {
        assert_eq!(try_exchange(&good, &name).holds, Holds::Yes);
    }
    assert_eq!(try_conflict(&good, &name).holds, Holds::Yes);
    assert_eq!(try_saves(&good, &name).holds, Holds::Yes);

    again();
    let mut bad = Bad::new(room.path());
    let rename = try_rename(room.path(), &bad, &name);
    assert_eq!(rename.holds, Holds::No);
    assert!(
        rename.found.ends_with("you may not do that there"),
        "{rename:?}"
    );
    bad.exchanges = false;
    let exchange = try_exchange(&bad, &name);
    assert_eq!(exchange.holds, Holds::No);
    assert!(exchange.found.contains("can be lost"), "{exchange:?}");
    bad.exchanges = true;
    bad.blind = true;
    assert_eq!(try_conflict(&bad, &name).holds, Holds::No);
    bad.blind = false;
    bad.room_for.set(20);
    let saves = try_saves(&bad, &name);
    assert_eq!(saves.holds, Holds::No);
    assert_eq!(saves.found, "save 21 of 50 failed: the disk is full");
}

#[test]
fn a_trial_leaves_nothing_and_not_even_the_folder_it_made() {
    let room = tempfile::tempdir().expect("a folder");
    let folder = room.path().join("a/b/sessions");
    let trial = try_folder(&folder);
    assert_eq!(trial.unusable, None, "{trial:?}");
    assert_eq!(std::fs::read_dir(room.path()).expect("the room").count(), 0);
}

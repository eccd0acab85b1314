//! Tries what a folder of sessions can promise, with files of its own that are gone again afterwards.

mod synchronised;

use super::disk::Disk;
use super::folder::reason;
use super::lock::{Lock, NotLocked};
use super::private_folder::{can_be_written, make_private};
use super::save::{NotSaved, Saved, Saver};
use super::sweep::TRIAL;
use super::system_disk::SystemDisk;
use serde::Serialize;
use std::fs::File;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use synchronised::synchroniser;

/// How many saves are timed.
const SAVES: usize = 50;

/// What was found of one promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What was tried, in a word or two.
    pub tried: &'static str,
    /// Whether it can be promised.
    pub holds: Holds,
    /// What that means, in a clause.
    pub found: String,
}

/// Whether something can be promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    /// It was tried, and held.
    Yes,
    /// It cannot be promised.
    No,
    /// This system has no such thing to try.
    CannotTell,
}

/// What a folder can promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// One finding for each thing that was tried.
    pub findings: Vec<Finding>,
    /// Why no session can be kept there at all, where that is so.
    pub unusable: Option<String>,
}

impl Finding {
    fn new(tried: &'static str, holds: Holds, found: impl Into<String>) -> Self {
        Self {
            tried,
            holds,
            found: found.into(),
        }
    }

    fn of(tried: &'static str, done: io::Result<()>, yes: &str, no: &str) -> Self {
        match done {
            Ok(()) => Self::new(tried, Holds::Yes, yes),
            Err(error) => Self::new(tried, Holds::No, format!("{no}: {}", reason(&error))),
        }
    }
}

/// Tries a folder. Where it is not there yet, it is made for the trial and taken away again.
pub fn try_folder(folder: &Path) -> Trial {
    let traces = Traces::of(folder);
    let opened = make_private(folder).and_then(|()| SystemDisk::open(folder));
    let disk = match opened {
        Ok(disk) => disk,
        Err(error) => return Trial::unusable(&error),
    };
    let name = traces.name.as_str();
    if let Err(error) = disk.create(name, b"one") {
        return Trial::unusable(&error);
    }
    let mut findings = vec![
        Finding::new(
            "write",
            Holds::Yes,
            "a new file is written and flushed to the disk",
        ),
        try_owner_only(folder, name),
        try_lock(folder, name),
        try_rename(folder, &disk, name),
        try_exchange(&disk, name),
        try_flush(&disk),
        try_conflict(&disk, name),
    ];
    let saves = try_saves(&disk, name);
    let cannot_save = saves.holds == Holds::No;
    let unusable = cannot_save.then(|| saves.found.clone());
    findings.push(saves);
    findings.push(try_path(folder));
    Trial { findings, unusable }
}

/// Tries the folder in which words are kept while the sessions folder cannot be written.
pub fn try_recovery(folder: &Path) -> Finding {
    const TRIED: &str = "recovery";
    match can_be_written(folder) {
        Ok(()) => Finding::new(
            TRIED,
            Holds::Yes,
            "should the folder fail in a meeting, every word is kept aside",
        ),
        Err(why) => Finding::new(
            TRIED,
            Holds::No,
            format!(
                "should the folder fail in a meeting, nothing can be kept in {}: {why}",
                folder.display()
            ),
        ),
    }
}

impl Trial {
    fn unusable(error: &io::Error) -> Self {
        let why = reason(error);
        Self {
            findings: vec![Finding::new(
                "write",
                Holds::No,
                format!("a new file cannot be written: {why}"),
            )],
            unusable: Some(why),
        }
    }
}

#[cfg(unix)]
fn try_owner_only(folder: &Path, name: &str) -> Finding {
    use std::os::unix::fs::PermissionsExt;
    const TRIED: &str = "owner-only";
    let mode = |path: &Path| {
        path.symlink_metadata()
            .map(|data| data.permissions().mode())
    };
    match (mode(&folder.join(name)), mode(folder)) {
        (Err(error), _) | (_, Err(error)) => Finding::new(TRIED, Holds::No, reason(&error)),
        (Ok(file), _) if file & 0o077 != 0 => Finding::new(
            TRIED,
            Holds::No,
            "a new file can be read by others, whatever the program asks for",
        ),
        (Ok(_), Ok(folder)) if folder & 0o022 != 0 && folder & 0o1000 == 0 => Finding::new(
            TRIED,
            Holds::No,
            "others can take away or replace the files of this folder",
        ),
        (Ok(_), Ok(folder)) if folder & 0o055 != 0 => Finding::new(
            TRIED,
            Holds::Yes,
            "a new file can be read by you alone; others can see the names in the folder",
        ),
        _ => Finding::new(
            TRIED,
            Holds::Yes,
            "a new file can be read by you alone, and nobody else can open the folder",
        ),
    }
}

#[cfg(not(unix))]
fn try_owner_only(_: &Path, _: &str) -> Finding {
    Finding::new(
        "owner-only",
        Holds::CannotTell,
        "who may read a new file is what the folder says",
    )
}

fn try_lock(folder: &Path, name: &str) -> Finding {
    const TRIED: &str = "lock";
    let no = |why: &str| {
        let found = format!("{why}: make sure that nobody else has the same session open");
        Finding::new(TRIED, Holds::No, found)
    };
    let Ok(held) = Lock::take(folder, name) else {
        return no("the folder knows no locks");
    };
    match Lock::take(folder, name) {
        Err(NotLocked::HeldElsewhere) => {}
        Err(NotLocked::Unsupported) => return no("the folder knows no locks"),
        Ok(_) => return no("the folder gives one lock to two programs"),
    }
    drop(held);
    match Lock::take(folder, name) {
        Ok(_) => Finding::new(
            TRIED,
            Holds::Yes,
            "a second program on this computer is kept out while a session is open",
        ),
        Err(_) => no("a lock that was let go stays held"),
    }
}

fn try_rename(folder: &Path, disk: &impl Disk, name: &str) -> Finding {
    let renamed = || {
        let other = format!("{name}-other");
        let mut reader = File::open(folder.join(name))?;
        disk.create(&other, b"two")?;
        disk.rename_over(&other, name)?;
        let mut old = String::new();
        reader.read_to_string(&mut old)?;
        match (disk.holds(name, b"two")?, old.as_str()) {
            (true, "one") => Ok(()),
            _ => Err(io::Error::other("the files were mixed up")),
        }
    };
    Finding::of(
        "rename",
        renamed(),
        "a new version takes the place of a file that somebody has open",
        "a new version cannot take the place of a file that somebody has open",
    )
}

fn try_exchange(disk: &impl Disk, name: &str) -> Finding {
    const NO: &str = "what another program writes in the very moment of a save can be lost";
    let exchanged = || {
        let other = format!("{name}-exchange");
        disk.create(&other, b"three")?;
        let found = disk.exchange(&other, name).and_then(|()| {
            let swapped = disk.holds(name, b"three")? && disk.holds(&other, b"two")?;
            swapped
                .then_some(())
                .ok_or_else(|| io::Error::other("the files were mixed up"))
        });
        disk.remove(&other)?;
        found
    };
    match exchanged() {
        Err(error) if error.kind() == ErrorKind::Unsupported => Finding::new(
            "exchange",
            Holds::No,
            format!("two files cannot take each other's name in one step: {NO}"),
        ),
        done => Finding::of(
            "exchange",
            done,
            "two files take each other's name in one step, so that a change in the very moment of a save is seen",
            NO,
        ),
    }
}

fn try_flush(disk: &SystemDisk) -> Finding {
    match disk.flush_itself() {
        Err(error) if error.kind() == ErrorKind::Unsupported => Finding::new(
            "flush",
            Holds::CannotTell,
            "a folder cannot be flushed here: a power cut may bring back the version before the last save",
        ),
        done => Finding::of(
            "flush",
            done,
            "the folder is flushed too, so that a save outlives a power cut",
            "a power cut may bring back the version before the last save",
        ),
    }
}

/// Somebody else writes into the file between two saves, as a synchronising client does.
fn try_conflict(disk: &impl Disk, name: &str) -> Finding {
    let noticed = || -> Result<bool, NotSaved> {
        let _ = disk.remove(name);
        disk.create(name, b"ours")?;
        let mut saver = Saver::new(disk, name, Some(b"ours".to_vec()));
        saver.save("ours too")?;
        disk.remove(name)?;
        disk.create(name, b"theirs")?;
        let Saved::BesideAnother(kept) = saver.save("ours again")? else {
            return Ok(false);
        };
        let both = disk.holds(&kept, b"theirs")? && disk.holds(name, b"ours again")?;
        disk.remove(&kept)?;
        Ok(both)
    };
    let (holds, found) = match noticed() {
        Ok(true) => (
            Holds::Yes,
            "a file that was changed between two saves is noticed, and both versions are kept"
                .into(),
        ),
        Ok(false) => (
            Holds::No,
            "a file that was changed between two saves is not noticed".into(),
        ),
        Err(why) => (
            Holds::No,
            format!("two versions cannot be kept: {}", clause(&why)),
        ),
    };
    Finding::new("conflict", holds, found)
}

fn try_saves(disk: &impl Disk, name: &str) -> Finding {
    const TRIED: &str = "saves";
    let _ = disk.remove(name);
    let mut saver = Saver::new(disk, name, None);
    let mut took = Vec::with_capacity(SAVES);
    // As long as the file of a whole meeting.
    let text = "a line of a session as long as most\n".repeat(256);
    for number in 1..=SAVES {
        let begun = Instant::now();
        if let Err(why) = saver.save(&format!("{number}\n{text}")) {
            let found = format!("save {number} of {SAVES} failed: {}", clause(&why));
            return Finding::new(TRIED, Holds::No, found);
        }
        took.push(begun.elapsed());
    }
    took.sort_unstable();
    let median = took.get(SAVES / 2).copied().unwrap_or_default();
    let longest = took.last().copied().unwrap_or_default();
    let found = format!(
        "{SAVES} saves took {} at the median, and the longest {}",
        milliseconds(median),
        milliseconds(longest)
    );
    Finding::new(TRIED, Holds::Yes, found)
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

fn clause(why: &NotSaved) -> String {
    match why {
        NotSaved::NameTaken => "the name is taken".into(),
        NotSaved::NotAFile => "something else stands in the file's place".into(),
        NotSaved::Refused(error) => reason(error),
    }
}

fn try_path(folder: &Path) -> Finding {
    const TRIED: &str = "one computer";
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let real = folder.canonicalize().ok();
    match synchroniser(&absolute).or_else(|| real.as_deref().and_then(synchroniser)) {
        Some(client) => Finding::new(
            TRIED,
            Holds::No,
            format!(
                "the folder looks like one that {client} copies between computers: a lock keeps nobody out on another computer, and two versions may come to stand side by side"
            ),
        ),
        None => Finding::new(
            TRIED,
            Holds::Yes,
            "nothing in the folder's path says that it is copied between computers",
        ),
    }
}

/// What a trial leaves; dropping it takes all of that away, also when a trial fails.
struct Traces {
    folder: PathBuf,
    /// The name that every file of the trial has in its own.
    name: String,
    /// The folders that were not there, the innermost first.
    made: Vec<PathBuf>,
}

impl Traces {
    fn of(folder: &Path) -> Self {
        let missing =
            |path: &&Path| !path.as_os_str().is_empty() && path.symlink_metadata().is_err();
        let random = RandomState::new().hash_one(folder);
        Self {
            folder: folder.to_owned(),
            name: format!("{TRIAL}{random:016x}"),
            made: folder
                .ancestors()
                .take_while(missing)
                .map(Path::to_owned)
                .collect(),
        }
    }
}

impl Drop for Traces {
    fn drop(&mut self) {
        for entry in std::fs::read_dir(&self.folder)
            .into_iter()
            .flatten()
            .flatten()
        {
            let ours = entry.file_name().to_string_lossy().contains(&self.name);
            if ours {
                let _ = std::fs::remove_file(entry.path());
            }
        }
        for folder in &self.made {
            // One in which somebody has begun a session meanwhile is not empty, and stays.
            let _ = std::fs::remove_dir(folder);
        }
    }
}

#[cfg(test)]
mod tests;

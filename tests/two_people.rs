//! Two people, one folder: whoever saves at the same time, each addition stands in the session's file or in
//! a version beside it that has a name.
#![cfg(all(target_os = "linux", target_env = "gnu"))]

use reflect::store::SystemDisk;
use reflect::store::disk::Disk;
use reflect::store::save::{Saved, Saver};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

const FILE: &str = "session.toml";

/// How many additions each of the two makes.
const EACH: usize = 1500;

/// One person's program: reads the file, adds a line, saves, and again. It is this test's own program,
/// called once more; nothing happens where nobody asked for it.
#[test]
fn one_person() {
    let Ok(person) = std::env::var("REFLECT_TEST_PERSON") else {
        return;
    };
    let folder = PathBuf::from(std::env::var_os("REFLECT_TEST_FOLDER").expect("a folder"));
    let is_bad = std::env::var_os("REFLECT_TEST_BAD").is_some();
    let each = std::env::var("REFLECT_TEST_EACH").expect("a number");
    let each = each.parse().expect("a number");
    // Both begin at once.
    while !folder.join("begin").exists() {
        std::thread::yield_now();
    }
    let mut told = 0;
    for number in 1..=each {
        let known = fs::read_to_string(folder.join(FILE)).expect("the file");
        let text = format!("{known}{person} {number}\n");
        if is_bad {
            save_badly(&folder, &known, &text);
            continue;
        }
        let disk = SystemDisk::open(&folder).expect("the folder");
        let mut saver = Saver::new(disk, FILE, Some(known.into_bytes()));
        match saver.save(&text).expect("a save") {
            Saved::Quietly => {}
            Saved::BesideAnother(kept) => {
                told += 1;
                assert!(kept.starts_with("session.conflict-"), "{kept}");
            }
            Saved::Again => panic!("the file was gone"),
        }
    }
    fs::write(folder.join(format!("told-{person}")), told.to_string()).expect("a number");
}

/// Looks whether the file is as it was, and then renames: between the two there is time for somebody else.
fn save_badly(folder: &Path, known: &str, text: &str) {
    let disk = SystemDisk::open(folder).expect("the folder");
    let new = format!(".{FILE}.{}.tmp", std::process::id());
    disk.create(&new, text.as_bytes()).expect("a file");
    if disk.holds(FILE, known.as_bytes()).expect("the file") {
        std::thread::sleep(Duration::from_micros(50));
    } else {
        let mut number = 1;
        while disk
            .rename_to_free(FILE, &format!("session.conflict-{number}.toml"))
            .is_err()
        {
            number += 1;
        }
    }
    disk.rename_over(&new, FILE).expect("a rename");
}

/// What two people made of one file.
struct Made {
    /// The additions that no file holds.
    lost: usize,
    /// The versions beside the file.
    beside: usize,
    /// How often one of the two was told of another version.
    told: usize,
}

fn two_people(each: usize, is_bad: bool) -> Made {
    // A disk in memory, where there is one: these saves are about each other and not about a power cut.
    let memory = Path::new("/dev/shm");
    let base = if memory.is_dir() {
        memory.to_owned()
    } else {
        std::env::temp_dir()
    };
    let room = tempfile::tempdir_in(base).expect("a folder");
    let folder = room.path();
    fs::write(folder.join(FILE), "").expect("the file");
    let people: Vec<_> = ["first", "second"]
        .into_iter()
        .map(|person| {
            let mut command = Command::new(std::env::current_exe().expect("this program"));
            command
                .args(["--exact", "one_person", "--nocapture"])
                .env("REFLECT_TEST_PERSON", person)
                .env("REFLECT_TEST_FOLDER", folder)
                .env("REFLECT_TEST_EACH", each.to_string())
                .stdout(Stdio::null());
            if is_bad {
                // What one of the two does in the middle of it, the other does not expect.
                command.env("REFLECT_TEST_BAD", "1").stderr(Stdio::null());
            }
            command.spawn().expect("a program")
        })
        .collect();
    fs::write(folder.join("begin"), "").expect("a beginning");
    for mut person in people {
        let ended = person.wait().expect("an end");
        assert!(ended.success() || is_bad, "a person gave up: {ended}");
    }
    let mut held = BTreeSet::new();
    let (mut beside, mut told) = (0, 0);
    for entry in fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(&path).expect("a text");
        if name.starts_with("told-") {
            told += text.parse::<usize>().expect("a number");
            continue;
        }
        // A version without a name of its own is one that nobody finds.
        if name != FILE && !name.starts_with("session.conflict-") {
            assert!(is_bad || name == "begin", "{name} lies about");
            continue;
        }
        beside += usize::from(name != FILE);
        held.extend(text.lines().map(str::to_owned));
    }
    let all = ["first", "second"]
        .into_iter()
        .flat_map(|person| (1..=each).map(move |number| format!("{person} {number}")));
    Made {
        lost: all.filter(|addition| !held.contains(addition)).count(),
        beside,
        told,
    }
}

#[test]
fn of_three_thousand_additions_by_two_people_none_is_lost() {
    let each = if std::env::var_os("REFLECT_LONG").is_some() {
        10 * EACH
    } else {
        EACH
    };
    let made = two_people(each, false);
    println!(
        "{} additions, {} lost, {} versions kept beside the file, {} times told",
        2 * each,
        made.lost,
        made.beside,
        made.told
    );
    assert_eq!(made.lost, 0);
    assert_eq!(made.told, made.beside, "each version is told of once");
    assert!(
        made.beside > 0,
        "the two never met, so that nothing was tried"
    );
}

#[test]
fn a_saver_that_looks_and_then_renames_is_convicted() {
    let made = two_people(EACH, true);
    println!(
        "{} of {} additions lost by looking and then renaming",
        made.lost,
        2 * EACH
    );
    assert!(made.lost > 0, "nothing was lost, so that nothing was tried");
}

/// A save that is killed in the moment after it has displaced somebody else's version leaves that version
/// under a temporary name. It is no litter.
#[test]
fn what_a_killed_save_displaced_is_given_a_name_and_shown() {
    let room = tempfile::tempdir().expect("a room");
    let folder = room.path().join("sessions");
    fs::create_dir(&folder).expect("a folder");
    let id = "2026-09-02-child-i-example-team";
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("sessions/{id}.toml"));
    let text = fs::read_to_string(sample).expect("the sample");
    let theirs = text.replacen("Team manager", "Deputy team manager", 1);
    assert_ne!(theirs, text);
    let own = |text: &str| reflect::model::seal::digest(text.as_bytes())[7..23].to_owned();
    let (known, new) = (own(&text), own("a version that was never published"));
    let old = std::time::SystemTime::now() - Duration::from_secs(2 * 60 * 60);
    let leave = |random: &str, text: &str| {
        let name = format!(".{id}.toml.{known}-{new}-{random}.tmp");
        let path = folder.join(name);
        fs::write(&path, text).expect("a file");
        let file = fs::File::options()
            .write(true)
            .open(&path)
            .expect("the file");
        file.set_modified(old).expect("its time");
        path
    };
    fs::write(folder.join(format!("{id}.toml")), &text).expect("the session");
    let displaced = leave("0000000000000001", &theirs);
    let litter = [
        leave("0000000000000002", &text),
        leave("0000000000000003", "a version that was never published"),
        leave("0000000000000004", &text[..text.len() / 2]),
        leave("0000000000000005", ""),
    ];
    let output = Command::new(env!("CARGO_BIN_EXE_reflect"))
        .args(["start", "child-l"])
        .current_dir(room.path())
        .env_clear()
        .env("HOME", room.path())
        .stdin(Stdio::null())
        .output()
        .expect("the program");
    assert!(!displaced.exists());
    for path in litter {
        assert!(!path.exists(), "{}", path.display());
    }
    let kept = folder.join(format!("{id}.conflict-1.toml"));
    assert_eq!(fs::read_to_string(&kept).expect("their version"), theirs);
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(said.contains(&format!("{id}.conflict-1.toml")), "{said}");
}

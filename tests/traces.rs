//! What the program makes is for its owner alone, whatever the rest of the system allows, and it leaves nothing
//! of what was said anywhere else.
#![cfg(unix)]

use nix::sys::stat::{Mode, umask};
use reflect::store::known_words::add_known_words;
use reflect::store::recovery::Recovery;
use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A meeting about Child L.
const TYPED: &str = "Night Team\nWard manager\n3 nurses\n\n\nteam only\n\n/skip\nWe know zebra-crossing.\n/action Put zebra-crossing on the checklist\nMidwife\nend of March\nIt is filled in\n\n/park no time\n/goto close\n\n\nSay zebra-crossing aloud\nyes\nin 8 weeks\nclose\n";
const SESSION: &str = include_str!("../sessions/2026-09-02-child-i-example-team.toml");

/// What no file but the session and its exports may hold.
const SECRET: &str = "zebra-crossing";

fn reflect(room: &Path, arguments: &str, typed: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_reflect"))
        .args(arguments.split(' '))
        .current_dir(room)
        .env_clear()
        .env("HOME", room.join("home"))
        .env("TMPDIR", room.join("temporary"))
        .env("REFLECT_TODAY", "2026-11-21T14:02:00Z")
        .env("REFLECT_SESSIONS", room.join("made/sessions"))
        .env("REFLECT_REVIEWS", room.join("made/reviews"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut typing = child.stdin.take().expect("standard input");
    typing.write_all(typed.as_bytes()).expect("typed lines");
    nothing_of_it_is_known_outside(child.id());
    drop(typing);
    let output = child.wait_with_output().expect("an end");
    assert!(output.status.success(), "{arguments}: {output:?}");
    output
}

/// Everybody can see how a program was called.
fn nothing_of_it_is_known_outside(process: u32) {
    for name in ["cmdline", "environ"] {
        // Only where the system has such files.
        if let Ok(bytes) = fs::read(format!("/proc/{process}/{name}")) {
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains(SECRET), "{name}: {text}");
        }
    }
}

/// Everything below a folder, itself too.
fn everything(folder: &Path) -> Vec<PathBuf> {
    let mut all = vec![folder.to_owned()];
    if folder.is_dir() {
        for entry in fs::read_dir(folder).expect("a folder") {
            all.extend(everything(&entry.expect("an entry").path()));
        }
    }
    all
}

fn open_to_others(path: &Path) -> bool {
    let mode = path
        .symlink_metadata()
        .expect("what it is")
        .permissions()
        .mode();
    mode & 0o077 != 0
}

#[test]
fn everything_is_for_its_owner_alone_and_nothing_is_left_elsewhere() {
    // Of the whole process, so everything stands in one test; what it makes itself is made private below.
    umask(Mode::empty());
    let room = tempfile::tempdir().expect("a room");
    let at = |name: &str| room.path().join(name);
    fs::create_dir(at("temporary")).expect("a folder");
    fs::create_dir(at("out")).expect("a folder");
    reflect(room.path(), "start child-l --plain", TYPED);
    fs::write(
        at("briefing.txt"),
        "Child QZ\n\nQuestions for reflection\n\n• Who would have known?\n",
    )
    .expect("a briefing");
    reflect(room.path(), "reviews import briefing.txt --yes", "");
    for (command, endings) in [
        ("minutes last", &["md", "html", "docx", "txt", "json"][..]),
        ("invitation last", &["md", "html", "docx"]),
        ("compare child-l", &["md", "html", "docx"]),
        ("report", &["md", "html", "json"]),
        ("actions", &["xlsx", "csv", "ics", "json"]),
        ("reviews show child-l", &["md", "html", "docx"]),
    ] {
        let name = command.split(' ').next().unwrap_or_default();
        for ending in endings {
            reflect(
                room.path(),
                &format!("{command} --output out/{name}.{ending}"),
                "",
            );
        }
    }
    reflect(room.path(), "sign-off last --by Chair --outcome seen", "");
    let recovery = Recovery::in_folder(at("home/state/recovery"));
    recovery
        .keep("a.toml", SESSION, Path::new("a.toml"), None)
        .expect("a recovery file");
    add_known_words(&at("home/data/reflect/known-words.txt"), "Child AC").expect("known words");

    let made = ["made", "home"].map(|name| everything(&at(name)));
    let exports = everything(&at("out")).into_iter().skip(1);
    let made: Vec<PathBuf> = made.into_iter().flatten().chain(exports).collect();
    assert!(made.len() > 28, "{made:#?}");
    let open: Vec<&PathBuf> = made.iter().filter(|path| open_to_others(path)).collect();
    assert!(open.is_empty(), "{open:#?}");
    assert_eq!(
        everything(&at("temporary")).len(),
        1,
        "the folder for temporary files"
    );
    let holds = |path: &PathBuf| {
        let bytes = fs::read(path).unwrap_or_default();
        String::from_utf8_lossy(&bytes).contains(SECRET)
    };
    let sessions = made
        .iter()
        .filter(|path| path.parent() == Some(&at("made/sessions")));
    assert_eq!(sessions.count(), 1);
    let elsewhere = made
        .iter()
        .filter(|path| !path.starts_with(at("out")) && holds(path));
    let elsewhere: Vec<&PathBuf> = elsewhere.collect();
    assert_eq!(elsewhere.len(), 1, "{elsewhere:#?}");
    // The same look finds what is open to others.
    let open = at("out/open");
    fs::write(&open, "x").expect("a file");
    assert!(open_to_others(&open));
}

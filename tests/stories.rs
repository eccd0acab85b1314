//! Transcripts: what was typed, what was shown, and what file it left, one folder a story.
//!
//! A story is a folder with `story.txt` (one command a line, `<` names a file of typed lines), the
//! files that are typed, and what is expected: `screen.txt` and the files under `left/`. It may
//! bring sessions in `before/`, reviews in `reviews/`, documents in
//! `documents/` and what was kept aside in `aside/`. `REFLECT_BLESS=1 cargo test --test stories`
//! writes what is expected anew; read the difference before you keep it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::process::{Command, Stdio};

const TODAY: &str = "2026-11-21T14:02:00Z";

fn stories() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories");
    let mut stories: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder of stories")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    stories.sort();
    stories
}

/// Runs every command of a story in a folder of its own and gives the transcript.
fn tell(story: &Path, room: &Path) -> String {
    copy(&story.join("before"), &room.join("sessions"));
    copy(&story.join("reviews"), &room.join("reviews"));
    copy(&story.join("documents"), room);
    keep_aside(&story.join("aside"), room);
    let mut screen = String::new();
    let commands = fs::read_to_string(story.join("story.txt")).expect("story.txt");
    for line in commands.lines().filter(|line| !line.is_empty()) {
        let (command, typed) = line.split_once(" < ").unwrap_or((line, ""));
        let (settings, arguments): (Vec<String>, Vec<String>) = words(command)
            .into_iter()
            .partition(|word| word.starts_with("REFLECT_"));
        let typed = match typed {
            "" => Vec::new(),
            name => fs::read(story.join(name)).expect(name),
        };
        let mut program = Command::new(env!("CARGO_BIN_EXE_reflect"));
        program
            .args(&arguments)
            .current_dir(room)
            .env_clear()
            .env("HOME", room)
            .env("REFLECT_TODAY", TODAY)
            .env("REFLECT_SESSIONS", "sessions")
            .env("REFLECT_REVIEWS", "reviews")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        for setting in settings {
            let (name, value) = setting.split_once('=').expect("NAME=value");
            program.env(name, value);
        }
        let mut child = program.spawn().expect("the program");
        // A command that reads nothing may be gone before its input is.
        let _ = child
            .stdin
            .take()
            .expect("standard input")
            .write_all(&typed);
        let output = child.wait_with_output().expect("an end");
        writeln!(screen, "$ reflect {line}").expect("a line");
        screen.push_str(&String::from_utf8(output.stdout).expect("UTF-8"));
        for line in String::from_utf8(output.stderr).expect("UTF-8").lines() {
            writeln!(screen, "stderr: {line}").expect("a line");
        }
        if output.status.code() != Some(0) {
            writeln!(screen, "exit status: {:?}", output.status.code()).expect("a line");
        }
    }
    screen.replace(&room.display().to_string(), "ROOM")
}

/// The words of a command; what stands between two double quotes is one word.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let quotes = command.matches('"').count();
    if quotes % 2 == 1 {
        return command.split_whitespace().map(str::to_owned).collect();
    }
    for (at, part) in command.split('"').enumerate() {
        if at % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// Puts recovery files in their place, with `ROOM` for the story's own folder.
fn keep_aside(from: &Path, room: &Path) {
    let folder = room.join(".local/state/reflect/recovery");
    copy(from, &folder);
    for (name, text) in files(&folder) {
        let text = text.replace("ROOM", &room.display().to_string());
        fs::write(folder.join(name), text).expect("a file");
    }
}

fn copy(from: &Path, to: &Path) {
    let Ok(entries) = fs::read_dir(from) else {
        return;
    };
    fs::create_dir_all(to).expect("a folder");
    for entry in entries {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), to.join(entry.file_name())).expect("a copy");
    }
}

/// The files of a folder by name; none where it is not there.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return BTreeMap::new();
    };
    entries
        .map(|entry| entry.expect("an entry"))
        .map(|entry| {
            let name = entry.file_name().into_string().expect("a name");
            (name, fs::read_to_string(entry.path()).expect("a text"))
        })
        .collect()
}

#[test]
fn every_story_is_told_as_it_is_written() {
    let bless = std::env::var_os("REFLECT_BLESS").is_some();
    let mut told = 0;
    for story in stories() {
        let name = story
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let room = tempfile::tempdir().expect("a room");
        let screen = tell(&story, room.path());
        let left = files(&room.path().join("sessions"));
        if bless {
            fs::write(story.join("screen.txt"), &screen).expect("screen.txt");
            let _ = fs::remove_dir_all(story.join("left"));
            for (name, text) in &left {
                fs::create_dir_all(story.join("left")).expect("left");
                fs::write(story.join("left").join(name), text).expect("a file");
            }
        }
        let expected = fs::read_to_string(story.join("screen.txt")).expect("screen.txt");
        same(&format!("the screen of {name}"), &screen, &expected);
        let expected = files(&story.join("left"));
        let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&left), names(&expected), "the files that {name} left");
        for (file, text) in &left {
            same(&format!("{file} of {name}"), text, &expected[file]);
        }
        assert!(
            !screen.contains('\u{1b}'),
            "{name}: an escape sequence in plain mode"
        );
        told += 1;
    }
    assert!(told >= 9, "only {told} stories were found");
}

/// Compares line by line, so that a difference can be read. The stories were written where a path has
/// slashes.
fn same(what: &str, found: &str, expected: &str) {
    let [found, expected] = [found, expected].map(|text| text.replace(MAIN_SEPARATOR, "/"));
    for (at, (found, expected)) in found.lines().zip(expected.lines()).enumerate() {
        assert_eq!(found, expected, "{what}, line {}", at + 1);
    }
    assert_eq!(
        found.lines().count(),
        expected.lines().count(),
        "{what}: lines"
    );
}

//! The README's console blocks are run, and say what the program says.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

/// A block of the README: what stands behind the three ticks, and its lines.
struct Block {
    info: String,
    lines: Vec<String>,
}

fn blocks(readme: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for line in readme.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => {
                open = Some(Block {
                    info: info.to_owned(),
                    lines: Vec::new(),
                });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => block.lines.push(line.to_owned()),
            (None, None) => {}
        }
    }
    blocks
}

/// Both outputs of a shell command, in a room that looks like a fresh clone.
fn run(command: &str, room: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_reflect"));
    let path = format!(
        "{}:/usr/bin:/bin",
        program.parent().expect("a folder").display()
    );
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {command} ; }} 2>&1")])
        .current_dir(room)
        .env_clear()
        .env("PATH", path)
        .env("HOME", room)
        .env("REFLECT_TODAY", "2026-11-21T14:02:00Z")
        .output()
        .expect("a shell");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Whether the lines found are those expected, where `...` stands for any number of lines.
fn fits(expected: &[String], found: &[&str]) -> bool {
    match expected.split_first() {
        None => found.is_empty(),
        Some((dots, rest)) if dots == "..." => (0..=found.len()).any(|at| fits(rest, &found[at..])),
        Some((line, rest)) => {
            found.first().is_some_and(|first| first == line) && fits(rest, &found[1..])
        }
    }
}

#[test]
fn every_console_block_says_what_the_program_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).expect("the README");
    let room = tempfile::tempdir().expect("a room");
    let sample = "sessions/2026-09-02-child-i-example-team.toml";
    fs::create_dir(room.path().join("sessions")).expect("a folder");
    fs::copy(root.join(sample), room.path().join(sample)).expect("the sample");
    let mut commands = 0;
    for block in blocks(&readme) {
        if let Some(file) = block.info.strip_prefix("text ") {
            let text = block.lines.join("\n") + "\n";
            fs::write(room.path().join(file), text).expect("a file");
        }
        if block.info != "console" {
            continue;
        }
        let mut lines = block.lines.iter().peekable();
        while let Some(command) = lines.next() {
            let command = command.strip_prefix("$ ").expect("a command");
            let mut expected = Vec::new();
            while let Some(line) = lines.next_if(|line| !line.starts_with("$ ")) {
                expected.push(line.clone());
            }
            let found = run(command, room.path());
            let found: Vec<&str> = found.lines().collect();
            assert!(fits(&expected, &found), "$ {command}\n{}", found.join("\n"));
            commands += 1;
        }
    }
    assert_eq!(commands, 15);
}

#[test]
fn the_sample_session_is_whole_and_sealed() {
    use reflect::model::file_text::{EndMark, read_session};
    use reflect::model::seal::session_digest;
    let sample = include_str!("../sessions/2026-09-02-child-i-example-team.toml");
    let (session, end_mark) = read_session(sample).expect("a session");
    assert_eq!(end_mark, EndMark::Right);
    let seal = session.seal.clone().expect("a seal");
    assert_eq!(session_digest(&session).expect("a digest"), seal.digest);
}

/// Every field of the minutes stands in the README's table, at every depth.
#[test]
fn every_field_of_the_minutes_is_explained() {
    fn names(value: &serde_json::Value, found: &mut Vec<String>) {
        match value {
            serde_json::Value::Object(fields) => {
                for (name, value) in fields {
                    found.push(name.clone());
                    names(value, found);
                }
            }
            serde_json::Value::Array(items) => items.iter().for_each(|item| names(item, found)),
            _ => {}
        }
    }
    let readme = include_str!("../README.md");
    let (_, table) = readme
        .split_once("| field | what it is |")
        .expect("a table");
    let (table, _) = table.split_once("\n\n").expect("an end");
    let story = include_str!("stories/minutes-in-other-forms/screen.txt");
    let (_, value) = story.split_once("--format json\n").expect("a value");
    let (value, _) = value.split_once("\n$ ").expect("an end");
    let value = serde_json::from_str(value).expect("JSON");
    let mut found = Vec::new();
    names(&value, &mut found);
    assert!(found.len() > 40, "{found:?}");
    for name in found {
        assert!(table.contains(&format!("`{name}`")), "{name}");
    }
}

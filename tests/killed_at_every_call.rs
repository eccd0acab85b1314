//! A whole meeting is killed at every system call that changes a file or says something: what the screen
//! had accepted is in a file that loads, and `reflect resume` goes on.
//!
//! Needs Linux and strace: `cargo test --test killed_at_every_call -- --ignored`. It kills at a few dozen
//! places, and at every one with `REFLECT_LONG=1`.
#![cfg(target_os = "linux")]

mod careless;
mod held;
mod scripted_meeting;
mod traced;

use held::held_after;
use reflect::model::file_text::{EndMark, read_session};
use scripted_meeting::MEETING;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use traced::Program;

/// The folder of recovery files.
const ASIDE: &str = ".local/state/reflect/recovery";

/// Every place to kill at: a call, and which one of its name, in the thread that makes the most.
fn places(program: &Program) -> Vec<(String, usize)> {
    let room = tempfile::tempdir().expect("a room");
    let whole = program.hold(room.path(), None);
    assert!(!whole.killed);
    let mut threads: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in whole.trace.lines() {
        if let Some((thread, call)) = line.split_once(char::is_whitespace)
            && let Some((name, _)) = call.trim_start().split_once('(')
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        {
            threads.entry(thread).or_default().push(name);
        }
    }
    let longest = threads.into_values().max_by_key(Vec::len);
    let mut counts = BTreeMap::new();
    let places = longest.expect("a thread").into_iter().map(|name| {
        let count = counts.entry(name).or_insert(0);
        *count += 1;
        (name.to_owned(), *count)
    });
    places.collect()
}

/// How many lines of the meeting the screen had accepted.
fn accepted(screen: &str) -> usize {
    let mut lines = 0;
    let mut rest = screen.lines();
    for (at, (_, words)) in MEETING.iter().enumerate() {
        if let Some(words) = words {
            if !rest.any(|line| line.starts_with(words)) {
                break;
            }
            lines = at + 1;
        }
    }
    lines
}

/// The sessions that were left in a folder.
fn left(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let ours = paths.filter(|path| {
        let name = path.file_name().expect("a name").to_string_lossy();
        name.ends_with(".toml") && !name.starts_with(['.', '~'])
    });
    ours.collect()
}

/// Whether a file holds so many lines of the meeting. The next one may be in it already.
fn holds(text: &str, lines: usize) -> bool {
    let silent = MEETING[lines..]
        .iter()
        .take_while(|(_, words)| words.is_none());
    let next = (lines + silent.count() + 1).min(MEETING.len());
    let all = |lines| {
        held_after(lines)
            .into_iter()
            .all(|words| text.contains(words))
    };
    all(lines) || all(next)
}

/// What is wrong after a kill, if anything.
fn wrong(room: &Path, screen: &str, program: &Program) -> Option<String> {
    let lines = accepted(screen);
    let (sessions, aside) = (room.join("sessions"), room.join(ASIDE));
    let files = [left(&sessions), left(&aside)].concat();
    let mut held = lines == 0;
    let mut unfinished = false;
    for file in &files {
        let text = fs::read_to_string(file).expect("a text");
        let session = match read_session(&text) {
            Ok((session, EndMark::Right)) => session,
            other => return Some(format!("a file does not load: {other:?}")),
        };
        if holds(&text, lines) {
            held = true;
            unfinished = session.seal.is_none();
        }
    }
    if !held {
        return Some(format!("a line of the first {lines} is lost: {files:?}"));
    }
    if files.is_empty() || matches!(program, Program::Careless(..)) {
        return None;
    }
    let said = resume(room);
    if unfinished && !said.contains("Paused. Everything is kept") {
        return Some(format!("it does not go on:\n{said}"));
    }
    let files = left(&sessions);
    let [file] = files.as_slice() else {
        return Some(format!("{} sessions", files.len()));
    };
    let text = fs::read_to_string(file).expect("a text");
    (!holds(&text, lines) || !left(&aside).is_empty())
        .then(|| format!("not everything is in the folder again:\n{said}"))
}

/// What the program says that goes on with the meeting.
fn resume(room: &Path) -> String {
    fs::write(room.join("typed"), "/pause\n").expect("a script");
    let resumed = Command::new(env!("CARGO_BIN_EXE_reflect"))
        .arg("resume")
        .current_dir(room)
        .env_clear()
        .env("HOME", room)
        .env("REFLECT_TODAY", "2026-11-21")
        .env("REFLECT_SESSIONS", "sessions")
        .stdin(File::open(room.join("typed")).expect("the script"))
        .stderr(Stdio::null())
        .output()
        .expect("the program");
    String::from_utf8(resumed.stdout).expect("UTF-8")
}

/// Kills at each place, two at a time, and says what was wrong.
fn killed_at(places: &[(String, usize)], program: &Program) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let kill_some = || {
        let mut wrongs = Vec::new();
        while let Some((call, nth)) = places.get(next.fetch_add(1, Ordering::Relaxed)) {
            let room = tempfile::tempdir().expect("a room");
            let ended = program.hold(room.path(), Some((call, *nth)));
            assert!(ended.killed, "nothing was killed at {call} {nth}");
            if let Some(wrong) = wrong(room.path(), &ended.screen, program) {
                wrongs.push(format!("killed at {call} {nth}: {wrong}"));
            }
        }
        wrongs
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(kill_some);
        let mut wrongs = kill_some();
        wrongs.extend(other.join().expect("the other half"));
        wrongs
    })
}

/// All places in the longer run; otherwise so many, spread over the meeting.
fn spread(places: Vec<(String, usize)>, some: usize) -> Vec<(String, usize)> {
    if std::env::var_os("REFLECT_LONG").is_some() {
        return places;
    }
    let step = places.len().div_ceil(some);
    // Steps that share a factor with the length of a save would meet the same calls of each.
    let step = (step..).find(|step| [2, 3, 5, 7].iter().all(|of| step % of != 0));
    places.into_iter().step_by(step.expect("a step")).collect()
}

/// Kills at places all over a meeting.
fn nothing_is_lost_by(program: &Program) {
    let mut all = places(program);
    if matches!(program, Program::KeptAside) {
        // strace does one thing to a call, and this one is made to fail.
        all.retain(|(call, _)| call != "renameat2");
    }
    let chosen = spread(all.clone(), 60);
    let wrongs = killed_at(&chosen, program);
    let (some, all, wrong) = (chosen.len(), all.len(), wrongs.len());
    println!("killed at {some} of {all} calls, {wrong} wrong");
    assert_eq!(wrongs, Vec::<String>::new());
    assert!(some >= 40, "only {some} of {all} calls");
}

#[test]
#[ignore = "needs strace; .ci/run installs it"]
fn a_kill_at_any_call_loses_no_accepted_line() {
    nothing_is_lost_by(&Program::Reflect);
}

#[test]
#[ignore = "needs strace; .ci/run installs it"]
fn a_kill_while_the_meeting_is_kept_aside_loses_no_accepted_line() {
    nothing_is_lost_by(&Program::KeptAside);
}

#[test]
#[ignore = "needs strace; .ci/run installs it"]
fn a_program_that_writes_in_place_or_speaks_too_early_is_found_out() {
    if careless::act_if_told() {
        return;
    }
    let killed = |way| {
        let program = Program::Careless(
            "a_program_that_writes_in_place_or_speaks_too_early_is_found_out",
            way,
        );
        let mut calls = places(&program);
        calls.retain(|(call, _)| ["openat", "write", "rename"].contains(&call.as_str()));
        let wrongs = killed_at(&calls, &program);
        println!("{way}: {} wrong of {}", wrongs.len(), calls.len());
        wrongs
    };
    assert_eq!(killed(careless::WITH_CARE), Vec::<String>::new());
    // A kill leaves the page cache whole, so what is not flushed goes unseen here.
    let seen = |way: &&&str| way.starts_with("in place") || way.starts_with("said");
    for way in careless::WAYS.iter().filter(seen) {
        assert!(killed(way).len() >= 10, "{way}");
    }
}

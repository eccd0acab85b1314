//! Before the screen says that a line is saved, its file was written, flushed and put in place, and the
//! folder flushed, in that order, with nothing of the session written after.
//!
//! Needs Linux and strace: `cargo test --test order_of_calls -- --ignored`.
#![cfg(target_os = "linux")]

mod careless;
mod scripted_meeting;
mod traced;

use scripted_meeting::{MEETING, kept};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use traced::Program;

/// The folder of recovery files.
const ASIDE: &str = ".local/state/reflect/recovery";

/// What was written into a file, as the trace has it, and whether it has been flushed since.
#[derive(Default)]
struct Written {
    text: String,
    flushed: bool,
}

/// Judges a trace.
#[derive(Default)]
struct Judge {
    room: PathBuf,
    /// Each file that was written.
    written: BTreeMap<PathBuf, Written>,
    /// Folders in which names have changed and that have not been flushed since.
    unflushed: BTreeSet<PathBuf>,
    /// The session that was last put in place, since something was last accepted.
    saved: Option<PathBuf>,
    accepted: usize,
    faults: Vec<String>,
}

impl Judge {
    fn of(room: &Path, trace: &str) -> Self {
        let mut judge = Self {
            room: room.canonicalize().expect("the room"),
            ..Self::default()
        };
        for line in trace.lines() {
            judge.look_at(line);
        }
        judge
    }

    fn fault(&mut self, what: &str) {
        self.faults.push(format!("line {}: {what}", self.accepted));
    }

    fn look_at(&mut self, line: &str) {
        let Some((call, arguments)) = line
            .split_once(char::is_whitespace)
            .and_then(|(_, call)| call.trim_start().split_once('('))
        else {
            return;
        };
        if arguments.contains(" = -1 ") {
            return;
        }
        let quoted: Vec<&str> = arguments.split('"').skip(1).step_by(2).collect();
        let path = |at: usize| quoted.get(at).map(|name| self.room.join(name));
        let opened = || {
            let (_, rest) = arguments.split_once('<')?;
            Some(PathBuf::from(rest.split_once('>')?.0))
        };
        match call {
            "write" if arguments.starts_with("1<") => {
                let words = quoted.first().unwrap_or(&"");
                let mut awaited = MEETING.iter().filter_map(|(_, words)| *words);
                if awaited
                    .nth(self.accepted)
                    .is_some_and(|next| words.starts_with(next))
                {
                    self.accept();
                }
            }
            "write" | "pwrite64" | "writev" | "ftruncate" => {
                if let Some(file) = opened() {
                    self.write(file, arguments);
                }
            }
            "open" | "openat" | "creat" => {
                if let Some(file) = path(0)
                    && (arguments.contains("O_CREAT") || arguments.contains("O_TRUNC"))
                {
                    self.change(&file);
                    self.written.remove(&file);
                    self.write(file, "");
                }
            }
            "fsync" | "fdatasync" => {
                if let Some(path) = opened() {
                    self.unflushed.remove(&path);
                    if let Some(written) = self.written.get_mut(&path) {
                        written.flushed = true;
                    }
                }
            }
            "rename" | "renameat" | "renameat2" => {
                if let (Some(from), Some(to)) = (path(0), path(1)) {
                    self.rename(&from, to, arguments.contains("RENAME_EXCHANGE"));
                }
            }
            "unlink" | "unlinkat" | "mkdir" | "mkdirat" | "link" | "linkat" => {
                if let Some(file) = path(0) {
                    self.written.remove(&file);
                    self.change(&file);
                }
            }
            _ => {}
        }
    }

    fn is_session(&self, file: &Path) -> bool {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        ["sessions", ASIDE]
            .iter()
            .any(|folder| file.starts_with(self.room.join(folder)))
            && name.ends_with(".toml")
            && !name.starts_with(['.', '~'])
    }

    /// A lock holds no words, and nothing outside the room is looked at.
    fn counts(&self, file: &Path) -> bool {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        file.starts_with(&self.room) && !name.starts_with('~')
    }

    fn write(&mut self, file: PathBuf, text: &str) {
        if self.is_session(&file) {
            self.fault("the session is written in place");
            self.saved = Some(file.clone());
        }
        if self.counts(&file) {
            let written = self.written.entry(file).or_default();
            written.text.push_str(text);
            written.flushed = false;
        }
    }

    fn change(&mut self, file: &Path) {
        if self.counts(file)
            && let Some(folder) = file.parent()
        {
            self.unflushed.insert(folder.to_owned());
        }
    }

    fn rename(&mut self, from: &Path, to: PathBuf, exchange: bool) {
        let (new, old) = (self.written.remove(from), self.written.remove(&to));
        if self.is_session(&to) {
            if !new.as_ref().is_some_and(|new| new.flushed) {
                self.fault("a file is put in place that was not flushed");
            }
            self.saved = Some(to.clone());
        }
        if exchange && let Some(old) = old {
            self.written.insert(from.to_owned(), old);
        }
        self.change(from);
        self.change(&to);
        if let Some(new) = new {
            self.written.insert(to, new);
        }
    }

    fn accept(&mut self) {
        let words = MEETING.iter().filter_map(|(_, words)| *words);
        let held = words.clone().nth(self.accepted).and_then(kept);
        self.accepted += 1;
        let Some(file) = self.saved.take() else {
            return self.fault("nothing was saved before it was accepted");
        };
        let safe = |written: &Written| {
            written.flushed && held.is_none_or(|held| written.text.contains(held))
        };
        if !self.written.get(&file).is_some_and(safe) {
            self.fault("what was accepted is not in the session, flushed");
        }
        // Its own folder, and those above it, whose names it needs as well.
        let mut folders = file.ancestors().skip(1);
        if let Some(folder) = folders.find(|folder| self.unflushed.contains(*folder)) {
            let fault = format!("{} was not flushed after its last change", folder.display());
            self.fault(&fault);
        }
    }
}

/// How many lines the screen has to accept.
fn to_accept() -> usize {
    MEETING.iter().filter(|(_, words)| words.is_some()).count()
}

#[test]
#[ignore = "needs strace; .ci/run installs it"]
fn every_line_is_flushed_before_it_is_accepted() {
    let room = tempfile::tempdir().expect("a room");
    let whole = Program::Reflect.hold(room.path(), None);
    assert!(!whole.killed);
    let judge = Judge::of(room.path(), &whole.trace);
    assert_eq!(judge.faults, Vec::<String>::new());
    assert_eq!(judge.accepted, to_accept(), "{}", whole.screen);
}

#[test]
#[ignore = "needs strace; .ci/run installs it"]
fn every_line_that_is_kept_aside_is_flushed_before_it_is_accepted() {
    let room = tempfile::tempdir().expect("a room");
    let whole = Program::KeptAside.hold(room.path(), None);
    let judge = Judge::of(room.path(), &whole.trace);
    assert_eq!(judge.faults, Vec::<String>::new());
    assert_eq!(judge.accepted, to_accept() - 1, "{}", whole.screen);
    assert!(
        whole.screen.contains("Everything you say is kept in"),
        "{}",
        whole.screen
    );
    let aside = judge.written.keys().filter(|file| judge.is_session(file));
    let aside = aside.filter(|file| file.starts_with(judge.room.join(ASIDE)));
    assert_eq!(aside.count(), 1);
}

#[test]
#[ignore = "needs strace; .ci/run installs it"]
fn every_careless_program_is_found_out() {
    if careless::act_if_told() {
        return;
    }
    let judge = |way| {
        let room = tempfile::tempdir().expect("a room");
        let program = Program::Careless("every_careless_program_is_found_out", way);
        let whole = program.hold(room.path(), None);
        let judge = Judge::of(room.path(), &whole.trace);
        println!(
            "{way}: {} faults in {} lines",
            judge.faults.len(),
            judge.accepted
        );
        assert_eq!(judge.accepted, to_accept(), "{way}: {}", whole.screen);
        judge.faults
    };
    assert_eq!(judge(careless::WITH_CARE), Vec::<String>::new());
    for way in careless::WAYS {
        let faults = judge(way);
        assert!(faults.len() >= 10, "{way}: {faults:?}");
    }
}

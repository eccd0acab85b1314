//! How fast minutes are made, in every format, beyond the start of the process.
//!
//! `cargo bench --bench minutes` prints each figure beside its target and ends with status 1 where one
//! is missed. Linux only.

use reflect::model::file_text::{read_session, write_session};
use reflect::model::session::Session;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

mod timed;

use timed::processor_times;

const FORMATS: [(&str, f64); 5] = [
    ("text", 2.0),
    ("markdown", 50.0),
    ("html", 50.0),
    ("docx", 50.0),
    ("json", 50.0),
];

fn main() -> ExitCode {
    let room = tempfile::tempdir().expect("a room");
    let usual = kept(room.path(), "usual", 3);
    let many = kept(room.path(), "many", 84);
    let mut commands = vec![reflect(room.path(), &["--version"])];
    for session in [&usual, &many] {
        for (format, _) in FORMATS {
            let output = format!("{session}.{format}");
            let arguments = [
                "minutes", session, "--format", format, "--output", &output, "--force",
            ];
            commands.push(reflect(room.path(), &arguments));
        }
    }
    let times = processor_times(&mut commands);
    let (start, times) = times.split_first().expect("times");
    let (usual, many) = times.split_at(FORMATS.len());
    let mut all_met = true;
    let mut report = |what: String, found: f64, target: f64| {
        let met = found <= target;
        all_met &= met;
        let word = if met { "met" } else { "MISSED" };
        println!("{what}: {found:.2} (target {target}) {word}");
    };
    for (time, (format, target)) in usual.iter().zip(FORMATS) {
        let what = format!("minutes as {format}, processor milliseconds beyond the start");
        report(what, time - start, target);
    }
    for (time, (format, _)) in many.iter().zip(FORMATS) {
        let what = format!("504 answers as {format}, processor milliseconds in all");
        report(what, *time, 500.0);
    }
    ExitCode::from(u8::from(!all_met))
}

/// The sample session with so many answers to each of its six questions.
fn kept(room: &Path, id: &str, answers: usize) -> String {
    let text = include_str!("../sessions/2026-09-02-child-i-example-team.toml");
    let (mut session, _): (Session, _) = read_session(text).expect("a session");
    session.id = id.to_owned();
    let point = |at| {
        format!(
            "Point {at}: what we would see on an ordinary day, in about as many words as a team lead types while others speak."
        )
    };
    for question in &mut session.questions {
        question.answers = (0..answers).map(point).collect();
    }
    let sessions = room.join("sessions");
    fs::create_dir_all(&sessions).expect("a folder");
    let text = write_session(&session, None).expect("a text");
    fs::write(sessions.join(format!("{id}.toml")), text).expect("a file");
    id.to_owned()
}

fn reflect(room: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reflect"));
    command.env_clear().env("HOME", room).current_dir(room);
    command.args(arguments);
    command
}

//! How fast the program starts, lists and saves, as ratios to `true` in one interleaved run.
//!
//! `cargo bench` prints each figure beside its target and ends with status 1 where one is missed.
//! Linux only. The system calls of a save are counted with strace, and said to be uncounted without it.

use reflect::model::file_text::write_session;
use reflect::model::question_record::Outcome;
use reflect::model::review::Review;
use reflect::model::session::Session;
use reflect::model::{date::Day, file_text, meeting::Meeting};
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 300;
const FILES: u32 = 50;
const POINTS: [usize; 3] = [10, 100, 1000];

fn main() -> ExitCode {
    let room = tempfile::tempdir().expect("a room");
    let mut all_met = true;
    let mut report = |what: &str, found: f64, target: f64| {
        let met = found <= target;
        all_met &= met;
        let word = if met { "met" } else { "MISSED" };
        println!("{what}: {found:.2} (target {target}) {word}");
    };

    let sessions = room.path().join("sessions");
    let bytes = write_sessions(&sessions);
    let listing = ["--sessions", sessions.to_str().expect("a path"), "sessions"];
    let times = interleaved(room.path(), &[&["--version"], &listing]);
    report("reflect --version, times `true`", times[1] / times[0], 2.5);
    println!("{FILES} sessions of {} KB each", bytes / 1024);
    report(
        "reflect sessions on 50 files, times `true`",
        times[2] / times[0],
        4.0,
    );

    match system_calls_of_a_save(room.path()) {
        Some((calls, flushes)) => {
            report("system calls of a save", calls, 10.0);
            report(
                "flushes of a save, away from two",
                (flushes - 2.0).abs(),
                0.0,
            );
        }
        None => {
            println!("system calls of a save: NOT COUNTED, strace is not installed");
            all_met = false;
        }
    }
    for points in POINTS {
        let (bytes, time) = one_save(room.path(), points);
        let micros = time.as_micros();
        println!(
            "a save of {points} points, {} KB: {micros} microseconds",
            bytes / 1024
        );
    }
    ExitCode::from(u8::from(!all_met))
}

/// A session of the usual 6 to 12 KB.
fn session(number: u32, points: usize) -> Session {
    let review: Review =
        file_text::read(include_str!("../reviews/child-ac.toml")).expect("a bundled review");
    let date = Day(chrono::NaiveDate::default() + chrono::Days::new(u64::from(number)));
    let meeting = Meeting {
        team: format!("Team {number}"),
        date,
        started: None,
        finished: None,
        facilitator: Some("Team manager".into()),
        present: vec!["2 social workers".into(), "health visitor".into()],
        apologies: Vec::new(),
        minutes_planned: Some(45),
        audience: Some("team and supervisor".into()),
        wellbeing_check: true,
        other: toml::Table::new(),
    };
    let mut session = Session::begun(&review, "sha256:0".into(), meeting);
    session.id = format!("{date}-child-ac-team-{number}");
    let questions = session.questions.len();
    for point in 0..points {
        let question = &mut session.questions[point % questions];
        question.outcome = Outcome::Discussed;
        question.answers.push(format!(
            "Point {point}: what we would see on an ordinary day, in about as many words as a team lead types while others speak, with one example."
        ));
    }
    session
}

fn write_sessions(folder: &Path) -> usize {
    fs::create_dir(folder).expect("a folder");
    let mut bytes = 0;
    for number in 0..FILES {
        let session = session(number, 40);
        let text = write_session(&session, None).expect("a text");
        bytes = text.len();
        fs::write(folder.join(format!("{}.toml", session.id)), text).expect("a file");
    }
    bytes
}

/// The median wall time of `true` and of each command, in seconds, run in turn.
fn interleaved(home: &Path, commands: &[&[&str]]) -> Vec<f64> {
    let mut times = vec![Vec::new(); commands.len() + 1];
    for _ in 0..RUNS {
        times[0].push(timed(Command::new("true")));
        for (at, arguments) in commands.iter().enumerate() {
            let mut command = reflect(home);
            command.args(*arguments);
            times[at + 1].push(timed(command));
        }
    }
    times
        .into_iter()
        .map(|mut times| {
            times.sort();
            times[RUNS / 2].as_secs_f64()
        })
        .collect()
}

fn timed(mut command: Command) -> Duration {
    let from = Instant::now();
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(status.expect("a run").success());
    from.elapsed()
}

fn reflect(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reflect"));
    command.env_clear().env("HOME", home).current_dir(home);
    command
}

/// Calls and flushes between the echo of a typed point and the word that it is saved.
fn system_calls_of_a_save(room: &Path) -> Option<(f64, f64)> {
    let typed = room.join("typed.txt");
    let lines = "Team\n\n\n\n\n\n\n/skip\nPoint one\nPoint two\n";
    fs::write(&typed, lines).expect("a file");
    let trace = room.join("trace");
    let status = Command::new("strace")
        .args(["-s", "80", "-o"])
        .arg(&trace)
        .arg(env!("CARGO_BIN_EXE_reflect"))
        .args(["start", "child-ac"])
        .env("HOME", room)
        .env("REFLECT_SESSIONS", room.join("saved"))
        .stdin(fs::File::open(typed).expect("a file"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    if !status.is_ok_and(|status| status.success()) {
        return None;
    }
    let trace = fs::read_to_string(trace).ok()?;
    let calls: Vec<&str> = trace
        .lines()
        .skip_while(|call| !call.contains("write(1, \"Point two"))
        .skip(1)
        .take_while(|call| !call.contains("write(1, \"Saved: Point two"))
        // The allocator gives memory back whenever it likes; that is no part of a save.
        .filter(|call| !call.starts_with("brk("))
        .collect();
    let flushes = calls
        .iter()
        .filter(|call| call.starts_with("fsync("))
        .count();
    #[allow(clippy::cast_precision_loss, reason = "a handful of calls")]
    Some((calls.len() as f64, flushes as f64))
}

/// The size and the median time of one save.
fn one_save(room: &Path, points: usize) -> (usize, Duration) {
    use reflect::store::SystemDisk;
    use reflect::store::save::Saver;
    let text = write_session(&session(1, points), None).expect("a text");
    let disk = SystemDisk::open(room).expect("a folder");
    let mut saver = Saver::new(disk, &format!("{points}.toml"), None);
    let mut times: Vec<Duration> = (0..51)
        .map(|_| {
            let from = Instant::now();
            saver.save(&text).expect("a save");
            from.elapsed()
        })
        .collect();
    times.sort();
    (text.len(), times[25])
}

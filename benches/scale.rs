//! Lists over many sessions, as ratios of processor time to ripgrep and taskwarrior in one interleaved run.
//!
//! `cargo bench --bench scale` takes 1,000 and 10,000 files; with `REFLECT_LONG=1` 100,000 as well.
//! Each figure is printed beside its target, and the end is status 1 where one is missed or could not
//! be measured. Linux only, with Debian's `ripgrep` and `taskwarrior` 2.6: version 3 takes hours to import as many.

mod generated;

use chrono::NaiveDate;
use generated::{RARE, write_sessions};
use reflect::model::action::Status;
use reflect::model::commitments::{Commitments, Packed};
use reflect::model::date::Day;
use reflect::query::actions::actions;
use reflect::render::table::{Layout, lay_out};
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

/// What one run of a command took.
#[derive(Clone, Copy)]
struct Cost {
    /// Processor seconds of the whole process.
    seconds: f64,
    /// The most memory it held, in MB.
    memory: f64,
}

fn main() -> ExitCode {
    // Newer versions of both take other times and other memory.
    for program in ["rg", "task"] {
        println!("{program}: {}", version(program));
    }
    let room = tempfile::tempdir().expect("a room");
    let mut sizes = vec![1_000, 10_000];
    if std::env::var_os("REFLECT_LONG").is_some() {
        sizes.push(100_000);
    }
    let mut met = true;
    let mut of_ten_thousand: Option<Vec<Cost>> = None;
    for size in sizes {
        let folder = room.path().join(size.to_string());
        let bytes = write_sessions(&folder, size) / size as usize;
        println!("\n{size} sessions of {:.1} KB", bytes as f64 / 1024.0);
        let runs = if size > 10_000 { 5 } else { 15 };
        let costs = measure(room.path(), &folder, runs);
        met &= report(&costs, size);
        match &of_ten_thousand {
            None if size == 10_000 => of_ten_thousand = Some(costs),
            Some(before) if size == 100_000 => {
                met &= say(
                    "open actions, times those of 10,000 files",
                    costs[0].seconds / before[0].seconds,
                    11.0,
                );
                met &= say(
                    "open actions, memory, times ripgrep's",
                    costs[0].memory / costs[1].memory,
                    1.2,
                );
            }
            _ => {}
        }
        fs::remove_dir_all(&folder).expect("an empty room");
    }
    met &= say(
        "a list of 10,000 rows on a terminal, times its tab-separated form",
        long_list(Layout::Table(100)) / long_list(Layout::Tabs),
        2.0,
    );
    ExitCode::from(u8::from(!met))
}

/// What a program calls itself.
fn version(program: &str) -> String {
    let said = Command::new(program).arg("--version").output().ok();
    let said = said.map(|said| String::from_utf8_lossy(&said.stdout).into_owned());
    let first = said.as_deref().and_then(|text| text.lines().next());
    first.unwrap_or("NOT INSTALLED").to_owned()
}

/// The best time for laying out 10,000 rows.
fn long_list(layout: Layout) -> f64 {
    let row = |at: u32| {
        vec![
            format!("2026-09-02-child-i-duty-team/A{at}"),
            "Ask the health visitor to come on Tuesday".into(),
            "Team manager".into(),
            "31 Oct 2026".into(),
            "open".into(),
        ]
    };
    let rows: Vec<Vec<String>> = (0..10_000).map(row).collect();
    let timed = |_| {
        let from = Instant::now();
        std::hint::black_box(lay_out(
            &["Action", "What", "Owner", "Due", "Status"],
            &rows,
            layout,
        ));
        from.elapsed().as_secs_f64()
    };
    (0..15).map(timed).fold(f64::NAN, f64::min)
}

/// The cheapest of some runs of each command, run in turn; not a number where it is not installed.
fn measure(room: &Path, folder: &Path, runs: usize) -> Vec<Cost> {
    let reflect = env!("CARGO_BIN_EXE_reflect");
    let sessions = folder.to_str().expect("a path");
    let tasks = task_folder(room, folder);
    let tasks = format!("rc.data.location={}", tasks.display());
    let commands: [(&str, &[&str]); 7] = [
        (reflect, &["--sessions", sessions, "actions", "--open"]),
        ("rg", &["--no-ignore", "^due = ", sessions]),
        (
            "task",
            &[
                "rc:/dev/null",
                "rc.gc=off",
                "rc.verbose=nothing",
                "rc.confirmation=off",
                "rc.defaultwidth=0",
                &tasks,
                "status:pending",
                "list",
            ],
        ),
        (reflect, &["--sessions", sessions, "search", RARE]),
        ("rg", &["--no-ignore", "-i", RARE, sessions]),
        (reflect, &["--sessions", sessions, "search", "handover"]),
        ("rg", &["--no-ignore", "-i", "handover", sessions]),
    ];
    let mut seconds = vec![f64::NAN; commands.len()];
    for _ in 0..runs {
        for ((program, arguments), best) in commands.iter().zip(&mut seconds) {
            // Not a number is less than nothing: the first run takes its place.
            *best = best.min(run(room, program, arguments).unwrap_or(f64::NAN));
        }
    }
    let memories = commands
        .iter()
        .map(|(program, arguments)| memory(room, program, arguments));
    seconds
        .into_iter()
        .zip(memories)
        .map(|(seconds, memory)| Cost { seconds, memory })
        .collect()
}

fn report(costs: &[Cost], size: u32) -> bool {
    let ratio = |one: usize, other: usize| costs[one].seconds / costs[other].seconds;
    println!(
        "open actions: {:.3} s, {:.0} MB",
        costs[0].seconds, costs[0].memory
    );
    println!(
        "ripgrep, due lines: {:.3} s, {:.0} MB",
        costs[1].seconds, costs[1].memory
    );
    let mut met = true;
    // The start of the program counts for more than the files where they are few.
    if size >= 10_000 {
        met &= say("open actions, times ripgrep's due lines", ratio(0, 1), 0.9);
        met &= say("open actions, times taskwarrior", ratio(0, 2), 1.0 / 3.0);
        met &= say("search for a rare word, times ripgrep -i", ratio(3, 4), 1.1);
        met &= say(
            "search for a common word, times ripgrep -i",
            ratio(5, 6),
            1.5,
        );
    } else {
        for (what, one, other) in [
            ("open actions, times ripgrep's due lines", 0, 1),
            ("open actions, times taskwarrior", 0, 2),
            ("search for a rare word, times ripgrep -i", 3, 4),
            ("search for a common word, times ripgrep -i", 5, 6),
        ] {
            println!("{what}: {:.2}", ratio(one, other));
        }
    }
    met
}

fn say(what: &str, found: f64, target: f64) -> bool {
    let met = found <= target;
    let word = match (met, found.is_nan()) {
        (_, true) => "NOT MEASURED",
        (true, _) => "met",
        (false, _) => "MISSED",
    };
    println!("{what}: {found:.2} (target {target:.2}) {word}");
    met
}

/// The same open and finished actions as taskwarrior keeps them.
fn task_folder(room: &Path, sessions: &Path) -> std::path::PathBuf {
    let folder = room.join(format!(
        "tasks-{}",
        sessions.file_name().expect("a name").display()
    ));
    fs::create_dir_all(&folder).expect("a folder");
    let files = fs::read_dir(sessions).expect("sessions").map(|entry| {
        let text = fs::read_to_string(entry.expect("an entry").path()).expect("a text");
        let (session, _) = reflect::model::file_text::read_session(&text).expect("a session");
        Packed::from(&Commitments::from(&session))
    });
    let files: Vec<Packed> = files.collect();
    // As they stand once every later meeting has been heard, since that is what is listed.
    let agreed = actions(files.iter().map(Packed::commitments), Day(NaiveDate::MAX));
    let rows = agreed.iter().map(|action| {
        let status = match action.status {
            Status::Open => "pending",
            _ => "completed",
        };
        let due = action.due.map_or(String::new(), |due| {
            due.0.format("%Y%m%dT000000Z").to_string()
        });
        serde_json::json!({
            "description": action.what, "project": action.team, "status": status,
            "entry": "20260101T000000Z", "end": "20260901T000000Z", "due": due,
        })
    });
    let rows = rows.collect();
    let file = folder.join("import.json");
    fs::write(&file, serde_json::Value::Array(rows).to_string()).expect("a file");
    let data = format!("rc.data.location={}", folder.display());
    let _ = Command::new("task")
        .args([
            "rc:/dev/null",
            "rc.verbose=nothing",
            "rc.confirmation=off",
            &data,
            "import",
        ])
        .arg(&file)
        .env("HOME", room)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    folder
}

/// A day after every generated session: what is dated after today is not listed.
const TODAY: &str = "2033-01-01";

/// Runs a command with its output read and thrown away; nothing where it is not installed or failed.
fn run(room: &Path, program: &str, arguments: &[&str]) -> Option<f64> {
    let before = of_children();
    let mut child = Command::new(program)
        .args(arguments)
        .env("HOME", room)
        .env("REFLECT_TODAY", TODAY)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    // Read, since some programs do less when nobody does.
    std::io::copy(&mut child.stdout.take()?, &mut std::io::sink()).ok()?;
    child.wait().ok()?.code()?;
    Some(of_children() - before)
}

/// The processor seconds of every child that has ended.
fn of_children() -> f64 {
    use nix::sys::resource::{UsageWho, getrusage};
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("a count");
    let seconds =
        |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
    seconds(usage.user_time()) + seconds(usage.system_time())
}

/// The most memory that a command holds, in MB, as GNU time says.
fn memory(room: &Path, program: &str, arguments: &[&str]) -> f64 {
    let found = room.join("memory");
    let status = Command::new("time")
        .args(["-f", "%M", "-o"])
        .arg(&found)
        .arg(program)
        .args(arguments)
        .env("HOME", room)
        .env("REFLECT_TODAY", TODAY)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let kilobytes = status.ok().and_then(|_| fs::read_to_string(found).ok());
    let kilobytes = kilobytes.and_then(|text| text.lines().last()?.parse::<f64>().ok());
    kilobytes.map_or(f64::NAN, |kilobytes| kilobytes / 1024.0)
}

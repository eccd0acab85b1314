//! How fast documents are imported, and how much memory that takes beyond that of a document of one page.
//!
//! `cargo bench --bench import` prints each figure beside its target and ends with status 1 where one is
//! missed. Linux only.

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

mod timed;
mod written;

use timed::wall_times;
use written::{Document, briefing, pairs, pdf};

/// The hidden word by which the bench measures one import in a process of its own: the peak that the
/// system counts is that of all children of a process so far.
const MEASURE: &str = "--measure";
const DRY_RUN: [&str; 3] = ["reviews", "import", "--dry-run"];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|word| word == MEASURE) {
        println!("{}", peak_of(Path::new(&arguments[at + 1])));
        return ExitCode::SUCCESS;
    }
    let room = tempfile::tempdir().expect("a room");
    let mut all_met = true;
    let mut report = |what: &str, found: f64, target: f64| {
        let met = found <= target;
        all_met &= met;
        let word = if met { "met" } else { "MISSED" };
        println!("{what}: {found:.2} (target {target}) {word}");
    };
    let put = |document: &Document| {
        let path = room.path().join(document.name);
        fs::write(&path, &document.bytes).expect("a document");
        path
    };
    let (start, import) = start_and_import(&put(&briefing()));
    report(
        "import of a briefing's text, milliseconds beyond the start",
        import - start,
        5.0,
    );
    println!("  a start took {start:.2} milliseconds, and the import in all {import:.2}");
    let (_, import) = start_and_import(&put(&pdf("forty-pages.pdf", 40, 0)));
    report("import of a PDF of 40 pages, seconds", import / 1000.0, 1.0);
    for (tiny, large) in pairs() {
        let times = times_the_document(&put(&tiny), &put(&large));
        let megabytes = large.bytes.len() as f64 / 1e6;
        let what = format!("{}, {megabytes:.1} MB, peak memory, times", large.name);
        report(&what, times, 20.0);
    }
    ExitCode::from(u8::from(!all_met))
}

/// The wall times, in milliseconds, of a start and of an import that writes nothing.
fn start_and_import(document: &Path) -> (f64, f64) {
    let mut start = reflect();
    start.arg("--version");
    let mut import = reflect();
    import.args(DRY_RUN).arg(document);
    let times = wall_times(&mut [start, import]);
    (times[0], times[1])
}

/// The peak memory of an import beyond that of a tiny document, as a multiple of the document's size.
fn times_the_document(tiny: &Path, large: &Path) -> f64 {
    let bytes = fs::metadata(large).expect("a document").len();
    peak(large).saturating_sub(peak(tiny)) as f64 / bytes as f64
}

fn reflect() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reflect"));
    command.env_clear();
    command
}

fn run(command: &mut Command) {
    let status = command.stdout(Stdio::null()).status();
    assert!(status.expect("a run").success(), "{command:?}");
}

fn import(document: &Path) {
    run(reflect().args(DRY_RUN).arg(document));
}

/// The most memory that a process had which an import began, in bytes.
fn peak(document: &Path) -> u64 {
    let output = Command::new(std::env::current_exe().expect("this program"))
        .arg(MEASURE)
        .arg(document)
        .output()
        .expect("a run");
    let said = String::from_utf8(output.stdout).expect("a number");
    said.trim().parse().expect(&said)
}

fn peak_of(document: &Path) -> u64 {
    use nix::sys::resource::{UsageWho, getrusage};
    import(document);
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("what was used");
    u64::try_from(usage.max_rss()).expect("a size") * 1024
}

//! Power cuts on real file systems: a meeting is held on an image, stopped at a random moment, and the
//! image copied as it is on the disk then. Mounted again, the copy holds every line that was accepted.
//!
//! Needs Linux, root, and the tools of ext4 and xfs; ends its mounts itself, whatever happens:
//! `unshare --mount cargo test --test power_cuts -- --ignored --nocapture`. `REFLECT_CUTS=20` makes it shorter.
#![cfg(target_os = "linux")]

mod careless;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use reflect::model::file_text::{EndMark, read_session};
use std::collections::HashSet;
use std::fs::{self, File};
use std::hash::{BuildHasher, RandomState};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How often one meeting is stopped, and how many points are made in it at most.
const CUTS_OF_ONE: usize = 50;
const POINTS: usize = 2_000;

const SETUP: &str = "Duty Team\n\n\n\n\nteam only\n\n/skip\n";

#[derive(Clone, Copy)]
enum FileSystem {
    Ext4,
    Xfs,
}

#[derive(Clone, Copy)]
enum Program {
    Reflect,
    /// The test that starts it, and how it saves.
    Careless(&'static str, &'static str),
}

fn run(program: &str, arguments: &[&str]) {
    let output = match Command::new(program).args(arguments).output() {
        Ok(output) => output,
        Err(error) => panic!("{program} is needed here: {error}"),
    };
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {said}");
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// A number below this one.
fn random(limit: u64) -> u64 {
    RandomState::new().hash_one(limit) % limit
}

/// An image that is mounted, until this is dropped.
struct Mounted(PathBuf);

impl Mounted {
    fn new(image: &Path, at: &Path, file_system: FileSystem) -> Self {
        fs::create_dir_all(at).expect("a place to mount at");
        let options = match file_system {
            FileSystem::Ext4 => "loop",
            // The copy has the same name as the original, which is still mounted.
            FileSystem::Xfs => "loop,nouuid",
        };
        run("mount", &["-o", options, text(image), text(at)]);
        Self(at.to_owned())
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        for arguments in [&[][..], &["--lazy"]] {
            let mut umount = Command::new("umount");
            let ended = umount.args(arguments).arg(&self.0).stderr(Stdio::null());
            if ended.status().is_ok_and(|status| status.success()) {
                return;
            }
        }
    }
}

/// A program that holds a meeting, until this is dropped.
struct Running(Child);

impl Running {
    fn signal(&self, signal: Signal) {
        let id = i32::try_from(self.0.id()).expect("a process");
        kill(Pid::from_raw(id), signal).expect("a signal");
    }

    /// Stops it, and waits until every thread of it stands still.
    fn stop(&self) {
        self.signal(Signal::SIGSTOP);
        let tasks = PathBuf::from(format!("/proc/{}/task", self.0.id()));
        let still = || {
            let mut tasks = fs::read_dir(&tasks).expect("its threads");
            tasks.all(|task| {
                let state = fs::read_to_string(task.expect("a thread").path().join("stat"));
                // The state stands behind the name, which is in parentheses. An ended one is as good.
                state.map_or(true, |state| {
                    let state = state.rsplit_once(") ").map(|(_, state)| &state[..1]);
                    matches!(state, Some("T" | "Z" | "X"))
                })
            })
        };
        while !still() {
            std::thread::yield_now();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Begins a meeting in a folder. What stands on its screen goes into a file, and what is typed comes
/// with short pauses, so that it is stopped within saves and between them; not while the lock is held.
fn begin(program: Program, folder: &Path, home: &Path, screen: &Path) -> (Running, Arc<Mutex<()>>) {
    let mut command = match program {
        Program::Reflect => {
            let mut command = Command::new(env!("CARGO_BIN_EXE_reflect"));
            command.args(["start", "child-ac"]).env_clear();
            command
        }
        Program::Careless(test, way) => careless::command(test, way),
    };
    let mut child = command
        .current_dir(folder)
        .env("HOME", home)
        .env("REFLECT_TODAY", "2026-11-21")
        .env("REFLECT_SESSIONS", "sessions")
        .stdin(Stdio::piped())
        .stdout(File::create(screen).expect("a screen"))
        .stderr(Stdio::null())
        .spawn()
        .expect("the program");
    let mut typing = child.stdin.take().expect("standard input");
    let at_work = Arc::new(Mutex::new(()));
    let awaited = Arc::clone(&at_work);
    std::thread::spawn(move || {
        if matches!(program, Program::Reflect) && typing.write_all(SETUP.as_bytes()).is_err() {
            return;
        }
        for point in 0..POINTS {
            let typed = match program {
                Program::Reflect => format!("Point {point}.\n"),
                Program::Careless(..) => format!("Saved: Point {point}.\tPoint {point}.\n"),
            };
            // Nobody types while it stands still, or there would be no pause afterwards.
            drop(awaited.lock());
            // It ends when the program is killed.
            if typing.write_all(typed.as_bytes()).is_err() {
                return;
            }
            std::thread::sleep(Duration::from_micros(random(6_000)));
        }
    });
    (Running(child), at_work)
}

/// What is wrong with a meeting after a power cut, if anything, given what the screen had accepted.
fn wrong(folder: &Path, home: &Path, screen: &str, program: Program) -> Option<String> {
    let accepted: Vec<&str> = screen
        .lines()
        .filter_map(|line| line.strip_prefix("Saved: "))
        .collect();
    let file = folder.join("sessions/2026-11-21-child-ac-duty-team.toml");
    let Ok(text) = fs::read_to_string(&file) else {
        return (!accepted.is_empty()).then(|| format!("no file for {} lines", accepted.len()));
    };
    let session = match read_session(&text) {
        Ok((session, EndMark::Right)) => session,
        Ok((_, end_mark)) => return Some(format!("the end mark is {end_mark:?}")),
        Err(error) => return Some(format!("{} bytes do not load: {error}", text.len())),
    };
    let answers: HashSet<&str> = session
        .questions
        .iter()
        .flat_map(|question| question.answers.iter().map(String::as_str))
        .collect();
    let lost = accepted
        .iter()
        .filter(|words| !answers.contains(*words))
        .count();
    if lost > 0 {
        return Some(format!("{lost} of {} lines are lost", accepted.len()));
    }
    if !matches!(program, Program::Reflect) {
        return None;
    }
    let mut resume = Command::new(env!("CARGO_BIN_EXE_reflect"))
        .arg("resume")
        .current_dir(folder)
        .env_clear()
        .env("HOME", home)
        .env("REFLECT_TODAY", "2026-11-21")
        .env("REFLECT_SESSIONS", "sessions")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program");
    let mut typing = resume.stdin.take().expect("standard input");
    writeln!(typing, "/pause").expect("a line typed");
    drop(typing);
    let said = resume.wait_with_output().expect("an end").stdout;
    let said = String::from_utf8_lossy(&said);
    (!said.contains("Paused. Everything is kept")).then(|| format!("it does not go on:\n{said}"))
}

/// What came of many power cuts.
struct Tally {
    cuts: usize,
    accepted: usize,
    wrongs: Vec<String>,
}

/// Cuts the power so often.
fn cut(program: Program, file_system: FileSystem, cuts: usize) -> Tally {
    let began = Instant::now();
    let room = TempDir::new().expect("a room");
    let path = |name: &str| room.path().join(name);
    let (image, copy) = (path("image"), path("copy"));
    let (megabytes, make, quickly) = match file_system {
        FileSystem::Ext4 => (
            48,
            "mkfs.ext4",
            &["-q", "-F", "-E", "lazy_itable_init=0"][..],
        ),
        // xfs makes none that is smaller.
        FileSystem::Xfs => (300, "mkfs.xfs", &["-q", "-f"][..]),
    };
    let made = File::create(&image).expect("an image");
    made.set_len(megabytes * 1024 * 1024).expect("its length");
    run(make, &[quickly, &[text(&image)]].concat());
    let disk = Mounted::new(&image, &path("disk"), file_system);
    let mut tally = Tally {
        cuts: 0,
        accepted: 0,
        wrongs: Vec::new(),
    };
    while tally.cuts < cuts {
        let name = format!("meeting-{}", tally.cuts);
        let folder = disk.0.join(&name);
        fs::create_dir(&folder).expect("a folder");
        run("sync", &["--file-system", text(&folder)]);
        let (running, at_work) = begin(program, &folder, room.path(), &path("screen"));
        for _ in 0..CUTS_OF_ONE.min(cuts - tally.cuts) {
            std::thread::sleep(Duration::from_micros(random(30_000)));
            let still = at_work.lock();
            running.stop();
            let screen = fs::read_to_string(path("screen")).expect("the screen");
            run("cp", &["--sparse=always", text(&image), text(&copy)]);
            let after = Mounted::new(&copy, &path("after"), file_system);
            tally.cuts += 1;
            tally.accepted += screen.matches("Saved: ").count();
            if let Some(wrong) = wrong(&after.0.join(&name), room.path(), &screen, program) {
                tally.wrongs.push(format!("cut {}: {wrong}", tally.cuts));
            }
            drop(after);
            running.signal(Signal::SIGCONT);
            drop(still);
        }
        drop(running);
        fs::remove_dir_all(&folder).expect("a folder removed");
    }
    println!(
        "{}, {}: {} of {} power cuts lost something; {} accepted lines looked for, {} s",
        match program {
            Program::Reflect => "reflect",
            Program::Careless(_, way) => way,
        },
        make.trim_start_matches("mkfs."),
        tally.wrongs.len(),
        tally.cuts,
        tally.accepted,
        began.elapsed().as_secs(),
    );
    tally
}

fn cuts(cuts: usize) -> usize {
    let fewer = std::env::var("REFLECT_CUTS").ok();
    fewer.map_or(cuts, |fewer| fewer.parse().expect("a number of cuts"))
}

#[test]
#[ignore = "needs root, loop devices and some minutes"]
fn of_1_000_power_cuts_on_ext4_none_loses_a_line() {
    let tally = cut(Program::Reflect, FileSystem::Ext4, cuts(1_000));
    assert_eq!(tally.wrongs, Vec::<String>::new());
    assert!(tally.accepted > tally.cuts, "hardly a line was accepted");
}

#[test]
#[ignore = "needs root, loop devices and some minutes"]
fn of_200_power_cuts_on_xfs_none_loses_a_line() {
    let tally = cut(Program::Reflect, FileSystem::Xfs, cuts(200));
    assert_eq!(tally.wrongs, Vec::<String>::new());
    assert!(tally.accepted > tally.cuts, "hardly a line was accepted");
}

#[test]
#[ignore = "needs root, loop devices and some minutes"]
fn careless_programs_lose_lines_in_a_power_cut() {
    if careless::act_if_told() {
        return;
    }
    const TEST: &str = "careless_programs_lose_lines_in_a_power_cut";
    let with_care = Program::Careless(TEST, careless::WITH_CARE);
    let tally = cut(with_care, FileSystem::Ext4, cuts(100));
    assert_eq!(tally.wrongs, Vec::<String>::new());
    for way in careless::WAYS {
        let program = Program::Careless(TEST, way);
        let lost = cut(program, FileSystem::Ext4, cuts(100)).wrongs.len()
            + cut(program, FileSystem::Xfs, cuts(50)).wrongs.len();
        // These two are wrong only until their flush, which ext4 and xfs outlive but for rare moments; the
        // simulated disk and the order of calls find them out.
        if !["in place and flushed", "flushed after the renaming"].contains(&way) {
            assert!(lost > 0, "{way}");
        }
    }
}

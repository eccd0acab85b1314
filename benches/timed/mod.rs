//! The time of commands, run in turn: of the processor, which says the same on a busy machine as on a
//! quiet one, or of the clock on the wall.

// Each benchmark uses one of the two.
#![allow(dead_code)]

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use std::process::{Command, Stdio};
use std::time::Instant;

const RUNS: usize = 101;

/// The median processor time of each command with all its children, in milliseconds.
pub fn processor_times(commands: &mut [Command]) -> Vec<f64> {
    medians(commands, |command| {
        let before = of_children();
        run(command);
        of_children() - before
    })
}

/// The median wall time of each command, in milliseconds.
pub fn wall_times(commands: &mut [Command]) -> Vec<f64> {
    medians(commands, |command| {
        let from = Instant::now();
        run(command);
        i64::try_from(from.elapsed().as_micros()).expect("a short run")
    })
}

fn run(command: &mut Command) {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(status.expect("a run").success(), "{command:?}");
}

/// The median of each command's microseconds, as milliseconds.
fn medians(commands: &mut [Command], timed: impl Fn(&mut Command) -> i64) -> Vec<f64> {
    let mut times = vec![Vec::new(); commands.len()];
    for _ in 0..RUNS {
        for (command, times) in commands.iter_mut().zip(&mut times) {
            times.push(timed(command));
        }
    }
    times
        .into_iter()
        .map(|mut times| {
            times.sort_unstable();
            times[RUNS / 2] as f64 / 1000.0
        })
        .collect()
}

/// The processor time of all children that have ended, in microseconds.
fn of_children() -> i64 {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("what was used");
    usage.user_time().num_microseconds() + usage.system_time().num_microseconds()
}

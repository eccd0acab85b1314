//! The processor time of a command, which says the same on a busy machine as on a quiet one.

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use std::process::{Command, Stdio};

const RUNS: usize = 101;

/// The median processor time of each command with all its children, in milliseconds, run in turn.
pub fn processor_times(commands: &mut [Command]) -> Vec<f64> {
    let mut times = vec![Vec::new(); commands.len()];
    for _ in 0..RUNS {
        for (command, times) in commands.iter_mut().zip(&mut times) {
            let before = of_children();
            let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
            assert!(status.expect("a run").success(), "{command:?}");
            times.push(of_children() - before);
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

//! A limit on the size of files makes a save fail, as a full disk does, and does not end the program.

/// From now on a write beyond the limit is an error that a save can tell of. Without this the system ends
/// the program in the middle of it. Must come before any other thread is started.
#[cfg(unix)]
pub fn survive() {
    use nix::sys::signal::{SigSet, Signal};
    let mut beyond = SigSet::empty();
    beyond.add(Signal::SIGXFSZ);
    // A system that refuses this has no such limit.
    let _ = beyond.thread_block();
}

/// No such limit is known elsewhere.
#[cfg(not(unix))]
pub fn survive() {}

//! Signals that end the program are waited for in one thread, so that nothing is cut short.
//!
//! No handler interrupts a read: console takes any interrupted read for Ctrl-C, so that a handler for
//! a change of the window's size would end the meeting.

use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, sigaction};

extern "C" fn nothing(_: std::ffi::c_int) {}

/// Calls `then` with the signal's number when the program is told to end, in a thread of its own.
/// Must be called before any other thread is started. With `ctrl_c`, an interrupt from the keyboard
/// counts too; without it, an interrupt does nothing here and is read as a key.
pub fn wait_for_the_end(ctrl_c: bool, then: impl FnOnce(i32) + Send + 'static) {
    let mut awaited = SigSet::empty();
    for signal in [Signal::SIGTERM, Signal::SIGHUP, Signal::SIGQUIT] {
        awaited.add(signal);
    }
    if ctrl_c {
        awaited.add(Signal::SIGINT);
    } else {
        let action = SigAction::new(
            SigHandler::Handler(nothing),
            SaFlags::SA_RESTART,
            SigSet::empty(),
        );
        // SAFETY: the handler does nothing, which is safe at any moment.
        let _ = unsafe { sigaction(Signal::SIGINT, &action) };
    }
    if awaited.thread_block().is_err() {
        return;
    }
    std::thread::spawn(move || {
        if let Ok(signal) = awaited.wait() {
            then(signal as i32);
        }
    });
}

/// Whether a signal is the one that Ctrl-C sends.
pub fn is_ctrl_c(signal: i32) -> bool {
    signal == Signal::SIGINT as i32
}

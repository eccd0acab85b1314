//! Signals that end the program are waited for in one thread, so that nothing is cut short.
//!
//! No handler interrupts a read: console takes any interrupted read for Ctrl-C, so that a handler for
//! a change of the window's size would end the meeting.

use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, sigaction};
use std::sync::{Mutex, Once, PoisonError};

extern "C" fn nothing(_: std::ffi::c_int) {}

type Then = Box<dyn FnOnce(i32) + Send>;

/// What happens when the program is told to end, as the conversation that is open now wants it.
static THEN: Mutex<Option<Then>> = Mutex::new(None);

/// The one thread that waits, from the first conversation to the end of the program.
static WAITING: Once = Once::new();

/// Calls `then` with the signal's number when the program is told to end, in a thread of its own. A
/// later call replaces an earlier one. With `ctrl_c`, which is settled by the first call, an interrupt
/// from the keyboard counts too; without it, an interrupt does nothing here and is read as a key.
pub fn at_the_end(ctrl_c: bool, then: impl FnOnce(i32) + Send + 'static) {
    *THEN.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(then));
    WAITING.call_once(|| wait(ctrl_c));
}

/// From now on the program just ends when it is told to.
pub fn nothing_at_the_end() {
    *THEN.lock().unwrap_or_else(PoisonError::into_inner) = None;
}

/// Must come before any other thread is started, or that one would be sent the signals.
fn wait(ctrl_c: bool) {
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
        let Ok(signal) = awaited.wait() else { return };
        let then = THEN.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(then) = then {
            then(signal as i32);
        }
        std::process::exit(128 + signal as i32);
    });
}

/// Whether a signal is the one that Ctrl-C sends.
pub fn is_ctrl_c(signal: i32) -> bool {
    signal == Signal::SIGINT as i32
}

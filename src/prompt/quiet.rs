//! The terminal while a meeting runs: nothing typed ahead is drawn into the page, and Ctrl-C arrives as a key.

use nix::libc::termios;
use nix::sys::termios::{FlushArg, LocalFlags, SetArg, Termios, tcflush, tcgetattr, tcsetattr};
use std::io::{Write, stdin, stdout};
use std::sync::Arc;

/// Holds the terminal quiet until it is given back. A copy can be handed to another thread.
#[derive(Clone)]
pub struct Quiet(Arc<Before>);

// The plain structure, since the library's own cannot be shared between threads.
struct Before(termios);

impl Quiet {
    /// Makes the terminal on standard input quiet; nothing where it is none.
    pub fn hold() -> Option<Self> {
        let before = tcgetattr(stdin()).ok()?;
        let mut quiet = before.clone();
        quiet
            .local_flags
            .remove(LocalFlags::ECHO | LocalFlags::ICANON | LocalFlags::ISIG);
        tcsetattr(stdin(), SetArg::TCSANOW, &quiet).ok()?;
        Some(Self(Arc::new(Before(before.into()))))
    }

    /// Puts the terminal back, with the cursor shown and bracketed paste off. What is left of a
    /// paste is thrown away, or the shell would run it. A terminal that is gone has nothing to put back.
    pub fn give_back(&self) {
        let mut out = stdout();
        let _ = out.write_all(b"\x1b[?2004l\x1b[?25h");
        let _ = out.flush();
        let _ = tcflush(stdin(), FlushArg::TCIFLUSH);
        let _ = tcsetattr(stdin(), SetArg::TCSANOW, &Termios::from(self.0.0));
    }
}

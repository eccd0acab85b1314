//! On Unix the child is a fork of the program: it has the document already, and nothing starts a second time.

use super::{MEMORY, SECONDS};
use crate::import::format::Format;
use nix::libc;
use nix::sys::resource::{Resource, setrlimit};
use nix::sys::signal::{Signal, kill};
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::{ForkResult, Pid, dup2_stderr, dup2_stdin, dup2_stdout, fork};
use std::fs::File;
use std::io::{self, PipeReader, PipeWriter, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

pub struct Child(Pid);

/// Begins to read a document in a child, and gives what it answers.
pub fn begin(format: Format, bytes: &[u8]) -> io::Result<(Child, PipeReader)> {
    let (answering, telling) = io::pipe()?;
    let nothing = File::options().read(true).write(true).open("/dev/null")?;
    // SAFETY: documents are read before any other thread of the program has begun, or after it has ended. Were
    // there one that held a lock for ever, the parent's clock would end the child.
    match unsafe { fork() }? {
        ForkResult::Parent { child } => Ok((Child(child), answering)),
        ForkResult::Child => {
            // Held here too, it would never let this end learn that nobody listens any more.
            drop(answering);
            let done = catch_unwind(AssertUnwindSafe(|| tell(format, bytes, telling, &nothing)));
            let status = i32::from(!matches!(done, Ok(Ok(()))));
            // SAFETY: nothing of the child's is lost. What the parent has still to print, to unlock and to
            // remove is not the child's to see to.
            unsafe { libc::_exit(status) }
        }
    }
}

fn tell(format: Format, bytes: &[u8], mut telling: PipeWriter, nothing: &File) -> io::Result<()> {
    // A reader that fails says nothing on the screen: the parent does. And nobody who reads what the parent
    // prints waits for the child.
    dup2_stdin(nothing)?;
    dup2_stdout(nothing)?;
    dup2_stderr(nothing)?;
    limit();
    telling.write_all(super::told(format, bytes).as_bytes())
}

/// Memory, time and files, so that a hostile document takes nothing but its own reader down.
fn limit() {
    for (resource, most) in [
        (Resource::RLIMIT_AS, MEMORY),
        (Resource::RLIMIT_CPU, SECONDS),
        (Resource::RLIMIT_FSIZE, 0),
        (Resource::RLIMIT_CORE, 0),
    ] {
        // A system that refuses a limit still has the parent's clock.
        let _ = setrlimit(resource, most, most);
    }
}

impl Child {
    pub fn has_ended(&mut self) -> bool {
        waitpid(self.0, Some(WaitPidFlag::WNOHANG)) != Ok(WaitStatus::StillAlive)
    }

    /// Ends a child that has not ended.
    pub fn end(self) {
        // It may have ended between the last look and now: nobody but this has waited for it, so the number
        // is still its own.
        let _ = kill(self.0, Signal::SIGKILL);
        let _ = waitpid(self.0, None);
    }
}

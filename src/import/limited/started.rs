//! On Windows the child is the program, started once more with a hidden verb and held in a job.

use super::job;
use crate::import::format::Format;
use std::io::{self, Read, Write};
use std::os::windows::io::OwnedHandle;
use std::process::{ChildStdout, Command, Stdio};

/// The hidden verb by which the program reads a document for itself.
pub const VERB: &str = "read-document";

pub struct Child {
    process: std::process::Child,
    /// Open until the child has ended: closing a job ends what is in it.
    _job: Option<OwnedHandle>,
}

/// Begins to read a document in a child, and gives what it answers.
pub fn begin(format: Format, bytes: &[u8]) -> io::Result<(Child, ChildStdout)> {
    let mut process = Command::new(std::env::current_exe()?)
        .args([VERB, format.word()])
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    // Before the child is given a single byte of the document. A system that refuses still has the clock.
    let held = job::hold(&process).ok();
    let (Some(mut typing), Some(answering)) = (process.stdin.take(), process.stdout.take()) else {
        return Err(io::ErrorKind::BrokenPipe.into());
    };
    let bytes = bytes.to_vec();
    // Beside the clock, which a child that reads nothing would keep waiting. One that has given up reads no more.
    std::thread::spawn(move || drop(typing.write_all(&bytes)));
    let child = Child {
        process,
        _job: held,
    };
    Ok((child, answering))
}

/// What the child does: reads the document from standard input, and answers with its blocks or with a clause.
pub fn answer(format: Format, document: impl Read) -> String {
    let mut bytes = Vec::new();
    match document
        .take(crate::import::LARGEST + 1)
        .read_to_end(&mut bytes)
    {
        Ok(_) => super::told(format, &bytes),
        Err(_) => String::new(),
    }
}

impl Child {
    pub fn has_ended(&mut self) -> bool {
        !matches!(self.process.try_wait(), Ok(None))
    }

    /// Ends a child that has not ended.
    pub fn end(mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

//! A document is read in a child process of the program itself, with limits. A document that breaks its
//! reader breaks nothing else.

#[cfg(windows)]
mod job;

use super::block::Block;
use super::format::Format;
use serde::Deserialize;
use std::io::{BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

/// The longest that a document may take, in wall-clock time.
const LONGEST: Duration = Duration::from_secs(15);

/// The most memory that a child may have, in bytes.
#[cfg(any(unix, windows))]
const MEMORY: u64 = 512 * 1024 * 1024;

/// The longest that a child may work, in seconds of a processor's time.
#[cfg(any(unix, windows))]
const SECONDS: u64 = 10;

/// The most that a child may answer, in bytes.
const LARGEST_ANSWER: u64 = 64 * 1024 * 1024;

/// The hidden verb by which the program reads a document for itself.
pub const VERB: &str = "read-document";

const BEYOND_LIMITS: &str =
    "it takes more time or memory to read than a document of this kind should, or is damaged";

/// Reads a document in a child process.
///
/// # Errors
/// One clause that says why it cannot be read.
pub fn read(format: Format, bytes: &[u8]) -> Result<Vec<Block>, String> {
    let no_child =
        |error: std::io::Error| format!("no process could be started to read it: {error}");
    let program = std::env::current_exe().map_err(no_child)?;
    let mut child = Command::new(program)
        .args([VERB, format.word()])
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(no_child)?;
    // Before the child is given a single byte of the document. A system that refuses still has the clock.
    #[cfg(windows)]
    let _held = job::hold(&child);
    let (Some(mut typing), Some(answering)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(BEYOND_LIMITS.into());
    };
    let (over, is_over) = mpsc::channel::<()>();
    // Whoever waits for an answer cannot look at a clock, and nobody has to wait for a child to end.
    std::thread::spawn(move || see_to_its_end(child, &is_over));
    // A child reads the whole document before it answers. One that has given up reads no more.
    let _ = typing.write_all(bytes);
    drop(typing);
    // Read as it comes: the answer of a long document is as long again as its blocks.
    let answer = BufReader::new(answering.take(LARGEST_ANSWER));
    let blocks = Result::deserialize(&mut serde_json::Deserializer::from_reader(answer));
    drop(over);
    blocks.unwrap_or_else(|_| Err(BEYOND_LIMITS.into()))
}

/// Lets a child work until it has answered or its time is over, and then sees that it ends.
fn see_to_its_end(mut child: Child, is_over: &mpsc::Receiver<()>) {
    const TO_END: Duration = Duration::from_secs(1);
    if is_over.recv_timeout(LONGEST) != Err(RecvTimeoutError::Timeout) {
        let until = Instant::now() + TO_END;
        while let Ok(None) = child.try_wait() {
            if Instant::now() >= until {
                break;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }
    // Neither has anything to do where it has ended.
    let _ = child.kill();
    let _ = child.wait();
}

/// What the child does: takes limits upon itself, reads the document from standard input, and answers
/// with its blocks or with a clause.
pub fn answer(format: Format, document: impl Read) -> String {
    limit();
    let mut bytes = Vec::new();
    let read = document
        .take(super::LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| error.to_string())
        .and_then(|_| format.read(&bytes));
    // Blocks are plain text; they can always be written.
    serde_json::to_string(&read).unwrap_or_default()
}

/// Memory, time and files, so that a hostile document takes nothing but its own reader down.
#[cfg(unix)]
fn limit() {
    use nix::sys::resource::{Resource, setrlimit};
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

/// The parent holds it in a job object, where there are such things.
#[cfg(not(unix))]
fn limit() {}

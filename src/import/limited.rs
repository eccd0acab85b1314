//! A document is read in a child process of the program itself, with limits. A document that breaks its
//! reader breaks nothing else.

#[cfg(unix)]
mod forked;
#[cfg(windows)]
mod job;
#[cfg(windows)]
mod started;

#[cfg(windows)]
pub use started::{VERB, answer};

use super::block::Block;
use super::format::Format;
#[cfg(unix)]
use forked::{Child, begin};
use serde::Deserialize;
#[cfg(windows)]
use started::{Child, begin};
use std::io::{BufReader, Read};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

/// The longest that a document may take, in wall-clock time.
const LONGEST: Duration = Duration::from_secs(15);

/// The most memory that a child may have, in bytes.
const MEMORY: u64 = 512 * 1024 * 1024;

/// The longest that a child may work, in seconds of a processor's time.
const SECONDS: u64 = 10;

/// The most that a child may answer, in bytes.
const LARGEST_ANSWER: u64 = 64 * 1024 * 1024;

const BEYOND_LIMITS: &str =
    "it takes more time or memory to read than a document of this kind should, or is damaged";

/// Reads a document in a child process.
///
/// # Errors
/// One clause that says why it cannot be read.
pub fn read(format: Format, bytes: &[u8]) -> Result<Vec<Block>, String> {
    let (child, answering) = begin(format, bytes)
        .map_err(|error| format!("no process could be started to read it: {error}"))?;
    let (over, is_over) = mpsc::channel::<()>();
    // Whoever waits for an answer cannot look at a clock, and nobody has to wait for a child to end.
    std::thread::spawn(move || see_to_its_end(child, &is_over));
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
        while Instant::now() < until {
            if child.has_ended() {
                return;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }
    child.end();
}

/// What a child tells its parent: the blocks of a document, or a clause that says why it has none.
fn told(format: Format, bytes: &[u8]) -> String {
    // Blocks are plain text; they can always be written.
    serde_json::to_string(&format.read(bytes)).unwrap_or_default()
}

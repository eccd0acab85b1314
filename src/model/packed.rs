//! What is kept of thousands of files at once, in the least room: all of one file's in one piece of memory.
//! The only place that knows postcard.

use serde::{Deserialize, Serialize};

/// What most sessions take, in bytes.
const USUAL_SIZE: usize = 1_024;

/// A value that borrows its texts, as bytes. Each of its fields stands one after another.
///
/// It is only for what is derived from plain fields, none of them optional in writing: that can always be packed,
/// and what was packed here can always be unpacked.
pub fn pack(value: &impl Serialize) -> Box<[u8]> {
    let room = Vec::with_capacity(USUAL_SIZE);
    let packed = postcard::to_extend(value, room).unwrap_or_default();
    packed.into_boxed_slice()
}

/// What was packed, or its first fields: the rest is not looked at.
pub fn unpack<'a, T: Deserialize<'a> + Default>(bytes: &'a [u8]) -> T {
    postcard::take_from_bytes(bytes).map_or_else(|_| T::default(), |(value, _)| value)
}

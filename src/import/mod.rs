//! Document to blocks, blocks to outline, outline to review. Each format's reader gives the same blocks. A
//! worksheet that was filled in is read here too.

pub mod account;
pub mod address;
pub mod block;
pub mod cases;
pub mod decode;
pub mod docx;
pub mod format;
pub mod headings;
pub mod html;
pub mod limited;
pub mod markdown;
pub mod outline;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod review;
mod runs;
pub mod text;
pub mod worksheet;

/// The largest document that is read, in bytes.
pub const LARGEST: u64 = 64 * 1024 * 1024;

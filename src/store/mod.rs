//! Every read and write of a file: where files are, how they are found, read, locked and saved.

pub mod commitments;
pub mod disk;
pub mod export;
pub mod find;
pub mod folder;
pub mod homecoming;
pub mod keep;
pub mod keeper;
pub mod known_words;
pub mod left_behind;
pub mod letterhead;
pub mod lock;
pub mod moved;
pub mod places;
pub mod private_folder;
pub mod reading;
pub mod recovery;
pub mod review_file;
pub mod reviews;
pub mod save;
pub mod size_limit;
pub mod sweep;
mod system_disk;
pub mod trial;

pub use keep::Keep;
pub use system_disk::SystemDisk;

/// The largest file that is read, in bytes. A session is 6 to 12 KB; what is larger than this is
/// no session, and is refused before it is parsed.
pub const LARGEST: u64 = 2 * 1024 * 1024;

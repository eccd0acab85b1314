//! An organisation's letterhead, as the configuration names it.

use super::folder::reason;
use crate::trouble::Trouble;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// The largest letterhead that is read, in bytes. One with large pictures takes a few megabytes.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The bytes of a letterhead.
///
/// # Errors
/// When it is not there, is no file, or is too large.
pub fn letterhead(path: &Path) -> Result<Vec<u8>, Trouble> {
    let refused = |why: String| cannot_be_used(path, &why);
    let data = path.metadata().map_err(|error| refused(reason(&error)))?;
    if !data.is_file() {
        return Err(refused("it is not a file".into()));
    }
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
        .map_err(|error| refused(reason(&error)))?;
    if bytes.len() as u64 > LARGEST {
        return Err(refused("it is larger than 16 MB".into()));
    }
    Ok(bytes)
}

/// That a letterhead cannot be used, and why not: a clause.
pub fn cannot_be_used(path: &Path, why: &str) -> Trouble {
    Trouble::refused(format!(
        "The letterhead {} cannot be used: {why}.",
        path.display()
    ))
    .hint("It is named in the configuration, under [minutes]. Name another there, or take it out.")
}

//! Files of a sessions folder that are not as they should be.

use serde::Serialize;

/// The names of files that could not be read, or are not as they should be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DoubtfulFiles {
    /// They could not be read, and are left out.
    pub unreadable: Vec<String>,
    /// Their session stands in another file as well, and they are left out.
    pub copies: Vec<String>,
    /// They hold another meeting under the id of one that stands in another file, and are left out.
    pub same_id: Vec<String>,
    /// They are read as they stand, without the right end mark.
    pub unmarked: Vec<String>,
}

//! Rows and sessions become text: for the terminal, for files, for other programs.

pub mod actions;
pub mod document;
pub mod json;
pub mod lists;
pub mod markdown;
pub mod minutes;
pub mod report;
pub mod review;
pub mod session;
pub mod shown;
pub mod table;
pub mod template;
pub mod text;
pub mod wrap;

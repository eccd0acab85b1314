//! Rows and sessions become text: for the terminal, for files, for other programs.

pub mod actions;
pub mod compare;
pub mod coverage;
pub mod csv;
pub mod cut;
pub mod document;
pub mod docx;
pub mod formula;
pub mod ics;
pub mod json;
pub mod lists;
pub mod markdown;
pub mod marks;
pub mod minutes;
pub mod report;
pub mod review;
pub mod search;
pub mod session;
pub mod sheet;
pub mod shown;
pub mod table;
pub mod template;
pub mod text;
pub mod verification;
pub mod wrap;
pub mod xlsx;

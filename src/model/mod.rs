//! The nouns and their file format: no input, no output, no clock.

pub mod action;
pub mod by_name;
pub mod chain;
pub mod closing;
pub mod commitments;
pub mod date;
pub mod date_phrase;
pub mod doubtful_files;
pub mod file_text;
pub mod glance;
pub mod id;
pub mod meeting;
pub mod nearest;
pub mod packed;
pub mod parts;
pub mod place;
pub mod question_back;
pub mod review;
pub mod seal;
pub mod session;
pub mod skim;
pub mod supervision;
pub mod tally;
pub mod texts;
pub mod theme;
pub mod walked;

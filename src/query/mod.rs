//! Sessions become rows: pure, no input or output.

pub mod action_counts;
pub mod actions;
pub mod answered;
pub mod compare;
pub mod coverage;
pub mod doubts;
pub mod likeness;
pub mod named;
pub mod parked;
pub mod pattern;
pub mod questions_back;
pub mod report;
pub mod search;
pub mod sessions;
pub mod settled;
pub mod signed_already;
pub mod teams;
pub mod theme_coverage;
pub mod under_way;
pub mod verification;
pub mod wanted;

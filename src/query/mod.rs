//! Sessions become rows: pure, no input or output.

pub mod actions;
pub mod doubts;
pub mod likeness;
pub mod report;
pub mod sessions;
pub mod wanted;

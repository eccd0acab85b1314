//! Sessions become rows: pure, no input or output.

pub mod actions;
pub mod answered;
pub mod doubts;
pub mod likeness;
pub mod questions_back;
pub mod sessions;
pub mod verification;
pub mod wanted;

//! Sessions become rows: pure, no input or output.

pub mod actions;
pub mod likeness;
pub mod questions_back;
pub mod sessions;
pub mod verification;

//! Sessions become rows: pure, no input or output.

pub mod actions;
pub mod compare;
pub mod doubts;
pub mod likeness;
pub mod sessions;
pub mod teams;
pub mod wanted;

//! `reflect` walks a team through a safeguarding practice review and keeps what it said and agreed.

// No input, however broken, ends in a panic.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::panic
    )
)]

pub mod cli;
pub mod command;
pub mod guard;
pub mod import;
pub mod meeting;
pub mod model;
pub mod prompt;
pub mod query;
pub mod render;
pub mod store;
pub mod trouble;

//! `reflect` walks a team through a safeguarding practice review and keeps what it said and agreed.

pub mod cli;
pub mod command;
pub mod import;
pub mod meeting;
pub mod model;
pub mod prompt;
pub mod query;
pub mod render;
pub mod store;
pub mod trouble;

//! Parse, run, report an error, exit.

use clap::Parser;
use reflect::cli::Cli;
use reflect::command;
use std::process::ExitCode;

fn main() -> ExitCode {
    match command::run(Cli::parse()) {
        Ok(status) => ExitCode::from(status),
        Err(trouble) => {
            command::out::warn(&trouble.to_string());
            ExitCode::from(trouble.status)
        }
    }
}

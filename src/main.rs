//! Parse, run, report an error, exit.

use clap::Parser;
use reflect::cli::Cli;
use reflect::command;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return command::out::say_usage(&error),
    };
    match command::run(cli) {
        Ok(status) => ExitCode::from(status),
        Err(trouble) => {
            command::out::warn(&trouble.to_string());
            ExitCode::from(trouble.status)
        }
    }
}

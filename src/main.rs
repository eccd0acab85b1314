//! Parse, run, report an error, exit.

use clap::Parser;
use reflect::cli::Cli;
use reflect::command::{self, crash};
use reflect::trouble::Trouble;
use std::process::ExitCode;

fn main() -> ExitCode {
    crash::tell_nothing();
    // Before the grammar of the command line is built: that takes longer than reading most documents.
    #[cfg(windows)]
    if let Some(done) = command::read_document::run_if_called() {
        return ended(done);
    }
    match Cli::try_parse() {
        Ok(cli) => ended(command::run(cli)),
        Err(error) => command::out::say_usage(&error),
    }
}

fn ended(done: Result<u8, Trouble>) -> ExitCode {
    match done {
        Ok(status) => ExitCode::from(status),
        Err(trouble) => {
            command::out::warn(&trouble.to_string());
            ExitCode::from(trouble.status)
        }
    }
}

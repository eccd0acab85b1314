//! Results go to standard output, talk about them to standard error, and a closed pipe ends quietly.

use crate::render::shown::shown;
use crate::render::wrap::{WIDEST, wrap};
use crate::trouble::Trouble;
use std::io::{ErrorKind, IsTerminal, Write, stderr, stdin, stdout};
use std::process::ExitCode;

/// The width of a page where the output is no terminal.
pub const USUAL_COLUMNS: usize = 80;

/// Prints a result.
///
/// # Errors
/// When the output cannot be written. Nobody reading on is no error.
pub fn print(text: &str) -> Result<(), Trouble> {
    let mut out = stdout().lock();
    let written = if out.is_terminal() {
        let safe: Vec<_> = text.split('\t').map(shown).collect();
        out.write_all(safe.join("\t").as_bytes())
    } else {
        out.write_all(text.as_bytes())
    };
    as_written(written.and_then(|()| out.flush()))
}

/// Prints a result that need not be text. Nothing in it is shown in another way.
///
/// # Errors
/// When the output cannot be written. Nobody reading on is no error.
pub fn print_bytes(bytes: &[u8]) -> Result<(), Trouble> {
    if let (true, Ok(text)) = (stdout().is_terminal(), std::str::from_utf8(bytes)) {
        return print(text);
    }
    let mut out = stdout().lock();
    as_written(out.write_all(bytes).and_then(|()| out.flush()))
}

fn as_written(written: std::io::Result<()>) -> Result<(), Trouble> {
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Trouble::refused(format!(
            "The output cannot be written: {}.",
            crate::store::folder::reason(&error)
        ))),
        _ => Ok(()),
    }
}

/// Says something on standard error. That nobody listens is no reason to stop.
pub fn warn(text: &str) {
    let columns = stderr().is_terminal().then(columns).flatten();
    let mut err = stderr().lock();
    for line in text.lines() {
        let indent: String = line.chars().take_while(|c| *c == ' ').collect();
        for row in wrap(line.trim_start(), columns, &indent, &indent) {
            let _ = writeln!(err, "{row}");
        }
    }
}

/// Says what clap says of the command line: help and the version are results, the rest is trouble.
pub fn say_usage(error: &clap::Error) -> ExitCode {
    let text = error.render().to_string();
    if error.use_stderr() {
        warn(&text);
    } else if let Err(trouble) = print(&text) {
        warn(&trouble.to_string());
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// Says each trouble that did not stop the work.
pub fn warn_each(troubles: &[Trouble]) {
    for trouble in troubles {
        warn(&trouble.to_string());
    }
}

/// Whether prompts may redraw and listen to single keys.
pub fn is_capable_terminal() -> bool {
    let capable = std::env::var("TERM").is_ok_and(|term| !term.is_empty() && term != "dumb");
    stdin().is_terminal() && stdout().is_terminal() && (capable || cfg!(windows))
}

/// The columns of the terminal on standard output, at most as many as a page takes; none in a pipe.
pub fn columns() -> Option<usize> {
    if !stdout().is_terminal() {
        return None;
    }
    let (_, columns) = crate::prompt::terminal_size()?;
    Some(columns.min(WIDEST))
}

//! Results go to standard output, talk about them to standard error, and a closed pipe ends quietly.

use crate::render::marks::{as_signs, drawn};
use crate::render::shown::shown;
use crate::render::wrap::{WIDEST, wrap_between_words};
use crate::store::reading::Reading;
use crate::trouble::Trouble;
use std::io::{BufWriter, ErrorKind, IsTerminal, Write, stderr, stdin, stdout};
use std::process::ExitCode;

/// The width of a page where the output is no terminal.
pub const USUAL_COLUMNS: usize = 80;

/// How much of a long result is handed over at once, in bytes.
const PIECE: usize = 64 * 1024;

/// Prints a result.
///
/// # Errors
/// When the output cannot be written. Nobody reading on is no error.
pub fn print(text: &str) -> Result<(), Trouble> {
    if stdout().is_terminal() {
        write(&safe(text))
    } else {
        write(text)
    }
}

/// Prints a long result piece by piece, so that it is never held whole.
///
/// # Errors
/// When the output cannot be written. Nobody reading on is no error.
pub fn print_each<Piece: AsRef<str>>(
    mut pieces: impl Iterator<Item = Piece>,
) -> Result<(), Trouble> {
    let is_shown = stdout().is_terminal();
    let mut out = BufWriter::with_capacity(PIECE, stdout().lock());
    let mut write = |piece: Piece| {
        let piece = piece.as_ref();
        if is_shown {
            out.write_all(safe(piece).as_bytes())
        } else {
            out.write_all(piece.as_bytes())
        }
    };
    let written = pieces.try_for_each(&mut write);
    written
        .and_then(|()| out.flush())
        .or_else(unless_nobody_reads)
}

/// Prints a result in which words are marked: drawn where that is wanted and the terminal can,
/// otherwise between signs.
///
/// # Errors
/// When the output cannot be written. Nobody reading on is no error.
pub fn print_marked(text: &str, draw: bool) -> Result<(), Trouble> {
    if !stdout().is_terminal() {
        return write(&as_signs(text));
    }
    let text = safe(text);
    if draw && crate::prompt::can_draw() {
        write(&drawn(&text, crate::prompt::emphasised))
    } else {
        write(&as_signs(&text))
    }
}

/// What a terminal may be given: tabs stay.
fn safe(text: &str) -> String {
    text.split('\t').map(shown).collect::<Vec<_>>().join("\t")
}

fn write(text: &str) -> Result<(), Trouble> {
    write_bytes(text.as_bytes())
}

/// Prints a result that need not be text. Nothing in it is shown in another way but on a terminal.
///
/// # Errors
/// When the output cannot be written. Nobody reading on is no error.
pub fn print_bytes(bytes: &[u8]) -> Result<(), Trouble> {
    match (stdout().is_terminal(), std::str::from_utf8(bytes)) {
        (true, Ok(text)) => print(text),
        _ => write_bytes(bytes),
    }
}

fn write_bytes(bytes: &[u8]) -> Result<(), Trouble> {
    let mut out = stdout().lock();
    let written = out.write_all(bytes);
    written
        .and_then(|()| out.flush())
        .or_else(unless_nobody_reads)
}

/// A closed pipe ends quietly.
fn unless_nobody_reads(error: std::io::Error) -> Result<(), Trouble> {
    if error.kind() == ErrorKind::BrokenPipe {
        return Ok(());
    }
    Err(Trouble::refused(format!(
        "The output cannot be written: {}.",
        crate::store::folder::reason(&error)
    )))
}

/// Says something on standard error. That nobody listens is no reason to stop.
pub fn warn(text: &str) {
    let columns = crate::prompt::columns_of_standard_error();
    let columns = columns.filter(|_| stderr().is_terminal());
    let columns = columns.map(|columns| columns.min(WIDEST));
    let mut err = stderr().lock();
    for line in text.lines() {
        let indent: String = line.chars().take_while(|c| *c == ' ').collect();
        for row in wrap_between_words(line.trim_start(), columns, &indent, &indent) {
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

/// Says what was wrong with files, beside a list of what they hold.
pub fn warn_of_files<T>(reading: &Reading<T>) {
    let on_screen = stdout().is_terminal() && stderr().is_terminal();
    warn_each(&reading.beside_a_list(on_screen));
}

/// Says each trouble that did not stop the work.
pub fn warn_each(troubles: &[Trouble]) {
    for (at, trouble) in troubles.iter().enumerate() {
        warn(&trouble.said);
        let next = troubles.get(at + 1);
        // What helps with several in a row is said once.
        if let Some(hint) = &trouble.hint
            && next.is_none_or(|next| next.hint.as_ref() != Some(hint))
        {
            warn(hint);
        }
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

/// Says which sessions have yet to be, by their dates.
pub fn warn_of_the_future(sessions: &[String]) {
    warn_of_clocks("Dated after today", sessions);
}

/// The same where they are left out.
pub fn warn_of_the_future_left_out(sessions: &[String]) {
    warn_of_clocks("Dated after today, and not counted", sessions);
}

/// The same of what stands beside some sessions.
pub fn warn_of_additions_to_come(sessions: &[String]) {
    warn_of_clocks(
        "Something that was added beside a record is dated after today, and not counted",
        sessions,
    );
}

/// Meetings that cannot have begun and ended when they say.
pub fn warn_of_clocks_that_disagree(sessions: &[String]) {
    warn_of_clocks(
        "Ended before it began, or began on another day than its date",
        sessions,
    );
}

fn warn_of_clocks(what: &str, names: &[String]) {
    if let Some(names) = some_of(names) {
        warn(&format!("{what}, so one of two clocks is wrong: {names}."));
    }
}

/// As many of many names are said.
pub const SHOWN: usize = 3;

/// A few of many names, and how many more there are; nothing where there are none.
pub fn some_of(names: &[String]) -> Option<String> {
    let first = names.iter().take(SHOWN).cloned().collect::<Vec<_>>();
    match names.len().saturating_sub(SHOWN) {
        _ if first.is_empty() => None,
        0 => Some(first.join(", ")),
        more => Some(format!("{} and {more} more", first.join(", "))),
    }
}

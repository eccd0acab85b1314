//! Typed and linear: one fact a line, nothing redrawn, no colour. Works everywhere, also in a pipe.

use super::passage::Marks;
use super::{Ask, Line, Passage, Prompt, Stop};
use crate::render::shown::shown;
use std::io::{BufRead, Write};

/// Prompts that are read a line at a time.
pub struct Plain<R, W> {
    input: R,
    output: W,
    columns: Option<usize>,
    /// Whether what was read is written out, so that a piped meeting leaves a readable transcript.
    echo: bool,
    at_start: bool,
}

impl<R: BufRead, W: Write> Plain<R, W> {
    /// Reads from one and writes to the other. Columns are given where the output is a terminal.
    pub fn new(input: R, output: W, columns: Option<usize>, echo: bool) -> Self {
        Self {
            input,
            output,
            columns,
            echo,
            at_start: true,
        }
    }

    // A terminal that has gone away is noticed when the next line is read; until then the meeting is
    // worth more than its picture.
    fn write_row(&mut self, row: &str) {
        let _ = writeln!(self.output, "{}", shown(row));
    }

    fn write_line(&mut self, line: &Line) {
        let line = match line {
            Line::Saved(text) => Line::Text(format!("Saved: {text}")),
            Line::Done(text) => Line::Text(format!("Done: {text}")),
            Line::Notice(text) => Line::Text(format!("Note: {text}")),
            other => other.clone(),
        };
        for row in line.rows(self.columns, Marks::ASCII) {
            self.write_row(&row);
        }
        if let Line::Heading(text) = &line {
            self.write_row(&"=".repeat(text.chars().count().min(60)));
        }
    }
}

impl<R: BufRead, W: Write> Prompt for Plain<R, W> {
    fn say(&mut self, passage: &Passage) {
        for line in &passage.0 {
            self.write_line(line);
        }
    }

    fn keep_in_sight(&mut self, passage: Passage) {
        self.say(&passage);
    }

    fn ask(&mut self, ask: &Ask) -> Result<String, Stop> {
        for (at, option) in ask.options.iter().enumerate() {
            let likely = if ask.likely == Some(at) {
                " (as it stands)"
            } else {
                ""
            };
            self.write_line(&Line::Numbered(at + 1, format!("{option}{likely}")));
        }
        if !ask.hint.is_empty() {
            self.write_line(&Line::Hint(format!("({})", ask.hint)));
        }
        if let Some(draft) = &ask.draft {
            self.write_line(&Line::Text(format!(
                "So far: {draft} (Enter keeps it, or type it again)"
            )));
        }
        let on_enter = ask
            .on_enter
            .as_ref()
            .map(|meaning| format!(" [{meaning}]"))
            .unwrap_or_default();
        let label = format!("{}{on_enter}", ask.label).replace('\n', " ");
        let _ = match label.as_str() {
            "" => write!(self.output, "{} ", Marks::ASCII.typing),
            label => write!(self.output, "{}: ", shown(label)),
        };
        let _ = self.output.flush();

        let mut bytes = Vec::new();
        match self.input.read_until(b'\n', &mut bytes) {
            Ok(0) => {
                let _ = writeln!(self.output);
                return Err(Stop::End(None));
            }
            Ok(_) => {}
            Err(_) => return Err(Stop::Gone(None)),
        }
        let readable = std::str::from_utf8(&bytes).is_ok();
        let line = String::from_utf8_lossy(&bytes);
        let line = line.trim_end_matches(['\n', '\r']);
        let line = if std::mem::take(&mut self.at_start) {
            line.trim_start_matches('\u{feff}')
        } else {
            line
        }
        .to_owned();
        if self.echo {
            self.write_row(&line);
        }
        if !readable {
            self.write_line(&Line::Notice(
                "Part of that line could not be read and is shown as \u{fffd}. Save the text as UTF-8 to keep every letter.".into(),
            ));
        }
        match &ask.draft {
            Some(draft) if line.trim().is_empty() => Ok(draft.clone()),
            _ => Ok(line),
        }
    }

    fn columns(&self) -> Option<usize> {
        self.columns
    }

    fn rows(&self) -> Option<usize> {
        None
    }
}

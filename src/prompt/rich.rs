//! The richer screen: rustyline for every free text, dialoguer for picking with the arrow keys.

use super::passage::{Line, Marks, Passage};
use super::typed_rows::typed_rows;
use super::watch::Watch;
use super::{Ask, Prompt, Stop};
use crate::render::shown::{shown, shown_in_a_row};
use crate::render::wrap::WIDEST;
use dialoguer::Select;
use dialoguer::console::{Term, style};
use dialoguer::theme::ColorfulTheme;
use rustyline::completion::Completer;
use rustyline::config::BellStyle;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::MemHistory;
use rustyline::validate::Validator;
use rustyline::{
    Cmd, ConditionalEventHandler, Config, Context, Editor, Event, EventContext, EventHandler,
    GraphemeClusterMode, Helper, KeyCode, KeyEvent, Modifiers, RepeatCount,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Rows that are kept free below the question for a line that is being typed.
const ROOM_TO_TYPE: usize = 6;

/// Columns that are kept free beside a label for what is typed.
const ROOM_BESIDE: usize = 12;

/// An empty line that comes this soon after it was asked for was pasted, not typed. The time that a
/// save takes does not count: what is pasted waits meanwhile.
const PASTED_WITHIN: Duration = Duration::from_millis(40);

/// Said at every choice.
const ARROWS: &str = "The arrow keys choose too.";

/// Options that the arrow keys show at a time.
const OPTIONS_AT_ONCE: usize = 12;

/// Prompts on a terminal.
pub struct Rich {
    editor: Editor<Watcher, MemHistory>,
    watch: Watch,
    marks: Marks,
    term: Term,
    in_sight: Passage,
    /// What has been answered since the last prompt.
    notices: Passage,
    /// Rows written since the passage that is to stay in sight began.
    rows_since: usize,
    arrows: Arc<AtomicBool>,
    // Held and never used: without it rustyline hands over a signal one key late.
    _printer: Option<Box<dyn rustyline::ExternalPrinter>>,
}

/// How long after Esc another key still belongs to it, in milliseconds. What a key sends comes at once.
const ESC_WAITS: u16 = 100;

impl Rich {
    /// Prompts on the terminal of standard input and output.
    ///
    /// # Errors
    /// When the terminal cannot be used for editing a line.
    pub fn new(watch: Watch) -> Result<Self, ReadlineError> {
        let config = Config::builder()
            .auto_add_history(false)
            .bell_style(BellStyle::None)
            // Without an end to its wait, Esc takes the next key with it, however late that comes.
            .keyseq_timeout(Some(ESC_WAITS))
            .grapheme_cluster_mode(GraphemeClusterMode::WcWidth)
            .build();
        let mut editor = Editor::with_history(config, MemHistory::new())?;
        editor.set_helper(Some(Watcher(watch.clone())));
        let printer = editor
            .create_external_printer()
            .ok()
            .map(|printer| Box::new(printer) as Box<dyn rustyline::ExternalPrinter>);
        Ok(Self {
            editor,
            watch,
            marks: if shows_unicode() {
                Marks::UNICODE
            } else {
                Marks::ASCII
            },
            term: Term::stdout(),
            in_sight: Passage::default(),
            notices: Passage::default(),
            rows_since: 0,
            arrows: Arc::new(AtomicBool::new(false)),
            _printer: printer,
        })
    }

    fn size(&self) -> (usize, usize) {
        let (rows, columns) = self.term.size();
        (usize::from(columns).max(10), usize::from(rows).max(5))
    }

    fn write_line(&mut self, line: &Line) {
        for (at, row) in line
            .rows(self.columns(), self.marks)
            .into_iter()
            .enumerate()
        {
            let row = shown(&row).into_owned();
            let drawn = match line {
                Line::Heading(_) => style(row).bold().underlined().to_string(),
                Line::Topic(..) if at == 0 => style(row).cyan().to_string(),
                Line::Topic(..) => style(row).bold().to_string(),
                Line::Done(_) => style(row).green().to_string(),
                Line::Hint(_) => style(row).dim().to_string(),
                Line::Notice(_) => style(row).yellow().to_string(),
                _ => row,
            };
            self.write_row(&drawn);
        }
    }

    // A terminal that has gone away is noticed when the next line is read.
    fn write_row(&mut self, row: &str) {
        let _ = self.term.write_line(row);
        self.rows_since += 1;
    }

    fn rows_of(&self, passage: &Passage) -> usize {
        passage
            .0
            .iter()
            .map(|line| line.rows(self.columns(), self.marks).len())
            .sum()
    }

    fn bring_into_sight(&mut self, rows_needed: usize) {
        let (_, rows) = self.size();
        let fits = self.rows_since + rows_needed + ROOM_TO_TYPE <= rows;
        // Where nothing stands between, saying it again would not bring it nearer.
        let is_near = self.rows_since <= self.rows_of(&self.in_sight);
        if self.in_sight.is_empty() || fits || is_near {
            return;
        }
        let passage = std::mem::take(&mut self.in_sight);
        let notices = std::mem::take(&mut self.notices);
        self.rows_since = 0;
        self.say(&passage);
        self.in_sight = passage;
        // What was answered last belongs to the prompt, and not above what came between.
        self.say(&notices);
    }

    fn erase(&mut self, rows: usize) {
        let _ = self.term.clear_last_lines(rows);
        self.rows_since = self.rows_since.saturating_sub(rows);
    }

    fn read(&mut self, prompt: &str, draft: &str, is_choice: bool) -> Result<Read, Stop> {
        let up_and_down = [KeyCode::Up, KeyCode::Down].map(|key| KeyEvent(key, Modifiers::NONE));
        if is_choice {
            for key in up_and_down {
                let handler = ArrowAsked(Arc::clone(&self.arrows));
                self.editor
                    .bind_sequence(key, EventHandler::Conditional(Box::new(handler)));
            }
        }
        self.arrows.store(false, Ordering::Relaxed);
        self.watch.note(draft);
        let read = self.editor.readline_with_initial(prompt, (draft, ""));
        if is_choice {
            for key in up_and_down {
                self.editor.unbind_sequence(key);
            }
        }
        match read {
            Ok(_) if self.arrows.load(Ordering::Relaxed) => Ok(Read::AskedForTheList),
            Ok(line) => Ok(Read::Line(line.replace("\r\n", "\n").replace('\r', "\n"))),
            Err(ReadlineError::Interrupted) => Err(Stop::Interrupted(Some(self.on_the_line()))),
            Err(ReadlineError::Eof) => Err(Stop::End(Some(self.on_the_line()))),
            Err(ReadlineError::Io(error)) if error.kind() == std::io::ErrorKind::InvalidData => {
                Ok(Read::Unreadable)
            }
            Err(_) => Err(Stop::Gone(Some(self.on_the_line()))),
        }
    }

    fn on_the_line(&self) -> String {
        self.watch.line().unwrap_or_default()
    }

    /// Lets the arrow keys choose; nothing where Escape was pressed.
    fn pick(&mut self, ask: &Ask) -> Result<Option<usize>, Stop> {
        let (columns, _) = self.size();
        let items: Vec<String> = ask
            .options
            .iter()
            .enumerate()
            .map(|(at, option)| {
                cut(
                    &format!("{}. {}", at + 1, shown_in_a_row(option)),
                    columns.saturating_sub(6),
                )
            })
            .collect();
        let chosen = Select::with_theme(&ColorfulTheme::default())
            .items(&items)
            .default(ask.likely.unwrap_or(0).min(items.len().saturating_sub(1)))
            .max_length(OPTIONS_AT_ONCE)
            .report(false)
            .interact_on_opt(&self.term);
        chosen.map_err(|_| {
            let _ = self.term.show_cursor();
            Stop::Interrupted(None)
        })
    }
}

impl Prompt for Rich {
    fn say(&mut self, passage: &Passage) {
        for line in &passage.0 {
            self.write_line(line);
            if matches!(line, Line::Notice(_)) {
                self.notices.push(line.clone());
            }
        }
    }

    fn keep_in_sight(&mut self, passage: Passage) {
        self.rows_since = 0;
        self.say(&passage);
        self.in_sight = passage;
    }

    fn ask(&mut self, ask: &Ask) -> Result<String, Stop> {
        let options: Passage = ask
            .options
            .iter()
            .enumerate()
            .map(|(at, option)| {
                if ask.likely == Some(at) {
                    Line::Numbered(at + 1, format!("{option} (as it stands)"))
                } else {
                    Line::Numbered(at + 1, option.clone())
                }
            })
            .collect();
        let mut above = options;
        match (ask.hint.as_str(), ask.options.is_empty()) {
            ("", true) => {}
            ("", false) => above.push(Line::Hint(ARROWS.into())),
            (hint, true) => above.push(Line::Hint(hint.to_owned())),
            (hint, false) => above.push(Line::Hint(format!("{hint} {ARROWS}"))),
        }
        let on_enter = ask
            .on_enter
            .as_ref()
            .map(|meaning| format!(" [{}]", shown_in_a_row(meaning)))
            .unwrap_or_default();
        let label = format!("{}{on_enter}", shown_in_a_row(&ask.label));
        let prompt = match label.as_str() {
            "" => format!("{} ", self.marks.typing),
            // The editor breaks a long label wherever the screen ends; as text it is set by words.
            label if label.width() + ROOM_BESIDE > self.size().0 => {
                above.push(Line::Text(label.to_owned()));
                format!("{} ", self.marks.typing)
            }
            label => format!("{label} {} ", self.marks.typing),
        };
        // The editor would hand control characters to the terminal, and saving what it shows instead
        // would change somebody's words.
        let kept_off_the_line = ask
            .draft
            .as_ref()
            .filter(|draft| shown(draft) != draft.as_str());
        if let Some(draft) = kept_off_the_line {
            above.push(Line::Text(format!(
                "So far: {draft} (Enter keeps it, or type it again)"
            )));
        }
        let rows_above = self.rows_of(&above);
        self.bring_into_sight(rows_above);
        self.notices = Passage::default();
        self.say(&above);
        let on_the_line = ask.draft.clone().filter(|_| kept_off_the_line.is_none());
        let mut draft = on_the_line.unwrap_or_default();
        loop {
            let (columns, _) = self.size();
            let asked = Instant::now();
            let read = self.read(&prompt, &draft, !ask.options.is_empty());
            let typed = match &read {
                Ok(Read::Line(line)) => line.clone(),
                _ => self.on_the_line(),
            };
            let rows = typed_rows(&prompt, &typed, columns);
            self.rows_since += rows;
            let unchanged = columns == self.size().0;
            match read {
                Err(stop) => return Err(stop),
                Ok(Read::AskedForTheList) => {
                    // The list takes the place of the numbered options.
                    if unchanged {
                        self.erase(rows + rows_above);
                    }
                    if let Some(chosen) = self.pick(ask)? {
                        return Ok((chosen + 1).to_string());
                    }
                    self.say(&above);
                    draft.clear();
                }
                // The editor drops the whole line for one bad byte.
                Ok(Read::Unreadable) => {
                    draft = self.watch.line().unwrap_or_default();
                    self.write_line(&Line::Notice(
                        "One of those letters could not be read. Here is the line again.".into(),
                    ));
                }
                Ok(Read::Line(line)) => {
                    let pasted = ask.many && line.is_empty() && asked.elapsed() < PASTED_WITHIN;
                    if unchanged {
                        let above = if ask.many || pasted { 0 } else { rows_above };
                        self.erase(rows + above);
                    }
                    if !pasted {
                        self.watch.note("");
                        return Ok(match kept_off_the_line {
                            Some(draft) if line.is_empty() => draft.clone(),
                            _ => line,
                        });
                    }
                }
            }
        }
    }

    fn columns(&self) -> Option<usize> {
        Some(self.size().0.saturating_sub(1).min(WIDEST))
    }

    fn rows(&self) -> Option<usize> {
        Some(self.size().1)
    }
}

/// What came of reading a line.
enum Read {
    Line(String),
    /// An arrow key was pressed.
    AskedForTheList,
    /// A byte of it was no UTF-8.
    Unreadable,
}

/// Cut to a width in columns and in bytes: dialoguer counts bytes, and erases a row above the list
/// for every label that is longer than the screen by that count.
fn cut(label: &str, width: usize) -> String {
    let (mut columns, mut bytes) = (0, 0);
    let short: String = label
        .chars()
        .take_while(|c| {
            columns += c.width().unwrap_or(0);
            bytes += c.len_utf8();
            columns <= width && bytes <= width
        })
        .collect();
    if short.len() == label.len() {
        short
    } else {
        let kept = short.chars().count().saturating_sub(3);
        short.chars().take(kept).chain("...".chars()).collect()
    }
}

/// Whether the language settings promise a terminal that shows Unicode.
fn shows_unicode() -> bool {
    if cfg!(windows) {
        return true;
    }
    ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .is_some_and(|value| value.to_lowercase().replace('-', "").contains("utf8"))
}

/// Reads along with every key, so that an unfinished line can be kept.
struct Watcher(Watch);

impl Hinter for Watcher {
    type Hint = String;

    fn hint(&self, line: &str, _: usize, _: &Context<'_>) -> Option<String> {
        self.0.note(line);
        None
    }
}

impl Completer for Watcher {
    type Candidate = String;
}
impl Highlighter for Watcher {}
impl Validator for Watcher {}
impl Helper for Watcher {}

/// Up or Down at a choice: the line is handed over, and the list opens.
struct ArrowAsked(Arc<AtomicBool>);

impl ConditionalEventHandler for ArrowAsked {
    fn handle(&self, _: &Event, _: RepeatCount, _: bool, _: &EventContext) -> Option<Cmd> {
        self.0.store(true, Ordering::Relaxed);
        Some(Cmd::AcceptLine)
    }
}

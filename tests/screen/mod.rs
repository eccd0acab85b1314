//! The program in a pseudo-terminal, and what its screen shows once everything has been drawn.

use nix::libc;
use nix::sys::signal::{Signal, kill};
use nix::sys::termios::{LocalFlags, Termios, tcgetattr};
use nix::unistd::Pid;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::os::fd::{AsRawFd, BorrowedFd};
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long a condition may take on a busy machine before the test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// Sent at the start of every line that is read: it turns bracketed paste on.
const PROMPT_BEGINS: &[u8] = b"\x1b[?2004h";

/// Longer than the 40 ms within which an empty line counts as part of a paste.
const NO_PASTE: Duration = Duration::from_millis(60);

/// A clean home, an empty place for sessions, and a fixed day.
pub struct Desk(TempDir);

impl Desk {
    pub fn new() -> Self {
        Self(TempDir::new().expect("a temporary folder"))
    }

    /// A file or folder on the desk.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Starts the program in a window of so many columns and rows.
    pub fn reflect(&self, arguments: &[&str], columns: u16, rows: u16) -> Terminal {
        self.reflect_after("", arguments, columns, rows)
    }

    /// The same, where something was typed before the program was there.
    pub fn reflect_after(
        &self,
        typed: &str,
        arguments: &[&str],
        columns: u16,
        rows: u16,
    ) -> Terminal {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_reflect"));
        command.args(arguments);
        command.cwd(self.0.path());
        command.env_clear();
        for (name, value) in [
            ("LANG", "C.UTF-8"),
            ("TERM", "xterm-256color"),
            ("REFLECT_TODAY", "2026-11-21T14:02:00Z"),
        ] {
            command.env(name, value);
        }
        for (name, folder) in [
            ("HOME", "home"),
            ("XDG_CONFIG_HOME", "home/config"),
            ("XDG_DATA_HOME", "home/data"),
            ("XDG_STATE_HOME", "home/state"),
            ("REFLECT_SESSIONS", "sessions"),
            ("REFLECT_REVIEWS", "reviews"),
        ] {
            command.env(name, self.path(folder));
        }
        Terminal::running(command, typed, columns, rows)
    }

    /// The names of the files in the sessions folder.
    pub fn session_files(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.path("sessions")) else {
            return Vec::new();
        };
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("an entry of the sessions folder").file_name())
            .map(|name| name.into_string().expect("a name in UTF-8"))
            .collect();
        names.sort();
        names
    }

    /// The one session that there is, whatever else lies beside it.
    pub fn session(&self) -> toml::Table {
        let text = fs::read_to_string(self.session_path()).expect("a session that can be read");
        text.parse().expect("a session that is TOML")
    }

    fn session_path(&self) -> PathBuf {
        let mut names = self.session_files();
        names.retain(|name| name.starts_with("2026"));
        assert_eq!(names.len(), 1, "one session: {names:?}");
        self.path("sessions").join(&names[0])
    }

    /// Changes the text of the one session, as with an editor.
    pub fn edit_session(&self, change: impl Fn(&str) -> String) {
        let path = self.session_path();
        let text = fs::read_to_string(&path).expect("a session that can be read");
        fs::write(&path, change(&text)).expect("a session that can be written");
    }

    /// The points recorded for a question, counted from 1.
    pub fn answers(&self, question: usize) -> Vec<String> {
        let session = self.session();
        let answers = session["questions"][question - 1]
            .get("answers")
            .and_then(toml::Value::as_array);
        answers
            .into_iter()
            .flatten()
            .map(|answer| answer.as_str().expect("an answer in words").to_owned())
            .collect()
    }

    /// The unfinished line that is kept for the prompt where the meeting stopped.
    pub fn draft(&self) -> Option<String> {
        let session = self.session();
        let draft = session.get("place")?.get("draft")?;
        draft.as_str().map(str::to_owned)
    }
}

/// A window with the program in it.
pub struct Terminal {
    window: Option<(Box<dyn MasterPty + Send>, File)>,
    modes_before: Termios,
    child: Box<dyn Child + Send + Sync>,
    parser: vt100::Parser,
    received: Vec<u8>,
    ended: bool,
    keys_pressed: usize,
}

impl Terminal {
    fn running(command: CommandBuilder, typed: &str, columns: u16, rows: u16) -> Self {
        let pair = native_pty_system()
            .openpty(size(columns, rows))
            .expect("a pseudo-terminal");
        let master = pair.master.as_raw_fd().expect("a file descriptor");
        // The crate's own writer types Enter when it is dropped, which would accept an unfinished line.
        // SAFETY: the master is open for as long as the pair is, and the copy owns itself.
        let copy = unsafe { BorrowedFd::borrow_raw(master) }.try_clone_to_owned();
        let mut file = File::from(copy.expect("a copy of the master"));
        let modes_before = tcgetattr(&file).expect("the terminal's modes");
        file.write_all(typed.as_bytes()).expect("keys typed ahead");
        let child = pair.slave.spawn_command(command).expect("the program");
        let [columns, rows] =
            [columns, rows].map(|side| NonZeroU16::new(side).expect("a window with a size"));
        Self {
            window: Some((pair.master, file)),
            modes_before,
            child,
            parser: vt100::Parser::new(rows, columns, 5000),
            received: Vec::new(),
            ended: false,
            keys_pressed: 0,
        }
    }

    fn file(&mut self) -> &mut File {
        &mut self.window.as_mut().expect("an open window").1
    }

    fn send(&mut self, keys: &str) {
        let written = self.file().write_all(keys.as_bytes());
        written.expect("keys that are taken");
    }

    /// Presses keys, all in one write.
    pub fn type_keys(&mut self, keys: &str) {
        self.keys_pressed += keys.chars().count();
        self.send(keys);
    }

    /// Types words and waits until they stand before the cursor.
    pub fn type_words(&mut self, words: &str) {
        self.send(words);
        // A line that is being typed is broken wherever the screen ends.
        let close = |text: &str| text.split_whitespace().collect::<String>();
        self.wait_for(&format!("“{words}” on the line"), |screen| {
            close(&screen.up_to_the_cursor()).ends_with(&close(words))
        });
    }

    /// How many keys have been pressed that were no words of the team.
    pub fn keys_pressed(&self) -> usize {
        self.keys_pressed
    }

    /// Presses Enter and waits for the next prompt.
    pub fn press_enter(&mut self) {
        self.press("\r");
    }

    /// Presses keys that end a line and waits for the next prompt.
    pub fn press(&mut self, keys: &str) {
        let before = self.prompts();
        self.type_keys(keys);
        self.wait_until("the next prompt", |terminal| {
            terminal.prompts() > before && terminal.screen().up_to_the_cursor().contains('›')
        });
    }

    /// Types a line, presses Enter and waits for the next prompt.
    pub fn type_line(&mut self, words: &str) {
        self.type_words(words);
        self.press_enter();
    }

    /// Presses Enter on an empty line at a prompt that takes many lines.
    pub fn leave_it_at_that(&mut self) {
        // An empty line that follows an Enter within 40 ms is taken for part of a paste. Nothing on
        // the screen says when that time is over, so this is the one place that waits for a time.
        std::thread::sleep(NO_PASTE);
        self.press_enter();
    }

    /// How many prompts for a line have been drawn so far.
    fn prompts(&self) -> usize {
        let begins = |at: &[u8]| at == PROMPT_BEGINS;
        let windows = self.received.windows(PROMPT_BEGINS.len());
        windows.filter(|at| begins(at)).count()
    }

    pub fn screen(&self) -> Screen<'_> {
        Screen(self.parser.screen())
    }

    /// Waits until the screen shows what is wanted.
    pub fn wait_for(&mut self, what: &str, shown: impl Fn(&Screen) -> bool) {
        self.wait_until(what, |terminal| shown(&terminal.screen()));
    }

    /// Waits until the screen shows a text, wherever its rows were broken.
    pub fn wait_for_text(&mut self, text: &str) {
        self.wait_for(text, |screen| screen.text().contains(text));
    }

    /// Waits until the program echoes nothing that is typed: it has taken the terminal.
    pub fn wait_until_quiet(&mut self) {
        self.wait_until("a terminal without echo", |terminal| {
            !terminal.modes().local_flags.contains(LocalFlags::ECHO)
        });
    }

    fn wait_until(&mut self, what: &str, happened: impl Fn(&mut Self) -> bool) {
        let until = Instant::now() + PATIENCE;
        while !happened(self) {
            assert!(!self.ended, "ended before {what}:\n{}", self.rendered());
            assert!(
                Instant::now() < until,
                "waited for {what}:\n{}",
                self.rendered()
            );
            // The modes of a terminal change without a word, so nothing is waited for very long.
            self.read_for(Duration::from_millis(20));
        }
    }

    /// Takes in what the program has drawn, or what it draws within a time.
    fn read_for(&mut self, time: Duration) {
        let file = self.file();
        let mut poll = libc::pollfd {
            fd: file.as_raw_fd(),
            events: libc::POLLIN,
            revents: 0,
        };
        let milliseconds = i32::try_from(time.as_millis()).expect("a short time");
        // SAFETY: the one entry lives until the call returns.
        if unsafe { libc::poll(&raw mut poll, 1, milliseconds) } < 1 {
            return;
        }
        let mut bytes = [0; 4096];
        // Linux answers with an error where others say that the end has come.
        match file.read(&mut bytes) {
            Ok(0) | Err(_) => self.ended = true,
            Ok(count) => {
                self.parser.process(&bytes[..count]);
                self.received.extend_from_slice(&bytes[..count]);
            }
        }
    }

    /// The screen with its scrollback, for a failed test.
    fn rendered(&mut self) -> String {
        let rows = self.all_rows();
        let (row, column) = self.parser.screen().cursor_position();
        format!("{}\n(cursor at {row}, {column})", rows.join("\n"))
    }

    /// Every row there has been, from the first that scrolled away to the last on the screen.
    pub fn all_rows(&mut self) -> Vec<String> {
        let screen = self.parser.screen_mut();
        let mut rows = Vec::new();
        for scrolled in (1..=screen.scrollback_len()).rev() {
            screen.set_scrollback(scrolled);
            rows.extend(Screen(screen).rows().into_iter().take(1));
        }
        screen.set_scrollback(0);
        rows.extend(Screen(screen).rows());
        rows
    }

    /// Everything that has been said, wherever its rows were broken.
    pub fn all_text(&mut self) -> String {
        flowed(&self.all_rows())
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        let (master, _) = self.window.as_ref().expect("an open window");
        master.resize(size(columns, rows)).expect("another size");
        let [columns, rows] =
            [columns, rows].map(|side| NonZeroU16::new(side).expect("a window with a size"));
        self.parser.screen_mut().set_size(rows, columns);
    }

    /// Closes the window, as with its button: nothing is left that reads or types.
    pub fn close_the_window(&mut self) {
        self.window = None;
    }

    pub fn terminate(&self) {
        let id = self.child.process_id().expect("a running program");
        let id = Pid::from_raw(i32::try_from(id).expect("a process id"));
        kill(id, Signal::SIGTERM).expect("a signal that is taken");
    }

    /// Waits until the program has ended and everything that it drew is on the screen.
    pub fn exit_status(&mut self) -> u32 {
        let until = Instant::now() + PATIENCE;
        while self.window.is_some() && !self.ended {
            assert!(Instant::now() < until, "no end:\n{}", self.rendered());
            self.read_for(Duration::from_millis(200));
        }
        loop {
            if let Some(status) = self.child.try_wait().expect("a status") {
                assert!(status.signal().is_none(), "killed: {status}");
                return status.exit_code();
            }
            assert!(Instant::now() < until, "no end:\n{}", self.rendered());
            std::thread::yield_now();
        }
    }

    fn modes(&self) -> Termios {
        let (_, file) = self.window.as_ref().expect("an open window");
        tcgetattr(file).expect("the terminal's modes")
    }

    /// Says what is not as a shell needs it, or not as it was before the program.
    pub fn not_given_back(&self) -> Vec<&'static str> {
        let modes = self.modes();
        let screen = self.parser.screen();
        [
            (modes.local_flags.contains(LocalFlags::ECHO), "echo"),
            (modes.local_flags.contains(LocalFlags::ICANON), "line mode"),
            (modes == self.modes_before, "the modes before"),
            (!screen.hide_cursor(), "the cursor"),
            (!screen.bracketed_paste(), "plain paste"),
        ]
        .into_iter()
        .filter_map(|(is_back, what)| (!is_back).then_some(what))
        .collect()
    }
}

impl Drop for Terminal {
    // A failed test leaves no program behind.
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// The rendered screen.
pub struct Screen<'a>(&'a vt100::Screen);

impl Screen<'_> {
    /// The visible rows, without the blanks at their ends.
    pub fn rows(&self) -> Vec<String> {
        let (_, columns) = self.0.size();
        self.0
            .rows(0, columns.get())
            .map(|row| row.trim_end().to_owned())
            .collect()
    }

    /// The row on which the cursor stands.
    pub fn line(&self) -> String {
        let (row, _) = self.0.cursor_position();
        self.rows().swap_remove(usize::from(row))
    }

    /// The visible words down to the row of the cursor.
    fn up_to_the_cursor(&self) -> String {
        let (row, _) = self.0.cursor_position();
        flowed(&self.rows()[..=usize::from(row)])
    }

    /// The visible words, wherever their rows were broken.
    pub fn text(&self) -> String {
        flowed(&self.rows())
    }

    /// The words that are drawn bold, row by row.
    pub fn bold(&self) -> Vec<String> {
        let (rows, columns) = self.0.size();
        let row = |row| {
            let cells = (0..columns.get()).filter_map(move |column| self.0.cell(row, column));
            let bold = cells.map(|cell| if cell.bold() { cell.contents() } else { " " });
            bold.collect::<String>()
        };
        let rows = (0..rows.get()).map(row);
        rows.flat_map(|row| {
            row.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
    }

    /// Where the terminal itself broke a row that was wider than the screen, in the middle of a word.
    pub fn broken_words(&self) -> Vec<String> {
        let (_, columns) = self.0.size();
        let rows: Vec<String> = self.0.rows(0, columns.get()).collect();
        (0..)
            .zip(rows.windows(2))
            .filter(|(at, _)| self.0.row_wrapped(*at))
            .filter(|(_, pair)| !pair[0].ends_with(' ') && !pair[1].starts_with(' '))
            .map(|(_, pair)| pair.join("|"))
            .collect()
    }
}

/// Rows as one line of words.
pub fn flowed(rows: &[String]) -> String {
    let words: Vec<&str> = rows.iter().flat_map(|row| row.split_whitespace()).collect();
    words.join(" ")
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    }
}

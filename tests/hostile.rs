//! What a session or a review holds is shown and never obeyed, whatever it holds and wherever it goes: every
//! attack in every text, through every command that shows or exports. `REFLECT_LONG=1 cargo test --release
//! --test hostile` takes every text to every page; without, each page is given every third.
#![cfg(unix)]

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;
use tempfile::TempDir;

#[path = "hostile/attacks.rs"]
mod attacks;
#[path = "hostile/judges.rs"]
mod judges;

use attacks::{on_a_page, on_a_sheet, on_a_terminal, review_of, session_of, unfinished_of};

const SETTINGS: [(&str, &str); 6] = [
    ("HOME", "home"),
    ("REFLECT_TODAY", "2026-11-21T14:02:00Z"),
    ("REFLECT_SESSIONS", "sessions"),
    ("REFLECT_REVIEWS", "reviews"),
    ("LANG", "C.UTF-8"),
    ("TERM", "xterm-256color"),
];

const TEMPLATE: &str = "{{ team }} {{ facilitator }} {{ present | join(', ') }} {% for question in questions %}{{ question.text }} {{ question.answers | join(', ') }}{% endfor %}\n\n{% for action in actions %}{{ action.what }} {{ action.owner }}\n\n{% endfor %}\n";

/// A room with as many sessions and reviews as there are texts, so that each place holds each text once.
fn room(texts: &[String]) -> TempDir {
    let room = tempfile::tempdir().expect("a room");
    for folder in ["sessions", "unfinished", "reviews"] {
        fs::create_dir(room.path().join(folder)).expect("a folder");
    }
    let put = |name: String, text: String| fs::write(room.path().join(name), text).expect("a file");
    for from in 0..texts.len() {
        let session = session_of(texts, from, from % 2 == 0);
        put(format!("sessions/{from}.toml"), session);
        put(
            format!("unfinished/{from}.toml"),
            unfinished_of(texts, from),
        );
        let review = review_of(texts, from, &format!("hostile-{from}"));
        put(format!("reviews/{from}.toml"), review);
    }
    for ending in ["md", "html", "txt"] {
        put(format!("template.{ending}"), TEMPLATE.into());
    }
    room
}

/// So many ordinary words.
fn ordinary(count: usize) -> Vec<String> {
    (0..count).map(|at| format!("word{at}")).collect()
}

fn run(room: &Path, arguments: &str, typed: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_reflect"))
        .args(arguments.split(' '))
        .current_dir(room)
        .env_clear()
        .envs(SETTINGS)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    // A command that reads nothing may be gone before its input is.
    let mut typing = child.stdin.take().expect("standard input");
    let _ = typing.write_all(typed.as_bytes());
    drop(typing);
    let output = child.wait_with_output().expect("an end");
    assert!(
        output.status.code().is_some_and(|code| code < 4),
        "{arguments}: {output:?}"
    );
    output
}

/// What comes of a command on a terminal, as far as the terminal is given it.
fn on_a_terminal_shown(room: &Path, arguments: &str, typed: &str) -> String {
    let size = PtySize {
        rows: 40,
        cols: 100,
        ..PtySize::default()
    };
    let window = native_pty_system().openpty(size).expect("a window");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_reflect"));
    command.args(arguments.split(' '));
    command.cwd(room);
    command.env_clear();
    for (name, value) in SETTINGS {
        command.env(name, value);
    }
    let mut reader = window.master.try_clone_reader().expect("what it shows");
    let writer = window.master.take_writer().expect("a keyboard");
    let mut child = window.slave.spawn_command(command).expect("the program");
    drop(window.slave);
    // A keyboard that is put away types the end of a line, which the terminal echoes into what it is given.
    let mut unused = None;
    if typed.is_empty() {
        unused = Some(writer);
    } else {
        let typed = typed.to_owned();
        std::thread::spawn(move || type_slowly(writer, &typed));
    }
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(read @ 1..) = reader.read(&mut buffer) {
        bytes.extend_from_slice(&buffer[..read]);
    }
    child.wait().expect("an end");
    drop(unused);
    String::from_utf8(bytes)
        .expect("UTF-8")
        .replace("\r\n", "\n")
}

/// A key at a time, with time to look at the screen, until nobody is there any more.
fn type_slowly(mut keyboard: Box<dyn std::io::Write + Send>, typed: &str) {
    const CTRL_C: &str = "\u{3}";
    let leaving = std::iter::repeat_n(CTRL_C, 100);
    for keys in typed.split_inclusive('\r').chain(leaving) {
        std::thread::sleep(Duration::from_millis(120));
        if keyboard.write_all(keys.as_bytes()).is_err() {
            return;
        }
    }
}

/// Of a file's output, what speaks against it.
fn judged(kind: &str, clean: &[u8], hostile: &[u8]) -> Option<String> {
    if matches!(kind, "docx" | "xlsx") {
        return judges::office(clean, hostile);
    }
    let [clean, hostile] = [clean, hostile].map(|bytes| std::str::from_utf8(bytes).expect("UTF-8"));
    if hostile.contains("23313") {
        return Some("a template was carried out".into());
    }
    match kind {
        "markdown" => judges::markdown(clean, hostile).or_else(|| judges::terminal(hostile)),
        "html" => judges::html(clean, hostile).or_else(|| judges::terminal(hostile)),
        "csv" => judges::cells(hostile, b',').or_else(|| judges::cells(hostile, b';')),
        "ics" => judges::calendar(clean, hostile),
        "json" => hostile
            .chars()
            .any(|c| c < ' ' && c != '\n')
            .then(|| "a control character".into()),
        "tabs" => judges::cells(hostile, b'\t').or_else(|| judges::terminal(hostile)),
        _ => judges::terminal(hostile),
    }
}

/// Commands over everything in the room, and what comes of each.
const OVER_ALL: [(&str, &str); 28] = [
    ("sessions", "tabs"),
    ("sessions --format json", "json"),
    ("actions", "tabs"),
    ("actions --format csv", "csv"),
    ("actions --format xlsx", "xlsx"),
    ("actions --format ics", "ics"),
    ("actions --format json", "json"),
    ("search --regex .", "tabs"),
    ("search --regex . --format json", "json"),
    ("compare child-l", "text"),
    ("compare child-l --format markdown", "markdown"),
    ("compare child-l --format html", "html"),
    ("compare child-l --format docx", "docx"),
    ("compare child-l --format json", "json"),
    ("coverage", "tabs"),
    ("coverage --by theme", "tabs"),
    ("coverage --format json", "json"),
    ("report --since 2026-01-01 --format text", "text"),
    ("report --since 2026-01-01 --format markdown", "markdown"),
    ("report --since 2026-01-01 --format html", "html"),
    ("report --since 2026-01-01 --format json", "json"),
    ("verify", "tabs"),
    ("verify --format json", "json"),
    ("reviews", "tabs"),
    ("reviews --format json", "json"),
    ("actions --overdue", "tabs"),
    ("sessions --team nobody", "text"),
    ("show nothing-like-it", "text"),
];

/// Commands about one session or one review, `N`.
const OF_ONE: [(&str, &str); 22] = [
    ("show sessions/N.toml", "text"),
    ("show sessions/N.toml --format json", "json"),
    ("minutes sessions/N.toml", "text"),
    ("minutes sessions/N.toml --format markdown", "markdown"),
    ("minutes sessions/N.toml --format html", "html"),
    ("minutes sessions/N.toml --format docx", "docx"),
    ("minutes sessions/N.toml --format json", "json"),
    ("minutes sessions/N.toml --template template.md", "markdown"),
    ("minutes sessions/N.toml --template template.html", "html"),
    ("minutes sessions/N.toml --template template.txt", "text"),
    ("invitation sessions/N.toml", "text"),
    ("invitation sessions/N.toml --format markdown", "markdown"),
    ("invitation sessions/N.toml --format html", "html"),
    ("invitation sessions/N.toml --format docx", "docx"),
    ("reviews show hostile-N --format text", "text"),
    ("reviews show hostile-N --format markdown", "markdown"),
    ("reviews show hostile-N --format html", "html"),
    ("reviews show hostile-N --format docx", "docx"),
    ("reviews show hostile-N --format json", "json"),
    ("reviews show hostile-N --script", "text"),
    ("reviews check reviews/N.toml", "text"),
    ("verify sessions/N.toml", "tabs"),
];

/// What speaks against the output of commands, each in a hostile room and beside that of a clean one.
struct Court {
    hostile: TempDir,
    clean: TempDir,
    looked_at: usize,
    found: Vec<String>,
}

impl Court {
    fn of(texts: &[String]) -> Self {
        Self {
            hostile: room(texts),
            clean: room(&ordinary(texts.len())),
            looked_at: 0,
            found: Vec::new(),
        }
    }

    fn clean(&self, command: &str) -> Vec<u8> {
        run(self.clean.path(), command, "").stdout
    }

    fn hear(&mut self, command: &str, kind: &str, clean: &[u8]) {
        let output = run(self.hostile.path(), command, "");
        let said = String::from_utf8(output.stderr).expect("UTF-8");
        let judged = judged(kind, clean, &output.stdout).or_else(|| judges::terminal(&said));
        self.found
            .extend(judged.map(|why| format!("{command}: {why}")));
        self.looked_at += 1;
        let checks = command.starts_with("verify") || command.starts_with("reviews check");
        let refused = command.contains("nobody") || command.contains("nothing-like-it");
        let fits = output.status.success() || checks || refused;
        assert!(fits, "{command}: {said}");
    }

    fn end(self) {
        let (looked_at, found) = (self.looked_at, self.found);
        println!("{looked_at} outputs");
        assert!(found.is_empty(), "{}:\n{}", found.len(), found.join("\n"));
    }
}

#[test]
fn in_a_list_nothing_is_alive() {
    for texts in [on_a_page(), on_a_sheet()] {
        let mut court = Court::of(&texts);
        for (command, kind) in OVER_ALL {
            let clean = court.clean(command);
            court.hear(command, kind, &clean);
        }
        court.end();
    }
}

#[test]
fn on_a_page_nothing_is_alive() {
    let texts = on_a_page();
    let mut court = Court::of(&texts);
    let step = match std::env::var_os("REFLECT_LONG") {
        Some(_) => 1,
        None => 8,
    };
    for (number, (command, kind)) in OF_ONE.into_iter().enumerate() {
        // Every other session has other ids.
        let clean = ["0", "1"].map(|at| court.clean(&command.replace('N', at)));
        for at in (number % step..texts.len()).step_by(step) {
            court.hear(&command.replace('N', &at.to_string()), kind, &clean[at % 2]);
        }
    }
    court.end();
}

/// Says whether anything that was shown on a terminal would be obeyed.
fn obeyed(mut shown: String) -> Option<String> {
    // The program's own emphasis. The attacks hide words, which it never does.
    for own in [
        "\u{1b}[1m",
        "\u{1b}[4m",
        "\u{1b}[0m",
        "\u{1b}[22m",
        "\u{1b}[39m",
        "\u{1b}[36m",
    ] {
        shown = shown.replace(own, "");
    }
    judges::terminal(&shown)
}

#[test]
fn on_a_terminal_nothing_is_obeyed() {
    let room = room(&[on_a_terminal()]);
    let one = OF_ONE.map(|(command, kind)| (command.replace('N', "0"), kind));
    let all = OVER_ALL.map(|(command, kind)| (command.to_owned(), kind));
    for (command, kind) in one.into_iter().chain(all) {
        if !matches!(kind, "docx" | "xlsx") {
            let shown = on_a_terminal_shown(room.path(), &command, "");
            assert!(!shown.is_empty(), "{command}");
            assert_eq!(obeyed(shown), None, "{command}");
        }
    }
}

#[test]
fn a_meeting_obeys_nothing() {
    let room = room(&[on_a_terminal()]);
    // What only these texts hold: the program draws with sequences of its own.
    let raw = [
        "\u{1b}[8m",
        "\u{1b}]0;",
        "\u{1b}]8;",
        "\u{1b}P1",
        "\u{9b}",
        "\u{9d}",
        "\u{7}",
        "\u{202e}",
        "\u{2066}",
        "\u{200f}",
        "\u{200b}",
        "\u{2028}",
        "\u{85}",
        "\u{e0041}",
        "\u{fffe}",
    ];
    let entered = "\r".repeat(30);
    for (command, first) in [
        ("start hostile-0", "Duty Team"),
        ("resume unfinished/0.toml", "1"),
    ] {
        let typed = format!("\r{first}{entered}");
        let shown = on_a_terminal_shown(room.path(), command, &typed);
        let found: Vec<_> = raw.iter().filter(|raw| shown.contains(**raw)).collect();
        assert!(found.is_empty(), "{command}: {found:?}");
        assert!(shown.contains("<U+202E>"), "{command}: {shown}");
        let plain = run(room.path(), &format!("{command} --plain"), &"\n".repeat(60));
        for stream in [plain.stdout, plain.stderr] {
            let shown = String::from_utf8(stream).expect("UTF-8");
            assert_eq!(judges::terminal(&shown), None, "{command} --plain");
        }
    }
}

/// Each text as an unprotected program would write it.
fn as_it_is(kind: &str, text: &str) -> String {
    match kind {
        "html" => format!("<a href=\"{text}\">{text}</a>"),
        "ics" => format!("BEGIN:VEVENT\r\nSUMMARY:{text}\r\nEND:VEVENT\r\n"),
        _ => format!("{text}\n"),
    }
}

#[test]
fn what_is_written_as_it_is_is_convicted() {
    let convicted = |kind: &str, text: &str| {
        judged(
            kind,
            as_it_is(kind, "words").as_bytes(),
            as_it_is(kind, text).as_bytes(),
        )
        .is_some()
    };
    for text in attacks::FOR_A_TERMINAL {
        for kind in ["text", "tabs", "markdown", "html"] {
            assert!(convicted(kind, text), "{kind}: {text:?}");
        }
    }
    for text in attacks::FOR_A_SHEET {
        assert!(convicted("csv", text), "{text:?}");
        // A line feed is the end of a row, and a quote is a letter there.
        if !text.starts_with(['\n', '\r', '"']) && !text.contains(';') {
            assert!(convicted("tabs", text), "{text:?}");
        }
    }
    for text in attacks::FOR_A_PAGE {
        let kinds = ["markdown", "html", "ics", "text"];
        assert!(
            kinds.iter().any(|kind| convicted(kind, text)) || text.contains("{{"),
            "{text:?}"
        );
    }
    assert!(
        judged("text", b"", b"23313").is_some(),
        "a template that was carried out"
    );
}

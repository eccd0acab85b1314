//! Programs that say “saved” and did not save well: each harness has to find them out. They are no part
//! of what is built; a test starts itself again as one of them.

use reflect::model::file_text::with_end_mark;
use std::fs::{self, File};
use std::io::{self, BufRead, Write};
use std::path::Path;
use std::process::Command;

const TOLD: &str = "REFLECT_CARELESS";
const SESSIONS: &str = "sessions";
const FILE: &str = "sessions/2026-11-21-child-ac-duty-team.toml";
const NEW: &str = "sessions/.new.tmp";

/// Every way to save badly.
pub const WAYS: [&str; 6] = [
    "in place",
    "in place and flushed",
    "without any flush",
    "without the flush of the folder",
    "flushed after the renaming",
    "said before it is saved",
];

/// The way to save that is not careless, which no harness may find anything wrong with.
pub const WITH_CARE: &str = "with care";

/// A careless program. `test` is the name of the test that starts it and begins with [`act_if_told`].
/// Each line that it reads is what it has to say, a tab, and what it has to keep.
pub fn command(test: &str, way: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command
        .args([
            test,
            "--exact",
            "--include-ignored",
            "--nocapture",
            "--test-threads=1",
        ])
        .env_clear()
        .env(TOLD, way);
    command
}

/// Whether this is the careless program, which has then done what it had to do.
pub fn act_if_told() -> bool {
    let Ok(way) = std::env::var(TOLD) else {
        return false;
    };
    fs::create_dir_all(SESSIONS).expect("a folder");
    let above = File::open(".").expect("the folder above");
    above.sync_all().expect("its flush");
    // The name of the test stands before it on this line.
    say("");
    let mut answers = String::new();
    for line in io::stdin().lock().lines() {
        let line = line.expect("a line");
        let (said, kept) = line.split_once('\t').expect("a tab");
        answers.push_str(&format!("    \"{kept}\",\n"));
        let text = session(&answers);
        if way == "said before it is saved" {
            say(said);
            save("", &text).expect("a save");
        } else {
            save(&way, &text).expect("a save");
            say(said);
        }
    }
    true
}

fn say(words: &str) {
    let mut screen = io::stdout();
    writeln!(screen, "{words}").expect("the screen");
    screen.flush().expect("the screen");
}

fn session(answers: &str) -> String {
    with_end_mark(&format!(
        "format = 1
id = \"2026-11-21-child-ac-duty-team\"
status = \"in progress\"

[review]
id = \"child-ac\"
title = \"Child AC\"
publisher = \"\"
wording = \"restated\"
fingerprint = \"\"

[meeting]
team = \"Duty Team\"
date = 2026-11-21

[[questions]]
id = \"q1\"
text = \"\"
outcome = \"discussed\"
answers = [
{answers}]
"
    ))
}

fn save(way: &str, text: &str) -> io::Result<()> {
    let folder = || File::open(Path::new(SESSIONS))?.sync_all();
    match way {
        "in place" => fs::write(FILE, text),
        "in place and flushed" => {
            fs::write(FILE, text)?;
            File::open(FILE)?.sync_all()?;
            folder()
        }
        "without any flush" => {
            fs::write(NEW, text)?;
            fs::rename(NEW, FILE)
        }
        "without the flush of the folder" => {
            fs::write(NEW, text)?;
            File::open(NEW)?.sync_all()?;
            fs::rename(NEW, FILE)
        }
        "flushed after the renaming" => {
            fs::write(NEW, text)?;
            fs::rename(NEW, FILE)?;
            File::open(FILE)?.sync_all()?;
            folder()
        }
        _ => {
            fs::write(NEW, text)?;
            File::open(NEW)?.sync_all()?;
            fs::rename(NEW, FILE)?;
            folder()
        }
    }
}

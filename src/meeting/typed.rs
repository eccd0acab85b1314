//! The commands that can be typed at every prompt, the same ones everywhere.

use crate::model::nearest;

/// A typed command, with what was typed after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Says what can be typed, and something for the facilitator.
    Help,
    /// Goes to the prompt before.
    Back,
    /// Goes to the next prompt and records nothing.
    Next,
    /// Passes over a question or a stage, with a reason.
    Skip(String),
    /// Leaves a question for another time, with a reason.
    Park(String),
    /// Goes to a question, a step or a stage.
    Goto(String),
    /// Changes a point or an action.
    Edit(String),
    /// Takes a point or an action out.
    Delete(String),
    /// Agrees an action.
    Action(String),
    /// Lists the actions agreed so far.
    Actions,
    /// Shows the case again.
    Case,
    /// Says how much time has been used.
    Time,
    /// Says who is here, or who is here now.
    Present(String),
    /// Keeps the session in another folder, where its own cannot be written.
    Folder(String),
    /// Stops for a while.
    Break,
    /// Stops, to carry on another time.
    Pause,
}

/// What a typed line turns out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// Nothing.
    Nothing,
    /// Words to be recorded or understood.
    Words(String),
    /// A command.
    Command(Command),
    /// It begins like a command and is none: what was typed, and the nearest command.
    Unknown(String, &'static str),
}

/// Every command: how it is typed, and what it does in a few words.
pub const COMMANDS: [(&str, &str, &str); 16] = [
    ("/help", "", "this list, and something to say"),
    ("/back", "", "go back one prompt"),
    ("/next", "", "go on, and record nothing"),
    ("/skip", "[why]", "pass this over"),
    ("/park", "[why]", "leave this question for another time"),
    (
        "/goto",
        "N",
        "go to question N, or to q2, s1, case, steps, close",
    ),
    ("/edit", "N", "change point N here, or an action such as A1"),
    (
        "/delete",
        "N",
        "take out point N here, or an action such as A1",
    ),
    ("/action", "[what]", "agree an action"),
    ("/actions", "", "the actions agreed so far"),
    ("/case", "", "read the case again"),
    ("/time", "", "the time used, and what is left"),
    (
        "/present",
        "[roles]",
        "who is here now; /present + police adds someone",
    ),
    (
        "/folder",
        "[where]",
        "keep the session elsewhere, when its folder cannot be written",
    ),
    ("/break", "", "stop for a few minutes"),
    ("/pause", "", "stop here; everything is kept"),
];

/// Understands one typed line. `//` begins words with a slash.
pub fn understand(line: &str) -> Typed {
    let line = line.trim();
    if line.is_empty() {
        return Typed::Nothing;
    }
    let Some(rest) = line.strip_prefix('/') else {
        return Typed::Words(line.to_owned());
    };
    if rest.starts_with('/') {
        return Typed::Words(rest.to_owned());
    }
    let (name, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let after = after.trim().to_owned();
    Typed::Command(match name.to_lowercase().as_str() {
        "help" => Command::Help,
        "back" => Command::Back,
        "next" => Command::Next,
        "skip" => Command::Skip(after),
        "park" => Command::Park(after),
        "goto" => Command::Goto(after),
        "edit" => Command::Edit(after),
        "delete" => Command::Delete(after),
        "action" => Command::Action(after),
        "actions" => Command::Actions,
        "case" => Command::Case,
        "time" => Command::Time,
        "present" => Command::Present(after),
        "folder" => Command::Folder(after),
        "break" => Command::Break,
        "pause" => Command::Pause,
        other => {
            let typed = line.split_whitespace().next().unwrap_or(line).to_owned();
            return Typed::Unknown(typed, nearest(other));
        }
    })
}

/// Words as they are typed: a slash at their start is typed twice.
pub fn as_typed(words: &str) -> String {
    if words.starts_with('/') {
        format!("/{words}")
    } else {
        words.to_owned()
    }
}

/// What other programs call a command.
const OTHER_NAMES: [(&str, &[&str]); 8] = [
    ("/goto", &["close", "end"]),
    ("/pause", &["quit", "exit", "q", "stop", "bye"]),
    ("/delete", &["undo", "remove", "del"]),
    ("/back", &["previous", "prev", "up"]),
    ("/next", &["done", "continue", "forward", "go"]),
    ("/help", &["", "?", "h", "commands"]),
    ("/edit", &["change", "correct"]),
    ("/actions", &["list"]),
];

/// Whether a word alone is one that people type for a command when they forget its slash. Those that may be
/// an answer by themselves are not among them.
pub fn is_command_without_slash(words: &str) -> bool {
    matches!(
        words.to_lowercase().as_str(),
        "help" | "back" | "next" | "skip" | "park" | "pause" | "quit" | "exit" | "undo"
    )
}

/// The command that is nearest to a name.
pub fn nearest(name: &str) -> &'static str {
    let known = OTHER_NAMES.iter().find(|(_, names)| names.contains(&name));
    if let Some((command, _)) = known {
        return command;
    }
    let bare = |command: &'static str| command.trim_start_matches('/');
    let mut commands = COMMANDS.iter().map(|(command, _, _)| *command);
    let nearest = nearest::nearest(name, commands.clone().map(bare));
    commands
        .find(|command| nearest.first() == Some(&bare(command)))
        .unwrap_or("/help")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_words_or_a_command_or_neither() {
        assert_eq!(understand("  "), Typed::Nothing);
        assert_eq!(understand(" we do "), Typed::Words("we do".into()));
        assert_eq!(understand("//etc"), Typed::Words("/etc".into()));
        assert_eq!(
            understand("/park  no time "),
            Typed::Command(Command::Park("no time".into()))
        );
        assert_eq!(understand("/PAUSE"), Typed::Command(Command::Pause));
    }

    #[test]
    fn an_unknown_command_has_a_nearest_one() {
        for (typed, near) in [
            ("/bakc", "/back"),
            ("/quit", "/pause"),
            ("/undo", "/delete"),
            ("/close", "/goto"),
            ("/hlep me", "/help"),
            ("/parc", "/park"),
            ("/", "/help"),
        ] {
            let Typed::Unknown(_, nearest) = understand(typed) else {
                panic!("{typed} was understood");
            };
            assert_eq!(nearest, near, "for {typed}");
        }
    }

    #[test]
    fn every_command_in_the_list_is_understood() {
        for (name, _, _) in COMMANDS {
            assert!(matches!(understand(name), Typed::Command(_)), "{name}");
        }
    }
}

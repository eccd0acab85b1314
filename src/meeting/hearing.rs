//! What the room says at a prompt, and what is answered at once without going anywhere.

use super::typed::{Command, Typed, is_command_without_slash, nearest, understand};
use super::walk::Walk;
use crate::model::meeting::roles;
use crate::model::none_said::says_none;
use crate::model::place::{Asks, Place};
use crate::prompt::{Ask, Line, Stop};

/// What the room said at a prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Heard {
    /// Enter alone.
    Nothing,
    /// Words, one line or several pasted at once.
    Words(String),
    /// A command that moves, changes or ends something.
    Command(Command),
}

/// What the room chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Chosen {
    /// Enter alone.
    Nothing,
    /// An option, counted from 0.
    Option(usize),
    /// A command.
    Command(Command),
}

impl Walk<'_> {
    /// Asks for a line, answers what does not move anything, and hands over the rest.
    pub(super) fn hear(&mut self, ask: Ask, place: &Place) -> Result<Heard, Stop> {
        let mut ask = match &place.draft {
            Some(draft) => {
                // On a line that looks empty it would become the beginning of the next point.
                self.notice(
                    "A line was being typed when the meeting stopped. It stands here to be finished or typed again.",
                );
                ask.draft(Some(draft.clone()))
            }
            None => ask,
        };
        loop {
            let line = self.prompt.ask(&ask)?;
            ask.hint.clear();
            if line.trim().contains('\n') {
                return Ok(Heard::Words(line));
            }
            match understand(&line.replace('\t', " ")) {
                Typed::Nothing => return Ok(Heard::Nothing),
                Typed::Words(words) if ask.may_be_none && says_none(&words) => {
                    if let Some(stood) = &ask.on_enter {
                        self.notice(format!("“{words}” leaves {stood} as it stands."));
                    }
                    return Ok(Heard::Nothing);
                }
                Typed::Words(words) if self.is_doubted(&words) && ask.option_meant(&words).is_none() => {
                    self.say_what_may_be_meant(&ask, words);
                }
                Typed::Words(words) => return Ok(Heard::Words(words)),
                Typed::Unknown(typed, nearest) => self.notice(format!(
                    "“{typed}” is not a command, and nothing was recorded. Did you mean {nearest}? To begin an answer with a slash, type two."
                )),
                Typed::Command(command) => match command {
                    Command::Help => self.help(place),
                    Command::Actions => self.say_actions(),
                    Command::Case => self.say_case(),
                    Command::Time => self.say_time(),
                    Command::Folder(folder) => self.keep_elsewhere(&folder),
                    Command::Present(roles) => self.who_is_here(&roles),
                    other => return Ok(Heard::Command(other)),
                },
            }
        }
    }

    /// Whether a word alone is more likely a command without its slash, and has not been typed twice.
    fn is_doubted(&mut self, words: &str) -> bool {
        let twice = self.doubted.take().is_some_and(|before| before == words);
        !twice && is_command_without_slash(words)
    }

    fn say_what_may_be_meant(&mut self, ask: &Ask, word: String) {
        let command = nearest(&word.to_lowercase());
        let mut said = format!("“{word}” was not recorded. Type {command} for the command");
        if ask.options.is_empty() && !ask.not_kept {
            said.push_str(&format!(", or {word} once more to keep the word"));
            self.doubted = Some(word);
        }
        self.notice(said + ".");
    }

    /// Says who is here, or takes down who is here now; with a plus, who is here as well.
    fn who_is_here(&mut self, typed: &str) {
        if let Some(gone) = typed.strip_prefix('-') {
            self.have_gone(&roles(gone));
            return;
        }
        let (is_more, typed) = match typed.strip_prefix('+') {
            Some(more) => (true, more),
            None => (false, typed),
        };
        let named = roles(typed);
        if !named.is_empty() {
            let present = &mut self.session.meeting.present;
            if !is_more {
                present.clear();
            }
            for role in named {
                let mut here = present.iter();
                if !here.any(|here| here.to_lowercase() == role.to_lowercase()) {
                    present.push(role);
                }
            }
        }
        self.say_who_is_here();
        if typed.trim().is_empty() {
            let how = "/present + police adds someone, - police takes someone out; without either, it says anew who is here.";
            self.when_kept.push(Line::Notice(how.into()));
        }
        self.keep();
    }

    /// Takes roles out of those who are here: they were written down by mistake.
    fn have_gone(&mut self, named: &[String]) {
        for role in named {
            let is_it = |here: &String| here.to_lowercase() == role.to_lowercase();
            let present = &mut self.session.meeting.present;
            if present.iter().any(is_it) {
                present.retain(|here| !is_it(here));
            } else {
                self.when_kept.push(Line::Notice(format!(
                    "“{role}” is not among those who are here."
                )));
            }
        }
        self.say_who_is_here();
        self.keep();
    }

    fn say_who_is_here(&mut self) {
        let here = match self.session.meeting.present.as_slice() {
            [] => "Who is here has not been said.".to_owned(),
            present => format!("Here: {}", present.join(", ")),
        };
        self.when_kept.push(Line::Done(here));
    }

    /// Says that words are none of the options. How people are is not for the wall.
    fn no_choice(&mut self, words: &str, ask: &Ask, place: &Place) {
        let numbers = format!("Type a number from 1 to {}.", ask.options.len());
        if place.asks_here() == Asks::Wellbeing {
            self.notice(format!(
                "Words are not taken down here, and nothing of them is kept. {numbers} The line of learning comes just before: /back goes to it."
            ));
        } else if words.contains(char::is_whitespace) {
            self.not_here(words, &numbers);
        } else {
            self.notice(format!("“{words}” is none of these. {numbers}"));
        }
    }

    /// Asks for one of the options until one is meant, nothing is typed, or a command is.
    pub(super) fn choose(&mut self, ask: &Ask, place: &Place) -> Result<Chosen, Stop> {
        let mut asked = ask.clone();
        loop {
            match self.hear(asked.clone(), place)? {
                Heard::Nothing => return Ok(Chosen::Nothing),
                Heard::Command(command) => return Ok(Chosen::Command(command)),
                Heard::Words(words) => match ask.option_meant(&words) {
                    Some(at) => return Ok(Chosen::Option(at)),
                    None => self.no_choice(&words, ask, place),
                },
            }
            asked = ask.clone();
        }
    }
}

//! Every typed line is looked at for identifying details before it is taken. The room is shown what was
//! seen and decides; nothing is refused, sent anywhere, or kept of what was typed again.

mod choices;
mod undecided;

pub use undecided::Undecided;

use super::typed::{Command, Typed, as_typed, understand};
use crate::guard::{Seen, Vocabulary, seen, told};
use crate::prompt::{Ask, Line, Passage, Prompt, Stop};
use choices::{Choice, choices_about};

const WHY_THIS_IS_ASKED: &str = "The record holds roles and no names: it is read by others, and kept. Nothing of this line is kept before you choose.";

/// Writes down words that are never asked about again; what to say where that could not be done.
pub type Remember = Box<dyn FnMut(&str) -> Result<(), String>>;

/// A prompt behind which lines are looked at.
pub struct Guarded {
    prompt: Box<dyn Prompt>,
    known: Vocabulary,
    remember: Remember,
    /// Whether a person types. Lines from a file are not asked about, as they hold no answer to that.
    live: bool,
    undecided: Undecided,
}

/// What the room decided about a line.
enum Decided {
    Keep,
    /// Nothing of it goes into the record.
    LeaveOut,
    /// The room types it again.
    Again,
    /// The room has typed another line in its place.
    Instead(String),
}

impl Guarded {
    /// Looks at every line that a prompt gives. `known` is what nobody has to be asked about.
    pub fn new(
        prompt: Box<dyn Prompt>,
        known: Vocabulary,
        remember: Remember,
        live: bool,
        undecided: Undecided,
    ) -> Self {
        Self {
            prompt,
            known,
            remember,
            live,
            undecided,
        }
    }

    fn stopped(&self, stop: Stop) -> Stop {
        match stop {
            Stop::End(draft) => Stop::End(self.undecided.of(draft)),
            Stop::Interrupted(draft) => Stop::Interrupted(self.undecided.of(draft)),
            Stop::Gone(draft) => Stop::Gone(self.undecided.of(draft)),
        }
    }

    fn say(&mut self, line: Line) {
        self.prompt.say(&Passage::of(line));
    }

    /// What the room says at a prompt, as it wants it; nothing where all of it is left out.
    fn heard(&mut self, ask: &Ask) -> Result<Option<String>, Stop> {
        let asks_for_words = ask.options.is_empty() && !ask.not_kept;
        self.undecided.lines().many = ask.many;
        let waiting = if asks_for_words {
            self.undecided.lines().waiting.pop_front()
        } else {
            None
        };
        let typed = match waiting {
            Some(waiting) => waiting,
            None => self.prompt.ask(ask).map_err(|stop| self.stopped(stop))?,
        };
        // A command brings words of its own, wherever it is typed.
        let is_looked_at = asks_for_words || brings_words(&typed);
        if !is_looked_at || seen(&typed, &self.known).is_empty() {
            return Ok(Some(typed));
        }
        let mut lines = typed.split('\n').map(str::to_owned);
        let mut settled: Vec<String> = Vec::new();
        while let Some(line) = lines.next() {
            match self.settled(ask, line) {
                Ok(line) => settled.extend(line),
                Err(stop) => {
                    // The rest of a paste is no less worth keeping than the line that was asked about.
                    settled.extend(stop.draft().map(str::to_owned));
                    settled.extend(lines);
                    let draft = self.undecided.lines().without_rejected(&settled);
                    return Err(match stop {
                        Stop::End(_) => Stop::End(Some(draft)),
                        Stop::Interrupted(_) => Stop::Interrupted(Some(draft)),
                        Stop::Gone(_) => Stop::Gone(Some(draft)),
                    });
                }
            }
        }
        let settled = settled.join("\n");
        Ok((!settled.trim().is_empty()).then_some(settled))
    }

    /// One line, as the room wants it; nothing where it is left out.
    fn settled(&mut self, ask: &Ask, line: String) -> Result<Option<String>, Stop> {
        let was_command = is_command(&line);
        let mut line = line;
        loop {
            let found = seen(&line, &self.known);
            if found.is_empty() {
                return Ok(Some(line));
            }
            let mut told = told(&found, found.len());
            if !self.live {
                told.push_str(" It is kept as it was typed.");
                self.say(Line::Notice(told));
                return Ok(Some(line));
            }
            self.say(Line::Notice(told));
            match self.decide(ask, &found, &line)? {
                Decided::Keep => {
                    let rejected = &mut self.undecided.lines().rejected;
                    rejected.retain(|detail| !line.contains(detail.as_str()));
                    for detail in &found {
                        self.known.add(&detail.words);
                    }
                    return Ok(Some(line));
                }
                Decided::LeaveOut => {
                    self.reject(found);
                    return Ok(self.left_out());
                }
                Decided::Instead(other) => {
                    self.reject(found);
                    line = other;
                }
                Decided::Again => {
                    self.reject(found);
                    let again = Ask {
                        draft: Some(line),
                        hint: String::new(),
                        ..ask.clone()
                    };
                    line = self.prompt.ask(&again).map_err(|stop| self.stopped(stop))?;
                    line = line.replace('\n', " ");
                    if line.trim().is_empty() {
                        return Ok(self.left_out());
                    }
                    // A command in its place leaves it out as well.
                    if is_command(&line) && !was_command {
                        self.left_out();
                    }
                }
            }
            // What stands in the line now is what the room wants to be asked about.
            self.undecided
                .lines()
                .rejected
                .retain(|detail| !line.contains(detail.as_str()));
        }
    }

    /// Says that a line is left out: the prompt stays, or an emptied line would end the points.
    fn left_out(&mut self) -> Option<String> {
        self.say(Line::Notice("That line is left out.".into()));
        None
    }

    fn reject(&mut self, found: Vec<Seen>) {
        let details = found.into_iter().map(|detail| detail.words);
        self.undecided.lines().rejected.extend(details);
    }

    fn decide(&mut self, asked: &Ask, found: &[Seen], line: &str) -> Result<Decided, Stop> {
        // Lines typed in the place of a choice: the better wording, or the rest of a paste. Which of the
        // two only the room can say, and until it does nothing is kept and nothing is lost.
        let mut since: Vec<String> = Vec::new();
        loop {
            let (choices, choice) = choices_about(found, since.len(), asked.many);
            let undecided = std::iter::once(line).chain(since.iter().map(String::as_str));
            let undecided = undecided.collect::<Vec<_>>();
            let undecided = undecided.join(self.undecided.lines().between());
            self.undecided.lines().asked = Some(undecided.clone());
            let typed = self.prompt.ask(&choice);
            let stopped = typed.map_err(|stop| self.stopped(stop));
            self.undecided.lines().asked = None;
            let typed = stopped?;
            let meant = choice.option_meant(&typed);
            let meant = meant
                .and_then(|at| choices.get(at))
                .map(|(choice, _)| *choice);
            match (understand(&typed), meant) {
                (_, Some(Choice::Instead)) if since.len() == 1 => {
                    return Ok(Decided::Instead(since.remove(0)));
                }
                (_, Some(Choice::Keep | Choice::Never)) => {
                    if meant == Some(Choice::Never) {
                        self.never_again(found);
                    }
                    self.leave_for_later(asked, since);
                    return Ok(Decided::Keep);
                }
                (_, Some(Choice::LeaveOut)) => {
                    self.leave_for_later(asked, since);
                    return Ok(Decided::LeaveOut);
                }
                (Typed::Nothing, None) if since.is_empty() => return Ok(Decided::Again),
                (Typed::Command(Command::Back), None) | (_, Some(_)) => {
                    self.leave_for_later(asked, since);
                    return Ok(Decided::Again);
                }
                (Typed::Command(Command::Pause), None) => {
                    return Err(Stop::End(self.undecided.of(Some(undecided))));
                }
                (Typed::Words(words), None) => {
                    // A word alone is a slip, unless a paste is under way.
                    if !since.is_empty() || words.split_whitespace().count() > 1 {
                        self.show_since(line, &since, &words);
                        since.push(as_typed(&words));
                    } else {
                        self.say_not_recorded(&as_typed(&words));
                    }
                    self.say_first_this();
                }
                (Typed::Command(Command::Help), None) => {
                    self.say(Line::Notice(WHY_THIS_IS_ASKED.into()));
                    self.say_first_this();
                }
                _ => self.say_first_this(),
            }
        }
    }

    /// A drawn prompt takes a typed line away: without it nobody could say which of them is meant.
    fn show_since(&mut self, line: &str, since: &[String], words: &str) {
        if since.is_empty() {
            self.say(Line::Text(format!("This line: {line}")));
        }
        self.say(Line::Text(format!("After it: {words}")));
    }

    fn say_first_this(&mut self) {
        let words = "First this line: type one of these numbers.";
        self.say(Line::Notice(words.into()));
    }

    /// Lines that come after the one that was decided. Where only one line is asked for, the next prompt asks
    /// for something else, and they are shown instead.
    fn leave_for_later(&mut self, asked: &Ask, since: Vec<String>) {
        if asked.many {
            self.undecided.lines().waiting.extend(since);
            return;
        }
        for line in since {
            self.say_not_recorded(&line);
        }
    }

    fn say_not_recorded(&mut self, line: &str) {
        self.say(Line::Notice(format!("Not recorded: “{line}”.")));
    }

    fn never_again(&mut self, found: &[Seen]) {
        for detail in found {
            if let Err(why) = (self.remember)(&detail.words) {
                self.say(Line::Notice(why));
            }
        }
    }
}

fn is_command(line: &str) -> bool {
    matches!(understand(line), Typed::Command(_))
}

/// Whether a line is a command with words that may go into the record.
fn brings_words(typed: &str) -> bool {
    match understand(typed) {
        Typed::Command(command) => !matches!(command, Command::Folder(_)),
        _ => false,
    }
}

impl Prompt for Guarded {
    fn say(&mut self, passage: &Passage) {
        self.prompt.say(passage);
    }

    fn keep_in_sight(&mut self, passage: Passage) {
        self.prompt.keep_in_sight(passage);
    }

    fn ask(&mut self, ask: &Ask) -> Result<String, Stop> {
        if let Some(line) = self.heard(ask)? {
            return Ok(line);
        }
        // Whatever stood on the line is left out with it.
        let emptied = Ask {
            draft: None,
            hint: String::new(),
            ..ask.clone()
        };
        loop {
            match self.heard(&emptied) {
                Ok(Some(line)) => return Ok(line),
                Ok(None) => {}
                Err(Stop::End(None)) => return Err(Stop::End(Some(String::new()))),
                Err(stop) => return Err(stop),
            }
        }
    }

    fn know(&mut self, texts: &dyn Fn() -> Vec<String>) {
        for text in texts() {
            self.known.add(&text);
        }
    }

    fn columns(&self) -> Option<usize> {
        self.prompt.columns()
    }

    fn rows(&self) -> Option<usize> {
        self.prompt.rows()
    }
}

#[cfg(test)]
mod tests;

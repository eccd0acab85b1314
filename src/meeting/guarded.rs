//! Every typed line is looked at for identifying details before it is taken. The room is shown what was
//! seen and decides; nothing is refused, sent anywhere, or kept of what was typed again.

use super::typed::{Command, Typed, as_typed, understand};
use crate::guard::{Seen, Vocabulary, seen, told};
use crate::prompt::{Ask, Line, Passage, Prompt, Stop};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Writes down words that are never asked about again; what to say where that could not be done.
pub type Remember = Box<dyn FnMut(&str) -> Result<(), String>>;

/// A prompt behind which lines are looked at.
pub struct Guarded {
    prompt: Box<dyn Prompt>,
    known: Vocabulary,
    remember: Remember,
    /// Whether a person types. Lines from a file are not asked about, as they hold no answer to that.
    live: bool,
    /// Lines that were typed where a choice was asked for, and are still to be taken.
    waiting: VecDeque<String>,
    undecided: Undecided,
}

/// What may not be kept, and what is not decided yet; shared with whoever keeps an unfinished line when
/// the program is told to end.
#[derive(Debug, Clone, Default)]
pub struct Undecided(Arc<Mutex<Lines>>);

#[derive(Debug, Default)]
struct Lines {
    /// The line that the room is being asked about.
    asked: Option<String>,
    /// Details that the room did not want to be kept.
    rejected: Vec<String>,
}

impl Undecided {
    fn lines(&self) -> MutexGuard<'_, Lines> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What may be kept of an unfinished line: the whole line that is being asked about, and nothing
    /// that was rejected.
    pub fn of(&self, typed: Option<String>) -> Option<String> {
        let lines = self.lines();
        let draft = lines.asked.clone().or(typed)?;
        let is_rejected = |detail: &String| draft.contains(detail.as_str());
        Some(if lines.rejected.iter().any(is_rejected) {
            String::new()
        } else {
            draft
        })
    }
}

/// What the room decided about a line.
enum Decided {
    Keep,
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
            waiting: VecDeque::new(),
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

    /// One line, as the room wants it.
    fn settled(&mut self, ask: &Ask, line: String) -> Result<String, Stop> {
        let mut line = line;
        loop {
            let found = seen(&line, &self.known);
            if found.is_empty() {
                return Ok(line);
            }
            let mut told = told(&found, found.len());
            if !self.live {
                told.push_str(" It is kept as it was typed.");
                self.say(Line::Notice(told));
                return Ok(line);
            }
            self.say(Line::Notice(told));
            match self.decide(ask, &found, &line)? {
                Decided::Keep => {
                    let rejected = &mut self.undecided.lines().rejected;
                    rejected.retain(|detail| !line.contains(detail.as_str()));
                    for detail in &found {
                        self.known.add(&detail.words);
                    }
                    return Ok(line);
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
                }
            }
            // What stands in the line now is what the room wants to be asked about.
            self.undecided
                .lines()
                .rejected
                .retain(|detail| !line.contains(detail.as_str()));
        }
    }

    fn reject(&mut self, found: Vec<Seen>) {
        let details = found.into_iter().map(|detail| detail.words);
        self.undecided.lines().rejected.extend(details);
    }

    fn decide(&mut self, asked: &Ask, found: &[Seen], line: &str) -> Result<Decided, Stop> {
        let words: Vec<String> = found
            .iter()
            .map(|detail| format!("“{}”", detail.words))
            .collect();
        let never = format!(
            "keep it, and never ask about {} again, in any meeting here",
            words.join(" and ")
        );
        let ask = Ask::choice("This line", ["word it again", "keep it as it is", &never])
            .on_enter(Some("1"));
        // Whole lines typed in the place of a choice: the better wording, or the rest of a paste. Which
        // of the two only the room can say, and until it does nothing is kept and nothing is lost.
        let mut since: Vec<String> = Vec::new();
        loop {
            let undecided = std::iter::once(line).chain(since.iter().map(String::as_str));
            let undecided = undecided.collect::<Vec<_>>().join(" ");
            self.undecided.lines().asked = Some(undecided.clone());
            let typed = self.prompt.ask(&ask);
            let stopped = typed.map_err(|stop| self.stopped(stop));
            self.undecided.lines().asked = None;
            let typed = stopped?;
            match (understand(&typed), ask.option_meant(&typed)) {
                (Typed::Nothing | Typed::Command(Command::Back), _) | (_, Some(0)) => {
                    return Ok(match <[String; 1]>::try_from(since) {
                        Ok([other]) => Decided::Instead(other),
                        Err(since) => {
                            self.waiting.extend(since);
                            Decided::Again
                        }
                    });
                }
                (_, Some(choice)) => {
                    if choice > 1 {
                        self.never_again(found);
                    }
                    // Where only one line was asked for, the room was told that no other is taken.
                    if asked.many || since.len() > 1 {
                        self.waiting.extend(since);
                    }
                    return Ok(Decided::Keep);
                }
                (Typed::Command(Command::Pause), _) => {
                    return Err(Stop::End(self.undecided.of(Some(undecided))));
                }
                (Typed::Words(words), None) if words.split_whitespace().count() > 2 => {
                    since.push(as_typed(&words));
                    self.say(Line::Notice(first_this(since.len(), asked.many)));
                }
                _ => self.say(Line::Notice(first_this(since.len(), asked.many))),
            }
        }
    }

    fn never_again(&mut self, found: &[Seen]) {
        for detail in found {
            if let Err(why) = (self.remember)(&detail.words) {
                self.say(Line::Notice(why));
            }
        }
    }
}

/// What can be chosen, once so many lines were typed in the place of a choice.
fn first_this(since: usize, many: bool) -> String {
    let choices = match (since, many) {
        (1, true) => {
            "1 to put what you have just typed in its place, 2 to keep both, or 3 to keep both and not be asked again."
        }
        (1, false) => {
            "1 to put what you have just typed in its place, 2 to keep it and leave out what you have just typed, or 3 to do that and not be asked again."
        }
        _ => "1 to word it again, 2 to keep it, or 3 to keep it and not be asked again.",
    };
    let rest = if since > 1 {
        " The lines that you typed since come after it."
    } else {
        ""
    };
    format!("First this line: type {choices}{rest}")
}

impl Prompt for Guarded {
    fn say(&mut self, passage: &Passage) {
        self.prompt.say(passage);
    }

    fn keep_in_sight(&mut self, passage: Passage) {
        self.prompt.keep_in_sight(passage);
    }

    fn ask(&mut self, ask: &Ask) -> Result<String, Stop> {
        let is_kept = ask.options.is_empty() && !ask.not_kept;
        let typed = match self.waiting.pop_front() {
            Some(waiting) if is_kept => waiting,
            _ => self.prompt.ask(ask).map_err(|stop| self.stopped(stop))?,
        };
        if !is_kept || seen(&typed, &self.known).is_empty() {
            return Ok(typed);
        }
        let mut lines = typed.split('\n').map(str::to_owned);
        let mut settled: Vec<String> = Vec::new();
        while let Some(line) = lines.next() {
            match self.settled(ask, line) {
                Ok(line) => settled.push(line),
                Err(stop) => {
                    // The rest of a paste is no less worth keeping than the line that was asked about.
                    settled.extend(stop.draft().map(str::to_owned));
                    settled.extend(lines);
                    let draft = settled.join(" ");
                    return Err(match stop {
                        Stop::End(_) => Stop::End(Some(draft)),
                        Stop::Interrupted(_) => Stop::Interrupted(Some(draft)),
                        Stop::Gone(_) => Stop::Gone(Some(draft)),
                    });
                }
            }
        }
        Ok(settled.join("\n"))
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

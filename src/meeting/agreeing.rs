//! Agreeing an action: what, then owner, due and how we will know, each of which can be left out.

use super::hearing::Heard;
use super::points::said_yes;
use super::typed::{Command, as_typed};
use super::walk::{Move, Walk};
use crate::model::action::Action;
use crate::model::date::Day;
use crate::model::date_phrase::{full_date, parse_date_phrase};
use crate::model::place::{Asks, Place, Stage};
use crate::model::step_record::Disposition;
use crate::prompt::{Ask, Line, Passage, Stop};
use crate::render::spoken;
use chrono::NaiveDate;

impl Walk<'_> {
    /// Begins an action, with its words if they are known already.
    pub(super) fn begin_action(&mut self, what: &str, place: &Place) -> Move {
        let id = self.session.next_action_id();
        let place = place.back();
        if what.trim().is_empty() {
            return Move::To(place.through(&id, Asks::What));
        }
        self.add_action(&id, what, &place);
        Move::To(place.through(&id, Asks::Owner))
    }

    /// Begins the action that settles a step.
    pub(super) fn begin_settling_action(&mut self, place: &Place) -> Move {
        let mut there = place
            .back()
            .through(&self.session.next_action_id(), Asks::What);
        if let Some(action) = &mut there.action {
            action.settles = true;
        }
        Move::To(there)
    }

    fn add_action(&mut self, id: &str, what: &str, place: &Place) {
        let from = matches!(place.stage, Stage::Questions | Stage::Steps)
            .then(|| place.item.clone())
            .flatten();
        let what = what.replace('\n', " ").trim().to_owned();
        if place.action.as_ref().is_some_and(|action| action.settles) {
            self.set_disposition(place.item_id(), Disposition::ActionAgreed);
            self.when_kept.push(Line::Done("Action agreed".into()));
        }
        self.when_kept.push(Line::Saved(format!("{id}: {what}")));
        let stood = from.as_deref().and_then(|from| self.left(from));
        let action = Action::agreed(id.to_owned(), from, what.clone());
        self.session.agree(action);
        // Who came back to it from the close has taken it up.
        if let Some(left) = stood.as_ref().filter(|_| place.returning) {
            self.session.take_up(&left.id);
        }
        self.say_if_taken_up(stood);
        self.nudge_about(&what);
    }

    pub(super) fn agree(&mut self, place: &Place) -> Result<Move, Stop> {
        let Some(at) = place.action.clone() else {
            return Ok(Move::Again);
        };
        if at.asks == Asks::Delete {
            return self.delete_action(place, &at.id);
        }
        let action = self.session.action(&at.id).cloned();
        let ask = ask_for(at.asks, action.as_ref());
        let forward = |walk: &mut Self| match following(at.asks) {
            Some(asks) if action.is_some() || at.asks == Asks::What => {
                Move::To(place.through(&at.id, asks))
            }
            _ => walk.back_from_action(place),
        };
        match self.hear(ask, place)? {
            Heard::Nothing if action.is_none() => {
                self.notice("No action was recorded.");
                Ok(Move::To(place.back()))
            }
            Heard::Nothing => {
                self.nudge_if_missing(at.asks, action.as_ref());
                Ok(forward(self))
            }
            Heard::Command(Command::Next | Command::Skip(_)) if action.is_some() => {
                Ok(forward(self))
            }
            Heard::Command(Command::Back) => Ok(match preceding(at.asks) {
                Some(asks) => Move::To(place.through(&at.id, asks)),
                None => Move::To(place.back()),
            }),
            Heard::Command(Command::Next | Command::Skip(_)) => Ok(Move::To(place.back())),
            Heard::Command(command) => Ok(self.obey(command, place)),
            Heard::Words(words) => {
                let words = words.replace('\n', " ").trim().to_owned();
                if at.asks == Asks::What && words == TAKE_OUT {
                    self.notice(
                        "An action needs words. /delete takes one out, such as /delete A1.",
                    );
                    return Ok(Move::Stay);
                }
                if at.asks == Asks::What && action.is_none() {
                    self.add_action(&at.id, &words, place);
                } else if !self.set(&at.id, at.asks, &words) {
                    return Ok(Move::Stay);
                }
                Ok(forward(self))
            }
        }
    }

    /// Sets one thing of an action; `false` where the words were not understood, which has been said.
    pub(super) fn set(&mut self, id: &str, asks: Asks, words: &str) -> bool {
        let taken_out = words == TAKE_OUT && asks != Asks::What;
        let due = if asks == Asks::Due && !taken_out {
            match self.day_meant(words) {
                Some(day) => Some(day),
                None => return false,
            }
        } else {
            None
        };
        if asks == Asks::Owner
            && let Some(doubt) = doubt_about_owner(words, self.clock.today())
        {
            self.when_kept.push(Line::Notice(doubt));
        }
        let Some(action) = self.session.action_mut(id) else {
            return true;
        };
        let words = words.to_owned();
        let kept = match asks {
            Asks::What => {
                let stood = std::mem::replace(&mut action.what, words.clone());
                let saved = Line::Saved(format!("{id}: {words}"));
                if stood == words {
                    saved
                } else {
                    self.when_kept.push(saved);
                    Line::Done(format!("It was: {stood}"))
                }
            }
            Asks::Owner => {
                action.owner = unless_taken_out(words.clone());
                Line::Saved(format!("Owner: {words}"))
            }
            Asks::Due => {
                action.due = due;
                let full = due.map(|day| full_date(day.0)).unwrap_or_default();
                Line::Saved(format!("Due: {full}"))
            }
            _ => {
                action.know = unless_taken_out(words.clone());
                Line::Saved(format!("How we will know: {words}"))
            }
        };
        self.when_kept.push(if taken_out {
            Line::Done("Taken out".into())
        } else {
            kept
        });
        true
    }

    /// The day that was meant; nothing where the words were not understood, which has been said.
    pub(super) fn day_meant(&mut self, words: &str) -> Option<Day> {
        match parse_date_phrase(words, self.clock.today()) {
            Ok(day) => {
                if day < self.clock.today() {
                    self.when_kept.push(Line::Notice(has_passed(Day(day))));
                }
                Some(Day(day))
            }
            Err(trouble) => {
                self.notice(trouble.to_string());
                None
            }
        }
    }

    fn nudge_if_missing(&mut self, asks: Asks, action: Option<&Action>) {
        let Some(action) = action else { return };
        if asks == Asks::Owner && action.owner.is_none() {
            self.nudge("no owner", "No owner yet. The close asks once more.");
        }
        if asks == Asks::Due && action.due.is_none() {
            self.nudge("no date", "No date yet. The close asks once more.");
        }
    }

    /// From a finished action back to where it was agreed; a step that it settles is done with.
    fn back_from_action(&mut self, place: &Place) -> Move {
        if place.action.as_ref().is_some_and(|action| action.settles) {
            self.show_settled_before(place.item_id());
            Move::Forward
        } else {
            Move::To(place.back())
        }
    }

    /// The prompt for taking an action out.
    fn delete_action(&mut self, place: &Place, id: &str) -> Result<Move, Stop> {
        let Some(action) = self.session.action(id).cloned() else {
            return Ok(Move::To(place.back()));
        };
        let label = format!("Take out {}, “{}”? Type yes or no", action.id, action.what);
        match self.hear(Ask::line(label).not_kept().on_enter(Some("no")), place)? {
            Heard::Nothing | Heard::Command(Command::Back) => self.say_not_taken_out(),
            Heard::Command(command) => {
                self.say_not_taken_out();
                return Ok(self.obey(command, &place.back()));
            }
            Heard::Words(words) => match said_yes(&words) {
                Some(true) => self.take_out_action(&action),
                Some(false) => self.say_not_taken_out(),
                None => {
                    self.not_here(&words, "Type yes or no.");
                    return Ok(Move::Stay);
                }
            },
        }
        Ok(Move::To(place.back()))
    }

    fn take_out_action(&mut self, action: &Action) {
        self.session.take_out_action(&action.id);
        self.when_kept
            .push(Line::Done(format!("Taken out: {}", action.what)));
    }

    pub(super) fn say_actions(&mut self) {
        let passage = self.actions_so_far();
        self.prompt.say(&passage);
    }

    /// The actions of this session, in words that can be read aloud.
    pub(super) fn actions_so_far(&self) -> Passage {
        if self.session.actions.is_empty() {
            return Passage::of(Line::Text("No action has been agreed so far.".into()));
        }
        self.session
            .actions
            .iter()
            .map(|action| Line::Item(spoken::action(action)))
            .collect()
    }
}

/// A soft word where an owner says nothing in the minutes, or reads like a date.
fn doubt_about_owner(words: &str, today: NaiveDate) -> Option<String> {
    let small = words.to_lowercase();
    let is_nobody_in_particular = matches!(
        small.as_str(),
        "me" | "myself" | "i" | "us" | "we" | "all" | "everyone" | "everybody"
    );
    if is_nobody_in_particular {
        return Some(format!(
            "“{words}” does not tell a later reader who. It is kept; a role, such as Team manager, would tell them."
        ));
    }
    let reads_like_a_date =
        words.contains(|c: char| c.is_ascii_digit()) && parse_date_phrase(words, today).is_ok();
    reads_like_a_date
        .then(|| format!("“{words}” reads like a date. It is kept as the owner; /back changes it."))
}

/// What is said of a date that lies before the meeting.
pub fn has_passed(day: Day) -> String {
    format!(
        "{} has passed. It is kept as it was said.",
        full_date(day.0)
    )
}

/// Typed alone, it takes out what stood there.
pub(super) const TAKE_OUT: &str = "-";

/// The words, or nothing where they take out what stood there.
pub(super) fn unless_taken_out(words: String) -> Option<String> {
    (words != TAKE_OUT).then_some(words)
}

/// The prompt for one thing about an action. Also used at the close for what is missing.
pub(super) fn ask_for(asks: Asks, action: Option<&Action>) -> Ask {
    let (label, stands, examples) = match asks {
        Asks::What => {
            let hint = "One line. Enter alone goes back without an action.";
            return Ask::line("What will be done")
                .may_be_none()
                .draft(action.map(|action| as_typed(&action.what)))
                .hint(if action.is_some() { "" } else { hint });
        }
        Asks::Owner => (
            "Owner, as a role",
            action.and_then(|action| action.owner.clone()),
            "",
        ),
        Asks::Due => (
            "Due",
            action.and_then(|action| action.due).map(Day::spoken),
            "3/4, next Friday, in 6 weeks, end of March. ",
        ),
        _ => (
            "How will we know it made a difference",
            action.and_then(|action| action.know.clone()),
            "",
        ),
    };
    let enter = match stands {
        Some(_) => "Enter keeps it, - takes it out.",
        None => "Enter leaves it open.",
    };
    let ask = Ask::line(label)
        .may_be_none()
        .on_enter(stands)
        .hint(format!("{examples}{enter}"));
    if asks == Asks::Due {
        ask.not_kept()
    } else {
        ask
    }
}

fn following(asks: Asks) -> Option<Asks> {
    match asks {
        Asks::What => Some(Asks::Owner),
        Asks::Owner => Some(Asks::Due),
        Asks::Due => Some(Asks::Know),
        _ => None,
    }
}

fn preceding(asks: Asks) -> Option<Asks> {
    match asks {
        Asks::Owner => Some(Asks::What),
        Asks::Due => Some(Asks::Owner),
        Asks::Know => Some(Asks::Due),
        _ => None,
    }
}

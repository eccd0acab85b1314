//! What is asked about an action that comes back once its status is known: each can be left with Enter.

use crate::meeting::agreeing::{TAKE_OUT, has_passed};
use crate::meeting::hearing::Heard;
use crate::meeting::other_terms::{ask_due, ask_owner};
use crate::meeting::typed::Command;
use crate::meeting::updating::{not_later, note_label};
use crate::meeting::walk::{Move, Walk};
use crate::meeting::what_became::Became;
use crate::model::action::Status;
use crate::model::carried::Carried;
use crate::model::date::Day;
use crate::model::date_phrase::full_date;
use crate::model::place::{Asks, Place};
use crate::prompt::{Ask, Line, Stop};
use crate::query::actions::TeamAction;

impl Walk<'_> {
    /// What was done, or what is in the way; of a finished action that the team can know by, what was
    /// seen.
    pub(super) fn arising_note(
        &mut self,
        place: &Place,
        matter: &TeamAction,
        said: Option<usize>,
    ) -> Result<Move, Stop> {
        let Some(carried) = said.and_then(|at| self.session.carried.get(at)) else {
            return Ok(Move::Back);
        };
        let is_seen = carried.status == Status::Done && matter.know.is_some();
        let (label, stood) = if is_seen {
            ("What difference did it make", carried.seen.clone())
        } else {
            (note_label(carried.status), carried.note.clone())
        };
        let is_given = stood.is_some();
        let hint = match is_given {
            true => "One line. Enter keeps it, - takes it out.",
            false => "One line, or Enter for none.",
        };
        let ask = Ask::line(label).on_enter(stood).hint(hint);
        let words = match self.hear(ask, place)? {
            Heard::Nothing => return Ok(Move::Forward),
            Heard::Command(command) => return Ok(self.obey(command, place)),
            Heard::Words(words) if words.trim() == TAKE_OUT => {
                if !self.takes_out(is_given) {
                    return Ok(Move::Stay);
                }
                None
            }
            Heard::Words(words) => {
                let words = words.replace('\n', " ");
                self.when_kept.push(Line::Saved(words.clone()));
                Some(words)
            }
        };
        if let Some(carried) = self.said_of(said) {
            if is_seen {
                carried.seen = words;
            } else {
                carried.note = words;
            }
        }
        Ok(Move::Forward)
    }

    /// Until when it is left alone. Nothing is recorded of it before a day is given.
    pub(super) fn arising_not_before(
        &mut self,
        place: &Place,
        matter: &TeamAction,
        said: Option<usize>,
    ) -> Result<Move, Stop> {
        let stood = self.said_of(said).and_then(|carried| carried.not_before);
        let hint = match (stood, said) {
            (Some(_), _) => "A date such as 20 January or in 6 weeks. Enter keeps this one.",
            (None, Some(_)) => {
                "A date such as 20 January or in 6 weeks. Enter leaves it as it stands."
            }
            (None, None) => {
                "A date such as 20 January or in 6 weeks. Enter leaves it for next time."
            }
        };
        let ask = Ask::line("Not before")
            .not_kept()
            .on_enter(stood.map(Day::spoken))
            .hint(hint);
        match self.hear(ask, place)? {
            Heard::Nothing if stood.is_none() => Ok(Move::Forward),
            Heard::Nothing => Ok(Move::To(place.asking(Asks::Note))),
            Heard::Command(command) => Ok(self.obey(command, place)),
            Heard::Words(words) => match self.day_meant(&words) {
                Some(day) if day <= self.session.meeting.date => {
                    // That it has passed goes without saying; what waits for a disk still waits.
                    let passed = Line::Notice(has_passed(day));
                    self.when_kept.retain(|line| *line != passed);
                    self.notice(not_later(day.0));
                    Ok(Move::Stay)
                }
                Some(day) => {
                    self.take_down(matter, said, Became::RestsUntil);
                    let reference = matter.reference();
                    let mut carried = self.session.carried.iter_mut();
                    if let Some(carried) = carried.find(|carried| carried.action == reference) {
                        carried.not_before = Some(day);
                    }
                    let line = format!("Not before {}", full_date(day.0));
                    self.when_kept.push(Line::Saved(line));
                    Ok(Move::To(place.asking(Asks::Note)))
                }
                None => Ok(Move::Stay),
            },
        }
    }

    /// Who owns it from now on.
    pub(super) fn arising_owner(
        &mut self,
        place: &Place,
        matter: &TeamAction,
        said: Option<usize>,
    ) -> Result<Move, Stop> {
        let Some(carried) = self.said_of(said) else {
            return Ok(Move::Back);
        };
        let given = carried.owner_now().map(str::to_owned);
        match self.hear(ask_owner(given.as_deref(), matter.owner), place)? {
            Heard::Nothing => {}
            Heard::Command(command) => return Ok(self.obey(command, place)),
            Heard::Words(words) if words.trim() == TAKE_OUT => {
                if !self.takes_out(given.is_some()) {
                    return Ok(Move::Stay);
                }
                if let Some(carried) = self.said_of(said) {
                    carried.owner = None;
                }
            }
            Heard::Words(words) => {
                let owner = words.replace('\n', " ").trim().to_owned();
                self.when_kept.push(Line::Saved(format!("Owner: {owner}")));
                if let Some(carried) = self.said_of(said) {
                    carried.owner = (Some(owner.as_str()) != matter.owner).then_some(owner);
                }
            }
        }
        Ok(Move::To(place.asking(Asks::Due)))
    }

    /// By when it is to be done from now on.
    pub(super) fn arising_due(
        &mut self,
        place: &Place,
        matter: &TeamAction,
        said: Option<usize>,
    ) -> Result<Move, Stop> {
        let Some(given) = self.said_of(said).map(|carried| carried.due) else {
            return Ok(Move::Back);
        };
        match self.hear(ask_due(given, matter.due), place)? {
            Heard::Nothing => {}
            Heard::Command(Command::Back) => return Ok(Move::To(place.asking(Asks::Owner))),
            Heard::Command(command) => return Ok(self.obey(command, place)),
            Heard::Words(words) if words.trim() == TAKE_OUT => {
                if !self.takes_out(given.is_some()) {
                    return Ok(Move::Stay);
                }
                if let Some(carried) = self.said_of(said) {
                    carried.due = None;
                }
            }
            Heard::Words(words) => {
                let Some(day) = self.day_meant(&words) else {
                    return Ok(Move::Stay);
                };
                let line = format!("Due: {}", full_date(day.0));
                self.when_kept.push(Line::Saved(line));
                if let Some(carried) = self.said_of(said) {
                    carried.due = (Some(day) != matter.due).then_some(day);
                }
            }
        }
        Ok(Move::To(place.asking(Asks::Note)))
    }

    /// Says whether there is anything to take out.
    fn takes_out(&mut self, is_given: bool) -> bool {
        if is_given {
            self.when_kept.push(Line::Done("Taken out".into()));
        } else {
            self.notice("There is nothing to take out here. Enter goes on.");
        }
        is_given
    }

    fn said_of(&mut self, said: Option<usize>) -> Option<&mut Carried> {
        said.and_then(|at| self.session.carried.get_mut(at))
    }
}

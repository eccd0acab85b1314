//! Matters arising: the team's open actions from earlier sessions, looked at again.

use super::agreeing::has_passed;
use super::updating::{BECOME_OF_IT, UNTIL_A_DATE, not_later, note_label, option_of, particulars};
use super::walk::{Chosen, Heard, Move, Walk};
use crate::model::action::Status;
use crate::model::date::Day;
use crate::model::date_phrase::full_date;
use crate::model::place::{Asks, Place, Stage};
use crate::model::session::Carried;
use crate::prompt::{Ask, Line, Passage, Stop};
use crate::query::actions::TeamAction;
use crate::render::wrap::counted;

impl Walk<'_> {
    pub(super) fn arising(&mut self, place: &Place, arriving: bool) -> Result<Move, Stop> {
        let matters: Vec<TeamAction> = self.to_look_at_again().copied().collect();
        let Some(at) = matters
            .iter()
            .position(|m| m.reference() == place.item_id())
        else {
            return Ok(Move::Forward);
        };
        let Some(matter) = matters.get(at) else {
            return Ok(Move::Forward);
        };
        let said = self
            .session
            .carried
            .iter()
            .position(|carried| carried.action == matter.reference());
        if place.asks == Asks::Note {
            return self.arising_note(place, matter, said);
        }
        if place.asks == Asks::NotBefore {
            return self.arising_not_before(place, said);
        }
        if arriving {
            self.heading(Stage::MattersArising, "Matters arising");
            let passage = self.describe_matter(matter, at, matters.len());
            self.prompt.keep_in_sight(passage);
        }
        let stood = said.and_then(|at| self.session.carried.get(at));
        let stood = stood.and_then(|carried| option_of(carried.status, carried.not_before));
        let options = Status::ALL.map(Status::spoken).into_iter();
        let ask = Ask::choice(BECOME_OF_IT, options.chain([UNTIL_A_DATE]))
            .likely(stood)
            .hint(match stood {
                Some(_) => "Type a number. Enter keeps what was chosen.",
                None => "Type a number. Enter leaves it for next time.",
            });
        match self.choose(&ask, place)? {
            Chosen::Nothing => Ok(Move::Forward),
            Chosen::Command(command) => Ok(self.obey(command, place)),
            Chosen::Option(option) => {
                let status = Status::ALL.get(option).copied().unwrap_or_default();
                match said.and_then(|at| self.session.carried.get_mut(at)) {
                    Some(carried) => {
                        if carried.status != status {
                            carried.note = None;
                            carried.seen = None;
                        }
                        carried.status = status;
                        if option < Status::ALL.len() {
                            carried.not_before = None;
                        }
                    }
                    None => self.session.carried.push(Carried {
                        action: matter.reference(),
                        what: matter.what.to_owned(),
                        status,
                        note: None,
                        seen: None,
                        not_before: None,
                        other: toml::Table::new(),
                    }),
                }
                let word = ask.options.get(option).cloned().unwrap_or_default();
                self.when_kept
                    .push(Line::Done(format!("{}: {word}", matter.what)));
                let asks = if option < Status::ALL.len() {
                    Asks::Note
                } else {
                    Asks::NotBefore
                };
                Ok(Move::To(place.asking(asks)))
            }
        }
    }

    /// What was done, or what is in the way; of a finished action that the team can know by, what was
    /// seen.
    fn arising_note(
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
        let ask = Ask::line(label)
            .on_enter(stood)
            .hint("One line, or Enter for none.");
        match self.hear(ask, place)? {
            Heard::Nothing => Ok(Move::Forward),
            Heard::Command(command) => Ok(self.obey(command, place)),
            Heard::Words(words) => {
                let words = words.replace('\n', " ");
                self.when_kept.push(Line::Saved(words.clone()));
                if let Some(carried) = said.and_then(|at| self.session.carried.get_mut(at)) {
                    if is_seen {
                        carried.seen = Some(words);
                    } else {
                        carried.note = Some(words);
                    }
                }
                Ok(Move::Forward)
            }
        }
    }

    fn arising_not_before(&mut self, place: &Place, said: Option<usize>) -> Result<Move, Stop> {
        let Some(stood) = said.and_then(|at| self.session.carried.get(at)) else {
            return Ok(Move::Back);
        };
        let hint = match stood.not_before {
            Some(_) => "A date such as 20 January or in 6 weeks. Enter keeps this one.",
            None => "A date such as 20 January or in 6 weeks. Enter leaves it for next time.",
        };
        let ask = Ask::line("Not before")
            .on_enter(stood.not_before.map(Day::spoken))
            .hint(hint);
        match self.hear(ask, place)? {
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
                    if let Some(carried) = said.and_then(|at| self.session.carried.get_mut(at)) {
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

    fn describe_matter(&self, matter: &TeamAction, at: usize, of: usize) -> Passage {
        let mut passage = Passage::default();
        if at == 0 {
            let resting = match self.left_alone().count() {
                0 => String::new(),
                1 => " 1 more is left alone for now.".into(),
                more => format!(" {more} more are left alone for now."),
            };
            passage.push(Line::Text(format!(
                "This team has {} from earlier meetings.{resting}",
                counted(of, "open action")
            )));
        }
        passage.push(Line::Gap);
        passage.push(Line::Topic(
            format!(
                "[{}/{of}] agreed {}",
                at + 1,
                age(matter.agreed, self.session.meeting.date)
            ),
            matter.what.to_owned(),
        ));
        passage
            .0
            .extend(particulars(matter, self.session.meeting.date));
        passage
    }
}

/// "today", "3 days ago", "11 weeks ago": how long before another day.
fn age(day: Day, today: Day) -> String {
    let days = usize::try_from((today.0 - day.0).num_days()).unwrap_or(0);
    match days {
        0 => "today".into(),
        1..14 => format!("{} ago", counted(days, "day")),
        14..70 => format!("{} ago", counted(days / 7, "week")),
        _ => format!("{} ago", counted(days / 30, "month")),
    }
}

//! The close: what was left, the actions read back, one line of learning, and the next meeting.

use super::agreeing::{TAKE_OUT, ask_for, unless_taken_out};
use super::hearing::{Chosen, Heard};
use super::route::{READ_BACK, left_over};
use super::typed::Command;
use super::walk::{Ended, Move, Walk};
use crate::model::action::Status;
use crate::model::closing::Closing;
use crate::model::date::{Day, Moment};
use crate::model::date_phrase::full_date;
use crate::model::place::{Asks, Place, Stage};
use crate::model::seal::Seal;
use crate::model::session::{Progress, Session};
use crate::prompt::{Ask, Line, Passage, Stop};
use crate::query::actions::TeamAction;
use crate::query::questions_back::OpenQuestion;
use crate::render::spoken::{LEARNING, WELLBEING, now_agreed};
use crate::render::wrap::first_letter_large;

const STILL_OPEN: &str = "The meeting is still open. Type close, or /back to go back.";

/// Where a meeting goes on of which only the close is missing.
pub fn beginning_of_the_close() -> Place {
    Place::item(Stage::Close, READ_BACK, Asks::Ready)
}

impl Walk<'_> {
    pub(super) fn close(&mut self, place: &Place, arriving: bool) -> Result<Move, Stop> {
        match place.asks {
            Asks::ComeBack => self.come_back(place, arriving),
            Asks::Owner | Asks::Due => self.missing(place, arriving),
            Asks::Learning => self.learning(place, arriving),
            Asks::Wellbeing => self.wellbeing(place, arriving),
            Asks::NextMeeting => self.next_meeting(place),
            Asks::Finish => self.finish(place, arriving),
            _ => self.read_back(place, arriving),
        }
    }

    fn come_back(&mut self, place: &Place, arriving: bool) -> Result<Move, Stop> {
        if arriving {
            self.heading(Stage::Close, "Close");
            let mut passage = Passage(vec![Line::Gap]);
            passage.push(Line::Text("These were left:".into()));
            for (at, (id, outcome)) in left_over(&self.session).iter().enumerate() {
                let name = first_letter_large(&self.session.spoken_source(id));
                let reason = self.session.question(id).and_then(|q| q.reason.as_ref());
                let reason = reason
                    .map(|reason| format!(" ({reason})"))
                    .unwrap_or_default();
                passage.push(Line::Numbered(at + 1, format!("{name}, {outcome}{reason}")));
            }
            self.prompt.say(&passage);
        }
        let ask = Ask::line("Come back to one")
            .not_kept()
            .hint("Type its number in this list, or press Enter to leave them as they are.");
        match self.hear(ask, place)? {
            Heard::Nothing => Ok(self.forward_from_come_back()),
            Heard::Command(command) => Ok(self.obey(command, place)),
            Heard::Words(words) => match self.left_over_meant(&words) {
                Some(there) => Ok(Move::To(there)),
                None => {
                    self.not_here(&words, "It is not a number in this list.");
                    Ok(Move::Stay)
                }
            },
        }
    }

    fn forward_from_come_back(&self) -> Move {
        Move::To(beginning_of_the_close())
    }

    fn read_back(&mut self, place: &Place, arriving: bool) -> Result<Move, Stop> {
        if arriving {
            self.heading(Stage::Close, "Close");
            let mut passage = Passage(vec![Line::Gap]);
            passage.push(Line::Text("What we agreed:".into()));
            passage.0.extend(self.actions_so_far().0);
            self.prompt.say(&passage);
        }
        let hint = match self.session.actions.first() {
            Some(action) => format!("/edit {} changes one, /action agrees another.", action.id),
            None => "/action agrees one.".into(),
        };
        let ask = Ask::line("Press Enter if this is right")
            .not_kept()
            .hint(hint);
        match self.hear(ask, place)? {
            Heard::Nothing => Ok(Move::Forward),
            Heard::Command(command) => Ok(self.obey(command, place)),
            Heard::Words(words) => {
                self.not_here(&words, "/action agrees an action, Enter goes on.");
                Ok(Move::Stay)
            }
        }
    }

    fn missing(&mut self, place: &Place, arriving: bool) -> Result<Move, Stop> {
        let Some(action) = self.session.action(place.item_id()).cloned() else {
            return Ok(Move::Forward);
        };
        if arriving {
            let what = match place.asks {
                Asks::Owner => "has no owner yet",
                _ => "has no date yet",
            };
            let line = Line::Text(format!("{} {what}: {}", action.id, action.what));
            self.prompt.say(&Passage(vec![Line::Gap, line]));
        }
        match self.hear(ask_for(place.asks, Some(&action)), place)? {
            Heard::Nothing => Ok(Move::Forward),
            Heard::Command(command) => Ok(self.obey(command, place)),
            Heard::Words(words) => {
                // What follows is found before the gap is filled: then this stop is no longer on the route.
                let next = self.after(place);
                let words = words.replace('\n', " ");
                Ok(if self.set(&action.id, place.asks, words.trim()) {
                    Move::To(next)
                } else {
                    Move::Stay
                })
            }
        }
    }

    fn learning(&mut self, place: &Place, arriving: bool) -> Result<Move, Stop> {
        if arriving {
            self.prompt
                .say(&Passage(vec![Line::Gap, Line::Text(LEARNING.into())]));
        }
        let stood = self
            .session
            .closing
            .as_ref()
            .and_then(|c| c.learning.clone());
        let ask = Ask::line("Learning")
            .may_be_none()
            .hint(if stood.is_some() {
                "Enter keeps it, - takes it out."
            } else {
                "Enter for none."
            })
            .on_enter(stood);
        match self.hear(ask, place)? {
            Heard::Nothing => Ok(Move::Forward),
            Heard::Command(command) => Ok(self.obey(command, place)),
            Heard::Words(words) => {
                let learning = unless_taken_out(words.replace('\n', " ").trim().to_owned());
                self.when_kept.push(match &learning {
                    Some(learning) => Line::Saved(learning.clone()),
                    None => Line::Done("Taken out".into()),
                });
                self.closing_mut().learning = learning;
                Ok(Move::Forward)
            }
        }
    }

    fn wellbeing(&mut self, place: &Place, arriving: bool) -> Result<Move, Stop> {
        if arriving {
            self.prompt
                .say(&Passage(vec![Line::Gap, Line::Text(WELLBEING.into())]));
        }
        let was_asked = self.session.meeting.wellbeing_check;
        let hint = match was_asked {
            true => "Only that it was done is kept.",
            false => "Only that it was done is kept. Enter keeps nothing.",
        };
        let ask = Ask::choice("Was everyone asked", ["yes", "no"])
            .likely(was_asked.then_some(0))
            .hint(hint);
        Ok(match self.choose(&ask, place)? {
            Chosen::Nothing => Move::Forward,
            Chosen::Command(command) => self.obey(command, place),
            Chosen::Option(option) => {
                self.session.meeting.wellbeing_check = option == 0;
                if option == 0 {
                    self.when_kept
                        .push(Line::Done("Everyone was asked.".into()));
                }
                Move::Forward
            }
        })
    }

    fn next_meeting(&mut self, place: &Place) -> Result<Move, Stop> {
        let stood = self.session.closing.as_ref().and_then(|c| c.next_meeting);
        let ask = Ask::line("Next meeting")
            .may_be_none()
            .not_kept()
            .on_enter(stood.map(Day::spoken))
            .hint(match stood {
                Some(_) => {
                    "A date such as 20 January or in 6 weeks. Enter keeps it, - takes it out."
                }
                None => "A date such as 20 January or in 6 weeks. Enter for none.",
            });
        match self.hear(ask, place)? {
            Heard::Nothing => Ok(Move::Forward),
            Heard::Command(command) => Ok(self.obey(command, place)),
            Heard::Words(words) if words == TAKE_OUT => {
                self.closing_mut().next_meeting = None;
                self.when_kept.push(Line::Done("Taken out".into()));
                Ok(Move::Forward)
            }
            Heard::Words(words) => match self.day_meant(&words) {
                Some(day) => {
                    self.closing_mut().next_meeting = Some(day);
                    self.when_kept
                        .push(Line::Saved(format!("Next meeting: {}", full_date(day.0))));
                    Ok(Move::Forward)
                }
                None => Ok(Move::Stay),
            },
        }
    }

    fn finish(&mut self, place: &Place, arriving: bool) -> Result<Move, Stop> {
        if self.never_kept() {
            return Ok(Move::End(Ended::NothingSaid));
        }
        if arriving {
            let back = self.coming_back();
            self.prompt.say(&back);
            self.prompt.say(&Passage(vec![
                Line::Gap,
                Line::Text("That is the end. Closing prints the minutes and seals the record: later words are added beside it, never over it.".into()),
            ]));
        }
        // Enter alone does not do: a key that is held down must not seal a meeting.
        let ask = Ask::line("Type close to close the meeting")
            .not_kept()
            .hint("/back goes back, /goto 2 changes question 2, /pause leaves it open.");
        match self.hear(ask, place)? {
            Heard::Words(words) if words.to_lowercase() == "close" => Ok(self.seal()),
            Heard::Words(words) => {
                self.not_here(&words, STILL_OPEN);
                Ok(Move::Stay)
            }
            Heard::Nothing | Heard::Command(Command::Next | Command::Skip(_)) => {
                self.notice(STILL_OPEN);
                Ok(Move::Stay)
            }
            Heard::Command(command) => Ok(self.obey(command, place)),
        }
    }

    /// What the next meeting will begin with.
    fn coming_back(&self) -> Passage {
        let today = self
            .session
            .actions
            .iter()
            .map(|action| Line::Item(format!("{}: {}", action.id, action.what)));
        let closing = self.session.closing.as_ref();
        let next = closing.and_then(|closing| closing.next_meeting);
        let is_later = |day: Day| next.is_some_and(|next| day > next);
        let said = |action: &TeamAction| {
            let mut carried = self.session.carried.iter();
            carried.find(|carried| carried.action == action.reference())
        };
        let earlier = self.to_look_at_again().filter_map(|action| {
            let carried = said(action);
            if carried.is_some_and(|carried| carried.status != Status::Open) {
                return None;
            }
            let now = carried.map(|carried| now_agreed(carried.owner_now(), carried.due));
            let until = carried.and_then(|carried| carried.not_before);
            if until.is_some_and(is_later) {
                return None;
            }
            let until = until.map(|day| format!(", not before {}", day.spoken()));
            Some(Line::Item(format!(
                "{} (from {}{}{})",
                action.what,
                action.agreed.spoken(),
                now.unwrap_or_default(),
                until.unwrap_or_default()
            )))
        });
        let left_alone = self.left_alone();
        let left_alone = left_alone.filter(|action| !action.not_before.is_some_and(is_later));
        let left_alone = left_alone.map(|action| {
            let until = action.not_before.map(Day::spoken).unwrap_or_default();
            Line::Item(format!("{} (not before {until})", action.what))
        });
        let is_waiting = |open: &&OpenQuestion| {
            let answers = self.session.answers(&open.record.item());
            answers.is_empty()
        };
        let asked = self.asked.iter().filter(is_waiting);
        let asked = asked.map(|open| {
            Line::Item(format!(
                "A question from your supervisor: {}",
                open.record.asked
            ))
        });
        let actions = today.chain(earlier).chain(left_alone).chain(asked);
        let actions: Vec<Line> = actions.collect();
        if actions.is_empty() {
            return Passage::default();
        }
        let head = Line::Text("What comes back at the next meeting:".into());
        [Line::Gap, head].into_iter().chain(actions).collect()
    }

    fn seal(&mut self) -> Move {
        let now = self.clock.now().map(Moment::to_the_second);
        self.session.meeting.finished = now;
        self.record_unanswered();
        self.record_not_looked_at();
        match seal(&mut self.session, now) {
            Ok(()) => Move::End(Ended::Sealed),
            Err(trouble) => {
                self.notice(format!("{trouble} It is kept as it is."));
                Move::Stay
            }
        }
    }

    /// The minutes say what came up and was left: nothing else in the record does.
    fn record_not_looked_at(&mut self) {
        let said = &self.session.carried;
        let is_said = |action: &TeamAction| {
            said.iter()
                .any(|carried| carried.action == action.reference())
        };
        let left = self.to_look_at_again().filter(|action| !is_said(action));
        let left = u32::try_from(left.count()).unwrap_or(u32::MAX);
        if left > 0 {
            self.closing_mut().not_looked_at = Some(left);
        } else if let Some(closing) = &mut self.session.closing {
            closing.not_looked_at = None;
        }
    }

    fn closing_mut(&mut self) -> &mut Closing {
        self.session.closing.get_or_insert_default()
    }
}

/// Seals a session of which everything has been said; otherwise it stays in progress.
///
/// # Errors
/// When it cannot be written as TOML at all, in a sentence.
pub(super) fn seal(session: &mut Session, now: Option<Moment>) -> Result<(), String> {
    let place = session.place.take();
    session.status = Progress::Sealed;
    match Seal::of(session, now) {
        Ok(seal) => {
            session.seal = Some(seal);
            Ok(())
        }
        Err(error) => {
            session.status = Progress::InProgress;
            session.place = place;
            Err(format!("The session could not be sealed: {error}."))
        }
    }
}

//! Matters arising: the team's open actions from earlier sessions, looked at again.

mod beside_the_status;

use super::hearing::Chosen;
use super::particulars::particulars;
use super::walk::{Move, Walk};
use super::what_became::Became;
use crate::model::action::Status;
use crate::model::carried::Carried;
use crate::model::date::Day;
use crate::model::place::{Asks, Place, Stage};
use crate::prompt::{Line, Passage, Stop};
use crate::query::actions::TeamAction;
use crate::render::spoken::now_agreed;
use crate::render::wrap::counted;

impl Walk<'_> {
    pub(super) fn arising(&mut self, place: &Place, arriving: bool) -> Result<Move, Stop> {
        let found = |matter: &&TeamAction| matter.reference() == place.item_id();
        let Some(matter) = self.to_look_at_again().find(found).copied() else {
            return Ok(Move::Forward);
        };
        let matter = &matter;
        let said = self
            .session
            .carried
            .iter()
            .position(|carried| carried.action == matter.reference());
        match place.asks {
            Asks::Note => return self.arising_note(place, matter, said),
            Asks::NotBefore => return self.arising_not_before(place, matter, said),
            Asks::Owner => return self.arising_owner(place, matter, said),
            Asks::Due => return self.arising_due(place, matter, said),
            _ => {}
        }
        if arriving {
            self.show_matter(place.item_id());
        }
        let stood = said.and_then(|at| self.session.carried.get(at));
        let stood = stood.map(|carried| {
            let owner = carried.owner_now();
            Became::of(carried.status, carried.not_before, owner, carried.due)
        });
        let ask = Became::ask(stood).hint(match stood {
            Some(_) => "Type a number. Enter keeps what was chosen.",
            None => "Type a number. Enter leaves it for next time.",
        });
        let became = match self.choose(&ask, place)? {
            Chosen::Nothing => return Ok(Move::Forward),
            Chosen::Command(command) => return Ok(self.obey(command, place)),
            Chosen::Option(option) => match Became::option(option) {
                Some(became) => became,
                None => return Ok(Move::Stay),
            },
        };
        if became != Became::RestsUntil {
            self.take_down(matter, said, became);
        }
        Ok(Move::To(place.asking(match became {
            Became::Is(_) => Asks::Note,
            Became::RestsUntil => Asks::NotBefore,
            Became::OnOtherTerms => Asks::Owner,
        })))
    }

    /// Records what has become of an action. What was said beside another status goes with that, and is named.
    fn take_down(&mut self, matter: &TeamAction, said: Option<usize>, became: Became) {
        let status = became.status();
        let mut gone = Vec::new();
        let mut due = matter.due;
        match said.and_then(|at| self.session.carried.get_mut(at)) {
            Some(carried) => {
                let is_plainly_open = became == Became::Is(Status::Open);
                if carried.status != status || is_plainly_open {
                    let day = carried.not_before.take();
                    gone.extend(day.map(|day| format!("not before {}", day.spoken())));
                }
                if carried.status != status {
                    let day = carried.due.take();
                    gone.extend(carried.owner.take().map(|owner| format!("owner {owner}")));
                    gone.extend(day.map(|day| format!("due {}", day.spoken())));
                    gone.extend(carried.note.take());
                    gone.extend(carried.seen.take());
                }
                carried.status = status;
                due = carried.due.or(due);
            }
            None => {
                let what = matter.what.to_owned();
                let carried = Carried::of(matter.reference(), what, status);
                self.session.carried.push(carried);
            }
        }
        let line = format!("{}: {}", matter.what, became.taken_down());
        self.when_kept.push(Line::Done(line));
        if !gone.is_empty() {
            let line = format!("Taken out: {}", gone.join("; "));
            self.when_kept.push(Line::Done(line));
        }
        let has_passed = due.is_some_and(|due| due < self.session.meeting.date);
        if became == Became::Is(Status::Open) && has_passed {
            self.nudge(
                "overdue",
                "Its day has passed. The last of the choices gives it a new one.",
            );
        }
    }

    /// Shows the action with this reference, if it is one to look at again.
    pub(super) fn show_matter(&mut self, reference: &str) {
        let matters: Vec<TeamAction> = self.to_look_at_again().copied().collect();
        let mut numbered = matters.iter().enumerate();
        let found = numbered.find(|(_, matter)| matter.reference() == reference);
        if let Some((at, matter)) = found {
            self.heading(Stage::MattersArising, "Matters arising");
            let passage = self.describe_matter(matter, at, matters.len());
            self.prompt.keep_in_sight(passage);
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
            const MANY: usize = 5;
            let past_them = match of > MANY {
                true => " /goto case leaves the rest for next time.",
                false => "",
            };
            passage.push(Line::Text(format!(
                "This team has {} from earlier meetings.{resting}{past_them}",
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
        let reference = matter.reference();
        let mut said = self.session.carried.iter();
        if let Some(carried) = said.find(|carried| carried.action == reference) {
            let until = carried.not_before.map(Day::spoken);
            let until = until.map(|day| format!(", not before {day}"));
            let until = until.unwrap_or_default();
            let now = now_agreed(carried.owner_now(), carried.due) + &until;
            if !now.is_empty() {
                let status = carried.status.spoken();
                passage.push(Line::Text(format!("Today: {status}{now}.")));
            }
        }
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

//! Matters arising: the team's open actions from earlier sessions, looked at again.

use super::walk::{Chosen, Heard, Move, Walk};
use crate::model::action::Status;
use crate::model::date::Day;
use crate::model::place::{Asks, Place, Stage};
use crate::model::session::Carried;
use crate::prompt::{Ask, Line, Passage, Stop};
use crate::query::actions::TeamAction;
use crate::render::wrap::counted;

impl Walk<'_> {
    pub(super) fn arising(&mut self, place: &Place, arriving: bool) -> Result<Move, Stop> {
        let matters: Vec<TeamAction> = self.to_look_at_again().cloned().collect();
        let Some(at) = matters.iter().position(|m| m.reference == place.item_id()) else {
            return Ok(Move::Forward);
        };
        let Some(matter) = matters.get(at) else {
            return Ok(Move::Forward);
        };
        let said = self
            .session
            .carried
            .iter()
            .position(|carried| carried.action == matter.reference);
        if place.asks == Asks::Note {
            return self.arising_note(place, said);
        }
        if arriving {
            self.heading(Stage::MattersArising, "Matters arising");
            let passage = self.describe_matter(matter, at, matters.len());
            self.prompt.keep_in_sight(passage);
        }
        let stood = said
            .and_then(|at| self.session.carried.get(at))
            .map(|c| c.status);
        let ask = Ask::choice(
            "What has become of it",
            [
                "done",
                "still open",
                "overtaken by something else",
                "not possible",
            ],
        )
        .likely(stood.and_then(|status| Status::ALL.iter().position(|s| *s == status)))
        .hint("Type a number. Enter leaves it for next time.");
        match self.choose(&ask, place)? {
            Chosen::Nothing => Ok(Move::Forward),
            Chosen::Command(command) => Ok(self.obey(command, place)),
            Chosen::Option(option) => {
                let status = Status::ALL.get(option).copied().unwrap_or_default();
                match said.and_then(|at| self.session.carried.get_mut(at)) {
                    Some(carried) => carried.status = status,
                    None => self.session.carried.push(Carried {
                        action: matter.reference.clone(),
                        what: matter.what.clone(),
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
                Ok(Move::To(place.asking(Asks::Note)))
            }
        }
    }

    fn arising_note(&mut self, place: &Place, said: Option<usize>) -> Result<Move, Stop> {
        let Some(carried) = said.and_then(|at| self.session.carried.get(at)) else {
            return Ok(Move::Back);
        };
        let label = match carried.status {
            Status::Done => "What difference did it make",
            Status::Open => "What is in the way",
            Status::Overtaken | Status::NotPossible => "What happened",
        };
        let ask = Ask::line(label)
            .on_enter(carried.note.clone())
            .hint("One line, or Enter for none.");
        match self.hear(ask, place)? {
            Heard::Nothing => Ok(Move::Forward),
            Heard::Command(command) => Ok(self.obey(command, place)),
            Heard::Words(words) => {
                let note = words.replace('\n', " ");
                self.when_kept.push(Line::Saved(note.clone()));
                if let Some(carried) = said.and_then(|at| self.session.carried.get_mut(at)) {
                    carried.note = Some(note);
                }
                Ok(Move::Forward)
            }
        }
    }

    fn describe_matter(&self, matter: &TeamAction, at: usize, of: usize) -> Passage {
        let mut passage = Passage::default();
        if at == 0 {
            passage.push(Line::Text(format!(
                "This team has {} from earlier meetings.",
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
            matter.what.clone(),
        ));
        let owner = matter.owner.as_deref().unwrap_or("not yet agreed");
        let due = match matter.due {
            Some(due) if due < self.session.meeting.date => format!("{} (overdue)", due.spoken()),
            Some(due) => due.spoken(),
            None => "no date agreed".into(),
        };
        passage.push(Line::Text(format!(
            "From {}, {}. Owner: {owner}. Due: {due}.",
            matter.review,
            matter.agreed.spoken()
        )));
        if matter.times_carried > 0 {
            let times = counted(matter.times_carried, "later meeting");
            passage.push(Line::Text(format!("Looked at in {times} since.")));
        }
        if let Some(know) = &matter.know {
            passage.push(Line::Text(format!("How we will know: {know}")));
        }
        if let (Some(day), Some(note)) = (matter.spoken_of, &matter.note) {
            passage.push(Line::Text(format!("Last word, {}: {note}", day.spoken())));
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

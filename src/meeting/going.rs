//! Where the walk goes next: forward, back, and wherever a command says.

use super::route::{READ_BACK, left_over, route, same_stop};
use super::typed::Command;
use super::walk::{Ended, Move, Walk};
use crate::model::action::Status;
use crate::model::place::{Asks, Place, Stage};
use crate::query::actions::TeamAction;
use crate::render::wrap::counted;

impl<'a> Walk<'a> {
    pub(super) fn route(&self) -> Vec<Place> {
        let carried: Vec<String> = self.to_look_at_again().map(TeamAction::reference).collect();
        let asked: Vec<String> = self.asked.iter().map(|q| q.record.item()).collect();
        route(self.review, &self.session, &asked, &carried)
    }

    /// The actions that come back in this meeting: still open when it began, and not left alone until
    /// a later day.
    pub(super) fn to_look_at_again(&self) -> impl Iterator<Item = &TeamAction<'a>> {
        let today = self.session.meeting.date;
        self.still_open()
            .filter(move |action| !action.is_left_alone(today))
    }

    /// The open actions that are to be left alone for now.
    pub(super) fn left_alone(&self) -> impl Iterator<Item = &TeamAction<'a>> {
        let today = self.session.meeting.date;
        self.still_open()
            .filter(move |action| action.is_left_alone(today))
    }

    fn still_open(&self) -> impl Iterator<Item = &TeamAction<'a>> {
        let is_open = |action: &&TeamAction| action.status == Status::Open;
        self.earlier.iter().filter(is_open)
    }

    /// The stop after a place. From a question that the close sent the team back to, it is the close.
    pub(super) fn after(&self, place: &Place) -> Place {
        let route = self.route();
        let close = |stop: &&Place| stop.stage == Stage::Close;
        let end = || Place::stage(Stage::Close, Asks::Finish);
        if place.returning {
            return route.iter().find(close).cloned().unwrap_or_else(end);
        }
        match route.iter().position(|stop| same_stop(stop, place)) {
            Some(at) => route.get(at + 1).cloned().unwrap_or_else(end),
            // The stop is no longer on the route: what it asked for has been given.
            None => route
                .iter()
                .find(|stop| stop.stage > place.stage || close(stop))
                .cloned()
                .unwrap_or_else(end),
        }
    }

    pub(super) fn before(&self, place: &Place) -> Option<Place> {
        let route = self.route();
        if let Some(on_route) = route.iter().find(|stop| same_stop(stop, place))
            && on_route.asks != place.asks
        {
            return Some(Place {
                returning: place.returning,
                ..on_route.clone()
            });
        }
        if place.returning {
            return Some(self.after(place));
        }
        match route.iter().position(|stop| same_stop(stop, place)) {
            Some(0) => None,
            Some(at) => route.get(at - 1).cloned(),
            None => Some(Place::item(Stage::Close, READ_BACK, Asks::Ready)),
        }
    }

    /// What a command does at a place that has no meaning of its own for it.
    pub(super) fn obey(&mut self, command: Command, place: &Place) -> Move {
        match command {
            Command::Back => Move::Back,
            Command::Skip(why) if !why.is_empty() => {
                self.notice("Nothing was recorded: only a question or a step is skipped with a reason. /skip alone goes on.");
                Move::Stay
            }
            Command::Next | Command::Skip(_) => Move::Forward,
            Command::Pause => Move::End(Ended::Paused),
            Command::Goto(target) => self.go_to(&target, place),
            Command::Action(what) => self.begin_action(&what, place),
            Command::Edit(what) => self.edit_action(&what, place),
            Command::Delete(what) => match self.session.action(&what) {
                Some(action) => Move::To(place.through(&action.id, Asks::Delete)),
                None => self.nothing_called(&what),
            },
            Command::Break => Move::To(Place {
                resting: true,
                ..place.clone()
            }),
            Command::Park(_) => {
                self.notice(
                    "Only a question or a step can be parked. /next goes on, /skip passes over.",
                );
                Move::Stay
            }
            // Answered before it comes here.
            Command::Help
            | Command::Actions
            | Command::Case
            | Command::Time
            | Command::Present(_)
            | Command::Folder(_) => Move::Stay,
        }
    }

    /// `/edit A1` asks for everything about an action again; `/edit A1 words` gives it other words.
    fn edit_action(&mut self, typed: &str, place: &Place) -> Move {
        let (id, words) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
        let Some(id) = self.session.action(id).map(|action| action.id.clone()) else {
            let is_at_an_action = place.asks != Asks::Answers;
            if place.stage == Stage::MattersArising && is_at_an_action {
                self.notice("What an earlier meeting agreed stands as it was said. The last of the choices gives it a new owner or date.");
                return Move::Stay;
            }
            return self.nothing_called(typed);
        };
        if words.trim().is_empty() {
            return Move::To(place.through(&id, Asks::What));
        }
        self.set(&id, Asks::What, words.trim());
        Move::Stay
    }

    fn nothing_called(&mut self, typed: &str) -> Move {
        self.notice(format!(
            "There is nothing called “{typed}” here. Points can be changed at their question or step, actions by their number, such as A1."
        ));
        Move::Stay
    }

    /// The id of "3", "question 3" or "step 2".
    fn item_named(&self, typed: &str) -> Option<String> {
        let numbered = |text: &str| text.trim().parse::<usize>().ok()?.checked_sub(1);
        let step = typed.strip_prefix("step").and_then(numbered);
        let question = numbered(typed.strip_prefix("question").unwrap_or(typed));
        match (step, question) {
            (Some(at), _) => self.session.steps.get(at).map(|step| step.id.clone()),
            (None, Some(at)) => self.session.questions.get(at).map(|q| q.id.clone()),
            (None, None) => None,
        }
    }

    fn go_to(&mut self, target: &str, place: &Place) -> Move {
        let target = target.trim().to_lowercase();
        let wanted = self.item_named(&target).unwrap_or_else(|| target.clone());
        let returning = place.stage == Stage::Close || place.returning;
        let there = if let Some(question) = self.session.question(&wanted) {
            Some(Place {
                returning,
                ..Place::item(Stage::Questions, &question.id, Asks::Answers)
            })
        } else if let Some(step) = self.session.step(&wanted) {
            Some(Place {
                returning,
                ..Place::item(Stage::Steps, &step.id, Asks::Disposition)
            })
        } else {
            let stage = match wanted.as_str() {
                "opening" | "start" => Some(Stage::Opening),
                "matters arising" | "matters" | "arising" => Some(Stage::MattersArising),
                "case" => Some(Stage::Case),
                "questions" => Some(Stage::Questions),
                "steps" => Some(Stage::Steps),
                "close" | "end" => Some(Stage::Close),
                _ => None,
            };
            stage.and_then(|stage| self.route().into_iter().find(|stop| stop.stage == stage))
        };
        match there {
            Some(there) => Move::To(there),
            None => {
                self.notice(format!(
                    "There is no “{target}” to go to. This review has {} and {}. Try /goto 2, /goto s1, /goto case or /goto close.",
                    counted(self.session.questions.len(), "question"),
                    counted(self.session.steps.len(), "step"),
                ));
                Move::Stay
            }
        }
    }

    /// The place that a left-over's number or id means at the close.
    pub(super) fn left_over_meant(&self, typed: &str) -> Option<Place> {
        let typed = typed.trim().to_lowercase();
        let left = left_over(&self.session);
        let at = typed.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let id = match at {
            Some(at) => left.get(at).map(|(id, _)| *id),
            None => {
                let named = self.item_named(&typed).unwrap_or(typed);
                left.iter().map(|(id, _)| *id).find(|id| *id == named)
            }
        }?;
        let there = if self.session.question(id).is_some() {
            Place::item(Stage::Questions, id, Asks::Answers)
        } else {
            Place::item(Stage::Steps, id, Asks::Disposition)
        };
        Some(Place {
            returning: true,
            ..there
        })
    }
}

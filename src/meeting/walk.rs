//! The loop of the meeting: show a place, hear one line, keep it, go to the next place.

use super::nudge;
use super::route::{READ_BACK, left_over, route, same_stop};
use super::typed::{Command, Typed, understand};
use super::{Clock, Keep};
use crate::model::action::Status;
use crate::model::place::{Asks, Place, Stage};
use crate::model::review::Review;
use crate::model::session::{Progress, Session};
use crate::prompt::{Ask, Line, Passage, Prompt, Stop};
use crate::query::actions::TeamAction;
use crate::render::wrap::counted;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// How a walk came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The session is finished and sealed.
    Sealed,
    /// The team walked to the end and recorded nothing.
    NothingSaid,
    /// It was paused; it can be resumed where anything was kept.
    Paused,
    /// It was interrupted from the keyboard; it can be resumed just the same.
    Interrupted,
    /// The team wants to change what was set up; nothing has been recorded yet.
    BackToSetUp,
}

/// A meeting under way.
pub struct Walk<'a> {
    pub(super) prompt: &'a mut dyn Prompt,
    pub(super) keeper: &'a mut dyn Keep,
    pub(super) clock: &'a dyn Clock,
    pub(super) review: &'a Review,
    pub(super) session: Session,
    /// Every action the team agreed in earlier sessions.
    pub(super) earlier: Vec<TeamAction>,
    /// What has been kept already, so that a walk through empty prompts writes nothing.
    kept: Option<Session>,
    /// What is said once the session is on disk.
    pub(super) when_kept: Vec<Line>,
    /// The stage whose heading was shown last.
    headed: Option<Stage>,
    /// The soft words that have been said already.
    pub(super) nudged: Vec<&'static str>,
    began: Option<DateTime<Utc>>,
    arrived_at: Option<DateTime<Utc>>,
    /// Seconds spent at each question.
    seconds: BTreeMap<String, i64>,
}

/// Where the walk goes from a place.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Move {
    /// The same prompt again.
    Stay,
    /// The same place, shown anew.
    Again,
    /// The next stop of the route.
    Forward,
    /// The stop before.
    Back,
    /// A place named outright.
    To(Place),
    /// The end.
    End(Ended),
}

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

impl<'a> Walk<'a> {
    /// A walk through a session that has just begun or is carried on with.
    pub fn new(
        prompt: &'a mut dyn Prompt,
        keeper: &'a mut dyn Keep,
        clock: &'a dyn Clock,
        review: &'a Review,
        session: Session,
        earlier: Vec<TeamAction>,
    ) -> Self {
        let kept = (!session.id.is_empty()).then(|| session.clone());
        let seconds = session
            .questions
            .iter()
            .filter_map(|q| Some((q.id.clone(), i64::from(q.minutes?) * 60)))
            .collect();
        Self {
            prompt,
            keeper,
            clock,
            review,
            session,
            earlier,
            kept,
            when_kept: Vec::new(),
            headed: None,
            nudged: Vec::new(),
            began: clock.now(),
            arrived_at: clock.now(),
            seconds,
        }
    }

    /// Walks until the end or a pause.
    pub fn run(mut self) -> (Session, Ended) {
        let mut place = self
            .session
            .place
            .take()
            .unwrap_or_else(|| Place::stage(Stage::Opening, Asks::Ready));
        self.session.place = Some(place.clone());
        self.keeper.stand_by(&self.session);
        self.recall(&place);
        let mut arriving = true;
        loop {
            let visited = self.visit(&place, arriving);
            let draft = visited
                .as_ref()
                .err()
                .and_then(Stop::draft)
                .map(str::to_owned);
            place.draft = draft;
            let before = place.clone();
            let ended = match visited {
                Ok(Move::Stay) => {
                    arriving = false;
                    None
                }
                Ok(Move::Again) => {
                    arriving = true;
                    None
                }
                Ok(Move::Forward) => {
                    place = self.after(&place);
                    arriving = true;
                    None
                }
                Ok(Move::Back) => match self.before(&place) {
                    Some(earlier) => {
                        place = earlier;
                        arriving = true;
                        None
                    }
                    None if self.session.is_untouched() => Some(Ended::BackToSetUp),
                    None => {
                        self.notice("This is the beginning of the meeting.");
                        arriving = false;
                        None
                    }
                },
                Ok(Move::To(there)) => {
                    place = there;
                    arriving = true;
                    None
                }
                Ok(Move::End(ended)) => Some(ended),
                Err(Stop::Interrupted(_)) => Some(Ended::Interrupted),
                Err(Stop::End(_) | Stop::Gone(_)) => Some(Ended::Paused),
            };
            if !same_stop(&before, &place) || ended.is_some() {
                self.count_time(&before);
                self.prompt.keep_in_sight(Passage::default());
            }
            if self.session.status == Progress::InProgress {
                self.session.place = Some(place.clone());
            }
            self.keep();
            if let Some(ended) = ended {
                return (self.session, ended);
            }
        }
    }

    /// Shows what a side prompt belongs to, where a meeting is carried on with in the middle of one.
    fn recall(&mut self, place: &Place) {
        let is_main = self
            .route()
            .iter()
            .any(|stop| same_stop(stop, place) && stop.asks == place.asks);
        if is_main && place.action.is_none() {
            return;
        }
        let position = |ids: Vec<&str>| ids.iter().position(|id| *id == place.item_id());
        match place.stage {
            Stage::Questions => {
                let ids = self.session.questions.iter().map(|q| q.id.as_str());
                if let Some(at) = position(ids.collect()) {
                    self.show_question(at);
                }
            }
            Stage::Steps => {
                let ids = self.session.steps.iter().map(|s| s.id.as_str());
                if let Some(at) = position(ids.collect()) {
                    self.show_step(at);
                }
            }
            _ => {}
        }
        if let Some(action) = place
            .action
            .as_ref()
            .and_then(|a| self.session.action(&a.id))
        {
            let line = Line::Item(format!("{}: {}", action.id, action.what));
            self.prompt.say(&Passage::of(line));
        }
    }

    fn visit(&mut self, place: &Place, arriving: bool) -> Result<Move, Stop> {
        if place.action.is_some() {
            return self.agree(place, arriving);
        }
        match place.stage {
            Stage::Opening => self.opening(place, arriving),
            Stage::MattersArising => self.arising(place, arriving),
            Stage::Case => self.case_part(place, arriving),
            Stage::Questions => self.question(place, arriving),
            Stage::Steps => self.step(place, arriving),
            Stage::Close => self.close(place, arriving),
        }
    }

    /// Puts the session on disk if anything has changed, and only then says so.
    fn keep(&mut self) {
        let draft = self
            .session
            .place
            .as_ref()
            .is_some_and(|p| p.draft.is_some());
        let something = !self.session.is_untouched() || draft || self.kept.is_some();
        if something && self.kept.as_ref() != Some(&self.session) {
            match self.keeper.keep(&mut self.session) {
                Ok(remark) => {
                    self.kept = Some(self.session.clone());
                    if let Some(remark) = remark {
                        self.notice(remark);
                    }
                }
                Err(trouble) => self.notice(trouble),
            }
        }
        self.keeper.stand_by(&self.session);
        let lines: Passage = std::mem::take(&mut self.when_kept).into_iter().collect();
        if !lines.is_empty() {
            self.prompt.say(&lines);
        }
    }

    fn route(&self) -> Vec<Place> {
        let carried: Vec<String> = self
            .to_look_at_again()
            .map(|action| action.reference.clone())
            .collect();
        route(self.review, &self.session, &carried)
    }

    /// The actions that come back in this meeting: still open when it began.
    pub(super) fn to_look_at_again(&self) -> impl Iterator<Item = &TeamAction> {
        self.earlier
            .iter()
            .filter(|action| action.status == Status::Open)
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

    fn before(&self, place: &Place) -> Option<Place> {
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

    /// Asks for a line, answers what does not move anything, and hands over the rest.
    pub(super) fn hear(&mut self, ask: Ask, place: &Place) -> Result<Heard, Stop> {
        let mut ask = match &place.draft {
            Some(draft) => ask.draft(Some(draft.clone())),
            None => ask,
        };
        loop {
            let line = self.prompt.ask(&ask)?;
            ask.draft = None;
            ask.hint.clear();
            if line.trim().contains('\n') {
                return Ok(Heard::Words(line));
            }
            match understand(&line.replace('\t', " ")) {
                Typed::Nothing => return Ok(Heard::Nothing),
                Typed::Words(words) => return Ok(Heard::Words(words)),
                Typed::Unknown(typed, nearest) => self.notice(format!(
                    "“{typed}” is not a command, and nothing was recorded. Did you mean {nearest}? To begin an answer with a slash, type two."
                )),
                Typed::Command(command) => match command {
                    Command::Help => self.help(place),
                    Command::Actions => self.say_actions(),
                    Command::Case => self.say_case(),
                    Command::Time => self.say_time(),
                    Command::Break => self.take_a_break()?,
                    other => return Ok(Heard::Command(other)),
                },
            }
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
                    None => self.notice(format!(
                        "“{words}” is none of these. Type a number from 1 to {}.",
                        ask.options.len()
                    )),
                },
            }
            asked = ask.clone();
        }
    }

    /// Yes or no; nothing where neither was said.
    pub(super) fn confirm(&mut self, label: &str, place: &Place) -> Result<bool, Stop> {
        let ask = Ask::line(format!("{label} Type yes or no")).on_enter(Some("no"));
        let here = Place {
            draft: None,
            ..place.clone()
        };
        loop {
            match self.hear(ask.clone(), &here)? {
                Heard::Words(words) if is_yes(&words) => return Ok(true),
                Heard::Words(words) if !is_no(&words) => {
                    self.notice(format!("“{words}” is neither yes nor no."));
                }
                _ => return Ok(false),
            }
        }
    }

    /// What a command does at a place that has no meaning of its own for it.
    pub(super) fn obey(&mut self, command: Command, place: &Place) -> Result<Move, Stop> {
        Ok(match command {
            Command::Back => Move::Back,
            Command::Next | Command::Skip(_) => Move::Forward,
            Command::Pause => Move::End(Ended::Paused),
            Command::Goto(target) => self.go_to(&target, place),
            Command::Action(what) => self.begin_action(&what, place),
            Command::Edit(what) if self.session.action(&what).is_some() => {
                self.session.action(&what).map_or(Move::Stay, |action| {
                    Move::To(place.through(&action.id, Asks::What))
                })
            }
            Command::Delete(what) if self.session.action(&what).is_some() => {
                self.delete_action(&what, place)?
            }
            Command::Edit(what) | Command::Delete(what) => {
                self.notice(format!(
                    "There is nothing called “{what}” here. Points can be changed at their question or step, actions by their number, such as A1."
                ));
                Move::Stay
            }
            Command::Park(_) => {
                self.notice(
                    "Only a question or a step can be parked. /next goes on, /skip passes over.",
                );
                Move::Stay
            }
            // Answered before it comes here.
            Command::Help | Command::Actions | Command::Case | Command::Time | Command::Break => {
                Move::Stay
            }
        })
    }

    fn go_to(&mut self, target: &str, place: &Place) -> Move {
        let target = target.trim().to_lowercase();
        let plain = target
            .trim_start_matches("question")
            .trim_start_matches("step")
            .trim();
        let numbered = plain
            .parse::<usize>()
            .ok()
            .filter(|n| *n > 0)
            .map(|n| n - 1);
        let stage = if target.starts_with("step") && numbered.is_some() {
            Stage::Steps
        } else if target.starts_with("question") {
            Stage::Questions
        } else {
            place.stage
        };
        let id = match (numbered, stage) {
            (Some(at), Stage::Steps) => self.session.steps.get(at).map(|step| step.id.clone()),
            (Some(at), _) => self.session.questions.get(at).map(|q| q.id.clone()),
            (None, _) => None,
        };
        let wanted = id.unwrap_or(target.clone());
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
            None => left.iter().map(|(id, _)| *id).find(|id| *id == typed),
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

    /// Says the heading of a stage, once each time the walk comes into it.
    pub(super) fn heading(&mut self, stage: Stage, text: &str) {
        if self.headed.replace(stage) != Some(stage) {
            let heading = Line::Heading(text.to_owned());
            self.prompt.say(&Passage(vec![Line::Gap, heading]));
        }
    }

    pub(super) fn notice(&mut self, text: impl Into<String>) {
        self.prompt.say(&Passage::of(Line::Notice(text.into())));
    }

    /// A soft word, once in a meeting.
    pub(super) fn nudge(&mut self, kind: &'static str, text: impl Into<String>) {
        if !self.nudged.contains(&kind) {
            self.nudged.push(kind);
            self.when_kept.push(Line::Notice(text.into()));
        }
    }

    /// The nudges that an action's words call for.
    pub(super) fn nudge_about(&mut self, what: &str) {
        if let Some(words) = nudge::weak_verb(what) {
            self.nudge("weak verb", words);
        }
        if let Some(words) = nudge::many(self.session.actions.len()) {
            self.nudge("many", words);
        }
        if let Some(before) = nudge::agreed_before(what, &self.earlier) {
            let since = match before.spoken_of {
                Some(day) => format!("{} on {}", before.status.word(), day.spoken()),
                None => format!("still {}", before.status.word()),
            };
            let line = format!(
                "On {} this team agreed something close to it: “{}”. It is {since}.",
                before.agreed.spoken(),
                before.what
            );
            self.when_kept.push(Line::Notice(line));
        }
    }

    fn count_time(&mut self, left: &Place) {
        let now = self.clock.now();
        if let (Some(from), Some(to), Stage::Questions) = (self.arrived_at, now, left.stage) {
            let seconds = self.seconds.entry(left.item_id().to_owned()).or_default();
            *seconds += (to - from).num_seconds().max(0);
            let minutes = u32::try_from((*seconds + 30) / 60).ok().filter(|m| *m > 0);
            if let Some(question) = self.session.question_mut(left.item_id())
                && question.outcome != crate::model::session::Outcome::NotReached
            {
                question.minutes = minutes;
            }
        }
        self.arrived_at = now;
    }

    /// Whole minutes since this sitting began; nothing where no clock runs.
    pub(super) fn minutes_used(&self) -> Option<i64> {
        Some((self.clock.now()? - self.began?).num_minutes())
    }

    fn say_time(&mut self) {
        let questions = left_over(&self.session)
            .iter()
            .filter(|(id, _)| self.session.question(id).is_some())
            .count();
        let used = match (self.minutes_used(), self.session.meeting.minutes_planned) {
            (Some(used), Some(planned)) => format!("{used} of {planned} minutes used."),
            (Some(used), None) => format!(
                "{} used.",
                counted(usize::try_from(used).unwrap_or(0), "minute")
            ),
            (None, _) => "No time is kept for a meeting that is written up on another day.".into(),
        };
        self.notice(format!(
            "{used} {} not yet discussed.",
            counted(questions, "question")
        ));
    }

    fn take_a_break(&mut self) -> Result<(), Stop> {
        let from = self.clock.now();
        self.notice("Take the time you need. Everything so far is kept.");
        self.prompt
            .ask(&Ask::line("Press Enter when everyone is back"))?;
        if let (Some(from), Some(to), Some(arrived)) = (from, self.clock.now(), self.arrived_at) {
            self.arrived_at = Some(arrived + (to - from));
        }
        Ok(())
    }
}

fn is_yes(words: &str) -> bool {
    matches!(words.trim().to_lowercase().as_str(), "y" | "yes")
}

fn is_no(words: &str) -> bool {
    matches!(words.trim().to_lowercase().as_str(), "n" | "no")
}

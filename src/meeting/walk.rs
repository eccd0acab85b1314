//! The loop of the meeting: show a place, hear one line, keep it, go to the next place.

use super::Clock;
use super::route::same_stop;
use super::then_and_now::Before;
use crate::model::place::{Asks, Place, Stage};
use crate::model::review::Review;
use crate::model::session::{Progress, Session};
use crate::prompt::{Line, Passage, Prompt, Stop};
use crate::query::actions::TeamAction;
use crate::query::questions_back::OpenQuestion;
use crate::render::json::json;
use crate::store::Keep;
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
    pub(super) earlier: Vec<TeamAction<'a>>,
    /// The questions that a supervisor put back to the team and that were open when the meeting began.
    pub(super) asked: Vec<OpenQuestion>,
    /// What the team answered before.
    pub(super) before: Before,
    /// The questions after which that has been shown.
    pub(super) shown_before: Vec<String>,
    /// What has been kept already, so that a walk through empty prompts writes nothing.
    kept: Option<Session>,
    /// What is said once the session is on disk.
    pub(super) when_kept: Vec<Line>,
    /// How many of those the room has seen as not saved.
    unsaved_shown: usize,
    /// The stage whose heading was shown last.
    headed: Option<Stage>,
    /// The soft words that have been said already.
    pub(super) nudged: Vec<&'static str>,
    pub(super) began: Option<DateTime<Utc>>,
    /// Whole minutes that earlier sittings took.
    pub(super) minutes_before: i64,
    pub(super) arrived_at: Option<DateTime<Utc>>,
    /// Seconds spent at each question.
    pub(super) seconds: BTreeMap<String, i64>,
    /// A word that may have been meant as a command, and was typed just now.
    pub(super) doubted: Option<String>,
}

/// Nobody is asked about the words of the review, of the set-up, and of what was kept before.
fn know(prompt: &mut dyn Prompt, review: &Review, session: &Session) {
    prompt.know(&|| {
        // But about those of a line that was not finished.
        let kept = Session {
            place: None,
            ..session.clone()
        };
        let texts = [json(review), json(&kept)];
        texts.into_iter().flatten().collect()
    });
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

impl<'a> Walk<'a> {
    /// A walk through a session that has just begun or is carried on with.
    pub fn new(
        prompt: &'a mut dyn Prompt,
        keeper: &'a mut dyn Keep,
        clock: &'a dyn Clock,
        review: &'a Review,
        session: Session,
        earlier: Vec<TeamAction<'a>>,
    ) -> Self {
        let kept = (!session.id.is_empty()).then(|| session.clone());
        let seconds = session
            .questions
            .iter()
            .filter_map(|q| Some((q.id.clone(), i64::from(q.minutes?) * 60)))
            .collect();
        know(prompt, review, &session);
        let at_questions = session.questions.iter().filter_map(|q| q.minutes);
        let at_questions: i64 = at_questions.map(i64::from).sum();
        let all = session.place.as_ref().and_then(|place| place.minutes);
        let minutes_before = all.map_or(at_questions, |all| at_questions.max(all.into()));
        Self {
            prompt,
            minutes_before,
            keeper,
            clock,
            review,
            session,
            earlier,
            asked: Vec::new(),
            before: Before::default(),
            shown_before: Vec::new(),
            kept,
            when_kept: Vec::new(),
            unsaved_shown: 0,
            headed: None,
            nudged: Vec::new(),
            began: clock.now(),
            arrived_at: clock.now(),
            seconds,
            doubted: None,
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
                .filter(|_| place.asks_here().records() && !place.resting)
                .map(str::to_owned);
            // A prompt that cannot see its line leaves what was kept of it.
            if let Some(draft) = draft {
                place.draft = (!draft.trim().is_empty()).then_some(draft);
            } else if visited.is_ok() {
                place.draft = None;
            }
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
                    None if self.never_kept() => Some(Ended::BackToSetUp),
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
                let minutes = self.minutes_used().unwrap_or(self.minutes_before);
                let minutes = u32::try_from(minutes).ok();
                self.session.place = Some(Place {
                    minutes: minutes.filter(|minutes| *minutes > 0),
                    ..place.clone()
                });
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
        let detour = place.resting || place.action.is_some() || place.point.is_some();
        if is_main && !detour {
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
            Stage::MattersArising => {
                let ids: Vec<String> = self.asked.iter().map(|q| q.record.item()).collect();
                if let Some(at) = position(ids.iter().map(String::as_str).collect()) {
                    self.show_question_back(at);
                }
                self.show_matter(place.item_id());
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
        if place.resting {
            return self.rest(place, arriving);
        }
        if place.action.is_some() {
            return self.agree(place);
        }
        if place.point.is_some() {
            return self.change_point(place);
        }
        match place.stage {
            Stage::Opening => self.opening(place, arriving),
            Stage::MattersArising if place.asks == Asks::Answers => {
                self.question_back(place, arriving)
            }
            Stage::MattersArising => self.arising(place, arriving),
            Stage::Case => self.case_part(place),
            Stage::Questions => self.question(place, arriving),
            Stage::Steps => self.step(place, arriving),
            Stage::Close => self.close(place, arriving),
        }
    }

    /// Puts the session on disk if anything has changed, and only then says so. What could not be put
    /// anywhere is said when it could.
    pub(super) fn keep(&mut self) {
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
                Err(trouble) => {
                    self.keeper.stand_by(&self.session);
                    self.show_unsaved();
                    self.notice(trouble);
                    return;
                }
            }
        }
        self.keeper.stand_by(&self.session);
        self.unsaved_shown = 0;
        let lines: Passage = std::mem::take(&mut self.when_kept).into_iter().collect();
        if !lines.is_empty() {
            self.prompt.say(&lines);
        }
    }

    /// Shows what is on no disk, so that it can be copied: a drawn prompt takes the typed line away.
    fn show_unsaved(&mut self) {
        let lines = self.when_kept.get(self.unsaved_shown..).unwrap_or_default();
        let unsaved = lines.iter().filter_map(|line| match line {
            Line::Saved(words) => Some(Line::Item(format!("Not saved: {words}"))),
            _ => None,
        });
        let unsaved: Passage = unsaved.collect();
        self.unsaved_shown = self.when_kept.len();
        if !unsaved.is_empty() {
            self.prompt.say(&unsaved);
        }
    }

    /// Keeps the session in another folder from now on.
    pub(super) fn keep_elsewhere(&mut self, folder: &str) {
        match self.keeper.keep_in(folder, &mut self.session) {
            Ok(words) => {
                self.kept = Some(self.session.clone());
                self.notice(words);
                // What waited for a disk is on one now.
                self.keep();
            }
            Err(why) => self.notice(why),
        }
    }

    /// Whether nothing has been said and nothing is on disk.
    pub(super) fn never_kept(&self) -> bool {
        self.kept.is_none() && self.session.is_untouched()
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
}

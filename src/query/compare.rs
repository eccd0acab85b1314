//! What the teams said about one review: each question and step with every team's words, unranked.

use super::named::Named;
use super::teams::Teams;
use crate::model::date::Day;
use crate::model::meeting::{plain_team, same_team};
use crate::model::question_record::Outcome;
use crate::model::review::Wording;
use crate::model::seal::is_changed_since_sealed;
use crate::model::session::{Progress, Session};
use crate::model::step_record::Disposition;
use serde::Serialize;
use std::collections::BTreeSet;

/// One review as every team met it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The review's id.
    pub review: String,
    /// Its title.
    pub title: String,
    /// The meetings about it, by team and then by date.
    pub sessions: Vec<Met>,
    /// The ids of those that were sealed and hold something else now.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changed_since_sealed: Vec<String>,
    /// The day before which sessions were left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Day>,
    /// The teams of which no session about it is among these.
    pub not_held: Vec<String>,
    /// Every question that was put to any of them.
    pub questions: Vec<Item>,
    /// Every step, likewise.
    pub steps: Vec<Item>,
}

/// A meeting.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Met {
    /// The session's id.
    pub session: String,
    /// The team.
    pub team: String,
    /// The day.
    pub date: Day,
    /// How far the session has come.
    pub status: Progress,
}

/// A question or a step, in every wording in which it was put.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// Its number among the questions, or among the steps.
    pub number: usize,
    /// Its wordings, the one that was used first before the others.
    pub wordings: Vec<Worded>,
    /// The meetings whose version of the review did not have it.
    pub not_asked: Vec<Met>,
}

/// One wording of a question or step, with what the teams said to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Worded {
    /// The words.
    pub text: String,
    /// Whose they are.
    pub wording: Wording,
    /// What was said, by team and then by date.
    pub said: Vec<Said>,
}

/// What one team said at one meeting.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Said {
    /// The meeting.
    #[serde(flatten)]
    pub met: Met,
    /// What became of it.
    #[serde(flatten)]
    pub became: Became,
    /// Why it was parked or skipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The points, in the order in which they were made.
    pub answers: Vec<String>,
    /// What the team said has moved since it answered a question like this before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved: Option<String>,
    /// The points that were added after the session was sealed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<Added>,
    /// The actions that came from it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Agreed>,
}

/// What became of a question, or of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Became {
    /// Of a question.
    #[serde(rename = "outcome")]
    Question(Outcome),
    /// Of a step.
    #[serde(rename = "disposition")]
    Step(Disposition),
}

/// Points that were added later.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Added {
    /// The day.
    pub on: Day,
    /// The points.
    pub answers: Vec<String>,
}

/// An action.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Agreed {
    /// `<session id>/<action id>`.
    pub action: String,
    /// What was agreed.
    pub what: String,
}

/// Which sessions are compared; nothing means all.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Of these teams.
    pub teams: Vec<String>,
    /// Held on this day or later.
    pub since: Option<Day>,
}

impl Became {
    /// Whether a meeting did not get to it.
    pub fn is_not_reached(self) -> bool {
        matches!(
            self,
            Self::Question(Outcome::NotReached) | Self::Step(Disposition::NotReached)
        )
    }
}

impl Comparison {
    /// Compares the sessions about one review. `teams` are all teams of the folder.
    pub fn of(review: &Named, sessions: &[Session], teams: &Teams, wanted: &Wanted) -> Self {
        let is_wanted = |team: &str| {
            let mut named = wanted.teams.iter();
            wanted.teams.is_empty() || named.any(|name| same_team(name, team))
        };
        let mut sessions: Vec<&Session> = sessions
            .iter()
            .filter(|session| session.review.id == review.id && is_wanted(&session.meeting.team))
            .filter(|session| wanted.since.is_none_or(|day| session.meeting.date >= day))
            .collect();
        sessions.sort_by_cached_key(|session| {
            let meeting = &session.meeting;
            let team = plain_team(&meeting.team);
            (team, meeting.date, meeting.started, session.id.clone())
        });
        let held: BTreeSet<String> = sessions
            .iter()
            .map(|session| plain_team(&session.meeting.team))
            .collect();
        let named = wanted.teams.iter().map(|team| teams.spelled(team));
        let mut not_held: Vec<String> = named
            .chain(teams.iter().filter(|team| is_wanted(team)))
            .filter(|team| !held.contains(&plain_team(team)))
            .map(str::to_owned)
            .collect();
        not_held.sort_by_cached_key(|team| plain_team(team));
        not_held.dedup_by(|one, other| same_team(one, other));
        Self {
            review: review.id.clone(),
            title: review.title.clone(),
            since: wanted.since,
            not_held,
            questions: items(&sessions, teams, |session| {
                let questions = session.questions.iter();
                let asked = questions.map(|question| Asked {
                    id: &question.id,
                    text: &question.text,
                    became: Became::Question(question.outcome),
                    reason: question.reason.as_ref(),
                    answers: &question.answers,
                    moved: question.moved.as_ref(),
                });
                asked.collect()
            }),
            steps: items(&sessions, teams, |session| {
                let steps = session.steps.iter();
                let asked = steps.map(|step| Asked {
                    id: &step.id,
                    text: &step.text,
                    became: Became::Step(step.disposition),
                    reason: None,
                    answers: &step.answers,
                    moved: None,
                });
                asked.collect()
            }),
            sessions: sessions.iter().map(|session| met(session, teams)).collect(),
            changed_since_sealed: sessions
                .iter()
                .filter(|session| is_changed_since_sealed(session))
                .map(|session| session.id.clone())
                .collect(),
        }
    }

    /// Keeps one question alone, by its number or its id, and no steps. Whether there is such a one.
    pub fn keep_question(&mut self, name: &str) -> bool {
        let name = name.trim().to_lowercase();
        self.questions
            .retain(|question| question.id == name || question.number.to_string() == name);
        self.steps.clear();
        !self.questions.is_empty()
    }
}

/// A question or step of one session.
struct Asked<'a> {
    id: &'a str,
    text: &'a str,
    became: Became,
    reason: Option<&'a String>,
    answers: &'a [String],
    moved: Option<&'a String>,
}

fn met(session: &Session, teams: &Teams) -> Met {
    Met {
        session: session.id.clone(),
        team: teams.spelled(&session.meeting.team).to_owned(),
        date: session.meeting.date,
        status: session.status,
    }
}

/// Every question, or every step, of some sessions, in the order in which the newest has them.
fn items<'a>(
    sessions: &[&'a Session],
    teams: &Teams,
    of: impl Fn(&'a Session) -> Vec<Asked<'a>>,
) -> Vec<Item> {
    let asked: Vec<(&Session, Vec<Asked<'_>>)> = sessions
        .iter()
        .map(|session| (*session, of(session)))
        .collect();
    let mut by_age: Vec<&(&Session, Vec<Asked<'_>>)> = asked.iter().collect();
    by_age.sort_by_key(|(session, _)| (session.meeting.date, &session.id));
    let mut ids: Vec<&str> = Vec::new();
    for one in by_age.iter().rev().flat_map(|(_, asked)| asked) {
        if !ids.contains(&one.id) {
            ids.push(one.id);
        }
    }
    let numbered = ids.iter().enumerate().map(|(at, id)| {
        let mut wordings: Vec<Worded> = Vec::new();
        for (session, asked) in &by_age {
            for one in asked.iter().filter(|one| one.id == *id) {
                if wordings.iter().all(|known| known.text != one.text) {
                    wordings.push(Worded {
                        text: one.text.to_owned(),
                        wording: session.review.wording,
                        said: Vec::new(),
                    });
                }
            }
        }
        for (session, asked) in &asked {
            for one in asked.iter().filter(|one| one.id == *id) {
                let known = wordings.iter_mut().find(|known| known.text == one.text);
                if let Some(known) = known {
                    known.said.push(said(session, one, teams));
                }
            }
        }
        let without = asked
            .iter()
            .filter(|(_, asked)| asked.iter().all(|one| one.id != *id));
        Item {
            id: (*id).to_owned(),
            number: at + 1,
            wordings,
            not_asked: without.map(|(session, _)| met(session, teams)).collect(),
        }
    });
    numbered.collect()
}

fn said(session: &Session, asked: &Asked<'_>, teams: &Teams) -> Said {
    let is_about = |item: Option<&String>| item.is_some_and(|item| item == asked.id);
    let amendments = session.amendments.iter().filter(|amendment| {
        is_about(amendment.question.as_ref()) || is_about(amendment.step.as_ref())
    });
    let actions = session.actions.iter();
    Said {
        met: met(session, teams),
        became: asked.became,
        reason: asked.reason.cloned(),
        answers: asked.answers.to_vec(),
        moved: asked.moved.cloned(),
        added: amendments
            .map(|amendment| Added {
                on: amendment.on,
                answers: amendment.answers.clone(),
            })
            .collect(),
        actions: actions
            .filter(|action| is_about(action.from.as_ref()))
            .map(|action| Agreed {
                action: format!("{}/{}", session.id, action.id),
                what: action.what.clone(),
            })
            .collect(),
    }
}

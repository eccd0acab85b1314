//! Which team has held which review, and what it left unanswered.

use super::named::Named;
use super::teams::Teams;
use crate::model::date::Day;
use crate::model::meeting::{is_wanted, plain_team};
use crate::model::review::Review;
use crate::model::session::Progress;
use crate::model::walked::Walked;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// Where a team stands with a review, or with a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Standing {
    /// It has held a meeting about it.
    #[serde(rename = "held")]
    Held,
    /// Its only meeting about it is not finished.
    #[serde(rename = "in progress")]
    InProgress,
    /// It has not, as far as these sessions show.
    #[serde(rename = "not yet")]
    NotYet,
    /// It has, but not on the day that was asked for or later.
    #[serde(rename = "not since")]
    NotSince,
}

impl Standing {
    /// The words for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::InProgress => "in progress",
            Self::NotYet => "not yet",
            Self::NotSince => "not since",
        }
    }
}

/// One team and one review.
#[derive(Debug, Clone, PartialEq)]
pub struct Covered {
    /// The team.
    pub team: String,
    /// The review's id.
    pub review: String,
    /// Where the team stands.
    pub standing: Standing,
    /// The day of its latest meeting about it.
    pub date: Option<Day>,
    /// Whether another meeting about it has begun since and is not finished.
    pub again: bool,
    /// How many questions were put.
    pub questions: usize,
    /// The ids of those that were answered in no finished meeting and after none, or in none that has begun.
    pub left: Vec<String>,
    /// The session of that day.
    pub latest: Option<String>,
    /// The sessions, oldest first.
    pub sessions: Vec<String>,
}

/// Every team beside every review.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Coverage {
    /// The reviews, in the order of their ids.
    pub reviews: Vec<Named>,
    /// Each team, in alphabetical order, with each review in the order of the reviews.
    pub teams: Vec<(String, Vec<Covered>)>,
    /// The day from which on meetings are counted, if not all are.
    pub since: Option<Day>,
}

/// Which teams and days are covered; nothing means all.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// These teams.
    pub teams: Vec<String>,
    /// The review with this id.
    pub review: Option<String>,
    /// Meetings on this day or later.
    pub since: Option<Day>,
}

impl Wanted {
    /// Whether a team is wanted.
    pub fn includes(&self, team: &str) -> bool {
        is_wanted(&self.teams, team)
    }

    /// Whether a day is wanted.
    pub fn reaches(&self, day: Day) -> bool {
        self.since.is_none_or(|since| day >= since)
    }
}

/// What these sessions cover of the reviews on the shelf, and of those that only sessions know.
pub fn coverage(sessions: &[Walked], shelf: &[&Review], wanted: &Wanted) -> Coverage {
    let mut titles: BTreeMap<&str, (Option<Day>, &str)> = BTreeMap::new();
    for session in sessions {
        let newer = (Some(session.date), session.title.as_str());
        let known = titles.entry(&session.review).or_insert(newer);
        *known = newer.max(*known);
    }
    // The shelf has the last word on a title.
    titles.extend(shelf.iter().map(|review| {
        let title = (None, review.title.as_str());
        (review.id.as_str(), title)
    }));
    titles.retain(|id, _| wanted.review.as_ref().is_none_or(|wanted| wanted == id));
    let mut held: HashMap<(String, &str), Vec<&Walked>> = HashMap::new();
    for session in sessions {
        let key = (plain_team(&session.team), session.review.as_str());
        held.entry(key).or_default().push(session);
    }
    let spelled = Teams::of(sessions.iter().map(|one| (one.team.as_str(), one.date)));
    let teams = spelled.iter().filter(|team| wanted.includes(team));
    let teams = teams.map(|team| {
        let covered = titles.keys().map(|review| {
            let held = held.get_mut(&(plain_team(team), *review));
            covered(
                team,
                review,
                held.map_or(&mut [], Vec::as_mut_slice),
                wanted,
            )
        });
        (team.to_owned(), covered.collect())
    });
    Coverage {
        since: wanted.since,
        teams: teams.collect(),
        reviews: titles
            .iter()
            .map(|(id, (_, title))| Named {
                id: (*id).to_owned(),
                title: (*title).to_owned(),
            })
            .collect(),
    }
}

fn covered(team: &str, review: &str, held: &mut [&Walked], wanted: &Wanted) -> Covered {
    held.sort_by_key(|session| (session.date, session.started, &session.session));
    let counted = held.iter().filter(|session| wanted.reaches(session.date));
    let counted: Vec<&&Walked> = counted.collect();
    let finished = |session: &&&&Walked| session.status != Progress::InProgress;
    let last_finished = counted.iter().rev().find(finished);
    let standing = match (last_finished, counted.last(), held.is_empty()) {
        (Some(_), _, _) => Standing::Held,
        (None, Some(_), _) => Standing::InProgress,
        (None, None, true) => Standing::NotYet,
        (None, None, false) => Standing::NotSince,
    };
    let last = last_finished.or(counted.last());
    let begun = counted.iter().filter(|session| {
        let not_finished = session.status == Progress::InProgress;
        not_finished && last_finished.is_some_and(|last| session.date >= last.date)
    });
    // A question is left where no meeting answered it, however many there were. What an unfinished one
    // has discussed may still be taken out of it, and counts only where there is no other.
    let counts =
        |session: &&&&Walked| last_finished.is_none() || session.status != Progress::InProgress;
    let mut questions: Vec<(&str, bool)> = Vec::new();
    for (id, answered) in counted
        .iter()
        .filter(counts)
        .flat_map(|session| &session.questions)
    {
        match questions.iter_mut().find(|(known, _)| known == id) {
            Some((_, ever)) => *ever |= answered,
            None => questions.push((id, *answered)),
        }
    }
    let left = questions.iter().filter(|(_, answered)| !answered);
    Covered {
        team: team.to_owned(),
        review: review.to_owned(),
        standing,
        date: last.map(|session| session.date),
        latest: last.map(|session| session.session.clone()),
        again: begun.count() > 0,
        questions: questions.len(),
        left: left.map(|(id, _)| (*id).to_owned()).collect(),
        sessions: counted.iter().map(|one| one.session.clone()).collect(),
    }
}

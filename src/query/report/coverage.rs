//! Which team has held which review.

use super::Asked;
use crate::model::date::Day;
use crate::model::meeting::plain_team;
use crate::model::review::Review;
use crate::model::tally::Tally;
use crate::query::teams::Teams;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Which team has held which review: every team by every review.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Coverage {
    /// The reviews: those on the shelf, and then those that are only known from sessions.
    pub reviews: Vec<CoveredReview>,
    /// The teams that are known by the end of the period or were asked for.
    pub teams: Vec<CoveredTeam>,
}

/// A review that can have been held.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CoveredReview {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// A team, and how it stands with each review.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CoveredTeam {
    /// The team, as it was spelt last.
    pub team: String,
    /// One for each review, in the same order.
    pub reviews: Vec<Standing>,
}

/// How a team stands with a review.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// The review's id.
    pub id: String,
    /// Where it stands.
    pub standing: Covered,
    /// The day of the latest of the sessions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    /// The sessions that say so.
    pub sessions: BTreeSet<String>,
}

/// Whether a team has held a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Covered {
    /// In the period.
    #[serde(rename = "held")]
    Held,
    /// Before the period. A meeting that has begun since does not undo it.
    #[serde(rename = "held earlier")]
    HeldEarlier,
    /// Begun and not finished.
    #[serde(rename = "in progress")]
    InProgress,
    /// Neither.
    #[serde(rename = "not yet")]
    NotYet,
}

impl Covered {
    /// Each of them, in the order of the report.
    pub const ALL: [Self; 4] = [
        Self::Held,
        Self::InProgress,
        Self::HeldEarlier,
        Self::NotYet,
    ];

    /// The words for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::InProgress => "in progress",
            Self::HeldEarlier => "held earlier",
            Self::NotYet => "not yet",
        }
    }
}

/// Every team by every review, from the sessions up to the end of the period.
pub fn coverage(known: &[&Tally], teams: &Teams, asked: &Asked, shelf: &[&Review]) -> Coverage {
    let mut reviews: Vec<CoveredReview> = shelf
        .iter()
        .map(|review| CoveredReview {
            id: review.id.clone(),
            title: review.title.clone(),
        })
        .collect();
    let on_the_shelf: BTreeSet<&str> = shelf.iter().map(|review| review.id.as_str()).collect();
    // Under the title that it had last.
    let mut gone: BTreeMap<&str, (Day, &str)> = BTreeMap::new();
    for session in known.iter().map(|tally| tally.commitments()) {
        if !on_the_shelf.contains(session.review) {
            let titled = (session.date, session.title);
            let latest = gone.entry(session.review).or_insert(titled);
            *latest = titled.max(*latest);
        }
    }
    reviews.extend(gone.into_iter().map(|(id, (_, title))| CoveredReview {
        id: id.to_owned(),
        title: title.to_owned(),
    }));
    let teams = by_team(known, asked)
        .into_values()
        .map(|(team, sessions)| CoveredTeam {
            team: teams.spelled(team).to_owned(),
            reviews: reviews
                .iter()
                .map(|review| Standing::of(&review.id, &sessions, asked))
                .collect(),
        })
        .collect();
    Coverage { reviews, teams }
}

/// Each team with its sessions, those that were asked for and have none as well.
fn by_team<'a>(
    known: &[&'a Tally],
    asked: &'a Asked,
) -> BTreeMap<String, (&'a str, Vec<&'a Tally>)> {
    let asked_for = asked.teams.iter().map(|team| (team.as_str(), None));
    let known = known.iter().map(|tally| (tally.team(), Some(*tally)));
    let mut teams = BTreeMap::new();
    for (team, tally) in asked_for.chain(known) {
        let (_, sessions) = teams
            .entry(plain_team(team))
            .or_insert_with(|| (team, Vec::new()));
        sessions.extend(tally);
    }
    teams
}

impl Standing {
    fn of(review: &str, of_team: &[&Tally], asked: &Asked) -> Self {
        let about = |tally: &&&Tally| tally.commitments().review == review;
        let of_review: Vec<&Tally> = of_team.iter().filter(about).copied().collect();
        let covered = |tally: &Tally| match (tally.is_held(), asked.is_in_period(tally.date())) {
            (false, _) => Covered::InProgress,
            (true, true) => Covered::Held,
            (true, false) => Covered::HeldEarlier,
        };
        let best = of_review.iter().map(|tally| covered(tally)).min();
        let standing = best.unwrap_or(Covered::NotYet);
        let saying_so = || of_review.iter().filter(|tally| covered(tally) == standing);
        Self {
            id: review.to_owned(),
            standing,
            date: saying_so().map(|tally| tally.date()).max(),
            sessions: saying_so().map(|tally| tally.id().to_owned()).collect(),
        }
    }
}

impl Coverage {
    /// Every session that the grid comes from.
    pub fn sessions(&self) -> impl Iterator<Item = &String> {
        let standings = self.teams.iter().flat_map(|team| &team.reviews);
        standings.flat_map(|standing| &standing.sessions)
    }

    /// How many of the teams stand with a review in this way.
    pub fn count(&self, at: usize, standing: Covered) -> usize {
        let of_review = self.teams.iter().filter_map(|team| team.reviews.get(at));
        of_review.filter(|cell| cell.standing == standing).count()
    }
}

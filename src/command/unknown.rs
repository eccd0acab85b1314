//! Why nothing fits: a team, a review, a theme or an owner of which nothing is known.

use super::Context;
use crate::meeting::Clock;
use crate::model::date::Day;
use crate::model::glance::glance;
use crate::model::nearest::{did_you_mean, nearest};
use crate::query::teams::Teams;
use crate::query::wanted::is_owner;
use crate::store::commitments;
use crate::store::reading::read_each;
use crate::store::reviews::shelf;
use crate::trouble::Trouble;
use std::collections::BTreeSet;

/// The names by which a list was narrowed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Names<'a> {
    /// Teams.
    pub teams: &'a [String],
    /// A review.
    pub review: Option<&'a str>,
    /// A theme.
    pub theme: Option<&'a str>,
    /// A part of an owner's role.
    pub owner: Option<&'a str>,
}

impl Context {
    /// What is said of the first of these names that nothing is known of, with the nearest that are known;
    /// nothing where all are known.
    pub fn unknown(&self, names: Names) -> Option<Trouble> {
        if names == Names::default() {
            return None;
        }
        let folder = &self.places.sessions;
        let today = Day(self.clock.today());
        let glances = read_each(folder, |_, text| glance(text, today)).ok()?.rows;
        let teams = Teams::of(glances.iter().map(|one| (one.team.as_str(), one.date)));
        let mut unknown = names.teams.iter().filter(|team| !teams.knows(team));
        if let Some(team) = unknown.next().filter(|_| !glances.is_empty()) {
            return Some(no_such_team(team, &teams));
        }
        let shelf = shelf(&self.places.reviews);
        let reviews = shelf.reviews.iter().map(|shelved| &shelved.review);
        if let Some(review) = names.review {
            let mut ids: BTreeSet<&str> = reviews.clone().map(|one| one.id.as_str()).collect();
            ids.extend(glances.iter().map(|one| one.review.as_str()));
            let begun: Vec<&str> = ids
                .iter()
                .copied()
                .filter(|id| id.starts_with(review))
                .collect();
            if !ids.contains(review) && begun.len() > 1 {
                let said = format!("“{review}” is the start of {} reviews.", begun.len());
                return Some(refused(said, begun));
            }
            if !ids.contains(review) {
                let said = format!("There is no review called “{review}”.");
                return Some(refused(said, nearest(review, ids)));
            }
        }
        if let Some(theme) = names.theme {
            let themes = reviews.flat_map(|review| {
                let of_questions = review.questions.iter().flat_map(|one| &one.themes);
                review.themes.iter().chain(of_questions).map(String::as_str)
            });
            let themes: BTreeSet<&str> = themes.collect();
            if !themes.contains(theme) {
                let said = format!("No review here has the theme “{theme}”.");
                return Some(refused(said, nearest(theme, themes)));
            }
        }
        self.unknown_owner(names.owner?)
    }

    fn unknown_owner(&self, owner: &str) -> Option<Trouble> {
        let sessions = commitments::all(&self.places.sessions).ok()?.rows;
        let agreed = sessions
            .iter()
            .flat_map(|session| session.commitments().agreed);
        let owners: BTreeSet<&str> = agreed.filter_map(|action| action.owner).collect();
        let is_known = owners.iter().any(|known| is_owner(owner, known));
        let said = format!("No action has an owner called “{}”.", owner.trim());
        (!is_known && !owners.is_empty()).then(|| refused(said, nearest(owner, owners)))
    }
}

/// A team of which no session is saved, with the nearest that are known.
pub fn no_such_team(team: &str, known: &Teams) -> Trouble {
    let said = format!("No session of a team called “{team}” is saved.");
    refused(said, nearest(team, known.iter()))
}

fn refused(said: String, names: Vec<&str>) -> Trouble {
    let trouble = Trouble::refused(said);
    if names.is_empty() {
        return trouble;
    }
    trouble.hint(did_you_mean(names))
}

//! Which team has talked about which theme.

use super::coverage::{Standing, Wanted};
use super::teams::Teams;
use crate::model::date::Day;
use crate::model::meeting::plain_team;
use crate::model::review::Review;
use crate::model::session::Outcome;
use crate::model::walked::Walked;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// One team and one theme.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// The theme; none for questions of which no review on the shelf says what they are about.
    pub theme: Option<String>,
    /// Where the team stands with it: held where it discussed a question about it.
    pub standing: Standing,
    /// The day on which it did so last.
    pub date: Option<Day>,
    /// The sessions in which it did, oldest first.
    pub sessions: Vec<String>,
}

/// The days and the ids of some sessions.
type Meetings<'a> = BTreeSet<(Day, &'a str)>;

/// Every team, in alphabetical order, with every theme of the shelf's questions in alphabetical
/// order. The questions whose themes are not known come last, where a team discussed any.
pub fn theme_coverage(
    sessions: &[Walked],
    shelf: &[&Review],
    wanted: &Wanted,
) -> Vec<(String, Vec<Theme>)> {
    let mut of_question: HashMap<(&str, &str), &[String]> = HashMap::new();
    let mut themes: BTreeSet<&str> = BTreeSet::new();
    for review in shelf {
        for question in &review.questions {
            of_question.insert((&review.id, &question.id), &question.themes);
            themes.extend(question.themes.iter().map(String::as_str));
        }
    }
    let mut discussed: HashMap<String, BTreeMap<Option<&str>, Meetings<'_>>> = HashMap::new();
    for session in sessions {
        let of_team = discussed.entry(plain_team(&session.team)).or_default();
        let met = (session.date, session.session.as_str());
        let questions = session.questions.iter();
        for (id, _) in questions.filter(|(_, outcome)| *outcome == Outcome::Discussed) {
            let known = of_question.get(&(session.review.as_str(), id.as_str()));
            let known = known.copied().unwrap_or_default();
            if known.is_empty() {
                of_team.entry(None).or_default().insert(met);
            }
            for theme in known {
                of_team.entry(Some(theme)).or_default().insert(met);
            }
        }
    }
    let teams = Teams::of(sessions.iter().map(|one| (one.team.as_str(), one.date)));
    let teams = teams.iter().filter(|team| wanted.includes(team));
    let none = BTreeMap::new();
    let teams = teams.map(|team| {
        let of_team = discussed.get(&plain_team(team)).unwrap_or(&none);
        let rows = themes.iter().map(|theme| Some(*theme)).chain([None]);
        let rows = rows.map(|theme| row(theme, of_team.get(&theme), wanted));
        let rows = rows.filter(|row| row.theme.is_some() || row.standing == Standing::Held);
        (team.to_owned(), rows.collect())
    });
    teams.collect()
}

fn row(theme: Option<&str>, met: Option<&Meetings<'_>>, wanted: &Wanted) -> Theme {
    let met = met.into_iter().flatten();
    let (counted, before): (Vec<_>, Vec<_>) = met.partition(|(day, _)| wanted.reaches(*day));
    Theme {
        theme: theme.map(str::to_owned),
        standing: match (counted.is_empty(), before.is_empty()) {
            (false, _) => Standing::Held,
            (true, false) => Standing::NotSince,
            (true, true) => Standing::NotYet,
        },
        date: counted.last().map(|(day, _)| *day),
        sessions: counted.iter().map(|(_, id)| (*id).to_owned()).collect(),
    }
}

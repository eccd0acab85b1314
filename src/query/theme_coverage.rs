//! Which team has talked about which theme, and what it left unanswered.

use super::coverage::{Standing, Wanted};
use super::teams::Teams;
use crate::model::date::Day;
use crate::model::meeting::plain_team;
use crate::model::review::Review;
use crate::model::session::Progress;
use crate::model::walked::Walked;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// One team and one theme.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// The theme; none for questions of which no review on the shelf says what they are about.
    pub theme: Option<String>,
    /// Where the team stands with it: held where it discussed a question about it in a finished meeting.
    pub standing: Standing,
    /// The day on which it did so last.
    pub date: Option<Day>,
    /// How many questions about it were put to the team, each counted once.
    pub questions: usize,
    /// How many of those were discussed in no finished meeting, or in none that has begun.
    pub left: usize,
    /// The sessions in which one was discussed, oldest first.
    pub sessions: Vec<String>,
}

/// The days and the ids of some sessions.
type Meetings<'a> = BTreeSet<(Day, &'a str)>;

/// What one team has said about one theme.
#[derive(Default)]
struct Said<'a> {
    /// The finished meetings in which a question about it was discussed.
    finished: Meetings<'a>,
    /// The same of those that are not finished.
    unfinished: Meetings<'a>,
    /// Each question about it that was put on a day that is wanted, by its review and its id.
    questions: BTreeMap<(&'a str, &'a str), Put>,
}

/// What became of a question, over all meetings.
#[derive(Default)]
struct Put {
    /// Whether a finished meeting was asked it, and whether one discussed it.
    finished: Option<bool>,
    /// Whether an unfinished one discussed it.
    unfinished: bool,
}

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
    let mut said: HashMap<String, BTreeMap<Option<&str>, Said<'_>>> = HashMap::new();
    let is_wanted = |session: &&Walked| {
        let mut review = wanted.review.iter();
        review.all(|review| *review == session.review)
    };
    for session in sessions.iter().filter(is_wanted) {
        let of_team = said.entry(plain_team(&session.team)).or_default();
        for (id, answered) in &session.questions {
            let key = (session.review.as_str(), id.as_str());
            let known = of_question.get(&key).copied().unwrap_or_default();
            let not_known = known.is_empty().then_some(None);
            for theme in known
                .iter()
                .map(|theme| Some(theme.as_str()))
                .chain(not_known)
            {
                let said = of_team.entry(theme).or_default();
                said.hear(session, key, *answered, wanted);
            }
        }
    }
    let teams = Teams::of(sessions.iter().map(|one| (one.team.as_str(), one.date)));
    let teams = teams.iter().filter(|team| wanted.includes(team));
    let (none, nothing) = (BTreeMap::new(), Said::default());
    let teams = teams.map(|team| {
        let of_team = said.get(&plain_team(team)).unwrap_or(&none);
        let rows = themes.iter().map(|theme| Some(*theme)).chain([None]);
        let rows = rows.map(|theme| row(theme, of_team.get(&theme).unwrap_or(&nothing), wanted));
        let rows = rows.filter(|row| row.theme.is_some() || !row.sessions.is_empty());
        (team.to_owned(), rows.collect())
    });
    teams.collect()
}

impl<'a> Said<'a> {
    fn hear(
        &mut self,
        session: &'a Walked,
        question: (&'a str, &'a str),
        answered: bool,
        wanted: &Wanted,
    ) {
        let is_finished = session.status != Progress::InProgress;
        if answered {
            let meetings = if is_finished {
                &mut self.finished
            } else {
                &mut self.unfinished
            };
            meetings.insert((session.date, session.session.as_str()));
        }
        if wanted.reaches(session.date) {
            let put = self.questions.entry(question).or_default();
            if is_finished {
                put.finished = Some(put.finished.unwrap_or_default() || answered);
            } else {
                put.unfinished |= answered;
            }
        }
    }
}

fn row(theme: Option<&str>, said: &Said<'_>, wanted: &Wanted) -> Theme {
    let reached = |meetings: &Meetings<'_>| -> Vec<(Day, String)> {
        let meetings = meetings.iter().filter(|(day, _)| wanted.reaches(*day));
        meetings.map(|(day, id)| (*day, (*id).to_owned())).collect()
    };
    let (finished, unfinished) = (reached(&said.finished), reached(&said.unfinished));
    let standing = match (finished.is_empty(), unfinished.is_empty()) {
        (false, _) => Standing::Held,
        (true, false) => Standing::InProgress,
        (true, true) if said.finished.is_empty() && said.unfinished.is_empty() => Standing::NotYet,
        (true, true) => Standing::NotSince,
    };
    let last = finished.last().or(unfinished.last());
    let date = last.map(|(day, _)| *day);
    // What an unfinished meeting has discussed may still be taken out of it, and counts only where there is no other.
    let is_left = |put: &&Put| !put.finished.unwrap_or(put.unfinished);
    let mut meetings = [finished, unfinished].concat();
    meetings.sort();
    Theme {
        theme: theme.map(str::to_owned),
        standing,
        date,
        questions: said.questions.len(),
        left: said.questions.values().filter(is_left).count(),
        sessions: meetings.into_iter().map(|(_, id)| id).collect(),
    }
}

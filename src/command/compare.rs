//! `reflect compare`: one review, each question with every team's answers.

use super::choosing::choose;
use super::paper::Paper;
use super::talk::Talk;
use super::unknown::Names;
use super::{Context, out};
use crate::cli::{CompareWanted, PageFormat};
use crate::meeting::Clock;
use crate::model::date::Day;
use crate::model::date_phrase::Edge;
use crate::model::file_text::read_session;
use crate::model::glance::{Glance, glance};
use crate::model::meeting::is_wanted;
use crate::model::review::{Review, with_publisher};
use crate::model::session::Session;
use crate::query::compare::{Comparison, Wanted};
use crate::query::doubts::from_the_future;
use crate::query::named::Named;
use crate::query::teams::Teams;
use crate::render::compare::document;
use crate::render::json::json;
use crate::store::folder;
use crate::store::reading::{OfSession, read_each};
use crate::store::reviews::{Shelf, shelf};
use crate::trouble::Trouble;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{IsTerminal, stdin, stdout};

/// A session, whole where it is about the review that was asked for.
struct Row {
    glance: Glance,
    session: Option<Session>,
}

impl OfSession for Row {
    fn id(&self) -> &str {
        &self.glance.id
    }
}

pub fn run(context: &Context, asked: CompareWanted) -> Result<u8, Trouble> {
    let wanted = Wanted {
        teams: asked.team,
        since: context.day_gone_by(asked.since.as_deref(), Edge::First)?,
    };
    let shelf = shelf(&context.places.reviews);
    out::warn_each(&shelf.troubles);
    let Some(name) = which_name(context, &shelf, asked.review)? else {
        return Ok(0);
    };
    let name = Name::new(&shelf, &name);
    let today = Day(context.clock.today());
    let reading = read_each(&context.places.sessions, |_, text| {
        let (glance, end_mark) = glance(text, today)?;
        let session = if name.may_mean(&glance.review) {
            Some(read_session(text)?.0)
        } else {
            None
        };
        Ok((Row { glance, session }, end_mark))
    })?;
    out::warn_of_files(&reading);
    let of_teams = reading.rows.iter();
    let of_teams = of_teams.filter(|row| is_wanted(&wanted.teams, &row.glance.team));
    let dates = of_teams.map(|row| (row.glance.id.as_str(), row.glance.date));
    out::warn_of_the_future_left_out(&from_the_future(dates, today));
    let to_come = reading.rows.iter().filter(|row| {
        row.session.is_some()
            && row.glance.has_addition_to_come
            && is_wanted(&wanted.teams, &row.glance.team)
    });
    out::warn_of_additions_to_come(&to_come.map(|row| row.glance.id.clone()).collect::<Vec<_>>());
    let met = reading.rows.iter();
    let teams = Teams::of(met.map(|row| (row.glance.team.as_str(), row.glance.date)));
    let is_empty = reading.rows.is_empty();
    let review = name.meant(&reading.rows)?;
    let sessions = reading.rows.into_iter().filter_map(|row| row.session);
    let sessions = sessions.filter(|session| session.meeting.date <= today);
    let sessions = sessions.map(|mut session| {
        session.amendments.retain(|amendment| amendment.on <= today);
        session
    });
    let sessions: Vec<Session> = sessions.collect();
    let mut comparison = Comparison::of(&review, &sessions, &teams, &wanted);
    if comparison.sessions.is_empty() {
        let nothing = if is_empty {
            folder::none_saved(&context.places.sessions)
        } else {
            Trouble::refused(format!(
                "No session about {} fits what was asked for.",
                review.title
            ))
            .hint("reflect coverage says which team has held which review.")
        };
        let names = Names {
            teams: &wanted.teams,
            ..Names::default()
        };
        if let Some(unknown) = context.unknown(names) {
            return Err(unknown);
        }
        out::warn(&nothing.to_string());
    } else if let Some(question) = asked.question {
        let known: Vec<String> = comparison.questions.iter().map(|q| q.id.clone()).collect();
        if !comparison.keep_question(&question) {
            return Err(Trouble::refused(format!(
                "{} has no question “{question}”.",
                comparison.title
            ))
            .hint(format!(
                "Name one by its number or its id: {}.",
                known.join(", ")
            )));
        }
    }
    let format = asked.page.known_format()?;
    if comparison.sessions.is_empty() && format != PageFormat::Json {
        return Ok(0);
    }
    let paper = Paper {
        is: "The comparison is",
        title: format!("What teams said: {}", comparison.title),
        page: &document(&comparison),
        is_of_a_team: true,
        json: Some(&|| json(&comparison)),
    };
    asked.page.write(context, &paper)?;
    Ok(0)
}

/// The name that was given; where none was, the review that is chosen in a terminal. Nothing where
/// the choice was left.
fn which_name(
    context: &Context,
    shelf: &Shelf,
    name: Option<String>,
) -> Result<Option<String>, Trouble> {
    if name.is_some() {
        return Ok(name);
    }
    if !stdin().is_terminal() || !stdout().is_terminal() {
        return Err(Trouble::usage("No review was named.")
            .hint("Name one by its id or the start of it. reflect reviews lists them."));
    }
    let reviews: Vec<&Review> = shelf.reviews.iter().map(|one| &one.review).collect();
    let described = |review: &&Review| with_publisher(&review.title, &review.publisher);
    let options = reviews.iter().map(described).collect();
    let chosen = choose(&mut Talk::open(context), "Which review", options);
    Ok(chosen.and_then(|at| Some(reviews.get(at)?.id.clone())))
}

/// The name of a review that is on the shelf, or that only sessions know any more.
struct Name {
    /// The review on the shelf, or why there is none.
    on_shelf: Result<Named, Trouble>,
    shelved: BTreeSet<String>,
    typed: String,
}

impl Name {
    fn new(shelf: &Shelf, name: &str) -> Self {
        let shelved = shelf.reviews.iter().map(|one| one.review.id.clone());
        let named = |review: &Review| Named {
            id: review.id.clone(),
            title: review.title.clone(),
        };
        Self {
            on_shelf: shelf.find(name).map(named),
            shelved: shelved.collect(),
            typed: name.trim().to_lowercase().replace(' ', "-"),
        }
    }

    fn may_mean(&self, review: &str) -> bool {
        match &self.on_shelf {
            Ok(named) => named.id == review,
            Err(_) => {
                !self.typed.is_empty()
                    && review.starts_with(&self.typed)
                    && !self.shelved.contains(review)
            }
        }
    }

    /// The review, now that those are known of which there are sessions.
    fn meant(self, sessions: &[Row]) -> Result<Named, Trouble> {
        let trouble = match self.on_shelf {
            Ok(named) => return Ok(named),
            Err(trouble) => trouble,
        };
        let elsewhere: BTreeMap<&str, &str> = sessions
            .iter()
            .map(|row| (row.glance.review.as_str(), row.glance.title.as_str()))
            .filter(|(id, _)| !self.shelved.contains(*id))
            .collect();
        let starts = |id: &str| !self.typed.is_empty() && id.starts_with(&self.typed);
        let shelved_too = self.shelved.iter().any(|id| starts(id));
        let mut fits = elsewhere.iter().filter(|(id, _)| starts(id));
        let one = match elsewhere.get_key_value(self.typed.as_str()) {
            Some(exact) => Some(exact),
            None => match (fits.next(), fits.next()) {
                (Some(one), None) if !shelved_too => Some(one),
                _ => None,
            },
        };
        match one {
            Some((id, title)) => Ok(Named {
                id: (*id).to_owned(),
                title: (*title).to_owned(),
            }),
            None => {
                // Where the name starts some ids, those are the candidates; otherwise all are.
                let is_start = shelved_too || elsewhere.keys().any(|id| starts(id));
                let ids = elsewhere.keys().filter(|id| !is_start || starts(id));
                let more: String = ids.map(|id| format!("\n  {id}")).collect();
                let hint = trouble.hint.clone().unwrap_or_default();
                Err(trouble.hint(hint + &more))
            }
        }
    }
}

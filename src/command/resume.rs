//! `reflect resume`: carry on at the very prompt where a meeting stopped.

use super::choosing::choose;
use super::meet::{Meeting, earlier_actions, meet, questions_back, said_before};
use super::talk::Talk;
use super::{Context, out};
use crate::meeting::close::beginning_of_the_close;
use crate::model::review::{Case, Question, Review, Step};
use crate::model::seal::review_fingerprint;
use crate::model::session::{Progress, Session};
use crate::prompt::Line;
use crate::query::under_way::UnderWay;
use crate::render::wrap::counted;
use crate::store::find::as_late;
use crate::store::folder::{self, Found};
use crate::store::homecoming::bring_home;
use crate::store::keeper::Keeper;
use crate::store::moved::{self, forget_move, went_on_in};
use crate::store::recovery::Recovery;
use crate::store::reviews::shelf;
use crate::trouble::Trouble;
use std::path::Path;

pub fn run(context: &Context, name: Option<&str>) -> Result<u8, Trouble> {
    let folder = &context.places.sessions;
    let recovery = context.recovery();
    for remark in bring_home(folder, &recovery) {
        out::warn(&remark);
    }
    // One that is named by its file is carried on with whatever has become of the folder.
    if let Some(name) = name.filter(|name| *name != "last") {
        let chosen = context.find(name)?;
        return carry_on(context, &mut Talk::open(context), &chosen);
    }
    let listing = folder::list(folder)?;
    let mut paused = listing.unfinished();
    // Where no time tells which is the last, the room says which is meant.
    let is_told = name.is_some() && as_late(&paused, 0).is_none();
    let chosen = match name {
        Some(_) if is_told && !paused.is_empty() => {
            out::warn_each(&listing.hidden());
            paused.swap_remove(0)
        }
        Some(name) if paused.is_empty() => context.find(name)?,
        _ if paused.len() > 1 => {
            out::warn_each(&listing.hidden());
            let mut talk = Talk::open(context);
            if !talk.live {
                let ids = paused
                    .iter()
                    .map(|found| format!("\n  {}", found.session.id));
                let ids: String = ids.collect();
                return Err(Trouble::usage("There is more than one unfinished meeting.")
                    .hint(format!("Name the one to carry on with:{ids}")));
            }
            let options = paused.iter().map(Found::described).collect();
            return match choose(&mut talk, "Carry on with", options) {
                Some(at) if at < paused.len() => {
                    carry_on(context, &mut talk, &paused.swap_remove(at))
                }
                _ => Ok(0),
            };
        }
        _ => {
            out::warn_each(&listing.hidden());
            paused
                .pop()
                .ok_or_else(|| none_unfinished(folder, &recovery))?
        }
    };
    let mut talk = Talk::open(context);
    carry_on(context, &mut talk, &chosen)
}

fn none_unfinished(folder: &Path, recovery: &Recovery) -> Trouble {
    let said = format!("There is no unfinished meeting in {}.", folder.display());
    match recovery.asides().first() {
        Some(aside) => Trouble::refused(said).hint(format!(
            "{} is kept aside for {}, which cannot be written or is another folder. reflect resume {} carries on with it where it is.",
            aside.session.id,
            aside.belongs.display(),
            aside.path.display()
        )),
        None => Trouble::refused(said)
            .hint("reflect start begins one. --sessions DIR looks in another folder."),
    }
}

/// Carries on with a meeting in a conversation that is open already.
pub fn carry_on(context: &Context, talk: &mut Talk, found: &Found) -> Result<u8, Trouble> {
    if found.session.status == Progress::Sealed {
        return Err(Trouble::refused(format!(
            "{} is {}: there is nothing to carry on with.",
            found.session.id,
            found.session.status.word()
        ))
        .hint(format!(
            "reflect minutes {} prints its minutes.",
            found.session.id
        )));
    }
    if let Some(remark) = folder::remark(found)
        && !goes_on_in_spite_of(talk, found, &remark.said)
    {
        return Ok(0);
    }
    let recovery = context.recovery();
    if let Some(there) = went_on_in(&recovery, found) {
        let went_on = moved::said(&there);
        let resume = context.command("resume");
        let way = format!("To carry on there: {resume} \"{}\"", there.display());
        if !talk.live {
            return Err(Trouble::refused(went_on).hint(way));
        }
        let remark = format!("{went_on} {way}. This is the version that stayed behind.");
        if !goes_on_in_spite_of(talk, found, &remark) {
            return Ok(0);
        }
    }
    let keeper = Keeper::of_found(found, recovery.clone())?.offering(&context.places.own_sessions);
    forget_move(&recovery, &found.path);
    // A conversation that is carried on with has kept nothing before.
    let _ = talk.keeper.set(keeper.clone());
    let review = review_of(context, talk, &found.session);
    let words = format!("Carrying on with {}.", found.described());
    talk.say(Line::Notice(words));
    let folder = found.path.parent().unwrap_or(Path::new("."));
    let listing = folder::list(folder)?;
    let now = UnderWay::of(&found.session);
    let mut session = found.session.clone();
    if session.status == Progress::Complete {
        // This program seals what is complete, so a person has written that word.
        talk.say(Line::Notice(
            "It is complete, and was never sealed. It goes on at its close.".into(),
        ));
        session.status = Progress::InProgress;
        session.place = Some(beginning_of_the_close());
    }
    let meeting = Meeting {
        review: &review,
        session,
        earlier: earlier_actions(context, &listing, now),
        asked: questions_back(&listing, now),
        before: said_before(&listing, &shelf(&context.places.reviews), &review.id, now),
    };
    Ok(meet(context, talk, Some(&keeper), meeting)?.unwrap_or(0))
}

/// A file that was changed or cut short is said and asked about, never refused.
fn goes_on_in_spite_of(talk: &mut Talk, found: &Found, remark: &str) -> bool {
    let points: usize = found
        .session
        .questions
        .iter()
        .map(|q| q.answers.len())
        .sum();
    talk.say(Line::Notice(format!(
        "{remark} It holds {}.",
        counted(points, "point")
    )));
    if !talk.live {
        return true;
    }
    let options = vec!["carry on with it as it stands".into(), "leave it".into()];
    choose(talk, "What now", options) == Some(0)
}

/// The review of a session; where it is no longer here, what the session itself holds of it.
fn review_of(context: &Context, talk: &mut Talk, session: &Session) -> Review {
    let shelf = shelf(&context.places.reviews);
    let there = shelf
        .reviews
        .into_iter()
        .map(|shelved| shelved.review)
        .find(|review| review.id == session.review.id);
    if let Some(review) = there {
        let same =
            review_fingerprint(&review).is_ok_and(|print| print == session.review.fingerprint);
        if !same && !session.review.fingerprint.is_empty() {
            talk.say(Line::Notice(
                "The review has changed since this meeting began. The meeting keeps the words it began with.".into(),
            ));
        }
        return review;
    }
    talk.say(Line::Notice(format!(
        "The review {} is no longer here. The questions are in the session; the case cannot be shown.",
        session.review.id
    )));
    Review {
        format: 1,
        id: session.review.id.clone(),
        title: session.review.title.clone(),
        kind: String::new(),
        publisher: session.review.publisher.clone(),
        wording: session.review.wording,
        themes: Vec::new(),
        content_note: String::new(),
        source: toml::Table::new(),
        case: Case::default(),
        recommendations: Vec::new(),
        questions: session
            .questions
            .iter()
            .map(|question| Question {
                id: question.id.clone(),
                text: question.text.clone(),
                themes: Vec::new(),
                other: toml::Table::new(),
            })
            .collect(),
        steps: session
            .steps
            .iter()
            .map(|step| Step {
                id: step.id.clone(),
                text: step.text.clone(),
                other: toml::Table::new(),
            })
            .collect(),
        resources: Vec::new(),
        other: toml::Table::new(),
    }
}

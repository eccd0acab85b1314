//! `reflect resume`: carry on at the very prompt where a meeting stopped.

use super::Context;
use super::meet::{Kept, earlier_actions, meet};
use super::talk::{Talk, choose};
use super::unfinished::{Unfinished, unfinished};
use crate::meeting::Keep;
use crate::model::review::{Case, Question, Review, Step};
use crate::model::seal::review_fingerprint;
use crate::model::session::{Progress, Session};
use crate::prompt::Line;
use crate::render::wrap::counted;
use crate::store::folder;
use crate::store::keeper::Keeper;
use crate::store::recovery::Recovery;
use crate::store::reviews::shelf;
use crate::trouble::Trouble;
use std::path::Path;

pub fn run(context: &Context, name: Option<&str>) -> Result<u8, Trouble> {
    let folder = &context.places.sessions;
    let recovery = Recovery::in_folder(context.places.recovery.clone());
    let listing = folder::list(folder)?;
    let mut paused = unfinished(&listing, folder, &recovery);
    let chosen = match name {
        Some(name) => named(folder, name, &mut paused)?,
        None if paused.len() > 1 => {
            let mut talk = Talk::open(context);
            if !talk.live {
                let ids: Vec<String> = paused
                    .iter()
                    .map(|one| format!("\n  {}", one.found.session.id))
                    .collect();
                return Err(Trouble::usage("There is more than one unfinished meeting.")
                    .hint(format!("Name the one to carry on with:{}", ids.concat())));
            }
            let options = paused.iter().map(Unfinished::described).collect();
            return match choose(&mut talk, "Carry on with", options) {
                Some(at) if at < paused.len() => {
                    carry_on(context, &mut talk, paused.swap_remove(at))
                }
                _ => Ok(0),
            };
        }
        None => paused.pop().ok_or_else(|| {
            Trouble::refused(format!(
                "There is no unfinished meeting in {}.",
                folder.display()
            ))
            .hint("reflect start begins one. --sessions DIR looks in another folder.")
        })?,
    };
    let mut talk = Talk::open(context);
    carry_on(context, &mut talk, chosen)
}

fn named(folder: &Path, name: &str, paused: &mut Vec<Unfinished>) -> Result<Unfinished, Trouble> {
    if name == "last" && !paused.is_empty() {
        return Ok(paused.swap_remove(0));
    }
    if let Some(at) = paused.iter().position(|one| one.found.session.id == name) {
        return Ok(paused.swap_remove(at));
    }
    Ok(Unfinished {
        found: folder::find(folder, name)?,
        kept_aside: false,
    })
}

/// Carries on with a meeting in a conversation that is open already.
pub fn carry_on(context: &Context, talk: &mut Talk, paused: Unfinished) -> Result<u8, Trouble> {
    let found = paused.found;
    if found.session.status != Progress::InProgress {
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
    if let Some(remark) = folder::remark(&found) {
        let points: usize = found
            .session
            .questions
            .iter()
            .map(|q| q.answers.len())
            .sum();
        talk.say(Line::Notice(format!(
            "{} It holds {}.",
            remark.said,
            counted(points, "point")
        )));
        if talk.live {
            let options = vec!["carry on with it as it stands".into(), "leave it".into()];
            if choose(talk, "What now", options) != Some(0) {
                return Ok(0);
            }
        }
    }
    let recovery = Recovery::in_folder(context.places.recovery.clone());
    let mut session = found.session.clone();
    let mut keeper = if paused.kept_aside {
        Keeper::of_kept_aside(&found, recovery)?
    } else {
        Keeper::of_found(&found, recovery)?
    };
    // A keeper that was set up for a new meeting has kept nothing yet.
    let _ = talk.keeper.set(keeper.clone());
    let review = review_of(context, talk, &session);
    talk.say(Line::Notice(format!(
        "Carrying on with {}, {}, {}.",
        session.review.title,
        session.meeting.team,
        session.meeting.date.spoken()
    )));
    if paused.kept_aside {
        match keeper.keep(&mut session) {
            Ok(None) => {}
            Ok(Some(remark)) | Err(remark) => talk.say(Line::Notice(remark)),
        }
    }
    let folder = found.path.parent().unwrap_or(Path::new(".")).to_owned();
    let listing = folder::list(&folder)?;
    let earlier = earlier_actions(&listing, &session.meeting.team, &session.id);
    let status = meet(
        context,
        talk,
        &mut keeper,
        &review,
        session,
        earlier,
        &Kept::In(&folder),
    );
    Ok(status.unwrap_or(0))
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

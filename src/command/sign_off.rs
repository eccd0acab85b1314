//! `reflect sign-off`: a supervisor's dated remark on a sealed session, or a question back to the team.

use super::Context;
use super::beside::{add, doubt, given, left, question_meant, sealed_session};
use super::details::warn_before_keeping;
use super::talk::Talk;
use crate::cli::SignOffWanted;
use crate::meeting::Clock;
use crate::meeting::signing::{Signing, already, sign};
use crate::model::chain::add_sign_off;
use crate::model::date::Day;
use crate::model::supervision::SignOffOutcome;
use crate::prompt::Line;
use crate::query::signed_already::signed_already;
use crate::trouble::Trouble;

const NOTHING: &str = "Nothing was signed, and nothing was written.";

pub fn run(
    context: &Context,
    name: Option<&str>,
    by: Option<String>,
    outcome: Option<SignOffWanted>,
    remark: Option<String>,
    question: Option<&str>,
) -> Result<u8, Trouble> {
    let Some(found) = sealed_session(context, name)? else {
        return Ok(0);
    };
    let question = question.map(|typed| question_meant(&found.session, typed));
    let known = Signing {
        by: given(by),
        outcome: outcome.map(|outcome| match outcome {
            SignOffWanted::Seen => SignOffOutcome::Seen,
            SignOffWanted::SeenWithAQuestion => SignOffOutcome::SeenWithAQuestion,
            SignOffWanted::FollowUpWanted => SignOffOutcome::FollowUpWanted,
        }),
        // An empty remark says that there is none.
        remark: remark.map(|remark| given(Some(remark)).unwrap_or_default()),
        question: question.transpose()?,
    };
    let given = [&known.by, &known.remark];
    warn_before_keeping(context, given.into_iter().flatten());
    let mut talk = Talk::open(context);
    let (on, live) = (Day(context.clock.today()), talk.live);
    let doubt = doubt(&found);
    let prompt = talk.prompt.as_mut();
    let sign_off = match sign(prompt, &found.session, doubt.as_deref(), &known, on, live) {
        Ok(Some(sign_off)) => sign_off,
        Ok(None) => return left(&mut talk, None, NOTHING),
        Err(stop) => return left(&mut talk, Some(&stop), NOTHING),
    };
    // Somebody who is there has been asked.
    if let (false, Some(before)) = (live, signed_already(&found.session, &sign_off)) {
        talk.say(Line::Notice(already(before)));
        return left(&mut talk, None, NOTHING);
    }
    let outcome = sign_off.outcome;
    add(context, &mut talk, &found, |session| {
        add_sign_off(session, sign_off)
    })?;
    talk.say(Line::Done(format!(
        "Signed off on {}. It stands beside the sealed record, in {}.",
        on.spoken(),
        found.path.display()
    )));
    let next = match outcome {
        SignOffOutcome::Seen => None,
        SignOffOutcome::SeenWithAQuestion => Some(
            "Your question stands at the opening of the team's next meeting, and is answered there.",
        ),
        SignOffOutcome::FollowUpWanted => Some(
            "It waits for a follow-up until it is signed off again; reflect sessions --waits-for follow-up lists it.",
        ),
    };
    if let Some(next) = next {
        talk.say(Line::Text(next.into()));
    }
    Ok(0)
}

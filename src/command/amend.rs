//! `reflect amend`: what the team adds to a sealed session, beside what was sealed.

use super::Context;
use super::beside::{add, doubt, given, left, question_meant, sealed_session, step_meant};
use super::details::warn_before_keeping;
use super::talk::Talk;
use crate::meeting::Clock;
use crate::meeting::amending::{Amending, amend};
use crate::model::chain::add_amendment;
use crate::model::date::Day;
use crate::prompt::Line;
use crate::render::wrap::counted;
use crate::trouble::Trouble;

const NOTHING: &str = "Nothing was added, and nothing was written.";

pub fn run(
    context: &Context,
    name: Option<&str>,
    reason: Option<String>,
    question: Option<&str>,
    step: Option<&str>,
) -> Result<u8, Trouble> {
    let Some(found) = sealed_session(context, name)? else {
        return Ok(0);
    };
    let question = question.map(|typed| question_meant(&found.session, typed));
    let step = step.map(|typed| step_meant(&found.session, typed));
    let known = Amending {
        reason: given(reason),
        about: question.or(step).transpose()?,
    };
    warn_before_keeping(context, &known.reason);
    let mut talk = Talk::open(context);
    let (on, live) = (Day(context.clock.today()), talk.live);
    let doubt = doubt(&found);
    let prompt = talk.prompt.as_mut();
    let amendment = match amend(prompt, &found.session, doubt.as_deref(), &known, on, live) {
        Ok(Some(amendment)) => amendment,
        Ok(None) => return left(&mut talk, None, NOTHING),
        Err(stop) => return left(&mut talk, Some(&stop), NOTHING),
    };
    let points = counted(amendment.answers.len(), "point");
    add(context, &mut talk, &found, |session| {
        add_amendment(session, amendment)
    })?;
    talk.say(Line::Done(format!(
        "Added {points} on {}, beside the sealed record, in {}. {} {} prints what was added at its end.",
        on.spoken(),
        found.path.display(),
        context.command("minutes"),
        found.session.id
    )));
    Ok(0)
}

//! What `sign-off` and `amend` share: the sealed session they are about, and the save at the end.

use super::talk::{Talk, choose_or_find};
use super::{Context, out};
use crate::meeting::Clock;
use crate::model::date::Day;
use crate::model::file_text::EndMark;
use crate::model::seal::session_digest;
use crate::model::session::{Progress, Session};
use crate::model::spacing::in_single_spaces;
use crate::prompt::{Line, Stop};
use crate::render::wrap::counted;
use crate::store::folder::{self, Found};
use crate::store::keeper::Keeper;
use crate::trouble::Trouble;

/// The sealed session that was named or is chosen; nothing where the choice was left.
///
/// # Errors
/// When there is none of that name, or it is not sealed.
pub fn sealed_session(context: &Context, name: Option<&str>) -> Result<Option<Found>, Trouble> {
    let is_sealed = |found: &Found| found.session.status == Progress::Sealed;
    let Some(found) = choose_or_find(context, name, is_sealed)? else {
        return Ok(None);
    };
    let session = &found.session;
    if !is_sealed(&found) {
        return Err(Trouble::refused(format!(
            "{} is {}. Only a sealed session is signed off or added to.",
            session.id,
            session.status.word()
        ))
        .hint(match session.status {
            Progress::InProgress => format!(
                "{} {} carries on with the meeting. Its close seals it.",
                context.command("resume"),
                session.id
            ),
            _ => format!(
                "{} {} goes on at its close, which seals it.",
                context.command("resume"),
                session.id
            ),
        }));
    }
    if session.seal.is_none() && found.end_mark == EndMark::Missing {
        return Err(Trouble::refused(format!(
            "{} is called sealed, and has neither seal nor end mark: it was cut short, or written by hand.",
            session.id
        ))
        .hint("If it was cut short, bring back an older copy. Nothing has been changed."));
    }
    if session.seal.is_none() {
        return Err(
            Trouble::refused(format!("{} is called sealed, and has no seal.", session.id)).hint(
                "Somebody has taken it out of the file. Bring back an older copy; nothing has been changed.",
            ),
        );
    }
    let today = Day(context.clock.today());
    if session.meeting.date > today {
        out::warn(&format!(
            "This meeting is dated {}, after today, {}: one of two clocks is wrong.",
            session.meeting.date.spoken(),
            today.spoken()
        ));
    }
    Ok(Some(found))
}

/// What the file says against itself, where it does.
pub fn doubt(found: &Found) -> Option<String> {
    folder::remark(found).map(|remark| remark.said)
}

/// The id of the question that "2" or "q2" means.
///
/// # Errors
/// When there is none.
pub fn question_meant(session: &Session, typed: &str) -> Result<String, Trouble> {
    let ids = session
        .questions
        .iter()
        .map(|question| question.id.as_str());
    meant(ids.collect(), "question", typed)
}

/// The id of the step that "2" or "s2" means.
///
/// # Errors
/// When there is none.
pub fn step_meant(session: &Session, typed: &str) -> Result<String, Trouble> {
    let ids = session.steps.iter().map(|step| step.id.as_str());
    meant(ids.collect(), "step", typed)
}

fn meant(ids: Vec<&str>, kind: &str, typed: &str) -> Result<String, Trouble> {
    let typed = typed.trim();
    let numbered = typed.parse().ok().and_then(|n: usize| n.checked_sub(1));
    let by_id = || ids.iter().find(|id| id.eq_ignore_ascii_case(typed));
    let id = numbered.and_then(|at| ids.get(at)).or_else(by_id);
    id.map(|id| (*id).to_owned()).ok_or_else(|| {
        let letter: String = kind.chars().take(1).collect();
        Trouble::usage(format!(
            "There is no {kind} “{typed}”: this session has {}.",
            counted(ids.len(), kind)
        ))
        .hint(format!(
            "Name it by its number or its id, such as 2 or {letter}2."
        ))
    })
}

/// Words of the command line; nothing where they are empty.
pub fn given(words: Option<String>) -> Option<String> {
    let words = in_single_spaces(&words?);
    (!words.is_empty()).then_some(words)
}

/// Adds to the session as it stands in its file now, and saves. What somebody else added meanwhile stays.
///
/// # Errors
/// When the record itself is not what was shown, or it cannot be saved. Nothing is written then.
pub fn add(
    context: &Context,
    talk: &mut Talk,
    found: &Found,
    add: impl FnOnce(&mut Session) -> Result<(), String>,
) -> Result<(), Trouble> {
    let now = folder::load(&found.path)?;
    let is_same = now.session.seal == found.session.seal
        && session_digest(&now.session) == session_digest(&found.session);
    if !is_same {
        return Err(Trouble::refused(format!(
            "{} was changed while you were typing, and nothing was written.",
            found.session.id
        ))
        .hint(format!(
            "{} {} shows it as it stands. What you typed is still on the screen.",
            context.command("show"),
            found.session.id
        )));
    }
    let recovery = context.recovery();
    let keeper = Keeper::of_found(&now, recovery)?;
    // Told to end now, the program first ends the save.
    let _ = talk.keeper.set(keeper.clone());
    let mut session = now.session;
    let kept = add(&mut session).and_then(|()| keeper.keep_in_folder_only(&mut session));
    let remark = kept.map_err(|why| {
        Trouble::refused(format!(
            "{} cannot be written: {why}.",
            found.path.display()
        ))
        .hint("Nothing was added. What you typed is still on the screen.")
    })?;
    if let Some(remark) = remark {
        talk.say(Line::Notice(remark));
    }
    Ok(())
}

/// Says that nothing was written, and gives the exit status.
///
/// # Errors
/// When the lines of a file ended before everything was said.
pub fn left(talk: &mut Talk, stop: Option<&Stop>, nothing: &str) -> Result<u8, Trouble> {
    if let (Some(Stop::End(_)), false) = (stop, talk.live) {
        return Err(Trouble::refused(format!(
            "{nothing} The input ended before everything was said."
        ))
        .hint(
            "Every answer is one line. --help shows what can be given on the command line instead.",
        ));
    }
    talk.say(Line::Gap);
    talk.say(Line::Notice(nothing.to_owned()));
    Ok(match stop {
        Some(Stop::Interrupted(_)) => 130,
        _ => 0,
    })
}

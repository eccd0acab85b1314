//! `reflect actions update`: a dated word on an action, beside the words that were agreed.

use super::beside::{add, given, left};
use super::choosing::choose;
use super::details::warn_before_keeping;
use super::talk::Talk;
use super::{Context, out};
use crate::cli::ActionUpdate;
use crate::meeting::Clock;
use crate::meeting::agreeing::has_passed;
use crate::meeting::updating::{not_later, update};
use crate::model::action::{Status, Update};
use crate::model::commitments::Packed;
use crate::model::date::{Day, Moment};
use crate::model::date_phrase::full_date;
use crate::prompt::Line;
use crate::query::actions::{TeamAction, actions};
use crate::render::actions::standing;
use crate::render::spoken::now_agreed;
use crate::store::{commitments, folder};
use crate::trouble::Trouble;
use std::io::{IsTerminal, stdin, stdout};

const NOTHING: &str = "Nothing was changed, and nothing was written.";

pub fn run(context: &Context, asked: ActionUpdate) -> Result<u8, Trouble> {
    let today = Day(context.clock.today());
    let reading = commitments::all(&context.places.sessions)?;
    let known = actions(reading.rows.iter().map(Packed::commitments), today);
    let Some(action) = which_action(context, asked.action.as_deref(), known, today)? else {
        return Ok(0);
    };
    let found = context.find(action.session)?;
    if found.session.id != action.session {
        return Err(Trouble::refused(format!(
            "{} holds another session, {}. Nothing was changed.",
            found.path.display(),
            found.session.id
        ))
        .hint("Give each file the name of its session first."));
    }
    if let Some(remark) = folder::remark(&found) {
        out::warn(&remark.to_string());
        // A save would give the file a right end mark, and what is missing would not be seen again.
        if !goes_on_all_the_same(context)? {
            out::warn(NOTHING);
            return Ok(0);
        }
    }
    let given = from_options(context, asked, &action, today)?;
    let mut talk = Talk::open(context);
    let update = match given {
        Some(update) => update,
        None => match update(talk.prompt.as_mut(), &action, today) {
            Ok(Some(update)) => update,
            Ok(None) => return left(&mut talk, None, NOTHING),
            Err(stop) => return left(&mut talk, Some(&stop), NOTHING),
        },
    };
    let until = update
        .not_before
        .map(|day| format!(", not before {}", full_date(day.0)));
    let became = match (action.status, update.status) {
        (Status::Open, status) => status.spoken(),
        (_, Status::Open) => "open again",
        (_, status) => status.spoken(),
    };
    let said = [
        became.to_owned(),
        now_agreed(update.owner.as_deref(), update.due),
        until.unwrap_or_default(),
    ]
    .concat();
    add(context, &mut talk, &found, |session| {
        let agreed = session
            .action_mut(action.id)
            .ok_or("the action is gone from it")?;
        agreed.updates.push(Update {
            at: context.clock.now().map(Moment::to_the_second),
            ..update
        });
        Ok(())
    })?;
    talk.say(Line::Done(format!(
        "{}: {said}. It stands beside what was agreed, dated {}, in {}.",
        action.reference(),
        today.spoken(),
        found.path.display()
    )));
    Ok(0)
}

/// Whether the room wants to add to a file that is not as it was saved.
fn goes_on_all_the_same(context: &Context) -> Result<bool, Trouble> {
    if !stdin().is_terminal() || !stdout().is_terminal() {
        return Err(Trouble::refused(NOTHING)
            .hint("Look at the file first; on a terminal you are asked whether to add to it as it stands."));
    }
    let mut talk = Talk::open(context);
    let options = vec!["leave it".into(), "add to it as it stands".into()];
    Ok(choose(&mut talk, "What now", options) == Some(1))
}

/// The update that the command line gives; nothing where it gives none and the room is asked.
fn from_options(
    context: &Context,
    asked: ActionUpdate,
    action: &TeamAction,
    today: Day,
) -> Result<Option<Update>, Trouble> {
    let day = |typed: Option<String>| typed.map(|typed| context.day(&typed)).transpose();
    let (owner, due, not_before) = (given(asked.owner), day(asked.due)?, day(asked.not_before)?);
    // A word beside an action that is left alone leaves it so, unless it says what has become of it.
    let rests = action
        .not_before
        .filter(|day| asked.status.is_none() && *day > today);
    let nothing_new = Update {
        not_before: rests,
        ..Update::on(today, action.status)
    };
    let is_asked = owner.is_none() && due.is_none() && not_before.is_none();
    let update = Update {
        owner: owner.filter(|owner| Some(owner.as_str()) != action.owner),
        due: due.filter(|due| Some(*due) != action.due),
        note: given(asked.note),
        seen: given(asked.seen),
        not_before: not_before.or(rests),
        ..Update::on(today, asked.status.map_or(action.status, Status::from))
    };
    if asked.status.is_none() && update == nothing_new {
        return match is_asked {
            true => Ok(None),
            false => Err(Trouble::refused(format!(
                "That is how it stands already. {NOTHING}"
            ))),
        };
    }
    check(&update, not_before.is_some(), today)?;
    let words = [&update.owner, &update.note, &update.seen];
    warn_before_keeping(context, words.into_iter().flatten());
    if let Some(day) = update.due.filter(|day| *day < today) {
        out::warn(&has_passed(day));
    }
    Ok(Some(update))
}

/// Whether what is said goes together. That it is left alone may have been said before.
fn check(update: &Update, says_not_before: bool, today: Day) -> Result<(), Trouble> {
    if let Some(day) = update.not_before.filter(|day| *day <= today) {
        return Err(Trouble::usage(not_later(day.0)).hint("--not-before takes a day to come."));
    }
    let for_open_ones = [
        (
            says_not_before,
            "be left alone until a date",
            "--not-before",
        ),
        (update.owner.is_some(), "be given another owner", "--owner"),
        (update.due.is_some(), "be given another date", "--due"),
    ];
    for (is_given, what, option) in for_open_ones {
        if is_given && update.status != Status::Open {
            return Err(Trouble::usage(format!("Only an open action can {what}."))
                .hint(format!("Leave out {option}, or say --status open.")));
        }
    }
    Ok(())
}

/// The action that was named or is chosen; nothing where the choice was left.
fn which_action<'a>(
    context: &Context,
    name: Option<&str>,
    known: Vec<TeamAction<'a>>,
    today: Day,
) -> Result<Option<TeamAction<'a>>, Trouble> {
    let Some(name) = name else {
        return choose_action(context, known);
    };
    // An id that a person has given may have a slash in it.
    let whole = |action: &&TeamAction| action.reference().eq_ignore_ascii_case(name);
    if let Some(action) = known.iter().find(whole) {
        return Ok(Some(*action));
    }
    let Some((session, id)) = name.rsplit_once('/') else {
        return Err(Trouble::usage(format!("“{name}” does not name an action."))
            .hint("An action is named by its session and its number, such as last/A1. reflect actions lists them."));
    };
    let session = context.find(session)?.session;
    let reference = format!("{}/{id}", session.id);
    let named = known
        .iter()
        .find(|action| action.reference().eq_ignore_ascii_case(&reference));
    match named {
        Some(action) => Ok(Some(*action)),
        None => {
            if session.meeting.date > today {
                return Err(Trouble::refused(format!(
                    "{} is dated {}, which is after today, so nothing can be said of its actions yet. One of two clocks is wrong.",
                    session.id,
                    session.meeting.date.spoken()
                ))
                .hint("Put the date right first: that of this computer, or that in the file."));
            }
            let there: Vec<String> = session
                .actions
                .iter()
                .map(|action| format!("\n  {}/{}: {}", session.id, action.id, action.what))
                .collect();
            let trouble = Trouble::refused(format!("There is no action {id} in {}.", session.id));
            Err(if there.is_empty() {
                trouble.hint("No action was agreed in that meeting.")
            } else {
                trouble.hint(format!("Did you mean one of these?{}", there.concat()))
            })
        }
    }
}

fn choose_action<'a>(
    context: &Context,
    mut known: Vec<TeamAction<'a>>,
) -> Result<Option<TeamAction<'a>>, Trouble> {
    if !stdin().is_terminal() || !stdout().is_terminal() {
        return Err(Trouble::usage("No action was named.")
            .hint("Name one by its session and its number, such as last/A1. reflect actions --open lists them."));
    }
    let today = Day(context.clock.today());
    known.retain(|action| action.status == Status::Open);
    if known.is_empty() {
        return Err(Trouble::refused("No action is open.")
            .hint("An action that is finished can be named by its session and its number, such as last/A1."));
    }
    let mut talk = Talk::open(context);
    let options = known.iter().map(|action| {
        format!(
            "{}, {} ({})",
            action.what,
            action.team,
            standing(action, today)
        )
    });
    let options = options.collect();
    let chosen = choose(&mut talk, "Which action", options);
    Ok(chosen.and_then(|at| known.get(at).copied()))
}

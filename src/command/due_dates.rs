//! The due dates of a meeting as a calendar file, offered once it is sealed.

use super::Context;
use super::talk::Talk;
use crate::meeting::Clock;
use crate::meeting::typed::{Typed, understand};
use crate::model::action::Status;
use crate::model::commitments::Commitments;
use crate::model::date::Moment;
use crate::model::session::Session;
use crate::prompt::{Ask, Line};
use crate::query::actions::{TeamAction, actions};
use crate::render::ics::ics;
use crate::store::export::export;
use crate::store::places::typed_path;
use std::path::{Path, PathBuf};

/// Offers a calendar file with the due dates that were agreed, for new actions and for earlier ones, where a person is
/// there to be asked.
pub fn offer(context: &Context, talk: &mut Talk, session: &Session, earlier: &[TeamAction]) {
    let mut agreed = actions(
        std::iter::once(Commitments::from(session)),
        session.meeting.date,
    );
    agreed.retain(|action| action.status == Status::Open && action.due.is_some());
    agreed.extend(earlier.iter().filter_map(|action| moved(action, session)));
    if agreed.is_empty() || !talk.live {
        return;
    }
    loop {
        let ask = Ask::line("Calendar file").not_kept().hint(
            "For the due dates in Outlook: type the name of a new file, such as actions.ics. Enter for none.",
        );
        let Ok(typed) = talk.prompt.ask(&ask) else {
            return;
        };
        let typed = typed.trim();
        let is_command = matches!(understand(typed), Typed::Command(_) | Typed::Nothing);
        if is_command {
            return;
        }
        if typed.ends_with(['/', '\\']) {
            talk.say(Line::Notice(format!(
                "“{typed}” is a folder. Type the name of a file in it."
            )));
            continue;
        }
        let path = match typed.to_lowercase().as_str() {
            "no" | "n" | "none" => return,
            "yes" | "y" => PathBuf::from("actions.ics"),
            _ => typed_path(typed),
        };
        // A word that was meant for something else, such as a command of the shell, makes no file.
        let ending = path.extension();
        if ending.is_none_or(|ending| !ending.eq_ignore_ascii_case("ics")) {
            talk.say(Line::Notice(format!(
                "“{typed}” was not taken for the name of a calendar file, since it does not end in .ics. Enter leaves it."
            )));
            continue;
        }
        match written(context, &agreed, &path) {
            Ok(said) => {
                talk.say(Line::Done(said));
                return;
            }
            Err(why) => talk.say(Line::Notice(why)),
        }
    }
}

/// An earlier action, where the meeting gave it another day.
fn moved<'a>(action: &TeamAction<'a>, session: &'a Session) -> Option<TeamAction<'a>> {
    let reference = action.reference();
    let mut said = session.carried.iter();
    let said = said.find(|carried| carried.action == reference)?;
    let is_open = said.status == Status::Open;
    let due = said.due.filter(|_| is_open)?;
    Some(TeamAction {
        due: Some(due),
        owner: said.owner_now().or(action.owner),
        ..*action
    })
}

fn written(context: &Context, agreed: &[TeamAction], path: &Path) -> Result<String, String> {
    let midnight = || {
        context
            .clock
            .today()
            .and_time(chrono::NaiveTime::MIN)
            .and_utc()
    };
    let stamp = Moment::to_the_second(context.clock.now().unwrap_or_else(midnight));
    let diary = ics(agreed, stamp)?;
    export(path, diary.text.as_bytes(), false).map_err(|trouble| trouble.to_string())?;
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    Ok(format!(
        "The due dates are in {}. Open it, and Outlook asks where to put them.",
        whole.display()
    ))
}

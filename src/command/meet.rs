//! One meeting from its first prompt to its minutes: what `start` and `resume` share.

use super::talk::Talk;
use super::{Context, out};
use crate::meeting::{Ended, Keep, Walk};
use crate::model::review::Review;
use crate::model::session::Session;
use crate::prompt::Line;
use crate::query::actions::{TeamAction, of_team};
use crate::render::minutes::Minutes;
use crate::render::text::text;
use crate::store::folder::Listing;
use std::path::Path;

/// Where the words of a meeting go.
pub enum Kept<'a> {
    /// Into a file of this folder.
    In(&'a Path),
    /// Nowhere: it is a rehearsal.
    Nowhere,
}

/// Walks, says how it ended, and gives the exit status; nothing where the team went back to set up.
pub fn meet(
    context: &Context,
    talk: &mut Talk,
    keeper: &mut dyn Keep,
    review: &Review,
    session: Session,
    earlier: Vec<TeamAction>,
    kept: &Kept,
) -> Option<u8> {
    let walk = Walk::new(
        talk.prompt.as_mut(),
        keeper,
        &context.clock,
        review,
        session,
        earlier,
    );
    let (session, ended) = walk.run();
    match ended {
        Ended::BackToSetUp => None,
        Ended::Sealed => {
            say_minutes(context, talk, &session);
            talk.say(Line::Gap);
            talk.say(Line::Done(match kept {
                Kept::In(folder) => format!(
                    "The session is sealed and kept in {}. reflect minutes {} prints this again.",
                    folder.join(format!("{}.toml", session.id)).display(),
                    session.id
                ),
                Kept::Nowhere => "That was a rehearsal. Nothing was written.".into(),
            }));
            Some(0)
        }
        Ended::NothingSaid => {
            talk.say(Line::Notice(
                "Nothing was recorded, so no file was written.".into(),
            ));
            Some(0)
        }
        Ended::Paused | Ended::Interrupted => {
            talk.say(Line::Gap);
            talk.say(Line::Notice(match kept {
                Kept::Nowhere => "That was a rehearsal. Nothing was written.".into(),
                Kept::In(_) if session.id.is_empty() => {
                    "Nothing was recorded, so no file was written.".into()
                }
                Kept::In(folder) => format!(
                    "Paused. Everything is kept in {}. To carry on: reflect resume",
                    folder.join(format!("{}.toml", session.id)).display()
                ),
            }));
            Some(if ended == Ended::Interrupted { 130 } else { 0 })
        }
    }
}

/// Every action that a team agreed before, but for the session under way.
pub fn earlier_actions(listing: &Listing, team: &str, but: &str) -> Vec<TeamAction> {
    let sessions: Vec<Session> = listing
        .found
        .iter()
        .map(|found| found.session.clone())
        .collect();
    of_team(&sessions, team, but)
}

fn say_minutes(context: &Context, talk: &mut Talk, session: &Session) {
    let layout = if context.rich {
        context.page_layout()
    } else {
        crate::render::table::Layout::Facts(out::columns())
    };
    talk.say(Line::Gap);
    talk.say(Line::Laid(text(&Minutes::of(session).document(), layout)));
}

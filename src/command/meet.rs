//! One meeting from its first prompt to its minutes: what `start` and `resume` share.

use super::talk::Talk;
use super::{Context, due_dates, out};
use crate::meeting::then_and_now::Before;
use crate::meeting::{Clock, Ended, Walk};
use crate::model::commitments::{Commitments, Packed};
use crate::model::date::Day;
use crate::model::review::Review;
use crate::model::session::Session;
use crate::prompt::Line;
use crate::query::actions::lost::lost;
use crate::query::actions::{TeamAction, earlier};
use crate::query::answered::answered;
use crate::query::parked::parked;
use crate::query::questions_back::{self, OpenQuestion};
use crate::query::settled::settled;
use crate::query::under_way::UnderWay;
use crate::render::minutes::Minutes;
use crate::render::text::text;
use crate::store::Keep;
use crate::store::folder::Listing;
use crate::store::keeper::{Keeper, Whereabouts};
use crate::store::reviews::Shelf;
use crate::trouble::Trouble;

/// A meeting that is about to be walked.
pub struct Meeting<'a> {
    /// The review.
    pub review: &'a Review,
    /// The session, begun or carried on with.
    pub session: Session,
    /// Every action that the team agreed before.
    pub earlier: Vec<TeamAction<'a>>,
    /// The questions that a supervisor put back to the team.
    pub asked: Vec<OpenQuestion>,
    /// What the team said of questions before.
    pub before: Before,
}

/// Walks, says how it ended, and gives the exit status; nothing where the team went back to set up.
/// Without a keeper it is a rehearsal.
///
/// # Errors
/// When the latest words are on no disk.
pub fn meet(
    context: &Context,
    talk: &mut Talk,
    keeper: Option<&Keeper>,
    meeting: Meeting<'_>,
) -> Result<Option<u8>, Trouble> {
    let mut rehearsal = Rehearsal;
    let mut kept = keeper.cloned();
    let keep: &mut dyn Keep = match &mut kept {
        Some(keeper) => keeper,
        None => &mut rehearsal,
    };
    let before = Before {
        live: talk.live,
        ..meeting.before
    };
    let earlier = meeting.earlier.clone();
    let walk = Walk::new(
        talk.prompt.as_mut(),
        keep,
        &context.clock,
        meeting.review,
        meeting.session,
        meeting.earlier,
    );
    let (session, ended) = walk.asked(meeting.asked).with_answers_before(before).run();
    let status = match ended {
        Ended::BackToSetUp => return Ok(None),
        Ended::Interrupted => 130,
        Ended::Sealed | Ended::NothingSaid | Ended::Paused => 0,
    };
    if ended == Ended::Sealed {
        say_minutes(context, talk, &session);
    }
    talk.say(Line::Gap);
    let Some(keeper) = keeper else {
        talk.say(Line::Notice(
            "That was a rehearsal. Nothing was written.".into(),
        ));
        return Ok(Some(status));
    };
    match (ended, keeper.whereabouts()) {
        (_, Whereabouts::Lost) => {
            return Err(Trouble::refused("The latest words are on no disk.")
                .hint("Copy what is on the screen before you close it."));
        }
        (Ended::Sealed, Whereabouts::InFolder(path)) => {
            talk.say(Line::Done(format!(
                "The session is sealed and kept in {}.",
                path.display()
            )));
            let named = context.named(&session.id, &path);
            // Each stands on a row of its own, to be copied.
            for (what, command) in [
                ("To print this again:", "minutes"),
                ("To print an invitation to the next meeting:", "invitation"),
            ] {
                talk.say(Line::Text(what.into()));
                talk.say(Line::Text(format!("{} {named}", context.command(command))));
            }
            due_dates::offer(context, talk, &session, &earlier);
        }
        (_, kept) => talk.say(Line::Notice(farewell(&kept, &context.resume(&kept)))),
    }
    Ok(Some(status))
}

/// What is said when a meeting stops: where its words are, and how to go on.
pub fn farewell(kept: &Whereabouts, resume: &str) -> String {
    match kept {
        Whereabouts::NotKept => "Nothing was recorded, so no file was written.".into(),
        Whereabouts::InFolder(path) => format!(
            "Paused. Everything is kept in {}. To carry on: {resume}",
            path.display()
        ),
        Whereabouts::Aside(path) => format!(
            "Everything is kept in {}, because the sessions folder could not be written. {resume} puts it into the folder once that can be written.",
            path.display()
        ),
        Whereabouts::Lost => "The latest words are on no disk. Copy what is on the screen.".into(),
    }
}

/// Keeps nothing.
struct Rehearsal;

impl Keep for Rehearsal {
    fn keep(&mut self, _: &mut Session) -> Result<Option<String>, String> {
        Ok(None)
    }

    fn stand_by(&mut self, _: &Session) {}
}

/// Every action that a team agreed before the session under way, by what has been said of it until today.
pub fn earlier_actions<'a>(
    context: &Context,
    listing: &'a Listing,
    now: UnderWay,
) -> Vec<TeamAction<'a>> {
    let sessions = listing.found.iter().map(|found| &found.session);
    let today = Day(context.clock.today());
    earlier(sessions.map(Commitments::from), now, today)
}

/// What is said of actions that this team's meetings left open and that no file here holds: they do not come up.
pub fn not_here(context: &Context, listing: &Listing, now: UnderWay) -> Option<Line> {
    let sessions = || listing.found.iter().map(|found| &found.session);
    // What another team agreed is here too: a team may have taken another name since.
    let packed = sessions().map(|session| Packed::from(&Commitments::from(session)));
    let packed: Vec<Packed> = packed.collect();
    let lost = lost(&packed, Day(context.clock.today()));
    let of_team = lost
        .iter()
        .filter(|lost| now.is_beside(lost.said_in, lost.team));
    let words = of_team.filter_map(|lost| {
        let said_in = sessions().find(|session| session.id == lost.said_in)?;
        let mut carried = said_in.carried.iter();
        let carried = carried.find(|carried| carried.action == lost.action)?;
        Some(format!("“{}” ({})", carried.what, lost.action))
    });
    let words: Vec<String> = words.collect();
    (!words.is_empty()).then(|| {
        Line::Notice(format!(
            "Left open by an earlier meeting, and not coming up today, since no file here says what was agreed: {}.",
            words.join(", ")
        ))
    })
}

/// The questions back that wait for the session under way.
pub fn questions_back(listing: &Listing, now: UnderWay) -> Vec<OpenQuestion> {
    let sessions = listing.found.iter().map(|found| &found.session);
    questions_back::open(sessions, now)
}

/// What a team said of questions before the session under way.
pub fn said_before(listing: &Listing, shelf: &Shelf, review: &str, now: UnderWay) -> Before {
    let reviews: Vec<&Review> = shelf
        .reviews
        .iter()
        .map(|shelved| &shelved.review)
        .collect();
    let sessions = || listing.found.iter().map(|found| &found.session);
    Before {
        answered: answered(sessions(), &reviews, now),
        settled: settled(sessions(), review, now),
        parked: parked(sessions(), review, now),
        live: false,
    }
}

fn say_minutes(context: &Context, talk: &mut Talk, session: &Session) {
    let layout = if context.rich {
        context.page_layout()
    } else {
        crate::render::table::Layout::Facts(out::columns())
    };
    let here = &context.places.minutes;
    let minutes = Minutes::of(session).under(here.organisation.as_deref());
    talk.say(Line::Gap);
    talk.say(Line::Laid(text(&minutes.document(), layout)));
}

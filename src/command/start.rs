//! `reflect start`: run a meeting from set-up to minutes.

use super::choosing::choose;
use super::meet::{Meeting, earlier_actions, meet, not_here, questions_back, said_before};
use super::talk::Talk;
use super::{Context, out, resume};
use crate::meeting::Clock;
use crate::meeting::set_up::{Offered, OfferedReview, SetUp, set_up};
use crate::model::date::Day;
use crate::model::review::{Review, with_publisher};
use crate::model::seal::review_fingerprint;
use crate::model::session::Session;
use crate::prompt::{Ask, Line, Stop};
use crate::query::under_way::UnderWay;
use crate::render::wrap::counted;
use crate::store::folder::{self, Found, Listing};
use crate::store::homecoming::bring_home;
use crate::store::keeper::Keeper;
use crate::store::private_folder::can_be_written;
use crate::store::reviews::{Shelf, shelf};
use crate::store::sweep::sweep;
use crate::trouble::Trouble;
use std::path::{Path, PathBuf};

pub fn run(context: &Context, review: Option<&str>, rehearse: bool) -> Result<u8, Trouble> {
    let shelf = shelf(&context.places.reviews);
    out::warn_each(&shelf.troubles);
    let wanted = review
        .map(|name| shelf.find(name).map(|review| review.id.clone()))
        .transpose()?;
    let mut talk = if rehearse {
        Talk::rehearse(context)
    } else {
        Talk::open(context)
    };
    let folder = if rehearse {
        talk.say(Line::Notice(
            "This is a rehearsal: the same walk, and nothing is written.".into(),
        ));
        context.places.sessions.clone()
    } else {
        match writable_folder(context, &mut talk)? {
            Some(folder) => folder,
            None => return Ok(0),
        }
    };
    let recovery = context.recovery();
    if !rehearse {
        sweep(&folder);
        for remark in bring_home(&folder, &recovery) {
            talk.say(Line::Notice(remark));
        }
    }
    let listing = folder::list(&folder)?;
    out::warn_each(&listing.in_brief());
    if !rehearse {
        let mut paused = listing.unfinished();
        paused.retain(|found| {
            wanted
                .as_ref()
                .is_none_or(|id| *id == found.session.review.id)
        });
        match carry_on_instead(&mut talk, paused) {
            CarryOn::With(paused) => return resume::carry_on(context, &mut talk, &paused),
            CarryOn::No => {}
            CarryOn::Left => return Ok(0),
        }
    }
    begin(
        context,
        &mut talk,
        &shelf,
        wanted.as_deref(),
        &folder,
        &listing,
        rehearse,
    )
}

fn begin(
    context: &Context,
    talk: &mut Talk,
    shelf: &Shelf,
    wanted: Option<&str>,
    folder: &Path,
    listing: &Listing,
    rehearse: bool,
) -> Result<u8, Trouble> {
    let offered = Offered {
        reviews: shelf
            .reviews
            .iter()
            .map(|shelved| OfferedReview {
                shown: described(&shelved.review),
                about: about(&shelved.review),
            })
            .collect(),
        earlier: listing
            .found
            .iter()
            .map(|found| found.session.meeting.clone())
            .collect(),
    };
    let today = Day(context.clock.today());
    let mut has_been = listing.found.iter();
    let mut values = has_been
        .find(|found| found.session.meeting.date <= today)
        .map(|found| SetUp::like(&found.session.meeting))
        .unwrap_or_default();
    values.review = wanted.and_then(|id| {
        shelf
            .reviews
            .iter()
            .position(|shelved| shelved.review.id == id)
    });
    if let Some(shelved) = values.review.and_then(|at| shelf.reviews.get(at)) {
        talk.say(Line::Heading(described(&shelved.review)));
    }
    loop {
        values = match set_up(talk.prompt.as_mut(), &offered, values) {
            Ok(Some(values)) => values,
            Ok(None) => return Ok(nothing_begun(talk, 0)),
            Err(Stop::Interrupted(_)) => return Ok(nothing_begun(talk, 130)),
            Err(_) => return Ok(nothing_begun(talk, 0)),
        };
        let Some(shelved) = values.review.and_then(|at| shelf.reviews.get(at)) else {
            continue;
        };
        let fingerprint = review_fingerprint(&shelved.review)
            .map_err(|error| Trouble::refused(format!("{}: {error}.", shelved.review.title)))?;
        let session = Session::begun(&shelved.review, fingerprint, values.meeting(&context.clock));
        let now = UnderWay {
            id: "",
            team: &values.team,
            date: session.meeting.date,
        };
        if let Some(line) = not_here(context, listing, now) {
            talk.say(line);
        }
        let meeting = Meeting {
            review: &shelved.review,
            earlier: earlier_actions(context, listing, now),
            asked: questions_back(listing, now),
            before: said_before(listing, shelf, &shelved.review.id, now),
            session,
        };
        let keeper = (!rehearse).then(|| {
            let recovery = context.recovery();
            talk.keeper
                .get_or_init(|| {
                    Keeper::of_new(folder.to_owned(), recovery)
                        .offering(&context.places.own_sessions)
                })
                .clone()
        });
        let status = meet(context, talk, keeper.as_ref(), meeting)?;
        if let Some(status) = status {
            return Ok(status);
        }
    }
}

fn described(review: &Review) -> String {
    with_publisher(&review.title, &review.publisher)
}

/// What somebody would want to know who chooses for a room.
fn about(review: &Review) -> String {
    let steps = match review.steps.len() {
        0 => "no steps".to_owned(),
        steps => counted(steps, "step"),
    };
    let questions = counted(review.questions.len(), "question");
    let note = match review.content_note.as_str() {
        "" => String::new(),
        note => format!(" What may be hard to hear: {note}"),
    };
    format!("{questions} and {steps}.{note}")
}

fn nothing_begun(talk: &mut Talk, status: u8) -> u8 {
    talk.say(Line::Gap);
    talk.say(Line::Notice(
        "Nothing was started, and no file was written.".into(),
    ));
    status
}

/// A folder that can be written, said before the meeting starts. Nothing where the room left.
fn writable_folder(context: &Context, talk: &mut Talk) -> Result<Option<PathBuf>, Trouble> {
    let mut folder = context.places.sessions.clone();
    while let Err(why) = can_be_written(&folder) {
        let refused = format!(
            "Sessions cannot be written into {}: {why}.",
            folder.display()
        );
        if !talk.live {
            return Err(Trouble::refused(refused).hint("Name another folder with --sessions DIR."));
        }
        talk.say(Line::Notice(refused));
        let ask = Ask::line("Another folder")
            .not_kept()
            .on_enter(Some(context.places.own_sessions.display().to_string()))
            .hint(
                "Nothing has been lost. Type a folder, or press Enter for your own. /pause leaves.",
            );
        folder = match talk.prompt.ask(&ask) {
            Ok(line) if matches!(line.trim(), "/pause" | "/back") => return Ok(None),
            Ok(line) if line.trim() == "/help" => continue,
            Ok(line) if line.trim().is_empty() => context.places.own_sessions.clone(),
            Ok(line) => PathBuf::from(line.trim()),
            Err(Stop::Interrupted(_)) => {
                return Err(Trouble {
                    status: 130,
                    ..Trouble::refused("Nothing was started, and no file was written.")
                });
            }
            Err(_) => return Ok(None),
        };
    }
    if folder != context.places.sessions {
        talk.say(Line::Done(format!(
            "The session will be kept in {}",
            folder.display()
        )));
    }
    Ok(Some(folder))
}

/// More unfinished meetings than this are those of other teams too.
const MANY: usize = 5;

enum CarryOn {
    With(Box<Found>),
    No,
    Left,
}

/// Unfinished meetings come first. A piped meeting says which one it begins, and is not asked.
fn carry_on_instead(talk: &mut Talk, mut paused: Vec<Found>) -> CarryOn {
    if paused.is_empty() {
        return CarryOn::No;
    }
    if !talk.live {
        for one in &paused {
            out::warn(&format!(
                "There is an unfinished meeting: {}. reflect resume carries on with it.",
                one.described()
            ));
        }
        return CarryOn::No;
    }
    let mut options: Vec<String> = paused
        .iter()
        .map(|one| format!("Carry on with {}", one.described()))
        .collect();
    // Below many it would not be seen.
    let new = if paused.len() > MANY { 0 } else { paused.len() };
    options.insert(new, "Start a new meeting".into());
    match choose(talk, "There is an unfinished meeting", options) {
        Some(at) if at == new => CarryOn::No,
        Some(at) => {
            let at = if at > new { at - 1 } else { at };
            CarryOn::With(Box::new(paused.swap_remove(at)))
        }
        None => CarryOn::Left,
    }
}

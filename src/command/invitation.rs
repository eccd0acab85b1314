//! `reflect invitation`: the text that invites a team to its next meeting, with the agenda.

use super::meet::{earlier_actions, questions_back};
use super::paper::Paper;
use super::talk::which_session;
use super::{Context, out};
use crate::cli::InvitationWanted;
use crate::meeting::Clock;
use crate::model::action::Status;
use crate::model::date::Day;
use crate::model::date_phrase::parse_date_phrase;
use crate::query::under_way::UnderWay;
use crate::render::invitation::{Arising, Invitation, Walk};
use crate::render::json::json_with_nulls;
use crate::store::folder;
use crate::store::reviews::shelf;
use crate::trouble::Trouble;

pub fn run(context: &Context, wanted: &InvitationWanted) -> Result<u8, Trouble> {
    let Some(found) = which_session(context, wanted.session.as_deref())? else {
        return Ok(0);
    };
    let meeting = &found.session.meeting;
    let today = Day(context.clock.today());
    let day = match &wanted.on {
        Some(typed) => {
            let day = parse_date_phrase(typed, today.0)
                .map(Day)
                .map_err(|error| Trouble::usage(error.to_string()))?;
            if day < today {
                return Err(Trouble::usage(format!(
                    "{} has been, and an invitation is to a day that is to come.",
                    day.spoken()
                )));
            }
            Some(day)
        }
        None => {
            let closing = found.session.closing.as_ref();
            let agreed = closing.and_then(|closing| closing.next_meeting);
            if let Some(past) = agreed.filter(|day| *day < today) {
                out::warn(&format!(
                    "The next meeting was agreed for {}, which has been. --on names another day.",
                    past.spoken()
                ));
            }
            agreed.filter(|day| *day >= today)
        }
    };
    let listing = folder::list(&context.places.sessions)?;
    out::warn_each(&listing.hidden());
    // Everything that is open by then, the session itself included.
    let now = UnderWay {
        id: "",
        team: &meeting.team,
        date: day.unwrap_or(today).max(meeting.date),
    };
    let arising = earlier_actions(context, &listing, now);
    let rests = |until: Option<Day>| until.is_some_and(|until| until > now.date);
    let arising = arising
        .iter()
        .filter(|action| action.status == Status::Open && !rests(action.not_before));
    let shelf = shelf(&context.places.reviews);
    let review = wanted
        .review
        .as_deref()
        .map(|name| shelf.find(name))
        .transpose()?;
    let of_team = listing.found.iter().map(|found| &found.session);
    let held: Vec<&str> = of_team
        .filter(|session| now.is_beside(&session.id, &session.meeting.team))
        .map(|session| session.review.id.as_str())
        .collect();
    let not_held = shelf.reviews.iter().map(|shelved| &shelved.review);
    let not_held = not_held.filter(|one| review.is_none() && !held.contains(&one.id.as_str()));
    let invitation = Invitation {
        organisation: context.places.minutes.organisation.clone(),
        team: meeting.team.clone(),
        date: None,
        date_spoken: None,
        minutes_planned: meeting.minutes_planned,
        review: review.map(Walk::of),
        not_held: not_held.map(|review| review.title.clone()).collect(),
        arising: arising.map(Arising::of).collect(),
        questions_back: questions_back(&listing, now).len(),
    }
    .on(day);
    let paper = Paper {
        is: "The invitation is",
        title: format!("Invitation: {}", invitation.team),
        page: &invitation.document(),
        is_of_a_team: true,
        json: Some(&|| json_with_nulls(&invitation)),
    };
    wanted.page.write(context, &paper)?;
    Ok(0)
}

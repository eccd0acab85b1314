//! `reflect record`: a worksheet that was filled in at a meeting on paper becomes a session.

use super::choosing::choose;
use super::details::{warn_before_keeping, words_of};
use super::import::document;
use super::meet::{earlier_actions, questions_back};
use super::talk::Talk;
use super::{Context, out};
use crate::cli::Record;
use crate::import::decode::decode;
use crate::import::worksheet::Form;
use crate::meeting::on_paper::{Brought, OnPaper, meeting, session};
use crate::model::meeting::same_team;
use crate::model::review::Review;
use crate::model::seal::review_fingerprint;
use crate::model::session::Session;
use crate::prompt::Line;
use crate::query::under_way::UnderWay;
use crate::render::recorded::Recorded;
use crate::render::text::text;
use crate::store::LARGEST;
use crate::store::folder::{self, Listing};
use crate::store::keeper::Keeper;
use crate::store::private_folder::can_be_written;
use crate::store::reviews::{Shelf, shelf};
use crate::trouble::Trouble;
use std::io::{IsTerminal, stdin, stdout};
use std::path::Path;

pub fn run(context: &Context, asked: &Record) -> Result<u8, Trouble> {
    let shelf = shelf(&context.places.reviews);
    out::warn_each(&shelf.troubles);
    let (form, sheet) = sheet(&asked.file)?;
    let review = review(&shelf, asked, form, &sheet)?;
    let listing = folder::list(&context.places.sessions)?;
    out::warn_each(&listing.in_brief());
    let mut recorded = read(context, asked, form, &sheet, review, &listing)?;
    recorded
        .remarks
        .extend(kept_already(&recorded.session, &listing));
    out::print(&text(&recorded.document(), context.page_layout()))?;
    warn_before_keeping(context, words_of(&recorded.session));
    if asked.dry_run {
        return Ok(0);
    }
    can_be_written(&context.places.sessions).map_err(|why| {
        Trouble::refused(format!(
            "Nothing was kept: sessions cannot be written into {}: {why}.",
            context.places.sessions.display()
        ))
        .hint("Name another folder with --sessions DIR.")
    })?;
    if !asked.yes && !agreed(context)? {
        return Ok(0);
    }
    keep(context, recorded.session)
}

/// The text of the sheet, and how it is written.
fn sheet(path: &Path) -> Result<(Form, String), Trouble> {
    let bytes = document(path, LARGEST, "a worksheet is a few pages")?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"%PDF-") {
        return Err(refused(path, "it is no plain text").hint(
            "Open it, choose “Save as”, pick plain text (.txt) in Unicode, and record that file.",
        ));
    }
    let text = decode(&bytes).map_err(|why| refused(path, &why))?;
    if text.trim().is_empty() {
        return Err(refused(path, "it is empty"));
    }
    Ok((Form::of_name(&name), text))
}

fn refused(path: &Path, why: &str) -> Trouble {
    Trouble::refused(format!("{} cannot be recorded: {why}.", path.display()))
}

/// The review that was asked for, or that the sheet names.
fn review<'s>(
    shelf: &'s Shelf,
    asked: &Record,
    form: Form,
    sheet: &str,
) -> Result<&'s Review, Trouble> {
    if let Some(name) = &asked.review {
        return shelf.find(name);
    }
    let named = form
        .review_named(sheet)
        .map_err(|why| refused(&asked.file, &why))?;
    let Some(named) = named else {
        return Err(refused(&asked.file, "it does not say which review it is about").hint(
            "Write its id behind “Review:”, such as child-ac, or add --review ID. reflect reviews lists them.",
        ));
    };
    shelf.find(&named.words).map_err(|trouble| Trouble {
        said: format!("Line {}: {}", named.line, trouble.said),
        ..trouble
    })
}

/// The session that the sheet makes. Everything that has to be put right is said.
fn read(
    context: &Context,
    asked: &Record,
    form: Form,
    text: &str,
    review: &Review,
    listing: &Listing,
) -> Result<Recorded, Trouble> {
    let sheet = form
        .read(text, review)
        .map_err(|why| refused(&asked.file, &why))?;
    let fingerprint = review_fingerprint(review).map_err(Trouble::refused)?;
    let paper = OnPaper {
        review,
        fingerprint,
        clock: &context.clock,
        meetings: listing
            .found
            .iter()
            .map(|found| found.session.meeting.clone())
            .collect(),
    };
    let met = meeting(&paper, &sheet);
    let now = UnderWay {
        id: "",
        team: &met.meeting.team.clone(),
        date: met.meeting.date,
    };
    let brought = Brought {
        earlier: earlier_actions(context, listing, now),
        asked: questions_back(listing, now),
    };
    let made = session(paper, &sheet, met, &brought);
    made.map_err(|mut troubles| {
        let last = troubles.pop();
        out::warn_each(&troubles);
        last.unwrap_or_else(|| refused(&asked.file, "it could not be understood"))
    })
}

/// A word about a session of the same meeting, if there is one.
fn kept_already(session: &Session, listing: &Listing) -> Option<String> {
    let mut found = listing.found.iter().map(|found| &found.session);
    let same = found.find(|other| {
        other.meeting.date == session.meeting.date
            && other.review.id == session.review.id
            && same_team(&other.meeting.team, &session.meeting.team)
    })?;
    Some(format!(
        "{} is about the same review, team and day. Recording this makes a second session beside it.",
        same.id
    ))
}

fn agreed(context: &Context) -> Result<bool, Trouble> {
    if !stdin().is_terminal() || !stdout().is_terminal() {
        return Err(
            Trouble::usage("Nothing was kept: nobody is there to be asked.")
                .hint("Add --yes to keep it, or --dry-run to look only."),
        );
    }
    let mut talk = Talk::open(context);
    let options = vec!["yes, keep it".into(), "no, leave it".into()];
    let agreed = choose(&mut talk, "Is this what the team said", options) == Some(0);
    if !agreed {
        talk.say(Line::Notice("Nothing was kept.".into()));
    }
    Ok(agreed)
}

fn keep(context: &Context, mut session: Session) -> Result<u8, Trouble> {
    let folder = context.places.sessions.clone();
    let recovery = context.recovery();
    let keeper = Keeper::of_new(folder.clone(), recovery);
    // The sheet is still there, so a folder that fails needs no copy of it elsewhere.
    let kept = keeper.keep_in_folder_only(&mut session);
    keeper.let_go();
    let remark = kept.map_err(|why| {
        Trouble::refused(format!(
            "Nothing was kept: {} cannot be written: {why}.",
            folder.display()
        ))
        .hint("The sheet is as it was. Name another folder with --sessions DIR.")
    })?;
    if let Some(remark) = remark {
        out::warn(&remark);
    }
    out::warn(&format!(
        "The session is sealed and kept in {}. {} {} prints its minutes.",
        folder.join(format!("{}.toml", session.id)).display(),
        context.command("minutes"),
        session.id
    ));
    Ok(0)
}

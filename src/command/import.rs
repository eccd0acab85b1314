//! `reflect reviews import`: a published briefing becomes a review, word for word.

use super::choosing::choose;
use super::talk::Talk;
use super::{Context, out};
use crate::cli::{Import, ReadFormat};
use crate::import::cases::cases;
use crate::import::format::Format;
use crate::import::outline::Outline;
use crate::import::review::{Account, Origin, review};
use crate::import::{LARGEST, account, limited};
use crate::meeting::Clock;
use crate::model::id::is_id;
use crate::model::review::Review;
use crate::model::seal::digest;
use crate::prompt::Line;
use crate::render::json::json;
use crate::render::text::text;
use crate::store::export::export;
use crate::store::folder::reason;
use crate::store::private_folder::make_private_or_say;
use crate::store::reviews::of_id;
use crate::trouble::Trouble;
use std::io::{IsTerminal, Read, stdin, stdout};
use std::path::Path;

pub fn run(context: &Context, asked: &Import) -> Result<u8, Trouble> {
    let bytes = document(&asked.file, LARGEST, "a briefing is a few")?;
    let name = asked
        .file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    let (outline, case) = outline(asked, &name, &bytes)?;
    let origin = Origin {
        file: name,
        sha256: digest(&bytes),
        imported: context.clock.today().to_string(),
        id: asked.id.clone(),
        title: asked.title.clone().or(case),
        publisher: asked.publisher.clone(),
    };
    let (mut review, mut found) = review(&outline, &origin).map_err(|why| {
        refused(asked, &why).hint("A review needs questions under a heading such as “Questions for reflection”. A document without them can be written as a review by hand.")
    })?;
    if !is_id(&review.id) {
        return Err(Trouble::usage(format!("“{}” cannot be an id.", review.id))
            .hint("An id has small letters, digits and hyphens, at most 64 of them, such as child-ac."));
    }
    name_publisher(context, &mut review, &mut found);
    let page = match asked.format {
        ReadFormat::Json => json(&found).map_err(Trouble::refused)?,
        ReadFormat::Text => text(&account::document(&found), context.page_layout()),
    };
    out::print(&page)?;
    if asked.dry_run {
        return Ok(0);
    }
    write(context, asked, &review)
}

fn refused(asked: &Import, why: &str) -> Trouble {
    Trouble::refused(format!(
        "{} cannot be imported: {why}.",
        asked.file.display()
    ))
}

/// The outline of the document, or of the one case of several that was asked for, and then its name.
fn outline(asked: &Import, name: &str, bytes: &[u8]) -> Result<(Outline, Option<String>), Trouble> {
    let blocks = Format::of(bytes, name)
        .and_then(|format| limited::read(format, bytes))
        .map_err(|why| refused(asked, &why))?;
    let cases = cases(&blocks);
    let Some((first, _)) = cases.first() else {
        return Ok((Outline::of(&blocks), None));
    };
    let names: Vec<&str> = cases.iter().map(|(name, _)| name.as_str()).collect();
    let names = names.join(", ");
    let Some(wanted) = asked.case.as_deref() else {
        let why = format!("it holds several cases: {names}");
        return Err(refused(asked, &why).hint(format!("Pick one with --case \"{first}\".")));
    };
    let mut named = cases
        .iter()
        .filter(|(name, _)| name.eq_ignore_ascii_case(wanted));
    let Some((_, blocks)) = named.next() else {
        let why = format!("it has no case called “{wanted}”");
        return Err(refused(asked, &why).hint(format!("It holds {names}.")));
    };
    Ok((Outline::of(blocks), Some(wanted.to_owned())))
}

/// The bytes of a document, where they are not too many.
pub(super) fn document(path: &Path, largest: u64, usual: &str) -> Result<Vec<u8>, Trouble> {
    let refused =
        |why: String| Trouble::refused(format!("{} cannot be read: {why}.", path.display()));
    let data = path.metadata().map_err(|error| refused(reason(&error)))?;
    if !data.is_file() {
        return Err(refused("it is not a file".into()).hint("Name the document itself."));
    }
    if data.len() > largest {
        return Err(refused(format!(
            "it is {} MB long, and {usual}",
            data.len() / 1024 / 1024
        )));
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(largest + 1).read_to_end(&mut bytes))
        .map_err(|error| refused(reason(&error)))?;
    Ok(bytes)
}

/// A document that does not name its publisher is the published form of a review that does.
fn name_publisher(context: &Context, review: &mut Review, account: &mut Account) {
    if !review.publisher.is_empty() {
        return;
    }
    if let Some(known) = of_id(&context.places.reviews, &review.id) {
        review.publisher.clone_from(&known.review.publisher);
        account.publisher = known.review.publisher;
        account.missing.retain(|missing| missing != "publisher");
    }
}

fn write(context: &Context, asked: &Import, review: &Review) -> Result<u8, Trouble> {
    let folder = &context.places.reviews;
    let standing = of_id(folder, &review.id).and_then(|known| known.path);
    let path = standing.unwrap_or_else(|| folder.join(format!("{}.toml", review.id)));
    if path.symlink_metadata().is_ok() && !asked.replace {
        return Err(Trouble::refused(format!(
            "Nothing was written: {} holds a review called {} already.",
            path.display(),
            review.id
        ))
        .hint("Add --replace to put this one in its place, or --id to give it another name. A meeting that has begun keeps its own wording."));
    }
    if !asked.yes && !agreed(context, &path)? {
        return Ok(0);
    }
    let text =
        toml::to_string_pretty(review).map_err(|error| Trouble::refused(error.to_string()))?;
    make_private_or_say(folder)?;
    export(&path, text.as_bytes(), asked.replace)?;
    out::warn(&format!(
        "Written to {}. reflect start {} holds a meeting about it.",
        path.display(),
        review.id
    ));
    Ok(0)
}

fn agreed(context: &Context, path: &Path) -> Result<bool, Trouble> {
    if !stdin().is_terminal() || !stdout().is_terminal() {
        return Err(
            Trouble::usage("Nothing was written: nobody is there to be asked.")
                .hint("Add --yes to write it, or --dry-run to look only."),
        );
    }
    let mut talk = Talk::open(context);
    let options = vec![format!("write it to {}", path.display()), "leave it".into()];
    let agreed = choose(&mut talk, "Is this right", options) == Some(0);
    if !agreed {
        talk.say(Line::Notice("Nothing was written.".into()));
    }
    Ok(agreed)
}

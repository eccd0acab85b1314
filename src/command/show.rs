//! `reflect show`: one session in full.

use super::details::{warn_before_passing_on, words_of};
use super::talk::which_session;
use super::{Context, out};
use crate::cli::ReadFormat;
use crate::render::json::json;
use crate::render::{session, text::text};
use crate::store::folder;
use crate::trouble::Trouble;

pub fn run(context: &Context, name: Option<&str>, format: ReadFormat) -> Result<u8, Trouble> {
    let Some(found) = which_session(context, name)? else {
        return Ok(0);
    };
    warn_before_passing_on(context, None, || words_of(&found.session));
    let page = match format {
        ReadFormat::Text => {
            // Answers to questions back, and what later meetings said of actions, stand elsewhere.
            let stands_alone =
                found.session.sign_offs.is_empty() && found.session.actions.is_empty();
            let beside = match stands_alone {
                true => folder::Listing::default(),
                false => folder::list(&context.places.sessions)?,
            };
            out::warn_each(&beside.hidden());
            let others: Vec<_> = beside.found.iter().map(|other| &other.session).collect();
            let page = session::document(&found.session, &others);
            text(&page, context.page_layout())
        }
        ReadFormat::Json => json(&found.session).map_err(Trouble::refused)?,
    };
    out::print(&page)?;
    Ok(0)
}

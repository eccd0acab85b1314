//! Meetings that were paused: in the sessions folder, or kept aside because that could not be written.

use crate::model::session::Progress;
use crate::store::folder::{Found, Listing};
use crate::store::recovery::Recovery;
use std::path::Path;

/// An unfinished meeting, and whether it is in the recovery folder.
pub struct Unfinished {
    /// The session, with the file it belongs in.
    pub found: Found,
    /// Whether the words are in a recovery file and not yet in the sessions folder.
    pub kept_aside: bool,
}

/// Every unfinished meeting, newest first. What was kept aside takes the place of the file it is ahead of.
pub fn unfinished(listing: &Listing, folder: &Path, recovery: &Recovery) -> Vec<Unfinished> {
    let mut unfinished: Vec<Unfinished> = listing
        .found
        .iter()
        .filter(|found| found.session.status == Progress::InProgress)
        .map(|found| Unfinished {
            found: found.clone(),
            kept_aside: false,
        })
        .collect();
    for (_, session) in recovery.sessions() {
        let there = listing
            .found
            .iter()
            .find(|found| found.session.id == session.id);
        if there.is_some_and(|found| found.session == session) {
            recovery.discard(&session.id);
            continue;
        }
        let found = Found {
            path: there.map_or_else(
                || folder.join(format!("{}.toml", session.id)),
                |found| found.path.clone(),
            ),
            text: there.map(|found| found.text.clone()).unwrap_or_default(),
            end_mark: crate::model::file_text::EndMark::Right,
            session,
        };
        unfinished.retain(|other| other.found.session.id != found.session.id);
        unfinished.insert(
            0,
            Unfinished {
                found,
                kept_aside: true,
            },
        );
    }
    unfinished
}

impl Unfinished {
    /// How it is offered.
    pub fn described(&self) -> String {
        let session = &self.found.session;
        let aside = if self.kept_aside {
            ", kept aside because the folder could not be written"
        } else {
            ""
        };
        format!(
            "{}, {}, {}{aside}",
            session.review.title,
            session.meeting.team,
            session.meeting.date.spoken()
        )
    }
}

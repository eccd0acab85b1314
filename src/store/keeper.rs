//! Keeps the session of one meeting: its lock, its file, and a recovery file where the folder fails.

use super::folder::{Found, make_private, reason};
use super::lock::{Lock, NotLocked};
use super::recovery::Recovery;
use super::save::{NotSaved, Saved, Saver};
use super::system_disk::SystemDisk;
use crate::meeting::Keep;
use crate::model::file_text::write_session;
use crate::model::id::session_id;
use crate::model::session::Session;
use crate::trouble::Trouble;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How often a free id is looked for before the folder is taken to be at fault.
const TRIES: usize = 1000;

/// Keeps one session. It can be shared with the thread that waits for signals.
#[derive(Debug, Clone)]
pub struct Keeper(Arc<Mutex<Kept>>);

#[derive(Debug)]
struct Kept {
    folder: PathBuf,
    recovery: Recovery,
    lock: Option<Lock>,
    saver: Option<Saver<SystemDisk>>,
    /// The text as it stands in the file, for its comments and its layout.
    text: Option<String>,
    /// The session as it was last heard of.
    session: Option<Session>,
    /// Whether the folder could not be written at the last try.
    failing: bool,
}

impl Keeper {
    /// Keeps a new session in a folder, which is made when there is something to keep.
    pub fn of_new(folder: PathBuf, recovery: Recovery) -> Self {
        Self::holding(Kept {
            folder,
            recovery,
            lock: None,
            saver: None,
            text: None,
            session: None,
            failing: false,
        })
    }

    /// Carries on with a session that was read.
    ///
    /// # Errors
    /// When it is open elsewhere, or its folder is gone.
    pub fn of_found(found: &Found, recovery: Recovery) -> Result<Self, Trouble> {
        let folder = match found.path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        let name = found
            .path
            .file_name()
            .and_then(|name| name.to_str())
            .ok_or_else(|| {
                Trouble::refused(format!(
                    "{} has no name that can be written.",
                    found.path.display()
                ))
            })?
            .to_owned();
        let lock = take_lock(&folder, &name, &found.session.id)?;
        let disk = SystemDisk::open(&folder).map_err(|error| {
            Trouble::refused(format!(
                "The folder {} cannot be opened: {}.",
                folder.display(),
                reason(&error)
            ))
        })?;
        Ok(Self::holding(Kept {
            folder,
            recovery,
            lock,
            saver: Some(Saver::new(
                disk,
                &name,
                Some(found.text.clone().into_bytes()),
            )),
            text: Some(found.text.clone()),
            session: Some(found.session.clone()),
            failing: false,
        }))
    }

    /// Carries on with a session from a recovery file. The found text is what its own file holds;
    /// empty where there is none yet. The first save that succeeds removes the recovery file.
    ///
    /// # Errors
    /// When it is open elsewhere, or its folder cannot be opened.
    pub fn of_kept_aside(found: &Found, recovery: Recovery) -> Result<Self, Trouble> {
        let keeper = if found.text.is_empty() {
            let folder = found.path.parent().unwrap_or(Path::new(".")).to_owned();
            Self::of_new(folder, recovery)
        } else {
            Self::of_found(found, recovery)?
        };
        keeper.held().failing = true;
        Ok(keeper)
    }

    fn holding(kept: Kept) -> Self {
        Self(Arc::new(Mutex::new(kept)))
    }

    /// Lets others have the session. From now on nothing is kept here: whoever still tries waits
    /// until the program is gone, so that no save is cut off by the end of another thread.
    pub fn let_go(&self) {
        let mut kept = self.held();
        kept.lock = None;
        std::mem::forget(kept);
    }

    /// Keeps the line that was being typed, when the program is told to end, and lets go. Waits for a
    /// save that is under way.
    pub fn keep_draft_and_let_go(&self, draft: Option<String>) {
        let mut kept = self.held();
        if let Some(mut session) = kept.session.clone()
            && let Some(place) = session.place.as_mut()
            && draft.is_some()
        {
            place.draft = draft;
            // The program is on its way out and nobody is there to be told.
            let _ = kept.keep(&mut session);
        }
        kept.lock = None;
        std::mem::forget(kept);
    }

    fn held(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keep for Keeper {
    fn keep(&mut self, session: &mut Session) -> Result<Option<String>, String> {
        self.held().keep(session)
    }

    fn stand_by(&mut self, session: &Session) {
        self.held().session = Some(session.clone());
    }
}

impl Kept {
    fn keep(&mut self, session: &mut Session) -> Result<Option<String>, String> {
        let saved = self.save(session);
        self.session = Some(session.clone());
        match saved {
            Ok(saved) => {
                let remark = self.remark(session, &saved);
                if std::mem::take(&mut self.failing) {
                    self.recovery.discard(&session.id);
                }
                Ok(remark)
            }
            Err(why) => self.keep_elsewhere(session, &why),
        }
    }

    fn save(&mut self, session: &mut Session) -> Result<Saved, String> {
        if self.saver.is_none() {
            self.begin(session)?;
        }
        let text = write_session(session, self.text.as_deref())?;
        let saver = self.saver.as_mut().ok_or("there is no file to write to")?;
        let saved = match saver.save(&text) {
            Ok(saved) => saved,
            Err(NotSaved::NameTaken) => {
                // Somebody else has just begun a session of that name: the next name is free.
                self.saver = None;
                self.lock = None;
                session.id.clear();
                return self.save(session);
            }
            Err(NotSaved::NotAFile) => {
                return Err("something else stands in the file's place".into());
            }
            Err(NotSaved::Refused(error)) => return Err(reason(&error)),
        };
        self.text = Some(text);
        Ok(saved)
    }

    /// Finds a free name, takes its lock and opens the folder.
    fn begin(&mut self, session: &mut Session) -> Result<(), String> {
        make_private(&self.folder).map_err(|error| reason(&error))?;
        let disk = SystemDisk::open(&self.folder).map_err(|error| reason(&error))?;
        for nth in 1..=TRIES {
            // A session that went to a recovery file first has its id already.
            let id = if session.id.is_empty() || nth > 1 {
                session_id(
                    session.meeting.date,
                    &session.review.id,
                    &session.meeting.team,
                    nth,
                )
            } else {
                session.id.clone()
            };
            let name = format!("{id}.toml");
            if self.folder.join(&name).symlink_metadata().is_ok() {
                continue;
            }
            match Lock::take(&self.folder, &name) {
                Err(NotLocked::HeldElsewhere) => continue,
                Ok(lock) => self.lock = Some(lock),
                Err(NotLocked::Unsupported(_)) => self.lock = None,
            }
            if session.id != id {
                if !session.id.is_empty() {
                    self.recovery.discard(&session.id);
                }
                session.id = id;
            }
            self.saver = Some(Saver::new(disk, &name, None));
            return Ok(());
        }
        Err("no free name was found there".into())
    }

    fn keep_elsewhere(
        &mut self,
        session: &mut Session,
        why: &str,
    ) -> Result<Option<String>, String> {
        if session.id.is_empty() {
            session.id = session_id(
                session.meeting.date,
                &session.review.id,
                &session.meeting.team,
                1,
            );
            self.session = Some(session.clone());
        }
        let folder = self.folder.display();
        let kept = write_session(session, self.text.as_deref()).and_then(|text| {
            self.recovery
                .keep(&session.id, &text)
                .map_err(|error| reason(&error))
        });
        match kept {
            Ok(path) => {
                let first = !std::mem::replace(&mut self.failing, true);
                Ok(first.then(|| {
                    format!(
                        "{folder} cannot be written: {why}. Everything you say is kept in {} instead, and goes into the folder as soon as it can be written.",
                        path.display()
                    )
                }))
            }
            Err(also) => Err(format!(
                "This is not saved. {folder} cannot be written: {why}. {} cannot be written either: {also}. Please copy what is on the screen.",
                self.recovery.folder().display()
            )),
        }
    }

    fn remark(&self, session: &Session, saved: &Saved) -> Option<String> {
        let path = self.folder.join(format!("{}.toml", session.id));
        match saved {
            Saved::Quietly => self
                .failing
                .then(|| format!("Everything is saved in {} now.", path.display())),
            Saved::BesideAnother(other) => Some(format!(
                "Somebody else has changed {} during this meeting. Their version is kept beside it as {other}.",
                path.display()
            )),
            Saved::Again => Some(format!(
                "{} had been removed. It has been written again, whole.",
                path.display()
            )),
        }
    }
}

fn take_lock(folder: &Path, name: &str, id: &str) -> Result<Option<Lock>, Trouble> {
    match Lock::take(folder, name) {
        Ok(lock) => Ok(Some(lock)),
        Err(NotLocked::Unsupported(_)) => Ok(None),
        Err(NotLocked::HeldElsewhere) => Err(Trouble::refused(format!(
            "{id} is open in another window or on another computer."
        ))
        .hint("Close it there first. Nothing has been changed.")),
    }
}

//! Keeps the session of one meeting: its lock, its file, and a recovery file where the folder fails.

use super::LARGEST;
use super::disk::Disk;
use super::folder::{Found, reason};
use super::keep::Keep;
use super::lock::{Lock, NotLocked};
use super::moved::note_move;
use super::places::typed_path;
use super::private_folder::make_private;
use super::recovery::Recovery;
use super::save::{NotSaved, Saved, Saver};
use super::system_disk::SystemDisk;
use crate::model::file_text::write_session;
use crate::model::id::session_id;
use crate::model::seal::{digest, seal_again};
use crate::model::session::Session;
use crate::trouble::Trouble;
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How often a free id is looked for before the folder is taken to be at fault.
const TRIES: usize = 1000;

/// A folder that somebody may type.
const EXAMPLE: &str = if cfg!(windows) {
    "E:/reflect"
} else {
    "/media/stick/reflect"
};

/// Opens a folder.
type Open = fn(&Path) -> io::Result<Box<dyn Disk + Send>>;

/// Keeps one session. It can be shared with the thread that waits for signals.
#[derive(Debug, Clone)]
pub struct Keeper(Arc<Mutex<Kept>>);

/// Where a session is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whereabouts {
    /// Nothing has been kept, because nothing was said.
    NotKept,
    /// In this file of the sessions folder, whole.
    InFolder(PathBuf),
    /// In this recovery file, because the folder could not be written.
    Aside(PathBuf),
    /// The latest words are on no disk.
    Lost,
}

#[derive(Debug)]
struct Kept {
    folder: PathBuf,
    recovery: Recovery,
    lock: Option<Lock>,
    /// Whether it has yet to be said that this folder knows no locks.
    unlocked: bool,
    /// How its folder is opened.
    open: Open,
    saver: Option<Saver<Box<dyn Disk + Send>>>,
    /// The name of the session's file.
    name: String,
    /// The text as it stands in the file, for its comments and its layout.
    text: Option<String>,
    /// The session as it was last heard of.
    session: Option<Session>,
    /// The name of the recovery file, once there has been need of one.
    aside: Option<String>,
    whereabouts: Whereabouts,
    /// The folder that is offered where this one cannot be written.
    offered: Option<PathBuf>,
}

impl Keeper {
    /// Keeps a new session in a folder, which is made when there is something to keep.
    pub fn of_new(folder: PathBuf, recovery: Recovery) -> Self {
        Self::holding(Kept::new(folder, recovery))
    }

    /// Offers another folder, should its own fail in the meeting.
    #[must_use]
    pub fn offering(self, folder: &Path) -> Self {
        self.held().offered = Some(folder.to_owned());
        self
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
        let name = found.path.file_name().and_then(|name| name.to_str());
        let name = name.unwrap_or_default().to_owned();
        let disk = SystemDisk::open(&folder).map_err(|error| {
            Trouble::refused(format!(
                "The folder {} cannot be opened: {}.",
                folder.display(),
                reason(&error)
            ))
        })?;
        let (lock, unlocked) = match Lock::take(&folder, &name) {
            Ok(lock) => (Some(lock), false),
            Err(NotLocked::Unsupported) => (None, true),
            Err(NotLocked::HeldElsewhere) => {
                return Err(Trouble::refused(format!(
                    "{} is open in another window or on another computer.",
                    found.session.id
                ))
                .hint("Close it there first. Nothing has been changed."));
            }
        };
        let known = Some(found.text.clone().into_bytes());
        Ok(Self::holding(Kept {
            saver: Some(Saver::new(Box::new(disk.with_mode_of(&name)), &name, known)),
            lock,
            unlocked,
            name,
            text: Some(found.text.clone()),
            session: Some(found.session.clone()),
            whereabouts: Whereabouts::InFolder(found.path.clone()),
            ..Kept::new(folder, recovery)
        }))
    }

    fn holding(kept: Kept) -> Self {
        Self(Arc::new(Mutex::new(kept)))
    }

    /// Where the session is.
    pub fn whereabouts(&self) -> Whereabouts {
        self.held().whereabouts.clone()
    }

    /// Saves into the folder, and nowhere else where that fails. Returns what has to be said about it.
    ///
    /// # Errors
    /// Why not, in a clause.
    pub fn keep_in_folder_only(&self, session: &mut Session) -> Result<Option<String>, String> {
        let mut kept = self.held();
        let saved = kept.save(session)?;
        let file = kept.folder.join(&kept.name);
        Ok(kept.remark(&saved, false, &file))
    }

    /// Lets others have the session. From now on nothing is kept here: whoever still tries waits
    /// until the program is gone, so that no save is cut off by the end of another thread.
    pub fn let_go(&self) {
        let mut kept = self.held();
        kept.lock = None;
        std::mem::forget(kept);
    }

    /// Keeps the line that was being typed, when the program is told to end, and lets go. Waits for a
    /// save that is under way. Says where the session is.
    pub fn keep_draft_and_let_go(&self, draft: Option<String>) -> Whereabouts {
        let mut kept = self.held();
        if let Some(mut session) = kept.session.clone()
            && let Some(place) = session.place.as_mut()
            && place.asks_here().records()
            && draft.is_some()
        {
            place.draft = draft;
            // The program is on its way out and nobody is there to be told.
            let _ = kept.keep(&mut session);
        }
        kept.lock = None;
        let whereabouts = kept.whereabouts.clone();
        std::mem::forget(kept);
        whereabouts
    }

    fn held(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keep for Keeper {
    fn keep(&mut self, session: &mut Session) -> Result<Option<String>, String> {
        self.held().keep(session)
    }

    fn keep_in(&mut self, folder: &str, session: &mut Session) -> Result<String, String> {
        self.held().keep_in(folder, session)
    }

    fn stand_by(&mut self, session: &Session) {
        self.held().session = Some(session.clone());
    }
}

impl Kept {
    fn new(folder: PathBuf, recovery: Recovery) -> Self {
        Self {
            folder,
            recovery,
            lock: None,
            unlocked: false,
            open: |folder| Ok(Box::new(SystemDisk::open(folder)?)),
            saver: None,
            name: String::new(),
            text: None,
            session: None,
            aside: None,
            whereabouts: Whereabouts::NotKept,
            offered: None,
        }
    }

    fn keep(&mut self, session: &mut Session) -> Result<Option<String>, String> {
        let saved = self.save(session);
        self.session = Some(session.clone());
        let saved = match saved {
            Ok(saved) => saved,
            Err(why) => return self.keep_elsewhere(session, &why),
        };
        let file = self.folder.join(&self.name);
        let was_aside = matches!(self.whereabouts, Whereabouts::Aside(_) | Whereabouts::Lost);
        self.whereabouts = Whereabouts::InFolder(file.clone());
        // Only now that the folder has taken it.
        if let Some(aside) = self.aside.take() {
            let _ = std::fs::remove_file(self.recovery.folder().join(aside));
        }
        Ok(self.remark(&saved, was_aside, &file))
    }

    fn save(&mut self, session: &mut Session) -> Result<Saved, String> {
        if self.saver.is_none() {
            self.begin(session)?;
        }
        let text = write(session, self.text.as_deref())?;
        let saver = self.saver.as_mut().ok_or("there is no file to write to")?;
        let saved = match saver.save(&text) {
            Ok(saved) => saved,
            Err(NotSaved::NameTaken) if self.text.is_none() => {
                // Somebody else has just begun a session of that name: the next name is free.
                self.saver = None;
                self.lock = None;
                return self.save(session);
            }
            Err(NotSaved::NameTaken | NotSaved::NotAFile) => {
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
        let disk = (self.open)(&self.folder).map_err(|error| reason(&error))?;
        for nth in 1..=TRIES {
            let id = numbered_id(session, nth);
            let name = format!("{id}.toml");
            if self.folder.join(&name).symlink_metadata().is_ok() {
                continue;
            }
            match Lock::take(&self.folder, &name) {
                Err(NotLocked::HeldElsewhere) => continue,
                Ok(lock) => self.lock = Some(lock),
                Err(NotLocked::Unsupported) => self.unlocked = true,
            }
            if session.id != id {
                session.id = id;
                seal_again(session);
            }
            self.saver = Some(Saver::new(disk, &name, None));
            self.name = name;
            return Ok(());
        }
        Err("no free name was found there".into())
    }

    fn keep_in(&mut self, folder: &str, session: &mut Session) -> Result<String, String> {
        let stays = match &self.whereabouts {
            Whereabouts::Aside(path) => format!("Everything is still kept in {}.", path.display()),
            Whereabouts::Lost => "The latest words are still on no disk.".into(),
            Whereabouts::InFolder(path) => {
                return Err(format!(
                    "The session is kept in {}, which can be written. /folder is for when it cannot.",
                    path.display()
                ));
            }
            Whereabouts::NotKept => {
                return Err("Nothing has been kept yet. /folder is for when the sessions folder cannot be written.".into());
            }
        };
        let folder = match folder.trim().trim_matches('"') {
            "" => self.offered(),
            named => Some(typed_path(named)),
        };
        let folder =
            folder.ok_or_else(|| format!("Type the folder too, such as /folder {EXAMPLE}."))?;
        let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let folder = absolute(&folder);
        let before = self.text.as_ref().map(|_| self.folder.join(&self.name));
        let mut there = Self::new(folder.clone(), self.recovery.clone());
        let mut moved = session.clone();
        if folder == absolute(&self.folder) {
            return Err(format!(
                "{} is the folder that cannot be written. {stays}",
                folder.display()
            ));
        }
        if let Err(why) = there.save(&mut moved) {
            return Err(format!(
                "{} cannot be written: {why}. {stays}",
                folder.display()
            ));
        }
        *session = moved.clone();
        there.session = Some(moved);
        there.offered = self.offered.take();
        let file = folder.join(&there.name);
        there.whereabouts = Whereabouts::InFolder(file.clone());
        if let Some(aside) = self.aside.take() {
            let _ = std::fs::remove_file(self.recovery.folder().join(aside));
        }
        if let (Some(before), Some(text)) = (&before, &self.text) {
            // The room is told as well.
            let _ = note_move(&self.recovery, before, text, &file);
        }
        *self = there;
        let earlier = before.map_or_else(String::new, |before| {
            format!(
                " {} is left as it was and stays behind: do not carry on from it.",
                before.display()
            )
        });
        Ok(format!(
            "Everything is saved in {} now.{earlier}",
            file.display()
        ))
    }

    /// The folder that is offered, where it is another.
    fn offered(&self) -> Option<PathBuf> {
        self.offered
            .clone()
            .filter(|offered| std::path::absolute(&self.folder).is_ok_and(|here| here != *offered))
    }

    fn keep_elsewhere(
        &mut self,
        session: &mut Session,
        why: &str,
    ) -> Result<Option<String>, String> {
        if session.id.is_empty() {
            session.id = numbered_id(session, 1);
            self.session = Some(session.clone());
        }
        // The name says nothing about what is in the folder: two meetings that both found it gone must
        // not share a file.
        let name = self.aside.get_or_insert_with(|| {
            let random = RandomState::new().hash_one(&session.id);
            format!("{}.{random:016x}.toml", session.id)
        });
        let file = match self.name.as_str() {
            "" => format!("{}.toml", session.id),
            name => name.to_owned(),
        };
        let belongs = self.folder.join(file);
        let belongs = std::path::absolute(&belongs).unwrap_or(belongs);
        // Where only the last flush failed, the file may hold more than was acknowledged.
        let known = self.saver.as_ref().and_then(Saver::known);
        let ahead_of = known.map(digest);
        let kept = write(session, self.text.as_deref()).and_then(|text| {
            self.recovery
                .keep(name, &text, &belongs, ahead_of.as_deref())
                .map_err(|error| reason(&error))
        });
        let elsewhere = match self.offered() {
            Some(offered) => format!(
                "/folder alone keeps the session in {} from now on, and /folder with the name of another folder keeps it there.",
                offered.display()
            ),
            None => "/folder and the name of another keeps the session there.".into(),
        };
        let folder = self.folder.display();
        match kept {
            Ok(path) => {
                let known = matches!(self.whereabouts, Whereabouts::Aside(_));
                self.whereabouts = Whereabouts::Aside(path.clone());
                Ok((!known).then(|| {
                    format!(
                        "{folder} cannot be written: {why}. Everything you say is kept in {} instead, and goes into the folder as soon as it can be written. {elsewhere}",
                        path.display()
                    )
                }))
            }
            Err(also) => {
                self.whereabouts = Whereabouts::Lost;
                Err(format!(
                    "This is not saved. {folder} cannot be written: {why}. {} cannot be written either: {also}. Please copy what is on the screen. {elsewhere}",
                    self.recovery.folder().display()
                ))
            }
        }
    }

    fn remark(&mut self, saved: &Saved, was_aside: bool, file: &Path) -> Option<String> {
        let file = file.display();
        match saved {
            Saved::BesideAnother(other) => Some(format!(
                "Somebody else has changed {file} during this meeting. Their version is kept beside it as {other}."
            )),
            Saved::Again => Some(format!(
                "{file} had been removed. It has been written again, whole."
            )),
            Saved::Quietly if was_aside => Some(format!("Everything is saved in {file} now.")),
            Saved::Quietly if std::mem::take(&mut self.unlocked) => Some(format!(
                "{} knows no locks: make sure that nobody else has this session open.",
                self.folder.display()
            )),
            Saved::Quietly => None,
        }
    }
}

/// The id that a session has already, or the nth that is made for it.
fn numbered_id(session: &Session, nth: usize) -> String {
    if nth == 1 && !session.id.is_empty() {
        return session.id.clone();
    }
    let meeting = &session.meeting;
    session_id(meeting.date, &session.review.id, &meeting.team, nth)
}

/// The text of a session, where it is not longer than what would be read again.
fn write(session: &Session, previous: Option<&str>) -> Result<String, String> {
    let text = write_session(session, previous)?;
    if u64::try_from(text.len()).is_ok_and(|length| length > LARGEST) {
        return Err(format!(
            "the session would be longer than {} KB; /delete takes a point out",
            LARGEST / 1024
        ));
    }
    Ok(text)
}

#[cfg(test)]
mod tests;

//! What a meeting asks of whoever keeps its session.

use crate::model::session::Session;

/// Keeps the session on disk, or says where it went instead.
pub trait Keep {
    /// Keeps the session as it stands. A session without an id is given one. Returns what has to be
    /// said about it, if anything: most saves say nothing.
    ///
    /// # Errors
    /// When the session is on no disk at all: what to say about that.
    fn keep(&mut self, session: &mut Session) -> Result<Option<String>, String>;

    /// Keeps the session in another folder from now on, because its own cannot be written; where none
    /// is named, in one that was offered. Says where it is then.
    ///
    /// # Errors
    /// Why it stays where it is, in a sentence.
    fn keep_in(&mut self, folder: &str, session: &mut Session) -> Result<String, String> {
        let _ = (folder, session);
        Err("Nothing is kept here, so there is nothing to keep elsewhere.".into())
    }

    /// Takes note of the session as it stands, for the case that the program is told to end before
    /// the next line is accepted. Writes nothing.
    fn stand_by(&mut self, session: &Session);
}

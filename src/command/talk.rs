//! Opens the conversation with whoever is there: a terminal with keys, or typed lines.

use super::Context;
use super::choosing::choose;
use super::details::vocabulary;
use crate::meeting::guarded::{Guarded, Remember, Undecided};
use crate::prompt::plain::Plain;
use crate::prompt::rich::Rich;
use crate::prompt::watch::Watch;
use crate::prompt::{Line, Passage, Prompt};
use crate::store::folder::{self, Found};
use crate::store::keeper::Keeper;
use crate::store::known_words::add_known_words;
use crate::store::moved::{self, went_on_in};
use crate::trouble::Trouble;
use std::io::{IsTerminal, stdin, stdout};
use std::sync::{Arc, OnceLock};

/// A conversation under way. Dropping it gives the terminal back.
pub struct Talk {
    /// The room's side of it.
    pub prompt: Box<dyn Prompt>,
    /// What is kept when the program is told to end; set once there is something to keep.
    pub keeper: Arc<OnceLock<Keeper>>,
    /// Whether a person types. A piped meeting is not asked what it cannot expect.
    pub live: bool,
    #[cfg(unix)]
    quiet: Option<crate::prompt::quiet::Quiet>,
}

impl Talk {
    /// Opens a conversation. Signals that end the program are waited for from now on.
    pub fn open(context: &Context) -> Self {
        let path = context.places.known_words.clone();
        let remember =
            move |words: &str| add_known_words(&path, words).map_err(|trouble| trouble.to_string());
        Self::with(context, Box::new(remember))
    }

    /// The same for a rehearsal, which writes nothing.
    pub fn rehearse(context: &Context) -> Self {
        Self::with(context, Box::new(|_| Ok(())))
    }

    fn with(context: &Context, remember: Remember) -> Self {
        let watch = Watch::default();
        let keeper: Arc<OnceLock<Keeper>> = Arc::default();
        let undecided = Undecided::default();
        #[cfg(unix)]
        let quiet = context
            .rich
            .then(crate::prompt::quiet::Quiet::hold)
            .flatten();
        #[cfg(unix)]
        {
            use crate::prompt::signals::{at_the_end, is_ctrl_c};
            let resume = context.command("resume");
            let folder = context.places.sessions.clone();
            let (watch, keeper, quiet) = (watch.clone(), Arc::clone(&keeper), quiet.clone());
            let undecided = undecided.clone();
            at_the_end(!context.rich, move |signal| {
                let kept = keeper
                    .get()
                    .map(|keeper| keeper.keep_draft_and_let_go(undecided.of(watch.line())));
                if let Some(quiet) = quiet {
                    quiet.give_back();
                }
                if let (true, Some(kept)) = (is_ctrl_c(signal), kept) {
                    let resume = super::resume_of(&resume, &folder, &kept);
                    super::out::warn(&format!("\n{}", super::meet::farewell(&kept, &resume)));
                }
            });
        }
        let rich = context.rich.then(|| Rich::new(watch).ok()).flatten();
        let prompt: Box<dyn Prompt> = match rich {
            Some(rich) => Box::new(rich),
            None => Box::new(Plain::new(
                stdin().lock(),
                stdout(),
                super::out::columns(),
                !stdin().is_terminal(),
            )),
        };
        let live = stdin().is_terminal();
        Self {
            prompt: Box::new(Guarded::new(
                prompt,
                vocabulary(context),
                remember,
                live,
                undecided,
            )),
            keeper,
            live,
            #[cfg(unix)]
            quiet,
        }
    }

    /// Says one thing.
    pub fn say(&mut self, line: Line) {
        self.prompt.say(&Passage::of(line));
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        #[cfg(unix)]
        crate::prompt::signals::nothing_at_the_end();
        #[cfg(unix)]
        if let Some(quiet) = &self.quiet {
            quiet.give_back();
        }
        if let Some(keeper) = self.keeper.get() {
            keeper.let_go();
        }
    }
}

/// The session that was named; where none was, the one that is chosen in a terminal. Nothing where
/// the choice was left.
pub fn which_session(context: &Context, name: Option<&str>) -> Result<Option<Found>, Trouble> {
    let found = choose_or_find(context, name, |_| true)?;
    if let Some(remark) = found.as_ref().and_then(folder::remark) {
        super::out::warn(&remark.to_string());
    }
    let recovery = context.recovery();
    if let Some(there) = found
        .as_ref()
        .and_then(|found| went_on_in(&recovery, found))
    {
        super::out::warn(&format!(
            "{} What is shown here is the version that stayed behind.",
            moved::said(&there)
        ));
    }
    Ok(found)
}

/// The same, where only some are offered. Nothing is said of how the file was found.
pub fn choose_or_find(
    context: &Context,
    name: Option<&str>,
    is_offered: impl Fn(&Found) -> bool,
) -> Result<Option<Found>, Trouble> {
    let folder = &context.places.sessions;
    match name {
        Some(name) => context.find(name).map(Some),
        None => {
            if !stdin().is_terminal() || !stdout().is_terminal() {
                return Err(Trouble::usage("No session was named.").hint(
                    "Name one by its id, or say last for the newest. reflect sessions lists them.",
                ));
            }
            let listing = folder::list(folder)?;
            super::out::warn_each(&listing.hidden());
            let mut found = listing.found;
            if found.is_empty() {
                return Err(folder::none_saved(folder));
            }
            found.retain(is_offered);
            if found.is_empty() {
                return Err(Trouble::refused(format!(
                    "No session in {} is sealed yet.",
                    folder.display()
                ))
                .hint("A meeting is sealed at its close. reflect sessions lists what there is."));
            }
            let mut talk = Talk::open(context);
            Ok(choose_session(&mut talk, "Which session", found))
        }
    }
}

/// Lets the room choose a session. Nothing where it left.
fn choose_session(talk: &mut Talk, label: &str, mut sessions: Vec<Found>) -> Option<Found> {
    let options = sessions
        .iter()
        .map(|found| format!("{} ({})", found.described(), found.session.status.word()))
        .collect();
    let chosen = choose(talk, label, options)?;
    (chosen < sessions.len()).then(|| sessions.swap_remove(chosen))
}

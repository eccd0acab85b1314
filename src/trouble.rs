//! What the program says when it cannot go on: one sentence, one hint, one exit status.

use std::fmt;

/// A refusal in words a team manager understands, with what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What was found, naming the thing. One or two sentences.
    pub said: String,
    /// What to do now, where there is something to do.
    pub hint: Option<String>,
    /// The exit status: 1 refused or unreadable, 2 wrong usage, 130 interrupted.
    pub status: u8,
}

impl Trouble {
    /// Something was refused or could not be read: exit status 1.
    pub fn refused(said: impl Into<String>) -> Self {
        Self {
            said: said.into(),
            hint: None,
            status: 1,
        }
    }

    /// The command line asked for something that does not fit together: exit status 2.
    pub fn usage(said: impl Into<String>) -> Self {
        Self {
            status: 2,
            ..Self::refused(said)
        }
    }

    /// Adds what the reader can do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said)?;
        match &self.hint {
            Some(hint) => write!(f, "\n{hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Trouble {}

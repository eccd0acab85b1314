//! How the walk talks with the room. Only this folder knows a terminal.

pub mod passage;
pub mod plain;
#[cfg(unix)]
pub mod quiet;
pub mod rich;
pub mod scripted;
#[cfg(unix)]
pub mod signals;
mod typed_rows;
pub mod watch;

pub use passage::{Line, Passage};

/// Rows and columns of the terminal on standard output.
pub fn terminal_size() -> Option<(usize, usize)> {
    let (rows, columns) = dialoguer::console::Term::stdout().size_checked()?;
    Some((usize::from(rows), usize::from(columns)))
}

/// The columns of the terminal on standard error: standard output may be a pipe.
pub fn columns_of_standard_error() -> Option<usize> {
    let (_, columns) = dialoguer::console::Term::stderr().size_checked()?;
    Some(columns.into())
}

/// Whether the terminal on standard output draws words in other ways than plain, and may.
pub fn can_draw() -> bool {
    dialoguer::console::colors_enabled()
}

/// A word that stands out.
pub fn emphasised(word: &str) -> String {
    let word = dialoguer::console::style(word);
    word.bold().underlined().to_string()
}

/// One question to the room, answered by one line of text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ask {
    /// A few words before the cursor: "Owner".
    pub label: String,
    /// How to finish or to leave it, in a few words.
    pub hint: String,
    /// What Enter alone means, where it means something. Shown, not typed.
    pub on_enter: Option<String>,
    /// What stands on the line already, to be changed.
    pub draft: Option<String>,
    /// What can be chosen, where it is a choice. Typed as a number or as words.
    pub options: Vec<String>,
    /// The option that is likely, or that stood before.
    pub likely: Option<usize>,
    /// Whether one line after another is asked for, so that a pasted text with empty lines goes on.
    pub many: bool,
    /// Whether what is typed goes into no record: the name of a file or a folder.
    pub not_kept: bool,
    /// Whether words such as "none" say that there is nothing, as Enter does where nothing stood.
    pub may_be_none: bool,
}

/// So many letters of an option may stand for it.
const SURE_START: usize = 3;

impl Ask {
    /// A free line.
    pub fn line(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            ..Self::default()
        }
    }

    /// A choice.
    pub fn choice<I: Into<String>>(
        label: impl Into<String>,
        options: impl IntoIterator<Item = I>,
    ) -> Self {
        Self {
            label: label.into(),
            options: options.into_iter().map(Into::into).collect(),
            ..Self::default()
        }
    }

    /// Says how to finish or to leave it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Says what Enter alone means.
    #[must_use]
    pub fn on_enter(mut self, meaning: Option<impl Into<String>>) -> Self {
        self.on_enter = meaning.map(Into::into);
        self
    }

    /// Puts a text on the line, to be changed.
    #[must_use]
    pub fn draft(mut self, draft: Option<impl Into<String>>) -> Self {
        self.draft = draft.map(Into::into);
        self
    }

    /// Marks the option that is likely.
    #[must_use]
    pub fn likely(mut self, likely: Option<usize>) -> Self {
        self.likely = likely;
        self
    }

    /// One line after another is asked for.
    #[must_use]
    pub fn many(mut self) -> Self {
        self.many = true;
        self
    }

    /// Words such as "none" say that there is nothing.
    #[must_use]
    pub fn may_be_none(mut self) -> Self {
        self.may_be_none = true;
        self
    }

    /// What is typed goes into no record.
    #[must_use]
    pub fn not_kept(mut self) -> Self {
        self.not_kept = true;
        self
    }

    /// The option that a typed line means: its number, its words, or a start of them that fits no other.
    pub fn option_meant(&self, typed: &str) -> Option<usize> {
        let typed = typed.trim().to_lowercase();
        if let Ok(number) = typed.trim_end_matches(['.', ')']).parse::<usize>() {
            return (1..=self.options.len())
                .contains(&number)
                .then(|| number - 1);
        }
        let exact = |option: &&String| option.to_lowercase() == typed;
        if let Some(at) = self.options.iter().position(|option| exact(&option)) {
            return Some(at);
        }
        // "no" is not the start of "not possible": a short word is not cut any shorter.
        let is_start = |option: &str| {
            let enough =
                typed.chars().count() >= SURE_START || option.chars().count() <= SURE_START;
            enough && !typed.is_empty() && option.to_lowercase().starts_with(&typed)
        };
        let mut fits = (self.options.iter().enumerate()).filter(|(_, option)| is_start(option));
        match (fits.next(), fits.next()) {
            (Some((at, _)), None) => Some(at),
            _ => None,
        }
    }
}

/// Why no line came, with whatever had been typed of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// The end of the input, or Ctrl-D: a pause.
    End(Option<String>),
    /// Ctrl-C.
    Interrupted(Option<String>),
    /// The terminal is gone.
    Gone(Option<String>),
}

impl Stop {
    /// What had been typed and not yet accepted; nothing where the prompt cannot tell.
    pub fn draft(&self) -> Option<&str> {
        let (Self::End(draft) | Self::Interrupted(draft) | Self::Gone(draft)) = self;
        draft.as_deref()
    }
}

/// The room's side of the conversation.
pub trait Prompt {
    /// Shows a passage.
    fn say(&mut self, passage: &Passage);

    /// Shows a passage that is to stay in sight while answers are typed. It is shown again when it
    /// would scroll away; an empty one ends that.
    fn keep_in_sight(&mut self, passage: Passage);

    /// Asks for one line. A pasted text may come back as several, with line feeds between them.
    ///
    /// # Errors
    /// When the input ends, is interrupted, or the terminal is gone.
    fn ask(&mut self, ask: &Ask) -> Result<String, Stop>;

    /// Takes in words that nobody has to be asked about: those of the review and of the record so far.
    /// They are made only where they are wanted.
    fn know(&mut self, texts: &dyn Fn() -> Vec<String>) {
        let _ = texts;
    }

    /// How many columns a text may take; no limit where lines are not wrapped.
    fn columns(&self) -> Option<usize>;

    /// How many rows a screen has; none where nothing scrolls away.
    fn rows(&self) -> Option<usize>;
}

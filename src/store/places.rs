//! Where sessions, reviews and recovery files are.

use super::folder::{read_text, reason};
use crate::model::file_text::read;
use crate::trouble::Trouble;
use etcetera::BaseStrategy;
use serde::Deserialize;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The folders that this run works with.
#[derive(Debug, Clone)]
pub struct Places {
    /// The sessions folder; it need not exist.
    pub sessions: PathBuf,
    /// The team's own reviews; it need not exist.
    pub reviews: PathBuf,
    /// Where a session goes while its folder cannot be written.
    pub recovery: PathBuf,
    /// The sessions folder in the user's own data, offered where another cannot be written.
    pub own_sessions: PathBuf,
    /// The configuration; it need not exist.
    pub configuration: PathBuf,
    /// The file with the words that are not asked about.
    pub known_words: PathBuf,
    /// Whether the configuration asks for plain mode.
    pub plain: bool,
    /// How minutes are made here.
    pub minutes: MinutesHere,
}

/// How an organisation has its minutes: the table `[minutes]` of the configuration.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MinutesHere {
    /// The organisation's name, which stands on the minutes.
    pub organisation: Option<String>,
    /// A template of the organisation's own, which ends in .md, .html or .txt.
    pub template: Option<PathBuf>,
    /// A Word document of the organisation, whose letterhead and styles Word minutes take.
    pub letterhead: Option<PathBuf>,
}

/// `config.toml` in the user's configuration folder.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    sessions: Option<PathBuf>,
    reviews: Option<PathBuf>,
    #[serde(default)]
    plain: bool,
    #[serde(default)]
    minutes: MinutesHere,
}

impl Places {
    /// Finds every folder: what was asked for, else the environment, else the configuration, else the
    /// folder here, else the user's data folder.
    ///
    /// # Errors
    /// When the configuration cannot be read, or the user has no home.
    pub fn find(sessions: Option<PathBuf>, reviews: Option<PathBuf>) -> Result<Self, Trouble> {
        let base = etcetera::choose_base_strategy().map_err(|_| {
            Trouble::refused("Your home folder is not known.")
                .hint("Set HOME, or name a folder with --sessions.")
        })?;
        let config_file = base.config_dir().join("reflect").join("config.toml");
        let configuration = configuration(&config_file)?;
        let data = base.data_dir().join("reflect");
        let state = base.state_dir().unwrap_or_else(|| base.cache_dir());
        let own_sessions = data.join("sessions");
        Ok(Self {
            sessions: first_of(
                sessions,
                "REFLECT_SESSIONS",
                configuration.sessions,
                "sessions",
            )
            .unwrap_or_else(|| own_sessions.clone()),
            reviews: first_of(reviews, "REFLECT_REVIEWS", configuration.reviews, "reviews")
                .unwrap_or_else(|| data.join("reviews")),
            known_words: data.join("known-words.txt"),
            recovery: state.join("reflect").join("recovery"),
            own_sessions,
            configuration: config_file,
            plain: configuration.plain,
            minutes: configuration.minutes,
        })
    }
}

fn first_of(
    asked: Option<PathBuf>,
    variable: &str,
    configured: Option<PathBuf>,
    here: &str,
) -> Option<PathBuf> {
    let from_environment = || {
        std::env::var_os(variable)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    let here = || Some(PathBuf::from(here)).filter(|folder| folder.is_dir());
    asked.or_else(from_environment).or(configured).or_else(here)
}

/// The file or folder that a person typed: `~` is the home folder, which no shell has put in its place.
pub fn typed_path(typed: &str) -> PathBuf {
    let below_home = match typed.strip_prefix('~') {
        Some("") => Some(""),
        Some(rest) => rest
            .strip_prefix(['/', '\\'])
            .map(|below| below.trim_start_matches(['/', '\\'])),
        None => None,
    };
    match below_home.map(|below| (etcetera::home_dir(), below)) {
        Some((Ok(home), below)) => home.join(below),
        _ => PathBuf::from(typed),
    }
}

/// Reads the configuration; where there is no file, nothing is configured.
///
/// # Errors
/// When it cannot be read, or says something that is not known.
pub fn configuration(path: &Path) -> Result<Configuration, Trouble> {
    match path.symlink_metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Configuration::default()),
        Err(error) => {
            return Err(Trouble::refused(format!(
                "The configuration {} cannot be read: {}.",
                path.display(),
                reason(&error)
            )));
        }
        Ok(_) => {}
    }
    let wrong = |why: String| {
        Trouble::refused(format!("The configuration {} cannot be read: {why}.", path.display()))
            .hint("It may hold three lines, sessions = \"a folder\", reviews = \"a folder\" and plain = true, and below [minutes] three more: organisation = \"a name\", template = \"a file\", letterhead = \"a file\".")
    };
    let text = read_text(path).map_err(wrong)?;
    if text.trim().is_empty() {
        return Ok(Configuration::default());
    }
    let mut configuration: Configuration = read(&text).map_err(|error| wrong(error.to_string()))?;
    // A folder that is not named from the root is one beside the configuration.
    let beside = path.parent().unwrap_or(Path::new("."));
    let minutes = &mut configuration.minutes;
    for path in [
        &mut configuration.sessions,
        &mut configuration.reviews,
        &mut minutes.template,
        &mut minutes.letterhead,
    ]
    .into_iter()
    .flatten()
    {
        *path = beside.join(&*path);
    }
    Ok(configuration)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_path_may_begin_at_home() {
        let home = etcetera::home_dir().expect("a home");
        assert_eq!(typed_path("~"), home.join(""));
        assert_eq!(typed_path("~/my notes"), home.join("my notes"));
        assert_eq!(typed_path("~//my notes"), home.join("my notes"));
        for as_it_is in ["~notes", "notes/~", "/media/stick", "E:/reflect", ""] {
            assert_eq!(typed_path(as_it_is), PathBuf::from(as_it_is));
        }
    }
}

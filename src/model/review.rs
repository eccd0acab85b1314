//! A review: a published briefing with its case, findings, questions and steps.

use serde::{Deserialize, Serialize};

/// A published briefing, as one file under `reviews/`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// The version of the file format; this program reads version 1.
    pub format: u32,
    /// The name by which people and files refer to it: `[a-z0-9-]`, 1 to 64 characters.
    pub id: String,
    /// "Child AC".
    pub title: String,
    /// "rapid review", "local child safeguarding practice review" …
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// The partnership that published it; empty where an import did not find it named.
    #[serde(default)]
    pub publisher: String,
    /// Whether the words are the publisher's or this project's.
    pub wording: Wording,
    /// What the review is about, in the words of [`super::theme::THEMES`] where it is bundled.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// What may be hard to hear, said before the case is read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub content_note: String,
    /// Where it came from.
    #[serde(default, skip_serializing_if = "toml::Table::is_empty")]
    pub source: toml::Table,
    /// What happened and what was found.
    #[serde(default)]
    pub case: Case,
    /// What the review asked agencies to do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recommendations: Vec<Recommendation>,
    /// The questions for reflection, in the published order.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// The "what to do now" items, in the published order; a review may have none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// Further reading.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<Resource>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub other: toml::Table,
}

/// Whose words a review is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wording {
    /// Bundled with the program and restated in its own words.
    #[serde(rename = "restated")]
    Restated,
    /// Imported, in the publisher's words.
    #[serde(rename = "as published")]
    AsPublished,
}

impl Wording {
    /// The word that stands in the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Restated => "restated",
            Self::AsPublished => "as published",
        }
    }
}

/// The case and the findings, item by item.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// Who the child was and what happened.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub introduction: Vec<String>,
    /// The family and the agencies around them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub context: Vec<String>,
    /// What went well.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub good_practice: Vec<String>,
    /// What could have been better.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub development: Vec<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub other: toml::Table,
}

impl Case {
    /// The parts that hold something: key in the file, heading, items.
    pub fn parts(&self) -> impl Iterator<Item = (&'static str, &'static str, &[String])> {
        [
            ("introduction", "What happened", &self.introduction),
            ("context", "The family and the setting", &self.context),
            ("good_practice", "What went well", &self.good_practice),
            ("development", "What could be better", &self.development),
        ]
        .into_iter()
        .filter(|(_, _, items)| !items.is_empty())
        .map(|(key, heading, items)| (key, heading, items.as_slice()))
    }
}

/// Something the review asked agencies to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recommendation {
    /// What was recommended.
    pub text: String,
    /// What has been done since, where the briefing reports it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub update: Option<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub other: toml::Table,
}

/// One question for reflection.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// `q1`, `q2` …
    pub id: String,
    /// The question as it is read aloud.
    pub text: String,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub other: toml::Table,
}

/// One "what to do now" item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// `s1`, `s2` …
    pub id: String,
    /// What teams are asked to do.
    pub text: String,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub other: toml::Table,
}

/// Something to read next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Resource {
    /// Its title.
    pub title: String,
    /// Its address, only where there is a real one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Keys that this version does not know.
    #[serde(flatten)]
    pub other: toml::Table,
}

impl Resource {
    /// Its title, with the address where there is one.
    pub fn with_address(&self) -> String {
        match &self.url {
            Some(url) => format!("{}: {url}", self.title),
            None => self.title.clone(),
        }
    }
}

/// A review's title with its publisher, where that is known.
pub fn with_publisher(title: &str, publisher: &str) -> String {
    if publisher.is_empty() {
        return title.to_owned();
    }
    format!("{title}, {publisher}")
}

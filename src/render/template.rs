//! Pages from templates. The only place that knows minijinja.
//!
//! In a template whose name ends in `.html`, `.svg` or `.md` every value is escaped, and in all of them
//! what a reader's program might obey is written out, so that no template can forget either.

use super::markdown::escaped;
use super::shown::shown;
use crate::model::date::Day;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, escape_formatter};
use serde::Serialize;
use std::fmt;

/// The templates that come with the program.
const BUNDLED: [(&str, &str); 8] = [
    ("base.css", include_str!("templates/base.css")),
    ("page.html", include_str!("templates/page.html")),
    ("page.css", include_str!("templates/page.css")),
    ("report.html", include_str!("templates/report.html")),
    ("report.css", include_str!("templates/report.css")),
    ("marks.svg", include_str!("templates/marks.svg")),
    ("columns.svg", include_str!("templates/columns.svg")),
    ("bars.svg", include_str!("templates/bars.svg")),
];

/// How values are escaped in Markdown.
const MARKDOWN: &str = "markdown";

fn is_markdown(escape: &AutoEscape) -> bool {
    matches!(escape, AutoEscape::Custom(name) if name == MARKDOWN)
}

/// A day of a file, in words; anything else stays as it is.
fn on_day(day: &str, words: impl Fn(Day) -> String) -> String {
    Day::read(day).map_or(day.to_owned(), words)
}

/// A set of templates, by name.
pub struct Templates(Environment<'static>);

/// Why a template gives no page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateTrouble {
    /// The template.
    pub name: String,
    /// The line, where it is known.
    pub line: Option<usize>,
    /// What is wrong there.
    pub found: String,
}

impl Templates {
    /// The templates that come with the program.
    ///
    /// # Errors
    /// When one of them is not a template.
    pub fn bundled() -> Result<Self, TemplateTrouble> {
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|name| {
            if [".html", ".svg"].iter().any(|end| name.ends_with(end)) {
                AutoEscape::Html
            } else if name.ends_with(".md") {
                AutoEscape::Custom(MARKDOWN.into())
            } else {
                AutoEscape::None
            }
        });
        // A misspelled name would leave a hole in the page that nobody sees.
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.add_filter("spoken", |day: &str| on_day(day, Day::spoken));
        environment.add_filter("short", |day: &str| on_day(day, Day::short));
        environment.set_syntax(
            SyntaxConfig::builder()
                .trim_blocks(true)
                .lstrip_blocks(true)
                .build()
                .map_err(|error| TemplateTrouble::from_error("", &error))?,
        );
        environment.set_formatter(|out, state, value| match value.as_str() {
            // What is not known leaves no word behind.
            _ if value.is_none() => Ok(()),
            Some(text) if !value.is_safe() && is_markdown(state.auto_escape()) => {
                Ok(out.write_str(&escaped(text))?)
            }
            // A list or a table as it stands: what was typed is in it too.
            None if !value.is_safe() && is_markdown(state.auto_escape()) => {
                Ok(out.write_str(&escaped(&value.to_string()))?)
            }
            None if !value.is_safe() => {
                let text = Value::from(shown(&value.to_string()).into_owned());
                escape_formatter(out, state, &text)
            }
            _ if is_markdown(state.auto_escape()) => Ok(write!(out, "{value}")?),
            Some(text) if !value.is_safe() => {
                let text = Value::from(shown(text).into_owned());
                escape_formatter(out, state, &text)
            }
            _ => escape_formatter(out, state, value),
        });
        BUNDLED
            .into_iter()
            .try_fold(Self(environment), |templates, (name, text)| {
                templates.with(name, text.to_owned())
            })
    }

    /// The same set with one more template, or with another in the place of one.
    ///
    /// # Errors
    /// When the text is not a template.
    pub fn with(mut self, name: &str, text: String) -> Result<Self, TemplateTrouble> {
        self.0
            .add_template_owned(name.to_owned(), text)
            .map_err(|error| TemplateTrouble::from_error(name, &error))?;
        Ok(self)
    }

    /// The page that a template gives with some values.
    ///
    /// # Errors
    /// When there is no such template, or the values do not fit it.
    pub fn fill(&self, name: &str, values: &impl Serialize) -> Result<String, TemplateTrouble> {
        let mut page = self
            .0
            .get_template(name)
            .and_then(|template| template.render(Serde(values)))
            .map_err(|error| TemplateTrouble::from_error(name, &error))?;
        if !page.ends_with('\n') {
            page.push('\n');
        }
        Ok(page)
    }
}

impl TemplateTrouble {
    fn from_error(name: &str, error: &Error) -> Self {
        // A fault in a part that is included is told by the part itself.
        let mut innermost = error;
        while let Some(cause) = std::error::Error::source(innermost)
            && let Some(cause) = cause.downcast_ref::<Error>()
        {
            innermost = cause;
        }
        Self {
            name: innermost.name().unwrap_or(name).to_owned(),
            line: innermost.line(),
            found: match (innermost.kind(), named(innermost), innermost.detail()) {
                (ErrorKind::UndefinedError, Some(name), _) => {
                    format!("there is no “{name}”")
                }
                (kind, _, Some(detail)) => format!("{kind}: {detail}"),
                (kind, _, None) => kind.to_string(),
            },
        }
    }
}

/// The words of the template that an error is about.
fn named(error: &Error) -> Option<&str> {
    let words = error.template_source()?.get(error.range()?)?;
    let words = words.trim_start_matches("{{").trim_end_matches("}}").trim();
    (!words.is_empty()).then_some(words)
}

impl fmt::Display for TemplateTrouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "The template {}", self.name)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        write!(f, ", gives no page: {}.", self.found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn templates(text: &str) -> Result<Templates, TemplateTrouble> {
        Templates::bundled()?.with("own.html", text.to_owned())
    }

    #[test]
    fn what_was_typed_stays_text() {
        let typed = "<script>\"'&\u{202e}\u{1b}[2J";
        let values = BTreeMap::from([("team", typed)]);
        let page = templates("<p title=\"{{ team }}\">{{ team }}</p>")
            .and_then(|templates| templates.fill("own.html", &values))
            .expect("a page");
        let text = "&lt;script&gt;&quot;&#x27;&amp;&lt;U+202E&gt;&lt;U+001B&gt;[2J";
        assert_eq!(page, format!("<p title=\"{text}\">{text}</p>\n"));
    }

    #[test]
    fn a_fault_is_told_with_its_line() {
        let values = BTreeMap::from([("team", "Duty Team")]);
        let found = templates("one\n{% if %}").err().expect("a fault");
        assert_eq!((found.name.as_str(), found.line), ("own.html", Some(2)));
        let found = templates("one\n\n{{ team.first.second }}")
            .and_then(|templates| templates.fill("own.html", &values))
            .expect_err("a fault");
        assert_eq!(found.line, Some(3));
        let said = found.to_string();
        assert!(
            said.starts_with("The template own.html, line 3, gives no page: "),
            "{said}"
        );
    }

    #[test]
    fn a_template_takes_the_place_of_a_bundled_one() {
        let values: BTreeMap<&str, &str> = BTreeMap::new();
        let page = Templates::bundled()
            .and_then(|templates| templates.with("report.html", "ours".into()))
            .and_then(|templates| templates.fill("report.html", &values));
        assert_eq!(page.as_deref(), Ok("ours\n"));
    }
}

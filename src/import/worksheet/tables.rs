//! Reads a sheet that is written as TOML: the tables of a session file, with only what a person would write.

use super::{OfAction, OfQuestion, OfStep, Said, Worksheet};
use crate::model::meeting::roles;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

type Value<'t> = Spanned<DeValue<'t>>;

/// The review that is named: `review = "child-ac"`, or the `id` of a table of that name.
///
/// # Errors
/// One clause, where the text is no TOML.
pub fn review_named(text: &str) -> Result<Option<Said>, String> {
    Ok(read(text)?.review)
}

/// Everything on the sheet.
///
/// # Errors
/// One clause that says on which line the text cannot be read.
pub fn read(text: &str) -> Result<Worksheet, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let parsed = DeTable::parse(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_of(text, span.start));
        let found = error.message().trim().replace('\n', " ");
        format!("line {line} cannot be understood ({found})")
    })?;
    let newlines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    let mut reader = Reader {
        text,
        line_ends: newlines.map(|(at, _)| at).collect(),
        sheet: Worksheet::default(),
    };
    reader.top(parsed.get_ref())?;
    Ok(reader.sheet)
}

fn line_of(text: &str, at: usize) -> usize {
    let before = text.bytes().take(at);
    1 + before.filter(|byte| *byte == b'\n').count()
}

struct Reader<'t> {
    text: &'t str,
    /// Where the lines end: every value is asked for its line.
    line_ends: Vec<usize>,
    sheet: Worksheet,
}

impl Reader<'_> {
    fn top(&mut self, table: &DeTable<'_>) -> Result<(), String> {
        if let Some((key, _)) = table
            .iter()
            .find(|(key, _)| is(key, "seal") || is(key, "status"))
        {
            let line = self.line(key.span().start);
            return Err(format!(
                "line {line} is part of a session that has been kept already, and needs no recording; it belongs into the sessions folder as it is"
            ));
        }
        for (key, value) in table {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("format", _) => {}
                ("review", DeValue::Table(table)) => self.review(table)?,
                ("review", _) => self.sheet.review = self.words(value)?,
                ("meeting", DeValue::Table(table)) => self.meeting(table)?,
                ("closing", DeValue::Table(table)) => self.closing(table)?,
                ("questions", _) => {
                    for table in self.tables(value)? {
                        let question = self.question(table)?;
                        self.sheet.questions.push(question);
                    }
                }
                ("steps", _) => {
                    for table in self.tables(value)? {
                        let step = self.step(table)?;
                        self.sheet.steps.push(step);
                    }
                }
                ("actions", _) => {
                    for table in self.tables(value)? {
                        let action = self.action(table)?;
                        self.sheet.actions.push(action);
                    }
                }
                _ => self.pass_over(key, value),
            }
        }
        self.sheet.passed_over.sort_by_key(|said| said.line);
        Ok(())
    }

    fn review(&mut self, table: &DeTable<'_>) -> Result<(), String> {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "id" => self.sheet.review = self.words(value)?,
                // They are the review's own.
                "title" | "publisher" | "wording" | "fingerprint" => {}
                _ => self.pass_over(key, value),
            }
        }
        Ok(())
    }

    fn meeting(&mut self, table: &DeTable<'_>) -> Result<(), String> {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "team" => self.sheet.team = self.words(value)?,
                "date" => self.sheet.date = self.words(value)?,
                "facilitator" => self.sheet.facilitator = self.words(value)?,
                "present" => self.sheet.present = self.roles(value)?,
                "apologies" => self.sheet.apologies = self.roles(value)?,
                "minutes_planned" => self.sheet.minutes = self.words(value)?,
                "audience" => self.sheet.audience = self.words(value)?,
                "wellbeing_check" => self.sheet.wellbeing = self.words(value)?,
                _ => self.pass_over(key, value),
            }
        }
        Ok(())
    }

    fn closing(&mut self, table: &DeTable<'_>) -> Result<(), String> {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "learning" => self.sheet.learning = self.words(value)?,
                "next_meeting" => self.sheet.next_meeting = self.words(value)?,
                _ => self.pass_over(key, value),
            }
        }
        Ok(())
    }

    fn question(&mut self, table: &Spanned<DeValue<'_>>) -> Result<OfQuestion, String> {
        let mut question = OfQuestion::default();
        let (id, table) = self.with_id(table, "question")?;
        question.id = id;
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "id" | "text" => {}
                "outcome" => question.outcome = self.words(value)?,
                "reason" => question.reason = self.words(value)?,
                "answers" => question.answers = self.list(value)?,
                _ => self.pass_over(key, value),
            }
        }
        Ok(question)
    }

    fn step(&mut self, table: &Spanned<DeValue<'_>>) -> Result<OfStep, String> {
        let mut step = OfStep::default();
        let (id, table) = self.with_id(table, "step")?;
        step.id = id;
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "id" | "text" => {}
                "disposition" => step.disposition = self.words(value)?,
                "answers" => step.answers = self.list(value)?,
                _ => self.pass_over(key, value),
            }
        }
        Ok(step)
    }

    fn action(&mut self, table: &Spanned<DeValue<'_>>) -> Result<OfAction, String> {
        let mut action = OfAction::default();
        for (key, value) in self.inside(table)? {
            match key.get_ref().as_ref() {
                // Ids are given in the order in which actions stand.
                "id" => {}
                "what" => action.what = self.words(value)?,
                "owner" => action.owner = self.words(value)?,
                "due" => action.due = self.words(value)?,
                "know" => action.know = self.words(value)?,
                "from" => action.from = self.words(value)?,
                _ => self.pass_over(key, value),
            }
        }
        Ok(action)
    }

    fn with_id<'v, 't>(
        &self,
        table: &'v Value<'t>,
        noun: &str,
    ) -> Result<(String, &'v DeTable<'t>), String> {
        let line = self.line(table.span().start);
        let table = self.inside(table)?;
        match table.get("id") {
            Some(id) => Ok((self.words(id)?.unwrap_or_default().words, table)),
            None => Err(format!(
                "the {noun} on line {line} has no id; write the id that the review gives it, such as {}1",
                noun.get(..1).unwrap_or_default()
            )),
        }
    }

    fn inside<'v, 't>(&self, value: &'v Value<'t>) -> Result<&'v DeTable<'t>, String> {
        match value.get_ref() {
            DeValue::Table(table) => Ok(table),
            _ => Err(self.odd(value, "a table")),
        }
    }

    fn tables<'v, 't>(&self, value: &'v Value<'t>) -> Result<&'v [Value<'t>], String> {
        match value.get_ref() {
            DeValue::Array(tables) => Ok(tables),
            _ => Err(self.odd(
                value,
                "a list of tables, each under its name in two brackets",
            )),
        }
    }

    /// The words of a value, nothing where there are none. A date, a number and a yes or no are words.
    fn words(&self, value: &Value<'_>) -> Result<Option<Said>, String> {
        let words = match value.get_ref() {
            DeValue::String(words) => words.trim().to_owned(),
            DeValue::Datetime(date) => date.to_string(),
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::Boolean(true) => "yes".into(),
            DeValue::Boolean(false) => "no".into(),
            _ => return Err(self.odd(value, "words between quotes")),
        };
        let line = self.line(value.span().start);
        Ok((!words.is_empty()).then_some(Said { line, words }))
    }

    /// A list of words; words alone are a list of one.
    fn list(&self, value: &Value<'_>) -> Result<Vec<Said>, String> {
        let DeValue::Array(items) = value.get_ref() else {
            return Ok(self.words(value)?.into_iter().collect());
        };
        let words: Result<Vec<Option<Said>>, String> =
            items.iter().map(|item| self.words(item)).collect();
        Ok(words?.into_iter().flatten().collect())
    }

    /// A list of roles; words alone have commas between them.
    fn roles(&self, value: &Value<'_>) -> Result<Vec<Said>, String> {
        let listed = matches!(value.get_ref(), DeValue::Array(_));
        let said = self.list(value)?;
        if listed {
            return Ok(said);
        }
        let split = said.iter().flat_map(|said| {
            let line = said.line;
            let roles = roles(&said.words).into_iter();
            roles.map(move |words| Said { line, words })
        });
        Ok(split.collect())
    }

    fn odd(&self, value: &Value<'_>, expected: &str) -> String {
        let line = self.line(value.span().start);
        format!("line {line} should have {expected}")
    }

    fn line(&self, at: usize) -> usize {
        1 + self.line_ends.partition_point(|end| *end < at)
    }

    fn pass_over(&mut self, key: &Spanned<std::borrow::Cow<'_, str>>, value: &Value<'_>) {
        let line = self.line(key.span().start);
        let written = self.text.get(value.span()).unwrap_or_default();
        let written: Vec<&str> = written.split_whitespace().collect();
        let words = format!("{} = {}", key.get_ref(), written.join(" "));
        self.sheet.passed_over.push(Said { line, words });
    }
}

fn is(key: &Spanned<std::borrow::Cow<'_, str>>, name: &str) -> bool {
    key.get_ref() == name
}

//! Any value as JSON, with the field names of the files and dates as text.

use serde::Serialize;
use serde_json::Value;

/// The value as JSON, indented, with a line feed at the end.
///
/// # Errors
/// When the value has a shape that a file could not have either.
pub fn json(value: &impl Serialize) -> Result<String, String> {
    // By way of TOML, so that a date is the text it is in a file and not the library's own structure.
    let value = toml::Value::try_from(value).map_err(|error| error.to_string())?;
    let mut text = serde_json::to_string_pretty(&from_toml(value)).map_err(|e| e.to_string())?;
    text.push('\n');
    Ok(text)
}

fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(truth) => truth.into(),
        toml::Value::Datetime(datetime) => Value::String(datetime.to_string()),
        toml::Value::Array(items) => items.into_iter().map(from_toml).collect(),
        toml::Value::Table(table) => Value::Object(
            table
                .into_iter()
                .map(|(key, value)| (key, from_toml(value)))
                .collect(),
        ),
    }
}

//! Any value as JSON, with the field names of the files and dates as text.

use crate::model::file_text::table;
use serde::Serialize;
use serde_json::Value;

/// The value as JSON, indented, with a line feed at the end.
///
/// # Errors
/// When the value has a shape that a file could not have either.
pub fn json(value: &impl Serialize) -> Result<String, String> {
    print(&object(value)?)
}

/// The value as JSON, with null where there is none. Its dates are text already.
///
/// # Errors
/// When the value cannot be written as JSON at all.
pub fn json_with_nulls(value: &impl Serialize) -> Result<String, String> {
    let value = serde_json::to_value(value).map_err(|error| error.to_string())?;
    print(&value)
}

/// The values as a JSON list.
///
/// # Errors
/// When a value has a shape that a file could not have either.
pub fn json_list(values: &[impl Serialize]) -> Result<String, String> {
    let objects: Result<Vec<Value>, String> = values.iter().map(object).collect();
    print(&Value::Array(objects?))
}

/// By way of TOML, so that a date is the text that it is in a file.
fn object(value: &impl Serialize) -> Result<Value, String> {
    table(value).map(|table| from_toml(toml::Value::Table(table)))
}

fn print(value: &Value) -> Result<String, String> {
    let mut text = serde_json::to_string_pretty(value).map_err(|error| error.to_string())?;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Day;

    #[derive(Serialize)]
    struct Row {
        dates: Vec<Inner>,
        none: Option<u8>,
    }

    #[derive(Serialize)]
    struct Inner {
        due: Day,
    }

    #[test]
    fn a_date_is_a_text_wherever_it_stands() {
        let due = Day(chrono::NaiveDate::from_ymd_opt(2027, 1, 15).expect("a date"));
        let row = Row {
            dates: vec![Inner { due }],
            none: None,
        };
        let text = json_list(&[row]).expect("JSON");
        let found: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(
            found,
            serde_json::json!([{"dates": [{"due": "2027-01-15"}]}])
        );
    }
}

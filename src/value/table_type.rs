//! The type of a JSON value by the word that property tables use.

use serde_json::Value;

use super::DateTimeOffset;

/// The word; `None` for null, objects and mixed lists, whose type no value tells.
#[must_use]
pub fn table_type(value: &Value) -> Option<&'static str> {
    match value {
        Value::String(text) if DateTimeOffset::parse(text).is_ok() => Some("DateTimeOffset"),
        Value::String(_) => Some("String"),
        Value::Bool(_) => Some("Boolean"),
        Value::Number(number) if number.is_f64() => Some("Double"),
        Value::Number(number) if number.as_i64().is_some_and(|n| i32::try_from(n).is_ok()) => Some("Int32"),
        Value::Number(_) => Some("Int64"),
        Value::Array(items) if items.iter().all(Value::is_string) => Some("String collection"),
        _ => None,
    }
}

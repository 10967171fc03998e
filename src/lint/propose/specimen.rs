//! A value that has the type of the table: what the example meant, else any value of the type.

use serde_json::{Number, Value, json};

use crate::model::ValueType;
use crate::page::{any_of, fits};

/// What the example may have meant by `shown`, if that can be told.
pub fn meant(value_type: &ValueType, shown: &Value) -> Option<Value> {
    let value = match (value_type, shown) {
        (ValueType::Collection { of }, Value::Array(items)) => items.iter().map(|item| near(of, item)).collect(),
        (ValueType::Collection { of }, single) => near(of, single).map(|item| json!([item])),
        (single, Value::Array(items)) if items.len() == 1 => near(single, &items[0]),
        (single, Value::String(text)) => read(single, text),
        (ValueType::Int16 | ValueType::Int32 | ValueType::Int64, Value::Number(number)) => whole(number),
        (ValueType::String, Value::Number(_) | Value::Bool(_)) => Some(Value::String(shown.to_string())),
        _ => None,
    };
    value.filter(|value| fits(value_type, value))
}

/// The value itself where it fits, else what it may have meant.
fn near(value_type: &ValueType, shown: &Value) -> Option<Value> {
    if fits(value_type, shown) { Some(shown.clone()) } else { meant(value_type, shown) }
}

/// A text that spells a value of another type.
fn read(value_type: &ValueType, text: &str) -> Option<Value> {
    match value_type {
        ValueType::Boolean => text.to_ascii_lowercase().parse::<bool>().ok().map(Value::Bool),
        ValueType::Int16 | ValueType::Int32 | ValueType::Int64 => text.parse::<i64>().ok().map(Value::from),
        ValueType::Double | ValueType::Decimal => text.parse().ok().and_then(Number::from_f64).map(Value::Number),
        ValueType::DateTimeOffset => ["Z", "T00:00:00Z"]
            .map(|end| Value::String(format!("{text}{end}")))
            .into_iter()
            .find(|value| fits(value_type, value)),
        _ => None,
    }
}

/// A number without a fraction.
fn whole(number: &Number) -> Option<Value> {
    let text = number.to_string();
    let (digits, fraction) = text.split_once('.')?;
    if fraction.bytes().all(|digit| digit == b'0') { digits.parse::<i64>().ok().map(Value::from) } else { None }
}

/// Any value of the type; `None` where only people can say one.
pub fn any(value_type: &ValueType) -> Option<Value> {
    match value_type {
        ValueType::String | ValueType::Complex(_) => None,
        ValueType::Collection { of } => any(of).map(|item| json!([item])),
        other => any_of(other),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::meant;
    use crate::model::ValueType;

    #[test]
    fn what_the_example_meant_is_read() {
        let list = ValueType::Collection { of: Box::new(ValueType::Int32) };
        for (value_type, shown, expected) in [
            (ValueType::Boolean, json!("False"), json!(false)),
            (ValueType::Int32, json!("12"), json!(12)),
            (ValueType::Int32, json!(12.0), json!(12)),
            (ValueType::String, json!(7), json!("7")),
            (ValueType::DateTimeOffset, json!("2017-01-01"), json!("2017-01-01T00:00:00Z")),
            (list.clone(), json!("3"), json!([3])),
            (list, json!([1, "2"]), json!([1, 2])),
            (ValueType::Boolean, json!([true]), json!(true)),
        ] {
            assert_eq!(meant(&value_type, &shown), Some(expected), "{shown}");
        }
        for (value_type, shown) in [
            (ValueType::Boolean, json!("Boolean")),
            (ValueType::Int32, json!(1.5)),
            (ValueType::String, json!({})),
            (ValueType::DateTimeOffset, json!("String (timestamp)")),
        ] {
            assert_eq!(meant(&value_type, &shown), None, "{shown}");
        }
    }
}

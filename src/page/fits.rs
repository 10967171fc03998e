//! Whether a value of an example has the type that the table says.

use serde_json::Value;

use crate::model::ValueType;
use crate::value::{Binary, Date, DateTimeOffset, Duration, Guid, TimeOfDay};

/// Whether `value` can be a `value_type`. Members of enumerations are not compared.
#[must_use]
pub fn fits(value_type: &ValueType, value: &Value) -> bool {
    let text = |test: fn(&str) -> bool| value.as_str().is_some_and(test);
    match value_type {
        ValueType::String | ValueType::Enum { .. } => value.is_string(),
        ValueType::Boolean => value.is_boolean(),
        ValueType::Int16 | ValueType::Int32 | ValueType::Int64 => value.is_i64() || value.is_u64(),
        ValueType::Double => value.is_number() || text(|t| matches!(t, "INF" | "-INF" | "NaN")),
        ValueType::Decimal => value.is_number(),
        ValueType::DateTimeOffset => text(|t| DateTimeOffset::parse(t).is_ok()),
        ValueType::Date => text(|t| Date::parse(t).is_some()),
        ValueType::TimeOfDay => text(|t| TimeOfDay::parse(t).is_some()),
        ValueType::Duration => text(|t| Duration::parse(t).is_some()),
        ValueType::Guid => text(|t| Guid::parse(t).is_some()),
        ValueType::Binary => text(|t| Binary::parse(t).is_some()),
        ValueType::Complex(_) => value.is_object(),
        ValueType::Collection { of } => {
            value.as_array().is_some_and(|items| items.iter().all(|item| item.is_null() || fits(of, item)))
        }
        ValueType::Stream | ValueType::Any => true,
    }
}

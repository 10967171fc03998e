//! Whether a value of an example has the type that the contract says.

use serde_json::Value;

use crate::model::{Member, ValueType};
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

/// Whether a value is of the type in all its parts, as far as the contract knows them. Whether one may be null is
/// another question.
#[must_use]
pub fn fits_whole(value_type: &ValueType, value: &Value) -> bool {
    match value_type {
        _ if value.is_null() => true,
        ValueType::Enum { members, flags, .. } => value.as_str().is_some_and(|text| is_of(members, *flags, text)),
        ValueType::Collection { of } => {
            value.as_array().is_some_and(|items| items.iter().all(|item| fits_whole(of, item)))
        }
        ValueType::Complex(complex) => value.as_object().is_some_and(|object| {
            let is_right = |member: &Member| object.get(&member.name).is_none_or(|v| fits_whole(&member.value_type, v));
            complex.members.iter().all(is_right)
        }),
        other => fits(other, value),
    }
}

/// Whether a text is a member; of flags several may be set at once. No known member means that none can be wrong.
fn is_of(members: &[String], flags: bool, text: &str) -> bool {
    let is_member = |text: &str| members.is_empty() || members.iter().any(|member| member == text);
    if flags { text.split(',').all(|one| is_member(one.trim())) } else { is_member(text) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Member, ValueType, fits_whole};
    use crate::model::ComplexType;

    #[test]
    fn a_value_is_looked_at_in_all_its_parts() {
        let members = || vec!["on".to_owned(), "off".to_owned()];
        let one = ValueType::listed(None, members());
        let flags = ValueType::Enum { name: None, members: members(), values: Vec::new(), flags: true };
        let member = Member { name: "state".to_owned(), value_type: one.clone(), nullable: None };
        let object = ComplexType { members: vec![member], ..ComplexType::named("thing") };
        let many = ValueType::Collection { of: Box::new(ValueType::Complex(object)) };
        for (value_type, value, ok) in [
            (&one, json!("on"), true),
            (&one, json!("On"), false),
            (&one, json!("on,off"), false),
            (&one, json!(null), true),
            (&flags, json!("on, off"), true),
            (&flags, json!("on,none"), false),
            (&many, json!([{"state": "off", "more": 1}, {}]), true),
            (&many, json!([{"state": "away"}]), false),
            (&many, json!({"state": "off"}), false),
        ] {
            assert_eq!(fits_whole(value_type, &value), ok, "{value_type:?} {value}");
        }
    }
}

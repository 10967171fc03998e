//! A value for whoever needs one of a type, and no more is known of it.

use serde_json::{Map, Value, json};

use crate::model::ValueType;

/// A value of the type; `None` where the page does not tell enough.
#[must_use]
pub fn any_of(value_type: &ValueType) -> Option<Value> {
    Some(match value_type {
        ValueType::Enum { members, .. } => json!(members.first()?),
        ValueType::Boolean => json!(true),
        ValueType::String => json!("text"),
        ValueType::Int16 | ValueType::Int32 | ValueType::Int64 | ValueType::Double | ValueType::Decimal => json!(1),
        ValueType::DateTimeOffset => json!("2020-01-01T00:00:00Z"),
        ValueType::Date => json!("2020-01-01"),
        ValueType::TimeOfDay => json!("12:00:00"),
        ValueType::Duration => json!("PT1H"),
        ValueType::Guid => json!("00000000-0000-4000-8000-000000000001"),
        ValueType::Binary => json!("AAAA"),
        ValueType::Collection { of } => json!([any_of(of)?]),
        ValueType::Complex(complex) if !complex.is_abstract => complex.members.iter().find_map(|member| {
            let value = any_of(&member.value_type)?;
            Some(Value::Object(Map::from_iter([(member.name.clone(), value)])))
        })?,
        ValueType::Complex(_) | ValueType::Stream | ValueType::Any => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::any_of;
    use crate::model::ValueType;
    use crate::page::fits;

    #[test]
    fn any_value_of_a_type_fits_it() {
        use ValueType::{
            Binary, Boolean, Date, DateTimeOffset, Decimal, Double, Duration, Guid, Int64, String, TimeOfDay,
        };
        let list = ValueType::Collection { of: Box::new(Date) };
        for value_type in
            [Binary, Boolean, Date, DateTimeOffset, Decimal, Double, Duration, Guid, Int64, String, TimeOfDay, list]
        {
            assert!(any_of(&value_type).is_some_and(|value| fits(&value_type, &value)), "{value_type:?}");
        }
    }
}

//! Whether a member of a patch has the documented type.

use serde_json::{Map, Value};

use super::{Facts, Offer, Refusal};
use crate::mock::text::{Instant, is_binary, is_date, is_duration, is_guid, is_time_of_day};
use crate::model::{Access, Property, ValueType};

/// What becomes of one member.
#[derive(Debug, Clone, PartialEq)]
pub enum Fate {
    /// Stored as this value.
    Take(Value),
    /// Ignored without harm.
    Skip,
    /// Refused for this reason.
    Refuse(String),
}

/// Decides one member of a patch to the entity with the key `id`.
#[must_use]
pub fn check_member(offer: &Offer<'_>) -> Fate {
    let Offer { facts, name, value, .. } = offer;
    if name.contains('@') {
        return check_annotation(facts, name, value);
    }
    let Some(property) = offer.property() else {
        return Fate::Refuse(format!("The property '{name}' does not exist on this type."));
    };
    match property.access {
        Access::Key if value.as_str() == Some(offer.id) => Fate::Skip,
        Access::Key => Fate::Refuse(format!("The key property '{name}' cannot be changed.")),
        Access::ReadOnly => Fate::Skip,
        Access::Updatable if property.value_type == ValueType::Stream => Fate::Skip,
        Access::Updatable => check_value(offer, property),
    }
}

fn check_annotation(facts: &Facts, name: &str, value: &Value) -> Fate {
    let Some(wanted) = facts.contract.entity_type.as_deref().filter(|_| name == "@odata.type") else {
        return Fate::Skip;
    };
    let given = value.as_str().map(|text| text.rsplit_once('#').map_or(text, |(_, name)| name));
    if given == Some(wanted) { Fate::Skip } else { Fate::Refuse(format!("The type name is not '{wanted}'.")) }
}

fn check_value(offer: &Offer<'_>, property: &Property) -> Fate {
    let Offer { name, value, .. } = offer;
    if value.is_null() {
        let refused = property.nullable == Some(false);
        return if refused {
            Fate::Refuse(format!("The property '{name}' cannot be null."))
        } else {
            Fate::Take(Value::Null)
        };
    }
    if let (ValueType::Enum { members, .. }, Some("unknownFutureValue")) = (&property.value_type, value.as_str())
        && members.iter().any(|m| m == "unknownFutureValue")
    {
        return Fate::Skip;
    }
    let in_range = property.range.is_none_or(|(low, high)| value.as_f64().is_none_or(|n| within(n, low, high)));
    if !fits(&property.value_type, value, offer.numbers_as_text) {
        return Fate::Refuse(format!("The value of the property '{name}' does not have the documented type."));
    }
    if in_range {
        Fate::Take((*value).clone())
    } else {
        Fate::Refuse(format!("The value of '{name}' is out of range."))
    }
}

#[expect(clippy::cast_precision_loss, reason = "documented ranges are far below 2^53")]
fn within(number: f64, low: i64, high: i64) -> bool {
    number >= low as f64 && number <= high as f64
}

fn fits(value_type: &ValueType, value: &Value, numbers_as_text: bool) -> bool {
    let text = value.as_str();
    let is = |test: fn(&str) -> bool| text.is_some_and(test);
    match value_type {
        ValueType::String => text.is_some(),
        ValueType::Boolean => value.is_boolean(),
        ValueType::Int16 => is_integer(value, 16),
        ValueType::Int32 => is_integer(value, 32),
        ValueType::Int64 => is_integer(value, 64) || (numbers_as_text && is(|t| t.parse::<i64>().is_ok())),
        ValueType::Double => value.is_number() || is(|t| matches!(t, "INF" | "-INF" | "NaN")),
        ValueType::Decimal => value.is_number() || (numbers_as_text && is(|t| t.parse::<f64>().is_ok())),
        ValueType::DateTimeOffset => is(|t| Instant::parse(t).is_some()),
        ValueType::Date => is(is_date),
        ValueType::TimeOfDay => is(is_time_of_day),
        ValueType::Duration => is(is_duration),
        ValueType::Guid => is(is_guid),
        ValueType::Binary => is(is_binary),
        ValueType::Enum { members, .. } => text.is_some_and(|t| members.is_empty() || members.iter().any(|m| m == t)),
        ValueType::Complex(complex) => {
            let is_right = |(name, value): (&String, &Value)| {
                let known = complex.members.iter().find(|member| member.name == *name);
                known.is_none_or(|member| value.is_null() || fits(&member.value_type, value, numbers_as_text))
            };
            value.as_object().is_some_and(|object| object.iter().all(is_right))
        }
        ValueType::Collection { of } => {
            value.as_array().is_some_and(|items| items.iter().all(|item| fits(of, item, numbers_as_text)))
        }
        ValueType::Any | ValueType::Stream => true,
    }
}

/// An integer of so many bits; `1.0` is one too (JSON does not tell integers from other numbers).
fn is_integer(value: &Value, bits: u32) -> bool {
    let limit = 2_f64.powi(i32::try_from(bits).unwrap_or(64) - 1);
    match (value.as_i64(), value.as_f64()) {
        (Some(n), _) => bits == 64 || (n >= -(1_i64 << (bits - 1)) && n < 1_i64 << (bits - 1)),
        (None, Some(n)) => value.is_f64() && n.fract() == 0.0 && n >= -limit && n < limit,
        _ => false,
    }
}

/// Checks every member in order.
#[must_use]
pub fn check_patch(
    facts: &Facts,
    id: &str,
    numbers_as_text: bool,
    body: &Map<String, Value>,
    check: impl Fn(&Offer<'_>) -> Fate,
) -> Vec<(String, Fate)> {
    let offer = |name, value| Offer { facts, id, numbers_as_text, name, value };
    body.iter().map(|(name, value)| (name.clone(), check(&offer(name, value)))).collect()
}

/// The members to store, or the refusal of the first one at fault.
pub fn settle(fates: Vec<(String, Fate)>) -> Result<Map<String, Value>, Refusal> {
    let mut taken = Map::new();
    for (name, fate) in fates {
        match fate {
            Fate::Take(value) => drop(taken.insert(name, value)),
            Fate::Skip => {}
            Fate::Refuse(message) => return Err(Refusal::new(400, message)),
        }
    }
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::fits;
    use crate::model::ValueType;

    #[test]
    fn every_type_has_its_json_form() {
        let list = ValueType::Collection { of: Box::new(ValueType::Int32) };
        let complex = ValueType::Complex(crate::model::ComplexType::named("address"));
        for (value_type, yes, no) in [
            (ValueType::Boolean, json!([true, false]), json!(["true", 0, null])),
            (ValueType::Int16, json!([32_767, -32_768, 1.0]), json!([32_768, -32_769, 1.5, "1"])),
            (ValueType::Int32, json!([2_147_483_647, -2_147_483_648_i64]), json!([2_147_483_648_i64, 1e10, true])),
            (ValueType::Int64, json!([i64::MAX, i64::MIN]), json!([u64::MAX, 1e19, "1"])),
            (ValueType::Double, json!([1, 1.5, "INF", "NaN"]), json!(["1", "inf", true])),
            (ValueType::Decimal, json!([1, 1.5]), json!(["1", "NaN"])),
            (ValueType::Date, json!(["2024-02-29"]), json!(["2023-02-29", "2024-02-29T00:00:00Z", 1])),
            (ValueType::TimeOfDay, json!(["23:59", "23:59:59.1"]), json!(["24:00:00", "9:00"])),
            (ValueType::Duration, json!(["P1D", "PT0S"]), json!(["1D", 5])),
            (ValueType::Guid, json!(["7443c8b9-c8b9-7443-b9c8-4374b9c84374"]), json!(["7443c8b9", 1])),
            (ValueType::Binary, json!(["AQID", ""]), json!(["A", 1])),
            (list, json!([[], [1, 2]]), json!([1, ["a"], [1, null]])),
            (complex, json!([{}, {"city": 1}]), json!([[], "x"])),
            (ValueType::Any, json!([1, "x", [], {}]), json!([])),
        ] {
            let all = |values: Value| values.as_array().unwrap().clone();
            for value in all(yes) {
                assert!(fits(&value_type, &value, false), "{value_type:?} {value}");
            }
            for value in all(no) {
                assert!(!fits(&value_type, &value, false), "{value_type:?} {value}");
            }
        }
        assert!(fits(&ValueType::Int64, &json!("9223372036854775807"), true));
    }
}

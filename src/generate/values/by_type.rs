//! The valid values of one property, by its type.

use serde_json::Value;

use super::domain::Domain;
use super::{
    binary, boolean, collection, date, date_time, duration, enumeration, guid, integer, number, text, time_of_day, url,
};
use crate::model::{Property, ValueType};

/// The domain of `property`; `None` when nothing is known that it would accept.
#[must_use]
pub fn domain(property: &Property, base: Option<&Value>) -> Option<Domain> {
    let of_type = of_type(&property.value_type, &property.name, property.range, base);
    let domain = of_type.or_else(|| base.map(Domain::only))?;
    Some(if property.nullable == Some(true) { domain.or_null() } else { domain })
}

/// The domain of a type; `None` for nested objects and unknown types.
#[must_use]
pub fn of_type(value_type: &ValueType, name: &str, range: Option<(i64, i64)>, base: Option<&Value>) -> Option<Domain> {
    Some(match value_type {
        ValueType::String if text::is_url_name(name) => url::domain(base),
        ValueType::String => text::domain(base),
        ValueType::Boolean => boolean::domain(),
        ValueType::Int16 => integer::domain(within(range, i16::MIN.into(), i16::MAX.into())),
        ValueType::Int32 => integer::domain(within(range, i32::MIN.into(), i32::MAX.into())),
        ValueType::Int64 => integer::domain(within(range, i64::MIN, i64::MAX)),
        ValueType::Double => number::double(range),
        ValueType::Decimal => number::decimal(range),
        ValueType::DateTimeOffset => date_time::domain(base),
        ValueType::Date => date::domain(),
        ValueType::TimeOfDay => time_of_day::domain(),
        ValueType::Duration => duration::domain(),
        ValueType::Guid => guid::domain(),
        ValueType::Binary => binary::domain(),
        ValueType::Enum { members, .. } => enumeration::domain(members)?,
        ValueType::Collection { of } => {
            let plain = (0..100).filter_map(|n| simple(of, "", range, n)).collect();
            collection::domain(of_type(of, name, range, None)?, plain)?
        }
        ValueType::Complex(_) | ValueType::Any | ValueType::Stream => return None,
    })
}

/// The `n`-th of many plain values of a type: what a person would write, each differing from its neighbours where
/// the type has enough values.
#[must_use]
pub fn simple(value_type: &ValueType, name: &str, range: Option<(i64, i64)>, n: usize) -> Option<Value> {
    Some(match value_type {
        ValueType::String if text::is_url_name(name) => url::simple(n),
        ValueType::String => text::simple(n),
        ValueType::Boolean => boolean::simple(n),
        ValueType::Int16 | ValueType::Int32 | ValueType::Int64 | ValueType::Double | ValueType::Decimal => {
            integer::simple(range, n)
        }
        ValueType::DateTimeOffset => date_time::simple(n),
        ValueType::Date => date::simple(n),
        ValueType::TimeOfDay => time_of_day::simple(n),
        ValueType::Duration => duration::simple(n),
        ValueType::Guid => guid::simple(n),
        ValueType::Binary => binary::simple(n),
        ValueType::Enum { members, .. } => enumeration::simple(members, n)?,
        ValueType::Collection { of } => Value::Array(vec![simple(of, name, range, n)?]),
        ValueType::Complex(_) | ValueType::Any | ValueType::Stream => return None,
    })
}

/// The page's range inside the type's own limits.
fn within(range: Option<(i64, i64)>, low: i64, high: i64) -> (i64, i64) {
    match range {
        Some((from, to)) if from.max(low) <= to.min(high) => (from.max(low), to.min(high)),
        _ => (low, high),
    }
}

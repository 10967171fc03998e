//! The valid values of one property, by its type.

use serde_json::Value;

use super::complex::{Nested, Part};
use super::domain::Domain;
use super::{
    binary, boolean, collection, date, date_time, duration, enumeration, guid, integer, number, text, time_of_day, url,
};
use crate::generate::recipe::Recipe;
use crate::model::{ComplexType, Member, Property, ValueType};

/// Plain items that a collection is made of, and of nested objects fewer: each of them is long.
const ITEMS: (usize, usize) = (100, 8);
/// Plain values of a member of a nested object.
const OF_MEMBER: usize = 3;

/// The domain of `property`; `None` when nothing is known that it would accept.
#[must_use]
pub fn domain(property: &Property, base: Option<&Value>) -> Option<Domain> {
    let of_type = of_type(&property.value_type, &property.name, property.range, base);
    let domain = of_type.or_else(|| base.map(Domain::only))?;
    Some(if property.nullable == Some(true) { domain.or_null() } else { domain })
}

/// The domain of a type; `None` for unknown types, and for nested objects of which too little is known.
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
            let (item, many) = (item_of(of, base), if is_nested(of) { ITEMS.1 } else { ITEMS.0 });
            let plain = (0..many).filter_map(|n| simple(of, "", range, item, n)).collect();
            collection::domain(of_type(of, name, range, item)?, plain)?
        }
        ValueType::Complex(complex) => nested(complex, base)?.domain(),
        ValueType::Any | ValueType::Stream => return None,
    })
}

/// The `n`-th of many plain values of a type: what a person would write, each differing from its neighbours where
/// the type has enough values. Nested objects are made from that of the example, `base`.
#[must_use]
pub fn simple(
    value_type: &ValueType,
    name: &str,
    range: Option<(i64, i64)>,
    base: Option<&Value>,
    n: usize,
) -> Option<Value> {
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
        ValueType::Collection { of } => Value::Array(vec![simple(of, name, range, item_of(of, base), n)?]),
        ValueType::Complex(complex) => nested(complex, base)?.nth(n),
        ValueType::Any | ValueType::Stream => return None,
    })
}

/// A nested object with the values that its members may hold.
fn nested(complex: &ComplexType, base: Option<&Value>) -> Option<Nested> {
    let example = base.and_then(Value::as_object);
    let part = |member: &Member| Part::new(member, of_member(member, example.and_then(|o| o.get(&member.name))));
    let parts = complex.members.iter().map(part).collect();
    match example {
        Some(example) => Nested::from_example(example, parts),
        // a value must name the derived type, and nothing tells its members
        None if complex.is_abstract => None,
        None => Nested::whole(parts),
    }
}

/// Plain values of a member, and boundaries where its type has some beside those of texts: what a text inside means,
/// only the service knows.
fn of_member(member: &Member, base: Option<&Value>) -> Vec<Value> {
    let of = &member.value_type;
    let mut values: Vec<Value> = (0..OF_MEMBER).filter_map(|n| simple(of, &member.name, None, base, n)).collect();
    if !matches!(of, ValueType::String | ValueType::Collection { .. } | ValueType::Complex(_))
        && let Some(domain) = of_type(of, &member.name, None, base)
    {
        values.extend(domain.listed.iter().take(OF_MEMBER).map(Recipe::make));
    }
    let mut kept = Vec::with_capacity(values.len());
    for value in values {
        if !kept.contains(&value) {
            kept.push(value);
        }
    }
    kept
}

/// Nested objects in a collection are made from the first one that the example shows.
fn item_of<'v>(of: &ValueType, base: Option<&'v Value>) -> Option<&'v Value> {
    base.filter(|_| is_nested(of))?.as_array()?.first()
}

fn is_nested(value_type: &ValueType) -> bool {
    matches!(value_type, ValueType::Complex(_))
}

/// The page's range inside the type's own limits.
fn within(range: Option<(i64, i64)>, low: i64, high: i64) -> (i64, i64) {
    match range {
        Some((from, to)) if from.max(low) <= to.min(high) => (from.max(low), to.min(high)),
        _ => (low, high),
    }
}

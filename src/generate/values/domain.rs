//! The valid values of one property, by its type.

use serde_json::Value;

use super::{
    binary, boolean, collection, date, date_time, duration, enumeration, guid, integer, number, text, time_of_day, url,
};
use crate::generate::draw::AnyValue;
use crate::generate::recipe::Recipe;
use crate::model::{Property, ValueType};

/// Place of null among the listed values.
const EARLY: usize = 2;
/// How many random values there are for one null.
const NOT_NULL: u32 = 15;

/// What a property may hold.
#[derive(Debug, Clone)]
pub struct Domain {
    /// Boundary values, most telling first.
    pub listed: Vec<Recipe>,
    /// Values that a service may refuse because of its limits (class D13).
    pub extremes: Vec<Recipe>,
    /// Random values: the dictionary, changes of the example's value, and free ones.
    pub any: AnyValue,
}

impl Domain {
    /// A domain without extremes.
    #[must_use]
    pub fn new(listed: Vec<Recipe>, any: AnyValue) -> Self {
        Self { listed, extremes: Vec::new(), any }
    }

    /// The one value that is known to be accepted: nested objects are not invented.
    fn only(value: &Value) -> Self {
        use proptest::strategy::{Just, Strategy as _};
        Self::new(vec![Recipe::Value(value.clone())], Just(value.clone()).sboxed())
    }

    /// The domain with null: early among the listed values, and now and then among the random ones.
    fn or_null(mut self) -> Self {
        use proptest::prop_oneof;
        use proptest::strategy::{Just, Strategy as _};
        self.listed.insert(self.listed.len().min(EARLY), Recipe::Value(Value::Null));
        self.any = prop_oneof![NOT_NULL => self.any, 1 => Just(Value::Null)].sboxed();
        self
    }
}

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
        ValueType::Collection { of } => collection::domain(of_type(of, name, range, None)?, of, range)?,
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

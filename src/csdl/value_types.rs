//! Type expressions of the metadata → value types.

use super::metadata::{Definition, Metadata};
use super::names::{item_of, last};
use crate::model::ValueType;

/// Type definitions may stand for other type definitions; this many steps are followed.
const LONGEST_CHAIN: usize = 8;

impl Metadata {
    /// The value type of a type expression; [`ValueType::Any`] for what JSON bodies of pages never show.
    pub(super) fn value_type(&self, type_name: &str) -> ValueType {
        self.resolved(type_name, LONGEST_CHAIN)
    }

    fn resolved(&self, type_name: &str, steps: usize) -> ValueType {
        if let Some(item) = item_of(type_name) {
            return ValueType::Collection { of: Box::new(self.resolved(item, steps)) };
        }
        if let Some(primitive) = type_name.strip_prefix("Edm.") {
            return primitive_type(primitive);
        }
        let name = self.names.qualified(type_name);
        match self.types.get(&name) {
            Some(Definition::Enum { members }) => {
                ValueType::Enum { name: Some(last(&name).to_owned()), members: members.clone() }
            }
            Some(Definition::Entity(_) | Definition::Complex) => ValueType::Complex { name: last(&name).to_owned() },
            Some(Definition::Named { underlying }) if steps > 0 => self.resolved(underlying, steps - 1),
            Some(Definition::Named { .. }) | None => ValueType::Any,
        }
    }
}

/// The primitive types of CSDL XML 4.01 §3.3 that have a JSON form of their own.
fn primitive_type(name: &str) -> ValueType {
    match name {
        "String" => ValueType::String,
        "Boolean" => ValueType::Boolean,
        "Byte" | "SByte" | "Int16" => ValueType::Int16,
        "Int32" => ValueType::Int32,
        "Int64" => ValueType::Int64,
        "Single" | "Double" => ValueType::Double,
        "Decimal" => ValueType::Decimal,
        "DateTimeOffset" => ValueType::DateTimeOffset,
        "Date" => ValueType::Date,
        "TimeOfDay" => ValueType::TimeOfDay,
        "Duration" => ValueType::Duration,
        "Guid" => ValueType::Guid,
        "Binary" => ValueType::Binary,
        "Stream" => ValueType::Stream,
        _ => ValueType::Any,
    }
}

//! Type expressions of the metadata → value types.

use super::metadata::{Declared, Definition, Metadata, Structure};
use super::names::{item_of, last};
use crate::model::{ComplexType, Member, ValueType};

/// Type definitions and nested objects are followed this many steps; below, only the name of an object is told.
const DEEPEST: usize = 8;

impl Metadata {
    /// The value type of a type expression; [`ValueType::Any`] for what JSON bodies of pages never show.
    ///
    /// Nested objects have their members. An object inside of an object of its own type is told by name, as are
    /// entities: they live elsewhere.
    pub(super) fn value_type(&self, type_name: &str) -> ValueType {
        self.resolved(type_name, &mut Vec::new())
    }

    /// `around` holds the qualified names of the types that the expression stands in.
    fn resolved(&self, type_name: &str, around: &mut Vec<String>) -> ValueType {
        if let Some(item) = item_of(type_name) {
            return ValueType::Collection { of: Box::new(self.resolved(item, around)) };
        }
        if let Some(primitive) = type_name.strip_prefix("Edm.") {
            return primitive_type(primitive);
        }
        let name = self.names.qualified(type_name);
        let own = last(&name).to_owned();
        let may_look_inside = around.len() < DEEPEST && !around.contains(&name);
        match self.types.get(&name) {
            Some(Definition::Enum { members, values, flags }) => {
                ValueType::Enum { name: Some(own), members: members.clone(), values: values.clone(), flags: *flags }
            }
            Some(Definition::Complex(structure)) if may_look_inside => {
                around.push(name);
                let members = self.members(structure, around);
                around.pop();
                ValueType::Complex(ComplexType { name: own, is_abstract: structure.is_abstract, members })
            }
            Some(Definition::Entity(_) | Definition::Complex(_)) => ValueType::Complex(ComplexType::named(own)),
            Some(Definition::Named { underlying }) if may_look_inside => {
                around.push(name);
                let meant = self.resolved(underlying, around);
                around.pop();
                meant
            }
            Some(Definition::Named { .. }) | None => ValueType::Any,
        }
    }

    /// Members of a complex type, those of its base types first. Navigation leads elsewhere.
    fn members(&self, structure: &Structure, around: &mut Vec<String>) -> Vec<Member> {
        let mut chain = vec![structure];
        while let Some(Definition::Complex(base)) = chain[0].base.as_ref().and_then(|base| self.types.get(base)) {
            if chain.len() > DEEPEST {
                break; // a circle, or nothing that a service would publish
            }
            chain.insert(0, base);
        }
        let declared = chain.iter().flat_map(|one| &one.properties).filter(|declared| !declared.is_navigation);
        declared.map(|declared| self.member(declared, around)).collect()
    }

    fn member(&self, declared: &Declared, around: &mut Vec<String>) -> Member {
        let value_type = self.resolved(&declared.type_name, around);
        // of a collection it speaks about the items (CSDL XML 4.01 §7.2.1)
        let is_single = !matches!(value_type, ValueType::Collection { .. });
        Member { name: declared.name.clone(), value_type, nullable: is_single.then_some(declared.nullable) }
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

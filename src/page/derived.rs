//! A case for a page whose examples cannot be sent as they stand: the page says enough to build one, and a run needs a
//! patch to start from. It is marked as derived: the page shows no such request.

use serde_json::{Map, Value, json};

use crate::model::{Access, Contract, Property, ValueType};

use super::any_value::any_of;
use super::body::ExampleBody;
use super::diagnostic::{Remarks, Severity};
use super::examples::Example;
use super::fits::fits_whole;
use super::same_path::documented_path;
use super::sendable::sendable;

/// A body that the page does not show.
#[derive(Debug)]
pub struct Derived {
    /// The members.
    pub body: Map<String, Value>,
    /// Line of what they are made of.
    pub line: u32,
    /// What they are made of.
    pub from: String,
}

/// A body for the contract's operation: what an example sends, with texts in the places of texts, else the value of one
/// property by its type. `None` when the page has neither.
pub fn derived(contract: &Contract, examples: &[Example], remarks: &mut Remarks<'_>) -> Option<Derived> {
    if matches!(contract.operation.method.as_str(), "GET" | "HEAD" | "DELETE") || contract.success.is_empty() {
        return None;
    }
    let of_example = examples.iter().find_map(|example| of_example(contract, example, remarks));
    let derived = of_example.or_else(|| of_table(contract))?;
    let message = format!("no example can be sent as it stands; the case `derived` is made of {}", derived.from);
    remarks.add_line(Severity::Warning, "derived-case", derived.line, message);
    Some(derived)
}

/// What an example of the page sends of the listed properties: one about the same object, or one that sends nothing else.
/// A placeholder is sent where the contract has no objection to the text that it is.
fn of_example(contract: &Contract, example: &Example, remarks: &mut Remarks<'_>) -> Option<Derived> {
    let ExampleBody::Json(Value::Object(map), _) = &example.body else { return None };
    let property = |name: &str| contract.properties.iter().find(|property| property.name == name);
    let is_about_object = || documented_path(&contract.operation, &example.path).is_some();
    if !map.keys().all(|name| name.contains('@') || property(name).is_some()) && !is_about_object() {
        return None;
    }
    let mut body = sendable(contract, example, map, remarks)?;
    body.retain(|name, value| match property(name) {
        Some(property) => property.access == Access::Updatable && fits_whole(&property.value_type, value),
        None => name.contains('@'),
    });
    let from = format!("what the example on line {} shows", example.line);
    body.keys().any(|name| property(name).is_some()).then_some(Derived { body, line: example.line, from })
}

/// One property with a value of its type: the one whose values are most certain to be legal.
fn of_table(contract: &Contract) -> Option<Derived> {
    let updatable = contract.properties.iter().filter(|property| property.is_updatable());
    let known = updatable.filter_map(|property| Some((property, specimen(property)?)));
    let (property, value) = known.min_by_key(|(property, _)| doubt(&property.value_type))?;
    let from = format!("a value for `{}` by its type (line {})", property.name, property.line);
    Some(Derived { body: Map::from_iter([(property.name.clone(), value)]), line: property.line, from })
}

/// How likely it is that a target refuses a value that has nothing but the right type.
fn doubt(value_type: &ValueType) -> u8 {
    match value_type {
        ValueType::Enum { .. } | ValueType::Boolean => 0,
        ValueType::String => 1,
        ValueType::Collection { .. } | ValueType::Complex(_) => 3,
        _ => 2,
    }
}

/// A value of the type; `None` where the page does not tell enough.
fn specimen(property: &Property) -> Option<Value> {
    match &property.value_type {
        ValueType::Int16 | ValueType::Int32 | ValueType::Int64 | ValueType::Double | ValueType::Decimal => {
            Some(json!(property.range.map_or(1, |(least, _)| least)))
        }
        other => any_of(other),
    }
}

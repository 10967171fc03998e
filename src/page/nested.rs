//! Nested objects: their members from resource pages or from the page's own example, and what stays unknown.

use serde_json::{Map, Value};

use crate::model::{ComplexType, Contract, Member, Property, ValueType};

use super::body::placeholder;
use super::diagnostic::{Diagnostic, Severity};
use super::examples::Example;
use super::fits::fits_whole;
use super::type_page::TypePages;

/// Objects inside of objects are followed this far.
const DEEPEST: usize = 6;

/// Gives nested objects the members that resource pages list, or else those that the example shows.
pub fn tell(properties: &mut [Property], types: &TypePages, examples: &[Example]) {
    for property in properties {
        from_pages(&mut property.value_type, types, &mut Vec::new());
        let bodies = examples.iter().flat_map(|example| {
            let response = example.response.as_ref().and_then(|response| response.body.members());
            response.into_iter().chain(example.body.members())
        });
        let shown: Vec<&Value> = bodies.filter_map(|members| members.get(&property.name)).collect();
        from_example(&mut property.value_type, &shown, DEEPEST);
    }
}

/// Gives what the example of a page without a property table sends the types that the resource's page lists. Only what
/// the update sends is known to be updatable, so rows alone add nothing.
pub fn tell_of_resource(properties: &mut [Property], rows: &[Property], types: &TypePages, examples: &[Example]) {
    for property in properties.iter_mut().filter(|property| property.value_type == ValueType::Any) {
        let Some(row) = rows.iter().find(|row| row.name == property.name) else { continue };
        let mut value_type = row.value_type.clone();
        from_pages(&mut value_type, types, &mut Vec::new());
        let mut sent = examples.iter().filter_map(|example| example.body.members()?.get(&property.name));
        if sent.all(|value| placeholder(value).is_some() || fits_whole(&value_type, value)) {
            (property.value_type, property.access, property.range) = (value_type, row.access, row.range);
        }
    }
}

/// `around` holds the names of the types that the value stands in.
fn from_pages(value_type: &mut ValueType, types: &TypePages, around: &mut Vec<String>) {
    match value_type {
        ValueType::Collection { of } => from_pages(of, types, around),
        ValueType::Complex(complex) if complex.members.is_empty() && around.len() < DEEPEST => {
            let name = complex.name.to_lowercase();
            if around.contains(&name) {
                return;
            }
            let Some(known) = types.get(&name) else { return };
            *value_type = known.clone();
            if let ValueType::Complex(complex) = value_type {
                around.push(name);
                for member in &mut complex.members {
                    from_pages(&mut member.value_type, types, around);
                    open_unless_told(&mut member.value_type, types);
                }
                around.pop();
            }
        }
        _ => {}
    }
}

/// A name that no page describes may be one of an enumeration as well as one of an object: its values are any JSON.
fn open_unless_told(value_type: &mut ValueType, types: &TypePages) {
    match value_type {
        ValueType::Collection { of } => open_unless_told(of, types),
        ValueType::Complex(complex)
            if complex.members.is_empty() && types.get(&complex.name.to_lowercase()).is_none() =>
        {
            *value_type = ValueType::Any;
        }
        _ => {}
    }
}

/// Members as the example shows them. Only true and false, objects and lists of them show their type: a number may be
/// of any width, and a text may be a date or a member of an enumeration.
fn from_example(value_type: &mut ValueType, shown: &[&Value], steps: usize) {
    match value_type {
        ValueType::Collection { of } => {
            let items: Vec<&Value> = shown.iter().filter_map(|value| value.as_array()).flatten().collect();
            from_example(of, &items, steps);
        }
        ValueType::Complex(complex) if complex.members.is_empty() && steps > 0 => {
            let objects: Vec<&Map<String, Value>> = shown.iter().filter_map(|value| value.as_object()).collect();
            complex.members = members(&objects, steps - 1);
        }
        _ => {}
    }
}

fn members(objects: &[&Map<String, Value>], steps: usize) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    for name in objects.iter().flat_map(|object| object.keys()).filter(|name| !name.contains('@')) {
        if members.iter().all(|known| known.name != *name) {
            let shown: Vec<&Value> = objects.iter().filter_map(|object| object.get(name)).collect();
            members.push(Member { name: name.clone(), value_type: evident(&shown, steps), nullable: None });
        }
    }
    members
}

fn evident(shown: &[&Value], steps: usize) -> ValueType {
    if shown.iter().all(|value| value.is_boolean()) {
        return ValueType::Boolean;
    }
    let is_object = shown.iter().all(|value| value.is_object());
    if is_object && steps > 0 {
        let mut inner = ValueType::Complex(ComplexType::named("object"));
        from_example(&mut inner, shown, steps);
        return inner;
    }
    ValueType::Any
}

/// Whether a type holds a nested object of which not everything is known.
fn unknown(value_type: &ValueType) -> Option<&str> {
    match value_type {
        ValueType::Collection { of } => unknown(of),
        ValueType::Complex(complex) => {
            let is_told = |member: &Member| member.value_type != ValueType::Any;
            (complex.members.is_empty() || !complex.members.iter().all(is_told)).then_some(&complex.name)
        }
        _ => None,
    }
}

/// Whether a property of the contract holds a nested object, or something that only its name tells.
#[must_use]
pub fn has_nested(contract: &Contract) -> bool {
    fn is_nested(value_type: &ValueType) -> bool {
        match value_type {
            ValueType::Collection { of } => is_nested(of),
            other => matches!(other, ValueType::Complex(_)),
        }
    }
    contract.properties.iter().any(|property| is_nested(&property.value_type))
}

/// Says which nested objects of a page's contract are known in part or not at all: what is unknown is any JSON.
#[must_use]
pub fn unknown_types(page: (&str, &str), contract: &Contract) -> Vec<Diagnostic> {
    let untold = |property: &Property| {
        let name = unknown(&property.value_type)?;
        let message = format!(
            "`{}` is a `{name}`, whose members neither metadata nor a resource page tells; what is unknown of it is any JSON",
            property.name
        );
        Some(Diagnostic::on_line(page, property.line, (Severity::Info, "unknown-type"), message))
    };
    contract.properties.iter().filter_map(untold).collect()
}

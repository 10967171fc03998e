//! What of an example's body a case may send, and what of its response a case may expect.

use serde_json::{Map, Value};

use crate::model::{Access, Contract, Contradicting, Property, ValueType};

use super::body::placeholder;
use super::decode::DAMAGED;
use super::diagnostic::{Remarks, Severity};
use super::echo::{is_echo, is_same};
use super::examples::Example;
use super::fits::{fits, fits_whole};
use super::owned;

/// The members of an example that an update of the contract's object can send as they stand; `None` for an object of
/// another type.
pub fn sendable(
    contract: &Contract,
    example: &Example,
    map: &Map<String, Value>,
    remarks: &mut Remarks<'_>,
) -> Option<Map<String, Value>> {
    let usable = usable(contract, example, map, remarks);
    let map = without_key(contract, example, usable, remarks);
    of_one_type(contract, example, map, remarks)
}

/// The members without the key: the example's is that of the page's own object, and no update changes one.
fn without_key(
    contract: &Contract,
    example: &Example,
    mut map: Map<String, Value>,
    remarks: &mut Remarks<'_>,
) -> Map<String, Value> {
    for key in contract.properties.iter().filter(|property| property.access == Access::Key) {
        if map.shift_remove(&key.name).is_some() {
            let message = format!("`{}` is the key of the page's own object; the case leaves it out", key.name);
            remarks.add_line(Severity::Info, "foreign-key", example.line_of(&format!("\"{}\"", key.name)), message);
        }
    }
    map
}

/// The members of an example about an object of the contract's type; `None` for one of another type, which no update
/// changes. A type of the same name in another namespace is a slip of the page: the annotation is left out.
fn of_one_type(
    contract: &Contract,
    example: &Example,
    mut map: Map<String, Value>,
    remarks: &mut Remarks<'_>,
) -> Option<Map<String, Value>> {
    let own = contract.entity_type.as_deref().unwrap_or_default();
    let sent = map.get("@odata.type").and_then(Value::as_str).unwrap_or(own);
    let sent = sent.rsplit('#').next().unwrap_or(sent).to_owned();
    if own.is_empty() || sent == own {
        return Some(map);
    }
    let is_namesake = sent.rsplit('.').next() == own.rsplit('.').next();
    let what = if is_namesake { "the case leaves the annotation out" } else { "no case is made of it" };
    let message = format!("the example sends a `{sent}`, the contract is about a `{own}`; {what}");
    remarks.add_line(Severity::Info, "other-type", example.line_of("\"@odata.type\""), message);
    map.shift_remove("@odata.type");
    is_namesake.then_some(map)
}

/// The members without those that never travel in a JSON body or contradict the table.
pub fn usable(
    contract: &Contract,
    example: &Example,
    map: &Map<String, Value>,
    remarks: &mut Remarks<'_>,
) -> Map<String, Value> {
    let mut kept = map.clone();
    let streams = contract.properties.iter().filter(|property| property.value_type == ValueType::Stream);
    for stream in streams.filter(|stream| map.contains_key(&stream.name)) {
        kept.shift_remove(&stream.name);
        let message = format!("`{}` is a stream and no part of a JSON body; the case leaves it out", stream.name);
        remarks.add_line(Severity::Info, "stream-in-body", example.line, message);
    }
    for property in &contract.properties {
        if kept.get(&property.name).is_some_and(|value| is_ill_typed(property, value)) {
            let value = kept.shift_remove(&property.name).unwrap_or_default();
            let message = format!(
                "the example has {value} for `{}`, which is {} (line {}); the case leaves it out",
                property.name,
                property.value_type.misfit(),
                property.line
            );
            remarks.add_line(Severity::Warning, "example-ill-typed", example.line, message);
        }
        if kept.get(&property.name).is_some_and(|value| owned::is_out_of_range(property, value)) {
            let value = kept.shift_remove(&property.name).unwrap_or_default();
            let (low, high) = property.range.unwrap_or_default();
            let message = format!(
                "the example has {value} for `{}`, the table says {low} to {high} (line {}); the case leaves it out",
                property.name, property.line
            );
            remarks.add_line(Severity::Warning, "example-out-of-range", example.line, message);
        }
    }
    kept
}

/// What the example sends against the table.
pub fn contradicting(contract: &Contract, example: &Example) -> Vec<Contradicting> {
    let Some(sent) = example.body.members() else { return Vec::new() };
    let misfit = |property: &Property| {
        let value = sent.get(&property.name)?;
        let is_wrong = is_ill_typed(property, value) || owned::is_out_of_range(property, value);
        let line = example.line_of(&format!("\"{}\"", property.name));
        is_wrong.then(|| Contradicting { property: property.name.clone(), value: value.clone(), line })
    };
    contract.properties.iter().filter_map(misfit).collect()
}

/// Whether a value is not of the property's type, also where it is no placeholder and only a part of it is wrong.
fn is_ill_typed(property: &Property, value: &Value) -> bool {
    let is_other = !value.is_null() && !fits(&property.value_type, value);
    is_other || (placeholder(value).is_none() && !fits_whole(&property.value_type, value))
}

/// The members whose values are meant as they stand, without those that a placeholder stands for.
pub fn meant(
    contract: &Contract,
    example: &Example,
    mut map: Map<String, Value>,
    remarks: &mut Remarks<'_>,
) -> Map<String, Value> {
    let found: Vec<(String, String)> =
        stand_ins(contract, &map).map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    for (name, text) in found {
        let message = format!("`{text}` stands for a value of `{name}`; the case leaves it out");
        remarks.add_line(Severity::Warning, "placeholder-value", example.line_of(&text), message);
        map.shift_remove(&name);
    }
    map
}

/// The members of a response that a sender of `sent` can expect: those it sent, and those that are the service's own.
/// What else the response shows belongs to the object of the page.
///
/// A value that the page shows otherwise than it sends it is a contradiction of the page, not a promise.
pub fn known_to_sender(
    contract: &Contract,
    example: &Example,
    sent: Option<&Map<String, Value>>,
    mut shown: Map<String, Value>,
    remarks: &mut Remarks<'_>,
) -> Map<String, Value> {
    let written = example.body.members();
    shown.retain(|name, value| {
        let Some(sent) = written.and_then(|written| written.get(name)).filter(|_| !name.contains('@')) else {
            return true;
        };
        if !is_echo(sent, value) {
            let message =
                format!("the example sends another `{name}` than its response shows; the case does not expect it");
            remarks.add_line(Severity::Warning, "example-not-echoed", example.line_of(&format!("\"{name}\"")), message);
        }
        is_same(sent, value)
    });
    let is_service = |name: &str| {
        name.contains('@') || contract.properties.iter().any(|p| p.name == name && p.access != Access::Updatable)
    };
    shown.retain(|name, _| is_service(name) || sent.is_some_and(|members| members.contains_key(name)));
    shown
}

/// The members whose value stands for something else, with the text that does, unless an enumeration of the page has
/// that text as a member.
pub fn stand_ins<'m>(contract: &Contract, map: &'m Map<String, Value>) -> impl Iterator<Item = (&'m str, &'m str)> {
    let is_member = |property: &Property, text: &str| match &property.value_type {
        ValueType::Enum { members, .. } => members.iter().any(|member| member == text),
        _ => false,
    };
    map.iter().filter(|(name, _)| *name != "@odata.type").filter_map(move |(name, value)| {
        let text = placeholder(value).or(name.contains(DAMAGED).then_some(name))?;
        let property = contract.properties.iter().find(|property| property.name == *name);
        (!property.is_some_and(|property| is_member(property, text))).then_some((name.as_str(), text))
    })
}

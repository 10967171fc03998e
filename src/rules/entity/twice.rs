//! A body that names one member twice: which value counts is open, and it is one of them (RFC 8259 §4).

use serde_json::Value;

use crate::model::{Input, InputBody};
use crate::value::json_members;

/// The class of such bodies.
const CLASS: &str = "J06";

/// Every value that the body of the input gives to `name`; none for inputs of another kind.
pub fn values_of(input: &Input, name: &str) -> Vec<Value> {
    let InputBody::Raw(octets) = &input.body else { return Vec::new() };
    if input.class() != Some(CLASS) {
        return Vec::new();
    }
    json_members(octets).into_iter().filter(|(member, _)| member == name).map(|(_, value)| value).collect()
}

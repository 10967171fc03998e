//! A body that names one member twice: which value counts is open, and it is one of them (RFC 8259 §4).

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use crate::model::{Input, InputBody};

/// The class of such bodies.
const CLASS: &str = "J06";

/// Every value that the body of the input gives to `name`; none for inputs of another kind.
pub fn values_of(input: &Input, name: &str) -> Vec<Value> {
    let InputBody::Raw(octets) = &input.body else { return Vec::new() };
    if input.class() != Some(CLASS) {
        return Vec::new();
    }
    let members = serde_json::from_slice(octets).map_or_else(|_| Vec::new(), |Members(members)| members);
    members.into_iter().filter(|(member, _)| member == name).map(|(_, value)| value).collect()
}

/// Members of an object in their order, repeated ones too.
struct Members(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Collect)
    }
}

struct Collect;

impl<'de> Visitor<'de> for Collect {
    type Value = Members;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

//! The schema documents of a contract.

use serde_json::{Map, Value, json};

use super::types::{Writer, property_schema};
use crate::model::{Access, Contract, Property, ValueType};

/// JSON Schema of the entity as a target answers it.
///
/// Documented properties have their type; null is allowed unless metadata forbids it. Nothing is required and
/// everything else is allowed, because a server may add members and leave out nulls.
#[must_use]
pub fn entity_schema(contract: &Contract) -> Value {
    let documented = contract.properties.iter().filter(|property| property.value_type != ValueType::Stream);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": id(contract, "entity"),
        "title": format!("{} as answered", entity_name(contract)),
        "description": format!("An entity in an answer of the operation that {} documents.", contract.page.file),
        "type": "object",
        "properties": members(documented, Writer::Target),
    })
}

/// JSON Schema of a patch that a client may send: documented properties, `@odata.type` and other annotations.
///
/// Read-only properties are marked so and allowed: pages send them in their own examples, and services ignore them
/// (OData 4.01 Protocol §11.4.3).
#[must_use]
pub fn patch_schema(contract: &Contract) -> Value {
    let is_sendable = |p: &&Property| p.access != Access::Key && p.value_type != ValueType::Stream;
    let mut properties = members(contract.properties.iter().filter(is_sendable), Writer::Client);
    let type_note = "Name of the entity type, with a leading number sign.";
    properties.insert("@odata.type".to_owned(), json!({"type": "string", "description": type_note}));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": id(contract, "patch"),
        "title": format!("Patch of {}", entity_name(contract)),
        "description": format!("A body for the operation that {} documents. Members left out keep their value.", contract.page.file),
        "type": "object",
        "minProperties": 0,
        "properties": properties,
        "patternProperties": {"@": true},
        "additionalProperties": false,
    })
}

fn members<'a>(properties: impl Iterator<Item = &'a Property>, writer: Writer) -> Map<String, Value> {
    properties.map(|property| (property.name.clone(), property_schema(property, writer))).collect()
}

/// The unqualified name of the entity type, or the contract's name when the page has none.
fn entity_name(contract: &Contract) -> &str {
    let qualified = contract.entity_type.as_deref().unwrap_or(&contract.name);
    qualified.rsplit('.').next().unwrap_or(qualified)
}

/// A name for the document, safe in a URN whatever the page's anchor is.
fn id(contract: &Contract, part: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' || c == '.' { c } else { '-' };
    format!("urn:docproof:{}:{part}", contract.name.chars().map(safe).collect::<String>())
}

//! Schemas of the bodies, by contract.

use serde_json::{Map, Value, json};

use crate::model::Contract;
use crate::schema::{entity_schema, error_schema, patch_schema};

/// Name of the schema of every error.
pub(super) const ERROR: &str = "graph-error";

/// Key of a contract's schema among the components.
pub(super) fn key(contract: &Contract, part: &str) -> String {
    format!("{}.{part}", contract.name)
}

/// A reference to a schema among the components.
pub(super) fn reference(key: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{key}")})
}

/// The schemas of all contracts.
pub(super) fn schemas<'c>(contracts: impl Iterator<Item = &'c Contract>) -> Map<String, Value> {
    let mut schemas = Map::new();
    for contract in contracts {
        schemas.insert(key(contract, "entity"), inner(entity_schema(contract)));
        schemas.insert(key(contract, "patch"), inner(patch_schema(contract)));
    }
    schemas.insert(ERROR.to_owned(), inner(error_schema()));
    schemas
}

/// A schema inside of a document: dialect and name are those of the document.
pub(super) fn inner(mut schema: Value) -> Value {
    if let Some(members) = schema.as_object_mut() {
        members.shift_remove("$schema");
        members.shift_remove("$id");
    }
    schema
}

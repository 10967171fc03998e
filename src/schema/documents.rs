//! The schema documents of a contract (being written).
use serde_json::{Value, json};

use crate::model::Contract;

/// JSON Schema of the entity as a target answers it.
#[must_use]
pub fn entity_schema(_contract: &Contract) -> Value {
    json!({})
}
/// JSON Schema of a patch that a client may send.
#[must_use]
pub fn patch_schema(_contract: &Contract) -> Value {
    json!({})
}
/// JSON Schema of the Graph error envelope.
#[must_use]
pub fn error_schema() -> Value {
    json!({})
}

//! Contract → JSON Schema 2020-12, and asking the schema oracle.

mod documents;
mod schemas;

pub use documents::{entity_schema, error_schema, patch_schema};
pub use schemas::{SchemaFault, Schemas};

//! Contract → JSON Schema 2020-12, and asking the schema oracle.

mod documents;
mod error_document;
mod formats;
mod schemas;
mod types;

pub use documents::{entity_schema, patch_schema};
pub use error_document::error_schema;
pub use schemas::{SchemaError, SchemaFault, Schemas};

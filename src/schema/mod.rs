//! Contract → JSON Schema 2020-12, and asking the schema oracle; also about our own files.

mod documents;
mod error_document;
mod file_format;
mod formats;
mod schemas;
mod toml_document;
mod types;

pub use documents::{entity_schema, patch_schema};
pub use error_document::error_schema;
pub use file_format::{FileFormat, Misfit, Part};
pub use schemas::{SchemaError, SchemaFault, Schemas};
pub use toml_document::TomlDocument;

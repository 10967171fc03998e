//! The JSON Schemas of our own file formats.

use std::sync::LazyLock;

use crate::schema::FileFormat;

/// Text of the schema of case files.
pub const CASE_TEXT: &str = include_str!("../../schemas/case.schema.json");
/// Text of the schema of contract files.
pub const CONTRACT_TEXT: &str = include_str!("../../schemas/contract.schema.json");

static CASE: LazyLock<FileFormat> = LazyLock::new(|| FileFormat::shipped(CASE_TEXT));
static CONTRACT: LazyLock<FileFormat> = LazyLock::new(|| FileFormat::shipped(CONTRACT_TEXT));

/// The format of case files.
#[must_use]
pub fn case() -> &'static FileFormat {
    &CASE
}

/// The format of contract files.
#[must_use]
pub fn contract() -> &'static FileFormat {
    &CONTRACT
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_shipped_schemas_are_schemas() {
        for text in [super::CASE_TEXT, super::CONTRACT_TEXT] {
            let schema = serde_json::from_str(text).unwrap();
            assert!(jsonschema::meta::is_valid(&schema));
        }
        assert!(!super::case().misfits(&serde_json::json!({})).is_empty());
        assert!(!super::contract().misfits(&serde_json::json!({})).is_empty());
    }
}

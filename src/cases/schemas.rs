//! The JSON Schemas of our own file formats.

use std::sync::LazyLock;

use jsonschema::Validator;

/// Text of the schema of case files.
pub const CASE_TEXT: &str = include_str!("../../schemas/case.schema.json");
/// Text of the schema of contract files.
pub const CONTRACT_TEXT: &str = include_str!("../../schemas/contract.schema.json");

static CASE: LazyLock<Validator> = LazyLock::new(|| compile(CASE_TEXT));
static CONTRACT: LazyLock<Validator> = LazyLock::new(|| compile(CONTRACT_TEXT));

/// The compiled schema of case files.
#[must_use]
pub fn case() -> &'static Validator {
    &CASE
}

/// The compiled schema of contract files.
#[must_use]
pub fn contract() -> &'static Validator {
    &CONTRACT
}

fn compile(text: &str) -> Validator {
    let schema = serde_json::from_str(text).expect("a shipped schema is JSON, a test reads it");
    jsonschema::draft202012::new(&schema).expect("a shipped schema is a schema, a test compiles it")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_shipped_schemas_are_schemas() {
        for text in [super::CASE_TEXT, super::CONTRACT_TEXT] {
            let schema = serde_json::from_str(text).unwrap();
            assert!(jsonschema::meta::is_valid(&schema));
        }
        assert!(!super::case().is_valid(&serde_json::json!({})));
        assert!(!super::contract().is_valid(&serde_json::json!({})));
    }
}

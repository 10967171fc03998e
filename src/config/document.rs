//! `docproof.toml` as a file of ours: its format, and where its values stand.

use std::sync::LazyLock;

use super::Origin;
use crate::model::FileFault;
use crate::schema::{FileFormat, TomlDocument};

/// Text of the schema of `docproof.toml`.
const SCHEMA: &str = include_str!("../../schemas/config.schema.json");

/// The format of `docproof.toml`.
pub(super) static FORMAT: LazyLock<FileFormat> = LazyLock::new(|| FileFormat::shipped(SCHEMA));

/// Reads `text`.
///
/// # Errors
/// The first fault: no TOML, or not what the schema asks for.
pub(super) fn read(file: &str, text: &str) -> Result<TomlDocument, Box<FileFault>> {
    TomlDocument::read(&FORMAT, file, text)
}

/// Where the value behind `path` stands.
pub(super) fn origin(document: &TomlDocument, path: &[String]) -> Origin {
    let fault = document.fault(path, "");
    Origin::File { file: fault.file, line: fault.line, column: fault.column }
}

#[cfg(test)]
mod tests {
    use super::{FORMAT, SCHEMA, read};

    #[test]
    fn the_shipped_schema_is_a_schema() {
        assert!(jsonschema::meta::is_valid(&serde_json::from_str(SCHEMA).unwrap()));
        assert!(!FORMAT.misfits(&serde_json::json!({"no-such-table": {}})).is_empty());
    }

    #[test]
    fn what_does_not_fit_is_quoted_with_its_place_and_what_was_meant() {
        for (text, start) in [
            (
                "[target.a]\ntiemout = \"5s\"\n",
                "docproof.toml:2:1: target.a.tiemout: unknown key `tiemout` (did you mean `timeout`?)",
            ),
            ("[target.a]\ntimeout = \"5 days\"\n", "docproof.toml:2:11: target.a.timeout: \"5 days\" does not match"),
            ("[target.a]\nbudget-writes = -1\n", "docproof.toml:2:17: target.a.budget-writes: -1 is less than"),
            ("[target.a]\ncloud = \"mars\"\n", "docproof.toml:2:9: target.a.cloud: \"mars\" is not one of"),
            ("[targte.a]\n", "docproof.toml:1:2: targte: unknown key `targte` (did you mean `target`?)"),
            ("[target.\"a b\"]\n", "docproof.toml:1:"),
            (
                "[target.a.auth.client-credentials]\nclient-secret = \"geheim\"\n",
                "docproof.toml:2:1: target.a.auth.client-credentials.client-secret: unknown key `client-secret` (did you mean `client-secret-env`?)",
            ),
            ("[target.a.auth]\ntoken-env = \"A\"\ncommand = [\"b\"]\n", "docproof.toml:1:"),
            (
                "[target.a]\nallow-writes = \"yes\"\n",
                "docproof.toml:2:16: target.a.allow-writes: \"yes\" is not of type",
            ),
            ("[target.a\n", "docproof.toml:1:"),
            ("a = 1\na = 2\n", "docproof.toml:2:1"),
        ] {
            let fault = read("docproof.toml", text).unwrap_err().to_string();
            assert!(fault.starts_with(start), "{text:?}: {fault}");
            assert!(!fault.contains("geheim"), "{fault}");
        }
    }
}

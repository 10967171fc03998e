//! The compiled schemas of a contract.

use jsonschema::{Draft, Validator};
use serde_json::Value;

use super::formats::FORMATS;
use super::{entity_schema, error_schema, patch_schema};
use crate::model::Contract;

/// A schema that the oracle does not compile.
#[derive(Debug, thiserror::Error)]
#[error("the {document} schema of `{contract}` does not compile: {detail}")]
pub struct SchemaError {
    /// Name of the contract.
    pub contract: String,
    /// Which document: `entity`, `patch` or `error`.
    pub document: &'static str,
    /// What the oracle says.
    pub detail: String,
}

/// A place in a document that does not fit its schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaFault {
    /// JSON pointer into the document.
    pub pointer: String,
    /// Keyword that is not satisfied: `type`, `enum`, `format`, `required`, …
    pub keyword: String,
    /// What the oracle says.
    pub message: String,
}

/// The schemas of a contract, compiled once.
#[derive(Debug)]
pub struct Schemas {
    entity: Validator,
    patch: Validator,
    error: Validator,
}

impl Schemas {
    /// Compiles the three schemas of `contract`.
    ///
    /// # Errors
    /// Fails when the oracle refuses a document, which would be a defect of docproof or a contract with odd names.
    pub fn compile(contract: &Contract) -> Result<Self, SchemaError> {
        let compile = |document, schema: &Value| {
            validator(schema).map_err(|detail| SchemaError { contract: contract.name.clone(), document, detail })
        };
        Ok(Self {
            entity: compile("entity", &entity_schema(contract))?,
            patch: compile("patch", &patch_schema(contract))?,
            error: compile("error", &error_schema())?,
        })
    }

    /// What in `document` does not fit an entity as answered.
    #[must_use]
    pub fn entity_faults(&self, document: &Value) -> Vec<SchemaFault> {
        faults(&self.entity, document)
    }

    /// What in `document` does not fit a patch.
    #[must_use]
    pub fn patch_faults(&self, document: &Value) -> Vec<SchemaFault> {
        faults(&self.patch, document)
    }

    /// What in `document` does not fit the error envelope.
    #[must_use]
    pub fn error_faults(&self, document: &Value) -> Vec<SchemaFault> {
        faults(&self.error, document)
    }
}

fn validator(schema: &Value) -> Result<Validator, String> {
    let mut options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true);
    for (name, check) in FORMATS {
        options = options.with_format(name, check);
    }
    options.build(schema).map_err(|error| error.to_string())
}

fn faults(validator: &Validator, document: &Value) -> Vec<SchemaFault> {
    if validator.is_valid(document) {
        return Vec::new();
    }
    let fault = |error: jsonschema::ValidationError<'_>| SchemaFault {
        pointer: error.instance_path().as_str().to_owned(),
        keyword: error.kind().keyword().to_owned(),
        message: error.masked_with("it").to_string(),
    };
    validator.iter_errors(document).map(fault).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{SchemaFault, Schemas};
    use crate::model::Contract;

    fn contract(properties: &Value) -> Contract {
        serde_json::from_value(json!({
            "$schema": "", "name": "update thing", "page": {"file": "thing.md", "line": 1},
            "operation": {"method": "PATCH", "path": "/things/{id}", "line": 2}, "entity_type": "graph.thing",
            "success": [], "headers": [], "permissions": [], "properties": properties
        }))
        .unwrap()
    }

    fn property(name: &str, value_type: &Value, nullable: Option<bool>) -> Value {
        json!({"name": name, "type": value_type, "access": "updatable", "nullable": nullable, "line": 9})
    }

    fn schemas() -> Schemas {
        let members = ["on", "off"];
        let properties = json!([
            property("text", &json!({"kind": "string"}), None),
            property("count", &json!({"kind": "int32"}), Some(false)),
            property("ratio", &json!({"kind": "double"}), None),
            property("at", &json!({"kind": "date-time-offset"}), Some(false)),
            property("state", &json!({"kind": "enum", "members": members}), None),
            property("tags", &json!({"kind": "collection", "of": {"kind": "string"}}), None),
            {"name": "id", "type": {"kind": "string"}, "access": "key", "line": 3},
        ]);
        Schemas::compile(&contract(&properties)).unwrap()
    }

    fn places(faults: &[SchemaFault]) -> Vec<(&str, &str)> {
        faults.iter().map(|fault| (fault.pointer.as_str(), fault.keyword.as_str())).collect()
    }

    #[test]
    fn an_answer_may_leave_out_add_and_null() {
        let schemas = schemas();
        for answer in [
            json!({}),
            json!({"text": null, "more": [1], "@odata.context": "x", "state": "unknownFutureValue"}),
            json!({"count": 1.0, "ratio": "INF", "at": "2016-12-31T23:58-08:00", "tags": ["a", null]}),
        ] {
            assert_eq!(schemas.entity_faults(&answer), [], "{answer}");
        }
    }

    #[test]
    fn an_answer_has_the_documented_types() {
        let schemas = schemas();
        for (answer, place) in [
            (json!({"text": 1}), ("/text", "type")),
            (json!({"count": 1.5}), ("/count", "type")),
            (json!({"count": 3_000_000_000_i64}), ("/count", "maximum")),
            (json!({"count": null}), ("/count", "type")),
            (json!({"ratio": "1.5"}), ("/ratio", "pattern")),
            (json!({"at": "2016-02-30T00:00:00Z"}), ("/at", "format")),
            (json!({"tags": ["a", 1]}), ("/tags/1", "type")),
        ] {
            assert_eq!(places(&schemas.entity_faults(&answer)), [place], "{answer}");
        }
    }

    #[test]
    fn a_patch_has_updatable_properties_and_annotations_only() {
        let schemas = schemas();
        let good = json!({"text": "a", "state": "on", "@odata.type": "#graph.thing", "text@x.y": 1});
        assert_eq!(schemas.patch_faults(&good), []);
        assert_eq!(schemas.patch_faults(&json!({})), []);
        for (patch, place) in [
            (json!({"id": "1"}), ("", "additionalProperties")),
            (json!({"state": "unknownFutureValue"}), ("/state", "enum")),
            (json!({"at": null}), ("/at", "type")),
        ] {
            assert_eq!(places(&schemas.patch_faults(&patch)), [place], "{patch}");
        }
    }

    #[test]
    fn an_error_has_a_code_and_a_message() {
        let schemas = schemas();
        let good = json!({"error": {"code": "x", "message": "y", "innerError": {"date": "z"}, "details": null}});
        assert_eq!(schemas.error_faults(&good), []);
        for (error, place) in [
            (json!({}), ("", "required")),
            (json!({"error": "x"}), ("/error", "type")),
            (json!({"error": {"code": "", "message": "y"}}), ("/error/code", "minLength")),
            (json!({"error": {"code": "x", "message": "y", "details": [{}]}}), ("/error/details/0", "required")),
        ] {
            assert!(places(&schemas.error_faults(&error)).contains(&place), "{error}");
        }
    }
}

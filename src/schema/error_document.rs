//! The schema of the Graph error envelope (OData JSON Format 4.01 §21.1).

use serde_json::{Value, json};

/// JSON Schema of an error answer: one object `error` with code and message; more members are allowed everywhere.
#[must_use]
pub fn error_schema() -> Value {
    let text = json!({"type": "string", "minLength": 1});
    let inner =
        json!({"type": ["object", "null"], "description": "For developers of the service; its members are free."});
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:docproof:error",
        "title": "Error envelope of Microsoft Graph",
        "description": "What an answer with a status from 400 on carries when its body is JSON.",
        "type": "object",
        "required": ["error"],
        "properties": {
            "error": {
                "type": "object",
                "required": ["code", "message"],
                "properties": {
                    "code": text,
                    "message": text,
                    "target": {"type": ["string", "null"]},
                    "details": {
                        "type": ["array", "null"],
                        "items": {
                            "type": "object",
                            "required": ["code", "message"],
                            "properties": {
                                "code": {"type": "string"},
                                "message": {"type": "string"},
                                "target": {"type": ["string", "null"]}
                            }
                        }
                    },
                    "innererror": inner,
                    "innerError": inner
                }
            }
        }
    })
}

//! Remarks as SARIF 2.1.0, with what can be mended as fixes.

use serde_json::{Value, json};

use super::codes::CODES;
use crate::page::{Diagnostic, Severity};

/// The log of one lint. Files are named as the remarks name them.
#[must_use]
pub fn sarif(version: &str, remarks: &[Diagnostic]) -> Value {
    let rules: Vec<Value> =
        CODES.iter().map(|code| json!({"id": code.code, "shortDescription": {"text": code.summary}})).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "docproof", "version": version, "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": remarks.iter().map(result).collect::<Vec<_>>(),
        }],
    })
}

fn result(remark: &Diagnostic) -> Value {
    let artifact = json!({"uri": uri(&remark.file)});
    let mut result = json!({
        "ruleId": remark.code,
        "level": match remark.severity {
            Severity::Info => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        },
        "message": {"text": remark.message},
        "locations": [{"physicalLocation": {
            "artifactLocation": artifact,
            "region": {"startLine": remark.line, "startColumn": remark.column, "snippet": {"text": remark.quoted}},
        }}],
    });
    if let Some(index) = CODES.iter().position(|code| code.code == remark.code) {
        result["ruleIndex"] = index.into();
    }
    if let Some(fix) = &remark.fix {
        let deleted = json!({"startLine": remark.line, "startColumn": 1, "endLine": remark.line});
        result["fixes"] = json!([{
            "description": {"text": "the line as it should read"},
            "artifactChanges": [{
                "artifactLocation": artifact,
                "replacements": [{"deletedRegion": deleted, "insertedContent": {"text": fix}}],
            }],
        }]);
    }
    result
}

/// A path as a relative URI reference.
fn uri(path: &str) -> String {
    const KEPT: &percent_encoding::AsciiSet =
        &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/');
    percent_encoding::utf8_percent_encode(&path.replace('\\', "/"), KEPT).to_string()
}

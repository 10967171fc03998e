//! `example-null`: nulls that the metadata does not allow.

use super::Sheet;
use crate::page::{Diagnostic, Severity};

/// Members of examples that are null though their property never is.
pub fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for example in &sheet.imported.examples {
        let request = example.body.members().map(|members| (members, example.body_line));
        let response = example.response.as_ref().and_then(|r| Some((r.body.members()?, r.line)));
        for (members, from) in request.into_iter().chain(response) {
            let never_null = sheet.imported.contract.properties.iter().filter(|p| p.nullable == Some(false));
            for property in never_null.filter(|p| members.get(&p.name).is_some_and(serde_json::Value::is_null)) {
                let message = format!("the example has null for `{}`, which the metadata never allows", property.name);
                let place = sheet.place_of_member(from, &property.name);
                found.push(sheet.remark(Severity::Warning, "example-null", place, message));
            }
        }
    }
    found
}

//! `status-without-body`: example responses whose status and content do not go together.

use super::Sheet;
use crate::page::{Diagnostic, ExampleBody, Severity};

/// A 204 with content (RFC 9110 §15.3.5), and a 200 without.
pub fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let responses = sheet.imported.examples.iter().filter_map(|example| example.response.as_ref());
    responses
        .filter_map(|response| {
            let message = match (response.status, &response.body) {
                (204, ExampleBody::Absent) => return None,
                (204, _) => "a 204 has no content, and the example shows some",
                (200, ExampleBody::Absent) => {
                    "the example answers 200 and shows no content; without content it is a 204"
                }
                _ => return None,
            };
            let place = (response.line, 0);
            Some(sheet.remark(Severity::Warning, "status-without-body", place, message.to_owned()))
        })
        .collect()
}

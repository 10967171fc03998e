//! `missing-content-type`: example requests whose body has no media type.

use super::Sheet;
use crate::page::{Diagnostic, ExampleBody, Severity};

/// Requests with a body and without Content-Type.
pub fn check(sheet: &Sheet<'_>) -> Vec<Diagnostic> {
    let lacks =
        |headers: &[(String, String, u32)]| !headers.iter().any(|(name, ..)| name.eq_ignore_ascii_case("content-type"));
    let examples = sheet.imported.examples.iter();
    examples
        .filter(|example| example.body != ExampleBody::Absent && lacks(&example.headers))
        .map(|example| {
            let message = "the example request has a body and no Content-Type".to_owned();
            sheet.remark(Severity::Info, "missing-content-type", (example.line, 0), message)
        })
        .collect()
}

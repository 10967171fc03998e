//! The page's examples as cases: requests that can be sent as they stand, and what must come back.

use serde_json::{Map, Value};

use crate::model::{Case, CaseExpectation, CaseRequest, CaseSource, Contract, Operation, Property};

use super::body::{ExampleBody, is_placeholder};
use super::derived::derived;
use super::diagnostic::{Remarks, Severity};
use super::examples::{Example, ExampleResponse};
use super::same_path::{documented_path, has_same_end, is_about};
use super::sendable::{contradicting, known_to_sender, meant, sendable, stand_ins, usable};

/// Where a case file finds its schema: `cases/<contract>/<case>.json` → `schemas/case.schema.json`.
const CASE_SCHEMA: &str = "../../schemas/case.schema.json";

/// The examples as `documented`, `documented-2`, …; when none of them sends a body that can be sent as it stands, a case
/// `derived` from what the page says otherwise, so that a run has a patch to start from.
pub fn cases(contract: &Contract, examples: &[Example], remarks: &mut Remarks<'_>) -> Vec<Case> {
    let mut cases = Vec::new();
    for example in examples {
        let Some((request, expect)) = case(contract, example, remarks) else { continue };
        let name = match cases.len() {
            0 => "documented".to_owned(),
            n => format!("documented-{}", n + 1),
        };
        let mut case = named(contract, name, (example.line, None), request, expect);
        case.source.contradicting = contradicting(contract, example);
        cases.push(case);
    }
    if cases.iter().all(|case| case.request.body.is_none())
        && let Some(derived) = derived(contract, examples, remarks)
    {
        let Operation { method, path, .. } = &contract.operation;
        let (method, path) = (method.clone(), path.0.clone());
        let request = CaseRequest { method, path, headers: Map::new(), body: Some(derived.body) };
        let expect = CaseExpectation { status: statuses(contract), body: None };
        let source = (derived.line, Some(derived.from));
        let mut case = named(contract, "derived".to_owned(), source, request, expect);
        let own = examples.iter().filter(|example| is_about(&contract.operation, example));
        case.source.contradicting = own.flat_map(|example| contradicting(contract, example)).collect();
        cases.push(case);
    }
    cases
}

fn named(
    contract: &Contract,
    name: String,
    (line, derived): (u32, Option<String>),
    request: CaseRequest,
    expect: CaseExpectation,
) -> Case {
    let source = CaseSource { page: contract.page.file.clone(), line, derived, contradicting: Vec::new() };
    Case { schema: CASE_SCHEMA.to_owned(), name, source, request, expect }
}

fn case(contract: &Contract, example: &Example, remarks: &mut Remarks<'_>) -> Option<(CaseRequest, CaseExpectation)> {
    let method = &contract.operation.method;
    if example.method != *method {
        let message =
            format!("the example sends {}, the page documents {method}; no case is made of it", example.method);
        remarks.add_line(Severity::Info, "other-method", example.line, message);
        return None;
    }
    let path = case_path(&contract.operation, example, remarks)?;
    let body = case_body(contract, example, remarks)?;
    let expect = expectation(contract, example, body.as_ref(), remarks);
    if expect.status.is_empty() {
        let message = "neither the example nor the page says which status is right; no case is made of it";
        remarks.add_line(Severity::Warning, "missing-status", example.line, message);
        return None;
    }
    let request = CaseRequest { method: method.clone(), path, headers: case_headers(example, remarks), body };
    Some((request, expect))
}

/// The documented path that the example's URL is made of. Examples fill placeholders with ids of their own.
fn case_path(operation: &Operation, example: &Example, remarks: &mut Remarks<'_>) -> Option<String> {
    if let Some(template) = documented_path(operation, &example.path) {
        return Some(template.0.clone());
    }
    let same_end = has_same_end(operation, &example.path);
    let (severity, message) = if same_end {
        (
            Severity::Info,
            format!("the example's path is not among the documented ones; the case uses {}", operation.path.0),
        )
    } else {
        (Severity::Warning, "the example's path is not among the documented ones; no case is made of it".to_owned())
    };
    remarks.add_line(severity, "path-differs", example.line, message);
    same_end.then(|| operation.path.0.clone())
}

/// The body; the outer `None` means that the example cannot be a case.
#[expect(clippy::option_option, reason = "no case and a case without body are different answers")]
fn case_body(contract: &Contract, example: &Example, remarks: &mut Remarks<'_>) -> Option<Option<Map<String, Value>>> {
    match &example.body {
        ExampleBody::Absent if wants_body(contract) => {
            let message = "the example sends no body, and an update needs one; no case is made of it";
            remarks.add_line(Severity::Warning, "missing-body", example.line, message);
            None
        }
        ExampleBody::Absent => Some(None),
        ExampleBody::Broken(..) => None,
        ExampleBody::Json(Value::Object(map), _) => {
            let sent = sendable(contract, example, map, remarks)?;
            let sent = meant(contract, example, sent, remarks);
            (is_change(&sent) || !is_change(map)).then_some(Some(sent))
        }
        ExampleBody::Json(..) => {
            remarks.add_line(
                Severity::Warning,
                "body-is-no-object",
                example.body_line,
                "the body is no JSON object; no case is made of it",
            );
            None
        }
    }
}

/// Whether a body holds more than annotations. What is left of an example that did is no case without.
fn is_change(body: &Map<String, Value>) -> bool {
    body.keys().any(|name| !name.contains('@'))
}

/// An update, or whatever else sends the properties that the page lists.
fn wants_body(contract: &Contract) -> bool {
    let Contract { operation, properties, .. } = contract;
    match operation.method.as_str() {
        "PATCH" | "PUT" => true,
        "POST" => properties.iter().any(Property::is_updatable),
        _ => false,
    }
}

/// The example's headers in lower case, without what the sender owns and without placeholders.
fn case_headers(example: &Example, remarks: &mut Remarks<'_>) -> Map<String, Value> {
    const SENDER_OWNS: [&str; 3] = ["content-length", "authorization", "host"];
    let mut headers = Map::new();
    for (name, value, line) in &example.headers {
        let name = name.to_ascii_lowercase();
        if SENDER_OWNS.contains(&name.as_str()) {
            continue;
        }
        if matches!(name.as_str(), "if-match" | "if-none-match") && value != "*" {
            let message = format!("the tag in `{name}` is that of the page's own object; the case says `*`");
            remarks.add_line(Severity::Info, "foreign-etag", *line, message);
            if name == "if-match" {
                headers.insert(name, "*".into());
            }
        } else if is_placeholder(value) || value.contains(['{', '<']) {
            let message = format!("the value of `{name}` is a placeholder; the case leaves the header out");
            remarks.add_line(Severity::Info, "placeholder-header", *line, message);
        } else {
            headers.insert(name, Value::String(value.clone()));
        }
    }
    headers
}

fn expectation(
    contract: &Contract,
    example: &Example,
    sent: Option<&Map<String, Value>>,
    remarks: &mut Remarks<'_>,
) -> CaseExpectation {
    let Some(response) = &example.response else {
        remarks.add_line(Severity::Info, "missing-response", example.line, "no response follows the example request");
        return CaseExpectation { status: statuses(contract), body: None };
    };
    let body = response.body.members().map(|members| usable(contract, example, members, remarks));
    let body = body.map(|members| known_to_sender(contract, example, sent, members, remarks));
    let body = body.filter(|members| is_meant(contract, response, members, remarks));
    CaseExpectation { status: right(contract, response.status), body }
}

/// Whether no value of a response stands for another one.
fn is_meant(
    contract: &Contract,
    response: &ExampleResponse,
    members: &Map<String, Value>,
    remarks: &mut Remarks<'_>,
) -> bool {
    let Some((_, text)) = stand_ins(contract, members).next() else { return true };
    let message = format!("`{text}` in the response stands for a value; only the status is expected");
    remarks.add_line(Severity::Info, "placeholder-value", response.line, message);
    false
}

fn statuses(contract: &Contract) -> Vec<u16> {
    contract.success.iter().map(|fact| fact.code).collect()
}

/// Statuses that are right for an example that shows `shown`: that one, and what the prose names before it when the two
/// differ.
fn right(contract: &Contract, shown: u16) -> Vec<u16> {
    let named = contract.success.iter().map(|fact| fact.code).take_while(|code| *code != shown);
    std::iter::once(shown).chain(named).collect()
}

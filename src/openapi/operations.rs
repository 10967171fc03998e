//! One operation of the document: all contracts of one method and path.

use serde_json::{Map, Value, json};

use super::components::{ERROR, key, reference};
use crate::cases::ContractBundle;
use crate::model::{HeaderFact, PermissionRow};

/// Headers that OpenAPI describes elsewhere (OAS 3.1.0 §4.8.12.2.1: ignored as parameters).
const DESCRIBED_ELSEWHERE: [&str; 3] = ["accept", "content-type", "authorization"];

/// Several pages may document one operation: one for each type derived from the entity's.
pub(super) fn operation(bundles: &[&ContractBundle], placeholders: &[String]) -> Value {
    let first = &bundles[0].contract;
    let mut operation = json!({
        "operationId": first.name,
        "summary": bundles.iter().map(|bundle| bundle.contract.name.as_str()).collect::<Vec<_>>().join(", "),
        "parameters": parameters(bundles, placeholders),
        "responses": responses(bundles),
        "security": [{"token": []}],
        "x-docproof-sources": sources(bundles),
    });
    if let (Some(body), Some(members)) = (request_body(bundles), operation.as_object_mut()) {
        members.insert("requestBody".to_owned(), body);
    }
    operation
}

fn parameters(bundles: &[&ContractBundle], placeholders: &[String]) -> Vec<Value> {
    let mut parameters = in_path(placeholders);
    let mut seen: Vec<&str> = Vec::new();
    for header in bundles.iter().flat_map(|bundle| &bundle.contract.headers) {
        if !DESCRIBED_ELSEWHERE.contains(&header.name.as_str()) && !seen.contains(&header.name.as_str()) {
            seen.push(&header.name);
            parameters.push(header_parameter(header));
        }
    }
    parameters
}

/// The parameters of a path.
pub(super) fn in_path(placeholders: &[String]) -> Vec<Value> {
    let parameter =
        |name| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string", "minLength": 1}});
    placeholders.iter().map(parameter).collect()
}

fn header_parameter(header: &HeaderFact) -> Value {
    json!({"name": header.name, "in": "header", "required": header.required, "schema": {"type": "string"}})
}

/// The body of the request; `None` when no example sends one and the page lists no property.
fn request_body(bundles: &[&ContractBundle]) -> Option<Value> {
    let first = &bundles[0].contract;
    let has_body = |bundle: &ContractBundle| bundle.cases.iter().any(|file| file.case.request.body.is_some());
    if matches!(first.operation.method.as_str(), "GET" | "HEAD" | "DELETE")
        || !bundles.iter().any(|bundle| has_body(bundle) || !bundle.contract.properties.is_empty())
    {
        return None;
    }
    let sent = |bundle: &&ContractBundle| examples(bundle, |case| case.request.body.clone());
    Some(json!({"required": true, "content": {"application/json": content(bundles, "patch", sent)}}))
}

/// Examples of a bundle by name.
fn examples(
    bundle: &ContractBundle,
    body: impl Fn(&crate::model::Case) -> Option<Map<String, Value>>,
) -> Vec<(String, Value)> {
    let named = |case: &crate::model::Case| Some((format!("{}.{}", bundle.contract.name, case.name), body(case)?));
    let bodies = bundle.cases.iter().filter_map(|file| named(&file.case));
    bodies.map(|(name, body)| (name, json!({"value": body}))).collect()
}

fn content(bundles: &[&ContractBundle], part: &str, shown: impl Fn(&&ContractBundle) -> Vec<(String, Value)>) -> Value {
    let references: Vec<Value> = bundles.iter().map(|bundle| reference(&key(&bundle.contract, part))).collect();
    let schema = match references.as_slice() {
        [one] => one.clone(),
        _ => json!({ "anyOf": references }),
    };
    let examples: Map<String, Value> = bundles.iter().flat_map(shown).collect();
    if examples.is_empty() { json!({ "schema": schema }) } else { json!({"schema": schema, "examples": examples}) }
}

fn responses(bundles: &[&ContractBundle]) -> Value {
    let mut responses = Map::new();
    let mut codes: Vec<u16> =
        bundles.iter().flat_map(|bundle| bundle.contract.success.iter().map(|fact| fact.code)).collect();
    codes.sort_unstable();
    codes.dedup();
    for code in codes {
        let mut response = json!({"description": "success, as the page documents it"});
        let shown = |bundle: &&ContractBundle| {
            examples(bundle, |case| case.expect.body.clone().filter(|_| case.expect.status.contains(&code)))
        };
        if code != 204
            && let Some(members) = response.as_object_mut()
        {
            members.insert("content".to_owned(), json!({"application/json": content(bundles, "entity", shown)}));
        }
        responses.insert(code.to_string(), response);
    }
    let error = json!({"description": "an error", "content": {"application/json": {"schema": reference(ERROR)}}});
    responses.insert("default".to_owned(), error);
    Value::Object(responses)
}

/// Where the facts stand, and who may call.
fn sources(bundles: &[&ContractBundle]) -> Vec<Value> {
    let source = |bundle: &&ContractBundle| {
        let contract = &bundle.contract;
        let permissions = permissions(&contract.permissions);
        json!({"page": contract.page.file, "line": contract.operation.line, "permissions": permissions})
    };
    bundles.iter().map(source).collect()
}

/// Who may call.
pub(super) fn permissions(rows: &[PermissionRow]) -> Vec<Value> {
    rows.iter().map(|row| json!({"caller": row.kind, "permissions": row.permissions})).collect()
}

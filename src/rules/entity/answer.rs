//! Which answers hold the entity.

use bytes::Bytes;
use serde_json::{Map, Value};

use crate::model::{Contract, Judgement, Resource, Response};
use crate::rules::judging::skipped;
use crate::rules::{Evidence, Subject};

/// The answer and its octets, when there are some to judge.
///
/// # Errors
/// Skipped for no answer, no content, and answers to `HEAD`, which have none.
pub fn content<'a>(evidence: &Evidence<'a>) -> Result<(&'a Response, &'a Bytes), Judgement> {
    let Some(response) = evidence.response() else { return skipped("no answer came") };
    if response.status == 204 || evidence.exchange.request.method == "HEAD" || response.content.is_empty() {
        return skipped("the answer has no body");
    }
    Ok((response, &response.content))
}

/// Whether the request is the documented operation on the entity, or a plain read of it. What another method or
/// another path answers is not promised by the page.
#[must_use]
pub fn is_documented_operation(evidence: &Evidence<'_>) -> bool {
    let method = evidence.exchange.request.method.as_str();
    match evidence.subject {
        Subject::Read => method == "GET",
        Subject::Create | Subject::Action => method == "POST",
        Subject::Delete => method == "DELETE",
        Subject::Write | Subject::Permission => {
            method == evidence.contract.operation.method
                && !matches!(evidence.input.resource, Resource::Collection | Resource::OtherKey(_))
        }
    }
}

/// Whether the caller may get fewer members than the entity has: it asked for a minimal answer or for a selection.
#[must_use]
pub fn asks_for_little(evidence: &Evidence<'_>) -> bool {
    let request = &evidence.exchange.request;
    let prefers = |value: &str| value.to_ascii_lowercase().replace([' ', '"'], "").contains("return=minimal");
    let minimal = request.headers.iter().any(|header| header.name == "prefer" && prefers(&header.value));
    minimal || evidence.subject == Subject::Write && selects(&evidence.input.resource)
}

/// Whether the request is for something else than the plain entity, or asks for a part of it. An option that nobody
/// knows and another spelling of the path ask for nothing less.
fn selects(resource: &Resource) -> bool {
    match resource {
        Resource::Entity | Resource::KeyInParentheses | Resource::PathInOtherCase => false,
        Resource::Suffix(suffix) => ["select", "expand"].iter().any(|option| suffix.contains(option)),
        _ => true,
    }
}

/// The response to an update that was accepted and done.
///
/// # Errors
/// Skipped for reads, other operations, refusals, and `202`, which promises to do it later.
pub fn accepted_update<'a>(evidence: &Evidence<'a>) -> Result<&'a Response, Judgement> {
    let Some(response) = evidence.response() else { return skipped("no answer came") };
    if evidence.subject != Subject::Write || !is_documented_operation(evidence) {
        return skipped("the request is not the documented operation");
    }
    match response.status {
        202 => skipped("the update is accepted for later"),
        200..=299 => Ok(response),
        _ => skipped("the update was not accepted"),
    }
}

/// The entity in a successful answer.
///
/// # Errors
/// Skipped when the answer holds none.
pub fn answered_entity<'a>(evidence: &Evidence<'a>) -> Result<&'a Map<String, Value>, Judgement> {
    let document = answered_document(evidence)?;
    document.as_object().map_or_else(|| skipped("the body is no JSON object"), Ok)
}

/// The entity in a successful answer, as the value that a schema is asked about.
///
/// # Errors
/// Skipped when the answer holds none.
pub fn answered_document<'a>(evidence: &Evidence<'a>) -> Result<&'a Value, Judgement> {
    let Some(response) = evidence.response() else { return skipped("no answer came") };
    if !is_documented_operation(evidence) {
        return skipped("the request is not the documented operation");
    }
    if !response.is_success() {
        return skipped("the answer is no success");
    }
    match evidence.json {
        _ if response.status == 204 => skipped("the answer has no body"),
        Some(document @ Value::Object(object)) => Ok(unwrap(evidence.contract, object).unwrap_or(document)),
        Some(_) => skipped("the body is no JSON object"),
        None => skipped("the answer has no JSON body"),
    }
}

/// The entity inside `{"value": {…}}`: the form that pages of the reading operations show.
fn unwrap<'a>(contract: &Contract, object: &'a Map<String, Value>) -> Option<&'a Value> {
    let is_documented = contract.properties.iter().any(|property| object.contains_key(&property.name));
    object.get("value").filter(|inner| inner.is_object() && !is_documented)
}

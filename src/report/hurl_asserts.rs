//! What the rule of a finding promised, as the asserts of a Hurl entry.

use serde_json::Value;

use super::hurl_text::{json_path, pattern, quoted};
use super::hurl_types;
use super::requests::one_line;
use crate::model::Finding;

/// The asserts that fail on the answer of `finding` and hold on one that keeps the promise; a comment where Hurl has no
/// words for the promise.
#[must_use]
pub fn section(finding: &Finding) -> String {
    match promised(finding) {
        Some(asserts) => format!("[Asserts]\n{asserts}"),
        None => format!(
            "# no assert can say what was promised here: an answer proves nothing, this does: {}\n",
            one_line(&finding.replay)
        ),
    }
}

fn promised(finding: &Finding) -> Option<String> {
    let response = finding.response.as_ref()?;
    if finding.actual == response.status {
        return match &finding.expected {
            Value::Number(status) => Some(format!("status == {status}\n")),
            Value::Array(statuses) => range(statuses, response.status),
            _ => Some(format!("status != {}\n", response.status)),
        };
    }
    if let Some(field) = finding.place.strip_prefix("header:") {
        return header(finding, field);
    }
    if finding.place.starts_with('/') {
        return member(finding);
    }
    match (finding.place.as_str(), &finding.expected) {
        ("body", Value::Number(octets)) => Some(format!("bytes count == {octets}\n")),
        ("body", Value::String(what)) if what == "one JSON object" => Some("jsonpath \"$\" isObject\n".to_owned()),
        ("body", _) if finding.rule == "err-shape" => Some("jsonpath \"$\" isObject\n".to_owned()),
        ("body", Value::String(what)) if what == "a JSON text" => Some("jsonpath \"$\" exists\n".to_owned()),
        _ => None,
    }
}

/// A header field: whether it is there, and which of its values was promised.
fn header(finding: &Finding, field: &str) -> Option<String> {
    let field_text = quoted(field);
    let asserted = |assert: &str| Some(format!("header \"{field_text}\" {assert}\n"));
    let mut stated = finding.response.iter().flat_map(|response| &response.headers);
    let is_there = stated.any(|header| header.name.eq_ignore_ascii_case(field));
    match &finding.expected {
        Value::String(promise) if promise == "application/json" && field == "content-type" => {
            // an error may be JSON with a name of its own
            let own = if finding.rule == "err-shape" { r"([^;]+\+)?" } else { "" };
            asserted(&format!(r"matches /(?i)^application\/{own}json\s*(;|$)/"))
        }
        Value::String(promise) if promise == "application/json" => asserted(r"matches /(?i)application\/json/"),
        Value::String(promise) if promise == "no such field" => asserted("not exists"),
        _ if !is_there => asserted("exists"),
        Value::Array(values) => one_of(values).and_then(|values| asserted(&values)),
        Value::String(sent) if field == "client-request-id" => asserted(&format!("== \"{}\"", quoted(sent))),
        _ => None,
    }
}

/// A member of the answer's document.
fn member(finding: &Finding) -> Option<String> {
    let path = json_path(&finding.place);
    let asserted = |assert: &str| Some(format!("jsonpath \"{path}\" {assert}\n"));
    if matches!(finding.rule.as_str(), "schema-type" | "schema-datetime") && finding.expected.is_object() {
        return hurl_types::asserts(finding, &path, sent(finding).as_ref());
    }
    if let Some(begin) = optional(finding) {
        let name = pattern(finding.place.rsplit('/').next()?);
        return Some(format!("body not matches /\"{name}\"\\s*:\\s*{begin}/\n"));
    }
    if let Some(asserts) = form(finding) {
        return Some(asserts.iter().map(|assert| format!("jsonpath \"{path}\" {assert}\n")).collect());
    }
    let body = finding.response.as_ref()?.body.text.as_deref().unwrap_or_default();
    let answer: Value = serde_json::from_str(body).unwrap_or_default();
    let seen = answer.pointer(&finding.place);
    match (&finding.expected, finding.cause.as_str()) {
        (Value::Null, "missing") if seen.is_none() => return asserted("exists"),
        (_, "other-case" | "member-beside-error") if seen.is_some_and(|seen| *seen != finding.actual) => {
            return asserted("not exists");
        }
        _ => {}
    }
    // a member that is absent was seen as null
    let is_shown = if finding.read_back { is_sent(finding) } else { seen.unwrap_or(&Value::Null) == &finding.actual };
    match &finding.expected {
        _ if !is_shown => None,
        Value::Array(values) if finding.rule == "schema-enum" => one_of(values).and_then(|values| asserted(&values)),
        Value::Array(items) => items_of(&path, items),
        Value::Object(_) => None,
        Value::Null => asserted("== null"),
        Value::String(text) => asserted(&format!("== \"{}\"", quoted(text))),
        other => asserted(&format!("== {other}")),
    }
}

/// The form that was promised, where the rule names a form and no value.
fn form(finding: &Finding) -> Option<Vec<String>> {
    let told = |asserts: &[&str]| Some(asserts.iter().map(|assert| (*assert).to_owned()).collect());
    match (finding.rule.as_str(), &finding.expected) {
        ("err-shape", Value::String(promise)) if promise == "an object" => told(&["isObject"]),
        ("err-shape", _) => told(&["isString", "!= \"\""]),
        ("schema-nonnull", _) => told(&["!= null"]),
        ("schema-range", Value::String(range)) => {
            let (least, most) = range.split_once(" to ")?;
            Some(vec![format!(">= {least}"), format!("<= {most}")])
        }
        ("err-code-camel" | "odata-context", _) => Some(vec![format!("!= \"{}\"", quoted(finding.actual.as_str()?))]),
        ("err-leak", _) => Some(vec![format!("not contains \"{}\"", quoted(finding.actual.as_str()?))]),
        _ => None,
    }
}

/// How a value begins that a member of an error must not have; an error need not have the member.
fn optional(finding: &Finding) -> Option<&'static str> {
    match (finding.rule.as_str(), finding.cause.as_str()) {
        ("err-inner", _) => Some(r"[^{\s]"),
        ("err-details", "details-not-array") => Some(r"[^\[\s]"),
        _ => None,
    }
}

/// An array, item by item where the items are no containers themselves.
fn items_of(path: &str, items: &[Value]) -> Option<String> {
    let each = items.iter().enumerate().map(|(at, item)| {
        let value = match item {
            Value::Array(_) | Value::Object(_) => return None,
            Value::String(text) => format!("\"{}\"", quoted(text)),
            other => other.to_string(),
        };
        Some(format!("jsonpath \"{path}[{at}]\" == {value}\n"))
    });
    Some(format!("jsonpath \"{path}\" count == {}\n", items.len()) + &each.collect::<Option<String>>()?)
}

/// A text out of a list.
fn one_of(values: &[Value]) -> Option<String> {
    let names: Option<Vec<String>> = values.iter().map(|value| Some(pattern(value.as_str()?))).collect();
    names.filter(|names| !names.is_empty()).map(|names| format!("matches /^({})$/", names.join("|")))
}

/// Whether the request itself sets what the read must show; else that depends on what the object held before.
fn is_sent(finding: &Finding) -> bool {
    sent(finding).as_ref() == Some(&finding.expected)
}

fn sent(finding: &Finding) -> Option<Value> {
    let patch: Value = serde_json::from_slice(&finding.minimal.bytes()).ok()?;
    patch.pointer(&finding.place).cloned()
}

/// A list of statuses as the hundreds they lie in; where `actual` lies there too, as what it is not.
fn range(statuses: &[Value], actual: u16) -> Option<String> {
    let hundreds: Vec<u64> = statuses.iter().filter_map(Value::as_u64).map(|status| status / 100 * 100).collect();
    let (first, last) = (hundreds.iter().min()?, hundreds.iter().max()?);
    Some(if (*first..last + 100).contains(&actual.into()) {
        format!("status != {actual}\n")
    } else {
        format!("status >= {first}\nstatus < {}\n", last + 100)
    })
}

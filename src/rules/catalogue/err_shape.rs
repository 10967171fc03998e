//! `err-shape`: an error says what went wrong, in the documented form.

use serde_json::Value;

use crate::model::{Level, Observation, Profile, Response};
use crate::rules::wire::{TRANSIENT, accepts_json, error_answer, has_content, is_json, media_essence};
use crate::rules::{Evidence, Rule, Subject};
use crate::rules::judging::{Decision, decide, settle, skipped, undecided};

/// The rule as listed.
pub static RULE: Rule = Rule {
    id: "err-shape",
    level: Level::Must,
    profile: Profile::Page,
    summary: "describe every error in an error object with code and message",
    clause: "OData 4.01 Protocol §9.4; OData JSON Format 4.01 §21.1; Microsoft Graph error responses",
    explain: include_str!("err_shape.md"),
    subjects: &[Subject::Write, Subject::Read, Subject::Create, Subject::Delete],
    judge: |evidence| settle(judge(evidence)),
};

fn judge(evidence: &Evidence<'_>) -> Decision {
    let response = error_answer(evidence)?;
    let Some(body) = evidence.json else { return without_json(evidence, response) };
    let Some(error) = body.get("error").and_then(Value::as_object) else {
        let message = "the error answer has no object in its member `error`";
        return decide([Observation::at("/error", "error-object-missing", message).expected_actual("an object", kind(body.get("error")))]);
    };
    let mut seen: Vec<Observation> =
        [("code", "code-missing", "code-empty"), ("message", "message-missing", "message-empty")]
            .into_iter()
            .filter_map(|(member, missing, empty)| text_member(member, missing, empty, error.get(member)))
            .collect();
    if !response.header("content-type").is_some_and(is_json_kin) {
        let message = "the error answer is JSON, and its Content-Type does not say so";
        let called = response.header("content-type").unwrap_or("none");
        seen.push(
            Observation::at("header:content-type", "error-content-type", message)
                .expected_actual("application/json", called)
                .level(Level::Should),
        );
    }
    decide(seen)
}

/// A body that is absent or not JSON is a warning: gateways answer so.
fn without_json(evidence: &Evidence<'_>, response: &Response) -> Decision {
    if matches!(response.status, 502..=504) {
        return undecided(TRANSIENT);
    }
    if !accepts_json(&evidence.exchange.request) {
        return skipped("the request asks for another format");
    }
    let (cause, message) = if has_content(evidence, response) {
        ("error-body-not-json", format!("the body of the answer {} is not JSON", response.status))
    } else {
        ("error-body-missing", format!("the answer {} has no body", response.status))
    };
    decide([Observation::at("body", cause, message).level(Level::Should)])
}

fn text_member(name: &str, missing: &'static str, empty: &'static str, value: Option<&Value>) -> Option<Observation> {
    let (cause, message) = match value {
        Some(Value::String(text)) if !text.is_empty() => return None,
        Some(Value::String(_)) => (empty, format!("the {name} of the error is empty")),
        _ => (missing, format!("the error has no {name} that is a string")),
    };
    let place = format!("/error/{name}");
    Some(Observation::at(place, cause, message).expected_actual("a string that is not empty", kind(value)))
}

/// JSON, or a format that is built on it.
fn is_json_kin(content_type: &str) -> bool {
    is_json(content_type) || media_essence(content_type).is_some_and(|essence| essence.ends_with("+json"))
}

fn kind(value: Option<&Value>) -> &'static str {
    match value {
        None => "nothing",
        Some(Value::Null) => "null",
        Some(Value::Bool(_)) => "a boolean",
        Some(Value::Number(_)) => "a number",
        Some(Value::String(text)) if text.is_empty() => "an empty string",
        Some(Value::String(_)) => "a string",
        Some(Value::Array(_)) => "an array",
        Some(Value::Object(_)) => "an object",
    }
}

//! Other ways to refuse.

use serde_json::{Value, json};

use super::Freedom;
use crate::mock::service::{Answer, Hook};

/// Refuses with another status, and a code to fit.
fn status(answer: &mut Answer, from: u16, to: u16) {
    if answer.status == from {
        answer.status = to;
        for field in ["Allow", "Accept", "Accept-Patch"] {
            answer.remove_header(field);
        }
    }
}

/// Changes the error object.
fn error(answer: &mut Answer, change: fn(&mut Value)) {
    if let (400.., Ok(mut body)) = (answer.status, serde_json::from_slice::<Value>(&answer.body)) {
        change(&mut body["error"]);
        answer.body = body.to_string().into_bytes();
    }
}

/// All freedoms of this file.
pub static FREEDOMS: &[Freedom] = &[
    Freedom::new(
        "media-type-refused-with-400",
        "answers 400 to another media type",
        &[Hook::Answer(|a, _| status(a, 415, 400))],
    ),
    Freedom::new(
        "method-refused-with-400",
        "answers 400 to another method",
        &[Hook::Answer(|a, _| status(a, 405, 400))],
    ),
    Freedom::new(
        "method-refused-with-404",
        "answers 404 to another method",
        &[Hook::Answer(|a, _| status(a, 405, 404))],
    ),
    Freedom::new(
        "values-refused-with-422",
        "answers 422 to well-formed JSON that it refuses",
        &[Hook::Answer(|a, s| {
            let plain = s.request.query.is_empty() && s.request.header("odata-version").is_none();
            if plain && s.body.is_some() && s.is_update() && s.request.media_type() == "application/json" {
                status(a, 400, 422);
            }
        })],
    ),
    Freedom::new(
        "missing-permission-answers-404",
        "answers 404 to a caller without the permission",
        &[Hook::Answer(|a, _| status(a, 403, 404))],
    ),
    Freedom::new(
        "missing-permission-answers-401",
        "answers 401 to a caller without the permission",
        &[Hook::Answer(|a, _| {
            if a.status == 403 {
                a.set_header("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
            }
            status(a, 403, 401);
        })],
    ),
    Freedom::new(
        "unknown-id-answers-409",
        "answers 409 to an update of an unknown id",
        &[Hook::Answer(|a, s| {
            if s.request.method == "PATCH" {
                status(a, 404, 409);
            }
        })],
    ),
    Freedom::new(
        "unknown-id-answers-412",
        "answers 412 to an update of an unknown id with If-Match",
        &[Hook::Answer(|a, s| {
            if s.request.header("if-match").is_some() {
                status(a, 404, 412);
            }
        })],
    ),
    Freedom::new(
        "unknown-id-answers-400",
        "answers 400 to an id that is unknown",
        &[Hook::Answer(|a, _| status(a, 404, 400))],
    ),
    Freedom::new(
        "errors-of-intune",
        "puts JSON into the message of errors",
        &[Hook::Answer(|a, _| {
            error(a, |e| {
                let inner = json!({"_version": 3, "Message": e["message"], "CustomApiErrorPhrase": "", "RetryAfter": null,
                "ErrorSourceService": "", "HttpHeaders": "{}"});
                e["message"] = inner.to_string().into();
                e["code"] = "InternalError".into();
            });
        })],
    ),
    Freedom::new(
        "errors-with-details",
        "adds target and details to errors",
        &[Hook::Answer(|a, _| {
            error(a, |e| {
                e["target"] = Value::Null;
                e["details"] = json!([{"code": "invalidValue", "message": "See the value.", "target": "value"}]);
            });
        })],
    ),
    Freedom::new(
        "errors-in-short",
        "shows nothing but code and message",
        &[Hook::Answer(|a, _| {
            error(a, |e| {
                e.as_object_mut().into_iter().for_each(|o| o.retain(|name, _| name == "code" || name == "message"));
            });
        })],
    ),
    Freedom::new(
        "errors-nested",
        "nests inner errors and spells them in lower case",
        &[Hook::Answer(|a, _| {
            error(a, |e| {
                let inner = e["innerError"].take();
                e.as_object_mut().into_iter().for_each(|o| drop(o.shift_remove("innerError")));
                e["innererror"] = json!({"code": "InvalidValue", "innererror": inner});
            });
        })],
    ),
    Freedom::new(
        "errors-with-other-codes",
        "shows codes with blanks and signs",
        &[Hook::Answer(|a, _| {
            error(a, |e| e["code"] = "Request_BadRequest, -1".into());
        })],
    ),
];

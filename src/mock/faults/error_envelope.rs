//! Errors of the wrong shape.

use serde_json::{Map, Value, json};

use super::{Family, Fault};
use crate::mock::service::{Answer, Hook};
use crate::model::Profile;

const fn shapes(id: &'static str, rule: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::ErrorEnvelope, id, rule, summary, hooks)
}

/// Changes the error object of every error.
fn error(answer: &mut Answer, change: fn(&mut Map<String, Value>)) {
    whole(answer, |mut body| {
        if let Some(error) = body.get_mut("error").and_then(Value::as_object_mut) {
            change(error);
        }
        body
    });
}

/// Changes the whole body of every error.
fn whole(answer: &mut Answer, change: impl FnOnce(Value) -> Value) {
    if answer.status >= 400
        && let Ok(body) = serde_json::from_slice(&answer.body)
    {
        answer.body = change(body).to_string().into_bytes();
    }
}

/// Replaces the body of every error by something that is not JSON.
fn replaced(answer: &mut Answer, media_type: &str, body: &str) {
    if answer.status >= 400 {
        answer.body = body.as_bytes().to_vec();
        answer.set_header("Content-Type", media_type);
    }
}

fn set(error: &mut Map<String, Value>, name: &str, value: Value) {
    error.insert(name.to_owned(), value);
}

/// All faults of this file.
pub static FAULTS: &[Fault] = &[
    shapes(
        "error-code-missing",
        "err-shape",
        "leaves out `code`",
        &[Hook::Answer(|a, _| {
            error(a, |e| drop(e.shift_remove("code")));
        })],
    ),
    shapes(
        "error-code-empty",
        "err-shape",
        "leaves `code` empty",
        &[Hook::Answer(|a, _| error(a, |e| set(e, "code", "".into())))],
    ),
    shapes(
        "error-code-number",
        "err-shape",
        "shows the status as `code`",
        &[Hook::Answer(|a, _| {
            error(a, |e| set(e, "code", 400.into()));
        })],
    ),
    shapes(
        "error-code-null",
        "err-shape",
        "shows null as `code`",
        &[Hook::Answer(|a, _| {
            error(a, |e| set(e, "code", Value::Null));
        })],
    ),
    shapes(
        "error-message-missing",
        "err-shape",
        "leaves out `message`",
        &[Hook::Answer(|a, _| {
            error(a, |e| drop(e.shift_remove("message")));
        })],
    ),
    shapes(
        "error-message-empty",
        "err-shape",
        "leaves `message` empty",
        &[Hook::Answer(|a, _| {
            error(a, |e| set(e, "message", "".into()));
        })],
    ),
    shapes(
        "error-message-null",
        "err-shape",
        "shows null as `message`",
        &[Hook::Answer(|a, _| {
            error(a, |e| set(e, "message", Value::Null));
        })],
    ),
    shapes(
        "error-message-object",
        "err-shape",
        "shows an object as `message`, as in OData 3",
        &[Hook::Answer(|a, _| {
            error(a, |e| {
                let text = e.get("message").cloned().unwrap_or_default();
                set(e, "message", json!({"lang": "en-US", "value": text}));
            });
        })],
    ),
    shapes(
        "error-is-text",
        "err-shape",
        "shows a text as `error`",
        &[Hook::Answer(|a, _| {
            whole(a, |_| json!({"error": "bad request"}));
        })],
    ),
    shapes(
        "error-is-null",
        "err-shape",
        "shows null as `error`",
        &[Hook::Answer(|a, _| whole(a, |_| json!({"error": null})))],
    ),
    shapes(
        "error-in-list",
        "err-shape",
        "shows the error in a list",
        &[Hook::Answer(|a, _| whole(a, |body| json!([body])))],
    ),
    shapes(
        "error-members-at-top",
        "err-shape",
        "shows `code` and `message` without `error`",
        &[Hook::Answer(|a, _| {
            whole(a, |body| body["error"].clone());
        })],
    ),
    shapes(
        "error-name-capitalised",
        "err-shape",
        "shows `Error` for `error`",
        &[Hook::Answer(|a, _| {
            whole(a, |body| json!({"Error": body["error"]}));
        })],
    ),
    shapes(
        "error-as-problem",
        "err-shape",
        "shows a problem document",
        &[Hook::Answer(|a, _| {
            whole(
                a,
                |body| json!({"type": "about:blank", "title": body["error"]["code"], "detail": body["error"]["message"]}),
            );
        })],
    ),
    shapes(
        "error-as-plain-text",
        "err-shape",
        "tells errors in plain text",
        &[Hook::Answer(|a, _| {
            replaced(a, "text/plain", "Bad request");
        })],
    ),
    shapes(
        "error-as-html",
        "err-shape",
        "tells errors in HTML",
        &[Hook::Answer(|a, _| {
            replaced(a, "text/html", "<html><body><h1>Error</h1></body></html>");
        })],
    ),
    shapes(
        "error-blank",
        "err-shape",
        "leaves the body of errors empty",
        &[Hook::Answer(|a, _| {
            replaced(a, "application/json", "");
        })],
    ),
    shapes(
        "error-empty-object",
        "err-shape",
        "answers errors with an empty object",
        &[Hook::Answer(|a, _| {
            replaced(a, "application/json", "{}");
        })],
    ),
    shapes(
        "error-truncated",
        "body-strict-json",
        "ends error bodies too early",
        &[Hook::Answer(|a, _| {
            if a.status >= 400 {
                a.body.pop();
            }
        })],
    ),
    shapes(
        "error-with-company",
        "err-single",
        "shows a second member beside `error`",
        &[Hook::Answer(|a, _| {
            whole(a, |mut body| {
                body["status"] = 400.into();
                body
            });
        })],
    ),
    shapes(
        "error-details-object",
        "err-details",
        "shows an object as `details`",
        &[Hook::Answer(|a, _| {
            error(a, |e| set(e, "details", json!({"code": "a", "message": "b"})));
        })],
    ),
    shapes(
        "error-details-texts",
        "err-details",
        "shows texts as `details`",
        &[Hook::Answer(|a, _| {
            error(a, |e| set(e, "details", json!(["a"])));
        })],
    ),
    shapes(
        "error-details-without-message",
        "err-details",
        "leaves out `message` in `details`",
        &[Hook::Answer(|a, _| {
            error(a, |e| set(e, "details", json!([{"code": "a"}])));
        })],
    ),
    shapes(
        "error-inner-text",
        "err-inner",
        "shows a text as `innerError`",
        &[Hook::Answer(|a, _| {
            error(a, |e| set(e, "innerError", "request 17".into()));
        })],
    ),
    shapes(
        "error-inner-list",
        "err-inner",
        "shows a list as `innerError`",
        &[Hook::Answer(|a, _| {
            error(a, |e| set(e, "innerError", json!([{"date": "2026-01-01T00:00:00"}])));
        })],
    ),
    shapes(
        "error-with-stack-trace",
        "err-leak",
        "shows a stack trace",
        &[Hook::Answer(|a, _| {
            error(a, |e| {
                let trace = "Object reference not set.\r\n   at Contoso.Partners.Update(String id) in C:\\src\\Partners.cs:line 42";
                set(e, "message", trace.into());
            });
        })],
    ),
    shapes(
        "error-with-path",
        "err-leak",
        "shows a path of the server",
        &[Hook::Answer(|a, _| {
            error(a, |e| set(e, "message", "cannot open /var/lib/partners/data/7.json".into()));
        })],
    ),
    shapes(
        "error-code-capitalised",
        "err-code-camel",
        "shows `code` in Pascal case",
        &[Hook::Answer(|a, _| {
            error(a, |e| set(e, "code", "BadRequest".into()));
        })],
    )
    .only_in(Profile::StrictOdata),
    shapes(
        "error-language-missing",
        "err-lang",
        "leaves out Content-Language on errors",
        &[Hook::Answer(|a, _| {
            a.remove_header("Content-Language");
        })],
    )
    .only_in(Profile::StrictOdata),
];

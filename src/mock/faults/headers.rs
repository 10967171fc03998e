//! Wrong, missing or malformed header fields.

use super::{Family, Fault};
use crate::mock::service::{Answer, Facts, Hook, Request, Scene, json_answer};
use crate::model::Profile;

const fn fields(id: &'static str, rule: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Headers, id, rule, summary, hooks)
}

fn media(answer: &mut Answer, media_type: &str) {
    if answer.is_success() && !answer.body.is_empty() {
        answer.set_header("Content-Type", media_type);
    }
}

/// Throttles every fifteenth request with this `Retry-After`.
fn throttled(scene: &Scene<'_>, retry_after: Option<&str>) -> Option<Answer> {
    let body = serde_json::json!({"error": {"code": "tooManyRequests", "message": "Too many requests."}});
    let answer = json_answer(429, &body);
    let answer = retry_after.map_or(answer.clone(), |value| answer.with("Retry-After", value));
    (scene.turn.is_multiple_of(15)).then_some(answer)
}

fn without(request: &mut Request, _: &Facts, name: &str) {
    request.remove_header(name);
}

/// Whether the precondition is a tag that the mock itself could have shown.
fn has_own_tag(request: &Request) -> bool {
    let tag = request.header("if-match").and_then(|tag| tag.strip_prefix('"')?.strip_suffix('"'));
    tag.is_some_and(|tag| tag.len() == 8 && tag.bytes().all(|octet| octet.is_ascii_hexdigit()))
}

/// All faults of this file.
pub static FAULTS: &[Fault] = &[
    fields(
        "stale-etag-accepted",
        "etag-412",
        "takes every ETag that an entity ever had for the current one",
        &[Hook::Receive(|r, _| {
            if has_own_tag(r) {
                r.set_header("if-match", "*");
            }
        })],
    ),
    fields("content-type-html", "ct-json", "calls JSON text/html", &[Hook::Answer(|a, _| media(a, "text/html"))]),
    fields(
        "content-type-plain",
        "ct-json",
        "calls JSON text/plain",
        &[Hook::Answer(|a, _| media(a, "text/plain; charset=utf-8"))],
    ),
    fields(
        "content-type-octets",
        "ct-json",
        "calls JSON application/octet-stream",
        &[Hook::Answer(|a, _| {
            media(a, "application/octet-stream");
        })],
    ),
    fields(
        "content-type-javascript",
        "ct-json",
        "calls JSON text/javascript",
        &[Hook::Answer(|a, _| media(a, "text/javascript"))],
    ),
    fields(
        "content-type-missing",
        "ct-json",
        "leaves out Content-Type",
        &[Hook::Answer(|a, _| a.remove_header("Content-Type"))],
    ),
    fields(
        "metadata-parameter-missing",
        "ct-metadata",
        "leaves out the metadata parameter",
        &[Hook::Answer(|a, _| {
            media(a, "application/json");
        })],
    )
    .only_in(Profile::StrictOdata),
    fields(
        "date-malformed",
        "date",
        "writes Date in ISO 8601",
        &[Hook::Answer(|a, _| {
            a.set_header("Date", "2026-01-02T03:04:05Z");
        })],
    ),
    fields(
        "date-in-local-time",
        "date",
        "writes Date with an offset",
        &[Hook::Answer(|a, _| {
            a.set_header("Date", "Fri, 02 Jan 2026 03:04:05 +0100");
        })],
    ),
    fields(
        "date-with-wrong-weekday",
        "date",
        "writes the wrong day of the week in Date",
        &[Hook::Answer(|a, _| {
            a.set_header("Date", "Mon, 02 Jan 2026 03:04:05 GMT");
        })],
    ),
    fields(
        "retry-after-malformed",
        "retry-after",
        "writes a word in Retry-After",
        &[Hook::Reply(|s| throttled(s, Some("soon")))],
    ),
    fields(
        "retry-after-negative",
        "retry-after",
        "writes a negative number in Retry-After",
        &[Hook::Reply(|s| throttled(s, Some("-1")))],
    ),
    fields(
        "retry-after-fraction",
        "retry-after",
        "writes a fraction in Retry-After",
        &[Hook::Reply(|s| throttled(s, Some("0.5")))],
    ),
    fields(
        "retry-after-missing",
        "retry-after",
        "throttles without Retry-After",
        &[Hook::Reply(|s| throttled(s, None))],
    ),
    fields(
        "client-request-id-lost",
        "req-id",
        "does not echo client-request-id",
        &[Hook::Answer(|a, _| {
            a.remove_header("client-request-id");
        })],
    ),
    fields(
        "client-request-id-replaced",
        "req-id",
        "answers another client-request-id",
        &[Hook::Answer(|a, _| {
            a.set_header("client-request-id", "00000000-0000-0000-0000-000000000000");
        })],
    ),
    fields(
        "request-id-missing",
        "req-id",
        "leaves out request-id",
        &[Hook::Answer(|a, _| a.remove_header("request-id"))],
    ),
    fields("if-match-ignored", "etag-412", "ignores If-Match", &[Hook::Receive(|r, f| without(r, f, "if-match"))]),
    fields(
        "if-none-match-ignored",
        "etag-412",
        "ignores If-None-Match",
        &[Hook::Receive(|r, f| without(r, f, "if-none-match"))],
    ),
    fields(
        "if-match-answers-409",
        "etag-412",
        "answers 409 to a wrong If-Match",
        &[Hook::Answer(|a, _| {
            if a.status == 412 {
                a.status = 409;
            }
        })],
    ),
    fields(
        "if-match-answers-304",
        "etag-412",
        "answers 304 to an update with a wrong If-Match",
        &[Hook::Answer(|a, s| {
            if a.status == 412 && s.is_update() {
                a.status = 304;
            }
        })],
    ),
    fields(
        "preference-applied-lies",
        "prefer-min",
        "claims return=minimal and answers content",
        &[
            Hook::Receive(|r, _| {
                if r.prefers("minimal") {
                    r.set_header("prefer", "return=representation");
                }
            }),
            Hook::Answer(|a, _| {
                if a.header("Preference-Applied").is_some() {
                    a.set_header("Preference-Applied", "return=minimal");
                }
            }),
        ],
    ),
    fields(
        "representation-answers-204",
        "prefer-rep",
        "claims return=representation and answers 204",
        &[Hook::Answer(|a, s| {
            if s.is_update() && a.is_success() && s.request.prefers("representation") {
                a.status = 204;
                a.remove_header("Content-Type");
            }
        })],
    ),
    fields(
        "accept-patch-missing",
        "accept-patch",
        "leaves out Accept-Patch and Accept on 415",
        &[Hook::Answer(|a, _| {
            a.remove_header("Accept-Patch");
            a.remove_header("Accept");
        })],
    ),
    fields(
        "odata-version-missing",
        "odata-version",
        "leaves out OData-Version",
        &[Hook::Answer(|a, _| {
            a.remove_header("OData-Version");
        })],
    )
    .only_in(Profile::StrictOdata),
    fields(
        "odata-version-too-high",
        "odata-version",
        "answers OData-Version 4.01 to OData-MaxVersion 4.0",
        &[Hook::Answer(|a, _| {
            a.set_header("OData-Version", "4.01");
        })],
    )
    .only_in(Profile::StrictOdata),
    fields(
        "date-twice",
        "date",
        "sends two fields of Date",
        &[Hook::Answer(|a, _| {
            *a = std::mem::replace(a, Answer::empty(200)).with("Date", "Thu, 01 Jan 1970 00:00:00 GMT");
        })],
    ),
    fields(
        "current-etag-refused",
        "etag-412",
        "answers 412 to an If-Match with the current ETag",
        &[Hook::Receive(|r, _| {
            if r.header("if-match").is_some_and(|tag| tag.starts_with('"')) {
                r.set_header("if-match", "\"never\"");
            }
        })],
    ),
];

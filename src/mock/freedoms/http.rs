//! Other ways to say the same in HTTP.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::Freedom;
use crate::mock::service::{Answer, Form, Hook, Names, Refusal, Scene, Step, encode, http_date};

fn gzip(answer: &mut Answer, scene: &Scene<'_>) {
    let wanted = scene.request.list("accept-encoding").any(|c| c.split(';').next().map(str::trim) == Some("gzip"));
    if !wanted || answer.body.is_empty() || scene.request.method == "HEAD" {
        return;
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    if let Ok(packed) = encoder.write_all(&answer.body).and_then(|()| encoder.finish()) {
        answer.body = packed;
        answer.set_header("Content-Encoding", "gzip");
        answer.set_header("Vary", "Accept-Encoding");
    }
}

/// Sends every answer in `form`.
#[expect(clippy::unnecessary_wraps, reason = "hooks answer with an option")]
fn written(answer: &Answer, form: Form) -> Option<Vec<Step>> {
    Some(vec![Step::Send(encode(answer, form))])
}

fn busy(scene: &Scene<'_>, every: u64, status: u16, retry_after: String) -> Option<Answer> {
    let refusal = Refusal::new(status, "The service is busy; try again.").with("Retry-After", retry_after);
    let date = scene.now.strftime("%Y-%m-%dT%H:%M:%S").to_string();
    (scene.turn.is_multiple_of(every))
        .then(|| refusal.answer(scene.request, "d0c9f00f-0000-4000-8000-000000000000", &date))
}

fn redirected(scene: &Scene<'_>, status: u16) -> Option<Answer> {
    let Scene { request, .. } = scene;
    let fresh = !request.query.contains("moved=1") && scene.route.entity().is_some();
    let join = if request.query.is_empty() { "" } else { "&" };
    fresh.then(|| Answer::empty(status).with("Location", format!("{}?{}{join}moved=1", request.path, request.query)))
}

/// All freedoms of this file.
pub static FREEDOMS: &[Freedom] = &[
    Freedom::new("answers-in-gzip", "packs answers for clients that accept gzip", &[Hook::Answer(gzip)]),
    Freedom::new(
        "answers-chunked",
        "sends answers in chunks",
        &[Hook::Wire(|a, s| {
            let chunk = (s.request.method != "HEAD").then_some(100);
            written(a, Form { chunk, ..Form::USUAL })
        })],
    ),
    Freedom::new(
        "answers-in-tiny-chunks",
        "sends answers in chunks that cut characters",
        &[Hook::Wire(|a, s| {
            let chunk = (s.request.method != "HEAD").then_some(3);
            written(a, Form { chunk, ..Form::USUAL })
        })],
    ),
    Freedom::new(
        "answers-in-pieces",
        "sends answers in several writes",
        &[Hook::Wire(|a, _| {
            let octets = encode(a, Form::USUAL);
            Some(octets.chunks(97).map(|piece| Step::Send(bytes::Bytes::copy_from_slice(piece))).collect())
        })],
    ),
    Freedom::new(
        "answers-in-http-1-0",
        "answers in HTTP/1.0, without a length, and closes",
        &[Hook::Wire(|a, s| {
            let mut answer = a.clone();
            if s.request.method != "HEAD" {
                answer.remove_header("Content-Length");
            }
            let octets = encode(&answer, Form { version: "HTTP/1.0", ..Form::USUAL });
            Some(vec![Step::Send(octets), Step::Close])
        })],
    ),
    Freedom::new(
        "connections-closed",
        "closes the connection after every answer",
        &[Hook::Answer(|a, _| {
            a.set_header("Connection", "close");
        })],
    ),
    Freedom::new(
        "field-names-in-lower-case",
        "writes field names in lower case",
        &[Hook::Wire(|a, _| written(a, Form { names: Names::Lower, ..Form::USUAL }))],
    ),
    Freedom::new(
        "field-names-in-upper-case",
        "writes field names in upper case",
        &[Hook::Wire(|a, _| written(a, Form { names: Names::Upper, ..Form::USUAL }))],
    ),
    Freedom::new(
        "phrase-left-out",
        "leaves out the phrase of the status",
        &[Hook::Wire(|a, _| written(a, Form { reason: false, ..Form::USUAL }))],
    ),
    Freedom::new(
        "date-left-out",
        "leaves out Date, as a server without a clock",
        &[Hook::Wire(|a, _| {
            let mut answer = a.clone();
            answer.remove_header("Date");
            written(&answer, Form::USUAL)
        })],
    ),
    Freedom::new(
        "length-left-out-on-head",
        "leaves out Content-Length in answers to HEAD",
        &[Hook::Wire(|a, s| {
            let mut answer = a.clone();
            answer.remove_header("Content-Length");
            if s.request.method == "HEAD" { written(&answer, Form::USUAL) } else { None }
        })],
    ),
    Freedom::new(
        "fields-added",
        "adds fields that nobody asked for",
        &[Hook::Answer(|a, _| {
            a.set_header("Vary", "Accept-Encoding");
            a.set_header("x-ms-ags-diagnostic", "{\"ServerInfo\":{\"DataCenter\":\"North Europe\",\"Ring\":\"5\"}}");
            a.set_header("Strict-Transport-Security", "max-age=31536000");
            a.headers.push(("Set-Cookie".to_owned(), "a=1".to_owned()));
            a.headers.push(("Set-Cookie".to_owned(), "b=2".to_owned()));
        })],
    ),
    Freedom::new(
        "media-type-in-capitals",
        "writes Application/JSON",
        &[Hook::Answer(|a, _| {
            if a.header("Content-Type").is_some() {
                a.set_header("Content-Type", "Application/JSON; Charset=\"UTF-8\"");
            }
        })],
    ),
    Freedom::new(
        "media-type-bare",
        "writes application/json without parameters",
        &[Hook::Answer(|a, _| {
            if a.header("Content-Type").is_some() {
                a.set_header("Content-Type", "application/json");
            }
        })],
    ),
    Freedom::new("tags-absent", "shows no ETag", &[Hook::Answer(|a, _| a.remove_header("ETag"))]),
    Freedom::new("preferences-ignored", "ignores Prefer", &[Hook::Receive(|r, _| r.remove_header("prefer"))]),
    Freedom::new(
        "preference-not-confirmed",
        "leaves out Preference-Applied",
        &[Hook::Answer(|a, _| {
            a.remove_header("Preference-Applied");
        })],
    ),
    Freedom::new(
        "head-refused",
        "does not know HEAD",
        &[Hook::Reply(|s| {
            let allow = if s.route.entity().is_some() { "GET, PATCH" } else { "GET" };
            let refusal = Refusal::new(405, "The method HEAD is not allowed here.").with("Allow", allow);
            (s.request.method == "HEAD").then(|| refusal.answer(s.request, "d0c9f00f-0000-4000-8000-000000000000", ""))
        })],
    ),
    Freedom::new(
        "throttled-now-and-then",
        "throttles one request in fifty",
        &[Hook::Reply(|s| busy(s, 50, 429, "0".to_owned()))],
    ),
    Freedom::new(
        "unavailable-now-and-then",
        "is unavailable for one request in sixty, until a date",
        &[Hook::Reply(|s| busy(s, 60, 503, http_date(s.now)))],
    ),
    Freedom::new(
        "redirected-307",
        "redirects to another URL of the same origin once (307)",
        &[Hook::Reply(|s| redirected(s, 307))],
    ),
    Freedom::new(
        "redirected-308",
        "redirects to another URL of the same origin once (308)",
        &[Hook::Reply(|s| redirected(s, 308))],
    ),
];

//! Updates and refusals with a wrong status.

use super::{Family, Fault};
use crate::mock::service::{Answer, Hook, Refusal, Scene};

const fn crash(id: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Status, id, "status-5xx", summary, hooks)
}

const fn other(id: &'static str, rule: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Status, id, rule, summary, hooks)
}

fn broken(yes: bool) -> Option<Refusal> {
    yes.then(|| Refusal::new(500, "The service met an unexpected condition."))
}

fn updated_as(answer: &mut Answer, scene: &Scene<'_>, status: u16) {
    if scene.is_update() && answer.status == scene.facts.success() {
        answer.status = status;
    }
}

/// All faults of this file.
pub static FAULTS: &[Fault] = &[
    other(
        "updated-answers-204",
        "status-success",
        "answers 204 though nobody asked for it",
        &[Hook::Answer(|a, s| {
            updated_as(a, s, 204);
            if a.status == 204 {
                a.remove_header("Content-Type");
            }
        })],
    ),
    other("updated-answers-201", "status-success", "answers 201", &[Hook::Answer(|a, s| updated_as(a, s, 201))]),
    other("updated-answers-202", "case-expected", "answers 202", &[Hook::Answer(|a, s| updated_as(a, s, 202))]),
    other("updated-answers-203", "status-success", "answers 203", &[Hook::Answer(|a, s| updated_as(a, s, 203))]),
    other("updated-answers-207", "status-success", "answers 207", &[Hook::Answer(|a, s| updated_as(a, s, 207))]),
    crash(
        "updated-answers-500",
        "stores the update and answers 500",
        &[Hook::Answer(|a, s| {
            if scene_updated(a, s) {
                *a = failed(a, 500);
            }
        })],
    ),
    crash(
        "updates-answer-501",
        "answers 501 to every update",
        &[Hook::Reply(|s| s.is_update().then(|| failed(&Answer::empty(501), 501)))],
    ),
    crash(
        "emoji-answers-500",
        "answers 500 to code points beyond U+FFFF",
        &[Hook::Refuse(|s| broken(s.sends(|t| t.chars().any(|c| u32::from(c) > 0xffff))))],
    ),
    crash(
        "long-text-answers-500",
        "answers 500 to texts over 1000 characters",
        &[Hook::Refuse(|s| broken(s.sends(|t| t.chars().count() > 1000)))],
    ),
    crash(
        "null-answers-500",
        "answers 500 to a null it should store",
        &[Hook::Refuse(|s| broken(s.body.is_some_and(|b| b.values().any(serde_json::Value::is_null))))],
    ),
    crash(
        "leap-day-answers-500",
        "answers 500 to February 29",
        &[Hook::Refuse(|s| broken(s.sends(|t| t.get(4..10) == Some("-02-29"))))],
    ),
    crash(
        "apostrophe-answers-500",
        "answers 500 to an apostrophe",
        &[Hook::Refuse(|s| broken(s.sends(|t| t.contains('\''))))],
    ),
    crash("nul-answers-500", "answers 500 to U+0000", &[Hook::Refuse(|s| broken(s.sends(|t| t.contains('\0'))))]),
    crash(
        "empty-text-answers-500",
        "answers 500 to an empty text",
        &[Hook::Refuse(|s| broken(s.sends(str::is_empty)))],
    ),
    crash(
        "percent-answers-500",
        "answers 500 to a percent sign without two digits",
        &[Hook::Refuse(|s| {
            broken(s.sends(|t| {
                t.split('%').skip(1).any(|rest| rest.bytes().take(2).filter(u8::is_ascii_hexdigit).count() < 2)
            }))
        })],
    ),
    crash(
        "wrong-type-answers-500",
        "answers 500 to a value of the wrong type",
        &[Hook::Answer(|a, s| {
            if a.status == 400 && s.body.is_some() {
                *a = failed(a, 500);
            }
        })],
    ),
    crash(
        "malformed-json-answers-500",
        "answers 500 to a body that is no JSON object",
        &[Hook::Answer(|a, s| {
            if a.status == 400 && s.is_update() && s.body.is_none() {
                *a = failed(a, 500);
            }
        })],
    ),
    crash(
        "list-answers-500",
        "answers 500 to a top-level list",
        &[Hook::Answer(|a, s| {
            if a.status == 400 && s.is_update() && s.request.body.first() == Some(&b'[') {
                *a = failed(a, 500);
            }
        })],
    ),
    crash(
        "deep-nesting-answers-500",
        "answers 500 to deep nesting",
        &[Hook::Answer(|a, s| {
            if a.status == 400 && s.request.body.windows(64).any(|w| w.iter().all(|b| *b == b'[')) {
                *a = failed(a, 500);
            }
        })],
    ),
    crash(
        "unknown-id-answers-500",
        "answers 500 to an unknown id",
        &[Hook::Answer(|a, _| {
            if a.status == 404 {
                *a = failed(a, 500);
            }
        })],
    ),
    crash(
        "media-type-answers-500",
        "answers 500 to another media type",
        &[Hook::Answer(|a, _| {
            if a.status == 415 {
                *a = failed(a, 500);
            }
        })],
    ),
    other(
        "refusals-answer-418",
        "status-known",
        "refuses with a status that no Graph page knows",
        &[Hook::Answer(|a, s| {
            if a.status == 400 && s.is_update() {
                a.status = 418;
            }
        })],
    ),
    other(
        "refusals-answer-499",
        "status-known",
        "refuses with a status of a proxy's own",
        &[Hook::Answer(|a, s| {
            if a.status == 400 && s.is_update() {
                a.status = 499;
            }
        })],
    ),
    other(
        "refusals-answer-200",
        "invalid-input-rejected",
        "tells the error in the body of a 200",
        &[Hook::Answer(|a, s| {
            if a.status == 400 && s.is_update() {
                a.status = 200;
            }
        })],
    ),
    other(
        "refusals-answer-302",
        "redirect-same-origin",
        "redirects to an error page instead of refusing",
        &[Hook::Answer(|a, s| {
            if a.status == 400 && s.is_update() {
                a.status = 302;
                a.set_header("Location", "/error");
            }
        })],
    ),
];

fn scene_updated(answer: &Answer, scene: &Scene<'_>) -> bool {
    scene.is_update() && answer.is_success()
}

/// The same answer as an internal error.
fn failed(answer: &Answer, status: u16) -> Answer {
    let body = r#"{"error":{"code":"internalServerError","message":"The service met an unexpected condition."}}"#;
    let mut failed = Answer { status, headers: answer.headers.clone(), body: body.into() };
    failed.remove_header("ETag");
    failed.set_header("Content-Type", "application/json");
    failed
}

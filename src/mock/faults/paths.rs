//! Wrong resources and methods.

use serde_json::{Value, json};

use super::{Family, Fault};
use crate::mock::service::{Answer, Entity, Hook, Refusal, Request, Route, Scene, json_answer};

const fn leads(id: &'static str, rule: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Paths, id, rule, summary, hooks)
}

#[expect(clippy::unnecessary_wraps, reason = "hooks answer with an option")]
fn refused(scene: &Scene<'_>, status: u16, message: &str) -> Option<Answer> {
    Some(Refusal::new(status, message).answer(
        scene.request,
        "d0c9f00f-0000-4000-8000-000000000000",
        "2026-01-02T03:04:05",
    ))
}

/// Lets `method` on an entity through as the documented one.
fn as_update(request: &mut Request, method: &str, documented: &str) {
    if request.method == method {
        documented.clone_into(&mut request.method);
    }
}

/// All faults of this file.
pub static FAULTS: &[Fault] = &[
    leads(
        "path-in-other-case-leads-to-last",
        "echo-id",
        "takes a path in another case for one to the last entity",
        &[Hook::Route(|route, request, state| {
            let is_capital = |segment: &str| segment.starts_with(|c: char| c.is_ascii_uppercase());
            if *route == Route::Nowhere && request.path.split('/').any(is_capital) {
                *route = Route::Entity(state.entities.len() - 1);
            }
        })],
    ),
    leads(
        "unknown-id-creates",
        "unknown-id-rejected",
        "creates the entity that an update does not find",
        &[Hook::Route(|route, request, state| {
            if let Route::Unknown(id) = route
                && request.method == "PATCH"
            {
                let mut properties = state.entities.first().map(|e| e.now.clone()).unwrap_or_default();
                if let Some(key) = properties.values_mut().next() {
                    *key = Value::from(id.as_str());
                }
                state.entities.push(Entity { id: id.clone(), ..Entity::new(properties, "") });
                *route = Route::Entity(state.entities.len() - 1);
            }
        })],
    ),
    leads(
        "unknown-id-answers-200",
        "unknown-id-rejected",
        "answers 200 to an update of nothing",
        &[Hook::Reply(|s| {
            let Route::Unknown(id) = &s.route else { return None };
            (s.request.method == "PATCH").then(|| json_answer(200, &json!({s.facts.key(): id})))
        })],
    ),
    leads(
        "unknown-id-answers-204",
        "unknown-id-rejected",
        "answers 204 to an update of nothing",
        &[Hook::Reply(|s| {
            let unknown = matches!(&s.route, Route::Unknown(_)) && s.request.method == "PATCH";
            unknown.then(|| Answer::empty(204))
        })],
    ),
    leads(
        "unknown-id-updates-first",
        "unknown-id-rejected",
        "updates the first entity when the id is unknown",
        &[Hook::Route(|route, _, state| {
            if matches!(route, Route::Unknown(_)) && !state.entities.is_empty() {
                *route = Route::Entity(0);
            }
        })],
    ),
    leads(
        "id-prefix-suffices",
        "unknown-id-rejected",
        "takes an id for the entity whose id it begins with",
        &[Hook::Route(|route, _, state| {
            if let Route::Unknown(id) = route
                && let Some(index) = state.entities.iter().position(|e| id.starts_with(&e.id))
            {
                *route = Route::Entity(index);
            }
        })],
    ),
    leads("allow-missing", "allow-405", "leaves out Allow", &[Hook::Answer(|a, _| a.remove_header("Allow"))]),
    leads(
        "allow-without-the-method",
        "allow-405",
        "leaves the documented method out of Allow",
        &[Hook::Answer(|a, _| {
            if a.status == 405 {
                a.set_header("Allow", "GET, HEAD");
            }
        })],
    ),
    leads(
        "allow-names-the-method-everywhere",
        "allow-405",
        "lists PATCH in Allow of the collection",
        &[Hook::Answer(|a, s| {
            if a.status == 405 && s.route == Route::Collection {
                a.set_header("Allow", "GET, HEAD, PATCH");
            }
        })],
    ),
    leads(
        "post-accepted",
        "method-not-allowed",
        "takes POST on the entity for the documented method",
        &[Hook::Receive(|r, f| {
            as_update(r, "POST", &f.contract.operation.method);
        })],
    ),
    leads(
        "put-accepted",
        "method-not-allowed",
        "takes PUT on the entity for the documented method",
        &[Hook::Receive(|r, f| {
            as_update(r, "PUT", &f.contract.operation.method);
        })],
    ),
    leads(
        "post-answers-200",
        "method-not-allowed",
        "answers 200 to POST on the entity and does nothing",
        &[Hook::Reply(|s| {
            (s.request.method == "POST" && s.route.entity().is_some()).then(|| json_answer(200, &json!({})))
        })],
    ),
    leads(
        "collection-patch-accepted",
        "method-not-allowed",
        "takes PATCH on the collection for the first entity",
        &[Hook::Route(|route, request, state| {
            if *route == Route::Collection && request.method == "PATCH" && !state.entities.is_empty() {
                *route = Route::Entity(0);
            }
        })],
    ),
    leads(
        "update-not-routed",
        "route-exists",
        "does not route the documented method",
        &[Hook::Reply(|s| {
            let message = "No method match route template";
            if s.is_update() { refused(s, 400, message) } else { None }
        })],
    ),
    leads(
        "update-answers-404",
        "route-exists",
        "answers 404 to the documented method",
        &[Hook::Reply(|s| {
            let message = "Resource not found for the segment.";
            if s.is_update() { refused(s, 404, message) } else { None }
        })],
    ),
    leads(
        "update-answers-405",
        "route-exists",
        "answers 405 to the documented method",
        &[Hook::Reply(|s| {
            let answer = refused(s, 405, "The method is not allowed here.")?;
            s.is_update().then(|| answer.with("Allow", "GET, HEAD"))
        })],
    ),
    leads(
        "nothing-routed",
        "route-exists",
        "answers 404 to everything",
        &[Hook::Reply(|s| refused(s, 404, "Resource not found for the segment."))],
    ),
    leads(
        "every-update-refused",
        "status-success",
        "answers 400 to every update",
        &[Hook::Reply(|s| if s.is_update() { refused(s, 400, "The request is not valid.") } else { None })],
    ),
    leads(
        "head-writes",
        "read-stable",
        "stores a text when the header of an entity is read",
        &[Hook::Route(|route, request, state| {
            if let (Some(index), "HEAD") = (route.entity(), request.method.as_str()) {
                state.entities[index].now.insert("displayName".to_owned(), "Seen".into());
            }
        })],
    ),
];

//! Creates and deletes otherwise than documented: found by a run that makes an object of its own.

use serde_json::Value;

use super::{Family, Fault};
use crate::mock::service::{Answer, Hook, Route, Scene, Showing};

const fn wrong(id: &'static str, rule: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Lifecycle, id, rule, summary, hooks)
}

fn created_as(answer: &mut Answer, scene: &Scene<'_>, status: u16) {
    if scene.is_create() && answer.status == 201 {
        answer.status = status;
    }
}

/// Whether the answer is to the creation of the object that it shows.
fn is_birth(showing: &Showing<'_>) -> bool {
    showing.request.method == "POST" && showing.entity().is_created
}

/// All faults of this file.
pub static FAULTS: &[Fault] = &[
    wrong(
        "created-answers-200",
        "create-status",
        "answers 200 to a create",
        &[Hook::Answer(|a, s| created_as(a, s, 200))],
    ),
    wrong(
        "created-answers-202",
        "create-status",
        "answers 202 to a create that is done",
        &[Hook::Answer(|a, s| created_as(a, s, 202))],
    ),
    wrong(
        "create-loses-a-text",
        "create-echo",
        "ignores the first text of a create",
        &[Hook::Create(|entity, facts| {
            if let Some(name) = facts.texts().first() {
                entity.now.insert((*name).to_owned(), Value::from("A value of the service's own"));
            }
        })],
    ),
    wrong(
        "create-loses-a-member",
        "create-echo",
        "takes the first member of an enumeration in a create",
        &[Hook::Create(|entity, facts| {
            for name in facts.members() {
                if let Some(first) = facts.members_of(name).first() {
                    entity.now.insert(name.to_owned(), first.as_str().into());
                }
            }
        })],
    ),
    wrong(
        "created-without-id",
        "create-echo",
        "leaves the key out of the answer to a create",
        &[Hook::Show(|o, s| {
            if is_birth(s) {
                o.shift_remove(s.facts.key());
            }
        })],
    ),
    wrong(
        "created-is-not-readable",
        "create-readable",
        "answers 404 to reads of what was created",
        &[Hook::Route(|route, request, state| {
            let is_created = route.entity().is_some_and(|index| state.entities[index].is_created);
            if is_created && request.method == "GET" {
                *route = Route::Unknown("created".to_owned());
            }
        })],
    ),
    wrong(
        "created-under-another-id",
        "create-readable",
        "answers a create with an id that nothing has",
        &[Hook::Show(|o, s| {
            if is_birth(s) {
                o.insert(s.facts.key().to_owned(), "c7ea7ed0-ffff-4000-8000-000000000000".into());
            }
        })],
    ),
    wrong(
        "created-text-not-stored",
        "create-readable",
        "shows the first text of a create and does not store it",
        &[Hook::Show(|o, s| {
            let is_fresh = s.is_read && s.entity().is_created && s.entity().writes == 0;
            if let Some(name) = s.facts.texts().first().filter(|_| is_fresh) {
                o.insert((*name).to_owned(), Value::from(""));
            }
        })],
    ),
    wrong(
        "deleted-answers-200",
        "delete-status",
        "answers 200 to a delete",
        &[Hook::Answer(|a, s| {
            if s.is_delete() && a.status == 204 {
                a.status = 200;
            }
        })],
    ),
    wrong(
        "action-answers-200",
        "action-status",
        "answers 200 to an action that its page answers with 204",
        &[Hook::Answer(|a, s| {
            if matches!(s.route, Route::Action { .. }) && a.status == 204 {
                a.status = 200;
            }
        })],
    ),
    wrong(
        "delete-leaves-it",
        "delete-gone",
        "answers 204 to a delete and removes nothing",
        &[Hook::Reply(|s| s.is_delete().then(|| Answer::empty(204)))],
    ),
];

//! Refused updates that leave traces.

use serde_json::Value;

use super::{Family, Fault};
use crate::mock::service::{Hook, Refused};
use crate::mock::text::{Dialect, parse_json};

const fn leaves(id: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Atomicity, id, "reject-atomic", summary, hooks)
}

const fn leaves_in(id: &'static str, rule: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Atomicity, id, rule, summary, hooks)
}

fn valid(refused: &Refused<'_>) -> Vec<(String, Value)> {
    refused.members.iter().filter_map(|(name, value)| Some((name.clone(), value.clone()?))).collect()
}

fn at_fault(refused: &Refused<'_>) -> Option<usize> {
    refused.members.iter().position(|(name, value)| value.is_none() && refused.facts.property(name).is_some())
}

/// Applies all valid members when the refusal has this status.
fn apply_on(refused: &mut Refused<'_>, status: u16) {
    if refused.answer.status == status {
        let members = valid(refused);
        refused.apply(members);
    }
}

/// All faults of this file.
pub static FAULTS: &[Fault] = &[
    leaves(
        "members-beside-a-number-stored",
        "stores the valid members beside a number that stands for a text",
        &[Hook::Refused(|r| {
            let body = serde_json::from_slice::<Value>(r.octets).unwrap_or_default();
            if r.facts.texts().iter().any(|name| body[*name].is_number()) {
                let members = valid(r);
                r.apply(members);
            }
        })],
    ),
    leaves(
        "valid-members-stored",
        "stores the valid members of a refused update",
        &[Hook::Refused(|r| apply_on(r, 400))],
    ),
    leaves(
        "members-before-the-fault-stored",
        "stores the members before the one at fault",
        &[Hook::Refused(|r| {
            if let Some(at) = r.members.iter().position(|(_, value)| value.is_none()) {
                let members: Vec<_> =
                    r.members[..at].iter().filter_map(|(n, v)| Some((n.clone(), v.clone()?))).collect();
                r.apply(members);
            }
        })],
    ),
    leaves(
        "members-after-the-fault-stored",
        "stores the members after the one at fault",
        &[Hook::Refused(|r| {
            if let Some(at) = r.members.iter().position(|(_, value)| value.is_none()) {
                let members: Vec<_> =
                    r.members[at..].iter().filter_map(|(n, v)| Some((n.clone(), v.clone()?))).collect();
                r.apply(members);
            }
        })],
    ),
    leaves(
        "texts-stored-in-spite",
        "stores the texts of a refused update",
        &[Hook::Refused(|r| {
            let texts = r.facts.texts();
            let members: Vec<_> = valid(r).into_iter().filter(|(name, _)| texts.contains(&name.as_str())).collect();
            if r.answer.status == 400 && !members.is_empty() {
                r.apply(members);
            }
        })],
    ),
    leaves(
        "member-at-fault-cleared",
        "nulls the property whose value it refuses",
        &[Hook::Refused(|r| {
            if let Some(at) = at_fault(r) {
                let name = r.members[at].0.clone();
                r.apply([(name, Value::Null)]);
            }
        })],
    ),
    leaves(
        "member-at-fault-reset",
        "resets an enum property whose value it refuses",
        &[Hook::Refused(|r| {
            if let Some(at) = at_fault(r) {
                let name = r.members[at].0.clone();
                if let Some(first) = r.facts.members_of(&name).first().cloned() {
                    r.apply([(name, first.into())]);
                }
            }
        })],
    ),
    leaves(
        "refusal-moves-instant",
        "sets an instant to the time of the server when it refuses",
        &[Hook::Refused(|r| {
            if let Some(name) = r.facts.instants().first().filter(|_| r.answer.status == 400) {
                r.apply([((*name).to_owned(), "2026-01-02T03:04:05Z".into())]);
            }
        })],
    ),
    leaves(
        "refusal-undoes",
        "takes the last update back when it refuses",
        &[Hook::Refused(|r| {
            if r.answer.status == 400 {
                let earlier = r.state.entities[r.index].earlier.clone();
                r.apply(earlier);
            }
        })],
    ),
    leaves_in(
        "refusal-hits-neighbour",
        "neighbour-untouched",
        "stores the valid members of a refused update in another entity",
        &[Hook::Refused(|r| {
            let members = valid(r);
            let other = (0..r.state.entities.len()).find(|index| *index != r.index);
            if let Some(other) = other.filter(|_| r.answer.status == 400) {
                r.state.entities[other].now.extend(members);
            }
        })],
    ),
    leaves("stored-on-401", "stores an update that it refuses for its token", &[Hook::Refused(|r| apply_on(r, 401))]),
    leaves("stored-on-412", "stores an update that it refuses for its ETag", &[Hook::Refused(|r| apply_on(r, 412))]),
    leaves(
        "stored-on-415",
        "stores an update that it refuses for its media type",
        &[Hook::Refused(|r| apply_on(r, 415))],
    ),
    leaves(
        "stored-on-truncation",
        "stores the whole members of a truncated body",
        &[Hook::Refused(|r| {
            let text = String::from_utf8_lossy(r.octets).into_owned();
            if let (400, Some((whole, _)), true) = (r.answer.status, text.rsplit_once(','), r.members.is_empty())
                && let Ok(Value::Object(members)) = parse_json(format!("{whole}}}").as_bytes(), Dialect::default())
            {
                let known: Vec<_> = members.into_iter().filter(|(name, _)| r.facts.property(name).is_some()).collect();
                r.apply(known);
            }
        })],
    ),
    leaves_in(
        "stored-after-refusal-with-the-next",
        "merge-untouched",
        "stores refused members together with the next update",
        &[
            Hook::Refused(|r| {
                let members: serde_json::Map<String, Value> = valid(r).into_iter().collect();
                if r.answer.status == 400 && !members.is_empty() {
                    r.state.memory.insert("stored-after-refusal-with-the-next", Value::Object(members));
                }
            }),
            Hook::Merge(|w| {
                if let Some(Value::Object(members)) = w.state.memory.remove("stored-after-refusal-with-the-next") {
                    for (name, value) in members.into_iter().filter(|(name, _)| !w.patch.contains_key(name)) {
                        w.after.insert(name, value);
                    }
                }
            }),
        ],
    ),
];

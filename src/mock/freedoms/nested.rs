//! What a service may do inside nested objects: a patch of one may replace it or be merged into it, and an answer may show
//! more than was sent.

use serde_json::{Map, Value};

use super::Freedom;
use crate::mock::service::{Facts, Hook};

type Object = Map<String, Value>;

const fn inside(id: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Freedom {
    Freedom::new(id, summary, hooks).inside_nested_objects()
}

/// Changes every nested object and every item of the collections of such.
fn each_object(entity: &mut Object, facts: &Facts, change: fn(&mut Object)) {
    let both = facts.nested().into_iter().chain(facts.items());
    let both: Vec<&str> = both.collect();
    for value in entity.iter_mut().filter(|(name, _)| both.contains(&name.as_str())).map(|(_, value)| value) {
        match value {
            Value::Object(object) => change(object),
            Value::Array(items) => items.iter_mut().filter_map(Value::as_object_mut).for_each(change),
            _ => {}
        }
    }
}

/// All freedoms of this file.
pub static FREEDOMS: &[Freedom] = &[
    inside(
        "nested-objects-merged",
        "keeps the members of a nested object that were not sent with it",
        &[Hook::Merge(|w| {
            for name in w.facts.nested() {
                if let (Some(Value::Object(old)), Some(Value::Object(new))) = (w.before.get(name), w.patch.get(name)) {
                    let merged: Object = old.clone().into_iter().chain(new.clone()).collect();
                    w.after.insert(name.to_owned(), merged.into());
                }
            }
        })],
    ),
    inside(
        "nested-members-filled",
        "shows null for the members of a nested object that were not sent",
        &[Hook::Show(|o, s| {
            for (name, member) in s.facts.inside_nested(|_| true) {
                if let Some(Value::Object(object)) = o.get_mut(name) {
                    object.entry(member).or_insert(Value::Null);
                }
            }
        })],
    ),
    inside(
        "nested-nulls-left-out",
        "leaves out members of nested objects that are null",
        &[Hook::Show(|o, s| each_object(o, s.facts, |object| object.retain(|_, value| !value.is_null())))],
    ),
    inside(
        "nested-types-named",
        "names the type of nested objects",
        &[Hook::Show(|o, s| {
            each_object(o, s.facts, |object| drop(object.insert("@odata.type".into(), "#docproof.nested".into())));
        })],
    ),
    inside(
        "nested-members-added",
        "shows members of nested objects that nobody documents",
        &[Hook::Show(|o, s| each_object(o, s.facts, |object| drop(object.insert("revision".into(), 1.into()))))],
    ),
    inside(
        "nested-members-reversed",
        "shows the members of nested objects in another order",
        &[Hook::Show(|o, s| {
            each_object(o, s.facts, |object| *object = std::mem::take(object).into_iter().rev().collect());
        })],
    ),
];

//! Values inside nested objects and inside the items of collections of objects: met only where a page documents some.

use serde_json::{Map, Value, json};

use super::{Family, Fault};
use crate::mock::service::{Answer, Fate, Hook, Offer, Refused, Scene, Write};
use crate::model::ValueType;

type Object = Map<String, Value>;

const fn nested(id: &'static str, rule: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Nested, id, rule, summary, hooks)
}

const fn loses(id: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    nested(id, "echo-sent", summary, hooks)
}

const fn accepts(id: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    nested(id, "invalid-input-rejected", summary, hooks)
}

/// Changes what is stored of each of `names` that was sent.
fn keep(write: &mut Write<'_>, names: &[&str], change: fn(&mut Value)) {
    for name in names.iter().filter(|name| write.patch.contains_key(**name)) {
        write.after.get_mut(*name).into_iter().for_each(change);
    }
}

/// Changes what is stored of the first of `names`, when it was not sent.
fn touch(write: &mut Write<'_>, names: &[&str], change: fn(&mut Value)) {
    if let Some(name) = names.first().filter(|name| !write.patch.contains_key(**name)) {
        write.after.get_mut(*name).into_iter().for_each(change);
    }
}

fn show(object: &mut Object, names: &[&str], change: fn(&mut Value)) {
    object.iter_mut().filter(|(name, _)| names.contains(&name.as_str())).for_each(|(_, value)| change(value));
}

fn each_item(value: &mut Value, change: fn(&mut Value)) {
    value.as_array_mut().into_iter().flatten().for_each(change);
}

/// The members of an object; control information is none of them.
fn each_member(value: &mut Value, change: fn(&mut Value)) {
    let members = value.as_object_mut().into_iter().flatten().filter(|(name, _)| !name.contains('@'));
    members.for_each(|(_, member)| change(member));
}

fn lose_last_member(value: &mut Value) {
    let last = value.as_object().and_then(|object| {
        let mut members = object.iter().filter(|(name, value)| !name.contains('@') && !value.is_null());
        members.next_back().map(|(name, _)| name.clone())
    });
    if let (Some(object), Some(last)) = (value.as_object_mut(), last) {
        object.shift_remove(&last);
    }
}

fn empty(value: &mut Value) {
    if value.is_object() {
        *value = json!({});
    }
}

/// What a reader fills in that did not find the value.
fn default(value: &mut Value) {
    match value {
        Value::Bool(_) => *value = json!(false),
        Value::Number(_) => *value = json!(0),
        Value::String(_) => *value = json!(""),
        Value::Object(_) => each_member(value, default),
        _ => {}
    }
}

fn alter(value: &mut Value) {
    match value {
        Value::Bool(flag) => *flag = !*flag,
        Value::Number(number) => *value = json!(number.as_f64().unwrap_or(0.0) + 1.0),
        Value::String(text) => text.push('~'),
        Value::Object(_) => each_member(value, alter),
        _ => {}
    }
}

fn as_text(value: &mut Value) {
    if value.is_boolean() || value.is_number() {
        *value = value.to_string().into();
    }
}

/// Whether a nested object is offered in which something is wrong, or a list of objects.
fn is_offered(offer: &Offer<'_>, names: &[&str]) -> bool {
    names.contains(&offer.name)
}

fn has_wrong_object(scene: &Scene<'_>) -> bool {
    let names = scene.facts.nested();
    scene.body.is_some_and(|body| names.iter().any(|name| body.get(*name).is_some_and(Value::is_object)))
}

/// Stores an object that was refused, as it was sent.
fn store_in_spite(refused: &mut Refused<'_>) {
    let body = serde_json::from_slice::<Object>(refused.octets).unwrap_or_default();
    let wrong = refused.members.iter().filter(|(_, value)| value.is_none()).map(|(name, _)| name.as_str());
    let objects = wrong.filter(|name| refused.facts.nested().contains(name));
    let sent: Vec<_> = objects.filter_map(|name| Some((name.to_owned(), body.get(name)?.clone()))).collect();
    if !sent.is_empty() {
        refused.apply(sent);
    }
}

/// All faults of this file.
pub static FAULTS: &[Fault] = &[
    loses(
        "nested-member-lost",
        "loses the last member of a nested object",
        &[Hook::Merge(|w| keep(w, &w.facts.nested(), lose_last_member))],
    ),
    loses(
        "nested-member-changed",
        "changes the members of a nested object",
        &[Hook::Merge(|w| keep(w, &w.facts.nested(), alter))],
    ),
    loses(
        "nested-members-defaulted",
        "stores nothing but false, zero and empty text inside a nested object",
        &[Hook::Merge(|w| keep(w, &w.facts.nested(), default))],
    ),
    loses(
        "nested-object-not-updated",
        "keeps the nested object that was there before",
        &[Hook::Merge(|w| {
            w.revert_all(w.facts.nested());
        })],
    ),
    loses(
        "nested-members-not-updated",
        "keeps the members that a nested object had and adds new ones alone",
        &[Hook::Merge(|w| {
            for name in w.facts.nested() {
                if let (Some(Value::Object(old)), Some(Value::Object(new))) =
                    (w.before.get(name), w.after.get_mut(name))
                {
                    new.extend(old.clone());
                }
            }
        })],
    ),
    nested(
        "nested-object-not-stored",
        "readback",
        "shows a nested object and does not store it",
        &[Hook::Store(|w| w.revert_all(w.facts.nested()))],
    ),
    nested(
        "nested-member-not-stored",
        "readback",
        "shows the last member of a nested object and does not store it",
        &[Hook::Store(|w| keep(w, &w.facts.nested(), lose_last_member))],
    ),
    nested(
        "untouched-object-emptied",
        "merge-untouched",
        "empties a nested object that was not sent",
        &[Hook::Merge(|w| touch(w, &w.facts.nested(), empty))],
    ),
    nested(
        "untouched-member-of-object-lost",
        "merge-untouched",
        "loses a member of a nested object that was not sent",
        &[Hook::Merge(|w| touch(w, &w.facts.nested(), lose_last_member))],
    ),
    nested(
        "nested-object-as-text",
        "schema-type",
        "shows the JSON of a nested object as text",
        &[Hook::Show(|o, s| show(o, &s.facts.nested(), |value| *value = value.to_string().into()))],
    ),
    nested(
        "nested-member-as-text",
        "schema-type",
        "shows numbers and booleans inside a nested object as text",
        &[Hook::Show(|o, s| show(o, &s.facts.nested(), |value| each_member(value, as_text)))],
    ),
    nested(
        "nested-instant-without-offset",
        "schema-datetime",
        "shows an instant inside a nested object without its offset",
        &[Hook::Show(|o, s| {
            for (name, member) in s.facts.inside_nested(|of| *of == ValueType::DateTimeOffset) {
                let instant = o.get_mut(name).and_then(|object| object.get_mut(member));
                if let Some(Value::String(text)) = instant {
                    text.truncate(19);
                }
            }
        })],
    ),
    nested(
        "nested-member-not-documented",
        "schema-enum",
        "shows an enum member inside a nested object that the page does not list",
        &[Hook::Show(|o, s| {
            for (name, member) in s.facts.inside_nested(|of| matches!(of, ValueType::Enum { .. })) {
                if let Some(Value::Object(object)) = o.get_mut(name) {
                    object.insert(member.to_owned(), "inProgress".into());
                }
            }
        })],
    ),
    accepts(
        "nested-wrong-type-stored",
        "stores a nested object whatever its members are",
        &[Hook::Admit(|o| {
            (is_offered(o, &o.facts.nested()) && o.value.is_object()).then(|| Fate::Take(o.value.clone()))
        })],
    ),
    accepts(
        "nested-wrong-type-ignored",
        "ignores a nested object in which something is wrong",
        &[Hook::Admit(|o| (is_offered(o, &o.facts.nested()) && o.value.is_object()).then_some(Fate::Skip))],
    ),
    accepts(
        "text-for-object-ignored",
        "ignores what is no object where one is meant",
        &[Hook::Admit(|o| (is_offered(o, &o.facts.nested()) && !o.value.is_object()).then_some(Fate::Skip))],
    ),
    nested(
        "nested-wrong-type-answers-500",
        "status-5xx",
        "answers 500 to a nested object in which something is wrong",
        &[Hook::Answer(|a, s| {
            if a.status == 400 && has_wrong_object(s) {
                *a = Answer { status: 500, ..a.clone() };
            }
        })],
    ),
    nested(
        "nested-wrong-type-stored-in-spite",
        "reject-atomic",
        "stores the nested object that it refuses",
        &[Hook::Refused(store_in_spite)],
    ),
    loses(
        "last-item-lost",
        "loses the last of several objects in a collection",
        &[Hook::Merge(|w| {
            keep(w, &w.facts.items(), |value| {
                if let Some(items) = value.as_array_mut().filter(|items| items.len() > 1) {
                    items.pop();
                }
            });
        })],
    ),
    loses(
        "items-added-to-those-before",
        "adds the objects sent for a collection to those that were in it",
        &[Hook::Merge(|w| {
            for name in w.facts.items() {
                if let (Some(Value::Array(new)), Some(Value::Array(old))) = (w.patch.get(name), w.before.get(name)) {
                    let both = [old.clone(), new.clone()].concat();
                    w.after.insert(name.to_owned(), both.into());
                }
            }
        })],
    ),
    loses(
        "item-member-lost",
        "loses the last member of each object in a collection",
        &[Hook::Merge(|w| keep(w, &w.facts.items(), |value| each_item(value, lose_last_member)))],
    ),
    nested(
        "item-member-not-stored",
        "readback",
        "shows the last member of each object in a collection and does not store it",
        &[Hook::Store(|w| keep(w, &w.facts.items(), |value| each_item(value, lose_last_member)))],
    ),
    nested(
        "untouched-item-lost",
        "merge-untouched",
        "loses an object of a collection that was not sent",
        &[Hook::Merge(|w| {
            touch(w, &w.facts.items(), |value| drop(value.as_array_mut().and_then(Vec::pop)));
        })],
    ),
    accepts(
        "item-wrong-type-stored",
        "stores objects in a collection whatever their members are",
        &[Hook::Admit(|o| {
            (is_offered(o, &o.facts.items()) && o.value.is_array()).then(|| Fate::Take(o.value.clone()))
        })],
    ),
    nested(
        "item-as-text",
        "schema-type",
        "shows the JSON of each object in a collection as text",
        &[Hook::Show(|o, s| {
            show(o, &s.facts.items(), |value| each_item(value, |item| *item = item.to_string().into()));
        })],
    ),
];

//! The collection disagrees with the entity.

use serde_json::{Map, Value};

use super::{Family, Fault};
use crate::mock::service::{Answer, Hook, Scene, Showing};

const fn lists(id: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Persistence, id, "readback", summary, hooks)
}

/// Changes the texts of entries of the collection.
fn texts(entry: &mut Map<String, Value>, showing: &Showing<'_>, change: fn(&str) -> Value) {
    if !showing.is_read || entry.contains_key("@odata.context") {
        return;
    }
    for name in showing.facts.texts() {
        if let Some(text) = entry.get(name).and_then(Value::as_str).map(change) {
            entry.insert(name.to_owned(), text);
        }
    }
}

/// Changes the entries once something was written.
fn entries(answer: &mut Answer, scene: &Scene<'_>, change: fn(&mut Vec<Value>)) {
    if scene.writes == 0 || scene.route.entity().is_some() || !answer.is_success() {
        return;
    }
    let Ok(mut body) = serde_json::from_slice::<Value>(&answer.body) else { return };
    if let Some(all) = body.get_mut("value").and_then(Value::as_array_mut) {
        change(all);
        answer.body = body.to_string().into_bytes();
    }
}

/// All faults of this file.
pub static FAULTS: &[Fault] = &[
    lists(
        "collection-text-trimmed",
        "trims texts in the collection",
        &[Hook::Show(|o, s| texts(o, s, |text| text.trim().into()))],
    ),
    lists(
        "collection-text-beyond-latin-1-lost",
        "shows question marks for everything beyond Latin-1 in the collection",
        &[Hook::Show(|o, s| {
            texts(o, s, |text| text.chars().map(|c| if c <= '\u{ff}' { c } else { '?' }).collect::<String>().into());
        })],
    ),
    lists(
        "collection-text-cut-at-100",
        "shows the first 100 characters of a text in the collection",
        &[Hook::Show(|o, s| texts(o, s, |text| text.chars().take(100).collect::<String>().into()))],
    ),
    lists(
        "collection-text-missing",
        "shows null for a text in the collection once it was written",
        &[Hook::Answer(|a, s| {
            entries(a, s, |all| all.iter_mut().take(1).for_each(|entry| entry["displayName"] = Value::Null));
        })],
    ),
    lists(
        "collection-loses-the-written",
        "leaves out an entity of the collection once it was written",
        &[Hook::Answer(|a, s| {
            entries(a, s, |all| {
                all.remove(0);
            });
        })],
    ),
    lists(
        "collection-doubles-the-written",
        "shows an entity of the collection twice once it was written",
        &[Hook::Answer(|a, s| {
            entries(a, s, |all| {
                let first = all[0].clone();
                all.push(first);
            });
        })],
    ),
];

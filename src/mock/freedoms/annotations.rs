//! Members beside the documented ones, and other writings of the same object.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::Freedom;
use crate::mock::service::{Answer, Hook};

/// Rewrites JSON without changing what it says.
fn rewritten(answer: &mut Answer, rewrite: impl FnOnce(Value) -> String) {
    if let Ok(value) = serde_json::from_slice(&answer.body) {
        answer.body = rewrite(value).into_bytes();
    }
}

/// Every character beyond printable ASCII, and the slash, as an escape.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '/' => out.push_str("\\/"),
            ' '..='~' => out.push(c),
            _ => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _infallible = write!(out, "\\u{unit:04X}");
                }
            }
        }
    }
    out
}

/// All freedoms of this file.
pub static FREEDOMS: &[Freedom] = &[
    Freedom::new(
        "annotations-left-out",
        "shows no annotations",
        &[Hook::Show(|o, _| o.retain(|name, _| !name.contains('@')))],
    ),
    Freedom::new(
        "annotations-added",
        "shows annotations that nobody asked for",
        &[Hook::Show(|o, s| {
            o.insert("@odata.editLink".to_owned(), format!("partners('{}')", s.entity().id).into());
            o.insert("@microsoft.graph.tips".to_owned(), "Use $select to choose properties.".into());
            if let Some(name) = s.facts.instants().first() {
                o.insert(format!("{name}@odata.type"), "#DateTimeOffset".into());
            }
        })],
    ),
    Freedom::new(
        "tag-in-body",
        "shows the ETag in the body too",
        &[Hook::Show(|o, s| {
            o.insert("@odata.etag".to_owned(), s.entity().etag().into());
        })],
    ),
    Freedom::new(
        "properties-added",
        "shows properties that the page does not know",
        &[Hook::Show(|o, _| {
            o.insert("tenantTag".to_owned(), "b7".into());
            o.insert("flags".to_owned(), json!([1, null, {"deep": true}]));
        })],
    ),
    Freedom::new(
        "property-that-moves",
        "shows a property that differs in every answer",
        &[Hook::Show(|o, s| {
            o.insert("requestCount".to_owned(), s.state.turn.into());
        })],
    ),
    Freedom::new(
        "members-reversed",
        "shows members in reverse order",
        &[Hook::Show(|o, _| {
            *o = std::mem::take(o).into_iter().rev().collect::<Map<_, _>>();
        })],
    ),
    Freedom::new("members-sorted", "shows members in the order of their names", &[Hook::Show(|o, _| o.sort_keys())]),
    Freedom::new(
        "nulls-left-out",
        "leaves out members that are null",
        &[Hook::Show(|o, _| o.retain(|_, value| !value.is_null()))],
    ),
    Freedom::new(
        "type-name-without-hash",
        "names the type without a hash sign",
        &[Hook::Show(|o, s| {
            if let Some(name) = &s.facts.contract.entity_type {
                o.insert("@odata.type".to_owned(), name.as_str().into());
            }
        })],
    ),
    Freedom::new(
        "type-name-absolute",
        "names the type by a URL",
        &[Hook::Show(|o, s| {
            if let Some(name) = &s.facts.contract.entity_type {
                o.insert("@odata.type".to_owned(), format!("https://graph.microsoft.com/v1.0/$metadata#{name}").into());
            }
        })],
    ),
    Freedom::new(
        "context-relative",
        "shows a relative context",
        &[Hook::Show(|o, _| {
            if let Some(context) = o.get_mut("@odata.context") {
                *context = "$metadata#partners/$entity".into();
            }
        })],
    ),
    Freedom::new(
        "json-spread",
        "spreads JSON over lines",
        &[Hook::Answer(|a, _| rewritten(a, |value| format!("{value:#}\r\n")))],
    ),
    Freedom::new(
        "json-escaped",
        "escapes everything beyond ASCII, and slashes",
        &[Hook::Answer(|a, _| {
            rewritten(a, |value| escaped(&value.to_string()));
        })],
    ),
    Freedom::new(
        "id-in-capitals",
        "shows the GUID of the entity in capitals",
        &[Hook::Show(|o, s| {
            if !s.is_read {
                o.insert(s.facts.key().to_owned(), s.entity().id.to_uppercase().into());
            }
        })],
    ),
];

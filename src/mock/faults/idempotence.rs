//! The same update again does something else.

use serde_json::Value;

use super::{Family, Fault};
use crate::mock::service::{Hook, Write};
use crate::mock::text::Instant;

/// Tells the hook on the answer that the update came before; never sent.
const MARK: &str = "@docproof.repeat";

const fn again(id: &'static str, rule: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Idempotence, id, rule, summary, hooks)
}

/// Stores another first text than the one sent.
fn texts(write: &mut Write<'_>, change: impl Fn(&Write<'_>, &str) -> Option<String>) {
    let Some(name) = write.facts.texts().first().copied() else { return };
    if let Some(text) = write.text(name).and_then(|text| change(write, text)) {
        write.after.insert(name.to_owned(), text.into());
    }
}

/// All faults of this file.
pub static FAULTS: &[Fault] = &[
    again(
        "counter-appended",
        "echo-sent",
        "appends the number of updates to a text",
        &[Hook::Merge(|w| {
            texts(w, |w, text| Some(format!("{text} ({})", w.state.writes + 1)));
        })],
    ),
    again(
        "repeat-numbered",
        "idempotent",
        "numbers a text that comes again",
        &[Hook::Merge(|w| {
            texts(w, |w, text| (w.repeats > 1).then(|| format!("{text} ({})", w.repeats)));
        })],
    ),
    again(
        "repeat-blank-appended",
        "idempotent",
        "appends a blank to a text that is stored already",
        &[Hook::Merge(|w| {
            texts(w, |w, text| w.before.values().any(|v| v.as_str() == Some(text)).then(|| format!("{text} ")));
        })],
    ),
    again(
        "repeat-toggles-member",
        "idempotent",
        "moves an enum member on when it is stored already",
        &[Hook::Merge(|w| {
            for name in w.facts.members() {
                let members = w.facts.members_of(name);
                let current = w.text(name).filter(|_| w.patch.get(name) == w.before.get(name));
                let at = current.and_then(|text| members.iter().position(|m| m == text));
                if let Some(next) = at.map(|at| &members[(at + 1) % members.len()]) {
                    w.after.insert(name.to_owned(), next.as_str().into());
                }
            }
        })],
    ),
    again(
        "repeat-moves-instant",
        "idempotent",
        "moves an instant that is stored already by a second",
        &[Hook::Merge(|w| {
            for name in w.facts.instants() {
                let same = w.text(name).filter(|_| w.repeats > 1).and_then(Instant::parse);
                if let Some(instant) = same {
                    w.after.insert(name.to_owned(), instant.moved(1).text().into());
                }
            }
        })],
    ),
    again(
        "repeat-clears-text",
        "idempotent",
        "clears a text that is stored already",
        &[Hook::Merge(|w| {
            for name in w.facts.texts() {
                if w.repeats > 1 && w.patch.contains_key(name) {
                    w.after.insert(name.to_owned(), Value::Null);
                }
            }
        })],
    ),
    again(
        "repeat-answers-409",
        "status-success",
        "answers 409 when the same update comes again",
        &[
            Hook::Show(|o, s| {
                if !s.is_read && s.entity().repeats > 1 {
                    o.insert(MARK.to_owned(), true.into());
                }
            }),
            Hook::Answer(|a, s| {
                if s.is_update() && String::from_utf8_lossy(&a.body).contains(MARK) {
                    a.status = 409;
                    a.body = br#"{"error":{"code":"conflict","message":"The update is stored already."}}"#.to_vec();
                }
            }),
        ],
    ),
];

//! What is answered is not what is stored, or does not stay.

use serde_json::Value;

use super::{Family, Fault};
use crate::mock::service::{Hook, Write};
use crate::mock::text::Instant;

const fn forgets(id: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Persistence, id, "readback", summary, hooks)
}

const fn damages(id: &'static str, rule: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Persistence, id, rule, summary, hooks)
}

/// Stores another text than the one shown.
fn store_texts(write: &mut Write<'_>, change: fn(&str) -> Value) {
    for name in write.facts.texts() {
        if let Some(text) = write.text(name).map(change) {
            write.after.insert(name.to_owned(), text);
        }
    }
}

fn keep_before(write: &mut Write<'_>, names: &[&str]) {
    write.revert_all(names);
}

/// Neither stores nor shows the update.
fn undo_when(write: &mut Write<'_>, yes: bool) {
    if yes {
        write.after = write.before.clone();
        write.shown = write.before.clone();
    }
}

/// Position of an entity that is not addressed.
fn neighbour(write: &Write<'_>) -> Option<usize> {
    (0..write.state.entities.len()).find(|index| *index != write.index)
}

/// All faults of this file.
pub static FAULTS: &[Fault] = &[
    forgets("shown-not-stored", "shows the update and stores nothing", &[Hook::Store(|w| w.after = w.before.clone())]),
    damages(
        "stored-not-shown",
        "echo-sent",
        "stores the update and shows the state before it",
        &[Hook::Store(|w| {
            w.shown = w.before.clone();
        })],
    ),
    forgets(
        "member-not-stored",
        "shows an enum member and does not store it",
        &[Hook::Store(|w| {
            keep_before(w, &w.facts.members());
        })],
    ),
    forgets(
        "instant-not-stored",
        "shows an instant and does not store it",
        &[Hook::Store(|w| {
            keep_before(w, &w.facts.instants());
        })],
    ),
    forgets(
        "null-not-stored",
        "shows null and keeps the old value",
        &[Hook::Store(|w| {
            let nulls: Vec<String> = w.patch.iter().filter(|(_, v)| v.is_null()).map(|(n, _)| n.clone()).collect();
            w.revert_all(nulls);
        })],
    ),
    forgets(
        "long-text-cut-in-store",
        "shows a long text and stores 255 characters",
        &[Hook::Store(|w| {
            store_texts(w, |t| t.chars().take(255).collect::<String>().into());
        })],
    ),
    forgets(
        "text-trimmed-in-store",
        "shows a text as sent and stores it trimmed",
        &[Hook::Store(|w| {
            store_texts(w, |t| t.trim().into());
        })],
    ),
    forgets(
        "text-asciified-in-store",
        "shows a text as sent and stores question marks",
        &[Hook::Store(|w| {
            store_texts(w, |t| t.chars().map(|c| if c.is_ascii() { c } else { '?' }).collect::<String>().into());
        })],
    ),
    forgets(
        "offset-lost-in-store",
        "shows an instant as sent and stores local time as UTC",
        &[Hook::Store(|w| {
            for name in w.facts.instants() {
                if let Some(instant) = w.text(name).and_then(Instant::parse) {
                    w.after.insert(name.to_owned(), Instant { offset: 0, ..instant }.text().into());
                }
            }
        })],
    ),
    forgets(
        "first-read-stale",
        "shows the old state at the first read after an update",
        &[Hook::Show(|o, s| {
            if s.is_read && s.entity().reads == 1 && s.entity().writes > 0 {
                o.extend(s.entity().earlier.clone());
            }
        })],
    ),
    forgets(
        "update-shown-once",
        "shows an update at the second read after it and never again",
        &[Hook::Show(|o, s| {
            if s.is_read && s.entity().reads != 2 && s.entity().writes > 0 {
                o.extend(s.entity().earlier.clone());
            }
        })],
    ),
    forgets(
        "seventh-read-stale",
        "shows the state before the last update at every seventh read",
        &[Hook::Show(|o, s| {
            if s.is_read && s.state.turn.is_multiple_of(7) {
                o.extend(s.entity().earlier.clone());
            }
        })],
    ),
    damages(
        "read-shows-another",
        "read-stable",
        "shows another entity at every fifth read",
        &[Hook::Show(|o, s| {
            if s.is_read && s.state.turn.is_multiple_of(5) && s.state.entities.len() > 1 {
                o.extend(s.state.entities[(s.index + 1) % s.state.entities.len()].now.clone());
            }
        })],
    ),
    forgets(
        "update-visible-after-the-next",
        "stores an update when the next one comes",
        &[Hook::Store(|w| {
            let key = "update-visible-after-the-next";
            let late = w.state.memory.insert(key, Value::Object(w.patch.clone()));
            w.after = w.before.clone();
            if let Some(Value::Object(late)) = late {
                w.after.extend(late);
            }
        })],
    ),
    damages(
        "undone-by-the-next",
        "merge-untouched",
        "takes the update before back when the next one comes",
        &[Hook::Merge(|w| {
            let mut base = w.state.entities[w.index].earlier.clone();
            base.extend(w.patch.clone());
            w.after = base;
        })],
    ),
    damages(
        "stored-in-all",
        "neighbour-untouched",
        "stores the update in every entity",
        &[Hook::Store(|w| {
            for entity in &mut w.state.entities {
                entity.now.extend(w.patch.clone());
            }
        })],
    ),
    damages(
        "stored-in-neighbour-too",
        "neighbour-untouched",
        "stores texts in a second entity too",
        &[Hook::Store(|w| {
            if let Some(other) = neighbour(w) {
                for name in w.facts.texts() {
                    if let Some(value) = w.patch.get(name) {
                        w.state.entities[other].now.insert(name.to_owned(), value.clone());
                    }
                }
            }
        })],
    ),
    forgets(
        "stored-in-neighbour-only",
        "stores the update in another entity",
        &[Hook::Store(|w| {
            w.after = w.before.clone();
            if let Some(other) = neighbour(w) {
                w.state.entities[other].now.extend(w.patch.clone());
            }
        })],
    ),
    forgets(
        "twentieth-update-lost",
        "shows every twentieth update and does not store it",
        &[Hook::Store(|w| {
            if (w.state.writes + 1).is_multiple_of(20) {
                w.after = w.before.clone();
            }
        })],
    ),
    forgets(
        "first-update-lost",
        "shows the first update of an entity and does not store it",
        &[Hook::Store(|w| {
            if w.state.entities[w.index].writes == 0 {
                w.after = w.before.clone();
            }
        })],
    ),
    forgets(
        "minimal-not-stored",
        "answers 204 on `Prefer: return=minimal` and stores nothing",
        &[Hook::Store(|w| {
            if w.request.prefers("minimal") {
                w.after = w.before.clone();
            }
        })],
    ),
    damages(
        "collection-stale",
        "readback",
        "shows the state before the last update in the collection",
        &[Hook::Show(|o, s| {
            if s.is_read && !o.contains_key("@odata.context") {
                o.extend(s.entity().earlier.clone());
            }
        })],
    ),
    damages(
        "any-match-not-applied",
        "echo-sent",
        "accepts an update with If-Match: * and does not apply it",
        &[Hook::Merge(|w| undo_when(w, w.request.header("if-match") == Some("*")))],
    ),
    damages(
        "plain-option-not-applied",
        "echo-sent",
        "accepts an update with a query option and does not apply it",
        &[Hook::Merge(|w| undo_when(w, !w.request.query.is_empty()))],
    ),
    damages(
        "without-accept-not-applied",
        "echo-sent",
        "accepts an update without Accept and does not apply it",
        &[Hook::Merge(|w| undo_when(w, w.request.header("accept").is_none()))],
    ),
];

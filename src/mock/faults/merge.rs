//! Damage to properties that an update does not carry, and members lost in company or in another spelling.

use serde_json::Value;

use super::{Family, Fault};
use crate::mock::service::{Hook, Request, Write};

const fn touches(id: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Merge, id, "merge-untouched", summary, hooks)
}

const fn loses(id: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Merge, id, "echo-sent", summary, hooks)
}

fn sent(write: &Write<'_>) -> Vec<String> {
    write.patch.keys().cloned().collect()
}

fn set_untouched(write: &mut Write<'_>, names: &[&str], value: impl Into<Value>) {
    if let Some(name) = names.first().filter(|name| !write.patch.contains_key(**name)) {
        write.after.insert((*name).to_owned(), value.into());
    }
}

/// Another body in place of the one received, when that is text.
fn respell(request: &mut Request, spell: fn(&str) -> String) {
    if let Ok(text) = std::str::from_utf8(&request.body) {
        request.body = spell(text).into();
    }
}

/// All faults of this file.
pub static FAULTS: &[Fault] = &[
    loses(
        "escaped-names-ignored",
        "takes a name in escapes for an annotation",
        &[Hook::Receive(|r, _| respell(r, |text| text.replace("{\"\\u", "{\"@\\u").replace(",\"\\u", ",\"@\\u")))],
    ),
    loses(
        "escaped-solidus-kept",
        "keeps the backslash of an escaped solidus",
        &[Hook::Receive(|r, _| respell(r, |text| text.replace("\\/", "\\\\/")))],
    ),
    touches(
        "put-semantics",
        "sets every property that was not sent to null",
        &[Hook::Merge(|w| {
            for name in w.untouched() {
                w.after.insert(name, Value::Null);
            }
        })],
    ),
    touches(
        "untouched-text-emptied",
        "empties a text that was not sent",
        &[Hook::Merge(|w| {
            set_untouched(w, &w.facts.texts(), "");
        })],
    ),
    touches(
        "untouched-text-trimmed-to-one-word",
        "cuts a text that was not sent at its first blank",
        &[Hook::Merge(|w| {
            let names = w.facts.texts();
            let word =
                names.first().and_then(|n| w.before.get(*n)).and_then(Value::as_str).and_then(|t| t.split(' ').next());
            if let Some(word) = word.map(str::to_owned) {
                set_untouched(w, &names, word);
            }
        })],
    ),
    touches(
        "untouched-member-reset",
        "resets an enum property that was not sent",
        &[Hook::Merge(|w| {
            let names = w.facts.members();
            if let Some(first) = names.first().and_then(|name| w.facts.members_of(name).first()) {
                set_untouched(w, &names, first.as_str());
            }
        })],
    ),
    touches(
        "untouched-instant-moved",
        "moves an instant that was not sent to the time of the server",
        &[Hook::Merge(|w| {
            set_untouched(w, &w.facts.instants(), "2026-01-02T03:04:05Z");
        })],
    ),
    touches(
        "untouched-instant-nulled",
        "nulls an instant that was not sent",
        &[Hook::Merge(|w| {
            set_untouched(w, &w.facts.instants(), Value::Null);
        })],
    ),
    touches(
        "texts-swapped",
        "swaps two texts when none of them is sent",
        &[Hook::Merge(|w| {
            if let [first, second, ..] = w.facts.texts()[..]
                && !w.patch.contains_key(first)
                && !w.patch.contains_key(second)
            {
                w.after.insert(first.to_owned(), w.before[second].clone());
                w.after.insert(second.to_owned(), w.before[first].clone());
            }
        })],
    ),
    touches(
        "second-text-follows-first",
        "sets the second text to the first when only that is sent",
        &[Hook::Merge(|w| {
            if let [first, second, ..] = w.facts.texts()[..]
                && let Some(value) = w.patch.get(first).filter(|_| !w.patch.contains_key(second))
            {
                w.after.insert(second.to_owned(), value.clone());
            }
        })],
    ),
    touches(
        "member-follows-instant",
        "sets the last enum member when an instant is sent alone",
        &[Hook::Merge(|w| {
            let names = w.facts.members();
            let last = names.first().and_then(|name| w.facts.members_of(name).last());
            if let Some(last) = last.filter(|_| w.facts.instants().iter().any(|i| w.patch.contains_key(*i))) {
                set_untouched(w, &names, last.as_str());
            }
        })],
    ),
    touches(
        "null-clears-all-texts",
        "nulls all texts when one is set to null",
        &[Hook::Merge(|w| {
            if w.patch.values().any(Value::is_null) {
                for name in w.facts.texts() {
                    w.after.insert(name.to_owned(), Value::Null);
                }
            }
        })],
    ),
    touches(
        "empty-patch-resets",
        "resets the entity on an empty patch",
        &[Hook::Merge(|w| {
            if w.patch.is_empty() {
                w.untouched().into_iter().for_each(|name| drop(w.after.insert(name, Value::Null)));
            }
        })],
    ),
    touches(
        "empty-patch-undoes",
        "takes the last update back on an empty patch",
        &[Hook::Merge(|w| {
            if w.patch.is_empty() {
                w.after = w.state.entities[w.index].earlier.clone();
            }
        })],
    ),
    loses(
        "last-member-only",
        "applies the last of several members",
        &[Hook::Merge(|w| {
            let names = sent(w);
            w.revert_all(names.iter().rev().skip(1));
        })],
    ),
    loses(
        "member-sent-twice-lost",
        "takes the last of two members with one name, and loses both",
        &[
            Hook::Read(|dialect| dialect.last_wins = true),
            Hook::Merge(|w| {
                let body = String::from_utf8_lossy(&w.request.body).into_owned();
                let twice = |name: &String| body.matches(&format!("\"{name}\":")).count() > 1;
                w.revert_all(sent(w).into_iter().filter(twice).collect::<Vec<_>>());
            }),
        ],
    ),
    loses(
        "first-member-only",
        "applies the first of several members",
        &[Hook::Merge(|w| {
            let names = sent(w);
            w.revert_all(names.iter().skip(1));
        })],
    ),
    loses(
        "three-members-at-most",
        "applies the first three members",
        &[Hook::Merge(|w| {
            let names = sent(w);
            w.revert_all(names.iter().skip(3));
        })],
    ),
    loses(
        "pair-of-texts-lost",
        "loses two texts that are sent together",
        &[Hook::Merge(|w| {
            let names: Vec<&str> = w.facts.texts().into_iter().filter(|n| w.patch.contains_key(*n)).collect();
            if names.len() == 2 && w.patch.len() == 2 {
                w.revert_all(names);
            }
        })],
    ),
    loses(
        "member-before-instant-lost",
        "loses an enum member that comes before an instant",
        &[Hook::Merge(|w| {
            let (names, members, instants) = (sent(w), w.facts.members(), w.facts.instants());
            let at = |wanted: &[&str]| names.iter().position(|n| wanted.contains(&n.as_str()));
            if at(&members).zip(at(&instants)).is_some_and(|(member, instant)| member < instant) {
                w.revert_all(members);
            }
        })],
    ),
    loses(
        "texts-crossed",
        "stores two texts that are sent together under each other's names",
        &[Hook::Merge(|w| {
            if let [first, second, ..] = w.facts.texts()[..]
                && let (Some(one), Some(two)) = (w.patch.get(first), w.patch.get(second))
            {
                w.after.insert(first.to_owned(), two.clone());
                w.after.insert(second.to_owned(), one.clone());
            }
        })],
    ),
];

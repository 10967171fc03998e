//! Enum members and nulls that come back, and stay, altered.

use serde_json::Value;

use super::{Family, Fault};
use crate::mock::service::{Fate, Hook, Kind, Write};

const fn keeps(id: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Echo, id, "echo-sent", summary, hooks)
}

/// Keeps the member that `pick` chooses by the position of the one sent and the number of members.
fn pick(write: &mut Write<'_>, pick: fn(usize, usize) -> usize) {
    for name in write.facts.members() {
        let members = write.facts.members_of(name);
        let sent = write.text(name).and_then(|text| members.iter().position(|m| m == text));
        if let Some(member) = sent.and_then(|at| members.get(pick(at, members.len()))) {
            write.after.insert(name.to_owned(), member.as_str().into());
        }
    }
}

/// All faults of this file.
pub static FAULTS: &[Fault] = &[
    keeps(
        "member-lower-cased",
        "lower-cases an enum member",
        &[Hook::KeepAs(Kind::Member, |t| Some(t.to_lowercase().into()))],
    ),
    keeps(
        "member-reset-to-first",
        "keeps the first enum member whatever is sent",
        &[Hook::Merge(|w| pick(w, |_, _| 0))],
    ),
    keeps(
        "member-shifted",
        "keeps the enum member after the one sent",
        &[Hook::Merge(|w| pick(w, |at, count| (at + 1) % count))],
    ),
    keeps(
        "member-last-ignored",
        "takes the last enum member for the one before it",
        &[Hook::Merge(|w| pick(w, |at, count| at.min(count.saturating_sub(2))))],
    ),
    keeps(
        "member-numbers-from-one",
        "reads the number of an enum member and counts from one",
        &[Hook::Admit(|o| {
            let number: usize = o.value.as_str()?.parse().ok()?;
            Some(Fate::Take(o.facts.members_of(o.name).get(number.checked_sub(1)?)?.as_str().into()))
        })],
    ),
    keeps(
        "member-never-goes-back",
        "ignores an enum member that comes before the current one",
        &[Hook::Merge(|w| {
            for name in w.facts.members() {
                let place = |text: Option<&str>| w.facts.members_of(name).iter().position(|m| Some(m.as_str()) == text);
                let (sent, current) = (place(w.text(name)), place(w.before.get(name).and_then(Value::as_str)));
                if sent.is_some() && sent < current {
                    w.revert(name);
                }
            }
        })],
    ),
    keeps("member-not-updated", "ignores enum properties", &[Hook::Merge(|w| w.revert_all(w.facts.members()))]),
    keeps("instant-not-updated", "ignores instants", &[Hook::Merge(|w| w.revert_all(w.facts.instants()))]),
    keeps(
        "last-text-not-updated",
        "ignores the last text property",
        &[Hook::Merge(|w| w.revert_all(w.facts.texts().last()))],
    ),
    keeps(
        "null-ignored",
        "keeps the old value where null is sent",
        &[Hook::Merge(|w| {
            let nulls: Vec<String> = w.patch.iter().filter(|(_, v)| v.is_null()).map(|(n, _)| n.clone()).collect();
            w.revert_all(nulls);
        })],
    ),
    keeps(
        "null-becomes-empty-text",
        "keeps an empty text where null is sent",
        &[Hook::Merge(|w| w.after.values_mut().filter(|v| v.is_null()).for_each(|v| *v = "".into()))],
    ),
    keeps(
        "null-becomes-null-word",
        "keeps the word null where null is sent",
        &[Hook::Merge(|w| w.after.values_mut().filter(|v| v.is_null()).for_each(|v| *v = "null".into()))],
    ),
];

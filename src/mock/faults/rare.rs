//! Only a rare condition meets these.

use serde_json::Value;

use super::{Family, Fault};
use crate::mock::service::{Hook, Refusal, Write};
use crate::mock::text::Instant;

/// Tells the hook on the answer that the patch came before; never sent.
const MARK: &str = "@docproof.second";

const fn seldom(id: &'static str, rule: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Rare, id, rule, summary, hooks)
}

fn lose_all(write: &mut Write<'_>, yes: bool) {
    if yes {
        write.after = write.before.clone();
    }
}

/// Loses what is shown when it is this request of its connection, which only the raw socket counts.
fn lose_at(write: &mut Write<'_>, place: u64) {
    if write.request.place == place {
        write.after = write.before.clone();
    }
}

/// The first text of the patch.
fn first_text<'a>(write: &'a Write<'_>) -> &'a str {
    write.facts.texts().first().and_then(|name| write.text(name)).unwrap_or_default()
}

/// The first instant of the patch.
fn instant(write: &Write<'_>) -> Option<Instant> {
    write.facts.instants().first().and_then(|name| write.text(name)).and_then(Instant::parse)
}

/// All faults of this file.
pub static FAULTS: &[Fault] = &[
    seldom(
        "second-same-patch-lost",
        "echo-sent",
        "undoes a patch when it comes a second time in a row",
        &[Hook::Merge(|w| {
            if w.repeats == 2 {
                w.after = w.state.entities[w.index].earlier.clone();
            }
        })],
    ),
    seldom(
        "second-same-patch-answers-500",
        "status-5xx",
        "answers 500 when the same patch comes a second time",
        &[
            Hook::Show(|o, s| {
                if !s.is_read && s.entity().repeats == 2 {
                    o.insert(MARK.to_owned(), true.into());
                }
            }),
            Hook::Answer(|a, s| {
                if s.is_update() && String::from_utf8_lossy(&a.body).contains(MARK) {
                    a.status = 500;
                    a.body = br#"{"error":{"code":"internalServerError","message":"The patch is known."}}"#.to_vec();
                }
            }),
        ],
    ),
    seldom(
        "echo-lost-after-twenty-updates",
        "echo-sent",
        "ignores texts after twenty updates",
        &[Hook::Merge(|w| {
            if w.state.writes >= 20 {
                w.revert_all(w.facts.texts());
            }
        })],
    ),
    seldom(
        "sibling-lost-after-ten-updates",
        "merge-untouched",
        "empties a text that was not sent at every tenth update of one entity",
        &[Hook::Merge(|w| {
            let writes = w.state.entities[w.index].writes;
            if writes > 0 && writes.is_multiple_of(10) {
                let names = w.untouched();
                if let Some(name) = w.facts.texts().into_iter().find(|name| names.iter().any(|n| n == name)) {
                    w.after.insert(name.to_owned(), "".into());
                }
            }
        })],
    ),
    seldom(
        "three-together-lost",
        "echo-sent",
        "loses the third of exactly three members",
        &[Hook::Merge(|w| {
            let names: Vec<String> = w.patch.keys().cloned().collect();
            if let [_, _, third] = &names[..] {
                w.revert(third);
            }
        })],
    ),
    seldom(
        "two-together-lost",
        "echo-sent",
        "loses the second of exactly two members",
        &[Hook::Merge(|w| {
            let names: Vec<String> = w.patch.keys().cloned().collect();
            if let [_, second] = &names[..] {
                w.revert(second);
            }
        })],
    ),
    seldom(
        "text-beginning-with-digit-lost",
        "echo-sent",
        "ignores an update whose first text begins with a digit",
        &[Hook::Merge(|w| {
            let yes = first_text(w).starts_with(|c: char| c.is_ascii_digit());
            lose_all(w, yes);
        })],
    ),
    seldom(
        "text-beginning-with-equals-quoted",
        "echo-sent",
        "puts an apostrophe before a text that begins like a formula",
        &[Hook::Merge(|w| {
            let text = first_text(w).to_owned();
            if let Some(name) = w.facts.texts().first().filter(|_| text.starts_with(['=', '+', '-', '@'])) {
                w.after.insert((*name).to_owned(), format!("'{text}").into());
            }
        })],
    ),
    seldom(
        "text-of-64-characters-lost",
        "echo-sent",
        "ignores a text of exactly 64 characters",
        &[Hook::Merge(|w| {
            let yes = first_text(w).chars().count() == 64;
            lose_all(w, yes);
        })],
    ),
    seldom(
        "same-texts-lost",
        "echo-sent",
        "ignores two equal texts",
        &[Hook::Merge(|w| {
            if let [first, second, ..] = w.facts.texts()[..] {
                let yes = w.text(first).is_some() && w.text(first) == w.text(second);
                lose_all(w, yes);
            }
        })],
    ),
    seldom(
        "midnight-lost",
        "echo-sent",
        "ignores an instant at midnight in UTC",
        &[Hook::Merge(|w| {
            let yes = instant(w).is_some_and(|i| i.epoch_seconds().rem_euclid(86_400) == 0);
            lose_all(w, yes);
        })],
    ),
    seldom(
        "end-of-year-lost",
        "echo-sent",
        "ignores an instant whose year differs in UTC",
        &[Hook::Merge(|w| {
            let yes = instant(w).is_some_and(|i| i.utc().is_some_and(|utc| utc.year != i.year));
            lose_all(w, yes);
        })],
    ),
    seldom(
        "quarter-hour-offset-lost",
        "echo-sent",
        "takes an offset of a quarter hour for the half hour before",
        &[Hook::Merge(|w| {
            if let (Some(i), Some(name)) = (instant(w), w.facts.instants().first()) {
                let kept = Instant { offset: i.offset / 30 * 30, ..i };
                w.after.insert((*name).to_owned(), kept.text().into());
            }
        })],
    ),
    seldom(
        "long-and-member-lost",
        "echo-sent",
        "loses an enum member beside a text over 100 characters",
        &[Hook::Merge(|w| {
            if first_text(w).chars().count() > 100 {
                w.revert_all(w.facts.members());
            }
        })],
    ),
    seldom(
        "member-after-null-lost",
        "echo-sent",
        "loses an enum member beside a null",
        &[Hook::Merge(|w| {
            if w.patch.values().any(Value::is_null) {
                w.revert_all(w.facts.members());
            }
        })],
    ),
    seldom(
        "only-first-entity-served",
        "readback",
        "shows updates of other entities and does not store them",
        &[Hook::Store(|w| {
            if w.index > 0 {
                w.after = w.before.clone();
            }
        })],
    ),
    seldom(
        "fiftieth-request-answers-500",
        "status-5xx",
        "answers 500 to every fiftieth request",
        &[Hook::Reply(|s| {
            let refusal = Refusal::new(500, "The service met an unexpected condition.");
            (s.turn.is_multiple_of(50))
                .then(|| refusal.answer(s.request, "d0c9f00f-0000-4000-8000-000000000000", "2026-01-02T03:04:05"))
        })],
    ),
    seldom(
        "refusal-makes-the-next-lost",
        "readback",
        "shows the update after a refusal and does not store it",
        &[
            Hook::Refused(|r| {
                r.state.memory.insert("refusal-makes-the-next-lost", true.into());
            }),
            Hook::Store(|w| {
                if w.state.memory.remove("refusal-makes-the-next-lost").is_some() {
                    w.after = w.before.clone();
                }
            }),
        ],
    ),
    seldom(
        "first-request-on-a-connection-lost",
        "readback",
        "shows an update that is the first request on its connection and does not store it",
        &[Hook::Store(|w| lose_at(w, 1)), Hook::Wire(|_, _| None)],
    ),
    seldom(
        "second-request-on-a-connection-lost",
        "readback",
        "shows an update that is the second request on its connection and does not store it",
        &[Hook::Store(|w| lose_at(w, 2)), Hook::Wire(|_, _| None)],
    ),
    seldom(
        "fifth-request-on-a-connection-lost",
        "readback",
        "shows an update that is the fifth request on its connection and does not store it",
        &[
            Hook::Store(|w| {
                if w.request.place > 0 && w.request.place.is_multiple_of(5) {
                    w.after = w.before.clone();
                }
            }),
            // Only the raw socket counts requests on a connection.
            Hook::Wire(|_, _| None),
        ],
    ),
];

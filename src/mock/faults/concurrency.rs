//! Only requests that overlap meet these.

use serde_json::Value;

use super::{Family, Fault};
use crate::mock::service::{Hook, Write};

/// Milliseconds that every request waits, so that parallel ones overlap.
const WAIT: u64 = 3;
/// Where the last answer is remembered.
const LAST: &str = "concurrency-last-answer";

const fn races(id: &'static str, rule: &'static str, summary: &'static str, hooks: &'static [Hook]) -> Fault {
    Fault::page(Family::Concurrency, id, rule, summary, hooks)
}

/// Whether another update was stored since this one arrived.
fn overtaken(write: &Write<'_>) -> bool {
    write.state.writes > write.writes_at_arrival
}

/// All faults of this file.
pub static FAULTS: &[Fault] = &[
    races(
        "parallel-update-lost",
        "merge-untouched",
        "loses one of two parallel updates of different properties",
        &[
            Hook::Linger(WAIT),
            Hook::Merge(|w| {
                let mut after = w.at_arrival.clone();
                after.extend(w.patch.clone());
                w.after = after;
            }),
        ],
    ),
    races(
        "parallel-update-not-stored",
        "readback",
        "shows the later of two parallel updates and does not store it",
        &[
            Hook::Linger(WAIT),
            Hook::Store(|w| {
                if overtaken(w) {
                    w.after = w.before.clone();
                }
            }),
        ],
    ),
    races(
        "parallel-answers-crossed",
        "echo-sent",
        "shows the other one of two parallel updates",
        &[
            Hook::Linger(WAIT),
            Hook::Store(|w| {
                let shown = w.shown.clone();
                if let (true, Some(Value::Object(other))) = (overtaken(w), w.state.memory.get(LAST)) {
                    w.shown = other.clone();
                }
                w.state.memory.insert(LAST, Value::Object(shown));
            }),
        ],
    ),
    races(
        "parallel-update-lands-in-neighbour",
        "neighbour-untouched",
        "stores the later of two parallel updates in every entity",
        &[
            Hook::Linger(WAIT),
            Hook::Store(|w| {
                if overtaken(w) {
                    for entity in &mut w.state.entities {
                        entity.now.extend(w.patch.clone());
                    }
                }
            }),
        ],
    ),
    races(
        "parallel-texts-mixed",
        "echo-sent",
        "appends the text of the earlier of two parallel updates",
        &[
            Hook::Linger(WAIT),
            Hook::Merge(|w| {
                let Some(name) = w.facts.texts().first().copied() else { return };
                let earlier = w.before.get(name).and_then(Value::as_str).unwrap_or_default();
                if let Some(mixed) = w.text(name).filter(|_| overtaken(w)).map(|text| format!("{text}{earlier}")) {
                    w.after.insert(name.to_owned(), mixed.into());
                }
            }),
        ],
    ),
];

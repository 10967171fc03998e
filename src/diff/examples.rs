//! The page's own examples: which members they show. Values are the page's invention and may differ.

use serde_json::{Map, Value};

use super::Change;
use crate::model::Case;

pub(super) fn compare(old: &[Case], new: &[Case]) -> Vec<Change> {
    let mut changes = Vec::new();
    for (before, after) in old.iter().zip(new) {
        let lines = (before.source.line, after.source.line);
        let mut told = bodies("request", before.request.body.as_ref(), after.request.body.as_ref());
        told.extend(bodies("response", before.expect.body.as_ref(), after.expect.body.as_ref()));
        if before.expect.status != after.expect.status {
            let message = format!(
                "the example was answered {:?} and is answered {:?}",
                before.expect.status, after.expect.status
            );
            told.push(Change::breaking("example-status", message));
        }
        changes.extend(told.into_iter().map(|change| change.at(lines.0, lines.1)));
    }
    changes
}

fn bodies(whose: &str, old: Option<&Map<String, Value>>, new: Option<&Map<String, Value>>) -> Vec<Change> {
    let (old, new) = match (old, new) {
        (Some(old), Some(new)) => (old, new),
        (None, None) => return Vec::new(),
        (old, _) => {
            let word = if old.is_some() { "has no body any more" } else { "has a body now" };
            return vec![Change::compatible("example-body", format!("the example {whose} {word}"))];
        }
    };
    let lacking = |from: &Map<String, Value>, other: &Map<String, Value>| -> Vec<String> {
        from.keys().filter(|name| !other.contains_key(*name)).map(|name| format!("`{name}`")).collect()
    };
    let (gone, added) = (lacking(old, new), lacking(new, old));
    let mut changes = Vec::new();
    if !gone.is_empty() {
        let message = format!("the example {whose} leaves out {}", gone.join(", "));
        changes.push(Change::compatible("example-member-removed", message));
    }
    if !added.is_empty() {
        let message = format!("the example {whose} has {}, too", added.join(", "));
        changes.push(Change::compatible("example-member-added", message));
    }
    changes
}

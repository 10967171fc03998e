//! Method, path, entity type and documented statuses.

use super::Change;
use crate::model::{Contract, PathTemplate, StatusFact};

pub(super) fn compare(old: &Contract, new: &Contract) -> Vec<Change> {
    let (before, after) = (&old.operation, &new.operation);
    let mut changes = Vec::new();
    let mut push = |change: Change| changes.push(change.at(before.line, after.line));
    if before.method != after.method {
        push(Change::breaking("method", format!("the method was {} and is {}", before.method, after.method)));
    }
    let all = |operation: &crate::model::Operation| -> Vec<PathTemplate> {
        std::iter::once(&operation.path).chain(&operation.alternatives).cloned().collect()
    };
    let (known, listed) = (all(before), all(after));
    for path in known.iter().filter(|path| !listed.iter().any(|other| shape(other) == shape(path))) {
        push(Change::breaking("path-removed", format!("{} is not listed any more", path.0)));
    }
    for path in listed.iter().filter(|path| !known.iter().any(|other| shape(other) == shape(path))) {
        push(Change::compatible("path-added", format!("{} is listed, too", path.0)));
    }
    if before.service_root != after.service_root
        && let (Some(old), Some(new)) = (&before.service_root, &after.service_root)
    {
        push(Change::breaking("service-root", format!("the service root was {old} and is {new}")));
    }
    if old.entity_type != new.entity_type
        && let (Some(old), Some(new)) = (&old.entity_type, &new.entity_type)
    {
        push(Change::breaking("entity-type", format!("the entity type was {old} and is {new}")));
    }
    changes
}

/// A path without the names of its placeholders: they are the page's own.
fn shape(path: &PathTemplate) -> String {
    let mut parts = path.0.split('{');
    let mut shape = parts.next().unwrap_or_default().to_ascii_lowercase();
    for part in parts {
        shape.push_str("{}");
        shape.push_str(&part.split_once('}').map_or("", |(_, rest)| rest).to_ascii_lowercase());
    }
    shape
}

pub(super) fn statuses(old: &[StatusFact], new: &[StatusFact]) -> Vec<Change> {
    let lacks = |list: &[StatusFact], code: u16| !list.iter().any(|fact| fact.code == code);
    let gone = old.iter().filter(|fact| lacks(new, fact.code)).map(|fact| {
        let message = format!("{} does not mean success any more", fact.code);
        Change::breaking("status-removed", message).at(fact.line, None)
    });
    let added = new.iter().filter(|fact| lacks(old, fact.code)).map(|fact| {
        let message = format!("{} means success, too", fact.code);
        Change::compatible("status-added", message).at(None, fact.line)
    });
    gone.chain(added).collect()
}

//! Types of properties: told apart by what a client may send and must understand.

use super::Change;
use crate::model::ValueType;

/// What changed in the type of `name`.
pub(super) fn compare(name: &str, old: &ValueType, new: &ValueType) -> Vec<Change> {
    match (old, new) {
        (ValueType::Enum { members: before, .. }, ValueType::Enum { members: after, .. }) => {
            members(name, before, after)
        }
        (ValueType::Collection { of: before }, ValueType::Collection { of: after }) => compare(name, before, after),
        (ValueType::Complex(before), ValueType::Complex(after)) if before.name.eq_ignore_ascii_case(&after.name) => {
            nested(name, old, new)
        }
        _ if old == new => Vec::new(),
        (ValueType::Any, _) | (_, ValueType::Any) => {
            let message = format!("`{name}` was {} and is {}", words(old), words(new));
            vec![Change::compatible("type-told", message)]
        }
        _ => {
            let message = format!("`{name}` was {} and is {}", words(old), words(new));
            vec![Change::breaking("type", message)]
        }
    }
}

fn members(name: &str, old: &[String], new: &[String]) -> Vec<Change> {
    let lacking = |from: &'_ [String], other: &[String]| -> Vec<String> {
        from.iter().filter(|member| !other.contains(member)).cloned().collect()
    };
    let gone = lacking(old, new)
        .into_iter()
        .map(|member| Change::breaking("member-removed", format!("`{name}` does not take `{member}` any more")));
    let added = lacking(new, old)
        .into_iter()
        .map(|member| Change::compatible("member-added", format!("`{name}` takes `{member}`, too")));
    gone.chain(added).collect()
}

/// Members of nested objects, where both editions know them.
fn nested(name: &str, old: &ValueType, new: &ValueType) -> Vec<Change> {
    let (ValueType::Complex(old), ValueType::Complex(new)) = (old, new) else { return Vec::new() };
    if old.members.is_empty() || new.members.is_empty() {
        return Vec::new();
    }
    let path = |member: &str| format!("{name}/{member}");
    let mut changes = Vec::new();
    for before in &old.members {
        match new.members.iter().find(|after| after.name == before.name) {
            Some(after) => changes.extend(compare(&path(&before.name), &before.value_type, &after.value_type)),
            None if before.value_type == ValueType::Any => {} // only an example showed it
            None => changes.push(Change::breaking("property-removed", format!("`{}` is gone", path(&before.name)))),
        }
    }
    for after in new.members.iter().filter(|after| !old.members.iter().any(|before| before.name == after.name)) {
        changes.push(Change::compatible("property-added", format!("`{}` is new", path(&after.name))));
    }
    changes
}

/// A type in words.
pub(super) fn words(value_type: &ValueType) -> String {
    match value_type {
        ValueType::Any => "a value without type".to_owned(),
        ValueType::Complex(complex) => complex.name.clone(),
        ValueType::Enum { name: Some(name), .. } => format!("the enumeration {name}"),
        ValueType::Enum { members, .. } => format!("an enumeration of {}", members.join(", ")),
        ValueType::Collection { of } => format!("a collection of {}", words(of)),
        simple => format!("{simple:?}"),
    }
}

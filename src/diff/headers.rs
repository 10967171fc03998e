//! Request headers: what a client has to send.

use super::Change;
use crate::model::HeaderFact;

pub(super) fn compare(old: &[HeaderFact], new: &[HeaderFact]) -> Vec<Change> {
    let of = |list: &'_ [HeaderFact], name: &str| list.iter().find(|header| header.name == name).cloned();
    let mut changes = Vec::new();
    for before in old {
        let name = &before.name;
        let Some(after) = of(new, name) else {
            changes.push(Change::compatible("header-removed", format!("`{name}` is gone")).at(before.line, None));
            continue;
        };
        if before.required != after.required {
            let word = if after.required { "required" } else { "optional" };
            let change = Change::of(after.required, "header-required", format!("`{name}` is {word} now"));
            changes.push(change.at(before.line, after.line));
        }
        if before.value != after.value && !before.value.is_empty() && !after.value.is_empty() && name != "authorization"
        {
            let message = format!("`{name}` was `{}` and is `{}`", before.value, after.value);
            changes.push(Change::breaking("header-value", message).at(before.line, after.line));
        }
    }
    for after in new.iter().filter(|after| of(old, &after.name).is_none()) {
        let word = if after.required { "required" } else { "optional" };
        let message = format!("`{}` is new, and {word}", after.name);
        changes.push(Change::of(after.required, "header-added", message).at(None, after.line));
    }
    changes
}

//! Who may call: any one permission of a row is enough.

use super::Change;
use crate::model::{PermissionKind, PermissionRow};

pub(super) fn compare(old: &[PermissionRow], new: &[PermissionRow]) -> Vec<Change> {
    let mut changes = Vec::new();
    for before in old {
        // a table that could not be read says nothing
        let Some(after) = new.iter().find(|row| row.kind == before.kind) else { continue };
        changes.extend(row(before, after));
    }
    changes
}

fn row(before: &PermissionRow, after: &PermissionRow) -> Vec<Change> {
    let caller = caller(before.kind);
    let lacking = |from: &PermissionRow, other: &PermissionRow| -> Vec<String> {
        from.permissions.iter().filter(|one| !other.permissions.contains(one)).cloned().collect()
    };
    let change = match (before.permissions.is_empty(), after.permissions.is_empty()) {
        (true, true) => return Vec::new(),
        (true, false) => Change::compatible(
            "caller-supported",
            format!("{caller} is supported now, with {}", after.permissions.join(", ")),
        ),
        (false, true) => Change::breaking("caller-unsupported", format!("{caller} is not supported any more")),
        (false, false) => {
            let added = lacking(after, before).into_iter().map(|name| {
                Change::compatible("permission-added", format!("{caller}: {name} is enough now, too"))
                    .at(before.line, after.line)
            });
            let removed = lacking(before, after).into_iter().map(|name| {
                Change::breaking("permission-removed", format!("{caller}: {name} is not enough any more"))
                    .at(before.line, after.line)
            });
            return added.chain(removed).collect();
        }
    };
    vec![change.at(before.line, after.line)]
}

fn caller(kind: PermissionKind) -> &'static str {
    match kind {
        PermissionKind::DelegatedWork => "a delegated work or school account",
        PermissionKind::DelegatedPersonal => "a delegated personal account",
        PermissionKind::Application => "an application",
    }
}

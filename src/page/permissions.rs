//! The permission table: rows by position, permissions by their shape.

use crate::model::{PermissionKind, PermissionRow};

use super::diagnostic::{Remarks, Severity};
use super::document::{Document, Row};
use super::lines::Lines;

/// Reads the permission table.
#[must_use]
pub fn read(document: &Document, lines: &Lines<'_>, remarks: &mut Remarks<'_>) -> Vec<PermissionRow> {
    const KINDS: [PermissionKind; 3] =
        [PermissionKind::DelegatedWork, PermissionKind::DelegatedPersonal, PermissionKind::Application];
    let part = document.part(&["permissions", "prerequisites"]);
    let has_permission = |rows: &&[Row]| rows.iter().any(|row| !permissions(row).is_empty());
    let Some(table) = document.tables_of(part).find(has_permission) else {
        let message = "no permission table; nothing is known of the permissions";
        remarks.add(Severity::Info, "missing-permission-table", document.offset_of(part), message);
        return Vec::new();
    };
    if table.len() != KINDS.len() {
        let message =
            format!("the permission table has {} rows, not 3, so their kinds are unknown; it is left out", table.len());
        remarks.add(Severity::Info, "irregular-permission-table", table[0].offset, message);
        return Vec::new();
    }
    let row = |(kind, row): (PermissionKind, &Row)| PermissionRow {
        kind,
        permissions: permissions(row),
        line: lines.line(row.offset),
    };
    KINDS.into_iter().zip(table).map(row).collect()
}

/// Permissions of a row, in page order and once each.
fn permissions(row: &Row) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for english in [false, true] {
        for cell in row.cells.iter().skip(1) {
            let text = cell.text(english);
            for word in text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'))) {
                let word = word.trim_matches('.');
                if is_permission(word) && !found.iter().any(|known| known == word) {
                    found.push(word.to_owned());
                }
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// `Word.Word` with up to two more words.
fn is_permission(text: &str) -> bool {
    let parts: Vec<_> = text.split('.').collect();
    let is_word = |part: &&str| part.starts_with(|c: char| c.is_ascii_uppercase());
    (2..=4).contains(&parts.len()) && parts.iter().all(is_word)
}

#[cfg(test)]
mod tests {
    use super::is_permission;

    #[test]
    fn a_permission_has_a_shape() {
        for (text, ok) in
            [("User.ReadWrite", true), ("A.Read.All", true), ("supported", false), ("a.b", false), ("X", false)]
        {
            assert_eq!(is_permission(text), ok, "{text}");
        }
    }
}

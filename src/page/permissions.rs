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
    let tables: Vec<&[Row]> = document.tables_of(part).filter(has_permission).collect();
    let Some(&table) = tables.first() else {
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
    let granted = |rows: &[Row]| rows.iter().map(permissions).collect::<Vec<_>>();
    if tables.iter().any(|other| granted(other) != granted(table)) {
        let message = format!(
            "the page has {} permission tables that differ, and nothing tells which caller or object each is about; they are left out",
            tables.len()
        );
        remarks.add(Severity::Warning, "several-permission-tables", table[0].offset, message);
        return Vec::new();
    }
    let row = |(kind, row): (PermissionKind, &Row)| PermissionRow {
        kind,
        permissions: permissions(row),
        line: lines.line(row.offset),
    };
    KINDS.into_iter().zip(in_usual_order(table)).map(row).collect()
}

/// The rows with that of applications last, as nearly all pages have it; where another is called so, it is moved there.
fn in_usual_order(table: &[Row]) -> Vec<&Row> {
    let is_application = |row: &&Row| {
        let label = |english| row.cells.first().map(|cell| cell.text(english).trim().to_lowercase());
        [false, true].into_iter().filter_map(label).any(|label| label.starts_with("application"))
    };
    let (applications, others): (Vec<&Row>, Vec<&Row>) = table.iter().partition(is_application);
    if applications.len() == 1 { [others, applications].concat() } else { table.iter().collect() }
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

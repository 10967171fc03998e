//! Rows of the property table whose names a translation took and the page does not tell: the metadata may. Never invented.

use crate::model::{Property, ValueType};

use super::diagnostic::Severity;
use super::import::Imported;
use super::lost::LostRow;
use super::names::{is_plain_word, resembles};

/// Gives lost rows the names that the metadata declares and the table does not list.
///
/// A row that shows such a name has it. Another takes one when both can only belong to each other: no other such name is of the row's type, and no other
/// such row of the name's. Translations take plain words and leave names with inner capitals alone, so only plain words
/// count; of a damaged identifier only what resembles it.
pub fn recover(imported: &mut Imported, declared: &[(String, ValueType)]) {
    let is_listed = |name: &String| {
        imported.contract.properties.iter().any(|known| known.name == *name && known.value_type != ValueType::Any)
    };
    let unlisted: Vec<&(String, ValueType)> = declared.iter().filter(|(name, _)| !is_listed(name)).collect();
    let fits = |row: &LostRow, (name, of): &(String, ValueType)| {
        let is_alike = if row.shown.is_ascii() { resembles(&row.shown, name) } else { is_plain_word(name) };
        is_alike && is_of(&row.property.value_type, of)
    };
    let only = |row: &LostRow| {
        if let Some((name, _)) = unlisted.iter().find(|(name, _)| *name == row.shown) {
            return Some(name.clone());
        }
        let mut names = unlisted.iter().filter(|one| fits(row, one));
        let name = names.next().filter(|_| names.next().is_none())?;
        let rows = imported.lost.iter().filter(|other| fits(other, name)).count();
        (rows == 1).then(|| name.0.clone())
    };
    let found: Vec<Option<String>> = imported.lost.iter().map(only).collect();
    let mut before = 0;
    for (row, name) in std::mem::take(&mut imported.lost).into_iter().zip(found) {
        match name {
            Some(name) => {
                take(imported, row, name, before);
                before += 1;
            }
            None => imported.lost.push(row),
        }
    }
}

/// The row is a property from now on; what the example alone showed of it is not said any more.
fn take(imported: &mut Imported, row: LostRow, name: String, before: usize) {
    let LostRow { shown, at, property } = row;
    let line = property.line;
    let told = imported.diagnostics.iter_mut().find(|d| d.line == line && d.code == "unreadable-property-name");
    if let Some(told) = told {
        (told.code, told.severity) = ("recovered-property-name", Severity::Info);
        told.message = if shown == name {
            format!("`{shown}` may be a translation, but the metadata declares it")
        } else {
            format!(
                "`{shown}` is no name of this entity; of what the metadata declares only `{name}` fits in its place"
            )
        };
    }
    let properties = &mut imported.contract.properties;
    if let Some(index) = properties.iter().position(|known| known.name == name) {
        let undocumented = properties.remove(index);
        imported.diagnostics.retain(|d| d.line != undocumented.line || d.code != "undocumented-member");
    }
    let place = (at + before).min(properties.len());
    properties.insert(place, Property { name, ..property });
}

/// Whether a row of the page's type can be about a property of the metadata's.
fn is_of(page: &ValueType, declared: &ValueType) -> bool {
    match (page, declared) {
        (ValueType::Collection { of: page }, ValueType::Collection { of: declared }) => is_of(page, declared),
        (ValueType::Complex(page), ValueType::Complex(declared)) => page.name.eq_ignore_ascii_case(&declared.name),
        (ValueType::Complex(page), ValueType::Enum { name: Some(declared), .. }) => {
            page.name.eq_ignore_ascii_case(declared)
        }
        (ValueType::Enum { name: Some(page), .. }, ValueType::Enum { name: Some(declared), .. }) => {
            page.eq_ignore_ascii_case(declared)
        }
        (ValueType::String | ValueType::Enum { name: None, .. }, ValueType::Enum { .. }) => true,
        (ValueType::Any, _) | (_, ValueType::Any) => false,
        (page, declared) => page == declared,
    }
}

#[cfg(test)]
mod tests {
    use super::recover;
    use crate::model::ValueType;
    use crate::page::import;

    /// The names after the metadata was asked, and how many rows stay without one.
    fn names(rows: &[(&str, &str)], declared: &[(&str, ValueType)]) -> (Vec<String>, usize) {
        let rows: String = rows.iter().map(|(name, of)| format!("|{name}|{of}|x|\n")).collect();
        let page = format!(
            "# Update thing\n## HTTP request\n```http\nPATCH /things/{{id}}\n```\n## Request body\n|N|T|D|\n|-|-|-|\n{rows}\n"
        );
        let mut imported = import("page.md", page.as_bytes()).unwrap();
        let declared: Vec<_> = declared.iter().map(|(name, of)| ((*name).to_owned(), of.clone())).collect();
        recover(&mut imported, &declared);
        let lost = imported.diagnostics.iter().filter(|d| d.code == "unreadable-property-name").count();
        assert_eq!(lost, imported.lost.len());
        (imported.contract.properties.into_iter().map(|property| property.name).collect(), lost)
    }

    fn text(name: &str) -> (&str, ValueType) {
        (name, ValueType::String)
    }

    #[test]
    fn a_row_takes_the_one_declared_name_that_only_it_can_have() {
        let rows = [("displayName", "String"), ("所有者", "String"), ("大小", "Int32"), ("id", "String")];
        let declared = [text("displayName"), text("owner"), ("size", ValueType::Int32), text("ownerName")];
        assert_eq!(names(&rows, &declared), (["displayName", "owner", "size", "id"].map(str::to_owned).to_vec(), 0));
    }

    #[test]
    fn a_plain_word_that_the_metadata_declares_is_the_name_that_it_shows() {
        let page = "# <a name=\"update-thing\"></a>Ding\n## <a name=\"http-request\"></a>Anforderung\n```http\nPATCH /things/{id}\n```\n\
                    ## <a name=\"request-body\"></a>Text\n|N|T|D|\n|-|-|-|\n|turret|String|x|\n|anderes|String|x|\n";
        let mut imported = import("page.md", page.as_bytes()).unwrap();
        assert_eq!(imported.lost.len(), 2, "either may be a translation");
        recover(&mut imported, &[("turret".to_owned(), ValueType::String), ("other".to_owned(), ValueType::String)]);
        let names: Vec<_> = imported.contract.properties.iter().map(|property| property.name.as_str()).collect();
        assert_eq!((names, imported.lost.len()), (vec!["turret"], 1));
    }

    #[test]
    fn two_names_for_a_row_or_two_rows_for_a_name_give_none() {
        let none = |rows: &[(&str, &str)], declared: &[(&str, ValueType)]| names(rows, declared).1 == rows.len();
        assert!(none(&[("所有者", "String")], &[text("owner"), text("title")]));
        assert!(none(&[("所有者", "String"), ("标题", "String")], &[text("owner")]));
        assert!(none(&[("所有者", "String")], &[text("ownerName")]), "translations leave such names alone");
        assert!(none(&[("所有者", "String")], &[("owner", ValueType::Int32)]), "another type");
        assert!(none(&[("所有者", "谁")], &[text("owner")]), "no type at all");
        assert!(none(&[("所有者", "String")], &[]));
    }
}

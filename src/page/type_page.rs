//! Resource pages: what the members of a complex type or of an enumeration are.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::model::{Access, ComplexType, Member, Property, ValueType};

use super::build::build;
use super::diagnostic::{Diagnostic, Remarks};
use super::document::{Content, Document};
use super::lines::Lines;
use super::{enums, properties};

/// Types by lower-case name, as resource pages describe them; none where two pages, as of two editions, describe one name
/// differently.
#[derive(Debug, Clone, Default)]
pub struct TypePages {
    /// Complex types and enumerations.
    types: HashMap<String, Option<ValueType>>,
    /// Rows of the property tables of entities.
    entities: HashMap<String, Option<Vec<Property>>>,
}

impl TypePages {
    /// The type with this lower-case name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&ValueType> {
        self.types.get(name)?.as_ref()
    }

    /// The properties of the entity with this name; empty when no page tells them.
    #[must_use]
    pub fn entity(&self, name: &str) -> &[Property] {
        self.entities.get(&name.to_lowercase()).and_then(Option::as_deref).unwrap_or_default()
    }

    /// How many types and entities are described.
    #[must_use]
    pub fn len(&self) -> usize {
        self.types.len() + self.entities.len()
    }

    /// Takes the type of a resource page along; a page that describes none changes nothing. What could not be read is
    /// told.
    pub fn add(&mut self, file: &str, text: &str) -> Vec<Diagnostic> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let lines = Lines::new(text);
        let document = build(text, &lines);
        let mut remarks = Remarks::new(file, &lines);
        let representation = representation(&document);
        let name = name(file, representation.as_ref());
        if let Some(of) = enumeration(&document, &name) {
            keep(&mut self.types, &name, of);
        } else if let Some(rows) = rows(&document, &lines, &mut remarks, representation.as_ref()) {
            // an entity has a key and lives elsewhere: it is no nested object
            if rows.iter().any(|row| row.access == Access::Key) {
                keep(&mut self.entities, &name, rows);
            } else {
                keep(&mut self.types, &name, complex(&name, rows));
            }
        }
        remarks.into_sorted()
    }
}

/// Keeps what a page says of a name, unless another page says something else.
fn keep<T: Clone + PartialEq>(known: &mut HashMap<String, Option<T>>, name: &str, said: T) {
    let entry = known.entry(name.to_lowercase()).or_insert_with(|| Some(said.clone()));
    entry.take_if(|known| *known != said);
}

/// The JSON that represents the resource.
fn representation(document: &Document) -> Option<Map<String, Value>> {
    let fences = document.blocks.iter().filter_map(|block| match &block.content {
        Content::Fence(text, _) => serde_json::from_str::<Value>(text).ok(),
        _ => None,
    });
    fences.into_iter().find_map(|value| match value {
        Value::Object(members) => Some(members),
        _ => None,
    })
}

/// The name that the representation gives, in its own spelling, or the last part of the file's name.
fn name(file: &str, representation: Option<&Map<String, Value>>) -> String {
    let named = representation.and_then(|members| members.get("@odata.type")?.as_str()?.rsplit(['.', '#']).next());
    let stem = file.strip_suffix(".md").unwrap_or(file);
    named.filter(|name| !name.is_empty()).unwrap_or_else(|| stem.rsplit(['-', '_']).next().unwrap_or(stem)).to_owned()
}

/// The first column of the table of members; `None` when a translation damaged one of them.
fn enumeration(document: &Document, name: &str) -> Option<ValueType> {
    let table = document.tables_of(document.part(&["members", "values"])).next()?;
    let cells = table.iter().filter_map(|row| row.cells.first()).map(|cell| cell.local().trim().to_owned());
    let members: Vec<String> = cells.filter(|cell| !cell.is_empty()).collect();
    let is_whole = !members.is_empty() && members.iter().all(|member| enums::is_member(member));
    is_whole.then(|| ValueType::listed(Some(name.to_owned()), members))
}

/// The table of properties.
fn rows(
    document: &Document,
    lines: &Lines<'_>,
    remarks: &mut Remarks<'_>,
    representation: Option<&Map<String, Value>>,
) -> Option<Vec<Property>> {
    let table = document.tables_of(document.part(&["properties"])).next()?;
    // the representation shows words for types, not values: only its names count
    let names: Map<String, Value> =
        representation.into_iter().flatten().map(|(name, _)| (name.clone(), Value::Null)).collect();
    Some(properties::read_table(table, document, lines, remarks, &[&names]).properties)
}

fn complex(name: &str, rows: Vec<Property>) -> ValueType {
    let members = rows.into_iter().map(|property| Member {
        name: property.name,
        value_type: property.value_type,
        nullable: property.nullable,
    });
    ValueType::Complex(ComplexType { name: name.to_owned(), is_abstract: false, members: members.collect() })
}

#[cfg(test)]
mod tests {
    use super::TypePages;
    use crate::model::ValueType;

    const PLACE: &str = "# place resource type\n\n## Properties\n|Property|Type|Text|\n|---|---|---|\n|标签|String|x|\n\
                         |floor|Int32|x|\n|kind|[placeKind](placekind.md)|Possible values are: `room`, `desk`.|\n\n\
                         ## JSON representation\n```json\n{\"@odata.type\": \"#graph.place\", \"label\": \"String\", \"floor\": 1, \"kind\": \"String\"}\n```\n";

    #[test]
    fn a_complex_type_has_the_members_of_its_page() {
        let mut types = TypePages::default();
        assert_eq!(types.add("place.md", PLACE).len(), 1, "one name was recovered");
        let Some(ValueType::Complex(place)) = types.get("place") else { panic!("no place") };
        let names: Vec<_> = place.members.iter().map(|member| member.name.as_str()).collect();
        assert_eq!(names, ["label", "floor", "kind"]);
        assert_eq!(place.members[1].value_type, ValueType::Int32);
    }

    #[test]
    fn an_enumeration_counts_only_when_every_member_can_be_read() {
        let page = |member: &str| format!("# kind\n## Members\n|Member|Value|\n|---|---|\n|room|0|\n|{member}|1|\n");
        let mut types = TypePages::default();
        types.add("intune-shared-kind.md", &page("desk"));
        let Some(ValueType::Enum { members, .. }) = types.get("kind") else { panic!("no kind") };
        assert_eq!(members, &["room", "desk"]);
        types = TypePages::default();
        types.add("kind.md", &page("书桌"));
        assert!(types.get("kind").is_none());
    }

    #[test]
    fn an_entity_is_no_nested_object() {
        let mut types = TypePages::default();
        types.add("thing.md", "# thing\n## Properties\n|P|T|D|\n|---|---|---|\n|id|String|x|\n");
        assert!(types.get("thing").is_none());
        assert_eq!(types.entity("Thing").len(), 1);
    }
}

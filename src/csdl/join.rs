//! A contract with the facts of the metadata.

use super::disagreement::{Disagreement, DisagreementKind as Kind};
use super::entity::Entity;
use super::metadata::{Declared, Metadata};
use crate::model::{Access, Contract, Declaration, MetadataRef, Property, ValueType};

/// Stands for members to come; pages leave it out.
const UNKNOWN_FUTURE_VALUE: &str = "unknownFutureValue";
/// How the name of a page about an update begins.
const UPDATE: &str = "update-";

/// Adds to `contract` what `metadata` says about its entity type, and tells where both disagree.
///
/// Nullability is taken over for single values; of a collection it speaks about the items (CSDL XML 4.01 §7.2.1).
/// Types and members are taken over where the page is silent, and where it says text for an enumeration; otherwise
/// the page's word stays. What the metadata calls computed, immutable or readable only becomes read-only.
pub fn join(contract: &mut Contract, metadata: &Metadata) -> Vec<Disagreement> {
    if !is_comparable(contract) {
        return Vec::new();
    }
    let page_line = contract.page.line;
    let entity = match find(contract, metadata) {
        Ok(entity) => entity,
        Err(message) => {
            return vec![Disagreement { kind: Kind::Entity, property: None, line: page_line, message }];
        }
    };
    let mut told = Vec::new();
    for property in &mut contract.properties {
        match entity.property(&property.name) {
            Some(declared) => join_property(property, declared, &entity, metadata, &mut told),
            None if entity.is_whole => told.push(about(
                property,
                Kind::ExtraProperty,
                format!("`{}` is on the page and not in `{}`", property.name, entity.name),
            )),
            None => {}
        }
    }
    told.extend(missing(contract, &entity));
    contract.metadata =
        Some(MetadataRef { file: metadata.file.clone(), entity_type: entity.name.to_owned(), line: entity.line });
    told
}

/// Whether the rows of the page are properties of an entity: those of an update or a create are, those of an action are its
/// parameters, and a read or a delete has none.
fn is_comparable(contract: &Contract) -> bool {
    let creates = || contract.success.iter().any(|status| status.code == 201) && !contract.properties.is_empty();
    match contract.operation.method.as_str() {
        "PATCH" | "PUT" => true,
        "POST" => creates() || contract.name.starts_with(UPDATE),
        _ => false,
    }
}

/// Names and types of the properties that the entity type of `contract` declares; none when there is no such type. A key
/// and what leads to other entities are left out: tables seldom list them.
#[must_use]
pub fn declared(contract: &Contract, metadata: &Metadata) -> Vec<(String, ValueType)> {
    let Ok(entity) = find(contract, metadata) else { return Vec::new() };
    let own = entity.properties.iter().filter(|one| !one.is_navigation && !entity.key.contains(&one.name));
    own.map(|one| (one.name.clone(), metadata.value_type(&one.type_name))).collect()
}

/// The entity type of the contract: as the example names it, else as the page's name or file tells it.
fn find<'m>(contract: &Contract, metadata: &'m Metadata) -> Result<Entity<'m>, String> {
    let stem = contract.page.file.strip_suffix(".md").unwrap_or(&contract.page.file);
    let guessed = || {
        let mut parts = stem.strip_suffix("-update").unwrap_or(stem).rsplit(['-', '_']);
        let from_file = parts.next();
        let namespace = parts.next();
        let from_name = ["update-", "create-"]
            .iter()
            .find_map(|verb| contract.name.strip_prefix(verb))
            .map(|name| name.rsplit('-').next().unwrap_or(name));
        [from_name, from_file].into_iter().flatten().find_map(|name| metadata.entity_called(name, namespace))
    };
    let Some(name) = contract.entity_type.as_deref().or_else(guessed) else {
        return Err(format!("the page names no entity type, and none of {} fits its name", metadata.file));
    };
    metadata.entity(name).map_err(|error| error.to_string())
}

fn join_property(
    property: &mut Property,
    declared: &Declared,
    entity: &Entity<'_>,
    metadata: &Metadata,
    told: &mut Vec<Disagreement>,
) {
    let meant = metadata.value_type(&declared.type_name);
    let known = told.len();
    let page = property.value_type.to_string();
    match merge(&mut property.value_type, &meant) {
        Merged::Agree => {}
        Merged::Members(members) => {
            told.push(about(property, Kind::Members, format!("`{}`: {members}", property.name)));
        }
        Merged::Differ { taken } => {
            let taken = if taken { "the metadata's is taken" } else { "the page's stays" };
            let message = format!(
                "`{}` is {page} on the page and {} in the metadata; {taken}",
                property.name, declared.type_name
            );
            told.push(about(property, Kind::Type, message));
        }
    }
    let is_single = !declared.is_navigation && !matches!(meant, ValueType::Collection { .. });
    let is_key = entity.key.contains(&declared.name);
    // the parts of a key are never null (CSDL XML 4.01 §6.5)
    property.nullable = is_single.then_some(declared.nullable && !is_key);
    let writing = declared.writing;
    if property.access == Access::Updatable && (writing.computed || writing.immutable || writing.read_only) {
        property.access = Access::ReadOnly;
        let message =
            format!("`{}` is not called read-only on the page; the metadata lets nobody update it", property.name);
        told.push(about(property, Kind::Access, message));
    }
    let differs = told[known..].iter().map(|disagreement| disagreement.message.clone()).collect();
    property.declared = Some(Declaration { type_name: declared.type_name.clone(), differs });
}

/// Properties of the entity type that the page does not list. Navigation leads elsewhere, and a key is often left out.
fn missing(contract: &Contract, entity: &Entity<'_>) -> Vec<Disagreement> {
    let line = contract.properties.first().map_or(contract.page.line, |property| property.line);
    let is_listed = |declared: &Declared| contract.properties.iter().any(|property| property.name == declared.name);
    let lacking = entity
        .properties
        .iter()
        .filter(|declared| !declared.is_navigation && !entity.key.contains(&declared.name) && !is_listed(declared));
    let told = |declared: &&Declared| Disagreement {
        kind: Kind::MissingProperty,
        property: Some(declared.name.clone()),
        line,
        message: format!("`{}` ({}) of `{}` is not on the page", declared.name, declared.type_name, entity.name),
    };
    lacking.map(told).collect()
}

fn about(property: &Property, kind: Kind, message: String) -> Disagreement {
    Disagreement { kind, property: Some(property.name.clone()), line: property.line, message }
}

/// What became of two types.
#[derive(Debug, PartialEq, Eq)]
enum Merged {
    /// They are one, or the page was silent and the metadata's was taken.
    Agree,
    /// Two enumerations with other members; the page's list stays.
    Members(String),
    /// They differ.
    Differ {
        /// Whether the metadata's was taken.
        taken: bool,
    },
}

fn merge(page: &mut ValueType, meant: &ValueType) -> Merged {
    let says_the_same = match (&mut *page, meant) {
        (ValueType::Collection { of: page }, ValueType::Collection { of: meant }) => return merge(page, meant),
        (
            ValueType::Enum { members, values, flags, .. },
            ValueType::Enum { members: known, values: numbers, flags: several, .. },
        ) if !members.is_empty() => {
            let number = |name| known.iter().position(|other| other == name).and_then(|at| numbers.get(at)).copied();
            *values = members.iter().map(number).collect::<Option<_>>().unwrap_or_default();
            *flags = *several;
            return compare_members(members, known);
        }
        (ValueType::Complex(page), ValueType::Complex(known)) => page.name.eq_ignore_ascii_case(&known.name),
        (ValueType::Complex(page), ValueType::Enum { name: Some(known), .. }) => page.name.eq_ignore_ascii_case(known),
        (ValueType::Any | ValueType::Enum { .. }, ValueType::Enum { .. }) | (ValueType::Any, _) => true,
        (page, meant) => page == meant || *meant == ValueType::Any,
    };
    let is_enum_as_text = *page == ValueType::String && matches!(meant, ValueType::Enum { .. });
    if (says_the_same && *meant != ValueType::Any) || is_enum_as_text {
        page.clone_from(meant);
    }
    if says_the_same { Merged::Agree } else { Merged::Differ { taken: is_enum_as_text } }
}

fn compare_members(page: &[String], known: &[String]) -> Merged {
    let lacking = |from: &[String], in_list: &[String]| {
        let names = from.iter().filter(|name| *name != UNKNOWN_FUTURE_VALUE && !in_list.contains(name));
        names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
    };
    let (only_page, only_metadata) = (lacking(page, known), lacking(known, page));
    match (only_page.as_str(), only_metadata.as_str()) {
        ("", "") => Merged::Agree,
        ("", more) => Merged::Members(format!("the page lacks the members {more}")),
        (more, "") => Merged::Members(format!("the metadata lacks the members {more}")),
        (ours, theirs) => Merged::Members(format!("only the page has the members {ours}; only the metadata {theirs}")),
    }
}

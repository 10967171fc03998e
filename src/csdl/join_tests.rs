//! Pages and metadata that say the same, less, more and something else.

use serde_json::{Value, json};

use super::{Metadata, join};
use crate::model::{Access, Contract, Property, StatusFact, ValueType};

const METADATA: &str = r#"<Edmx><Schema Namespace="test" Alias="t">
<EnumType Name="state"><Member Name="on"/><Member Name="off"/><Member Name="unknownFutureValue"/></EnumType>
<EnumType Name="modes" IsFlags="true"><Member Name="read" Value="1"/><Member Name="write" Value="2"/></EnumType>
<ComplexType Name="spot" Abstract="true"><Property Name="label" Type="Edm.String" Nullable="false"/></ComplexType>
<ComplexType Name="place" BaseType="t.spot"><Property Name="floor" Type="Edm.Int32"/><Property Name="inside" Type="t.place"/>
<NavigationProperty Name="owner" Type="t.thing"/></ComplexType><TypeDefinition Name="colour" UnderlyingType="Edm.String"/>
<EntityType Name="entity" Abstract="true"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String"/></EntityType>
<EntityType Name="thing" BaseType="t.entity">
<Property Name="name" Type="Edm.String"/><Property Name="when" Type="Edm.DateTimeOffset" Nullable="false"/>
<Property Name="state" Type="t.state" Nullable="false"/><Property Name="tags" Type="Collection(Edm.String)" Nullable="false"/>
<Property Name="colour" Type="test.colour"/><Property Name="where" Type="t.place"/>
<Property Name="modes" Type="t.modes"/><Property Name="size" Type="Edm.Int64"><Annotation Term="Org.OData.Core.V1.Computed" Bool="true"/></Property>
<NavigationProperty Name="parent" Type="t.thing"/></EntityType>
<EntityType Name="one" BaseType="t.other"/><EntityType Name="other" BaseType="t.one"/></Schema></Edmx>"#;

fn contract(entity_type: Option<&str>, properties: &[(&str, Value)]) -> Contract {
    let property = |(line, (name, value_type)): (usize, &(&str, Value))| json!({"name": name, "type": value_type, "access": "updatable", "line": 10 + line});
    let properties: Vec<Value> = properties.iter().enumerate().map(property).collect();
    serde_json::from_value(json!({
        "$schema": "", "name": "update-thing", "page": {"file": "thing-update.md", "line": 1},
        "operation": {"method": "PATCH", "path": "/things/{id}", "line": 2}, "entity_type": entity_type,
        "success": [], "headers": [], "permissions": [], "properties": properties,
    }))
    .unwrap()
}

fn joined(properties: &[(&str, Value)]) -> (Contract, Vec<(&'static str, u32)>) {
    let mut contract = contract(Some("test.thing"), properties);
    let metadata = Metadata::read("m.csdl", METADATA.as_bytes()).unwrap();
    let told = join(&mut contract, &metadata);
    let told = told.iter().filter(|one| one.kind.code() != "metadata-missing-property");
    (contract, told.map(|one| (one.kind.code(), one.line)).collect())
}

fn kind(kind: &str) -> Value {
    json!({ "kind": kind })
}

fn one(name: &str, value_type: Value) -> (Property, Vec<&'static str>) {
    let (mut contract, told) = joined(&[(name, value_type)]);
    (contract.properties.remove(0), told.into_iter().map(|(code, _)| code).collect())
}

#[test]
fn nullability_comes_from_the_metadata_and_base_types() {
    let list = json!({"kind": "collection", "of": {"kind": "string"}});
    for (name, value_type, nullable) in [
        ("id", kind("string"), Some(false)),
        ("name", kind("string"), Some(true)),
        ("when", kind("date-time-offset"), Some(false)),
        ("tags", list, None),
        ("colour", kind("string"), Some(true)),
        ("parent", json!({"kind": "complex", "name": "thing"}), None),
    ] {
        let (property, told) = one(name, value_type);
        assert_eq!((property.nullable, told), (nullable, vec![]), "{name}");
    }
}

#[test]
fn an_enumeration_is_taken_where_the_page_is_silent_or_says_text() {
    for (value_type, expected) in [
        (kind("any"), &[][..]),
        (json!({"kind": "complex", "name": "State"}), &[]),
        (json!({"kind": "enum", "members": []}), &[]),
        (kind("string"), &["metadata-type"]),
    ] {
        let (property, told) = one("state", value_type.clone());
        let ValueType::Enum { members, .. } = property.value_type else { panic!("{value_type}") };
        assert_eq!((members.len(), told.as_slice()), (3, expected), "{value_type}");
    }
}

#[test]
fn numbers_of_members_come_from_the_metadata_in_the_order_of_the_page() {
    let listed = |members: &[&str]| json!({"kind": "enum", "members": members});
    for (name, value_type, expected, several) in [
        ("state", listed(&["off", "on"]), &[1, 0][..], false),
        ("state", kind("any"), &[0, 1, 2], false),
        ("state", listed(&["on", "standby"]), &[], false),
        ("modes", listed(&["write", "read"]), &[2, 1], true),
    ] {
        let (property, _) = one(name, value_type.clone());
        let ValueType::Enum { values, flags, .. } = property.value_type else { panic!("{value_type}") };
        assert_eq!((values.as_slice(), flags), (expected, several), "{value_type}");
    }
}

#[test]
fn the_word_of_the_page_stays_and_the_difference_is_told() {
    for (name, value_type, code) in [
        ("state", json!({"kind": "enum", "members": ["on", "standby"]}), "metadata-members"),
        ("name", kind("int32"), "metadata-type"),
        ("tags", kind("string"), "metadata-type"),
        ("where", json!({"kind": "complex", "name": "spot"}), "metadata-type"),
        ("unknown", kind("string"), "metadata-extra-property"),
    ] {
        let (property, told) = one(name, value_type.clone());
        assert_eq!((serde_json::to_value(&property.value_type).unwrap(), told), (value_type, vec![code]), "{name}");
    }
    let (_, told) = one("state", json!({"kind": "enum", "members": ["on", "off"]}));
    assert_eq!(told, Vec::<&str>::new(), "`unknownFutureValue` is left out by habit");
}

#[test]
fn what_the_metadata_declares_is_kept_with_each_contradiction() {
    for (name, value_type, type_name, contradictions) in [
        ("name", kind("string"), Some("Edm.String"), 0),
        ("name", kind("int32"), Some("Edm.String"), 1),
        ("state", kind("any"), Some("t.state"), 0),
        ("size", kind("string"), Some("Edm.Int64"), 2),
        ("unknown", kind("string"), None, 0),
    ] {
        let declared = one(name, value_type).0.declared;
        assert_eq!(declared.as_ref().map(|declared| declared.type_name.as_str()), type_name, "{name}");
        assert_eq!(declared.map_or(0, |declared| declared.differs.len()), contradictions, "{name}");
    }
}

#[test]
fn what_the_service_computes_is_not_sent() {
    let (property, told) = one("size", kind("int64"));
    assert_eq!((property.access, told), (Access::ReadOnly, vec!["metadata-access"]));
}

#[test]
fn what_the_page_lacks_is_told_at_its_table_without_key_and_navigation() {
    let mut contract = contract(Some("test.thing"), &[("name", kind("string"))]);
    let told = join(&mut contract, &Metadata::read("m.csdl", METADATA.as_bytes()).unwrap());
    let names: Vec<_> = told.iter().map(|one| (one.property.as_deref().unwrap(), one.line)).collect();
    assert_eq!(
        names,
        [("when", 10), ("state", 10), ("tags", 10), ("colour", 10), ("where", 10), ("modes", 10), ("size", 10)]
    );
    let metadata = contract.metadata.unwrap();
    assert_eq!((metadata.file.as_str(), metadata.entity_type.as_str(), metadata.line), ("m.csdl", "test.thing", 8));
}

#[test]
fn the_entity_type_is_found_by_the_page_s_name_and_never_guessed_against_the_example() {
    let metadata = Metadata::read("m.csdl", METADATA.as_bytes()).unwrap();
    let mut named = contract(None, &[]);
    join(&mut named, &metadata);
    assert_eq!(named.metadata.map(|metadata| metadata.entity_type).as_deref(), Some("test.thing"));
    for (entity_type, words) in [("test.thingy", "did you mean `test.thing`?"), ("test.one", "form a circle")] {
        let mut contract = contract(Some(entity_type), &[]);
        let told = join(&mut contract, &metadata);
        assert_eq!((told.len(), contract.metadata), (1, None));
        assert!(told[0].message.contains(words), "{}", told[0].message);
    }
}

#[test]
fn the_rows_of_an_update_and_of_a_create_are_compared_and_the_parameters_of_an_action_are_not() {
    let metadata = Metadata::read("m.csdl", METADATA.as_bytes()).unwrap();
    for (name, method, status, is_compared) in [
        ("reset-thing", "PATCH", 204, true),
        ("reset-thing", "PUT", 200, true),
        ("create-thing", "POST", 201, true),
        ("update-thing", "POST", 200, true),
        ("reset-thing", "POST", 200, false),
        ("get-thing", "GET", 200, false),
    ] {
        let mut contract = contract(Some("test.thing"), &[("strange", kind("string"))]);
        contract.name = name.to_owned();
        contract.operation.method = method.to_owned();
        contract.success = vec![StatusFact { code: status, line: 1 }];
        let told = join(&mut contract, &metadata);
        assert_eq!(
            (!told.is_empty(), contract.metadata.is_some()),
            (is_compared, is_compared),
            "{name} {method} {status}"
        );
    }
}

#[test]
fn nested_objects_get_the_members_of_their_type_and_its_base() {
    let (property, told) = one("where", json!({"kind": "complex", "name": "PLACE"}));
    let expected = json!({"kind": "complex", "name": "place", "members": [
        {"name": "label", "type": {"kind": "string"}, "nullable": false},
        {"name": "floor", "type": {"kind": "int32"}, "nullable": true},
        {"name": "inside", "type": {"kind": "complex", "name": "place"}, "nullable": true},
    ]});
    assert_eq!((serde_json::to_value(&property.value_type).unwrap(), told), (expected, vec![]));
}

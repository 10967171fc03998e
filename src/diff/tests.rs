//! One change at a time, told by its code and its meaning for clients.

use serde_json::{Value, json};

use super::{Edition, Impact, compare};
use crate::model::{Case, Contract};

fn contract() -> Value {
    let property =
        |name: &str, kind: Value, line: u32| json!({"name": name, "type": kind, "access": "updatable", "line": line});
    json!({
        "$schema": "", "name": "update-thing", "page": {"file": "thing-update.md", "line": 1},
        "operation": {"method": "PATCH", "path": "/things/{id}", "line": 2},
        "success": [{"code": 200, "line": 30}],
        "headers": [{"name": "accept", "value": "application/json", "required": false, "line": 8}],
        "permissions": [{"kind": "delegated-work", "permissions": ["Thing.ReadWrite"], "line": 5},
            {"kind": "application", "permissions": [], "line": 6}],
        "properties": [
            property("name", json!({"kind": "string"}), 20),
            property("state", json!({"kind": "enum", "members": ["on", "off"]}), 21),
            property("size", json!({"kind": "int32"}), 22),
        ],
    })
}

fn cases() -> Value {
    json!([{"$schema": "", "name": "documented", "source": {"page": "thing-update.md", "line": 40},
        "request": {"method": "PATCH", "path": "/things/{id}", "body": {"name": "a"}},
        "expect": {"status": [200], "body": {"name": "a"}}}])
}

/// Codes and impacts after `change` was made to the contract and its cases.
fn told(change: impl FnOnce(&mut Value, &mut Value)) -> Vec<(&'static str, Impact)> {
    let read = |contract: Value, cases: Value| -> (Contract, Vec<Case>) {
        (serde_json::from_value(contract).unwrap(), serde_json::from_value(cases).unwrap())
    };
    let (mut after, mut examples) = (contract(), cases());
    change(&mut after, &mut examples);
    let (old, new) = (read(contract(), cases()), read(after, examples));
    let changes = compare(Edition { contract: &old.0, cases: &old.1 }, Edition { contract: &new.0, cases: &new.1 });
    changes.into_iter().map(|change| (change.code, change.impact)).collect()
}

#[test]
fn the_same_page_has_no_change_wherever_its_lines_stand() {
    assert_eq!(told(|contract, _| contract["properties"][0]["line"] = json!(99)), []);
    assert_eq!(told(|contract, _| contract["operation"]["path"] = json!("/things/{thingId}")), []);
}

#[test]
fn each_change_of_a_fact_is_told() {
    use Impact::{Breaking, Compatible};
    type Edit = fn(&mut Value);
    let edits: [(Edit, &str, Impact); 20] = [
        (
            |c| c["permissions"][0]["permissions"] = json!(["Thing.ReadWrite", "Thing.All"]),
            "permission-added",
            Compatible,
        ),
        (|c| c["permissions"][1]["permissions"] = json!(["Thing.All"]), "caller-supported", Compatible),
        (|c| c["permissions"][0]["permissions"] = json!([]), "caller-unsupported", Breaking),
        (|c| c["operation"]["method"] = json!("PUT"), "method", Breaking),
        (|c| c["operation"]["alternatives"] = json!(["/me/things/{id}"]), "path-added", Compatible),
        (|c| c["headers"] = json!([]), "header-removed", Compatible),
        (|c| c["headers"][0]["required"] = json!(true), "header-required", Breaking),
        (|c| c["headers"][0]["value"] = json!("text/plain"), "header-value", Breaking),
        (|c| c["properties"][0]["type"] = json!({"kind": "int64"}), "type", Breaking),
        (|c| c["properties"][0]["type"] = json!({"kind": "any"}), "type-told", Compatible),
        (|c| c["properties"][1]["type"]["members"] = json!(["on", "off", "idle"]), "member-added", Compatible),
        (|c| c["properties"][1]["type"]["members"] = json!(["on"]), "member-removed", Breaking),
        (|c| c["properties"][2]["range"] = json!([1, 9]), "range", Breaking),
        (|c| c["properties"][2]["access"] = json!("read-only"), "access", Breaking),
        (|c| c["properties"][0]["name"] = json!("Name"), "property-renamed", Breaking),
        (|c| c["properties"][1]["name"] = json!("condition"), "property-renamed", Breaking),
        (|c| c["properties"].as_array_mut().unwrap().truncate(2), "property-removed", Breaking),
        (
            |c| {
                c["properties"]
                    .as_array_mut()
                    .unwrap()
                    .push(json!({"name": "tag", "type": {"kind": "string"}, "access": "updatable", "line": 23}));
            },
            "property-added",
            Compatible,
        ),
        (|c| c["success"][0]["code"] = json!(204), "status-removed", Breaking),
        (|c| c["success"].as_array_mut().unwrap().push(json!({"code": 204, "line": 31})), "status-added", Compatible),
    ];
    for (edit, code, impact) in edits {
        let changes = told(|contract, _| edit(contract));
        assert_eq!(changes.first(), Some(&(code, impact)), "{changes:?}");
    }
}

#[test]
fn examples_are_compared_by_their_members() {
    let more = told(|_, cases| cases[0]["request"]["body"]["@odata.type"] = json!("#graph.thing"));
    assert_eq!(more, [("example-member-added", Impact::Compatible)]);
    let other = told(|_, cases| cases[0]["request"]["body"]["name"] = json!("b"));
    assert_eq!(other, [], "values are the page's invention");
    let none = told(|_, cases| cases[0]["expect"]["body"] = Value::Null);
    assert_eq!(none, [("example-body", Impact::Compatible)]);
}

//! The document as a whole.

use serde_json::{Map, Value, json};

use super::components::schemas;
use super::editions::apart;
use super::operations::operation;
use super::paths::OpenPath;
use super::siblings::sibling_operation;
use crate::cases::ContractBundle;
use crate::model::{Contract, Operation, PathTemplate, Sibling};

/// Methods that OpenAPI 3.1 has a field for.
const METHODS: [&str; 8] = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];

/// One document of all contracts: each operation once, with the schemas of all pages that document it.
///
/// Editions of a service stay apart: of several, each has paths of its own, below its name.
///
/// What a page does not say is left out: a contract without a documented status has only the error response.
#[must_use]
pub fn document(bundles: &[ContractBundle]) -> Value {
    let bundles = apart(bundles);
    let bundles = bundles.as_ref();
    let title = match bundles {
        [one] => one.contract.name.clone(),
        _ => format!("{} contracts", bundles.len()),
    };
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": "1",
            "description": "Made by docproof from documentation pages; each operation names its pages.",
        },
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "servers": servers(bundles),
        "paths": paths(bundles),
        "components": {
            "schemas": schemas(bundles.iter().map(|bundle| &bundle.contract)),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    })
}

/// The service roots of the pages' examples, each once; the host itself when no page names one.
fn servers(bundles: &[ContractBundle]) -> Vec<Value> {
    let mut roots: Vec<&str> = Vec::new();
    for root in bundles.iter().filter_map(|bundle| bundle.contract.operation.service_root.as_deref()) {
        if !roots.contains(&root) {
            roots.push(root);
        }
    }
    if roots.is_empty() {
        roots.push("/");
    }
    roots.into_iter().map(|root| json!({ "url": root })).collect()
}

/// One path of the document.
struct Item<'b> {
    path: OpenPath,
    /// Contracts by method.
    methods: Vec<(&'b str, Vec<&'b ContractBundle>)>,
    /// Siblings of contracts.
    siblings: Vec<(&'b Contract, &'b Sibling)>,
}

/// A contract's own operation counts before what another one tells of it as a sibling.
fn paths(bundles: &[ContractBundle]) -> Map<String, Value> {
    let mut items = Vec::new();
    for bundle in bundles.iter().filter(|bundle| METHODS.contains(&bundle.contract.operation.method.as_str())) {
        let Operation { method, path, .. } = &bundle.contract.operation;
        let methods = &mut item_of(&mut items, path).methods;
        match methods.iter_mut().find(|(known, _)| known == method) {
            Some((_, list)) => list.push(bundle),
            None => methods.push((method, vec![bundle])),
        }
    }
    for contract in bundles.iter().map(|bundle| &bundle.contract) {
        for sibling in &contract.siblings {
            item_of(&mut items, &sibling.operation.path).siblings.push((contract, sibling));
        }
    }
    items.into_iter().map(operations).collect()
}

/// The item of a path, whatever its placeholders are called.
fn item_of<'i, 'b>(items: &'i mut Vec<Item<'b>>, path: &PathTemplate) -> &'i mut Item<'b> {
    let path = OpenPath::read(path);
    let known = items.iter().position(|item| item.path.shape.eq_ignore_ascii_case(&path.shape));
    let at = known.unwrap_or_else(|| {
        items.push(Item { path, methods: Vec::new(), siblings: Vec::new() });
        items.len() - 1
    });
    &mut items[at]
}

fn operations(item: Item<'_>) -> (String, Value) {
    let names = &item.path.names;
    let own = item.methods.iter().map(|(method, list)| (method.to_ascii_lowercase(), operation(list, names)));
    let mut operations: Map<String, Value> = own.collect();
    for (contract, sibling) in item.siblings {
        let method = sibling.operation.method.to_ascii_lowercase();
        operations.entry(method).or_insert_with(|| sibling_operation(contract, sibling, names));
    }
    (item.path.path, Value::Object(operations))
}

#[cfg(test)]
mod tests {
    use super::document;
    use crate::cases::ContractBundle;

    fn shipped() -> ContractBundle {
        ContractBundle::embedded("update-remoteassistancepartner").unwrap()
    }

    #[test]
    fn a_contract_becomes_one_operation_with_its_schemas_and_examples() {
        let made = document(&[shipped()]);
        let path = "/deviceManagement/remoteAssistancePartners/{remoteAssistancePartnerId}";
        let operation = &made["paths"][path]["patch"];
        assert_eq!(operation["operationId"], "update-remoteassistancepartner");
        assert_eq!(operation["parameters"][0]["name"], "remoteAssistancePartnerId");
        let schema = &operation["requestBody"]["content"]["application/json"]["schema"]["$ref"];
        assert_eq!(schema, "#/components/schemas/update-remoteassistancepartner.patch");
        assert!(
            made["components"]["schemas"]["update-remoteassistancepartner.patch"]["properties"]["displayName"]
                .is_object()
        );
        assert_eq!(made["servers"][0]["url"], "https://graph.microsoft.com/v1.0");
    }

    #[test]
    fn siblings_are_operations_too() {
        let made = document(&[shipped()]);
        let list = "/deviceManagement/remoteAssistancePartners";
        let object = format!("{list}/{{remoteAssistancePartnerId}}");
        let id = |path: &str, method: &str| made["paths"][path][method]["operationId"].as_str().map(str::to_owned);
        let named = |name: &str| Some(format!("update-remoteassistancepartner.{name}"));
        assert_eq!([id(list, "post"), id(list, "get")], [named("create"), named("list")]);
        assert_eq!([id(&object, "get"), id(&object, "delete")], [named("get"), named("delete")]);
        assert_eq!(id(&format!("{object}/disconnect"), "post"), named("action.disconnect"));
        let created = &made["paths"][list]["post"]["responses"]["201"]["content"]["application/json"]["schema"]["$ref"];
        assert_eq!(created, "#/components/schemas/update-remoteassistancepartner.entity");
        assert!(made["paths"][&object]["delete"]["responses"]["204"].get("content").is_none());
    }

    #[test]
    fn a_create_takes_what_its_own_page_lists() {
        let mut bundle = shipped();
        let create = bundle.contract.siblings.iter_mut().find(|sibling| sibling.operation.method == "POST").unwrap();
        let mut row = bundle.contract.properties[1].clone();
        row.name = "secret".to_owned();
        create.properties.push(row);
        let made = document(&[bundle]);
        let list = &made["paths"]["/deviceManagement/remoteAssistancePartners"];
        let schema = &list["post"]["requestBody"]["content"]["application/json"]["schema"];
        assert!(schema["properties"]["secret"].is_object() && schema["properties"]["displayName"].is_object());
        assert!(schema.get("additionalProperties").is_none(), "{schema}");
    }

    #[test]
    fn pages_of_one_operation_are_one_operation_whatever_they_call_its_placeholders() {
        let mut other = shipped();
        other.contract.name = "update-other".to_owned();
        other.contract.operation.path.0 = other.contract.operation.path.0.replace("{remote", "{otherRemote");
        let made = document(&[shipped(), other]);
        let named = |path: &&String| path.ends_with('}');
        let paths = made["paths"].as_object().unwrap();
        assert_eq!(paths.keys().filter(named).count(), 1);
        let item = paths.iter().find(|(path, _)| named(path)).unwrap().1;
        let any_of = &item["patch"]["requestBody"]["content"]["application/json"]["schema"]["anyOf"];
        assert_eq!(any_of.as_array().unwrap().len(), 2);
    }
}

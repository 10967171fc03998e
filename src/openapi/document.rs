//! The document as a whole.

use serde_json::{Map, Value, json};

use super::components::schemas;
use super::operations::operation;
use super::paths::OpenPath;
use crate::cases::ContractBundle;

/// Methods that OpenAPI 3.1 has a field for.
const METHODS: [&str; 8] = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];

/// One document of all contracts: each operation once, with the schemas of all pages that document it.
///
/// What a page does not say is left out: a contract without a documented status has only the error response.
#[must_use]
pub fn document(bundles: &[ContractBundle]) -> Value {
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

/// Contracts of one method.
type ByMethod<'b> = Vec<(String, Vec<&'b ContractBundle>)>;

fn paths(bundles: &[ContractBundle]) -> Map<String, Value> {
    let mut found: Vec<(OpenPath, ByMethod<'_>)> = Vec::new();
    for bundle in bundles.iter().filter(|bundle| METHODS.contains(&bundle.contract.operation.method.as_str())) {
        let operation = &bundle.contract.operation;
        let path = OpenPath::read(&operation.path);
        let at = found.iter().position(|(known, _)| known.shape.eq_ignore_ascii_case(&path.shape));
        let at = at.unwrap_or_else(|| {
            found.push((path, Vec::new()));
            found.len() - 1
        });
        let methods = &mut found[at].1;
        match methods.iter_mut().find(|(method, _)| *method == operation.method) {
            Some((_, list)) => list.push(bundle),
            None => methods.push((operation.method.clone(), vec![bundle])),
        }
    }
    let item = |(path, methods): (OpenPath, ByMethod<'_>)| {
        let operations: Map<String, Value> =
            methods.iter().map(|(method, list)| (method.to_ascii_lowercase(), operation(list, &path.names))).collect();
        (path.path, Value::Object(operations))
    };
    found.into_iter().map(item).collect()
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
    fn pages_of_one_operation_are_one_operation_whatever_they_call_its_placeholders() {
        let mut other = shipped();
        other.contract.name = "update-other".to_owned();
        other.contract.operation.path.0 = other.contract.operation.path.0.replace("{remote", "{otherRemote");
        let made = document(&[shipped(), other]);
        assert_eq!(made["paths"].as_object().unwrap().len(), 1);
        let item = made["paths"].as_object().unwrap().values().next().unwrap();
        let any_of = &item["patch"]["requestBody"]["content"]["application/json"]["schema"]["anyOf"];
        assert_eq!(any_of.as_array().unwrap().len(), 2);
    }
}

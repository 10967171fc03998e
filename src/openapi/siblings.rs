//! Operations beside the update: what its siblings' pages document.

use serde_json::{Map, Value, json};

use super::components::{ERROR, inner, key, reference};
use super::operations::{in_path, permissions};
use crate::model::{Contract, Sibling, SiblingRole};
use crate::schema::patch_schema;

/// The operation that a sibling's page documents. Its bodies are those of the contract, and of a create what its own page
/// lists.
pub(super) fn sibling_operation(contract: &Contract, sibling: &Sibling, placeholders: &[String]) -> Value {
    let mut operation = json!({
        "operationId": id(contract, sibling),
        "summary": format!("{} ({})", contract.name, role(sibling)),
        "parameters": in_path(placeholders),
        "responses": responses(contract, sibling),
        "security": [{"token": []}],
        "x-docproof-sources": [{
            "page": sibling.page.file, "line": sibling.operation.line, "permissions": permissions(&sibling.permissions),
        }],
    });
    if let (Some(body), Some(members)) = (request_body(contract, sibling), operation.as_object_mut()) {
        members.insert("requestBody".to_owned(), body);
    }
    operation
}

/// An action is called by its own name.
fn id(contract: &Contract, sibling: &Sibling) -> String {
    let last = sibling.operation.path.0.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    match sibling.role {
        SiblingRole::Action => format!("{}.action.{last}", contract.name),
        _ => format!("{}.{}", contract.name, role(sibling)),
    }
}

fn role(sibling: &Sibling) -> &'static str {
    match sibling.role {
        SiblingRole::Create => "create",
        SiblingRole::Get => "get",
        SiblingRole::List => "list",
        SiblingRole::Delete => "delete",
        SiblingRole::Action => "action",
    }
}

fn request_body(contract: &Contract, sibling: &Sibling) -> Option<Value> {
    let schema = match sibling.role {
        SiblingRole::Create => create_schema(contract, sibling),
        SiblingRole::Action => json!({"type": "object"}),
        _ => return None,
    };
    let example = sibling.example.as_ref();
    if example.is_none() && sibling.role == SiblingRole::Action {
        return None;
    }
    let mut content = json!({ "schema": schema });
    if let (Some(example), Some(members)) = (example, content.as_object_mut()) {
        members.insert("example".to_owned(), Value::Object(example.body.clone()));
    }
    Some(json!({"required": true, "content": {"application/json": content}}))
}

/// What a create takes: what an update does, unless its page says otherwise.
fn create_schema(contract: &Contract, create: &Sibling) -> Value {
    let is_known = |name: &String| name.contains('@') || contract.properties.iter().any(|known| known.name == *name);
    if create.properties.is_empty() && create.example.iter().all(|example| example.body.keys().all(is_known)) {
        return reference(&key(contract, "patch"));
    }
    let mut whole = contract.clone();
    whole.properties.retain(|known| create.properties.iter().all(|row| row.name != known.name));
    whole.properties.extend(create.properties.iter().cloned());
    let mut schema = inner(patch_schema(&whole));
    // Pages show members in the example of a create that no table lists.
    if let Some(members) = schema.as_object_mut() {
        members.shift_remove("additionalProperties");
    }
    schema
}

fn responses(contract: &Contract, sibling: &Sibling) -> Value {
    let entity = reference(&key(contract, "entity"));
    let shown = match sibling.role {
        SiblingRole::Create | SiblingRole::Get => Some(entity),
        SiblingRole::List => Some(json!({
            "type": "object", "required": ["value"], "properties": {"value": {"type": "array", "items": entity}},
        })),
        SiblingRole::Delete | SiblingRole::Action => None,
    };
    let mut responses = Map::new();
    for code in sibling.success.iter().map(|fact| fact.code) {
        let mut response = json!({"description": "success, as the page documents it"});
        if let (Some(schema), Some(members)) = (shown.as_ref().filter(|_| code != 204), response.as_object_mut()) {
            members.insert("content".to_owned(), json!({"application/json": {"schema": schema}}));
        }
        responses.insert(code.to_string(), response);
    }
    let error = json!({"description": "an error", "content": {"application/json": {"schema": reference(ERROR)}}});
    responses.insert("default".to_owned(), error);
    Value::Object(responses)
}

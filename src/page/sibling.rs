//! Which page is about the same resource as an update, and what it adds to the contract.

use crate::model::{Contract, Operation, PathTemplate, Sibling, SiblingExample, SiblingRole};

use super::import::Imported;
use super::operation::segments;

/// What `other` says of the resource that `contract` updates; `None` when it is about something else, or about another
/// edition of the service. Only what updates one object has siblings.
///
/// The body of a documented GET is never taken: generated pages wrap the single object in `value`, which no service does.
#[must_use]
pub fn sibling_of(contract: &Contract, other: &Imported) -> Option<Sibling> {
    let operation = &other.contract.operation;
    let is_update = matches!(contract.operation.method.as_str(), "PATCH" | "PUT");
    if !is_update || !is_one_edition(&contract.operation, operation) {
        return None;
    }
    let paths = std::iter::once(&operation.path).chain(&operation.alternatives);
    let (role, path) = paths
        .filter_map(|path| Some((role(&contract.operation.path, &operation.method, path)?, path)))
        .min_by_key(|(role, _)| *role)?;
    let body = other.cases.iter().find_map(|case| Some((case.request.body.clone()?, case.source.line)));
    Some(Sibling {
        role,
        page: other.contract.page.clone(),
        operation: with_path(operation, path),
        success: other.contract.success.clone(),
        permissions: other.contract.permissions.clone(),
        example: body.map(|(body, line)| SiblingExample { body, line }),
    })
}

/// The shape of a path: what two templates of one resource have in common, whatever their placeholders are called.
#[must_use]
pub fn shape(path: &PathTemplate) -> String {
    let mut shape = String::with_capacity(path.0.len());
    for segment in segments(&path.0) {
        shape.push('/');
        shape.push_str(&if segment.contains('{') { "{}".to_owned() } else { segment.to_lowercase() });
    }
    shape
}

/// The shapes of the objects whose sibling an operation may be: its own paths, those of the objects in them, and those of
/// the object before an action.
#[must_use]
pub fn objects_of(operation: &Operation) -> Vec<String> {
    let paths = std::iter::once(&operation.path).chain(&operation.alternatives).map(shape);
    let objects = |own: String| {
        let before = own.rsplit_once('/').map(|(before, _)| before.to_owned()).unwrap_or_default();
        [format!("{own}/{{}}"), before, own]
    };
    paths.flat_map(objects).collect()
}

/// What a request with this method and path does to the resource whose objects live at `object`.
fn role(object: &PathTemplate, method: &str, path: &PathTemplate) -> Option<SiblingRole> {
    let is_object = is_same(object, path);
    let is_collection = object.collection().is_some_and(|collection| is_same(&collection, path));
    match method {
        "GET" if is_object => Some(SiblingRole::Get),
        "GET" if is_collection => Some(SiblingRole::List),
        "POST" if is_collection => Some(SiblingRole::Create),
        "DELETE" if is_object => Some(SiblingRole::Delete),
        "POST" => {
            let (parent, action) = path.0.trim_end_matches('/').rsplit_once('/')?;
            let is_named = !action.starts_with(['{', '$']);
            (is_named && is_same(object, &PathTemplate(parent.to_owned()))).then_some(SiblingRole::Action)
        }
        _ => None,
    }
}

/// Whether two templates name one resource, whatever their placeholders are called.
fn is_same(one: &PathTemplate, other: &PathTemplate) -> bool {
    shape(one) == shape(other)
}

fn is_one_edition(one: &Operation, other: &Operation) -> bool {
    one.service_root.as_ref().zip(other.service_root.as_ref()).is_none_or(|(one, other)| one == other)
}

/// The operation with the path that belongs to the resource in front.
fn with_path(operation: &Operation, path: &PathTemplate) -> Operation {
    let all = std::iter::once(&operation.path).chain(&operation.alternatives);
    let alternatives = all.filter(|other| *other != path).cloned().collect();
    Operation { path: path.clone(), alternatives, ..operation.clone() }
}

#[cfg(test)]
mod tests {
    use super::role;
    use crate::model::{PathTemplate, SiblingRole};

    #[test]
    fn method_and_path_say_what_a_page_does_to_the_resource() {
        let template = |text: &str| PathTemplate(text.to_owned());
        let object = template("/shelves/{shelfId}/gadgets/{gadgetId}");
        for (method, path, expected) in [
            ("POST", "/shelves/{id}/gadgets", Some(SiblingRole::Create)),
            ("GET", "/shelves/{id}/gadgets/{id}", Some(SiblingRole::Get)),
            ("GET", "/shelves/{id}/Gadgets", Some(SiblingRole::List)),
            ("DELETE", "/shelves/{shelfId}/gadgets/{gadgetId}", Some(SiblingRole::Delete)),
            ("POST", "/shelves/{shelfId}/gadgets/{gadgetId}/reset", Some(SiblingRole::Action)),
            ("POST", "/shelves/{shelfId}/gadgets/$ref", None),
            ("POST", "/shelves", None),
            ("DELETE", "/shelves/{shelfId}", None),
            ("DELETE", "/shelves/{shelfId}/gadgets/first", None),
            ("GET", "/shelves/{shelfId}/widgets", None),
            ("PATCH", "/shelves/{shelfId}/gadgets/{gadgetId}", None),
        ] {
            assert_eq!(role(&object, method, &template(path)), expected, "{method} {path}");
        }
    }
}

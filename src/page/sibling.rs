//! Which page is about the same resource as an update, and what it adds to the contract.

use std::mem::discriminant;

use serde_json::{Map, Value};

use crate::model::{Contract, Operation, PathTemplate, Property, Sibling, SiblingExample, SiblingRole};

use super::fits::fits;
use super::import::Imported;
use super::operation::segments;
use super::sendable::stand_ins;

/// That a page is about the resource of an update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// What its operation does to the resource.
    pub role: SiblingRole,
    /// That of its paths which belongs to the resource.
    pub path: PathTemplate,
    /// How sure it is that this resource is meant, and not another one below the same path.
    pub closeness: Closeness,
}

/// How sure it is that a page is about the resource of an update, and how much it tells; later is better. Paths do not
/// tell everything: policies of twenty types share one collection, and a page for each documents how to make one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Closeness {
    type_name: Likeness,
    title: Likeness,
    /// Whether its example shows a body to send.
    shows_body: bool,
    /// Whether the path is the first that it lists.
    is_first_path: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    Other,
    Unknown,
    Same,
}

/// What `other` is to the resource that `contract` updates; `None` when it is about something else, or about another
/// edition of the service. Only what updates one object has siblings.
#[must_use]
pub fn relation(contract: &Contract, other: &Imported) -> Option<Relation> {
    let operation = &other.contract.operation;
    let is_update = matches!(contract.operation.method.as_str(), "PATCH" | "PUT");
    if !is_update || !is_one_edition(&contract.operation, operation) {
        return None;
    }
    let paths = std::iter::once(&operation.path).chain(&operation.alternatives);
    let roles = paths.filter_map(|path| Some((role(&contract.operation.path, &operation.method, path)?, path)));
    let (role, path) = roles.min_by_key(|(role, _)| *role)?;
    let closeness = Closeness {
        type_name: likeness_of_types(contract, other),
        title: if is_one_noun(contract, &other.contract) { Likeness::Same } else { Likeness::Other },
        shows_body: body(contract, other).is_some(),
        is_first_path: *path == operation.path,
    };
    let is_right = match role {
        // An object of another type is no object to test this update on.
        SiblingRole::Create => closeness.type_name != Likeness::Other,
        // What is answered 201 adds an object below this one: it is the create of something else.
        SiblingRole::Action => other.contract.success.iter().all(|status| status.code != 201),
        SiblingRole::Get | SiblingRole::List | SiblingRole::Delete => true,
    };
    is_right.then(|| Relation { role, path: path.clone(), closeness })
}

/// Whether the types that the page's examples name are that of the update.
fn likeness_of_types(contract: &Contract, other: &Imported) -> Likeness {
    let Some(own) = contract.entity_type.as_deref() else { return Likeness::Unknown };
    let sent = bodies(other).filter_map(|(body, _)| type_of(body));
    let named: Vec<&str> = sent.chain(other.contract.entity_type.as_deref()).collect();
    match named.contains(&own) {
        _ if named.is_empty() => Likeness::Unknown,
        true => Likeness::Same,
        false => Likeness::Other,
    }
}

/// The type that a body names, without `#`.
fn type_of(body: &Map<String, Value>) -> Option<&str> {
    body.get("@odata.type")?.as_str().map(|name| name.trim_start_matches('#'))
}

/// Whether two titles, a verb and the name of a resource each, end alike.
fn is_one_noun(one: &Contract, other: &Contract) -> bool {
    let noun = |contract: &Contract| contract.name.split_once('-').map(|(_, noun)| noun.to_owned());
    noun(one).is_some() && noun(one) == noun(other)
}

/// The body that the page's example sends for an object of the update's type, and its line.
fn body<'a>(contract: &Contract, other: &'a Imported) -> Option<(&'a Map<String, Value>, u32)> {
    let is_own = |(body, _): &(&Map<String, Value>, u32)| type_of(body) == contract.entity_type.as_deref();
    bodies(other).find(is_own).or_else(|| bodies(other).next())
}

/// The bodies that the page's examples send: those of its cases, then those of objects of another type than the first
/// one's, of which no case is made. A page may show one for each type that can be made. What is derived is none of
/// them: a service may want more of a new object.
fn bodies(other: &Imported) -> impl Iterator<Item = (&Map<String, Value>, u32)> {
    let shown = other.cases.iter().filter(|case| case.source.derived.is_none());
    let cases = shown.filter_map(|case| Some((case.request.body.as_ref()?, case.source.line)));
    let of_operation = other.examples.iter().filter(|example| example.method == other.contract.operation.method);
    let shown = of_operation.filter_map(|example| Some((example.body.members()?, example.line)));
    let is_of_other_type = |body: &Map<String, Value>| {
        let name = type_of(body);
        name.is_some()
            && name != other.contract.entity_type.as_deref()
            && stand_ins(&other.contract, body).next().is_none()
    };
    cases.chain(shown.filter(move |(body, _)| is_of_other_type(body)))
}

/// What a page with this relation adds to the contract.
///
/// The body of a documented GET is never taken: generated pages wrap the single object in `value`, which no service does.
#[must_use]
pub fn sibling_of(contract: &Contract, other: &Imported, relation: &Relation) -> Sibling {
    let is_create = relation.role == SiblingRole::Create;
    let beyond = other.contract.properties.iter().filter(|row| is_create && is_beyond(contract, row)).cloned();
    Sibling {
        role: relation.role,
        page: other.contract.page.clone(),
        operation: with_path(&other.contract.operation, &relation.path),
        success: other.contract.success.clone(),
        permissions: other.contract.permissions.clone(),
        properties: beyond.collect(),
        example: body(contract, other).map(|(body, line)| {
            let agreed = body.iter().filter(|(name, value)| agrees(contract, name, value));
            SiblingExample { body: agreed.map(|(name, value)| (name.clone(), value.clone())).collect(), line }
        }),
    }
}

/// The members of the body that the page's example sends, and that the table of the update gives another type; and the
/// line of the example.
#[must_use]
pub fn contradicting<'a>(contract: &Contract, other: &'a Imported) -> Vec<(&'a str, u32)> {
    let Some((body, line)) = body(contract, other) else { return Vec::new() };
    let contradicting = body.iter().filter(|(name, value)| !agrees(contract, name, value));
    contradicting.map(|(name, _)| (name.as_str(), line)).collect()
}

fn agrees(contract: &Contract, name: &str, value: &Value) -> bool {
    let known = contract.properties.iter().find(|known| known.name == name);
    known.is_none_or(|known| value.is_null() || fits(&known.value_type, value))
}

/// Whether a client may set on creation what it may not set like that later. Pages name one type in several ways; its kind
/// counts.
fn is_beyond(contract: &Contract, row: &Property) -> bool {
    let is_like = |known: &Property| {
        known.access == row.access && discriminant(&known.value_type) == discriminant(&row.value_type)
    };
    let known = contract.properties.iter().find(|known| known.name == row.name);
    row.is_updatable() && !known.is_some_and(is_like)
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

//! An input about one property and its answer, for the tests beside.

use serde_json::{Map, Value};

use crate::engine::observe::Observed;
use crate::model::{
    Body, Exchange, Input, InputBody, Mutation, Outcome, Request, Resource, Response, Role, SeedToken, Strength,
};

pub(super) fn object(value: Value) -> Map<String, Value> {
    let Value::Object(members) = value else { panic!("no object: {value}") };
    members
}

/// The class, its strength and the patch, about the property that the patch names first.
pub(super) fn answered((class, strength, patch): (&str, Strength, Value), status: u16, body: &str) -> Observed {
    let patch = object(patch);
    let mutation = Mutation {
        class: class.to_owned(),
        property: patch.keys().next().cloned(),
        what: "another value".to_owned(),
        expect: vec![],
    };
    let input = Input {
        id: format!("{class}/0"),
        seed: SeedToken::listed(class, 0),
        strength,
        mutation: Some(mutation),
        method: "PATCH".to_owned(),
        resource: Resource::Entity,
        headers: Vec::new(),
        body: InputBody::Patch(patch),
        patch: Map::new(),
    };
    let request = Request { method: "PATCH".to_owned(), url: String::new(), headers: vec![], body: Body::default() };
    let response = Response {
        status,
        version: "HTTP/1.1".to_owned(),
        headers: Vec::new(),
        body: Body::record(body.as_bytes()),
        octets_received: body.len() as u64,
        content: bytes::Bytes::copy_from_slice(body.as_bytes()),
        wire: None,
    };
    let exchange = Exchange { role: Role::Subject, request, outcome: Outcome::Response(response), duration_us: 0 };
    Observed::lone(input, exchange)
}

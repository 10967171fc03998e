//! Requests whose answers are read octet by octet, beside the negatives of the protocol.

use serde_json::{Map, Value};

use crate::engine::ask::WIRE_STREAM as STREAM;
use crate::engine::plan::control_of;
use crate::engine::session::Session;
use crate::model::{Input, InputBody, Level, Resource, Role, SeedToken, Strength};
use crate::rules::Control;

/// The classes whose first input is sent again, with the name that the copy has.
const COPIED: [(&str, &str); 5] =
    [("head", "head"), ("prefer", "minimal"), ("A01", "no-token"), ("P01", "unknown-id"), ("P04", "method")];

/// Which values the update has: others than the control, so that it is one.
const UPDATE: usize = 37;
/// Number of the read of the collection in the stream.
const COLLECTION: u64 = u64::MAX;

/// One request of each kind of answer. None for a target behind TLS, whose octets are not seen.
pub fn inputs(session: &Session<'_>) -> Vec<Input> {
    if !session.plan.address.is_plain() {
        return Vec::new();
    }
    let seed = session.plan.seed;
    let listed = session.inputs.generator.protocol(seed);
    let first = |class: &str| listed.iter().find(|input| input.class() == Some(class)).cloned();
    let mut inputs = vec![named(read(Resource::Entity), "read")];
    inputs.extend(session.inputs.control().map(|control| {
        let patch: Map<String, Value> = session.inputs.generator.changes(UPDATE).into_iter().collect();
        let patch = if patch.is_empty() { control.patch.clone() } else { patch };
        named(Input { body: InputBody::Patch(patch.clone()), patch, ..control_of(control) }, "update")
    }));
    inputs.extend(session.inputs.generator.invalid(seed).next().map(|input| named(input, "refused")));
    inputs.extend(COPIED.iter().filter_map(|(class, name)| Some(named(first(class)?, name))));
    (0..).zip(inputs).map(|(number, input)| Input { seed: SeedToken::listed(STREAM, number), ..input }).collect()
}

/// The input that a seed of the stream makes.
pub fn input(session: &Session<'_>, number: u64) -> Option<Input> {
    if number == COLLECTION {
        return Some(read_of_collection());
    }
    inputs(session).into_iter().find(|input| input.seed.number() == number)
}

/// Judges a read of the collection. Whether a promise is broken, or at least bent.
///
/// Where nothing is found to test on, the answer that shows nothing may itself be what is wrong.
pub async fn collection(session: &mut Session<'_>) -> bool {
    let observed = session.observe(read_of_collection(), Role::Preflight).await;
    session.rule_on(&observed, Control::NotNeeded);
    session.verdicts.findings.failing(Level::Should)
}

fn read_of_collection() -> Input {
    let seed = SeedToken::listed(STREAM, COLLECTION);
    Input { seed, ..named(read(Resource::Collection), "collection") }
}

fn named(input: Input, name: &str) -> Input {
    Input { id: format!("{STREAM}/{name}"), ..input }
}

fn read(resource: Resource) -> Input {
    let strength = if resource == Resource::Entity { Strength::Valid } else { Strength::Either };
    Input { strength, resource, ..Input::read("", SeedToken::listed(STREAM, 0)) }
}

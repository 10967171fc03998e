//! The steps that are open from an input, and what each makes of it.

use serde_json::{Map, Value};

use super::step::Move;
use super::{members, raw, value};
use crate::generate::Generator;
use crate::generate::values::is_extreme;
use crate::model::{Input, InputBody, Strength};

/// Inputs smaller than `input`, the most telling first; each stays in its class and keeps the seed.
#[cfg(test)]
#[must_use]
pub fn candidates(generator: &Generator, input: &Input) -> Vec<Input> {
    moves(generator, input).iter().filter_map(|step| apply(generator, input, step)).collect()
}

/// The steps that are open from `input`.
#[must_use]
pub fn moves(generator: &Generator, input: &Input) -> Vec<Move> {
    match &input.body {
        InputBody::None => Vec::new(),
        InputBody::Raw(_) if input.strength == Strength::Valid => vec![Move::Compact],
        InputBody::Raw(octets) => raw::moves(input, octets),
        InputBody::Patch(body) => {
            let mut steps = members::moves(generator, input, body);
            steps.extend(value::moves(generator, input, body));
            steps
        }
    }
}

/// `input` after the step; `None` when it would leave its class.
#[must_use]
pub fn apply(generator: &Generator, input: &Input, step: &Move) -> Option<Input> {
    let body = match (step, &input.body) {
        (Move::Compact, _) => input.patch.clone(),
        (Move::Keep(from, to), InputBody::Raw(octets)) => {
            let body = InputBody::Raw(octets.get(*from..*to)?.to_vec());
            return Some(Input { body, ..shell(input) });
        }
        (Move::Drop(names), InputBody::Patch(body)) => {
            body.iter().filter(|(name, _)| !names.contains(name)).map(|(n, v)| (n.clone(), v.clone())).collect()
        }
        (Move::Replace(name, value), InputBody::Patch(body)) => with(body, name, value.clone()),
        (Move::Fill(name), InputBody::Patch(body)) => {
            let length = body.get(name)?.as_str()?.chars().count();
            with(body, name, Value::String("a".repeat(length)))
        }
        (Move::Length(name, length), InputBody::Patch(body)) => with(body, name, Value::String("a".repeat(*length))),
        _ => return None,
    };
    stays(input, &body).then(|| {
        let patch = generator.facts().meant(&body);
        Input { body: InputBody::Patch(body), patch, ..shell(input) }
    })
}

/// Everything of `input` but its body.
fn shell(input: &Input) -> Input {
    Input {
        id: input.id.clone(),
        seed: input.seed.clone(),
        strength: input.strength,
        mutation: input.mutation.clone(),
        method: input.method.clone(),
        resource: input.resource.clone(),
        headers: input.headers.clone(),
        body: InputBody::None,
        patch: Map::new(),
    }
}

/// `body` with another value at the same place.
fn with(body: &Map<String, Value>, name: &str, value: Value) -> Map<String, Value> {
    let mut value = Some(value);
    let member = |(n, v): (&String, &Value)| {
        let v = if n == name { value.take().unwrap_or_default() } else { v.clone() };
        (n.clone(), v)
    };
    body.iter().map(member).collect()
}

/// Whether texts at their limits are where the label says, and nowhere else.
fn stays(input: &Input, body: &Map<String, Value>) -> bool {
    let limits =
        if input.class() == Some("D13") { input.mutation.as_ref().and_then(|m| m.property.as_deref()) } else { None };
    let is_at_limits = |name: &str| body.get(name).and_then(Value::as_str).is_some_and(is_extreme);
    match (limits, input.strength) {
        (Some(property), _) => is_at_limits(property),
        (None, Strength::Valid) => !body.keys().any(|name| is_at_limits(name)),
        (None, _) => true,
    }
}

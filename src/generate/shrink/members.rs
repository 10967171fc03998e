//! Fewer members: halves, then single ones.

use serde_json::{Map, Value};

use super::step::Move;
use crate::generate::Generator;
use crate::generate::class::class;
use crate::model::{Input, Strength};

/// Members that may be left out or get another value: documented ones that are not what the input is about.
#[must_use]
pub fn free<'a>(generator: &Generator, input: &Input, body: &'a Map<String, Value>) -> Vec<&'a String> {
    let about = input.mutation.as_ref().and_then(|mutation| mutation.property.as_deref());
    let is_free = |name: &&String| about != Some(name.as_str()) && generator.facts().field(name).is_some();
    body.keys().filter(is_free).collect()
}

/// Steps that leave members out.
#[must_use]
pub fn moves(generator: &Generator, input: &Input, body: &Map<String, Value>) -> Vec<Move> {
    let free = free(generator, input, body);
    let least = least(input);
    let drop = |names: &[&String]| Move::Drop(names.iter().map(|name| (*name).clone()).collect());
    let (left, right) = free.split_at(free.len() / 2);
    let sets = [&free[..], right, left];
    let wide = sets.into_iter().filter(|set| set.len() > 1 && free.len() - set.len() >= least).map(drop);
    let single = free.iter().filter(|_| free.len() > least).map(|name| Move::Drop(vec![(*name).clone()]));
    wide.chain(single).collect()
}

/// How many free members must remain: what must change visibly, or make the body a patch at all.
fn least(input: &Input) -> usize {
    let is_protocol = input.class().and_then(class).is_some_and(|class| class.family.is_protocol());
    let beside = matches!(input.class(), Some("D15" | "D16" | "D17" | "D20"));
    usize::from(is_protocol || beside || input.strength == Strength::Valid)
}

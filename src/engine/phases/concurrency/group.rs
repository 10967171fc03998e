//! Patches that are sent at once.

use serde_json::{Map, Value};

use crate::engine::plan::control_of;
use crate::engine::session::Session;
use crate::model::{Input, InputBody, SeedToken};

/// Stream of the inputs of this phase.
pub const STREAM: &str = "parallel";

/// Different properties in even rounds, one property with different values in odd ones.
pub(super) fn group_of(session: &Session<'_>, round: usize) -> Vec<Input> {
    let Some(template) = session.inputs.control().cloned() else { return Vec::new() };
    let size = 2 + round / 2 % 2;
    let mut patches = session.inputs.generator.changes(round * 5 + 1);
    if round % 2 == 1 {
        let nth = |n: usize| {
            session.inputs.generator.changes(round * 5 + 11 * n + 1).into_iter().nth(round / 2 % patches.len().max(1))
        };
        patches = (0..size).filter_map(nth).collect();
        patches.dedup();
    }
    patches.truncate(size);
    let one = |(number, (name, value)): (usize, (String, Value))| {
        let patch = Map::from_iter([(name, value)]);
        input(&template, &format!("{round}/{number}"), round, patch)
    };
    patches.into_iter().enumerate().map(one).collect()
}

/// A patch of this phase, as ordinary as the control.
pub(super) fn input(template: &Input, name: &str, round: usize, patch: Map<String, Value>) -> Input {
    let ordinary = control_of(template);
    Input {
        id: format!("{STREAM}/{name}"),
        seed: SeedToken::listed(STREAM, round as u64),
        body: InputBody::Patch(patch.clone()),
        patch,
        ..ordinary
    }
}

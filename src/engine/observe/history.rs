//! The last inputs of a run, for findings that need more than one.

use std::collections::VecDeque;

use super::body::State;
use crate::model::{Input, InputBody};

/// Inputs that are remembered: the longest replay, and what a window of negatives sends before it is judged.
const KEPT: usize = 48;
/// Larger bodies are not remembered.
const LARGEST: usize = 1 << 16;

/// The last inputs of a run, with the state before each.
#[derive(Debug, Default)]
pub struct History {
    last: VecDeque<(u64, Input, Option<State>)>,
    next: u64,
}

impl History {
    /// Takes in an input; its position in the run.
    pub fn push(&mut self, input: &Input, before: Option<&State>) -> u64 {
        let position = self.next;
        self.next += 1;
        if is_small(&input.body) {
            self.last.truncate(KEPT - 1);
            self.last.push_front((position, input.clone(), before.cloned()));
        }
        position
    }

    /// The position of the next input.
    pub fn position(&self) -> u64 {
        self.next
    }

    /// The `count` inputs before `position`, in order, and the state before the first of them.
    pub fn before(&self, position: u64, count: usize) -> (Vec<Input>, Option<State>) {
        let earlier = || self.last.iter().filter(|(at, _, _)| *at < position).take(count);
        let state = earlier().last().and_then(|(_, _, state)| state.clone());
        let mut inputs: Vec<Input> = earlier().map(|(_, input, _)| input.clone()).collect();
        inputs.reverse();
        (inputs, state)
    }
}

fn is_small(body: &InputBody) -> bool {
    match body {
        InputBody::None => true,
        InputBody::Raw(octets) => octets.len() <= LARGEST,
        InputBody::Patch(members) => {
            members.values().all(|value| value.as_str().is_none_or(|text| text.len() <= LARGEST / 4))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};

    use super::History;
    use crate::model::{Input, InputBody, Resource, SeedToken, Strength};

    fn input(body: serde_json::Value) -> Input {
        Input {
            id: "valid/1".to_owned(),
            seed: SeedToken::listed("valid", 1),
            strength: Strength::Valid,
            mutation: None,
            method: "PATCH".to_owned(),
            resource: Resource::Entity,
            headers: Vec::new(),
            body: InputBody::Patch(Map::from_iter([("a".to_owned(), body)])),
            patch: Map::new(),
        }
    }

    #[test]
    fn what_is_replayed_ends_before_the_failing_input() {
        let mut history = History::default();
        for n in 0..100 {
            history.push(&input(json!(n)), None);
        }
        let (inputs, _) = history.before(98, 2);
        assert_eq!(inputs, [input(json!(96)), input(json!(97))]);
        assert_eq!(history.before(99, 1000).0.len(), super::KEPT - 1);
    }

    #[test]
    fn long_bodies_are_not_remembered() {
        let mut history = History::default();
        history.push(&input(json!("x".repeat(100_000))), None);
        assert_eq!(history.position(), 1);
        assert!(history.before(1, 5).0.is_empty());
    }
}

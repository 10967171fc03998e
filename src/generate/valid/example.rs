//! The documented example: whole, respelt, one member at a time, and each text changed the way careless code changes it.

use serde_json::{Map, Value};

use crate::generate::facts::Facts;
use crate::model::{Input, InputBody, SeedToken};

use super::{respelt, valid_input};

/// Spellings of [`respelt`].
const SPELLINGS: usize = 4;

/// The list of example variants.
#[derive(Debug, Clone)]
pub struct Examples {
    base: Map<String, Value>,
    changed: Map<String, Value>,
    names: Vec<String>,
}

impl Examples {
    /// Lists them for the example of a contract.
    #[must_use]
    pub fn new(facts: &Facts) -> Self {
        let of_base = |field: &crate::generate::facts::Field| Some((field.name().to_owned(), field.base.clone()?));
        let base: Map<String, Value> = facts.fields.iter().filter_map(of_base).collect();
        let respell = |(name, value): (String, Value)| {
            let value = match value {
                Value::String(text) if facts.field(&name).is_some_and(|field| is_free_text(field.value_type())) => {
                    Value::String(format!("{text} \u{e9}\u{5b57}\"\\/"))
                }
                other => facts.field(&name).and_then(|field| field.changed(7)).unwrap_or(other),
            };
            (name, value)
        };
        let changed = base.clone().into_iter().map(respell).collect();
        Self { names: base.keys().cloned().collect(), base, changed }
    }

    /// How many there are: the example, its reverse, its spellings, its members.
    #[must_use]
    pub fn len(&self) -> usize {
        if self.base.is_empty() { 0 } else { 2 + SPELLINGS + self.names.len() }
    }

    /// Variant `n`.
    #[must_use]
    pub fn input(&self, facts: &Facts, seed: &SeedToken, n: usize) -> Option<Input> {
        if n >= self.len() {
            return None;
        }
        let index = n.to_string();
        if n == 0 {
            return Some(valid_input(facts, seed, &index, self.base.clone()));
        }
        if n <= SPELLINGS {
            let octets = respelt(&self.changed, n - 1)?;
            let plain = valid_input(facts, seed, &index, self.changed.clone());
            return Some(Input { body: InputBody::Raw(octets), ..plain });
        }
        if n == SPELLINGS + 1 {
            let reversed = self.changed.clone().into_iter().rev().collect();
            return Some(valid_input(facts, seed, &index, reversed));
        }
        let name = self.names.get(n - SPELLINGS - 2)?;
        let member = Map::from_iter([(name.clone(), self.base.get(name)?.clone())]);
        Some(valid_input(facts, seed, &index, member))
    }
}

fn is_free_text(value_type: &crate::model::ValueType) -> bool {
    matches!(value_type, crate::model::ValueType::String)
}

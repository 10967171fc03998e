//! Properties that have another value after a request than before.

use serde_json::Value;

use super::members::lookup;
use crate::equality::{Equality, compare};
use crate::model::{Level, Observation, Property};
use crate::rules::States;
use crate::rules::judging::pointer;

/// An observation for each of `properties` whose value differs between the states, with the words of the rule.
/// `level` lowers the level of one property.
pub fn changes<'a>(
    properties: impl Iterator<Item = &'a Property>,
    (before, after): States<'_>,
    level: impl Fn(&Property) -> Option<Level>,
    words: impl Fn(&Property) -> (&'static str, String),
) -> Vec<Observation> {
    properties
        .filter_map(|property| {
            let (old, new) = (lookup(before, &property.name), lookup(after, &property.name));
            let absent = Value::Null;
            let outcome = compare(&property.value_type, old.unwrap_or(&absent), new);
            if outcome.is_silent() {
                return None;
            }
            let (cause, message) = words(property);
            let lowered = matches!(outcome, Equality::Normalised { .. }).then_some(Level::Should);
            let seen = Observation::at(pointer(&property.name), cause, message).line(property.line);
            let seen =
                seen.read_back().expected_actual(old.cloned().unwrap_or_default(), new.cloned().unwrap_or_default());
            Some(Observation { level: level(property).or(lowered), ..seen })
        })
        .collect()
}

//! What an input is about.

use crate::model::Input;

/// Properties that an input sets or mutates.
pub fn properties(input: &Input) -> Vec<String> {
    match input.mutation.as_ref().and_then(|m| m.property.clone()) {
        Some(property) => vec![property],
        None => input.patch.keys().cloned().collect(),
    }
}

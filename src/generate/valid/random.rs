//! Random patches.

use serde_json::{Map, Value};

use crate::generate::GenerateError;
use crate::generate::draw::Draw;
use crate::generate::facts::Facts;

/// Some of the fields, in random order, with random values, at least one of them not the example's where possible.
///
/// # Errors
/// When a strategy gives up.
pub fn random_patch(facts: &Facts, draw: &mut Draw) -> Result<Map<String, Value>, GenerateError> {
    let mut order: Vec<usize> = (0..facts.fields.len()).collect();
    let wanted = 1 + draw.below(order.len())?;
    let mut patch = Map::new();
    while patch.len() < wanted && !order.is_empty() {
        let field = &facts.fields[order.swap_remove(draw.below(order.len())?)];
        patch.insert(field.name().to_owned(), draw.value(&field.domain.any)?);
    }
    let same =
        |(name, value): (&String, &Value)| facts.field(name).is_some_and(|field| field.base.as_ref() == Some(value));
    if patch.iter().all(same) {
        let number = draw.below(90)?;
        let field = patch.keys().find_map(|name| facts.field(name).filter(|field| field.changed(0).is_some()));
        if let Some((field, value)) = field.and_then(|field| Some((field, field.changed(number)?))) {
            patch.insert(field.name().to_owned(), value);
        }
    }
    Ok(patch)
}

//! Which file makes the inputs of which class.

use serde_json::{Map, Value};

use super::{date_times, enums, json, json_random, members, nested, numbers_and_text, types};
use crate::generate::GenerateError;
use crate::generate::class::{Class, Family};
use crate::generate::draw::Draw;
use crate::generate::facts::{Facts, Field};
use crate::generate::mutant::{Mutant, Payload};
use crate::generate::recipe::Recipe;
use crate::generate::valid::random_patch;
use crate::model::ValueType;

/// The listed deviations of a body class, the most telling property and value first.
#[must_use]
pub fn listed(facts: &Facts, class: &Class) -> Vec<Mutant> {
    if class.family == Family::Json {
        return json::listed(facts, class.id);
    }
    let mut fields: Vec<&Field> = facts.fields.iter().collect();
    fields.sort_by_key(|field| rank(field.value_type()));
    let of_field = |field: &&Field| -> Vec<Mutant> {
        let made = nested::listed(class.id, field).into_iter();
        made.map(|wrong| wrong.mutant(class.id, field.name())).collect()
    };
    let mut mutants = in_turn(fields.iter().map(of_field).collect());
    mutants.extend(members::listed(facts, class.id));
    mutants
}

/// A random deviation of a body class; `listed` are its listed ones.
///
/// # Errors
/// When a strategy gives up.
pub fn random(
    facts: &Facts,
    class: &Class,
    listed: &[Mutant],
    draw: &mut Draw,
) -> Result<Option<Mutant>, GenerateError> {
    let Some(mutant) = draw.pick(listed)? else { return Ok(None) };
    let mut mutant = mutant.clone();
    if class.family == Family::Json {
        return json_random::random(facts, mutant, draw).map(Some);
    }
    let field = mutant.property.as_deref().and_then(|name| facts.field(name));
    if let (Some(field), Payload::Member(_)) = (field, &mutant.payload) {
        let strategies = [types::random, enums::random, date_times::random, numbers_and_text::random];
        let strategy = strategies.iter().find_map(|make| make(class.id, field));
        if let Some(strategy) = strategy {
            let value = draw.value(&strategy)?;
            let general = Mutant::member(class.id, field.name(), "", Recipe::Value(value));
            mutant = Mutant { what: class.summary.to_owned(), ..general };
        }
    } else {
        mutant = members::random(mutant, draw)?;
    }
    beside_valid(facts, mutant, draw).map(Some)
}

/// Puts valid members around the deviation, one time in three.
fn beside_valid(facts: &Facts, mutant: Mutant, draw: &mut Draw) -> Result<Mutant, GenerateError> {
    if !draw.once_in(3)? {
        return Ok(mutant);
    }
    let wrong: Map<String, Value> = match (&mutant.payload, &mutant.property) {
        (Payload::Member(recipe), Some(property)) => Map::from_iter([(property.clone(), recipe.make())]),
        (Payload::Object(object), _) => object.clone(),
        _ => return Ok(mutant),
    };
    let mut valid = random_patch(facts, draw)?;
    valid.retain(|name, _| !wrong.contains_key(name));
    let at = draw.below(valid.len() + 1)?;
    let mut members: Vec<(String, Value)> = valid.into_iter().collect();
    members.splice(at..at, wrong);
    Ok(Mutant { payload: Payload::Object(members.into_iter().collect()), ..mutant })
}

/// One of each list, then the next of each.
fn in_turn(mut lists: Vec<Vec<Mutant>>) -> Vec<Mutant> {
    let mut all = Vec::with_capacity(lists.iter().map(Vec::len).sum());
    let mut sources: Vec<_> = lists.iter_mut().map(|list| list.drain(..)).collect();
    loop {
        let before = all.len();
        all.extend(sources.iter_mut().filter_map(Iterator::next));
        if all.len() == before {
            return all;
        }
    }
}

/// Types whose readers differ most come first.
fn rank(value_type: &ValueType) -> usize {
    match value_type {
        ValueType::DateTimeOffset => 0,
        ValueType::Enum { .. } => 1,
        ValueType::Boolean | ValueType::Int16 | ValueType::Int32 | ValueType::Int64 => 2,
        ValueType::String => 3,
        _ => 4,
    }
}

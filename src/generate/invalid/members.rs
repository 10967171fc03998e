//! D14 to D19: members that the page does not know, annotations, the type, the key, read-only properties.

use serde_json::{Map, Value, json};

use crate::generate::GenerateError;
use crate::generate::draw::Draw;
use crate::generate::facts::Facts;
use crate::generate::mutant::{Mutant, Payload};
use crate::generate::values::simple;

/// A name that no page documents.
const UNKNOWN: &str = "docproofUnknown";

/// Listed deviations of class `id`.
#[must_use]
pub fn listed(facts: &Facts, id: &str) -> Vec<Mutant> {
    match id {
        "D14" => vec![
            beside(facts, id, UNKNOWN, "an undeclared property behind a valid one", json!("x"), false),
            alone(id, UNKNOWN, "an undeclared property alone", json!("x")),
            beside(facts, id, UNKNOWN, "an undeclared property before a valid one", json!(1), true),
            beside(facts, id, UNKNOWN, "an undeclared object", json!({"a": [1, null]}), false),
            beside(facts, id, UNKNOWN, "an undeclared null", Value::Null, false),
        ],
        "D15" => annotations(facts),
        "D16" => ["#microsoft.graph.user", "#docproof.nonsense", "#Edm.String", ""]
            .into_iter()
            .filter(|name| facts.entity_type.as_deref().is_some_and(|own| own != name.trim_start_matches('#')))
            .map(|name| beside(facts, id, "@odata.type", "another type", json!(name), true))
            .collect(),
        "D17" => facts
            .entity_type
            .iter()
            .map(|name| beside(facts, id, "@odata.type", "the documented type", json!(format!("#{name}")), true))
            .collect(),
        "D18" => key_and_id(facts)
            .into_iter()
            .flat_map(|(key, id_of_entity)| {
                vec![
                    beside(facts, id, key, "the key as in the URL", json!(id_of_entity), true),
                    alone(id, key, "the key as in the URL, alone", json!(id_of_entity)),
                ]
            })
            .collect(),
        "D19" => facts.key.iter().flat_map(|key| other_key(facts, key)).chain(read_only(facts)).collect(),
        _ => Vec::new(),
    }
}

fn key_and_id(facts: &Facts) -> Option<(&str, &str)> {
    Some((facts.key.as_deref()?, facts.entity_id.as_deref()?))
}

fn annotations(facts: &Facts) -> Vec<Mutant> {
    let mut names = vec!["@docproof.note".to_owned()];
    names.extend(facts.changeable().next().map(|field| format!("{}@docproof.note", field.name())));
    let values = [json!("x"), json!({"a": 1}), Value::Null];
    let pairs = values.iter().flat_map(|value| names.iter().map(move |name| (name, value)));
    pairs
        .map(|(name, value)| {
            let mut mutant = beside(facts, "D15", name, &format!("annotation {name}"), value.clone(), true);
            mutant.property = None;
            mutant
        })
        .collect()
}

fn other_key(facts: &Facts, key: &str) -> Vec<Mutant> {
    let other = json!("d0c9200f-ffff-4fff-bfff-ffffffffffff");
    vec![
        beside(facts, "D19", key, "another key beside a change", other.clone(), true),
        alone("D19", key, "another key alone", other),
        beside(facts, "D19", key, "an empty key", json!(""), false),
        beside(facts, "D19", key, "null for the key", Value::Null, false),
    ]
}

fn read_only(facts: &Facts) -> impl Iterator<Item = Mutant> {
    facts.read_only.iter().flat_map(|property| {
        let value = simple(&property.value_type, &property.name, property.range, None, 3).unwrap_or(Value::Null);
        [
            alone("D19", &property.name, "a read-only property alone", value.clone()),
            beside(facts, "D19", &property.name, "a read-only property beside a change", value, false),
        ]
    })
}

/// The member alone.
fn alone(id: &str, name: &str, what: &str, value: Value) -> Mutant {
    Mutant::new(id, what, Payload::Object(Map::from_iter([(name.to_owned(), value)]))).about(name)
}

/// The member before or behind a valid change.
fn beside(facts: &Facts, id: &str, name: &str, what: &str, value: Value, first: bool) -> Mutant {
    let number = id.bytes().map(usize::from).sum::<usize>() + usize::from(first) + value.to_string().len();
    let mut members: Vec<(String, Value)> = facts.change(number).into_iter().collect();
    members.insert(if first { 0 } else { members.len() }, (name.to_owned(), value));
    Mutant::new(id, what, Payload::Object(members.into_iter().collect())).about(name)
}

/// The same with another name or value, where both are free.
///
/// # Errors
/// When a strategy gives up.
pub fn random(mut mutant: Mutant, draw: &mut Draw) -> Result<Mutant, GenerateError> {
    let Payload::Object(object) = &mutant.payload else { return Ok(mutant) };
    if mutant.class == "D14" {
        let name = format!("{UNKNOWN}{}", draw.below(10_000)?);
        let renamed =
            object.iter().map(|(old, value)| (if old == UNKNOWN { name.clone() } else { old.clone() }, value.clone()));
        mutant.payload = Payload::Object(renamed.collect());
        mutant.property = Some(name);
    } else if mutant.class == "D15" {
        let name = format!("docproof.note{}", draw.below(10_000)?);
        let renamed = object.iter().map(|(old, value)| (old.replace("docproof.note", &name), value.clone()));
        mutant.payload = Payload::Object(renamed.collect());
    }
    Ok(mutant)
}

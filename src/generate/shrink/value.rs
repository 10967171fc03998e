//! Simpler values: the example's, a plain one, then by type.

use serde_json::{Map, Value, json};

use super::step::Move;
use super::{date, members, text};
use crate::generate::Generator;
use crate::generate::facts::Field;
use crate::model::{Input, ValueType};

/// Steps that give one member a simpler value.
#[must_use]
pub fn moves(generator: &Generator, input: &Input, body: &Map<String, Value>) -> Vec<Move> {
    let mut steps = Vec::new();
    let fields = members::free(generator, input, body).into_iter().filter_map(|name| generator.facts().field(name));
    for field in fields {
        steps.extend(of_member(field, &body[field.name()], input.class() == Some("D20")));
    }
    if let Some(at_limits) = mutated_text(input, body) {
        steps.extend(text::moves(at_limits.0, at_limits.1));
    }
    steps
}

/// The text of a D13 input: the one mutated value that may shrink.
fn mutated_text<'a>(input: &'a Input, body: &'a Map<String, Value>) -> Option<(&'a str, &'a str)> {
    let mutation = input.mutation.as_ref().filter(|mutation| mutation.class == "D13")?;
    let name = mutation.property.as_deref()?;
    Some((name, body.get(name)?.as_str()?))
}

/// The example's value is the simplest of all, a plain one the next: from there nothing else is tried.
fn of_member(field: &Field, value: &Value, must_change: bool) -> Vec<Move> {
    let name = field.name();
    let replace = |value: Value| Move::Replace(name.to_owned(), value);
    let base = field.base.clone().filter(|_| !must_change);
    if base.as_ref() == Some(value) {
        return Vec::new();
    }
    let mut steps: Vec<Move> = base.map(replace).into_iter().collect();
    let plain = field.changed(0);
    if plain.as_ref() == Some(value) {
        return steps;
    }
    steps.extend(plain.map(replace));
    if must_change {
        return steps;
    }
    match (field.value_type(), value) {
        (ValueType::String, Value::String(text)) => steps.extend(text::moves(name, text)),
        (ValueType::DateTimeOffset, Value::String(text)) => {
            steps.extend(date::simpler(text).into_iter().map(|text| replace(json!(text))));
        }
        (ValueType::Int16 | ValueType::Int32 | ValueType::Int64, Value::Number(number)) => {
            steps.extend(halved(field, number.as_i64()).map(|number| replace(json!(number))));
        }
        (ValueType::Collection { .. }, Value::Array(items)) => {
            steps.extend(sublists(items).into_iter().map(|items| replace(Value::Array(items))));
        }
        _ => {}
    }
    steps
}

/// Half the number, inside the stated range.
fn halved(field: &Field, number: Option<i64>) -> Option<i64> {
    let half = number.filter(|number| *number != 0)? / 2;
    field.property.range.is_none_or(|(low, high)| (low..=high).contains(&half)).then_some(half)
}

fn sublists(items: &[Value]) -> Vec<Vec<Value>> {
    let half = items.len() / 2;
    let parts = [&items[..0], &items[..half], &items[half..]];
    let mut lists: Vec<Vec<Value>> =
        parts.into_iter().filter(|part| part.len() < items.len()).map(<[Value]>::to_vec).collect();
    if items.len() <= 12 {
        lists.extend((0..items.len()).map(|skip| {
            let kept = items.iter().enumerate().filter(|(index, _)| *index != skip);
            kept.map(|(_, item)| item.clone()).collect()
        }));
    }
    lists
}

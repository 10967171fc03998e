//! Entities for a mock that was given none, in the manner of the pages' own examples.

use serde_json::{Map, Value, json};

use crate::model::{Access, Contract, Property, ValueType};

/// Keys of the sample entities; the first is the one that the seed page shows.
const KEYS: [&str; 3] = [
    "7443c8b9-c8b9-7443-b9c8-4374b9c84374",
    "2b9c1f60-5d0e-4f6e-8a53-9d3b1c7e0a42",
    "e81d3a57-0c44-4b1b-9f2a-6a7c5d90b3fe",
];

/// Three entities: the first as the page's example shows it, the others told apart from it in every property.
#[must_use]
pub fn sample_entities(contract: &Contract) -> Vec<Map<String, Value>> {
    let is_keyed = contract.properties.iter().any(|p| p.access == Access::Key);
    let entity = |(index, key): (usize, &&str)| {
        let pairs = contract.properties.iter().filter(|p| p.value_type != ValueType::Stream);
        let pairs = pairs.map(|p| (p.name.clone(), sample_property(p, index, key)));
        let undocumented = ("id".to_owned(), Value::from(*key));
        std::iter::once(undocumented).filter(|_| !is_keyed).chain(pairs).collect()
    };
    KEYS.iter().enumerate().map(entity).collect()
}

fn sample_property(property: &Property, index: usize, key: &str) -> Value {
    match property.range {
        _ if property.access == Access::Key => key.into(),
        Some((low, high)) => json!(high.min(low + i64::try_from(index).unwrap_or(0))),
        None => sample(&property.value_type, &property.name, index),
    }
}

fn sample(value_type: &ValueType, name: &str, index: usize) -> Value {
    let (year, size) = (2016 + index, name.len() + index);
    match value_type {
        ValueType::String if name.to_ascii_lowercase().ends_with("url") => match index {
            0 => format!("https://example.com/{name}/").into(),
            _ => format!("https://example.com/{name}/{index}/").into(),
        },
        ValueType::String => match index {
            0 => format!("{} value", spaced(name)).into(),
            _ => format!("{} value {}", spaced(name), index + 1).into(),
        },
        ValueType::Boolean => index.is_multiple_of(2).into(),
        ValueType::Int16 | ValueType::Int32 | ValueType::Int64 => size.into(),
        ValueType::Double | ValueType::Decimal => json!(f64::from(u32::try_from(size).unwrap_or(1)) + 0.5),
        ValueType::DateTimeOffset => format!("{year}-12-31T23:58:36.6670033-08:00").into(),
        ValueType::Date => format!("{year}-12-31").into(),
        ValueType::TimeOfDay => format!("11:58:{:02}.2550000", 36 + index).into(),
        ValueType::Duration => format!("PT{size}M17.1357909S").into(),
        ValueType::Guid => KEYS[index % KEYS.len()].into(),
        ValueType::Binary => ["cGF5bG9hZA==", "c2Vjb25k", "dGhpcmQ="][index % 3].into(),
        ValueType::Enum { members, .. } => {
            members.get((1 + index) % members.len().max(1)).map_or(Value::Null, |m| m.as_str().into())
        }
        ValueType::Complex(complex) => {
            let known = complex.members.iter().filter(|member| member.value_type != ValueType::Any);
            known.map(|member| (member.name.clone(), sample(&member.value_type, &member.name, index))).collect()
        }
        ValueType::Collection { of } => json!([sample(of, name, index)]),
        ValueType::Stream | ValueType::Any => Value::Null,
    }
}

/// `displayName` becomes `Display Name`.
fn spaced(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for (at, c) in name.char_indices() {
        if at == 0 {
            out.extend(c.to_uppercase());
            continue;
        }
        if c.is_uppercase() {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

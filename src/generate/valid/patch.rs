//! From a valid patch to its input, in plain or unusual but strict JSON.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::generate::class::class;
use crate::generate::facts::Facts;
use crate::generate::values::is_extreme;
use crate::model::{Input, InputBody, Mutation, Resource, SeedToken, Strength};

/// The input that sends `patch`.
///
/// A patch that holds text at its limits is labelled D13: it need not be accepted, only kept when it is.
#[must_use]
pub fn valid_input(facts: &Facts, seed: &SeedToken, index: &str, patch: Map<String, Value>) -> Input {
    let extreme = patch.iter().find(|(_, value)| value.as_str().is_some_and(is_extreme)).map(|(name, _)| name.clone());
    let (strength, mutation) = match extreme.zip(class("D13")) {
        None => (Strength::Valid, None),
        Some((property, class)) => {
            let what = "text at its limits".to_owned();
            let expect = class.expect.to_vec();
            (class.strength, Some(Mutation { class: class.id.to_owned(), property: Some(property), what, expect }))
        }
    };
    Input {
        id: format!("{}/{index}", seed.stream()),
        seed: seed.clone(),
        strength,
        mutation,
        method: facts.method.clone(),
        resource: Resource::Entity,
        headers: Vec::new(),
        body: InputBody::Patch(patch.clone()),
        patch,
    }
}

/// `patch` in other spellings of strict JSON: each must mean the same.
#[must_use]
pub fn respelt(patch: &Map<String, Value>, spelling: usize) -> Option<Vec<u8>> {
    let pretty = serde_json::to_string_pretty(patch).ok()?;
    let text = match spelling {
        0 => pretty.replace('\n', "\r\n"),
        1 => patch_text(patch, escaped),
        2 => format!(" \t\r\n{pretty} \t\r\n"),
        3 => patch_text(patch, solidus),
        _ => return None,
    };
    Some(text.into_bytes())
}

/// Writes names and texts with `write`, everything else as usual.
fn patch_text(patch: &Map<String, Value>, write: fn(&str) -> String) -> String {
    let members = patch.iter().map(|(name, value)| match value {
        Value::String(text) => format!("{} : {}", write(name), write(text)),
        other => format!("{} : {other}", write(name)),
    });
    format!("{{ {} }}", members.collect::<Vec<_>>().join(" , "))
}

/// Every UTF-16 unit as an escape, astral code points as pairs.
fn escaped(text: &str) -> String {
    let mut out = String::from('"');
    for unit in text.encode_utf16() {
        // Writing to a String cannot fail.
        let _ = write!(out, "\\u{unit:04x}");
    }
    out.push('"');
    out
}

/// The solidus escaped, which JSON allows.
fn solidus(text: &str) -> String {
    Value::String(text.to_owned()).to_string().replace('/', "\\/")
}

#[cfg(test)]
mod tests {
    use super::respelt;

    #[test]
    fn every_spelling_means_the_same() {
        let patch = serde_json::json!({"a": "b/\u{1f600}\n\"", "c": [1, {"d": null}]});
        let patch = patch.as_object().unwrap();
        for spelling in 0..4 {
            let octets = respelt(patch, spelling).unwrap();
            assert_eq!(serde_json::from_slice::<serde_json::Value>(&octets).unwrap().as_object(), Some(patch));
        }
        assert_eq!(respelt(patch, 4), None);
    }
}

//! D11 to D13: numbers outside the stated range, text that is no address, text at its limits.

use proptest::strategy::Strategy as _;
use serde_json::json;

use super::wrong_value::WrongValue;
use crate::generate::draw::AnyValue;
use crate::generate::facts::Field;
use crate::generate::values::{extreme, is_url_name};
use crate::model::ValueType;

/// Longer than any listed valid text.
const MEBI: usize = 1 << 20;

/// Listed values of class `id` for `field`.
#[must_use]
pub fn listed(id: &str, field: &Field) -> Vec<WrongValue> {
    let is_string = *field.value_type() == ValueType::String;
    match (id, field.property.range) {
        ("D11", Some((low, high))) => {
            let beyond = [high.checked_add(1), low.checked_sub(1), high.checked_add(1000), low.checked_sub(1000)];
            beyond.into_iter().flatten().map(|n| WrongValue::new("outside the stated range", json!(n))).collect()
        }
        ("D12", _) if is_string && is_url_name(field.name()) => {
            let texts = [
                "not an address",
                "javascript:alert(1)",
                "/relative/path",
                "//example.com/a",
                "example.com",
                "https://",
            ];
            texts.iter().map(|text| WrongValue::text("no absolute web address", text)).collect()
        }
        ("D13", _) => {
            let extremes = field.domain.extremes.iter().cloned();
            let mut all: Vec<_> = extremes.map(|recipe| WrongValue::new("text at its limits", recipe)).collect();
            if is_string {
                let long = crate::generate::recipe::Recipe::Repeat { unit: "a", times: MEBI };
                all.push(WrongValue::new("text of 1 Mi characters", long));
            }
            all
        }
        _ => Vec::new(),
    }
}

/// Random values of class `id`; `None` when the class has none beyond its list.
#[must_use]
pub fn random(id: &str, field: &Field) -> Option<AnyValue> {
    match (id, field.property.range) {
        ("D11", Some((_, high))) if high < i64::MAX => {
            let limit = high.saturating_add(1_000_000);
            Some((high + 1..=limit).prop_map(|n| json!(n)).sboxed())
        }
        ("D13", _) => Some(extreme()),
        _ => None,
    }
}

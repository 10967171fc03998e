//! Guids in their one form of 8-4-4-4-12 digits.

use proptest::strategy::Strategy as _;
use serde_json::Value;

use super::Domain;
use crate::generate::recipe::Recipe;

const SPECIMENS: &[&str] = &[
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "7443C8B9-C8B9-7443-B9C8-4374B9C84374",
    "01020304-0506-0708-090a-0b0c0d0e0f10",
];

/// Specimens and random ones.
pub fn domain() -> Domain {
    let any = proptest::num::u128::ANY.prop_map(|bits| Value::String(text(bits))).sboxed();
    Domain::new(SPECIMENS.iter().map(|text| Recipe::text(text)).collect(), any)
}

/// Readable guids that count.
pub fn simple(n: usize) -> Value {
    Value::String(format!("d0c9200f-0000-4000-8000-{n:012x}"))
}

/// The text of 128 bits.
fn text(bits: u128) -> String {
    let digits = format!("{bits:032x}");
    [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]].join("-")
}

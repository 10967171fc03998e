//! Times of day.

use proptest::strategy::Strategy as _;
use serde_json::Value;

use super::Domain;
use crate::generate::recipe::Recipe;

const SPECIMENS: &[&str] = &[
    "00:00:00",
    "23:59:59",
    "12:00:00",
    "00:00:00.0000001",
    "23:59:59.9999999",
    "11:59:59.5",
    "01:02:03.1230000",
    "08:00:00.0000000",
];

/// Specimens and random ones, to the second or finer.
pub fn domain() -> Domain {
    let any = (0_u32..86_400, 0_usize..=7, 0_u32..10_000_000)
        .prop_map(|(second, digits, fraction)| Value::String(text(second, digits, fraction)))
        .sboxed();
    Domain::new(SPECIMENS.iter().map(|text| Recipe::text(text)).collect(), any)
}

/// Minutes after eight.
pub fn simple(n: usize) -> Value {
    Value::String(format!("08:{:02}:00", n % 60))
}

fn text(second: u32, digits: usize, fraction: u32) -> String {
    let clock = format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
    if digits == 0 { clock } else { format!("{clock}.{}", &format!("{fraction:07}")[..digits]) }
}

//! Calendar dates.

use proptest::strategy::Strategy as _;
use serde_json::Value;

use super::Domain;
use super::calendar::days_in_month;
use crate::generate::recipe::Recipe;

const SPECIMENS: &[&str] = &[
    "2024-02-29",
    "2000-02-29",
    "1970-01-01",
    "1969-12-31",
    "9999-12-31",
    "0001-01-01",
    "1582-10-15",
    "1582-10-04",
    "1900-02-28",
    "2038-01-19",
    "1999-12-31",
    "2100-03-01",
];

/// Specimens and random ones of the years 1 to 9999.
pub fn domain() -> Domain {
    let any = (1_u32..=9999, 1_u32..=12, 1_u32..=31)
        .prop_map(|(year, month, day)| {
            Value::String(format!("{year:04}-{month:02}-{:02}", day.min(days_in_month(year, month))))
        })
        .sboxed();
    Domain::new(SPECIMENS.iter().map(|text| Recipe::text(text)).collect(), any)
}

/// Days of one summer.
pub fn simple(n: usize) -> Value {
    Value::String(format!("2019-07-{:02}", n % 28 + 1))
}

//! Day-time durations of ISO 8601.

use proptest::strategy::Strategy as _;
use serde_json::Value;

use super::Domain;
use crate::generate::recipe::Recipe;

const SPECIMENS: &[&str] =
    &["PT0S", "P1D", "PT1H", "PT1M", "PT1S", "PT0.1234567S", "-PT1S", "P3DT4H5M6S", "PT36H", "PT90M", "P365D"];

/// Specimens and random ones.
pub fn domain() -> Domain {
    let any = (0_u32..400, 0_u32..24, 0_u32..60, 0_u32..60)
        .prop_map(|(days, hours, minutes, seconds)| Value::String(format!("P{days}DT{hours}H{minutes}M{seconds}S")))
        .sboxed();
    Domain::new(SPECIMENS.iter().map(|text| Recipe::text(text)).collect(), any)
}

/// Whole minutes.
pub fn simple(n: usize) -> Value {
    Value::String(format!("PT{}M", n % 60 + 1))
}

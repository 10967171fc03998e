//! Doubles and decimals, as JSON numbers.

use proptest::prop_oneof;
use proptest::strategy::Strategy as _;
use serde_json::{Value, json};

use super::Domain;
use crate::generate::recipe::Recipe;

const DOUBLES: &[f64] = &[
    0.0,
    0.1,
    -0.5,
    1.5,
    1e-7,
    1e21,
    123_456_789.012_345,
    9_007_199_254_740_991.0,
    -1e-300,
    f64::MIN_POSITIVE,
    f64::MAX,
    f64::MIN,
    5e-324,
];
const DECIMALS: &[f64] = &[0.0, 0.01, -0.01, 1.5, 19.99, 100_000.0, 0.1, -273.15, 999_999.99];

/// Binary floating point: any finite number.
pub fn double(range: Option<(i64, i64)>) -> Domain {
    let free = prop_oneof![
        2 => proptest::num::f64::NORMAL | proptest::num::f64::ZERO | proptest::num::f64::NEGATIVE,
        3 => -1e6..1e6,
    ];
    bounded(range, DOUBLES, free.sboxed())
}

/// Decimals: few digits, so that every notation holds them.
pub fn decimal(range: Option<(i64, i64)>) -> Domain {
    bounded(range, DECIMALS, (-1_000_000_i32..1_000_000).prop_map(|cents| f64::from(cents) / 100.0).sboxed())
}

#[expect(clippy::cast_precision_loss, reason = "limits that a page states are small")]
fn bounded(
    range: Option<(i64, i64)>,
    telling: &'static [f64],
    free: proptest::strategy::SBoxedStrategy<f64>,
) -> Domain {
    let (low, high) = range.map_or((f64::MIN, f64::MAX), |(low, high)| (low as f64, high.max(low) as f64));
    let edges = range.map(|_| [low, high]).into_iter().flatten();
    let listed: Vec<f64> = edges.chain(telling.iter().copied()).filter(|x| (low..=high).contains(x)).collect();
    let known = if listed.is_empty() { vec![low] } else { listed.clone() };
    let any = prop_oneof![1 => proptest::sample::select(known), 2 => free]
        .prop_map(move |x| json!(if x.is_finite() { x.clamp(low, high) } else { low.max(0.0) }))
        .sboxed();
    Domain::new(listed.into_iter().map(|x| Recipe::Value(Value::from(x))).collect(), any)
}

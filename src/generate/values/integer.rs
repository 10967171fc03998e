//! Integers between two limits, both included.

use proptest::prop_oneof;
use proptest::strategy::Strategy as _;
use serde_json::{Value, json};

use super::Domain;
use crate::generate::recipe::Recipe;

/// Where widths, signs and floating-point precision change.
const TELLING: &[i64] = &[
    0,
    -1,
    1,
    i16::MAX as i64,
    i16::MIN as i64,
    65_535,
    65_536,
    i32::MAX as i64,
    i32::MIN as i64,
    i32::MAX as i64 + 1,
    u32::MAX as i64,
    u32::MAX as i64 + 1,
    9_007_199_254_740_991,
    9_007_199_254_740_993,
    -9_007_199_254_740_993,
    127,
    128,
    255,
    256,
];

/// Limits, their neighbours, and what lies in between.
pub fn domain((low, high): (i64, i64)) -> Domain {
    let mut listed: Vec<i64> = Vec::new();
    let edges = [low, high, low.saturating_add(1), high.saturating_sub(1)];
    for number in edges.into_iter().chain(TELLING.iter().copied()) {
        if (low..=high).contains(&number) && !listed.contains(&number) {
            listed.push(number);
        }
    }
    let any = prop_oneof![
        2 => proptest::sample::select(listed.clone()),
        3 => low..=high,
        3 => low.max(-1000).min(high)..=high.min(1000).max(low.max(-1000).min(high)),
    ]
    .prop_map(|number| json!(number))
    .sboxed();
    Domain::new(listed.into_iter().map(|number| Recipe::Value(json!(number))).collect(), any)
}

/// Small numbers, inside the page's range.
pub fn simple(range: Option<(i64, i64)>, n: usize) -> Value {
    let n = i64::try_from(n % 100).unwrap_or(0);
    match range {
        Some((low, high)) => {
            let width = high.saturating_sub(low).saturating_add(1).max(1);
            json!(low.saturating_add(n % width))
        }
        None => json!(n + 1),
    }
}

//! Booleans.

use proptest::strategy::Strategy as _;
use serde_json::Value;

use super::Domain;

/// Both of them.
pub fn domain() -> Domain {
    let any = proptest::bool::ANY.prop_map(Value::Bool).sboxed();
    Domain::new(vec![Value::Bool(true).into(), Value::Bool(false).into()], any)
}

/// True, then false.
pub fn simple(n: usize) -> Value {
    Value::Bool(n.is_multiple_of(2))
}

//! Members of a list.

use proptest::strategy::Strategy as _;
use serde_json::Value;

use super::Domain;
use crate::generate::recipe::Recipe;

/// The member that stands for members to come: a patch with it is treated as if it were absent, so it is no value.
pub const UNKNOWN_FUTURE_VALUE: &str = "unknownFutureValue";

fn usable(members: &[String]) -> Vec<String> {
    members.iter().filter(|member| *member != UNKNOWN_FUTURE_VALUE).cloned().collect()
}

/// Every member; `None` when the page lists none.
pub fn domain(members: &[String]) -> Option<Domain> {
    let members = usable(members);
    if members.is_empty() {
        return None;
    }
    let listed = members.iter().map(|member| Recipe::text(member)).collect();
    Some(Domain::new(listed, proptest::sample::select(members).prop_map(Value::String).sboxed()))
}

/// One member after the other.
pub fn simple(members: &[String], n: usize) -> Option<Value> {
    let members = usable(members);
    members.get(n.checked_rem(members.len())?).cloned().map(Value::String)
}

//! `TimeOfDay`: the time since midnight.

use serde_json::Value;

use super::{Equality, precision, string};
use crate::value::TimeOfDay;

/// Compares two values of a `TimeOfDay` property.
pub(super) fn compare(sent: &Value, returned: &Value) -> Equality {
    let (Value::String(sent), Value::String(returned)) = (sent, returned) else {
        return if sent == returned { Equality::Equal } else { Equality::differs("it is another value") };
    };
    match (TimeOfDay::parse(sent), TimeOfDay::parse(returned)) {
        (Some(one), Some(other)) => precision::compare(one.picoseconds, one.fraction_digits, other.picoseconds),
        _ => string::text(sent, returned),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::compare;
    use crate::equality::Equality;

    #[test]
    fn digits_of_zero_are_no_difference() {
        assert_eq!(compare(&json!("08:30"), &json!("08:30:00.0000000")), Equality::Equal);
        assert_eq!(compare(&json!("08:30:00.25"), &json!("08:30:00")), Equality::warned("with fewer fraction digits"));
        assert!(matches!(compare(&json!("08:30"), &json!("08:31")), Equality::Differs { .. }));
    }
}

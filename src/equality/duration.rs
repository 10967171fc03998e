//! `Duration`: the length.

use serde_json::Value;

use super::{Equality, precision, string};
use crate::value::Duration;

/// Compares two values of a `Duration` property.
pub(super) fn compare(sent: &Value, returned: &Value) -> Equality {
    let (Value::String(sent), Value::String(returned)) = (sent, returned) else {
        return if sent == returned { Equality::Equal } else { Equality::differs("it is another value") };
    };
    match (Duration::parse(sent), Duration::parse(returned)) {
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
    fn the_length_counts_not_its_parts() {
        assert_eq!(compare(&json!("P1DT1H"), &json!("PT25H")), Equality::Equal);
        assert_eq!(compare(&json!("P1M"), &json!("P1M")), Equality::Equal);
        for returned in ["PT24H", "-P1DT1H", "P1M"] {
            assert!(matches!(compare(&json!("P1DT1H"), &json!(returned)), Equality::Differs { .. }), "{returned}");
        }
    }
}

//! `Binary`: the octets.

use serde_json::Value;

use super::{Equality, string};
use crate::value::Binary;

/// Compares two values of a `Binary` property.
pub(super) fn compare(sent: &Value, returned: &Value) -> Equality {
    let (Value::String(sent), Value::String(returned)) = (sent, returned) else {
        return if sent == returned { Equality::Equal } else { Equality::differs("it is another value") };
    };
    match (Binary::parse(sent), Binary::parse(returned)) {
        _ if sent == returned => Equality::Equal,
        (Some(one), Some(other)) if one == other => Equality::expected("in another base64 alphabet or padding"),
        (Some(_), Some(_)) => Equality::differs("its octets are other ones"),
        _ => string::text(sent, returned),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::compare;
    use crate::equality::Equality;

    #[test]
    fn octets_count_not_digits() {
        assert!(compare(&json!("_-8"), &json!("/+8=")).is_silent());
        assert!(matches!(compare(&json!("_-8"), &json!("_-4")), Equality::Differs { .. }));
    }
}

//! `Guid`: the 128 bits, in any case.

use serde_json::Value;

use super::{Equality, string};
use crate::value::Guid;

/// Compares two values of a `Guid` property.
pub(super) fn compare(sent: &Value, returned: &Value) -> Equality {
    let (Value::String(sent), Value::String(returned)) = (sent, returned) else {
        return if sent == returned { Equality::Equal } else { Equality::differs("it is another value") };
    };
    match (Guid::parse(sent), Guid::parse(returned)) {
        (Some(one), Some(other)) if one == other => Equality::Equal,
        _ => string::text(sent, returned),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::compare;
    use crate::equality::Equality;

    #[test]
    fn digits_have_no_case() {
        let sent = json!("7443C8B9-c8b9-7443-b9c8-4374b9c84374");
        assert_eq!(compare(&sent, &json!("7443c8b9-c8b9-7443-b9c8-4374b9c84374")), Equality::Equal);
        let other = compare(&sent, &json!("7443c8b9-c8b9-7443-b9c8-4374b9c84375"));
        assert!(matches!(other, Equality::Differs { .. }));
    }
}

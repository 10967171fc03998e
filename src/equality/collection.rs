//! Collections: the same items in the same order.

use serde_json::Value;

use super::Equality;

/// Compares two collections, their items by `compare_items`.
pub(super) fn compare(sent: &Value, returned: &Value, compare_items: impl Fn(&Value, &Value) -> Equality) -> Equality {
    match (sent, returned) {
        (Value::Array(sent), Value::Array(returned)) if sent.len() == returned.len() => {
            let items = sent.iter().zip(returned).map(|(sent, returned)| compare_items(sent, returned));
            items.fold(Equality::Equal, Equality::and)
        }
        (Value::Array(_), Value::Array(_)) => Equality::differs("the number of items is another one"),
        _ if sent == returned => Equality::Equal,
        _ => Equality::differs("it is another value"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::compare;
    use crate::equality::{Equality, string};

    #[test]
    fn order_and_length_count() {
        let outcome = |returned| compare(&json!(["a", "b"]), &returned, string::compare);
        assert_eq!(outcome(json!(["a", "b"])), Equality::Equal);
        for returned in [json!(["b", "a"]), json!(["a"]), json!(["a", "b", "b"]), json!([]), json!("a,b")] {
            assert!(matches!(outcome(returned.clone()), Equality::Differs { .. }), "{returned}");
        }
        assert!(matches!(outcome(json!(["a", null])), Equality::Differs { .. }));
    }
}

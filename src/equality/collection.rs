//! Collections: the same items in the same order.

use serde_json::Value;

use super::Equality;
use super::compare::compare as compare_items;
use crate::model::ValueType;

/// Compares two collections with items of type `of`.
pub(super) fn compare(of: &ValueType, sent: &Value, returned: &Value) -> Equality {
    match (sent, returned) {
        (Value::Array(sent), Value::Array(returned)) if sent.len() == returned.len() => {
            let items = sent.iter().zip(returned).map(|(sent, returned)| compare_items(of, sent, Some(returned)));
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
    use crate::equality::Equality;
    use crate::model::ValueType;

    #[test]
    fn order_and_length_count() {
        let outcome = |returned| compare(&ValueType::String, &json!(["a", "b"]), &returned);
        assert_eq!(outcome(json!(["a", "b"])), Equality::Equal);
        for returned in [json!(["b", "a"]), json!(["a"]), json!(["a", "b", "b"]), json!([]), json!("a,b")] {
            assert!(matches!(outcome(returned.clone()), Equality::Differs { .. }), "{returned}");
        }
        assert!(matches!(outcome(json!(["a", null])), Equality::Differs { .. }));
    }
}

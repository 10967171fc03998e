//! Booleans, and the lossless ways to misread one.

use serde_json::Value;

use super::Equality;

/// Compares two values of a `Boolean` property.
pub(super) fn compare(sent: &Value, returned: &Value) -> Equality {
    if sent == returned {
        return Equality::Equal;
    }
    match (truth(sent), truth(returned)) {
        (Some(sent), Some(returned)) if sent == returned => Equality::warned("as another JSON type"),
        _ => Equality::differs("it is another value"),
    }
}

fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
        Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
        Value::Number(number) => match number.as_i64() {
            Some(0) => Some(false),
            Some(1) => Some(true),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::compare;
    use crate::equality::Equality;

    #[test]
    fn only_the_two_truths_are_coerced() {
        for (sent, returned) in [(json!("true"), json!(true)), (json!(0), json!(false)), (json!("FALSE"), json!(false))]
        {
            assert_eq!(compare(&sent, &returned), Equality::warned("as another JSON type"));
        }
        for (sent, returned) in [(json!(true), json!(false)), (json!("yes"), json!(true)), (json!(2), json!(true))] {
            assert!(matches!(compare(&sent, &returned), Equality::Differs { .. }), "{sent}");
        }
    }
}

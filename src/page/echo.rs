//! Whether the response of an example shows what its request sends.

use serde_json::Value;

use crate::value::DateTimeOffset;

/// Whether both are one value: two spellings of one instant are (OData JSON Format 4.01 §7.1).
#[must_use]
pub fn is_same(sent: &Value, shown: &Value) -> bool {
    let instant = |value: &Value| DateTimeOffset::parse(value.as_str()?).ok().map(|instant| instant.picoseconds);
    sent == shown || instant(sent).is_some_and(|sent| instant(shown) == Some(sent))
}

/// Whether what is shown may be what became of what was sent: an object may show members that were not sent (OData Protocol
/// 4.01 §11.4.3).
#[must_use]
pub fn is_echo(sent: &Value, shown: &Value) -> bool {
    match (sent, shown) {
        (Value::Object(sent), Value::Object(shown)) => {
            let is_shown = |name: &str, value| shown.get(name).is_none_or(|shown| is_echo(value, shown));
            sent.iter().all(|(name, value)| is_shown(name, value))
        }
        (Value::Array(sent), Value::Array(shown)) => {
            sent.len() == shown.len() && sent.iter().zip(shown).all(|(sent, shown)| is_echo(sent, shown))
        }
        _ => is_same(sent, shown),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{is_echo, is_same};

    #[test]
    fn an_instant_and_an_object_may_be_shown_in_another_way() {
        for (sent, shown, same, echo) in [
            (json!("2020-01-01T10:00:00-07:00"), json!("2020-01-01T17:00:00Z"), true, true),
            (json!("2020-01-01T10:00:00-07:00"), json!("2020-01-01T10:00:00Z"), false, false),
            (json!("a"), json!("a"), true, true),
            (json!("a"), json!("b"), false, false),
            (json!(1), json!("1"), false, false),
            (json!({"a": 1}), json!({"b": 2, "a": 1}), false, true),
            (json!({"a": 1}), json!({"a": 2}), false, false),
            (json!([{"a": 1}]), json!([{"a": 1, "b": 2}]), false, true),
            (json!([1, 2]), json!([1]), false, false),
        ] {
            assert_eq!((is_same(&sent, &shown), is_echo(&sent, &shown)), (same, echo), "{sent} {shown}");
        }
    }
}
